"""A design under load: rates, waits, losses, percentiles, availability and cost.

An open network of stations, solved once from the sources on: each component is a queue
(`station`), each response a mixture (`mixture`), and overload gives bad figures rather than
none. See docs/traffic-model.md for the sources of the formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from engine.design import mixture as mix
from engine.design.availability import availability
from engine.design.graph import Design, reachable
from engine.design.kind import Catalogue, ClassKind
from engine.design.load import Load
from engine.design.mixture import Mixture
from engine.design.routes import Call, Part, Plan, calls, plan, strands
from engine.design.station import Station, solve

Share = Callable[[str, ClassKind], float]
NodeState = Literal["idle", "busy", "near", "saturated"]
IDLE_BELOW, NEAR_FROM = 0.05, 0.80
DUTY = 0.4
"""Share of the month's seconds that run at the average rate (TRAFFIC, cost)."""
MONTH_SECONDS = 30 * 24 * 3600
UNBOUNDED = 1_000_000
"""Places in a queue that nobody waits in: work that is fetched later piles up instead."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the drawing that keeps requests from being served."""

    message: str
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """What one component does under the load."""

    rate_rps: float
    capacity_rps: float
    utilisation: float
    """Load over capacity; above 1 it cannot keep up."""
    p95_ms: float
    wait_ms: float
    error_share: float
    """Share of its requests that it turns away."""
    backlog_per_s: float
    """Work that piles up each second, where nobody waits for it."""
    monthly_cost: float
    state: NodeState
    later: bool
    """Whether its work is done after the caller has had an answer."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a design does under a load."""

    offered_rps: float
    goodput_rps: float
    error_share: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    availability: float
    monthly_cost: float
    nodes: Mapping[str, NodeFigures]
    limits: tuple[str, ...]
    """Components by how near they are to their limit, the nearest first."""
    problems: tuple[Problem, ...]

    @property
    def saturated(self) -> tuple[str, ...]:
        """Components that cannot keep up."""
        return tuple(n for n in self.limits if self.nodes[n].state == "saturated")


@lru_cache(maxsize=512)
def evaluate(design: Design, catalogue: Catalogue, load: Load) -> Figures:
    """The figures of a design under a load. Pure, and total: every drawing gets figures."""
    try:
        ready = plan(design, catalogue)
    except ValueError as circle:
        return _nothing(design, catalogue, load, (Problem(str(circle)),))
    run = _Run(design, catalogue, load, ready)
    return run.figures()


def ramp(design: Design, catalogue: Catalogue, load: Load, points: int = 24) -> tuple[Figures, ...]:
    """The figures as the load rises in equal steps from an ordinary hour to the peak."""
    low = load.average_rps or load.rps / 4
    step = (load.rps - low) / max(1, points - 1)
    return tuple(evaluate(design, catalogue, load.at(low + step * n)) for n in range(points))


def monthly_cost(part: Part, rate: float, share_of_peak: float) -> float:
    """Marks a month for one component: its units, and its requests at 40% duty."""
    size = part.units * part.kind.monthly_cost
    requests = rate * share_of_peak * MONTH_SECONDS * DUTY
    return size + part.kind.cost_per_million * requests / 1_000_000


def _nothing(
    design: Design, catalogue: Catalogue, load: Load, problems: tuple[Problem, ...]
) -> Figures:
    cost = sum(catalogue.kind(node.kind).monthly_cost for node in design.nodes)
    nodes = {
        node.id: NodeFigures(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, "idle", False)
        for node in design.nodes
    }
    return Figures(load.rps, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, cost, nodes, (), problems)


class _Run:
    """One solution: rates from the sources on, then responses back towards them."""

    def __init__(self, design: Design, catalogue: Catalogue, load: Load, ready: Plan) -> None:
        self.design, self.catalogue, self.load, self.plan = design, catalogue, load, ready
        self.rates: dict[str, dict[ClassKind, float]] = {n: {} for n in ready.order}
        self.prompt: dict[str, set[ClassKind]] = {n: set() for n in ready.order}
        """Classes of request that somebody waits for, by component."""
        self.stations: dict[str, Station] = {}
        self.effort: dict[str, float] = {}
        self._responses: dict[tuple[str, ClassKind], Mixture] = {}
        self._answered: dict[tuple[str, ClassKind], float] = {}
        self._done: dict[tuple[str, ClassKind], float] = {}
        self._forward()

    def _calls(self, node: str, kind: ClassKind) -> tuple[Call, ...]:
        return calls(self.design, self.catalogue, node, kind)

    def _classes(self) -> dict[ClassKind, float]:
        shares: dict[ClassKind, float] = {}
        for request in self.load.classes:
            shares[request.kind] = shares.get(request.kind, 0.0) + request.share
        whole = sum(shares.values())
        return {kind: share / whole for kind, share in shares.items()}

    def _forward(self) -> None:
        shares = self._classes()
        for source in self.plan.sources:
            self.prompt[source].update(shares)
            for kind, share in shares.items():
                self.rates[source][kind] = self.load.rps * share / len(self.plan.sources)
        for node in self.plan.order:
            station = self._solve(node)
            self.stations[node] = station
            passed = 1 - self._lost(node)
            for kind, rate in self.rates[node].items():
                for call in self._calls(node, kind):
                    ahead = self.rates[call.target]
                    ahead[kind] = ahead.get(kind, 0.0) + rate * passed * call.probability
                    if call.waits and kind in self.prompt[node]:
                        self.prompt[call.target].add(kind)

    def _solve(self, node: str) -> Station:
        part = self.plan.parts[node]
        kind = part.kind
        rates = self.rates[node]
        rate = sum(rates.values())
        work = sum(r * kind.effort_of.get(c, 1.0) for c, r in rates.items())
        later = self._later(node)
        each = kind.later_ms if later and kind.later_ms else kind.service_ms
        service = each * (work / rate if rate else 1.0)
        self.effort[node] = service
        room = UNBOUNDED if later else part.room
        return solve(rate, service, part.servers, kind.variability, room)

    def _later(self, node: str) -> bool:
        """Whether nobody waits for anything that a component does."""
        return not self.prompt[node]

    def _lost(self, node: str) -> float:
        """Share of a component's requests that goes no further."""
        station = self.stations[node]
        if self._later(node):
            return max(0.0, 1 - 1 / station.demand) if station.demand > 1 else 0.0
        return station.blocked

    def response(self, node: str, kind: ClassKind) -> Mixture:
        """How long a class of request takes from this component on."""
        key = (node, kind)
        if key in self._responses:
            return self._responses[key]
        part = self.plan.parts[node]
        result = mix.then(mix.constant(part.kind.delay_ms), self.stations[node].response)
        waited = [c for c in self._calls(node, kind) if c.waits]
        if part.kind.role in ("source", "balancer"):
            cases = [
                (c.probability * self.answered(c.target, kind), self.response(c.target, kind))
                for c in waited
            ]
            if cases:
                result = mix.then(result, mix.either(cases))
        else:
            for call in waited:
                below = self.response(call.target, kind)
                result = mix.then(result, _sometimes(call.probability, below))
        self._responses[key] = result
        return result

    def answered(self, node: str, kind: ClassKind) -> float:
        """Share of a class of request that gets an answer from this component on."""
        key = (node, kind)
        if key not in self._answered:
            self._answered[key] = self._share(node, kind, self.answered, waits=True)
        return self._answered[key]

    def done(self, node: str, kind: ClassKind) -> float:
        """Share whose work gets done at all, what is fetched later included."""
        key = (node, kind)
        if key not in self._done:
            self._done[key] = self._share(node, kind, self.done, waits=False)
        return self._done[key]

    def _share(self, node: str, kind: ClassKind, below: Share, waits: bool) -> float:
        found = [c for c in self._calls(node, kind) if c.waits or not waits]
        passed = 1 - self._lost(node)
        role = self.plan.parts[node].kind.role
        if waits and role == "queue":
            return passed
        if strands(self.design, self.catalogue, node, kind):
            return 0.0
        if role in ("source", "balancer", "queue"):
            whole = sum(c.probability for c in found)
            return passed * sum(c.probability * below(c.target, kind) for c in found) / whole
        for call in found:
            passed *= 1 - call.probability * (1 - below(call.target, kind))
        return passed

    def figures(self) -> Figures:
        """Everything, put together."""
        shares = self._classes()
        cases: list[tuple[float, Mixture]] = []
        good = 0.0
        for source in self.plan.sources:
            for kind, share in shares.items():
                weight = share / len(self.plan.sources)
                answered = self.answered(source, kind)
                cases.append((weight * answered, self.response(source, kind)))
                good += weight * self.done(source, kind)
        whole = mix.either(cases) if cases else mix.NOTHING
        nodes = {node: self._node(node) for node in self.plan.order}
        limits = sorted(
            (n for n in nodes if nodes[n].rate_rps > 0 and nodes[n].utilisation > 0),
            key=lambda n: (-nodes[n].utilisation, n),
        )
        demand = {n: f.utilisation for n, f in nodes.items()}
        return Figures(
            offered_rps=self.load.rps,
            goodput_rps=self.load.rps * good,
            error_share=1 - good,
            p50_ms=mix.quantile(whole, 0.50),
            p95_ms=mix.quantile(whole, 0.95),
            p99_ms=mix.quantile(whole, 0.99),
            availability=availability(self.design, self.catalogue, tuple(shares.items()), demand),
            monthly_cost=sum(f.monthly_cost for f in nodes.values()),
            nodes=nodes,
            limits=tuple(limits),
            problems=(*problems(self.design, self.catalogue, self.plan), *self._stranded()),
        )

    def _stranded(self) -> Iterator[Problem]:
        """Where a class of request ends undone, on the way to somebody or nobody."""
        for node in self.plan.order:
            if not self.design.targets[node]:
                continue
            for request in self.load.classes:
                asked = self.rates[node].get(request.kind, 0.0) > 0
                if asked and strands(self.design, self.catalogue, node, request.kind):
                    label = self.design.by_id[node].label
                    yield Problem(f"{label} has nowhere to send '{request.name}'.", (node,))

    def _node(self, node: str) -> NodeFigures:
        part, station = self.plan.parts[node], self.stations[node]
        rate = sum(self.rates[node].values())
        service, later = self.effort[node], self._later(node)
        capacity = part.servers * 1000 / service if service else 0.0
        ordinary = (self.load.average_rps or self.load.rps) / self.load.rps
        use = station.demand
        state: NodeState = "busy"
        if use >= 1:
            state = "saturated"
        elif use >= NEAR_FROM:
            state = "near"
        elif use < IDLE_BELOW:
            state = "idle"
        return NodeFigures(
            rate_rps=rate,
            capacity_rps=capacity,
            utilisation=use,
            p95_ms=mix.quantile(station.response, 0.95) + part.kind.delay_ms if rate else 0.0,
            wait_ms=station.wait_ms,
            error_share=0.0 if later else station.blocked,
            backlog_per_s=max(0.0, rate - capacity) if later and capacity else 0.0,
            monthly_cost=monthly_cost(part, rate, ordinary),
            state=state,
            later=later,
        )


def _sometimes(probability: float, below: Mixture) -> Mixture:
    if probability >= 1:
        return below
    return mix.either([(probability, below), (1 - probability, mix.NOTHING)])


def problems(design: Design, catalogue: Catalogue, ready: Plan) -> tuple[Problem, ...]:
    """What the drawing leaves open: nobody who asks, parts that nothing reaches, dead ends."""
    found: list[Problem] = []
    if not ready.sources:
        found.append(Problem("Nobody sends requests: the grid has no source."))
    for source in ready.sources:
        if not design.targets[source]:
            label = design.by_id[source].label
            found.append(Problem(f"{label} is linked to nothing.", (source,)))
    met = reachable(design, ready.sources)
    for node in design.nodes:
        kind = catalogue.kind(node.kind)
        if node.id not in met and kind.role != "bystander":
            found.append(Problem(f"No request reaches {node.label}.", (node.id,)))
        elif kind.role in ("balancer", "queue") and not design.targets[node.id]:
            found.append(Problem(f"{node.label} leads nowhere.", (node.id,)))
    return tuple(found)
