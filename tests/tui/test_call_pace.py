"""How a call is told: its pace, what waits for what, and where one comes back to."""

from __future__ import annotations

import pytest

from engine import actions as ac
from engine.mission import Mission
from tests.tui.calls import acted, call_mission, in_call, spot
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import session_of
from tui.call.pace import DOT_AFTER, DOTS
from tui.call.scene import Pending
from tui.drive.call import play
from tui.screens.help import HelpScreen


@pytest.fixture(scope="module")
def four() -> Mission:
    return call_mission(4)


async def test_words_come_letter_by_letter_and_answers_after_the_last(four: Mission) -> None:
    async with in_call(session_of(four), motion=True) as (screen, hands, pilot):
        screen.timer.pause()  # type: ignore[union-attr]
        assert screen.speaking
        assert not any(row.id == "say-three" for row in screen.options.rows)
        screen.pace.begin(screen.told.turns, 0)
        screen._tick()
        await pilot.pause()
        assert "Be▍" in screen_text(hands.app)
        await pilot.press("space")
        await pilot.pause()
        assert "WE SAY?" in screen_text(hands.app)
        assert screen.speaking
        await pilot.press("enter")
        await pilot.press("enter")
        await hands.until(lambda: not screen.speaking, "the last line")
        assert [row.id for row in screen.options.rows]
        assert screen.options.cursor_id is None


async def test_a_click_on_the_caption_goes_on_as_space_does(four: Mission) -> None:
    async with in_call(session_of(four), motion=True) as (screen, hands, pilot):
        screen.timer.pause()  # type: ignore[union-attr]
        while screen.speaking:
            left = (screen.pace.at, screen.pace.typing)
            await pilot.click(screen.view.caption)
            await hands.until(
                lambda left=left: (screen.pace.at, screen.pace.typing) != left, "more"
            )


async def test_what_words_bring_is_told_when_they_are_said(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session, motion=True) as (screen, hands, pilot):
        screen.timer.pause()  # type: ignore[union-attr]
        await play(hands, screen, ac.Say(option="floor-ben"))
        await pilot.pause()
        assert screen.speaking
        assert "Now you know" not in screen_text(hands.app)
        assert "↓" not in screen_text(hands.app)
        while screen.speaking:
            await pilot.press("enter")
        await pilot.pause()
        text = screen_text(hands.app)
        assert "Now you know: There are two ovens, not three." in text
        assert "trust fair ↓" in text


async def test_a_silence_draws_five_dots_and_is_kept_by_itself(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session, motion=True) as (screen, hands, pilot):
        screen.timer.pause()  # type: ignore[union-attr]
        while screen.speaking:
            await pilot.press("enter")
        await pilot.press("s")
        for dots in range(1, DOTS + 1):
            screen.waited = dots * DOT_AFTER - 0.01
            screen._tick()
            await pilot.pause()
            caption = screen.view.caption.render()
            assert str(caption).count("·") == dots
            assert len(session.rows) == 1
        screen.waited = (DOTS + 1) * DOT_AFTER
        screen._tick()
        await acted(hands, 2)
        assert session.rows[-1].action == ac.StaySilent()


async def test_the_call_waits_while_something_lies_over_it(four: Mission) -> None:
    async with in_call(session_of(four), motion=True) as (screen, hands, pilot):
        await pilot.press("question_mark")
        await hands.screen(HelpScreen)
        stood = (screen.pace.at, screen.pace.letters)
        for _ in range(200):
            screen._tick()
        assert (screen.pace.at, screen.pace.letters) == stood


# --- coming back and going on ----------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_coming_back_shows_the_exchange_and_its_lines(
    size: tuple[int, int], four: Mission
) -> None:
    session = session_of(four, ac.StaySilent())
    async with in_call(session, size, motion=True) as (screen, hands, pilot):
        await pilot.pause()
        text = screen_text(hands.app)
        assert not screen.speaking
        assert screen.exchange is not None
        assert screen.exchange.id == "goodbye"
        assert "What follows?" in text
        assert "A list by noon." in text


async def test_the_end_says_what_the_call_came_to_and_enter_leaves(four: Mission) -> None:
    session = session_of(four, ac.Say(option="floor-ben"), ac.Say(option="list"))
    async with in_call(session, (80, 24)) as (_, hands, pilot):
        await pilot.pause()
        text = screen_text(hands.app)
        assert "2 of 4 were heard" in text
        assert "Two ovens" in text
        assert "Leave the call" in text
        await pilot.click(offset=await spot(hands, " Enter  Leave"))
        await acted(hands, 4)
        assert session.rows[-1].action == ac.FinishPhase()


async def test_a_letter_repaints_its_own_row_only(four: Mission) -> None:
    async with in_call(session_of(four), motion=True) as (screen, _, pilot):
        screen.timer.pause()  # type: ignore[union-attr]
        screen.pace.begin(screen.told.turns, 0)
        screen.pace.tick(0.5)
        screen._paint()
        await pilot.pause()
        assert not screen.view.caption._repaint_regions
        screen.pace.tick(0.05)
        screen.view.show_caption(screen.scene())
        assert [region.height for region in screen.view.caption._repaint_regions] == [1]


async def test_enter_in_the_moment_of_the_last_word_does_not_leave_the_call(four: Mission) -> None:
    session = session_of(four, ac.Say(option="floor-ben"))
    async with in_call(session, motion=True) as (screen, hands, pilot):
        screen.timer.pause()  # type: ignore[union-attr]
        await play(hands, screen, ac.Say(option="list"))
        while screen.speaking:
            await pilot.press("enter")
        screen.since += 60
        await pilot.press("enter")
        assert len(session.rows) == 3
        screen.since -= 120
        await pilot.press("enter")
        await acted(hands, 4)


async def test_a_line_may_be_pinned_while_it_is_spoken_and_the_talk_goes_on(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session, motion=True) as (screen, hands, pilot):
        screen.timer.pause()  # type: ignore[union-attr]
        assert screen.pace.at == 0
        await pilot.press("p", "p")
        await acted(hands, 2)
        assert session.state.shared.pins[0].quote == "Benedict."
        assert screen.speaking
        await pilot.press("enter", "enter")
        await hands.until(lambda: not screen.speaking, "the answers")


async def test_a_terminal_made_smaller_in_mid_call_lays_the_call_out_anew(four: Mission) -> None:
    async with in_call(session_of(four)) as (_, hands, pilot):
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        same("call_of_4", (80, 24), screen_text(hands.app))
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        same("call_of_4", (120, 40), screen_text(hands.app))


async def test_answers_out_of_reach_take_no_click(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session) as (screen, hands, pilot):
        at = await spot(hands, "Three ovens, Ada")
        await pilot.press("s")
        await hands.until(lambda: screen.pending is Pending.SILENCE, "the silence")
        await pilot.click(offset=at, times=2)
        await pilot.press("down")
        await pilot.pause()
        assert screen.options.cursor_id is None
        assert screen.pending is Pending.SILENCE
        assert len(session.rows) == 1
