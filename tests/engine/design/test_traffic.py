"""The traffic model against closed forms, against simulation, and against common sense."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
import simpy
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.design.graph import Design
from engine.design.kind import Catalogue
from engine.design.load import Load, RequestClass
from engine.design.station import erlang_b, solve
from engine.design.traffic import evaluate, ramp
from tests.engine.design.kinds import CATALOGUE, chain, design, load
from tests.properties import cases

rates = st.floats(1, 300)


def _changed(catalogue: Catalogue, **kinds: dict[str, Any]) -> Catalogue:
    """The catalogue with some figures of some kinds replaced."""
    changed = (k.model_copy(update=kinds.get(k.id, {})) for k in catalogue.kinds)
    return Catalogue(kinds=tuple(changed))


@pytest.mark.parametrize("rho", [0.1, 0.5, 0.8, 0.95])
def test_one_server_waits_as_m_m_1_does(rho: float) -> None:
    station = solve(rho * 100, 10, 1, 1.0, 100_000)
    assert station.wait_ms == pytest.approx(rho / (1 - rho) * 10, rel=1e-6)
    assert station.utilisation == pytest.approx(rho)


@pytest.mark.parametrize("rho", [0.3, 0.7, 0.9])
def test_p95_of_one_server_is_that_of_m_m_1(rho: float) -> None:
    figures = evaluate(chain("client", "server"), CATALOGUE, load(100 * rho))
    assert figures.p95_ms == pytest.approx(10 / (1 - rho) * math.log(20), rel=0.05)


@pytest.mark.parametrize(("servers", "rho"), [(2, 0.5), (8, 0.7), (8, 0.9), (30, 0.95)])
def test_many_servers_wait_as_m_m_c_does(servers: int, rho: float) -> None:
    a = rho * servers
    b = erlang_b(servers, a)
    erlang_c = b / (1 - rho * (1 - b))
    wanted = erlang_c * 10 / (servers * (1 - rho))
    station = solve(rho * servers * 100, 10, servers, 1.0, 100_000)
    assert station.wait_ms == pytest.approx(wanted, rel=1e-6)


@pytest.mark.parametrize("rho", [0.5, 0.9, 1.2, 3.0])
def test_a_full_queue_turns_away_as_m_m_1_k_does(rho: float) -> None:
    room = 5
    station = solve(rho * 100, 10, 1, 1.0, room)
    k = room + 1
    wanted = (1 - rho) * rho**k / (1 - rho ** (k + 1)) if rho != 1 else 1 / (k + 1)
    assert station.blocked == pytest.approx(wanted, rel=1e-6)


@given(rho=st.floats(0.01, 50), servers=st.integers(1, 60), room=st.integers(0, 100_000))
@settings(max_examples=200, deadline=None)
def test_no_load_gives_a_figure_that_is_not_a_number(rho: float, servers: int, room: int) -> None:
    station = solve(rho * servers * 100, 10, servers, 1.5, room)
    for value in (station.utilisation, station.blocked, station.wait_ms, station.queue):
        assert math.isfinite(value)
        assert value >= 0
    assert station.utilisation <= 1
    assert station.blocked <= 1
    served = rho * servers * 100 * (1 - station.blocked)
    assert served <= servers * 100 * (1 + 1e-6)


SHAPES = {
    "one": chain("client", "eight"),
    "chain": chain("client", "eight", "db"),
    "cached": design(
        "client", "eight", "cache", "db",
        links=(("client", "eight"), ("eight", "cache"), ("eight", "db")),
    ),
    "balanced": design(
        "client", "balancer", "server1", "server2",
        links=(("client", "balancer"), ("balancer", "server1"), ("balancer", "server2")),
    ),
    "queued": design(
        "client", "eight", "queue", "worker",
        links=(("client", "eight"), ("eight", "queue"), ("queue", "worker")),
    ),
}  # fmt: skip


@given(shape=st.sampled_from(sorted(SHAPES)), rps=rates, more=st.floats(1.01, 3))
@cases(60, 250)
def test_more_load_never_makes_it_better(shape: str, rps: float, more: float) -> None:
    calm = evaluate(SHAPES[shape], CATALOGUE, load(rps))
    busy = evaluate(SHAPES[shape], CATALOGUE, load(rps * more))
    assert busy.goodput_rps / busy.offered_rps <= calm.goodput_rps / calm.offered_rps + 1e-9
    for node in calm.nodes:
        assert busy.nodes[node].utilisation >= calm.nodes[node].utilisation - 1e-9


@given(rps=rates, copies=st.integers(1, 10))
@settings(max_examples=60, deadline=None)
def test_a_further_copy_never_makes_it_busier(rps: float, copies: int) -> None:
    one = chain("client", "server", server={"replicas": copies})
    two = chain("client", "server", server={"replicas": copies + 1})
    before, after = (evaluate(d, CATALOGUE, load(rps)) for d in (one, two))
    assert after.nodes["server"].utilisation < before.nodes["server"].utilisation
    assert (
        after.availability >= before.availability - 1e-9 or after.error_share < before.error_share
    )


@given(shape=st.sampled_from(sorted(SHAPES)), rps=st.floats(1, 5000))
@cases(60, 250)
def test_flow_is_conserved_and_every_figure_is_finite(shape: str, rps: float) -> None:
    figures = evaluate(SHAPES[shape], CATALOGUE, load(rps))
    assert 0 <= figures.goodput_rps <= figures.offered_rps * (1 + 1e-9)
    assert 0 <= figures.availability <= 1
    for value in (figures.p50_ms, figures.p95_ms, figures.p99_ms, figures.monthly_cost):
        assert math.isfinite(value)
    assert figures.p50_ms <= figures.p95_ms <= figures.p99_ms


def test_the_narrowest_component_is_named_first() -> None:
    figures = evaluate(SHAPES["chain"], CATALOGUE, load(780))
    assert figures.limits[0] == "eight"
    assert figures.nodes["eight"].state == "near"
    assert evaluate(SHAPES["chain"], CATALOGUE, load(900)).saturated == ("eight",)


def test_work_behind_a_queue_costs_the_caller_no_time_and_piles_up() -> None:
    figures = evaluate(SHAPES["queued"], CATALOGUE, load(100))
    assert figures.nodes["worker"].later
    assert figures.nodes["worker"].backlog_per_s == pytest.approx(20)
    assert figures.p95_ms < 60
    assert figures.goodput_rps == pytest.approx(80, rel=0.01)


def test_work_fetched_over_a_shared_way_is_still_done_later() -> None:
    """Reads wait for the server in the middle; the writes that come the same way do not."""
    catalogue = _changed(CATALOGUE, cache={"serves": ("read",)}, queue={"serves": ("write",)})
    catalogue = _changed(
        catalogue, db={"serves": ("read",)}, worker={"role": "store", "serves": ("write",)}
    )
    links = (
        ("client", "eight"), ("eight", "cache"), ("cache", "server2"), ("server2", "db"),
        ("eight", "queue"), ("queue", "server1"), ("server1", "server2"), ("server2", "worker"),
    )  # fmt: skip
    drawn = design(*sorted({name for link in links for name in link}), links=links)
    mixed = Load(
        rps=50,
        classes=(
            RequestClass(name="r", kind="read", share=0.9),
            RequestClass(name="w", kind="write", share=0.1),
        ),
    )
    nodes = evaluate(drawn, catalogue, mixed).nodes
    assert not nodes["server2"].later
    assert nodes["worker"].later
    assert nodes["worker"].rate_rps == pytest.approx(5, rel=0.01)


def _half_written(rps: float) -> Load:
    return Load(
        rps=rps,
        classes=(
            RequestClass(name="look", kind="read", share=0.5),
            RequestClass(name="keep", kind="write", share=0.5),
        ),
    )


def test_a_class_that_can_be_passed_to_nobody_is_lost_and_named() -> None:
    catalogue = _changed(CATALOGUE, db={"serves": ("read",)})
    figures = evaluate(chain("client", "eight", "db"), catalogue, _half_written(20))
    assert figures.error_share == pytest.approx(0.5, abs=0.001)
    assert [problem.message for problem in figures.problems] == [
        "eight has nowhere to send 'keep'."
    ]


def test_what_is_linked_to_nothing_does_the_work_itself() -> None:
    figures = evaluate(chain("client", "eight"), CATALOGUE, _half_written(20))
    assert figures.error_share == pytest.approx(0, abs=0.001)
    assert figures.problems == ()


def test_a_source_with_two_links_sends_half_each_way_and_half_is_lost_where_one_leads_nowhere() -> (
    None
):
    catalogue = _changed(CATALOGUE, cache={"serves": ("read",)})
    links = (("client", "eight1"), ("client", "eight2"), ("eight1", "db"), ("eight2", "cache"))
    drawn = design("client", "eight1", "eight2", "db", "cache", links=links)
    figures = evaluate(drawn, catalogue, _half_written(20))
    assert figures.nodes["eight1"].rate_rps == pytest.approx(10)
    assert figures.error_share == pytest.approx(0.25, abs=0.001)


def test_a_caller_sends_a_class_only_the_way_on_which_somebody_does_it() -> None:
    catalogue = _changed(CATALOGUE, cache={"serves": ("read",)}, db={"serves": ("write",)})
    links = (("client", "eight"), ("eight", "server1"), ("eight", "server2"))
    more = (("server1", "cache"), ("server2", "db"))
    drawn = design("client", "eight", "server1", "server2", "cache", "db", links=(*links, *more))
    figures = evaluate(drawn, catalogue, _half_written(20))
    assert figures.nodes["server1"].rate_rps == pytest.approx(10, rel=0.01)
    assert figures.nodes["server2"].rate_rps == pytest.approx(10, rel=0.01)
    assert figures.error_share == pytest.approx(0, abs=0.001)


@pytest.mark.parametrize("last", ["balancer", "queue"])
def test_what_only_hands_on_and_has_nobody_to_hand_to_does_nothing(last: str) -> None:
    figures = evaluate(chain("client", last), CATALOGUE, load(5))
    assert figures.goodput_rps == 0


def test_work_from_a_list_takes_the_time_of_a_shared_errand() -> None:
    catalogue = _changed(CATALOGUE, worker={"later_ms": 20.0})
    at_once, listed = (
        evaluate(chain(*names), catalogue, load(60)).nodes["worker"]
        for names in (("client", "worker"), ("client", "queue", "worker"))
    )
    assert at_once.utilisation == pytest.approx(60 * 0.050 / 4)
    assert listed.utilisation == pytest.approx(60 * 0.020 / 4)


def test_a_circle_is_named_and_gives_honest_figures() -> None:
    round_trip = design("client", "server1", "server2", links=(
        ("client", "server1"), ("server1", "server2"), ("server2", "server1")))  # fmt: skip
    figures = evaluate(round_trip, CATALOGUE, load(10))
    assert figures.goodput_rps == 0
    assert "circle" in figures.problems[0].message


def test_a_part_that_nothing_reaches_is_named() -> None:
    figures = evaluate(
        design("client", "server", "db", links=(("client", "server"),)), CATALOGUE, load(1)
    )
    assert [p.nodes for p in figures.problems] == [("db",)]


def test_two_in_a_row_are_less_available_than_one_and_two_beside_each_other_more() -> None:
    shaky = CATALOGUE.model_copy(
        update={
            "kinds": tuple(
                k.model_copy(update={"availability": 0.9}) if k.id == "server" else k
                for k in CATALOGUE.kinds
            )
        }
    )
    row = evaluate(chain("client", "server1", "server2"), shaky, load(1))
    assert row.availability == pytest.approx(0.81)
    beside = evaluate(SHAPES["balanced"], shaky, load(1))
    assert beside.availability == pytest.approx(0.99)


def test_a_ramp_rises_from_an_ordinary_hour_to_the_peak() -> None:
    steps = ramp(SHAPES["one"], CATALOGUE, Load(rps=100, average_rps=20), 5)
    assert [round(step.offered_rps) for step in steps] == [20, 40, 60, 80, 100]


# --- simulation ----------------------------------------------------------------------------


def _simulated_p95(stations: tuple[tuple[int, float, float], ...], rps: float, seed: int) -> float:
    """p95 of a chain whose node holds its server for its own service only, by simulation.

    A station is (servers, mean ms, probability that a request goes there).
    """
    chance = random.Random(seed)
    world = simpy.Environment()
    servers = [simpy.Resource(world, capacity=count) for count, _, _ in stations]
    times: list[float] = []

    def request() -> object:
        begun = world.now
        for (_, mean, probability), server in zip(stations, servers, strict=True):
            if chance.random() < probability:
                with server.request() as turn:
                    yield turn
                    yield world.timeout(chance.expovariate(1 / mean))
        times.append(world.now - begun)

    def arrivals(count: int) -> object:
        for _ in range(count):
            yield world.timeout(chance.expovariate(rps / 1000))
            world.process(request())  # type: ignore[arg-type]

    world.process(arrivals(60_000))  # type: ignore[arg-type]
    world.run()
    settled = sorted(times[6_000:])
    return settled[int(len(settled) * 0.95)]


CASES = [
    ("M/M/8", chain("client", "eight"), ((8, 10.0, 1.0),), 800.0),
    (
        "cache aside",
        design(
            "client", "eight", "cache", "server",
            links=(("client", "eight"), ("eight", "cache"), ("eight", "server")),
            cache={"hit": 0.9},
        ),
        ((8, 10.0, 1.0), (8, 0.5, 1.0), (1, 10.0, 0.1)),
        800.0,
    ),
]  # fmt: skip


@pytest.mark.parametrize("rho", [0.3, 0.7, 0.9])
@pytest.mark.parametrize(("name", "drawn", "stations", "full"), CASES)
def test_p95_is_within_ten_per_cent_of_simulation(
    name: str,
    drawn: Design,
    stations: tuple[tuple[int, float, float], ...],
    full: float,
    rho: float,
) -> None:
    figures = evaluate(drawn, STORES, load(full * rho))
    simulated = _simulated_p95(stations, full * rho, seed=17)
    assert figures.p95_ms == pytest.approx(simulated, rel=0.10)


STORES = CATALOGUE.model_copy(
    update={
        "kinds": tuple(
            k.model_copy(update={"role": "store"}) if k.id == "server" else k
            for k in CATALOGUE.kinds
        )
    }
)
