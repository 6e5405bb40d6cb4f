"""Retries: what they add, and when a short burst of them would never clear."""

from __future__ import annotations

import pytest

from engine.design.graph import Design
from engine.design.traffic import evaluate
from tests.engine.design.kinds import chain, load
from tests.engine.design.proof.simulation import simulate
from tests.engine.design.proof.topologies import KINDS


def _impatient(room: int, retries: int = 2) -> Design:
    return chain(
        "client", "eight", client={"timeout": 500, "retries": retries}, eight={"room": room}
    )


@pytest.mark.parametrize(
    ("use", "state"),
    [(0.25, "stable"), (0.33, "stable"), (0.5, "vulnerable"), (0.8, "vulnerable"),
     (1.1, "collapsed")],
)  # fmt: skip
def test_a_long_queue_before_impatient_callers_is_vulnerable_from_a_third_of_its_load(
    use: float, state: str
) -> None:
    assert evaluate(_impatient(100_000), KINDS, load(800 * use)).stability == state


def test_a_queue_that_is_shorter_than_their_patience_is_not() -> None:
    assert evaluate(_impatient(100), KINDS, load(640)).stability == "stable"


def test_without_retries_nothing_feeds_itself() -> None:
    figures = evaluate(_impatient(100_000, retries=0), KINDS, load(640))
    assert figures.stability == "stable"
    assert figures.amplification == 1


@pytest.mark.slow
def test_what_has_collapsed_serves_next_to_nobody_as_simulation_has_it() -> None:
    figures = evaluate(_impatient(100_000), KINDS, load(880))
    seen = simulate(_impatient(100_000), KINDS, load(880), seed=1, requests=6_000, warm=30_000)
    assert seen.answered / seen.offered < 0.03
    assert figures.goodput_rps / figures.offered_rps < 0.03
    assert figures.amplification == pytest.approx(3, rel=0.01)


def test_calls_that_time_out_and_calls_made_again_are_counted_where_they_are_made() -> None:
    client = evaluate(_impatient(100_000), KINDS, load(880)).nodes["client"]
    assert client.retried_rps == pytest.approx(2 * 880, rel=0.02)
    # Whatever has a place in the endless queue is given up; the others find it full.
    assert client.timed_out_rps == pytest.approx(800, rel=0.02)
