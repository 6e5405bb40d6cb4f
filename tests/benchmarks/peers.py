"""The same small design in published simulators, each as its own documentation has it written.

Ciw is the nearest published simulator of queues that installs wherever the game does. Nearer in
subject is asyncflow-sim, which simulates servers behind a balancer: every version of it wants
Python 3.12, and the game runs from 3.11. SimPy is the floor: bare events, written for this alone.
"""

from __future__ import annotations

import random
from collections.abc import Generator
from typing import Any

import ciw
import simpy

from engine.design.kind import Catalogue
from tests.engine.design.kinds import chain, kind

STATIONS = (("balancer", 0.5, 16), ("app", 10.0, 8), ("store", 8.0, 8))
"""A balancer, servers and a database: mean service in ms, and servers; all are exponential."""
BUSY = 0.7
"""Use of the busiest of them."""
RPS = BUSY * min(servers * 1000 / mean for _, mean, servers in STATIONS)
REQUESTS, WARM = 21_000, 1_000
"""Requests after which p95 is known to two per cent, and how many come before it has settled."""

DESIGN = chain("client", *(name for name, _, _ in STATIONS))
CATALOGUE = Catalogue(
    kinds=(
        kind("client", "source"),
        *(
            kind(name, role, service_ms=mean, servers=servers)
            for role, (name, mean, servers) in zip(
                ("balancer", "service", "store"), STATIONS, strict=True
            )
        ),
    )
)


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[int(len(times) * 0.95)]


def by_simpy(seed: int) -> float:
    """p95 in ms of one run."""
    chance, world = random.Random(seed), simpy.Environment()
    stations = [(simpy.Resource(world, servers), 1 / mean) for _, mean, servers in STATIONS]
    times: list[float] = []

    def request() -> Generator[simpy.Event, Any, None]:
        begun = world.now
        for station, rate in stations:
            with station.request() as turn:
                yield turn
                yield world.timeout(chance.expovariate(rate))
        times.append(world.now - begun)

    def arrivals() -> Generator[simpy.Event, Any, None]:
        for _ in range(REQUESTS):
            yield world.timeout(chance.expovariate(RPS / 1000))
            world.process(request())

    world.process(arrivals())
    world.run()
    return p95(times[WARM:])


def by_ciw(seed: int) -> float:
    """The same by Ciw."""
    ciw.seed(seed)
    exponential = ciw.dists.Exponential
    network = ciw.create_network(
        arrival_distributions=[exponential(RPS / 1000), None, None],
        service_distributions=[exponential(1 / mean) for _, mean, _ in STATIONS],
        number_of_servers=[servers for _, _, servers in STATIONS],
        routing=[[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]],
    )
    run = ciw.Simulation(network)
    run.simulate_until_max_customers(REQUESTS, method="Finish")
    begun: dict[int, float] = {}
    ended: dict[int, float] = {}
    for record in run.get_all_records():
        name = record.id_number
        begun[name] = min(begun.get(name, record.arrival_date), record.arrival_date)
        if record.node == len(STATIONS):
            ended[name] = record.exit_date
    return p95([ended[name] - begun[name] for name in sorted(ended)[WARM:]])
