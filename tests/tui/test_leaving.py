"""Esc leaves every phase alike: one press tells where to, the second goes, and the bar says so."""

from __future__ import annotations

import pytest

from content.loader import Pack, load_pack
from engine.actions import AnyAction
from engine.log import Row
from engine.mission import Mission
from engine.state import State
from tests.content.reaching_pack import write_reaching
from tests.engine.test_answers import HANDED_IN, HEARD
from tests.tui.plays import READ
from tests.tui.sheet_hands import TO_BOARD, gold
from tests.tui.snapshot import NARROW, WIDE
from tests.tui.stage import on_stage, press, session_of
from tui.drive.hands import Hands
from tui.phases import screen_for
from tui.practice import Unkept
from tui.screens.phase_screen import Outcome, PhaseScreen
from tui.session import Session, StoreLost, Summary

TOLD = "Esc again leaves to the board. Everything is stored."
PHASES: dict[str, tuple[AnyAction, ...]] = {
    "inbox": (),
    "call": HANDED_IN[:1],
    "studio": HANDED_IN[:-1],
    "meeting": HANDED_IN,
    "question": (*HANDED_IN, *HEARD),
}


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write_reaching(tmp_path_factory.mktemp("leaving"))).mission("small-order")


class AwayStore:
    """A database that does not answer."""

    async def record(self, row: Row, summary: Summary, state: State) -> None:
        raise StoreLost("The database does not answer.")


def front(hands: Hands) -> PhaseScreen:
    assert isinstance(hands.app.screen, PhaseScreen)
    return hands.app.screen


def named(hands: Hands) -> str:
    """What the bar calls Esc."""
    keys = front(hands).keys()
    return next(key.label for key in keys if key.key == "Esc")


async def leaves_alike(session: Session, size: tuple[int, int]) -> None:
    async with on_stage(session, screen_for, size) as (hands, _):
        rows = len(session.rows)
        assert named(hands) == "Board?"
        assert TOLD in await press(hands, "escape")
        assert named(hands) == "Board"
        assert TOLD not in await press(hands, "down"), "who goes on is not about to leave"
        assert named(hands) == "Board?"
        await press(hands, "escape")
        assert hands.app.closed == []  # type: ignore[attr-defined]
        await press(hands, "escape")
        assert hands.app.closed == [Outcome.LEFT]  # type: ignore[attr-defined]
        assert len(session.rows) == rows


@pytest.mark.parametrize("phase", PHASES)
async def test_one_press_tells_and_the_second_leaves(phase: str, mission: Mission) -> None:
    await leaves_alike(session_of(mission, *PHASES[phase]), NARROW)


async def test_a_decision_sheet_is_left_as_the_other_phases_are(
    weir: Mission, sheets: Pack
) -> None:
    await leaves_alike(session_of(weir, *gold(sheets)[:TO_BOARD]), WIDE)


async def test_what_is_told_is_true_of_practice_and_of_a_step_that_is_not_stored(
    mission: Mission,
) -> None:
    rows = session_of(mission).rows
    practice = Session(mission, rows, Unkept(), practice=True)
    async with on_stage(practice, screen_for, NARROW) as (hands, _):
        assert named(hands) == "Debrief?"
        text = await press(hands, "escape")
        assert "Esc again leaves to your debrief. Nothing of this is kept." in text
        assert named(hands) == "Debrief"
    alone = Session(mission, rows, Unkept(), practice=True, prepared=True)
    async with on_stage(alone, screen_for, NARROW) as (hands, _):
        assert named(hands) == "Leave?"
        assert "Esc again leaves to the terminal. Nothing of this" in await press(hands, "escape")
        assert named(hands) == "Leave"
    cut_off = Session(mission, rows, AwayStore())
    async with on_stage(cut_off, screen_for, NARROW) as (hands, _):
        hands.app.run_worker(cut_off.act(READ))
        await hands.until(lambda: cut_off.away, "the store found away")
        assert "Your last step is not stored yet." in await press(hands, "escape")
        cut_off.leave()
