"""Writing once more: the list with its prices, the letter before it is sent, the answer after."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.loader import load_pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.debrief import choice_lines
from engine.ledger import ledger
from engine.mission import Mission
from engine.scoring import score_mission
from engine.story import story
from tests.content.reaching_pack import write_reaching
from tests.engine.test_changes import ASK, COUNT, TO_THE_GRID
from tests.tui.grid import screen_text
from tests.tui.snapshot import same
from tests.tui.stage import on_stage, session_of, settle
from tui.briefing import phase_page, recap_page
from tui.debrief import ledger_page, sheets
from tui.drive import letters as drive
from tui.drive.hands import Hands
from tui.notebook.sources import origin, page
from tui.screens.call import CallScreen
from tui.screens.inbox import InboxScreen
from tui.screens.letters import LettersScreen
from tui.screens.notebook import NotebookScreen
from tui.screens.studio import StudioScreen

SIZES = ((80, 24), (120, 40))


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write_reaching(tmp_path_factory.mktemp("letters"))).mission("small-order")


@asynccontextmanager
async def at_the_grid(
    mission: Mission, size: tuple[int, int], *more: AnyAction
) -> AsyncIterator[tuple[StudioScreen, Hands, Pilot[int]]]:
    session = session_of(mission, *TO_THE_GRID, *more)
    async with on_stage(session, StudioScreen, size) as (hands, pilot):
        screen = await hands.screen(StudioScreen)
        await hands.until(lambda: screen.view.canvas.size.width > 20, "a grid with room")
        yield screen, hands, pilot


async def opened(hands: Hands) -> LettersScreen:
    await hands.press("w", lambda: isinstance(hands.app.screen, LettersScreen), "the letters")
    sheet = await hands.screen(LettersScreen)
    await hands.until(lambda: sheet.topics.rows, "the letters listed")
    return sheet


@pytest.mark.parametrize("size", SIZES)
async def test_the_letters_look_as_they_did(mission: Mission, size: tuple[int, int]) -> None:
    async with at_the_grid(mission, size) as (_, hands, _pilot):
        same("letters_grid", size, await settle(hands))
        sheet = await opened(hands)
        same("letters_list", size, await settle(hands))
        await hands.press("down", lambda: sheet.topics.cursor_id == "late-ben-hours", "Ben")
        await hands.press("enter", lambda: sheet.reading is not None, "the letter")
        same("letters_letter", size, await settle(hands))
        await hands.press("enter", lambda: sheet.sent, "the answer")
        same("letters_answer", size, await settle(hands))
        await hands.press("w", lambda: hands.app.screen is not sheet, "the grid")
        same("letters_grid_changed", size, await settle(hands))


async def test_it_takes_two_keys_after_the_price_was_seen_to_send_a_letter(
    mission: Mission,
) -> None:
    async with at_the_grid(mission, (80, 24)) as (screen, hands, _):
        sheet = await opened(hands)
        rows = len(screen.session.rows)
        await hands.press("down", lambda: sheet.topics.cursor_id == "late-ben-hours", "Ben")
        assert "a day" in screen_text(hands.app)
        await hands.press("enter", lambda: sheet.reading == "late-ben-hours", "the letter")
        await hands.until(lambda: "Send it, for a day" in screen_text(hands.app), "its price")
        assert len(screen.session.rows) == rows
        await hands.press("escape", lambda: sheet.reading is None, "the list")
        assert len(screen.session.rows) == rows
        await hands.press("enter", lambda: sheet.reading == "late-ben-hours", "the letter")
        await hands.stored("enter", rows, "the letter sent")
        await hands.until(lambda: "Before seven" in screen_text(hands.app), "the answer")
        assert "Now you know: Half the orders" in screen_text(hands.app)
        assert "On the grid: Ada found 500 marks" in screen_text(hands.app)


async def test_an_answer_can_be_pinned_and_read_again(mission: Mission) -> None:
    more = (ac.AskLate(question="late-ben-hours"), ac.AskLate(question="late-ada-ovens"))
    async with at_the_grid(mission, (120, 40), *more) as (screen, hands, _):
        quote = "There are two ovens."
        pin = ac.Pin(source="late-ada-ovens/late/0", quote=quote)
        await drive.pin(hands, screen, pin)
        shared = screen.session.state.shared
        assert shared.knows("two-ovens")
        assert origin(mission, shared.pins[0]) == "Ada, letter"
        title, documents = page(mission, shared, pin.source, 70)
        assert title == "How many ovens there are"
        assert [d.source for d in documents] == ["late-ada-ovens/late/you", pin.source]
        await hands.press("k", lambda: isinstance(hands.app.screen, NotebookScreen), "the notebook")
        await hands.until(lambda: "Ada, letter" in screen_text(hands.app), "where it stands")


async def test_letters_are_written_by_mouse(mission: Mission) -> None:
    async with at_the_grid(mission, (120, 40)) as (screen, hands, pilot):
        await pilot.click(
            "KeyBar", offset=(screen_text(hands.app).splitlines()[-1].index("w Wri"), 0)
        )
        await hands.until(lambda: isinstance(hands.app.screen, LettersScreen), "the letters")
        sheet = await hands.screen(LettersScreen)
        await hands.until(lambda: sheet.topics.rows, "the letters listed")
        await hands.rest()
        await pilot.click("#topics", offset=(4, 3))
        await hands.until(lambda: sheet.topics.cursor_id == "late-ben-hours", "the cursor")
        await pilot.click("#topics", offset=(4, 3))
        await hands.until(lambda: sheet.reading == "late-ben-hours", "the letter")
        await hands.rest()
        await pilot.click("#buttons", offset=(2, 0))
        await hands.until(lambda: sheet.sent, "the answer")
        await hands.rest()
        assert screen.session.state.shared.ticks == 4


async def test_letters_are_written_at_the_end_of_the_last_call(mission: Mission) -> None:
    session = session_of(mission, *ASK, ac.FinishPhase())
    async with on_stage(session, CallScreen, (80, 24)) as (hands, _):
        screen = await hands.screen(CallScreen)
        assert "Write once more" not in screen_text(hands.app)
        hands.app.simulate_key("w")
        await hands.until(lambda: "somebody to talk to" in screen_text(hands.app), "why not yet")
        await hands.cursor_to(screen.options, "later")
        await hands.stored("enter", len(session.rows), "the words said")
        await hands.until(lambda: "Write once more" in screen_text(hands.app), "the key")
        await drive.ask(hands, screen, ac.AskLate(question="late-ada-ovens"))
        assert session.state.shared.has_asked("late-ada-ovens")
        turns = [turn.say for turn in screen.told.turns]
        assert not any("two ovens" in said for said in turns)
        await hands.press("t", lambda: screen.reading, "the transcript")
        assert "two ovens" not in screen_text(hands.app)


async def test_without_letters_there_is_no_such_key(tmp_path: Path) -> None:
    from tests.content.small_pack import write

    plain = load_pack(write(tmp_path)).mission("small-order")
    async with at_the_grid(plain, (120, 40)) as (_, hands, _pilot):
        assert "Write once more" not in screen_text(hands.app)


def test_brief_and_recap_name_what_choices_changed(mission: Mission) -> None:
    says = "Ben moved the cakes to the afternoon, because you counted the ovens."
    for actions, named in ((COUNT, True), ((), False)):
        state = session_of(mission, *actions, *TO_THE_GRID).state
        for sheet in (phase_page(mission, state), recap_page(mission, state)):
            text = " ".join(sheet.plain.split())
            assert (says in text) == named
            assert ("WHAT YOUR CHOICES CHANGED" in text) == named


def test_the_debrief_tells_of_letters_of_late_days_and_of_answers(mission: Mission) -> None:
    session = session_of(
        mission,
        *TO_THE_GRID,
        ac.AskLate(question="late-ben-hours"),
        ac.AskLate(question="late-ada-ovens"),
        ac.SubmitDesign(),
        ac.HearFeedback(requirement="rush-served"),
        ac.HearFeedback(requirement="counted"),
        ac.Say(option="say-ben"),
        ac.FinishPhase(),
    )
    state = session.state
    pages = ledger(score_mission(mission, state))
    for entries in (
        ledger_page.ledger_entries(pages, state.shared, earned=True),
        ledger_page.loss_entries(pages, state.shared, earned=False),
    ):
        lines = [line.plain for entry in entries for line in entry.lay_out(76)]
        late = next(line for line in lines if "A day late" in line)
        assert "−3" in late
        assert "the calendar" in late
    moments = [moment for moment in story(mission, state) if moment.kind == "late"]
    assert [moment.node for moment in moments] == ["late-ben-hours", "late-ada-ovens"]
    told = sheets.moment_page(mission, state, moments[0])
    text = "\n".join(line.plain for entry in told.entries for line in entry.lay_out(70))
    assert "Before seven, half of them." in text
    assert "Half the orders come before seven." in text
    chosen = [line.chosen.node for line in choice_lines(mission, state.shared)]
    assert chosen[-1] == "who-waited"


async def test_letters_are_written_from_an_inbox_in_which_nothing_waits(mission: Mission) -> None:
    inbox, _, grid, feedback = mission.phases
    written = mission.model_copy(update={"phases": (inbox, grid, feedback)})
    session = session_of(written, *ASK)
    async with on_stage(session, InboxScreen, (120, 40)) as (hands, _):
        screen = await hands.screen(InboxScreen)
        await hands.until(lambda: "w Write once more" in screen_text(hands.app), "the key")
        await drive.ask(hands, screen, ac.AskLate(question="late-ada-ovens"))
        assert session.state.shared.has_asked("late-ada-ovens")
