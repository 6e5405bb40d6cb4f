"""A key at the grid on a real terminal: the time to its last byte, and how many there are.

A busy machine keeps the game waiting; so what the game itself takes of a processor until a key is
painted is told as well, and held against the budget.
"""

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
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.benchmarks.test_ratios import told

pytestmark = pytest.mark.bench
SHOWN = {"floor": b"ready", "grid": b"15 components"}
"""What stands on the screen once it is painted."""
PAINTED, QUIET = 0.012, 0.2
"""Seconds without a byte after which the grid counts as painted, and the panes as well."""
UP, DOWN, RIGHT, LEFT, TAB = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\t"
WALK = (RIGHT, RIGHT, DOWN, DOWN, LEFT, UP, LEFT, UP) * 4
MOVE = (b"g", DOWN, DOWN, DOWN, RIGHT, LEFT, UP, UP, UP, b"g") * 2
ENTER = b"\r"
EDITS = (
    *(b"g", DOWN, DOWN, DOWN, ENTER, b"u", b"U", b"u", UP, UP, UP),
    *(RIGHT, b"c", RIGHT, RIGHT, RIGHT, ENTER, LEFT, LEFT, LEFT, b"x", b"u", b"u", LEFT),
    *(DOWN, b"3", ENTER, b"2", DOWN, DOWN, ENTER, b"y", ENTER, b"u", b"u", b"u", UP, UP, UP),
)
"""Moved, linked, removed, placed and copied; what only leads there is pressed as well."""
BUDGET, MOST = 8.0, 16.0
"""Milliseconds to the last byte, for half of the keys and for 19 of 20."""

LOOSELY = 1.5
"""How far the slowest edits may be over: so few are pressed that one pause of a busy machine is
their 95th percentile."""


@dataclass(frozen=True)
class Press:
    """What a key came to: seconds to its last byte, the game's own ones, and bytes."""

    key: bytes
    waited: float
    own: float
    bytes: int


@dataclass(frozen=True)
class Terminal:
    """A game on a terminal."""

    file: int
    process: int

    def own_seconds(self) -> float:
        """Seconds that the game has had of a processor."""
        told_by_linux = Path(f"/proc/{self.process}/schedstat").read_text(encoding="ascii")
        return int(told_by_linux.split()[0]) / 1e9


@contextmanager
def terminal(which: str) -> Iterator[Terminal]:
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
    shown = Terminal(parent, game.pid)
    seen = b""
    while SHOWN[which] not in seen:
        seen += os.read(parent, 65536)
    _drain(shown, 1.0)
    try:
        yield shown
    finally:
        game.kill()
        game.wait()
        os.close(parent)


def _drain(terminal: Terminal, quiet: float) -> tuple[float, float, int]:
    """Reads until nothing comes: the last byte's time since the call, the game's own seconds by
    then, and how many bytes."""
    begun = time.perf_counter()
    last, own, count = 0.0, terminal.own_seconds(), 0
    while select.select([terminal.file], [], [], quiet)[0]:
        count += len(os.read(terminal.file, 65536))
        last, own = time.perf_counter() - begun, terminal.own_seconds()
    return last, own, count


def _press(terminal: Terminal, keys: tuple[bytes, ...]) -> list[Press]:
    """What each key's first paint took; keys that change nothing are left out."""
    found = []
    for key in keys:
        spent = terminal.own_seconds()
        begun = time.perf_counter()
        os.write(terminal.file, key)
        if select.select([terminal.file], [], [], QUIET)[0]:
            waited = time.perf_counter() - begun
            last, own, count = _drain(terminal, PAINTED)
            found.append(Press(key, waited + last, own - spent, count))
            _drain(terminal, QUIET)
    return found


def _tell(name: str, found: list[Press]) -> tuple[list[float], int]:
    """Prints what keys took; gives the game's own milliseconds, least first, and most bytes."""
    waited, own = (
        sorted(getattr(press, which) * 1000 for press in found) for which in ("waited", "own")
    )
    most = max(press.bytes for press in found)
    for label, times in (("to the last byte", waited), ("of the game's own", own)):
        told(f"{name}: median {label}", statistics.median(times), "ms")
        told(f"{name}: 95th percentile {label}", _slowest(times), "ms")
    median = statistics.median(press.bytes for press in found)
    told(f"{name}: median, and at most {most:,},", median, "bytes")
    return own, most


def _slowest(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def test_a_key_at_the_full_grid_against_a_line_of_text() -> None:
    with terminal("floor") as floor:
        least, _ = _tell("a line of text", _press(floor, WALK[:12]))
    with terminal("grid") as grid:
        walked, walk_bytes = _tell("cursor over 15 components", _press(grid, WALK))
        moved, move_bytes = _tell("a lifted component, rerouted", _press(grid, MOVE))
        pressed = _press(grid, EDITS)
        edits = [press for press in pressed if press.key in (ENTER, b"x", b"u", b"U")]
        edited, _ = _tell("an edit, evaluated and drawn anew", edits)
    for name, own, most in (
        ("cursor", walked, MOST),
        ("move", moved, MOST),
        ("edit", edited, LOOSELY * MOST),
    ):
        ratio = statistics.median(own) / statistics.median(least)
        told(f"{name} against the floor", ratio, "times")
        assert ratio < 16
        assert statistics.median(own) < BUDGET
        assert _slowest(own) < most
    assert walk_bytes < 4_096
    assert move_bytes < 4_096
    assert statistics.median(press.bytes for press in edits) < 8_192
