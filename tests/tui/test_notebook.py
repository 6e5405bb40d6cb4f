"""The notebook by keys and by mouse: pins, desk, comparisons, search, the page behind a pin."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from engine import actions as ac
from engine.mission import Mission
from tests.tui.grid import screen_text
from tests.tui.plays import LOG, READ
from tests.tui.snapshot import NARROW, SIZES, WIDE, same
from tests.tui.stage import click, on_stage, press, session_of, still
from tests.tui.test_hostile import hostile_pack
from tui.drive.hands import Hands
from tui.notebook import paint
from tui.screens.notebook import NotebookScreen
from tui.screens.source import SourceScreen

MAIL = ac.Pin(source="first-order", quote="Three ovens, and nobody to count.")
COUNT = ac.Pin(source="oven_log.txt", quote="ovens: 2")
LOAVES = ac.Pin(source="oven_log.txt", quote="06:10  forty loaves")
ORDER = ac.Pin(source="first-order", quote="We want an order page.")
PINNED = (READ, LOG, MAIL, COUNT, ORDER, LOAVES)
"""A says three ovens, B two; C matters to nobody, D finds a fact."""


def book(hands: Hands) -> NotebookScreen:
    assert isinstance(hands.app.screen, NotebookScreen)
    return hands.app.screen


async def test_a_cleared_desk_at_80_columns_gives_way_to_the_pins(small: Mission) -> None:
    async with on_stage(session_of(small, *PINNED), NotebookScreen, NARROW) as (hands, _):
        text = await press(hands, "enter", "equals_sign")
        assert "It takes two pins to compare." in text
        text = await press(hands, "down", "down", "enter")
        assert "It takes two pins to compare." not in text, "there are two now"
        await press(hands, "equals_sign")
        assert book(hands).pane == "desk"
        await press(hands, "c")
        assert book(hands).pane == "pins", "an empty desk has nothing to lay on it"
        await press(hands, "enter")
        assert len(book(hands).laid) == 1


async def cursor(hands: Hands, pin: str) -> None:
    """Walks the cursor to a pin."""
    await still(hands)
    await hands.cursor_to(book(hands).pins, pin)


@pytest.mark.parametrize("size", SIZES)
async def test_two_pins_are_laid_compared_and_told_apart(
    size: tuple[int, int], small: Mission
) -> None:
    session = session_of(small, *PINNED)
    async with on_stage(session, NotebookScreen, size) as (hands, _):
        same("notebook_pins", size, await still(hands))
        text = await press(hands, "enter", "down", "enter")
        assert book(hands).laid == ("A", "B")
        assert "= compares the two" in text
        assert "disagree" not in text, "nothing is told before it is compared"
        text = await press(hands, "equals_sign")
        assert session.rows[-1].action == ac.Compare(left="A", right="B")
        same("notebook_desk", size, text)
        assert "≠ These two disagree." in text
        assert "One oven is a memory." in text
        assert "NOW YOU KNOW  There are two ovens, not three." in text
        assert "≠ 1 contradiction found" in text


@pytest.mark.parametrize("size", SIZES)
async def test_where_days_are_counted_the_price_of_a_pair_stands_there_before_it_is_compared(
    size: tuple[int, int], small: Mission
) -> None:
    counted = small.model_copy(update={"meters": ("trust", "budget", "days")})
    async with on_stage(session_of(counted, *PINNED), NotebookScreen, size) as (hands, _):
        assert "quarter-day" not in await still(hands)
        text = await press(hands, "enter", "down", "enter")
        assert "= compares the two" in text and "no contradiction" in text
        assert "quarter-day" in text
    assert "quarter-day" not in paint.result(small, None, True, 60).plain


@pytest.mark.parametrize("size", SIZES)
async def test_one_right_half_is_acknowledged(size: tuple[int, int], small: Mission) -> None:
    async with on_stage(session_of(small, *PINNED), NotebookScreen, size) as (hands, _):
        await cursor(hands, "B")
        await press(hands, "enter")
        await cursor(hands, "C")
        text = await press(hands, "enter", "equals_sign")
        assert "One of these matters." in text
        assert "contradiction" not in text.lower().replace("contradiction found", "")


async def test_two_from_which_nothing_follows_are_told_without_blame(small: Mission) -> None:
    async with on_stage(session_of(small, *PINNED), NotebookScreen, WIDE) as (hands, _):
        await cursor(hands, "C")
        await press(hands, "enter")
        await cursor(hands, "D")
        text = await press(hands, "enter", "equals_sign")
        assert "Nothing follows from these two." in text


@pytest.mark.parametrize("size", SIZES)
async def test_comparing_with_one_pin_on_the_desk_says_what_is_missing(
    size: tuple[int, int], small: Mission
) -> None:
    session = session_of(small, *PINNED)
    async with on_stage(session, NotebookScreen, size) as (hands, _):
        await cursor(hands, "C")
        acted = len(session.rows)
        text = await press(hands, "enter", "equals_sign")
        assert "It takes two pins to compare." in text
        assert len(session.rows) == acted


@pytest.mark.parametrize("size", SIZES)
async def test_comparisons_and_what_is_known_are_kept(
    size: tuple[int, int], small: Mission
) -> None:
    session = session_of(small, *PINNED, ac.Compare(left="A", right="B"))
    async with on_stage(session, NotebookScreen, size) as (hands, _):
        text = await press(hands, "tab", "tab")
        same("notebook_known", size, text)
        assert "A B   ≠ these two disagree" in text
        assert "Half the orders come before seven." in text
        await press(hands, "down", "enter")
        assert book(hands).laid == ("A", "B")


@pytest.mark.parametrize("size", SIZES)
async def test_x_unpins_and_clears_the_desk_of_it(size: tuple[int, int], small: Mission) -> None:
    session = session_of(small, *PINNED)
    async with on_stage(session, NotebookScreen, size) as (hands, _):
        await press(hands, "enter", "x")
        assert session.rows[-1].action == ac.Unpin(pin="A")
        assert book(hands).laid == ()
        assert [row.id for row in book(hands).pins.rows] == ["B", "C", "D"]


async def test_what_lies_on_the_desk_lies_there_when_the_notebook_is_opened_again(
    small: Mission,
) -> None:
    session = session_of(small, *PINNED)
    for expected in ((), ("A", "B")):
        async with on_stage(session, NotebookScreen, WIDE) as (hands, _):
            await still(hands)
            assert book(hands).laid == expected
            if not expected:
                await press(hands, "enter", "down", "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_a_third_pin_takes_the_place_of_the_first_which_is_told(
    size: tuple[int, int], small: Mission
) -> None:
    told = "A left the desk, which holds two. B and C lie there now."
    async with on_stage(session_of(small, *PINNED), NotebookScreen, size) as (hands, _):
        assert told not in await press(hands, "enter", "down", "enter")
        text = await press(hands, "down", "enter")
        assert book(hands).laid == ("B", "C")
        assert told in text
        assert told not in await press(hands, "enter")
        assert book(hands).laid == ("B",), "Enter on a pin that lies there takes it off"
        await press(hands, "tab", "c")
        assert book(hands).laid == ()


@pytest.mark.parametrize("size", SIZES)
async def test_the_search_filters_pins_and_knowledge_and_goes_again(
    size: tuple[int, int], small: Mission
) -> None:
    async with on_stage(session_of(small, *PINNED), NotebookScreen, size) as (hands, _):
        await press(hands, "slash", *"OVENS")
        assert [row.id for row in book(hands).pins.rows] == ["A", "B"]
        await press(hands, "enter", "down", "enter")
        assert book(hands).laid == ("B",)
        await press(hands, "escape")
        assert len(book(hands).pins.rows) == 4
        assert "No pin says that." in await press(hands, "slash", *"zzz")


async def test_letters_typed_in_the_search_are_no_commands(small: Mission) -> None:
    session = session_of(small, *PINNED)
    async with on_stage(session, NotebookScreen, WIDE) as (hands, _):
        await press(hands, "slash", *"xckg")
        assert len(session.rows) == len(PINNED) + 1
        assert book(hands).find.value == "xckg"


@pytest.mark.parametrize("size", SIZES)
async def test_g_shows_the_page_with_the_cursor_on_the_passage(
    size: tuple[int, int], small: Mission
) -> None:
    session = session_of(small, *PINNED)
    async with on_stage(session, NotebookScreen, size) as (hands, _):
        await cursor(hands, "B")
        text = await press(hands, "g")
        screen = hands.app.screen
        assert isinstance(screen, SourceScreen)
        page = screen.reader.region
        rows = text.split("\n")[page.y : page.bottom]
        same("notebook_source", size, "\n".join(row[page.x : page.right] for row in rows))
        assert screen.reader.passage is not None
        assert screen.reader.passage.quote == "ovens: 2"
        await press(hands, "p")
        assert session.rows[-1].action == ac.Unpin(pin="B")
        await press(hands, "escape")
        assert [row.id for row in book(hands).pins.rows] == ["A", "C", "D"]


async def test_a_line_of_the_call_leads_to_what_was_said(small: Mission) -> None:
    played = (
        *PINNED,
        ac.FinishPhase(),
        ac.Pin(source="how-many/lines/0", quote="So, how many ovens will it take?"),
    )
    async with on_stage(session_of(small, *played), NotebookScreen, WIDE) as (hands, _):
        await cursor(hands, "E")
        assert "Ada, call" in screen_text(hands.app)
        text = await press(hands, "g")
        assert "The call, as it was said" in text
        assert "Ben looks at the floor." in text


async def test_an_empty_notebook_says_what_to_do(small: Mission) -> None:
    async with on_stage(session_of(small), NotebookScreen, NARROW) as (hands, _):
        assert "p pins a passage of a mail, a file or the call." in await still(hands)
        await press(hands, "enter", "equals_sign", "x", "g", "slash")
        assert isinstance(hands.app.screen, NotebookScreen)


async def test_escape_goes_from_desk_to_pins_to_the_phase(small: Mission) -> None:
    async with on_stage(session_of(small, *PINNED), NotebookScreen, NARROW) as (hands, _):
        await press(hands, "tab")
        assert book(hands).pane == "desk"
        await press(hands, "escape")
        assert book(hands).pane == "pins"
        await press(hands, "escape")
        assert hands.app.closed == [None]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
async def test_the_mouse_alone_compares(size: tuple[int, int], small: Mission) -> None:
    session = session_of(small, *PINNED)
    async with on_stage(session, NotebookScreen, size) as (hands, pilot):
        await still(hands)
        await click(pilot, hands, "Three ovens")
        assert book(hands).laid == ("A",)
        await click(pilot, hands, "ovens: 2")
        await click(pilot, hands, "ovens: 2")
        assert book(hands).laid == ("A", "B")
        if size == NARROW:
            await click(pilot, hands, "Desk")
        await click(pilot, hands, "─=─")
        assert session.rows[-1].action == ac.Compare(left="A", right="B")
        await _click_card(pilot, hands)
        assert book(hands).laid == ("B",)


async def _click_card(pilot: Pilot[int], hands: Hands) -> None:
    await pilot.click(book(hands).cards[0], offset=(4, 3))
    await still(hands)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_break_no_line_of_the_notebook(
    size: tuple[int, int], tmp_path: Path
) -> None:
    mission = hostile_pack(tmp_path).mission("small-order")
    session = session_of(mission, *PINNED)
    async with on_stage(session, NotebookScreen, size) as (hands, _):
        for key in ("enter", "down", "enter", "equals_sign", "tab", "tab"):
            text = await press(hands, key)
            rows = [row for row in text.split("\n")[2:] if row.startswith(("│", "╭", "╰"))]
            assert all(row.endswith(("│", "╮", "╯")) for row in rows), text
