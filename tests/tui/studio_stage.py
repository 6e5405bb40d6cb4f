"""The studio on a stage of its own: the real screen over a session that is kept nowhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from textual.pilot import Pilot

from content.loader import Pack
from engine.design.graph import Cell, Design, Edge, Node
from engine.design.load import Load
from engine.design.rules import Available, Budget, NoSpof, NotSaturated, Performance
from engine.mission import Mission
from engine.phase_config import BoardSize, SystemDesign
from tests.tui.stage import on_stage, session_of
from tui.drive.hands import Hands
from tui.screens.studio import StudioScreen

PALETTE = (
    "cdn", "load_balancer", "web_server", "app_server", "worker", "function",
    "cache", "relational_db", "read_replica", "object_storage", "queue", "monitoring",
)  # fmt: skip
SHOP = (
    ("customers", "client", 0, 0), ("clerks", "client", 0, 2), ("balancer", "load_balancer", 1, 0),
    ("web1", "web_server", 2, 0), ("web2", "web_server", 2, 1), ("web3", "web_server", 2, 2),
    ("app1", "app_server", 3, 0), ("app2", "app_server", 3, 2), ("cache", "cache", 4, 0),
    ("orders", "relational_db", 4, 1), ("copy", "read_replica", 5, 1), ("queue", "queue", 4, 3),
    ("worker", "worker", 5, 3), ("files", "object_storage", 5, 0), ("cdn", "cdn", 1, 2),
)  # fmt: skip
LINKS = (
    ("customers", "balancer"), ("clerks", "cdn"), ("cdn", "balancer"), ("balancer", "web1"),
    ("balancer", "web2"), ("balancer", "web3"), ("web1", "app1"), ("web2", "app1"),
    ("web3", "app2"), ("app1", "cache"), ("app1", "orders"), ("app2", "orders"),
    ("app2", "queue"), ("queue", "worker"), ("orders", "copy"),
)  # fmt: skip


def shop(pack: Pack) -> Mission:
    """A mission whose grid is as full as any should be: six columns, four rows, 15 components."""
    kettle = pack.mission("kettle-protocol")
    catalogue = kettle.catalogue
    nodes = tuple(
        Node(id=name, kind=kind, label=catalogue.kind(kind).name, cell=Cell(x=x, y=y))
        for name, kind, x, y in SHOP
    )
    edges = tuple(Edge(id=f"{a}->{b}", source=a, target=b) for a, b in LINKS)
    grid = cast(SystemDesign, kettle.design_phase).model_copy(
        update={
            "board": BoardSize(columns=6, rows=4),
            "palette": PALETTE,
            "initial": Design(nodes=nodes, edges=edges),
            "load": Load(rps=520, average_rps=130),
            "budget": 3_000,
            "rules": (
                Performance(id="quick", response_time_ms=400, throughput_rps=520),
                Available(id="up", at_least=0.995),
                Budget(id="cheap", at_most=3_000),
                NoSpof(id="twice", components=("database",)),
                NotSaturated(id="line", components=("worker",)),
            ),
            "known_without_asking": ("quick", "up", "cheap"),
        }
    )
    return kettle.model_copy(update={"phases": (grid,), "requirements": ()})


def kettles(pack: Pack) -> Mission:
    """The tutorial, from its grid on."""
    kettle = pack.mission("kettle-protocol")
    return kettle.model_copy(update={"phases": kettle.phases[2:]})


@asynccontextmanager
async def staged(
    mission: Mission, size: tuple[int, int], *, motion: bool = False
) -> AsyncIterator[tuple[StudioScreen, Hands, Pilot[int]]]:
    """The studio on the stage, with hands on the keys and a pilot for the mouse."""
    async with on_stage(session_of(mission), StudioScreen, size) as (hands, pilot):
        hands.app.animation_level = "full" if motion else "none"
        screen = await hands.screen(StudioScreen)
        await hands.until(lambda: screen.view.canvas.size.width > 20, "a grid with room")
        yield screen, hands, pilot
