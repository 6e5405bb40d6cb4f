"""How fast scripts go through the real screens. `make bench` prints it."""

from __future__ import annotations

import time
from statistics import median

import pytest

from content.loader import Pack
from tests.benchmarks.test_ratios import told
from tui.headless.cells import Cell
from tui.headless.seat import Seat

pytestmark = pytest.mark.bench
LEAST = 10
"""Steps a second of the processor's time that are asked: half of the twenty that an idle machine
comes to, for a busy one slows even what has its turn."""
DEAREST = 120
"""How many times dearer a step by the screen may be than one through the database."""


def test_a_step_by_keys_costs_no_more_than_so_many_through_the_database(pack: Pack) -> None:
    scripts = [script for script in pack.walkthroughs if script.name == "gold"]
    with Seat(pack.cards, pack.missions) as seat:
        seconds: dict[str, float] = {}
        for through in ("database", "screen"):
            seat.play(Cell(scripts[0], through))  # what is imported once is not counted
            taken = []
            for script in scripts:
                begun, wall = time.process_time(), time.monotonic()
                result = seat.play(Cell(script, through))
                assert result.passed, result.failures
                taken.append((time.process_time() - begun) / len(script.steps))
                pace = len(script.steps) / (time.monotonic() - wall)
                told(f"{script.mission}, gold, through the {through}", pace, "steps a second")
            seconds[through] = median(taken)
            told(f"of processor, through the {through}", 1 / median(taken), "steps a second")
    ratio = seconds["screen"] / seconds["database"]
    told("a step through the screen against one through the database", ratio, "times as dear")
    assert 1 / seconds["screen"] >= LEAST
    assert ratio <= DEAREST
