"""The feedback: typed at reading pace, reread at will, with the grid a key away."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import Pack
from engine.actions import FinishPhase, HearFeedback
from tests.tui.grid import screen_text
from tests.tui.plays import played, small
from tests.tui.snapshot import same
from tests.tui.stage import NowhereStore, on_stage, settle
from tui.feedback.paint import trust_words
from tui.screens.feedback import FeedbackScreen
from tui.screens.grid_view import GridScreen
from tui.screens.help import ConfirmScreen, HelpScreen
from tui.screens.sheet import SheetScreen
from tui.session import Session
from tui.settings import PACES, Settings

SIZES = ((80, 24), (120, 40))
WIDE, SMALL = (120, 40), (80, 24)


@pytest.fixture
def poor(tmp_path: Path) -> Session:
    return played(*small(tmp_path, "poor"), before_feedback=True)


@pytest.mark.parametrize("size", SIZES)
async def test_each_answer_comes_with_figure_limit_and_where_it_lay(
    poor: Session, size: tuple[int, int]
) -> None:
    async with on_stage(poor, FeedbackScreen, size) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await hands.press("enter", lambda: len(screen.heard) == 1, "the first answer")
        for told in ("within 400 ms", "60 ms", "you did not come to it", "fair → open"):
            await hands.until(lambda told=told: told in screen_text(hands.app), told)
        await hands.press("w", lambda: isinstance(hands.app.screen, SheetScreen), "the place")
        await hands.until(
            lambda: "oven_log.txt, first line" in screen_text(hands.app), "where it lay"
        )
        assert "Half the orders come before seven." not in screen_text(hands.app)


@pytest.mark.parametrize("size", SIZES)
async def test_an_answer_looks_as_it_did(poor: Session, size: tuple[int, int]) -> None:
    async with on_stage(poor, FeedbackScreen, size) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        same("poor_feedback", size, await settle(hands))
        await hands.press("enter", lambda: len(screen.heard) == 1, "the first answer")
        await hands.press("enter", lambda: len(screen.heard) == 2, "the second answer")
        same("poor_feedback_broken", size, await settle(hands))
        await hands.press("up", lambda: screen.selected == "rush-served", "the first")
        await hands.press("e", lambda: isinstance(hands.app.screen, GridScreen), "the grid")
        same("poor_feedback_grid", size, await settle(hands))


async def test_a_line_is_typed_and_space_finishes_it(poor: Session) -> None:
    async with on_stage(poor, FeedbackScreen, WIDE) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        screen.timer = screen.set_interval(0.02, screen.tick, pause=True)
        await hands.press("enter", lambda: screen.speaking, "the first answer")
        await hands.until(lambda: (screen.letters or 0) >= 4, "the first letters")
        assert "all out." not in screen_text(hands.app)
        rows = len(poor.rows)
        await hands.press("space", lambda: not screen.speaking, "the whole line")
        await hands.until(lambda: "all out." in screen_text(hands.app), "its last words")
        assert len(poor.rows) == rows


async def test_enter_finishes_a_line_before_it_hears_the_next(poor: Session) -> None:
    async with on_stage(poor, FeedbackScreen, WIDE) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        screen.timer = screen.set_interval(5, screen.tick, pause=True)
        await hands.press("enter", lambda: screen.speaking, "the first answer")
        await hands.press("enter", lambda: not screen.speaking, "the whole line")
        assert len(screen.heard) == 1
        await hands.press("enter", lambda: len(screen.heard) == 2, "the second answer")


async def test_without_motion_everything_is_there_at_once(poor: Session) -> None:
    async with on_stage(poor, FeedbackScreen, WIDE) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await hands.press("enter", lambda: len(screen.heard) == 1, "the first answer")
        assert not screen.speaking
        await hands.until(lambda: "all out." in screen_text(hands.app), "the whole line")


async def test_what_was_heard_is_reread_without_an_action(poor: Session) -> None:
    async with on_stage(poor, FeedbackScreen, SMALL) as (hands, pilot):
        screen = await hands.screen(FeedbackScreen)
        await hands.press("enter", lambda: len(screen.heard) == 1, "one")
        await hands.press("enter", lambda: len(screen.heard) == 2, "two")
        await hands.until(lambda: "You sold the third." in screen_text(hands.app), "the second")
        rows = len(poor.rows)
        await hands.press("up", lambda: screen.selected == "rush-served", "the first again")
        await hands.until(lambda: "all out." in screen_text(hands.app), "its words")
        await pilot.click("#list", offset=(10, 2))
        await hands.until(lambda: screen.selected == "counted", "the second by mouse")
        await pilot.click("#list", offset=(10, 2))
        await hands.press("r", lambda: screen.in_room, "the room")
        await hands.until(lambda: "Well?" in screen_text(hands.app), "its words")
        await hands.press("r", lambda: not screen.in_room, "the answer")
        assert len(poor.rows) == rows
        assert hands.app.screen is screen


async def test_the_grid_is_shown_and_cannot_be_changed(pack: Pack) -> None:
    script = pack.walkthroughs_of("kettle-protocol")[0]
    session = played(pack.mission("kettle-protocol"), script, before_feedback=True)
    async with on_stage(session, FeedbackScreen, SMALL) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await hands.press("enter", lambda: len(screen.heard) == 1, "the first answer")
        await hands.press("enter", lambda: len(screen.heard) == 2, "the answer on the list")
        await hands.press("e", lambda: isinstance(hands.app.screen, GridScreen), "the grid")
        grid = hands.app.screen
        assert isinstance(grid, GridScreen)
        at = grid.cursor
        assert {n.id for n in grid.view.design.nodes if n.cell == at} <= set(grid.view.nodes)
        await hands.press("tab", lambda: grid.cursor != at, "the list beside the kettle")
        await hands.press("escape", lambda: hands.app.screen is screen, "the feedback")


async def test_a_click_on_the_quote_goes_on_and_the_last_enter_closes(poor: Session) -> None:
    async with on_stage(poor, FeedbackScreen, WIDE) as (hands, pilot):
        screen = await hands.screen(FeedbackScreen)
        await hands.until(lambda: "Well?" in screen_text(hands.app), "the room")
        await pilot.click("#quote", offset=(10, 5))
        await hands.until(lambda: len(screen.heard) == 1, "the first answer")
        await hands.press("enter", lambda: len(screen.heard) == 2, "the second")
        await hands.press("enter", lambda: hands.app.screen is not screen, "the end")
    assert [row.action for row in poor.rows[-3:]] == [
        HearFeedback(requirement="rush-served"),
        HearFeedback(requirement="counted"),
        FinishPhase(),
    ]
    assert poor.state.status == "completed"


async def test_the_meeting_is_closed_early_only_after_a_question(poor: Session) -> None:
    async with on_stage(poor, FeedbackScreen, SMALL) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await hands.press("d", lambda: isinstance(hands.app.screen, ConfirmScreen), "the question")
        await hands.until(
            lambda: "2 answers are still to come." in screen_text(hands.app), "how many"
        )
        await hands.press("escape", lambda: hands.app.screen is screen, "the meeting")
        assert poor.state.status == "open"
        await hands.press("d", lambda: isinstance(hands.app.screen, ConfirmScreen), "the question")
        await hands.press("enter", lambda: poor.state.status == "completed", "the end")


async def test_everybody_who_speaks_is_seen(pack: Pack) -> None:
    script = pack.walkthroughs_of("kettle-protocol")[0]
    session = played(pack.mission("kettle-protocol"), script, before_feedback=True)
    async with on_stage(session, FeedbackScreen, WIDE) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        for number, verdict in enumerate(screen.verdicts, start=1):
            await hands.press("enter", lambda n=number: len(screen.heard) == n, "an answer")  # type: ignore[misc]
            tile = screen.tiles[verdict.requirement.owner]
            await hands.until(
                lambda t=tile: t.has_class("-speaking") and t.display,  # type: ignore[misc]
                "the speaker's tile",
            )


async def test_at_once_a_line_stands_there_whole(poor: Session) -> None:
    async with on_stage(poor, FeedbackScreen, WIDE) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        screen.timer = screen.set_interval(5, screen.tick, pause=True)
        hands.app.settings = Settings(pace=PACES[-1])
        await hands.press("enter", lambda: len(screen.heard) == 1, "the first answer")
        assert not screen.speaking
        hands.app.settings = Settings()
        await hands.press("enter", lambda: screen.speaking, "the second, letter by letter")


async def test_a_tile_shows_what_a_camera_sees_and_the_trust_that_moved(poor: Session) -> None:
    async with on_stage(poor, FeedbackScreen, WIDE) as (hands, _):
        await hands.screen(FeedbackScreen)
        text = await settle(hands)
        assert "flour on one sleeve" in text
        assert "Ada Rye  Owner" in text
        assert "fair → open" in text


def test_where_trust_came_from_stays_told_as_the_room_gets_less() -> None:
    shown = [trust_words(("fair", "candid"), room).plain for room in (13, 11, 10)]
    assert shown == ["fair → candid", "fair→candid", "→ candid"]
    assert trust_words(("fair", "fair"), 4).plain == "fair"


async def test_the_help_says_the_terms_of_the_answer_that_is_shown(
    poor: Session, pack: Pack
) -> None:
    glossary = pack.mission("urgent-performance").glossary
    told = poor.mission.model_copy(update={"glossary": glossary})
    session = Session(told, poor.rows, NowhereStore())
    async with on_stage(session, FeedbackScreen, WIDE) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await hands.press("enter", lambda: len(screen.heard) == 1, "the first answer")
        assert "p95" in [term.term for term in screen.explained()]
        await hands.press("question_mark", lambda: isinstance(hands.app.screen, HelpScreen), "?")
        assert "The time within which 95 of 100" in await settle(hands)
