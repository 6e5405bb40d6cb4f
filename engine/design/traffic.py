"""A design under load: rates, waits, losses, percentiles, availability and cost.

An open network of stations, solved from the sources on: each component is a queue (`station`),
each response a mixture (`mixture`), and overload gives bad figures rather than none. See
docs/traffic-model.md for the sources of the formulas.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from engine.design import mixture as mix
from engine.design.availability import availability
from engine.design.clearing import let_through
from engine.design.faults import problems
from engine.design.figures import (
    ClassFigures,
    Figures,
    Left,
    NodeFigures,
    NodeState,
    Problem,
    Response,
    Stability,
    state_of,
)
from engine.design.graph import Design
from engine.design.kind import Catalogue, ClassKind
from engine.design.load import Load
from engine.design.mixture import Mixture
from engine.design.outage import ALL_UP, Missing, Outage
from engine.design.part import ZONES, Part, part, zones_in_use
from engine.design.rates import Key
from engine.design.routes import Plan, plan, plan_of
from engine.design.solution import Solution
from engine.design.stability import settled

__all__ = [
    "ALL_UP",
    "ZONES",
    "ClassFigures",
    "Figures",
    "Left",
    "NodeFigures",
    "NodeState",
    "Problem",
    "Stability",
    "evaluate",
    "left",
    "monthly_cost",
    "p95_left",
    "ramp",
    "zones_of",
]

DUTY = 0.4
"""Share of the month's seconds that run at the average rate (TRAFFIC, cost)."""
MONTH_SECONDS = 30 * 24 * 3600
NO_TIME = Response(mix.NOTHING)


@lru_cache(maxsize=1024)
def evaluate(
    design: Design, catalogue: Catalogue, load: Load, without: Missing = ALL_UP
) -> Figures:
    """The figures of a design under a load. Pure, and total: every drawing gets figures.

    `without` is what is lost: components and copies by id, zones by the names in `ZONES`.
    """
    found = problems(design, catalogue, load)
    try:
        figures = _of_bare(design.bare, catalogue, load, without)
    except ValueError:
        return _nothing(design, catalogue, load, found)
    return replace(figures, problems=found) if found else figures


@lru_cache(maxsize=1024)
def _of_bare(design: Design, catalogue: Catalogue, load: Load, without: Missing) -> Figures:
    """The figures, but for what is told in words about the drawing."""
    ready = plan_of(design, catalogue, without)
    solution, stability = settled(ready, load)
    return _figures(ready, load, solution, stability)


def ramp(
    design: Design,
    catalogue: Catalogue,
    load: Load,
    points: int = 24,
    without: frozenset[Outage] = ALL_UP,
) -> tuple[Figures, ...]:
    """The figures as the load rises in equal steps from an ordinary hour to the peak."""
    low = load.average_rps or load.rps / 4
    step = (load.rps - low) / max(1, points - 1)
    return tuple(
        evaluate(design, catalogue, load.at(low + step * n), without) for n in range(points)
    )


def zones_of(design: Design, catalogue: Catalogue) -> tuple[str, ...]:
    """The zones in which a design has any component, in order."""
    try:
        parts = plan(design, catalogue).parts.values()
    except ValueError:
        return ()
    return zones_in_use(parts)


def monthly_cost(part: Part, rate: float, share_of_peak: float) -> float:
    """Marks a month for one component: its copies, what is switched on, and its requests at 40%
    duty."""
    each = part.kind.cost_per_million
    if not each:
        return part.standing_cost
    requests = rate * share_of_peak * MONTH_SECONDS * DUTY
    return part.standing_cost + each * requests / 1_000_000


def _nothing(
    design: Design, catalogue: Catalogue, load: Load, found: tuple[Problem, ...]
) -> Figures:
    parts = [part(node, catalogue.kind(node.kind)) for node in design.nodes]
    cost = sum(monthly_cost(each, 0.0, 0.0) for each in parts)
    nodes = {
        node.id: NodeFigures(0.0, 0.0, 0.0, mix.NOTHING, 0.0, 0.0, 0.0, 0.0, "idle", False)
        for node in design.nodes
    }
    return Figures(load.rps, 0.0, 1.0, NO_TIME, 0.0, cost, nodes, (), found)


def _figures(ready: Plan, load: Load, solution: Solution, stability: Stability) -> Figures:
    """Everything, put together."""
    responses = {kind: _from_sources(ready, solution, kind) for kind in solution.shares}
    whole = _of_all(solution, responses)
    good = min(1.0, solution.good)
    nodes = {node: _node(ready, load, solution, node) for node in ready.order}
    limits = sorted(
        (n for n in nodes if nodes[n].rate_rps > 0 and nodes[n].utilisation > 0),
        key=lambda n: (-nodes[n].utilisation, n),
    )
    demand = {n: f.utilisation for n, f in nodes.items()}
    if not any(answered > 0 for answered, _, _ in responses.values()):
        whole = mix.NOTHING
    return Figures(
        offered_rps=load.rps,
        goodput_rps=load.rps * good,
        error_share=1 - good,
        times=Response(whole),
        availability=availability(ready, tuple(solution.shares.items()), demand),
        monthly_cost=sum(f.monthly_cost for f in nodes.values()),
        nodes=nodes,
        limits=tuple(limits),
        problems=(),
        mean_ms=mix.total(whole),
        answered_share=sum(share * responses[kind][0] for kind, share in solution.shares.items()),
        classes=tuple(_classes(load, solution, responses)),
        stability=stability,
        amplification=solution.amplification,
    )


def left(design: Design, catalogue: Catalogue, load: Load, without: Missing) -> Left:
    """How much of a design's work is done without what is lost.

    The same shares as `evaluate` tells, at a fraction of its price: rules try every loss at every
    edit.

    Raises:
        ValueError: requests would go in a circle.
    """
    return _left(design.bare, catalogue, load, without)


@lru_cache(maxsize=4096)
def _left(design: Design, catalogue: Catalogue, load: Load, without: Missing) -> Left:
    ready = plan_of(design, catalogue, without)
    solution = Solution(ready, load, timed=False)
    if not solution.patient:
        solution, _ = settled(ready, load)
    done, answered = (
        {kind: _share(ready, shares, kind) if ready.sources else 0.0 for kind in solution.shares}
        for shares in (solution.done, solution.answered)
    )
    return Left(
        error_share=1 - min(1.0, solution.good),
        unanswered_share=1 - sum(s * answered[kind] for kind, s in solution.shares.items()),
        classes=tuple((request.name, done[request.kind]) for request in load.classes),
    )


def p95_left(design: Design, catalogue: Catalogue, load: Load, without: Missing) -> float:
    """The time within which 95 of 100 requests are answered without what is lost, as `evaluate`
    tells it; 0 where none is.

    Raises:
        ValueError: requests would go in a circle.
    """
    return _p95_left(design.bare, catalogue, load, without)


@lru_cache(maxsize=1024)
def _p95_left(design: Design, catalogue: Catalogue, load: Load, without: Missing) -> float:
    ready = plan_of(design, catalogue, without)
    solution, _ = settled(ready, load)
    responses = {kind: _from_sources(ready, solution, kind) for kind in solution.shares}
    if not any(answered > 0 for answered, _, _ in responses.values()):
        return 0.0
    return mix.quantile(_of_all(solution, responses), 0.95)


def _of_all(
    solution: Solution, responses: dict[ClassKind, tuple[float, float, Mixture]]
) -> Mixture:
    """The response of any request that is answered, whatever its class."""
    return mix.either(
        [
            (share * responses[kind][0], responses[kind][2])
            for kind, share in solution.shares.items()
        ]
    )


def _from_sources(ready: Plan, solution: Solution, kind: ClassKind) -> tuple[float, float, Mixture]:
    """Share answered, share done, and the response of a class over all sources."""
    sources = ready.sources
    if not sources:
        return 0.0, 0.0, mix.NOTHING
    answered = sum(solution.answered[s, kind] for s in sources) / len(sources)
    done = _share(ready, solution.done, kind)
    cases = [(solution.answered[s, kind], solution.response[s, kind]) for s in sources]
    return answered, done, cases[0][1] if len(cases) == 1 else mix.either(cases)


def _share(ready: Plan, done: dict[Key, float], kind: ClassKind) -> float:
    return min(1.0, sum(done[source, kind] for source in ready.sources) / len(ready.sources))


def _classes(
    load: Load, solution: Solution, responses: dict[ClassKind, tuple[float, float, Mixture]]
) -> Iterator[ClassFigures]:
    """The figures of each class that the mission names."""
    whole = sum(request.share for request in load.classes)
    alone = len(responses) == 1
    for request in load.classes:
        answered, done, response = responses[request.kind]
        offered = load.rps * request.share / whole
        now = offered * done * let_through(solution, request.kind)
        times = Response(response) if answered > 0 and not alone else NO_TIME
        yield ClassFigures(offered, offered * done, 1 - done, times, request.name, now)


def _node(ready: Plan, load: Load, solution: Solution, node: str) -> NodeFigures:
    part, station = ready.parts[node], solution.stations[node]
    rate = sum(solution.rates[node].values())
    service, later = solution.effort[node], solution.later(node)
    gate = solution.gates.get(node)
    ordinary = (load.average_rps or load.rps) / load.rps
    use = max(station.demand, gate.demand) if gate else station.demand
    capacity = part.servers * 1000 / service if service and part.up else 0.0
    if gate and gate.demand > station.demand:
        capacity = rate / gate.demand
    aside, staying = later, rate
    if node in solution.let_in:
        aside, staying = True, rate * solution.passed[node]
        capacity = min(capacity, part.admit_rps)
    growth = max(0.0, staying - capacity) if aside and capacity else 0.0
    backlog = growth * load.peak_s
    spare = capacity - rate * ordinary
    response = mix.then(gate.waits, station.response) if gate else station.response
    response = part.stayed(response)
    busy, gives_up = rate > 0 and part.up, part.retries or part.timeout_ms
    return NodeFigures(
        rate_rps=rate,
        capacity_rps=capacity,
        utilisation=use,
        response=response if busy else mix.NOTHING,
        wait_ms=station.wait_ms + (gate.wait_ms if gate else 0.0),
        error_share=(0.0 if later else solution.lost(node)) if part.up else 1.0,
        backlog_per_s=growth,
        backlog=backlog,
        lag_ms=(backlog / capacity * 1000 if growth else station.wait_ms) if aside else 0.0,
        drain_s=backlog / spare if growth and spare > 0 else 0.0,
        monthly_cost=monthly_cost(part, rate, ordinary),
        state=state_of(use),
        later=later,
        busy=station.utilisation,
        queue=station.queue / solution.pools[node].factor + (gate.queue if gate else 0.0),
        threads_busy=gate.utilisation if gate else 0.0,
        timed_out_rps=solution.timed_out(node) if gives_up else 0.0,
        retried_rps=solution.retried(node) if gives_up else 0.0,
        down=not part.up,
        approximate=solution.approximate.get(node, ""),
    )
