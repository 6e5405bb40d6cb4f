"""A traffic run on a stage of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from textual.pilot import Pilot

from content.loader import Pack
from engine.design.graph import Cell, Design, Edge, Node, Setting
from engine.design.load import Load, RequestClass
from engine.design.rules import Performance
from engine.mission import Mission
from engine.phase_config import SystemDesign
from tests.tui.stage import settle, still
from tests.tui.studio_stage import shop, staged
from tui.drive.hands import Hands
from tui.screens.stress import StressScreen
from tui.stress.play import Play

SECOND_ZONE = ("web2", "app2", "copy")


def busy(pack: Pack) -> Mission:
    """A shop that cannot do what its busiest hour asks, in two zones."""
    mission = shop(pack)
    grid = cast(SystemDesign, mission.phases[0])
    there = Setting(name="zone", value="B")
    nodes = tuple(
        node.model_copy(update={"config": (there,)}) if node.id in SECOND_ZONE else node
        for node in grid.initial.nodes
    )
    initial = grid.initial.model_copy(update={"nodes": nodes})
    load = Load(
        rps=1_300,
        average_rps=300,
        classes=(
            RequestClass(name="look", kind="read", share=0.9),
            RequestClass(name="order", kind="write", share=0.1),
        ),
    )
    changed = grid.model_copy(update={"initial": initial, "load": load})
    return mission.model_copy(update={"phases": (changed,), "catalogue": pack.catalogue})


def stormy(pack: Pack) -> Mission:
    """A client that gives up and asks again, before a server with a long queue."""
    kettle = pack.mission("kettle-protocol")
    asking = (Setting(name="timeout", value=500), Setting(name="retries", value=2))
    server = (Setting(name="room", value=100_000),)
    nodes = (
        Node(id="callers", kind="client", label="Callers", cell=Cell(x=0, y=0), config=asking),
        Node(id="app", kind="app_server", label="App server", cell=Cell(x=2, y=1), config=server),
    )
    edges = (Edge(id="asks", source="callers", target="app"),)
    grid = cast(SystemDesign, kettle.design_phase).model_copy(
        update={
            "initial": Design(nodes=nodes, edges=edges),
            "load": Load(rps=400, average_rps=100),
            "budget": 500,
            "rules": (Performance(id="quick", response_time_ms=400, throughput_rps=400),),
            "known_without_asking": ("quick",),
        }
    )
    return kettle.model_copy(
        update={"phases": (grid,), "requirements": (), "catalogue": pack.catalogue}
    )


@asynccontextmanager
async def running(
    mission: Mission, size: tuple[int, int], *, motion: bool = False
) -> AsyncIterator[tuple[StressScreen, Hands, Pilot[int]]]:
    """A run that was just begun."""
    async with staged(mission, size, motion=motion) as (_, hands, pilot):
        hands.app.simulate_key("t")
        run = await hands.screen(StressScreen)
        await hands.until(lambda: run.play, "the run reckoned")
        yield run, hands, pilot


async def to_grid(hands: Hands, run: StressScreen) -> None:
    """Closes the report."""
    await still(hands)
    await hands.press("escape", lambda: run.over is None, "the grid")
    await settle(hands)


def play_of(run: StressScreen) -> Play:
    assert run.play is not None
    return run.play
