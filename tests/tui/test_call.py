"""The call by keys and by mouse, its pacing, and how it looks with one to five people."""

from __future__ import annotations

import pytest

from engine import actions as ac
from engine.mission import Mission
from tests.tui.calls import NASTY, acted, call_mission, digits_work, in_call, spot
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import session_of, still
from tui.call.scene import Pending
from tui.call.tiles import Tile
from tui.drive.call import play
from tui.practice import Unkept
from tui.screens.call import CallScreen
from tui.screens.notebook import NotebookScreen
from tui.session import Session

FIVE_PEOPLE = 5


async def test_a_call_for_practice_says_so_from_its_first_word_to_its_last() -> None:
    mission = call_mission(2)
    session = Session(mission, session_of(mission).rows, Unkept(), practice=True)
    async with in_call(session, (80, 24), motion=True) as (screen, hands, pilot):
        assert screen.speaking
        assert "practice, not kept" in screen_text(hands.app)
        await pilot.press("end")
        await hands.until(lambda: not screen.speaking, "the words heard")
        await pilot.pause()
        assert "practice, not kept" in screen_text(hands.app)


@pytest.fixture(scope="module")
def four() -> Mission:
    return call_mission(4)


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
        for option, name, last in (
            ("floor-ben", "answered", "Well. Two, then. What follows?"),
            ("nothing", "over", "The bell rings."),
        ):
            await play(hands, screen, ac.Say(option=option))
            await hands.until(lambda last=last: last in screen_text(hands.app), "the last words")  # type: ignore[misc]
            same(f"call_{name}", size, await still(hands))


async def test_enter_is_named_once_an_answer_is_chosen(four: Mission) -> None:
    async with in_call(session_of(four), (120, 40)) as (screen, hands, pilot):
        assert "Enter Say" not in screen_text(hands.app)
        await digits_work(hands, screen)
        rows = len(screen.session.rows)
        await pilot.press("enter")
        await hands.until(lambda: "Choose an answer first." in screen_text(hands.app), "told so")
        assert len(screen.session.rows) == rows
        await pilot.press("2")
        await hands.until(lambda: screen.options.cursor_id, "an answer chosen")
        assert "Choose an answer first." not in screen_text(hands.app)
        await hands.until(lambda: "Enter Say" in screen_text(hands.app), "the key named")


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
        assert "y Copy" in screen_text(hands.app)
        await pilot.press("up", "up", "up", "y")
        await hands.until(lambda: hands.app.clipboard, "a line copied")
        await pilot.press("enter")
        await acted(hands, 3)
        assert hands.app.clipboard == session.state.shared.pins[0].quote
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


# --- five people -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_with_five_people_each_is_given_the_floor_by_digit_and_by_tile(
    size: tuple[int, int],
) -> None:
    session = session_of(call_mission(FIVE_PEOPLE))
    async with in_call(session, size) as (screen, hands, pilot):
        await digits_work(hands, screen)
        await pilot.press("f")
        for number, person in enumerate(screen.call.participants, start=1):
            await pilot.press(str(number))
            await hands.until(lambda p=person: screen.options.cursor_id == p, person)  # type: ignore[misc]
        for tile in screen.view.tiles.query(Tile):
            await pilot.click(tile)
            await hands.until(lambda p=tile.person: screen.options.cursor_id == p, tile.person)  # type: ignore[misc]
        assert len(session.rows) == 1
        await pilot.press("enter")
        await acted(hands, 2)
        assert session.rows[-1].action == ac.GiveFloor(person="effie")


@pytest.mark.parametrize("size", SIZES)
async def test_who_has_not_been_heard_is_seen_on_every_tile_until_they_speak(
    size: tuple[int, int],
) -> None:
    session = session_of(call_mission(FIVE_PEOPLE))
    async with in_call(session, size) as (screen, hands, pilot):
        await pilot.pause()

        def silent() -> set[str]:
            tiles = screen.view.tiles.query(Tile)
            shown = {tile.person: f"{tile.border_title} {tile.render()}" for tile in tiles}
            return {person for person, text in shown.items() if "not heard" in text}

        assert silent() >= {"cleo", "dunstan", "effie"}
        await digits_work(hands, screen)
        await pilot.press("f", "5", "enter")
        await acted(hands, 2)
        await pilot.pause()
        assert silent() == {"benedict", "cleo", "dunstan"}


@pytest.mark.parametrize("size", SIZES)
async def test_a_line_of_the_transcript_is_pinned_by_mouse(
    size: tuple[int, int], four: Mission
) -> None:
    session = session_of(four, ac.Say(option="floor-ben"))
    async with in_call(session, size) as (screen, hands, pilot):
        await pilot.press("t")
        await hands.until(lambda: screen.page.pinning, "the transcript")
        at = await spot(hands, "HOW MANY OVENS")
        await pilot.click(offset=at)
        await hands.rest()
        await pilot.click(offset=at)
        await acted(hands, 3)
        assert "HOW MANY OVENS" in session.state.shared.pins[0].quote
