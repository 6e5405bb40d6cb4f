"""Works a climb out beside the event loop, so that no key waits for it.

With retries a point takes up to thirty times as long as without. A thread shares the interpreter
with the loop and gives way every few milliseconds; between two spans it may be given up.
"""

from __future__ import annotations

import asyncio

from engine.design.figures import Figures
from engine.design.graph import Design
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.outage import ALL_UP, Outage
from engine.design.stress import POINTS, Aim, Climb, point
from tui.stress.play import Play, watched

SPAN = 5
"""Points that are worked out in one go."""


async def climbed(
    design: Design, catalogue: Catalogue, load: Load, without: frozenset[Outage] = ALL_UP
) -> Climb:
    """The whole climb."""
    points: list[Figures] = []
    for begin in range(0, POINTS, SPAN):
        span = range(begin, min(POINTS, begin + SPAN))
        points += await asyncio.to_thread(_span, design, catalogue, load, span, without)
    return Climb(design, catalogue, load, tuple(points), without)


def _span(
    design: Design, catalogue: Catalogue, load: Load, span: range, without: frozenset[Outage]
) -> list[Figures]:
    return [point(design, catalogue, load, at, without) for at in span]


async def to_watch(run: Climb, aim: Aim) -> Play:
    """The climb with all that is to be told of it."""
    return await asyncio.to_thread(watched, run, aim)


async def one_point(
    design: Design, catalogue: Catalogue, load: Load, at: int, without: frozenset[Outage] = ALL_UP
) -> Figures:
    """One point ahead of all others."""
    return await asyncio.to_thread(point, design, catalogue, load, at, without)
