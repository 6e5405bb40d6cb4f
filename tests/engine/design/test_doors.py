"""A door lets in so many a second; the others wait, and are neither lost nor slow inside."""

from __future__ import annotations

import random
from collections.abc import Iterator
from math import exp, log

import pytest
import simpy
from hypothesis import given
from hypothesis import strategies as st

from engine.design.figures import Figures
from engine.design.kind import Catalogue, Knob
from engine.design.load import Load, RequestClass
from engine.design.losses import lost_per_second
from engine.design.traffic import evaluate
from tests.engine.design.kinds import CATALOGUE, chain, design, kind

ADMIT = Knob(name="admit", label="Let in", kind="number", high=100_000, default=0)
DOORS = Catalogue(
    kinds=(
        *CATALOGUE.kinds,
        kind("door", service_ms=1, servers=1000, room=1_000_000, knobs=(ADMIT,)),
        kind("porch", service_ms=1, servers=1000, room=6_000, knobs=(ADMIT,)),
        kind("single", service_ms=10),
    )
)


def figures(rps: float, admit: float, *, door: str = "door", behind: str = "server") -> Figures:
    drawn = chain("client", door, behind, **{door: {"admit": admit}})
    return evaluate(drawn, DOORS, Load(rps=rps, peak_s=60))


def test_behind_a_door_comes_what_it_lets_in_and_nobody_is_lost() -> None:
    found = figures(4000, 54)
    assert found.nodes["server"].rate_rps == pytest.approx(54)
    assert found.error_share == pytest.approx(0)
    assert found.nodes["door"].state != "saturated"


def test_without_the_door_the_same_crowd_drowns_the_server() -> None:
    found = evaluate(chain("client", "server"), DOORS, Load(rps=4000, peak_s=60))
    assert found.saturated == ("server",)
    assert found.error_share > 0.9


def test_those_who_wait_pile_up_while_the_peak_lasts_and_are_let_in_after_it() -> None:
    drawn = chain("client", "door", "server", door={"admit": 54})
    found = evaluate(drawn, DOORS, Load(rps=4000, average_rps=4, peak_s=60)).nodes["door"]
    assert found.backlog_per_s == pytest.approx(4000 - 54)
    assert found.backlog == pytest.approx(60 * (4000 - 54))
    assert found.lag_ms == pytest.approx(1000 * found.backlog / 54)
    assert found.drain_s == pytest.approx(found.backlog / (54 - 4))


def test_whoever_finds_no_place_before_the_door_is_turned_away() -> None:
    found = figures(250, 50, door="porch")
    turned_away = (200 * 60 - 6_000) / (250 * 60)
    assert found.error_share == pytest.approx(turned_away)
    assert found.nodes["server"].rate_rps == pytest.approx(50)
    (loss,) = lost_per_second(chain("client", "porch", "server"), found)
    assert (loss.cause, loss.node) == ("full", "porch")


@pytest.mark.parametrize("admit", [0, 5000, 100_000])
def test_a_door_that_holds_nobody_up_changes_no_figure(admit: float) -> None:
    assert figures(50, admit).times.p95_ms == pytest.approx(figures(50, 0).times.p95_ms, rel=1e-3)
    assert figures(50, admit).goodput_rps == pytest.approx(50)


def test_of_a_class_that_goes_another_way_nobody_waits() -> None:
    drawn = design(
        "client", "server1", "door", "server2", "queue",
        links=(("client", "server1"), ("server1", "door"), ("server1", "queue"),
               ("door", "server2"), ("queue", "server2")),
        door={"admit": 4},
    )  # fmt: skip
    both = Load(
        rps=40,
        classes=(
            RequestClass(name="look", kind="static", share=0.5),
            RequestClass(name="buy", kind="write", share=0.5),
        ),
    )
    look, buy = evaluate(drawn, DOORS, both).classes
    assert look.finished_rps < look.goodput_rps
    assert look.finished_rps <= 4
    assert buy.finished_rps <= 4 + 1e-9


@given(
    rps=st.floats(1, 5000), admit=st.floats(1, 5000), behind=st.sampled_from(["server", "eight"])
)
def test_what_comes_is_done_lost_or_waits(rps: float, admit: float, behind: str) -> None:
    found = figures(rps, admit, behind=behind)
    door, after = found.nodes["door"], found.nodes[behind]
    waits = door.backlog_per_s
    assert after.rate_rps == pytest.approx(min(rps, admit), rel=1e-6)
    assert waits + after.rate_rps == pytest.approx(rps, rel=1e-6)
    (only,) = found.classes
    assert only.finished_rps == pytest.approx(after.rate_rps * (1 - after.error_share), rel=1e-6)


@given(rps=st.floats(60, 5000), admit=st.floats(1, 95))
def test_the_slower_the_door_the_longer_the_crowd_and_the_quicker_the_page(
    rps: float, admit: float
) -> None:
    slow, quick = figures(rps, admit / 2), figures(rps, admit)
    assert slow.classes[0].finished_rps <= quick.classes[0].finished_rps + 1e-9
    assert slow.p95_ms <= quick.p95_ms * 1.001


@pytest.mark.parametrize("rho", [0.3, 0.5, 0.7, 0.8, 0.9, 0.95])
def test_inside_the_door_it_is_as_quick_as_even_arrivals_find_it(rho: float) -> None:
    """One server asked evenly is D/M/1, whose response is exponential (D. G. Kendall, 1953)."""
    ratio = 0.5
    for _ in range(500):
        ratio = exp(-(1 - ratio) / rho)
    mean = 10 / (1 - ratio)
    found = figures(4000, rho * 100, behind="single").nodes["single"]
    assert found.mean_ms == pytest.approx(mean, rel=0.12)
    assert found.p95_ms == pytest.approx(log(20) * mean, rel=0.10)


def test_inside_the_door_it_is_as_quick_as_a_simulation_finds() -> None:
    """People of a crowd are let in one at a time, evenly, to one server."""
    times = sorted(_simulated(80, people=30_000))
    mean, p95 = sum(times) / len(times), times[int(0.95 * len(times))]
    found = figures(4000, 80, behind="single").nodes["single"]
    assert found.mean_ms == pytest.approx(mean, rel=0.08)
    assert found.p95_ms == pytest.approx(p95, rel=0.10)


def _simulated(admit: float, people: int) -> list[float]:
    """How long each is inside, in ms."""
    env, chance, took = simpy.Environment(), random.Random(20261130), list[float]()
    server = simpy.Resource(env, capacity=1)

    def inside() -> Iterator[simpy.Event]:
        came = env.now
        with server.request() as turn:
            yield turn
            yield env.timeout(chance.expovariate(1 / 10))
        took.append(env.now - came)

    def door() -> Iterator[simpy.Event]:
        for _ in range(people):
            env.process(inside())
            yield env.timeout(1000 / admit)

    env.process(door())
    env.run()
    return took[people // 10 :]
