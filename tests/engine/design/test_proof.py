"""The traffic model against simulation: stored results, a few fresh ones, and a second oracle."""

from __future__ import annotations

import ciw
import pytest

from engine.design.load import Load, RequestClass
from tests.engine.design.proof import tables
from tests.engine.design.proof.events import World
from tests.engine.design.proof.players import player_drawings
from tests.engine.design.proof.results import (
    FILES,
    digest,
    errors,
    figures_of,
    kept,
    simulated,
    sure,
)
from tests.engine.design.proof.seen import summary
from tests.engine.design.proof.simulation import SimPyClock, simulate, wired
from tests.engine.design.proof.topologies import KINDS, LOADS, Topology, topologies

CALM = [t for t in topologies() if not t.retries]
HELD_OUT = ("players", "held_out")
"""What nothing was tuned on."""
BEYOND: dict[str, frozenset[str]] = {
    "named": frozenset(),
    "learnt": frozenset(
        [
            "20261125-11 @ 0.5",
            "20261125-16 @ 0.9",
            "20261126-9 @ 0.5",
            "20261126-9 @ 0.8",
            "20261130-23 @ 0.9",
        ]
    ),
    "players": frozenset(),
    "held_out": frozenset(["20261129-9 @ 0.8"]),
}
"""Cells whose p95 is further off than a tenth, as the document says."""


@pytest.mark.parametrize("file", FILES)
def test_what_was_simulated_is_what_the_drawings_say(file: str) -> None:
    stored = kept(file)
    stale = [key for key, t, rho in FILES[file]() if stored[key]["digest"] != digest(t, rho)]
    assert stale == []


@pytest.mark.parametrize("file", FILES)
def test_every_interval_is_narrow_enough_to_judge_a_tenth_by(file: str) -> None:
    stored = kept(file)
    assert [key for key, _, rho in FILES[file]() if not sure(stored[key], rho)] == []


@pytest.mark.parametrize("rho", [rho for rho in LOADS if rho <= 0.9])
@pytest.mark.parametrize("topology", CALM, ids=lambda t: t.name)
def test_p95_is_within_a_tenth_of_simulation_up_to_ninety_per_cent(
    topology: Topology, rho: float
) -> None:
    cell = kept("named")[f"{topology.name} @ {rho}"]
    off = errors(figures_of(topology, rho, cell["rps"]), cell)
    assert abs(off["p95"]) <= 0.10
    assert abs(off["throughput"]) <= 0.02
    assert abs(off["use"]) <= 0.03


@pytest.mark.parametrize("file", ["learnt", *HELD_OUT])
def test_p95_of_random_drawings_is_within_a_tenth_but_where_it_is_listed(file: str) -> None:
    off = {key: error for key, (error, _) in tables.off_at_p95(file).items()}
    assert {key for key, error in off.items() if abs(error) > 0.10} == BEYOND[file]
    assert max(abs(error) for error in off.values()) <= 0.30


@pytest.mark.parametrize("file", FILES)
def test_where_the_model_is_further_off_it_says_that_it_is_rough(file: str) -> None:
    found = tables.off_at_p95(file, tables.judged)
    assert [key for key, (error, told) in found.items() if abs(error) > 0.10 and not told] == []


@pytest.mark.parametrize(("file", "most"), [("named", 0.06), ("players", 0.07), ("held_out", 0.20)])
def test_few_cells_are_told_to_be_approximate(file: str, most: float) -> None:
    told = [rough for _, rough in tables.off_at_p95(file).values()]
    assert sum(told) <= most * len(told)


@pytest.mark.parametrize("topology", topologies(), ids=lambda t: t.name)
def test_more_than_can_be_done_is_told_as_simulation_tells_it(topology: Topology) -> None:
    cell = kept("named")[f"{topology.name} @ 1.2"]
    off = errors(figures_of(topology, 1.2, cell["rps"]), cell)
    assert abs(off["throughput"]) <= 0.10
    assert abs(off["p95"]) <= 0.15


def test_the_documents_tables_are_those_of_the_model_as_it_is() -> None:
    document = tables.DOCUMENT.read_text(encoding="utf-8")
    assert tables.text() in document, "python -m tests.engine.design.proof draws them up anew"


@pytest.mark.parametrize("name", ["M/M/8", "cache aside", "small queues", "balancer in turn"])
def test_a_short_simulation_of_today_agrees_as_well(name: str) -> None:
    topology = next(t for t in topologies() if t.name == name)
    cell = simulated(topology, 0.7, seed=5, scale=0.15)
    off = errors(figures_of(topology, 0.7), cell)
    assert abs(off["p95"]) <= 0.10
    assert abs(off["throughput"]) <= 0.01


def test_retries_in_a_storm_collapse_in_simulation_as_the_model_says() -> None:
    topology = next(t for t in topologies() if t.name == "timeout, two retries")
    load = topology.load(1.2)
    seen = simulate(topology.design, KINDS, load, seed=3, requests=15_000, warm=5_000)
    figures = figures_of(topology, 1.2)
    assert figures.stability == "collapsed"
    assert figures.answered_share == pytest.approx(seen.answered / seen.offered, abs=0.05)


@pytest.mark.slow
@pytest.mark.parametrize("topology", CALM, ids=lambda t: t.name)
def test_another_seed_says_the_same_at_half_load(topology: Topology) -> None:
    off = errors(figures_of(topology, 0.5), simulated(topology, 0.5, seed=23, scale=0.5))
    assert abs(off["p95"]) <= 0.10


SIMULATED = (
    [(t, 0.7) for t in topologies()]
    + [(t, 1.2) for t in topologies() if t.retries]
    + [(t, 0.8) for t in player_drawings(7, 12)[:6]]
)


@pytest.mark.parametrize(
    ("topology", "rho"), SIMULATED, ids=lambda value: getattr(value, "name", value)
)
def test_simpy_says_the_same_to_the_last_digit(topology: Topology, rho: float) -> None:
    """The simulation keeps its events in a heap of its own, for speed."""
    wiring = wired(topology.design, topology.catalogue, topology.load(rho))
    mine, theirs = (World(wiring, 3, clock).run(1_200, 200) for clock in (None, SimPyClock()))
    assert summary(mine) == summary(theirs)


def test_another_simulator_agrees_on_a_row_of_two() -> None:
    """Ciw, which shares no line with the simulation of this suite."""
    topology = next(t for t in topologies() if t.name == "M/M/8")
    load = Load(rps=560, classes=(RequestClass(name="reads", kind="read", share=1.0),))
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(0.56)],
        service_distributions=[ciw.dists.Exponential(0.1)],
        number_of_servers=[8],
    )
    ciw.seed(4)
    world = ciw.Simulation(network)
    world.simulate_until_max_time(25_000 / 0.56)
    times = sorted(r.exit_date - r.arrival_date for r in world.get_all_records()[2_500:])
    off = figures_of(topology, 0.7, load.rps).p95_ms / times[int(len(times) * 0.95)] - 1
    assert abs(off) <= 0.05
