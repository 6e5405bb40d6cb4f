"""The way out: from the sources on, how much comes to each component, and how long it waits."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from engine.design import mixture as mix
from engine.design.attempts import Outcome, hot
from engine.design.kind import ClassKind
from engine.design.load import Load
from engine.design.meetings import meetings, repeats
from engine.design.pools import pools
from engine.design.routes import Plan, Pool
from engine.design.station import Station, apart, departures, solve

UNBOUNDED = 1_000_000
"""Places in a queue that nobody waits in: work that is fetched later piles up instead."""
Key = tuple[str, ClassKind]


class Rates:
    """Rates and stations, given what is known of the calls' outcomes."""

    def __init__(self, plan: Plan, load: Load, storm: bool = False) -> None:
        self.plan, self.load, self.storm = plan, load, storm
        self.pools: dict[str, Pool] = pools(plan)
        self.shares = shares_of(load)
        self.meetings = meetings(plan, tuple(self.shares))
        self.callers: dict[str, list[str]] = {node: [] for node in plan.order}
        for node in plan.order:
            for target in plan.design.targets[node]:
                self.callers[target].append(node)
        self.rates: dict[str, dict[ClassKind, float]] = {}
        self.pressure: dict[str, float] = {}
        """Requests a second to a component, as they weigh on its queue."""
        self.prompt: dict[str, set[ClassKind]] = {}
        """Classes of request that somebody waits for, by component."""
        self.stations: dict[str, Station] = {}
        self.gates: dict[str, Station] = {}
        """Where threads are limited: what a request does before it has one."""
        self.effort: dict[str, float] = {}
        self.burst: dict[str, float] = {}
        """Squared coefficient of variation of the time between arrivals."""
        self.outcomes: dict[Key, tuple[Outcome, ...]] = {}
        self.held: dict[str, tuple[float, float]] = {}
        """Mean and variance of the time that a thread is held."""

    @cached_property
    def repeats(self) -> dict[str, frozenset[str]]:
        """Components that several calls of one request come to, one after the other, by caller."""
        return repeats(self.plan, tuple(self.shares))

    def forward(self) -> None:
        order, sources = self.plan.order, self.plan.sources
        self.rates = {node: {} for node in order}
        self.pressure = dict.fromkeys(order, 0.0)
        self.prompt = {node: set() for node in order}
        flows: dict[str, list[tuple[float, float]]] = {node: [] for node in order}
        for source in sources:
            self.prompt[source].update(self.shares)
            for kind, share in self.shares.items():
                self.rates[source][kind] = self.load.rps * share / len(sources)
            self.pressure[source] = self.load.rps / len(sources)
            flows[source].append((self.load.rps / len(sources), self.load.burstiness))
        for node in order:
            self._solve(node, flows[node])
            passed, leaving = 1 - self.lost(node), self.stations[node].departures
            ahead: dict[str, float] = {}
            own = 0.0
            for kind, rate in self.rates[node].items():
                own += rate * passed
                for target, sent, weight in self._sent(node, kind, rate * passed):
                    self.pressure[target] += weight
                    ahead[target] = ahead.get(target, 0.0) + sent
                    rates = self.rates[target]
                    rates[kind] = rates.get(kind, 0.0) + sent
            for target, sent in ahead.items():
                share = min(1.0, sent / own) if own > 0 else 1.0
                flows[target].append((sent, 1 + share * (leaving - 1)))

    def _sent(self, node: str, kind: ClassKind, reach: float) -> list[tuple[str, float, float]]:
        """How many calls a second go to which target, and how they weigh on its queue."""
        calls = self.plan.calls(node, kind)
        known = self.outcomes.get((node, kind))
        caller = self.plan.parts[node]
        in_turn = not (caller.at_once or self.plan.splits(node) or caller.kind.role == "queue")
        prompt = kind in self.prompt[node]
        found = []
        for step in self.plan.steps(node, kind):
            within = reach * step.probability
            for number in step.calls:
                call = calls[number]
                if not call.waits:
                    found.append((call.target, within, within))
                    continue
                told = known[number] if known else (hot(caller) if self.storm else None)
                sent, weight = (told.attempts, told.pressure) if told else (1.0, 1.0)
                found.append((call.target, within * sent, within * weight))
                if in_turn and told:
                    reach -= within * (1 - told.success)
                    within *= told.success
                if prompt:
                    self.prompt[call.target].add(kind)
        return found

    def _solve(self, node: str, flows: list[tuple[float, float]]) -> None:
        part, rate = self.plan.parts[node], self.pressure[node]
        each, variability = self._service(node, rate)
        self.effort[node] = each
        if not part.up:
            self.stations[node] = Station(0.0, 0.0, 1.0, 0.0, mix.NOTHING, 0.0)
            return
        pool = self.pools[node]
        use = rate * each / 1000 / part.servers
        whole = self._burst(node, flows, use)
        burst = self.burst[node] = pool.evened(whole)
        room = part.room
        if self.later(node):
            room = int(min(UNBOUNDED, max(part.servers, rate * self.load.peak_s)))
        elif part.threads:
            room = self._gate(node, rate, burst)
            rate *= 1 - self.gates[node].blocked
            burst = 1.0 if self.gates[node].waiting > 0.5 else burst
        station = solve(
            rate * pool.factor,
            each,
            max(1, round(part.servers * pool.factor)),
            variability,
            max(0, round(room * pool.factor)),
            burst,
        )
        if pool.turns > 1:  # what was dealt out in turn comes together again
            leaving = departures(station.utilisation, whole, variability, part.servers)
            station = replace(station, departures=leaving)
        self.stations[node] = apart(station, pool.queues, each, part.servers)

    def _burst(self, node: str, flows: list[tuple[float, float]], use: float) -> float:
        """How bursty requests come here. Of the bursts that a source sends, those of a caller
        pass that is less loaded; the longer the queue, the more it is these that fill it
        (Suresh and Whitt, The heavy-traffic bottleneck phenomenon, 1990).
        """
        near = _merged(flows, use)
        callers = self.callers[node]
        if not callers:
            return near
        above = max([self.stations[caller].utilisation for caller in callers])
        meeting = self.meetings.get(node)
        visits, batch = self.pressure[node] / self.load.rps, 0.0
        if meeting:
            come = sum(self.rates[meeting.caller].values()) * meeting.visits
            batch = meeting.excess * min(1.0, come / max(1e-12, self.pressure[node]))
        else:
            visits = min(1.0, visits)
        near += batch
        far = 1 + batch + visits * (self.load.burstiness - 1)
        weight = min(1.0, use) ** 2 * (1 - above**2)
        return near + weight * (far - near)

    def _gate(self, node: str, rate: float, burst: float) -> int:
        """Solves the wait for a thread, and says how many may then wait for a server."""
        part = self.plan.parts[node]
        held, spread = self.held.get(node, (self.effort[node], 0.0))
        variability = min(20.0, spread / held**2) if held > 0 else 1.0
        self.gates[node] = solve(rate, held, part.threads, variability, part.room, burst)
        return max(0, part.threads - part.servers)

    def _service(self, node: str, rate: float) -> tuple[float, float]:
        """Mean time of a server, over the classes that come, and its variability."""
        kind = self.plan.parts[node].kind
        plain_ms = kind.later_ms if kind.later_ms and self.later(node) else kind.service_ms
        if not kind.effort or rate <= 0 or plain_ms <= 0:
            return plain_ms, kind.variability
        rates = self.rates[node]
        rate = sum(rates.values())
        efforts = [(r / rate, kind.effort_of.get(c, 1.0)) for c, r in rates.items()]
        mean = sum([share * effort for share, effort in efforts])
        square = sum([share * effort * effort for share, effort in efforts])
        return plain_ms * mean, square * (1 + kind.variability) / mean**2 - 1

    def later(self, node: str) -> bool:
        """Whether nobody waits for anything that a component does."""
        return not self.prompt[node]

    def lost(self, node: str) -> float:
        """Share of a component's requests that goes no further."""
        station = self.stations[node]
        if not self.plan.parts[node].up:
            return 1.0
        if self.later(node):
            return max(0.0, 1 - 1 / station.demand) if station.demand > 1 else 0.0
        if node in self.gates:
            return self.gates[node].blocked
        return station.blocked


def shares_of(load: Load) -> dict[ClassKind, float]:
    """How the requests divide into kinds; the shares add up to one."""
    shares: dict[ClassKind, float] = {}
    for request in load.classes:
        shares[request.kind] = shares.get(request.kind, 0.0) + request.share
    whole = sum(shares.values())
    return {kind: share / whole for kind, share in shares.items()}


def _merged(flows: list[tuple[float, float]], rho: float) -> float:
    """How bursty several streams are together (Whitt, The Queueing Network Analyzer, 1983)."""
    whole = sum([rate for rate, _ in flows])
    if whole <= 0:
        return 1.0
    if len(flows) == 1:
        return flows[0][1]
    streams = 1 / sum([(rate / whole) ** 2 for rate, _ in flows])
    weight = 1 / (1 + 4 * (1 - min(1.0, rho)) ** 2 * (streams - 1))
    return weight * sum([rate / whole * burst for rate, burst in flows]) + 1 - weight
