"""Works a climb out beside the event loop, so that no key waits for it.

With retries a point takes up to thirty times as long as without. A thread shares the interpreter
with the loop: it gives way every few milliseconds, and between two spans it may be given up.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from engine.design.figures import Figures
from engine.design.graph import Design
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.outage import ALL_UP, Outage
from engine.design.stress import POINTS, Aim, Climb, point
from tui.stress.play import Play, watched

SPAN = 5
"""Points that are worked out in one go."""
TURN_SECONDS = 0.001
"""How long the thread goes on where the loop has something to do; Python's own turn is five
times as long, which a key would feel."""
USUAL_SECONDS = sys.getswitchinterval()


async def climbed(
    design: Design, catalogue: Catalogue, load: Load, without: frozenset[Outage] = ALL_UP
) -> Climb:
    """The whole climb."""
    points: list[Figures] = []
    with _short_turns():
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
    with _short_turns():
        return await asyncio.to_thread(watched, run, aim)


async def one_point(
    design: Design, catalogue: Catalogue, load: Load, at: int, without: frozenset[Outage] = ALL_UP
) -> Figures:
    """One point ahead of all others."""
    with _short_turns():
        return await asyncio.to_thread(point, design, catalogue, load, at, without)


@contextmanager
def _short_turns() -> Iterator[None]:
    """Turns are short while a thread works; one that was given up may still end its span."""
    sys.setswitchinterval(TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(USUAL_SECONDS)
