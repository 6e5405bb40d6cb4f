"""The feedback in which the player is asked: chosen, confirmed, answered."""

from __future__ import annotations

import pytest
from textual.content import Content

from content.loader import load_pack
from engine import actions as ac
from engine.mission import Mission
from tests.content.reaching_pack import write_reaching
from tests.engine.test_answers import HANDED_IN, HEARD
from tests.tui.grid import screen_text
from tests.tui.snapshot import same
from tests.tui.stage import on_stage, session_of, settle
from tui.drive import call as drive
from tui.screens.feedback import FeedbackScreen
from tui.widgets.entries import Entry

SIZES = ((80, 24), (120, 40))


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write_reaching(tmp_path_factory.mktemp("talk"))).mission("small-order")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_asked_looks_as_it_did(mission: Mission, size: tuple[int, int]) -> None:
    session = session_of(mission, *HANDED_IN, HEARD[0])
    async with on_stage(session, FeedbackScreen, size) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await hands.press("enter", lambda: screen.exchange is not None, "the last answer")
        assert not screen.in_talk
        await hands.press("enter", lambda: screen.in_talk, "what is asked")
        same("talk_asked", size, await settle(hands))
        await hands.press("2", lambda: screen.options.cursor_id is not None, "an answer chosen")
        same("talk_chosen", size, await settle(hands))
        await hands.press("s", lambda: screen.holding, "a silence")
        same("talk_silence", size, await settle(hands))
        await hands.press("escape", lambda: not screen.holding, "speech after all")
        await drive.play_feedback(hands, screen, ac.Say(option="own-it"))
        await hands.until(lambda: screen.exchange is None, "the answer")
        same("talk_answered", size, await settle(hands))


async def test_a_question_that_is_longer_than_its_place_is_read_from_its_first_line(
    mission: Mission,
) -> None:
    session = session_of(mission, *HANDED_IN, *HEARD)
    async with on_stage(session, FeedbackScreen, (80, 24)) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await hands.until(lambda: screen.in_talk, "what is asked")
        await hands.rest()
        lines = tuple(Content(f"Row {n}.") for n in range(60))
        asked = screen.quote.text.entries[-1:]
        screen.quote.show((*asked, Entry("", lambda _: lines, gap=0)))
        await hands.rest()
        screen.quote.show_last(1)
        assert "Row 0." in await settle(hands)
        assert "Row 59." not in screen_text(hands.app)


async def test_no_single_key_answers(mission: Mission) -> None:
    session = session_of(mission, *HANDED_IN, *HEARD)
    async with on_stage(session, FeedbackScreen, (80, 24)) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await hands.until(lambda: screen.in_talk, "what is asked")
        rows = len(session.rows)
        for key in ("enter", "1", "s", "escape", "d", "space"):
            hands.app.simulate_key(key)
            await hands.rest()
            assert len(session.rows) == rows, key
        assert screen.is_current


async def test_a_silence_is_kept_with_two_keys(mission: Mission) -> None:
    session = session_of(mission, *HANDED_IN, *HEARD)
    async with on_stage(session, FeedbackScreen, (120, 40)) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await hands.until(lambda: screen.in_talk, "what is asked")
        trust = session.state.shared.trust
        await drive.play_feedback(hands, screen, ac.StaySilent())
        assert session.state.shared.trust == trust - 2
        await hands.until(lambda: "You let it sit." in screen_text(hands.app), "the silence told")
        assert "I see." in screen_text(hands.app)


async def test_answers_are_given_by_mouse(mission: Mission) -> None:
    session = session_of(mission, *HANDED_IN, *HEARD)
    async with on_stage(session, FeedbackScreen, (120, 40)) as (hands, pilot):
        screen = await hands.screen(FeedbackScreen)
        await hands.until(lambda: screen.in_talk and screen.options.rows, "what is asked")
        await hands.rest()
        await pilot.click("#options", offset=(6, 2))
        await hands.until(lambda: screen.options.cursor_id is not None, "an answer chosen")
        rows = len(session.rows)
        await pilot.click("#options", offset=(6, 2))
        await hands.until(lambda: len(session.rows) > rows, "the words said")


async def test_what_was_said_by_the_client_is_read_again_before_the_player_answers(
    mission: Mission,
) -> None:
    session = session_of(mission, *HANDED_IN, *HEARD)
    async with on_stage(session, FeedbackScreen, (120, 40)) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await hands.until(lambda: screen.in_talk, "what is asked")
        await hands.press("r", lambda: screen.in_room, "the room")
        assert not screen.options.display
        await hands.press("escape", lambda: not screen.in_room, "what was said last")
        assert hands.app.screen is screen
        await hands.press("r", lambda: screen.in_room, "the room")
        await hands.press("enter", lambda: screen.in_talk, "what is asked")
        assert screen.options.display
