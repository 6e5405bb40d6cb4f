"""The call by keys and by mouse, its pacing, and how it looks with one to five people."""

from __future__ import annotations

import pytest

from engine import actions as ac
from engine.mission import Mission
from tests.tui.calls import NASTY, call_mission, in_call
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import session_of
from tui.call.pace import DOT_AFTER, DOTS
from tui.call.scene import Pending
from tui.drive.call import play
from tui.drive.hands import Hands
from tui.screens.call import INERT, CallScreen
from tui.screens.help import HelpScreen
from tui.screens.notebook import NotebookScreen

FIVE_PEOPLE = 5


@pytest.fixture(scope="module")
def four() -> Mission:
    return call_mission(4)


async def acted(hands: Hands, rows: int) -> None:
    await hands.until(lambda: len(hands.session.rows) == rows, f"{rows} rows")


async def digits_work(hands: Hands, screen: CallScreen) -> None:
    """Waits out the moment in which digits are taken for keys meant for the talk."""
    screen.since -= INERT


async def spot(hands: Hands, text: str) -> tuple[int, int]:
    """Where some text stands on the screen."""
    await hands.until(lambda: text in screen_text(hands.app), f"'{text}' on the screen")
    rows = screen_text(hands.app).split("\n")
    y = next(n for n, row in enumerate(rows) if text in row)
    return rows[y].index(text) + 1, y


# --- looks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("people", range(1, FIVE_PEOPLE + 1))
async def test_a_call_of_any_number_of_people_looks_as_it_did(
    people: int, size: tuple[int, int]
) -> None:
    async with in_call(session_of(call_mission(people)), size) as (screen, hands, pilot):
        await pilot.pause()
        text = screen_text(hands.app)
        same(f"call_of_{people}", size, text)
        for person in screen.call.participants:
            known = hands.session.mission.person_by_id[person]
            assert known.short in text
            assert known.posture in text or person == "ada"


@pytest.mark.parametrize("size", SIZES)
async def test_the_moments_of_a_call_look_as_they_did(size: tuple[int, int], four: Mission) -> None:
    session = session_of(four)
    async with in_call(session, size) as (screen, hands, pilot):
        for key, name in (("f", "floor"), ("s", "silence"), ("i", "interrupt"), ("p", "pin")):
            await pilot.press(key)
            await hands.until(lambda: screen.pending, name)
            await pilot.pause()
            same(f"call_{name}", size, screen_text(hands.app))
            await pilot.press("escape")
        await pilot.press("t")
        await hands.until(lambda: screen.page.pinning, "the transcript")
        await pilot.pause()
        same("call_transcript", size, screen_text(hands.app))
        await pilot.press("escape")
        for option, name in (("floor-ben", "answered"), ("nothing", "over")):
            await play(hands, screen, ac.Say(option=option))
            await pilot.pause()
            same(f"call_{name}", size, screen_text(hands.app))


async def test_a_wide_terminal_of_few_rows_leaves_room_for_the_caption(four: Mission) -> None:
    async with in_call(session_of(four), (120, 24)) as (screen, _, pilot):
        await pilot.pause()
        assert screen.view.caption.content_size.height >= 5
        assert screen.options.size.height == 4


async def test_what_would_steer_a_terminal_is_shown_and_nothing_is_pushed_aside(
    four: Mission,
) -> None:
    session = session_of(four, ac.Say(option="nasty"))
    for size in SIZES:
        async with in_call(session, size) as (_, hands, pilot):
            await pilot.pause()
            text = screen_text(hands.app)
            assert "[/] [@click=app.bell]x[/]" in text
            assert not set("\x1b\x9b‮") & set(text)
            assert "\x1b" in NASTY
            assert all(len(row) <= size[0] for row in text.split("\n"))


# --- moves by keys ---------------------------------------------------------------------------


async def test_a_digit_chooses_and_enter_says(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session) as (screen, hands, pilot):
        assert screen.options.cursor_id is None
        await pilot.press("enter")
        assert len(session.rows) == 1
        await digits_work(hands, screen)
        await pilot.press("2")
        wanted = screen.options.rows[1].id
        await hands.until(lambda: screen.options.cursor_id == wanted, "the second answer")
        await pilot.press("enter")
        await acted(hands, 2)
        assert session.rows[-1].action == ac.Say(option=wanted)


async def test_digits_do_nothing_in_the_moment_in_which_answers_appear(four: Mission) -> None:
    async with in_call(session_of(four)) as (screen, _, pilot):
        screen.since += 60
        await pilot.press("1")
        assert screen.options.cursor_id is None


async def test_the_floor_is_given_by_its_digit(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session) as (screen, hands, pilot):
        await digits_work(hands, screen)
        await pilot.press("f", "3")
        await hands.until(lambda: screen.options.cursor_id == "cleo", "the third tile")
        assert len(session.rows) == 1
        await pilot.press("enter")
        await acted(hands, 2)
        assert session.rows[-1].action == ac.GiveFloor(person="cleo")
        assert "You give Cleo the floor." in screen_text(hands.app)


@pytest.mark.parametrize(
    ("key", "action"), [("s", ac.StaySilent()), ("i", ac.Interrupt())], ids=["silence", "interrupt"]
)
async def test_a_move_without_words_may_be_taken_back_and_is_made_with_enter(
    key: str, action: ac.AnyAction, four: Mission
) -> None:
    session = session_of(four)
    async with in_call(session) as (screen, hands, pilot):
        await pilot.press(key)
        await hands.until(lambda: screen.pending, "the move")
        await pilot.press("escape")
        await hands.until(lambda: screen.pending is None, "the answers")
        assert len(session.rows) == 1
        await pilot.press(key, "enter")
        await acted(hands, 2)
        assert session.rows[-1].action == action


async def test_cutting_in_is_not_offered_where_nobody_is_in_mid_sentence(four: Mission) -> None:
    async with in_call(session_of(four, ac.StaySilent())) as (screen, hands, pilot):
        await pilot.press("i")
        assert screen.pending is None
        assert "Interrupt" not in screen_text(hands.app)


async def test_p_pins_the_line_on_show_and_asks_which_sentence(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session) as (screen, hands, pilot):
        await pilot.press("p", "down", "enter")
        await acted(hands, 2)
        assert session.state.shared.pins[0].quote == "HOW MANY OVENS DID WE SAY?"
        assert screen.pending is None
        await hands.until(lambda: "Pinned as A." in screen_text(hands.app), "the notice")
        assert "◈ pinned" in screen_text(hands.app)


async def test_p_pins_a_single_sentence_at_once(four: Mission) -> None:
    session = session_of(four, ac.GiveFloor(person="cleo"), ac.Say(option="nothing"))
    async with in_call(session) as (_, hands, pilot):
        await pilot.press("p")
        await acted(hands, 4)
        assert session.state.shared.pins[0].quote == "Bread, then."
        await pilot.press("p")
        await acted(hands, 5)
        assert session.state.shared.pins == ()


async def test_a_line_of_the_transcript_is_pinned(four: Mission) -> None:
    session = session_of(four, ac.Say(option="floor-ben"))
    async with in_call(session) as (screen, hands, pilot):
        await pilot.press("t")
        await hands.until(lambda: screen.page.pinning, "the transcript")
        await pilot.press("up", "up", "up", "enter")
        await acted(hands, 3)
        assert session.state.shared.pins
        await pilot.press("escape")
        await hands.until(lambda: not screen.reading, "the call")
        assert screen.options.has_focus


@pytest.mark.parametrize("key", ["k", "equals_sign"])
async def test_the_notebook_opens_over_the_call(key: str, four: Mission) -> None:
    async with in_call(session_of(four)) as (screen, hands, pilot):
        await pilot.press(key)
        await hands.screen(NotebookScreen)
        await pilot.press("escape")
        await hands.screen(CallScreen)
        assert screen.options.rows


# --- moves by mouse --------------------------------------------------------------------------


async def test_an_answer_is_said_by_two_clicks(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session, (80, 24)) as (screen, hands, pilot):
        at = await spot(hands, "Three ovens, Ada")
        await pilot.click(offset=at)
        await hands.until(lambda: screen.options.cursor_id == "say-three", "the answer chosen")
        assert len(session.rows) == 1
        await pilot.click(offset=at)
        await acted(hands, 2)
        assert session.rows[-1].action == ac.Say(option="say-three")


@pytest.mark.parametrize("size", SIZES)
async def test_a_tile_is_given_the_floor_by_two_clicks(
    size: tuple[int, int], four: Mission
) -> None:
    session = session_of(four)
    async with in_call(session, size) as (screen, hands, pilot):
        await pilot.click(offset=await spot(hands, "washing both"))
        await hands.until(lambda: screen.options.cursor_id == "benedict", "the tile lit")
        await pilot.click(offset=await spot(hands, "the till drawer"))
        await hands.until(lambda: screen.options.cursor_id == "cleo", "another tile lit")
        assert len(session.rows) == 1
        await pilot.click(offset=await spot(hands, "the till drawer"))
        await acted(hands, 2)
        assert session.rows[-1].action == ac.GiveFloor(person="cleo")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("button", "pending"),
    [
        ("Give the floor", Pending.FLOOR),
        ("Let it sit", Pending.SILENCE),
        ("Interrupt", Pending.INTERRUPT),
        ("Pin this line", Pending.PIN),
    ],
)
async def test_every_button_can_be_clicked_and_left_again(
    button: str, pending: Pending, size: tuple[int, int], four: Mission
) -> None:
    session = session_of(four)
    async with in_call(session, size) as (screen, hands, pilot):
        await pilot.click(offset=await spot(hands, button))
        await hands.until(lambda: screen.pending is pending, button)
        await pilot.click(offset=await spot(hands, " Esc "))
        await hands.until(lambda: screen.pending is None, "the answers again")
        assert len(session.rows) == 1


async def test_the_panes_at_the_right_open_what_they_show(four: Mission) -> None:
    async with in_call(session_of(four)) as (screen, hands, pilot):
        await pilot.click(offset=await spot(hands, "t opens it all"))
        await hands.until(lambda: screen.reading, "the transcript")
        await pilot.press("escape")
        await pilot.click(offset=await spot(hands, "p pins the line"))
        await hands.screen(NotebookScreen)


# --- pacing ----------------------------------------------------------------------------------


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
