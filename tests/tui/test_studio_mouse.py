"""The studio by mouse: placing, linking, moving, setting and handing in."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from content.loader import Pack
from engine import actions as ac
from engine.design.graph import Cell
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES
from tests.tui.studio_hands import (
    click,
    click_key,
    does,
    drag,
    go,
    place_kettle,
    place_of,
    said,
    settle,
    spot,
)
from tests.tui.studio_stage import kettles, staged
from tui.drive.hands import Hands
from tui.screens.studio import StudioScreen
from tui.studio.scene import Held

Stage = tuple[StudioScreen, Hands, Pilot[Any]]


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
        assert "✗ nine in the break" in text
        assert "✓ 20 marks a month" in text
        assert "decaf" not in text, "nobody has found that out"
        if by == "keys":
            await does(hands, lambda: hands.app.simulate_key("enter"), ac.SubmitDesign())
        else:
            await does(hands, lambda: click(pilot, hands, "Hand it in"), ac.SubmitDesign())
