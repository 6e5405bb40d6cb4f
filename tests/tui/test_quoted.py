"""What was pinned from a plan is told by its words, wherever it is shown."""

from __future__ import annotations

import pytest

from engine import actions as ac
from engine.mission import Mission
from engine.story import timeline
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import on_stage, press, session_of, still
from tests.tui.test_notebook import PINNED, book
from tui.call.paint import pinned as pinned_in_call
from tui.debrief.sheets import moment_page
from tui.quoted import quoted
from tui.screens.notebook import NotebookScreen


def framed(mission: Mission) -> Mission:
    """The small order, its log drawn in a frame."""
    phase = mission.phases[0]
    mails = []
    for mail in phase.emails:  # type: ignore[union-attr]
        files = tuple(
            file.model_copy(update={"body": boxed(file.body)}) for file in mail.attachments
        )
        mails.append(mail.model_copy(update={"attachments": files}))
    first = phase.model_copy(update={"emails": tuple(mails)})
    return mission.model_copy(update={"phases": (first, *mission.phases[1:])})


def boxed(text: str) -> str:
    """A text with a frame round it."""
    lines = [f"│ {line:<40} │" for line in text.splitlines()]
    return "\n".join((f"┌{'─' * 42}┐", *lines, f"└{'─' * 42}┘"))


@pytest.mark.parametrize("size", SIZES)
async def test_pins_of_a_plan_are_shown_without_its_frame(
    size: tuple[int, int], small: Mission
) -> None:
    plan = framed(small)
    session = session_of(plan, *PINNED)
    pin = session.state.shared.pin("B")
    assert pin is not None and "│" in pin.quote, "it is stored as it stands"
    async with on_stage(session, NotebookScreen, size) as (hands, _):
        await press(hands, "enter", "down", "enter")
        same("notebook_framed", size, await still(hands))
        rows = [row for row in book(hands).pins.rows if row.id in ("B", "D")]
        cards = [str(cell.content) for cell in book(hands).cards]
        told = [line.plain for row in rows for line in row.lines] + cards
        assert not any(sign in text for text in told for sign in "│┌─")
        assert "ovens: 2" in cards[1]


def test_the_call_and_the_debrief_leave_a_plans_frame_away(small: Mission) -> None:
    plan = framed(small)
    session = session_of(plan, *PINNED, ac.Compare(left="A", right="B"))
    shared = session.state.shared
    moment = next(one for one in timeline(plan, shared) if one.kind == "pair")
    found = moment_page(plan, session.state, moment)
    debrief = [line.plain for entry in found.entries for line in entry.lay_out(60)]
    call = pinned_in_call(plan, shared.pins, 40, 4).plain.splitlines()
    assert "ovens: 2" in debrief
    assert "B  ovens: 2" in call
    assert not any(sign in line for line in (*debrief, *call) for sign in "│┌")


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("│  clock: 11:46          window,  │", "clock: 11:46  window,"),
        ("|  1  |  2  | steps |", "1  2  steps"),
        ("| nuts| tea | buns|", "nuts  tea  buns"),
        ("|   -----------------  roll, spare  |", "roll, spare"),
        ("06:10  forty loaves", "06:10  forty loaves"),
        ("cat log | sort", "cat log | sort"),
        ("+------+------+", "+------+------+"),
        ("├── till 1 - shut", "till 1 - shut"),
    ],
)
def test_a_passage_is_told_by_its_words_where_it_has_any(
    small: Mission, quote: str, told: str
) -> None:
    assert quoted(small, "oven_log.txt", quote) == told


def test_a_sentence_keeps_its_signs_and_a_row_of_a_mail_loses_its_bars(small: Mission) -> None:
    assert quoted(small, "first-order", "Either a|b ─ or c.") == "Either a|b ─ or c."
    assert quoted(small, "first-order", "| loaves | 40 |") == "loaves  40"
