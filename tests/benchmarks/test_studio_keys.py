"""A key at the grid on a real terminal: the time to its last byte, and how many there are."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.benchmarks.test_ratios import told

pytestmark = pytest.mark.bench
PAINTED, QUIET = 0.025, 0.2
"""Seconds without a byte after which the grid counts as painted, and the panes as well."""
UP, DOWN, RIGHT, LEFT, TAB = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\t"
WALK = (RIGHT, RIGHT, DOWN, DOWN, LEFT, UP, LEFT, UP) * 4
MOVE = (b"g", DOWN, DOWN, DOWN, RIGHT, LEFT, UP, UP, UP, b"g") * 2


@contextmanager
def terminal(which: str) -> Iterator[int]:
    """The grid, or the floor, on a terminal of 120x40."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
    game = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.studio_pty", which],
        stdin=child,
        stdout=child,
        stderr=child,
        env={**os.environ, **settings},
        start_new_session=True,
    )
    os.close(child)
    _drain(parent, 4.0)
    try:
        yield parent
    finally:
        game.kill()
        game.wait()
        os.close(parent)


def _drain(terminal: int, quiet: float) -> tuple[float, float, int]:
    """Reads until nothing comes; first and last byte's time since the call, and how many."""
    begun = time.perf_counter()
    first = last = 0.0
    count = 0
    while select.select([terminal], [], [], quiet)[0]:
        count += len(os.read(terminal, 65536))
        last = time.perf_counter() - begun
        first = first or last
    return first, last, count


def _press(terminal: int, keys: tuple[bytes, ...]) -> list[tuple[float, float, int]]:
    """What each key's first paint took; keys that change nothing are left out."""
    found = []
    for key in keys:
        begun = time.perf_counter()
        os.write(terminal, key)
        if select.select([terminal], [], [], QUIET)[0]:
            waited = time.perf_counter() - begun
            _, last, count = _drain(terminal, PAINTED)
            found.append((waited, waited + last, count))
            _drain(terminal, QUIET)
    return found


def _tell(name: str, found: list[tuple[float, float, int]]) -> tuple[float, float]:
    """Prints what keys took; gives the median time to the last byte, and the most bytes."""
    _, last, count = (statistics.median(one[n] for one in found) for n in range(3))
    slowest = statistics.quantiles([one[1] for one in found], n=20)[-1]
    told(f"{name}: median to the last byte", last * 1000, "ms")
    told(f"{name}: 95th percentile to the last byte", slowest * 1000, "ms")
    told(f"{name}: median, and at most {max(one[2] for one in found):,},", count, "bytes")
    return last, max(one[2] for one in found)


def test_a_key_at_the_full_grid_against_a_line_of_text() -> None:
    with terminal("floor") as floor:
        least, _ = _tell("a line of text", _press(floor, WALK[:12]))
    with terminal("grid") as grid:
        walked, walk_bytes = _tell("cursor over 15 components", _press(grid, WALK))
        moved, move_bytes = _tell("a lifted component, rerouted", _press(grid, MOVE))
    told("cursor against the floor", walked / least, "times")
    told("move against the floor", moved / least, "times")
    assert walk_bytes < 4_096
    assert move_bytes < 4_096
    assert walked / least < 16
    assert moved / least < 16
