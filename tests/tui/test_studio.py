"""The studio by keys and by mouse: each edit both ways, and why what is refused is refused."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from content.loader import Pack
from engine import actions as ac
from engine.design.graph import Cell
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.studio_hands import (
    does,
    go,
    place_kettle,
    said,
    settle,
)
from tests.tui.studio_stage import kettles, shop, staged
from tui.drive.hands import Hands
from tui.screens.studio import StudioScreen
from tui.studio.scene import Held

Stage = tuple[StudioScreen, Hands, Pilot[Any]]


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


async def test_after_a_link_is_cut_the_cursor_stands_on_the_next(pack: Pack) -> None:
    async with staged(shop(pack), (80, 24)) as (screen, hands, _pilot):
        await go(hands, screen, 3, 0)
        await hands.press("enter", lambda: screen.over == "inspect", "the inspector")
        pane = screen.view.knobs
        while not (pane.cursor_id or "").startswith("link:"):
            at = pane.cursor_id
            await hands.press("down", lambda at=at: pane.cursor_id != at, "the next row")
        links = [one for one in pane.ids if one.startswith("link:")]
        for number, link in enumerate(links[:2]):
            assert pane.cursor_id == link
            source, target = link.removeprefix("link:").split(">")
            cut = ac.Disconnect(source=source, target=target)
            await does(hands, lambda: hands.app.simulate_key("x"), cut)
            assert pane.cursor_id == links[number + 1]


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
