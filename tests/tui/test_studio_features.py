"""What a grid does not offer is neither done nor shown in the studio."""

from __future__ import annotations

import re
from typing import cast

import pytest

from content.loader import Pack
from engine.actions import RunTraffic
from engine.mission import Mission
from engine.phase_config import SystemDesign
from tests.tui.stage import on_stage, session_of, still
from tests.tui.studio_hands import drag, spot
from tests.tui.studio_stage import shop, staged
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
