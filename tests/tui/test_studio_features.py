"""What a grid does not offer is neither done nor shown in the studio."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest

from content.loader import Pack
from db.folders import DataFolder
from engine.actions import Connect, RunTraffic
from engine.mission import Mission
from engine.phase_config import SystemDesign
from tests.tui.stage import on_stage, session_of, still
from tests.tui.studio_hands import click, does, drag, settle, spot
from tests.tui.studio_stage import shop, staged
from tui.place import Place
from tui.screens.studio import StudioScreen

SIZES = [(120, 40), (80, 24)]


def without(mission: Mission, *features: str) -> Mission:
    """The shop with features of its grid taken away, and its first web server set for good."""
    grid = cast(SystemDesign, mission.phases[0])
    nodes = tuple(
        node.model_copy(update={"configurable": node.id != "web1"}) for node in grid.initial.nodes
    )
    changes = {
        "interactive_features": dict.fromkeys(features, False),
        "initial": grid.initial.model_copy(update={"nodes": nodes}),
    }
    return mission.model_copy(update={"phases": (grid.model_copy(update=changes),)})


@pytest.mark.parametrize("size", SIZES)
async def test_a_grid_without_live_figures_shows_them_after_a_run(
    pack: Pack, size: tuple[int, int]
) -> None:
    mission = without(shop(pack), "real_time_metrics")
    async with staged(mission, size) as (screen, hands, pilot):
        text = await still(hands)
        assert "Not measured yet" in text
        assert not re.search(r"\d ms ?[─╯━┛]|\d% ?│|unused|answered", text)
        assert "260/s" in text, "what is asked is known"
        await pilot.press("d")
        assert "Not measured yet" in await still(hands)
        assert screen.scene().budget == 3_000
    async with on_stage(session_of(mission, RunTraffic()), StudioScreen, size) as (hands, pilot):
        screen = await hands.screen(StudioScreen)
        text = await still(hands)
        assert "Not measured yet" not in text
        assert re.search(r"\d ms", text)
        await pilot.press("x")
        assert "Not measured yet" in await still(hands), "an edit makes it another design"


async def test_a_grid_without_dragging_refuses_by_key_and_by_mouse(pack: Pack) -> None:
    async with staged(without(shop(pack), "drag_enabled"), (120, 40)) as (screen, hands, pilot):
        before = screen.design
        await pilot.press("g")
        assert "stays where it stands" in await still(hands)
        assert screen.held is None
        await drag(pilot, hands, spot(screen, 0, 0), spot(screen, 0, 1))
        await still(hands)
        assert screen.design == before


async def test_what_is_not_configurable_says_so(pack: Pack) -> None:
    async with staged(without(shop(pack)), (120, 40)) as (screen, hands, pilot):
        screen.put_cursor(screen.design.by_id["web1"].cell)
        await pilot.press("enter", "right")
        await still(hands)
        assert "Web server stays as it is set." in await still(hands)
        assert screen.pending == {}


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_not_configurable_is_not_offered_to_be_set(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with staged(without(shop(pack)), size) as (screen, hands, pilot):
        screen.put_cursor(screen.design.by_id["web1"].cell)
        assert "Enter Links" in await settle(hands)
        screen.put_cursor(screen.design.by_id["web2"].cell)
        assert "Enter Set" in await settle(hands)
        screen.put_cursor(screen.design.by_id["web1"].cell)
        await pilot.press("enter", "enter")
        assert "Web server stays as it is set." in await settle(hands)
        await click(pilot, hands, "›")
        assert "Web server stays as it is set." in await settle(hands)
        assert len(hands.session.rows) == 1


async def test_a_grid_without_dragging_offers_no_move_and_links_by_mouse(pack: Pack) -> None:
    made = Connect(source="web3", target="app1")
    async with staged(without(shop(pack), "drag_enabled"), (200, 60)) as (screen, hands, pilot):
        box = screen.view.canvas.scale.box_width
        start, end = spot(screen, 2, 2, across=box - 1), spot(screen, 3, 0)
        await does(hands, lambda: drag(pilot, hands, start, end), made)
        text = await settle(hands)
        assert "Enter sets it, x removes it." in text
        assert "g Move" not in text
    async with on_stage(session_of(shop(pack), made), StudioScreen, (200, 60)) as (hands, _):
        screen = await hands.screen(StudioScreen)
        screen.put_cursor(screen.design.by_id["app1"].cell)
        text = await settle(hands)
        assert "Enter sets it, g lifts it, x removes it." in text
        assert "g Move" in text


ODD = Connect(source="orders", target="web1")
"""A database that calls a web server, and so closes a circle as well."""


@pytest.mark.parametrize("size", SIZES)
async def test_a_grid_that_checks_no_links_takes_any_and_says_what_comes_of_it(
    pack: Pack, size: tuple[int, int]
) -> None:
    async with staged(shop(pack), size) as (screen, hands, pilot):
        screen.put_cursor(screen.design.by_id["orders"].cell)
        await pilot.press("c")
        await settle(hands)
        assert "web1" not in screen.scene().targets
        screen.put_cursor(screen.design.by_id["web1"].cell)
        assert "✗ Database cannot call Web server." in await settle(hands)
        await pilot.press("enter")
        await settle(hands)
        assert len(hands.session.rows) == 1
    free = without(shop(pack), "connection_validation")
    async with staged(free, size) as (screen, hands, pilot):
        screen.put_cursor(screen.design.by_id["orders"].cell)
        await pilot.press("c")
        await settle(hands)
        others = {node.id for node in screen.design.nodes} - {"orders", "copy"}
        assert screen.scene().targets == others, "all but itself and what it calls already"
        screen.put_cursor(screen.design.by_id["web1"].cell)
        assert "Enter links it to Web server." in await settle(hands)
        await does(hands, lambda: pilot.press("enter"), ODD)
        assert "✗ Requests would go in a circle" in await settle(hands)


async def test_a_grid_that_checks_no_links_takes_any_by_mouse(pack: Pack) -> None:
    free = without(shop(pack), "connection_validation")
    async with staged(free, (120, 40)) as (screen, hands, pilot):
        box = screen.view.canvas.scale.box_width
        start, end = spot(screen, 4, 1, across=box - 1), spot(screen, 2, 0)
        await does(hands, lambda: drag(pilot, hands, start, end), ODD)


async def test_kept_designs_and_files_tell_no_figures_before_a_run(
    pack: Pack, tmp_path: Path
) -> None:
    mission = without(shop(pack), "real_time_metrics")
    async with staged(mission, (120, 40)) as (_, hands, pilot):
        hands.app.place = Place(folder=DataFolder(tmp_path / "data"))
        await pilot.press("v")
        text = await settle(hands)
        assert "not measured yet" in text
        assert "nothing served" not in text
        await pilot.press("escape", "e")
        assert "Written: " in await settle(hands)
        assert not re.search(r"\d ms|\d%", hands.app.clipboard)
        assert "╭─ WEB ─" in hands.app.clipboard
    ran = session_of(mission, RunTraffic())
    async with on_stage(ran, StudioScreen, (120, 40)) as (hands, pilot):
        hands.app.place = Place(folder=DataFolder(tmp_path / "data"))
        await pilot.press("e")
        assert "Written: " in await settle(hands)
        assert re.search(r"\d ms", hands.app.clipboard)
