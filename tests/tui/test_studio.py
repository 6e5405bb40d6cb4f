"""The studio by keys and by mouse: each edit both ways, and why what is refused is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from content.loader import Pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.design.graph import Cell
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import settle as stand_still
from tests.tui.studio_stage import kettles, shop, staged
from tui.drive.hands import Hands
from tui.screens.studio import StudioScreen
from tui.studio.scene import Held

Stage = tuple[StudioScreen, Hands, Pilot[Any]]


def last(hands: Hands) -> AnyAction:
    """The action that was accepted last."""
    return hands.session.rows[-1].action


def said(hands: Hands) -> str:
    """What the line above the keys says."""
    return screen_text(hands.app).splitlines()[-2]


async def settle(hands: Hands) -> str:
    """The screen's text once it stands still, the panes about the grid included."""
    screen = hands.app.screen
    if isinstance(screen, StudioScreen):
        await hands.until(lambda: screen.panes_due is None, "the panes painted")
    return await stand_still(hands)


async def does(hands: Hands, act: Callable[[], Any], wanted: AnyAction) -> None:
    """Acts, and waits for exactly this one action to be accepted."""
    before = len(hands.session.rows)
    done = act()
    if asyncio.iscoroutine(done):  # a worker, which perform gives, runs by itself
        await done
    await hands.until(lambda: len(hands.session.rows) > before, f"{wanted.kind} accepted")
    assert last(hands) == wanted
    assert len(hands.session.rows) == before + 1
    await settle(hands)


async def go(hands: Hands, screen: StudioScreen, x: int, y: int) -> None:
    """Puts the cursor on a cell."""
    screen.put_cursor(Cell(x=x, y=y))
    await settle(hands)


async def place_kettle(hands: Hands, screen: StudioScreen) -> None:
    """Places a second kettle under the first."""
    place = ac.Place(component="kettle", node="kettle-1", x=2, y=2)
    await does(hands, lambda: screen.perform(place), place)


def place_of(hands: Hands, text: str, after: str = "") -> tuple[int, int]:
    """Where a text stands on the screen, below another one where that is given."""
    lines = screen_text(hands.app).splitlines()
    start = next(n for n, line in enumerate(lines) if after in line) if after else 0
    for y, line in enumerate(lines[start:], start=start):
        if text in line:
            return line.index(text), y
    raise AssertionError(f"'{text}' is not on the screen:\n" + "\n".join(lines))


async def click(pilot: Pilot[Any], hands: Hands, text: str, after: str = "") -> None:
    """Clicks on a text, wherever it stands."""
    await settle(hands)
    await pilot.click(offset=place_of(hands, text, after))


async def click_key(pilot: Pilot[Any], hands: Hands, text: str) -> None:
    """Clicks a key of the key bar."""
    await settle(hands)
    line = screen_text(hands.app).splitlines()[-1]
    await pilot.click(offset=(line.index(text), hands.app.size.height - 1))


def spot(screen: StudioScreen, x: int, y: int, across: int = 3) -> tuple[int, int]:
    """A character of a cell on the screen, so many columns from the left of its box."""
    region = screen.view.canvas.content_region
    left, top = screen.view.canvas.scale.origin(Cell(x=x, y=y))
    return region.x + left + across, region.y + top + 1


async def drag(
    pilot: Pilot[Any], hands: Hands, start: tuple[int, int], end: tuple[int, int]
) -> None:
    """Presses, moves and lets go."""
    await pilot.mouse_down(offset=start)
    await settle(hands)
    await pilot.hover(offset=end)
    await settle(hands)
    await pilot.mouse_up(offset=end)


# --- by keys ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_takes_a_component_and_enter_places_it(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with staged(kettles(pack), size) as (screen, hands, _pilot):
        await hands.press("2", lambda: screen.held == Held("place", "kettle"), "a kettle held")
        await hands.press("down", lambda: screen.cursor.y == 2, "the row below")
        assert "Kettle" in screen_text(hands.app)
        await does(
            hands,
            lambda: hands.app.simulate_key("enter"),
            ac.Place(component="kettle", node="kettle-1", x=0, y=2),
        )


async def test_the_palette_shows_what_a_component_is_for_before_it_is_placed(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, _pilot):
        await go(hands, screen, 1, 0)
        await hands.press("b", lambda: screen.over == "palette", "the palette")
        await hands.press("down", lambda: screen.held == Held("place", "kettle"), "the kettle")
        assert "Boils water" in await settle(hands)
        await does(
            hands,
            lambda: hands.app.simulate_key("enter"),
            ac.Place(component="kettle", node="kettle-1", x=1, y=0),
        )
        assert screen.over is None
        assert screen.view.canvas.has_focus


async def test_a_link_goes_by_tab_to_what_may_be_called(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await place_kettle(hands, screen)
        await go(hands, screen, 2, 2)
        await hands.press("c", lambda: screen.held == Held("link", "kettle-1"), "a link begun")
        await hands.press(
            "tab", lambda: screen.cursor == Cell(x=3, y=1), "the only one it may call"
        )
        await does(
            hands,
            lambda: hands.app.simulate_key("enter"),
            ac.Connect(source="kettle-1", target="cups"),
        )


async def test_moving_removing_undoing_and_redoing_by_keys(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await go(hands, screen, 2, 1)
        await hands.press("g", lambda: screen.held == Held("move", "kettle"), "the kettle lifted")
        await hands.press("up", lambda: screen.cursor.y == 0, "the row above")
        move = ac.Move(node="kettle", x=2, y=0)
        await does(hands, lambda: hands.app.simulate_key("enter"), move)
        await does(hands, lambda: hands.app.simulate_key("x"), ac.Remove(node="kettle"))
        assert "No request is served" in said(hands) or len(screen.design.nodes) == 2
        await does(hands, lambda: hands.app.simulate_key("u"), ac.Undo())
        assert screen.design.by_id["kettle"].cell == Cell(x=2, y=0)
        await does(hands, lambda: hands.app.simulate_key("U"), ac.Redo())
        assert "kettle" not in screen.design.by_id


@pytest.mark.parametrize("size", SIZES)
async def test_a_turned_knob_shows_its_figures_before_it_is_set(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with staged(kettles(pack), size) as (screen, hands, _pilot):
        await go(hands, screen, 2, 1)
        assert "112%" in screen_text(hands.app)
        await hands.press("enter", lambda: screen.over == "inspect", "the inspector")
        await hands.press("right", lambda: screen.pending == {"replicas": 2}, "two kettles")
        assert "112%" not in await settle(hands)
        assert len(hands.session.rows) == 1
        await does(
            hands,
            lambda: hands.app.simulate_key("enter"),
            ac.Configure(node="kettle", knob="replicas", value=2),
        )
        assert "×2" in screen_text(hands.app)


async def test_esc_says_that_what_was_turned_is_not_set(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await go(hands, screen, 2, 1)
        await hands.press("enter", lambda: screen.over == "inspect", "the inspector")
        await hands.press("right", lambda: screen.pending == {"replicas": 2}, "two kettles")
        await hands.press("escape", lambda: screen.over is None, "the grid")
        assert "What was turned is not set." in await settle(hands)
        assert len(hands.session.rows) == 1


async def test_a_link_is_cut_in_the_inspector(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await hands.press("enter", lambda: screen.over == "inspect", "the inspector")
        cut = ac.Disconnect(source="drinkers", target="kettle")
        await does(hands, lambda: hands.app.simulate_key("x"), cut)


REFUSALS = (
    # where the cursor stands, the keys, what is said
    ((1, 0), ("c",), "No component stands here to link from."),
    ((1, 0), ("x",), "No component stands here to remove."),
    ((1, 0), ("g",), "No component stands here to move."),
    ((2, 1), ("b",), "This cell holds Kettle. Move to a free cell first."),
    ((2, 1), ("2", "enter"), "Kettle stands there."),
    ((2, 1), ("9",), "The palette has 3 components."),
    ((0, 1), ("x",), "The floor is the client's own and stays."),
    ((0, 1), ("c", "right", "right", "enter"), "These two are linked already."),
    ((3, 1), ("c", "left", "enter"), "Cups cannot call Kettle."),
    ((0, 1), ("c", "right", "enter"), "No component stands here."),
    ((2, 1), ("g", "right", "enter"), "Cups stands there."),
    ((2, 1), ("enter", "left"), "Kettles runs from 1 to 4."),
    ((2, 1), ("enter", "enter"), "It stands so already."),
    ((2, 1), ("u",), "There is no edit to take back."),
    ((2, 1), ("U",), "No edit was taken back."),
)


async def test_each_refusal_says_why(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        for (x, y), pressed, reason in REFUSALS:
            if screen.over or screen.held:
                await hands.press("escape", lambda: not (screen.over or screen.held), "the grid")
            await go(hands, screen, x, y)
            for key in pressed:
                hands.app.simulate_key(key)
                await settle(hands)
            assert reason in said(hands), (pressed, said(hands))
            assert len(hands.session.rows) == 1


async def test_what_cannot_be_linked_is_said_before_enter(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await go(hands, screen, 3, 1)
        await hands.press("c", lambda: screen.held is not None, "a link begun")
        await hands.press("left", lambda: screen.cursor.x == 2, "the kettle")
        assert "✗ Cups cannot call Kettle." in await settle(hands)


async def test_a_newcomer_is_told_how_to_begin(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, _pilot):
        await settle(hands)
        assert "Begin:" in said(hands)
        assert "…" not in said(hands)
        await go(hands, screen, 1, 0)
        assert "b builds in this cell" in said(hands)


# --- by mouse --------------------------------------------------------------------------------


async def test_a_click_in_the_palette_and_one_on_a_cell_place_a_component(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, pilot):
        await click(pilot, hands, "Tea list")
        await hands.until(lambda: screen.held == Held("place", "tea_queue"), "the list held")
        await does(
            hands,
            lambda: pilot.click(offset=spot(screen, 1, 1)),
            ac.Place(component="tea_queue", node="tea_queue-1", x=1, y=1),
        )
        assert screen.held is None


async def test_at_80_columns_the_palette_opens_by_the_key_bar_and_makes_way(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, pilot):
        await go(hands, screen, 1, 0)
        await click_key(pilot, hands, "b Build")
        await hands.until(lambda: screen.over == "palette", "the palette")
        await settle(hands)
        await click(pilot, hands, "Cups and tray")
        await hands.until(lambda: screen.over is None, "the palette out of the way")
        await does(
            hands,
            lambda: pilot.click(offset=spot(screen, 3, 0)),
            ac.Place(component="tray", node="tray-1", x=3, y=0),
        )


@pytest.mark.parametrize("size", SIZES)
async def test_a_drag_from_a_side_links(pack: Pack, size: tuple[int, int]) -> None:
    async with staged(kettles(pack), size) as (screen, hands, pilot):
        side = screen.view.canvas.scale.box_width - 1
        start, end = spot(screen, 0, 1, across=side), spot(screen, 2, 2)
        await place_kettle(hands, screen)
        await does(
            hands,
            lambda: drag(pilot, hands, start, end),
            ac.Connect(source="drinkers", target="kettle-1"),
        )


async def test_c_and_a_click_link(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, pilot):
        await place_kettle(hands, screen)
        await pilot.click(offset=spot(screen, 0, 1))
        await settle(hands)
        await click_key(pilot, hands, "c Link")
        await hands.until(lambda: screen.held == Held("link", "drinkers"), "a link begun")
        await does(
            hands,
            lambda: pilot.click(offset=spot(screen, 2, 2)),
            ac.Connect(source="drinkers", target="kettle-1"),
        )


async def test_a_drop_on_a_taken_cell_is_refused_and_lets_go(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, pilot):
        await drag(pilot, hands, spot(screen, 2, 1), spot(screen, 3, 1))
        await settle(hands)
        assert "Cups stands there." in said(hands)
        assert screen.held is None
        assert len(hands.session.rows) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_a_knob_is_turned_and_set_by_clicks(pack: Pack, size: tuple[int, int]) -> None:
    async with staged(kettles(pack), size) as (screen, hands, pilot):
        await pilot.click(offset=spot(screen, 2, 1), times=2)
        await hands.until(lambda: screen.over == "inspect", "the inspector")
        await settle(hands)
        await click(pilot, hands, "›")
        await hands.until(lambda: screen.pending == {"replicas": 2}, "two kettles")
        await settle(hands)
        await click(pilot, hands, "›")
        await hands.until(lambda: screen.pending == {"replicas": 3}, "three kettles")
        await settle(hands)
        await click(pilot, hands, "‹")
        await hands.until(lambda: screen.pending == {"replicas": 2}, "two kettles again")
        await settle(hands)
        await does(
            hands,
            lambda: click(pilot, hands, "⏎"),
            ac.Configure(node="kettle", knob="replicas", value=2),
        )


async def test_a_link_is_cut_by_a_click_on_its_cross(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, pilot):
        await pilot.click(offset=spot(screen, 2, 1))
        await settle(hands)
        x, y = place_of(hands, "→ Cups")
        line = screen_text(hands.app).splitlines()[y]
        await does(
            hands,
            lambda: pilot.click(offset=(line.index("x", x), y)),
            ac.Disconnect(source="kettle", target="cups"),
        )


async def test_removing_undoing_and_redoing_by_clicks(pack: Pack) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, pilot):
        await pilot.click(offset=spot(screen, 3, 1))
        await settle(hands)
        removal = ac.Remove(node="cups")
        await does(hands, lambda: click_key(pilot, hands, "x Remove"), removal)
        await does(hands, lambda: click_key(pilot, hands, "u Undo"), ac.Undo())
        await pilot.click(offset=spot(screen, 0, 0))
        await settle(hands)
        await does(hands, lambda: click_key(pilot, hands, "U Redo"), ac.Redo())


async def test_two_clicks_on_a_free_cell_open_the_palette(pack: Pack) -> None:
    async with staged(kettles(pack), (120, 40)) as (screen, hands, pilot):
        await pilot.click(offset=spot(screen, 1, 2), times=2)
        await hands.until(lambda: screen.over == "palette", "the palette")
        assert screen.cursor == Cell(x=1, y=2)


@pytest.mark.parametrize("by", ["keys", "mouse"])
async def test_handing_in_shows_what_is_met_first(pack: Pack, by: str) -> None:
    async with staged(kettles(pack), (80, 24)) as (screen, hands, pilot):
        if by == "keys":
            hands.app.simulate_key("d")
        else:
            await click_key(pilot, hands, "d Hand in")
        await hands.until(lambda: screen.over == "hand-in", "the summary")
        text = await settle(hands)
        assert "1 of 3 are met" in text
        assert "✗ nine pots in the break" in text
        assert "✓ 20 marks a month" in text
        assert "decaf" not in text, "nobody has found that out"
        if by == "keys":
            await does(hands, lambda: hands.app.simulate_key("enter"), ac.SubmitDesign())
        else:
            await does(hands, lambda: click(pilot, hands, "Hand it in"), ac.SubmitDesign())


# --- looks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [*SIZES, (200, 60)])
async def test_the_studio_looks_as_it_did(pack: Pack, size: tuple[int, int]) -> None:
    async with staged(shop(pack), size) as (screen, hands, _pilot):
        same("studio_full", size, await settle(hands))
        await go(hands, screen, 4, 2)
        hands.app.simulate_key("b")
        same("studio_palette", size, await settle(hands))
        await hands.press("escape", lambda: screen.over is None, "the grid")
        await go(hands, screen, 3, 0)
        hands.app.simulate_key("enter")
        same("studio_inspector", size, await settle(hands))
        await hands.press("escape", lambda: screen.over is None, "the grid")
        hands.app.simulate_key("c")
        await go(hands, screen, 5, 0)
        same("studio_link", size, await settle(hands))
        await hands.press("escape", lambda: screen.held is None, "nothing held")
        hands.app.simulate_key("f")
        same("studio_figures", size, await settle(hands))
        await hands.press("escape", lambda: screen.over is None, "the grid")
        hands.app.simulate_key("d")
        same("studio_hand_in", size, await settle(hands))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (160, 50)])
async def test_six_by_four_cells_are_in_sight_without_scrolling(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with staged(shop(pack), size) as (screen, hands, _pilot):
        await settle(hands)
        canvas = screen.view.canvas
        assert canvas.virtual_size.width <= canvas.size.width
        assert canvas.virtual_size.height <= canvas.size.height
        assert all(len(line) <= size[0] for line in screen_text(hands.app).splitlines())


async def test_a_letter_goes_to_the_next_component_on_offer_that_begins_with_it(
    pack: Pack,
) -> None:
    async with staged(shop(pack), (120, 40)) as (screen, hands, _):
        await go(hands, screen, 0, 1)
        await hands.press("b", lambda: screen.over == "palette", "the palette")
        wanted = Held("place", "read_replica")
        await hands.press("r", lambda: screen.held == wanted, "the replica, past the ninth")
        for kind in ("web_server", "worker", "web_server"):
            await hands.press("w", lambda k=kind: screen.held == Held("place", k), kind)
        assert screen.over == "palette"


async def test_nought_takes_the_tenth_component(pack: Pack) -> None:
    async with staged(shop(pack), (120, 40)) as (screen, hands, _):
        tenth = Held("place", screen.view.palette.kinds[9])
        await hands.press("0", lambda: screen.held == tenth, "the tenth component")


async def test_the_palette_is_whole_after_the_terminal_was_enlarged(pack: Pack) -> None:
    async with staged(shop(pack), (80, 24)) as (screen, hands, pilot):
        await pilot.resize_terminal(120, 36)
        await hands.until(lambda: screen.view.has_class("-below"), "the wider layout")
        shown = await settle(hands)
        assert "Load balancer" in shown
        assert "Monitoring" in shown
