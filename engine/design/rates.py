"""The way out: from the sources on, how much comes to each component, and how long it waits."""

from __future__ import annotations

from functools import cached_property

from engine.design import mixture as mix
from engine.design.attempts import Outcome, hot
from engine.design.company import company
from engine.design.doors import let_in, paced, unplaced
from engine.design.kind import ClassKind
from engine.design.load import Load
from engine.design.pools import by_load, pools
from engine.design.routes import Call, Plan, Pool, Step
from engine.design.station import Arrivals, Station, apart, departures, solve

UNBOUNDED = 1_000_000
"""Places in a queue that nobody waits in: work that is fetched later piles up instead."""
AT_LIMIT = 1e-2
"""Idle share of the servers below which it makes no difference how little that is."""
ALONE = 1e-3
"""Share of a request's work to come below which it comes once."""
Key = tuple[str, ClassKind]


class Rates:
    """Rates and stations, given what is known of the calls' outcomes."""

    def __init__(self, plan: Plan, load: Load, storm: bool = False) -> None:
        self.plan, self.load, self.storm = plan, load, storm
        self.pools: dict[str, Pool] = pools(plan)
        self.shares = shares_of(load)
        self.company = company(plan, self.shares)
        self.visits = self.company.visits
        self.rates: dict[str, dict[ClassKind, float]] = {}
        self.pressure: dict[str, float] = {}
        """Requests a second to a component, as they weigh on its queue."""
        self.prompt: dict[str, set[ClassKind]] = {}
        """Classes of request that somebody waits for, by component."""
        self.stations: dict[str, Station] = {}
        self.passed: dict[str, float] = {}
        """Share of a component's requests that is not lost there."""
        self.let_in: dict[str, float] = {}
        """Share of these that goes on now, where the others wait to be let in (`doors`)."""
        self.gates: dict[str, Station] = {}
        """Where threads are limited: what a request does before it has one."""
        self.effort: dict[str, float] = {}
        self.burst: dict[str, float] = {}
        """Squared coefficient of variation of the time between arrivals."""
        self.lasts: dict[str, float] = {}
        """Where a request comes several times: how long a queue stays as it is, in ms."""
        self.outcomes: dict[Key, tuple[Outcome, ...]] = {}
        self.made: dict[Key, tuple[tuple[Call, ...], tuple[Step, ...]]] = {}
        """The calls of each class of request, and what makes them happen, in this round."""
        self.split: dict[Key, tuple[Call, ...]] = {}
        """The calls of those who look for the least busy, where their likelihoods depend on how
        much there is to do."""
        self.held: dict[str, tuple[float, float]] = {}
        """Mean and variance of the time that a thread is held."""

    @cached_property
    def near(self) -> dict[str, float]:
        """How near to its limit each would be, were nothing lost or tried again."""
        return {n: min(1.0, self.load.rps * w / 1000) for n, w in self.company.work_ms.items()}

    @cached_property
    def renewal(self) -> dict[str, float]:
        """How long it takes until a queue is another, in ms."""
        near = self.near
        return {
            node: max(mix.TINY, part.kind.service_ms / part.servers)
            / max(AT_LIMIT, 1 - near[node]) ** 2
            for node, part in self.plan.parts.items()
        }

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
            self._deal(node)
            passed = self.passed[node] = 1 - self.lost(node)
            leaving = self.stations[node].departures
            if node in self.let_in:
                leaving = paced(leaving, self.plan.parts[node].admit_rps, self.pressure[node])
                passed *= self.let_in[node]
            ahead: dict[str, float] = {}
            own = 0.0
            for kind, rate in self.rates[node].items():
                own += rate * passed
                self._send(node, kind, rate * passed, ahead)
            for target, sent in ahead.items():
                share = min(1.0, sent / own) if own > 0 else 1.0
                flows[target].append((sent, 1 + share * (leaving - 1)))

    def calls(self, node: str, kind: ClassKind) -> tuple[Call, ...]:
        """What a component does for one class of request at this load."""
        split = self.split and self.split.get((node, kind))
        return split or self.plan.calls(node, kind)

    def steps(self, node: str, kind: ClassKind) -> tuple[Step, ...]:
        """The same by what makes it happen."""
        split = self.split and self.split.get((node, kind))
        if not split:
            return self.plan.steps(node, kind)
        return tuple([Step(call.probability, (n,)) for n, call in enumerate(split)])

    def _deal(self, node: str) -> None:
        if self.plan.parts[node].kind.role == "balancer":
            for kind, calls in by_load(self.plan, node, self.rates[node]).items():
                self.split[node, kind] = calls

    def _send(self, node: str, kind: ClassKind, reach: float, ahead: dict[str, float]) -> None:
        """Adds the calls of a class of request to the rates of those who are called, and to those
        that go ahead from here; `reach` is how many come so far, a second."""
        calls, steps = self.made[node, kind] = self.calls(node, kind), self.steps(node, kind)
        known = self.outcomes.get((node, kind))
        caller = self.plan.parts[node]
        alone = caller.at_once or caller.kind.role in ("source", "balancer", "queue")
        prompt = kind in self.prompt[node]
        for step in steps:
            within = reach * step.probability
            for number in step.calls:
                call = calls[number]
                target, sent, weight = call.target, within, within
                if call.waits:
                    told = known[number] if known else (hot(caller) if self.storm else None)
                    if told:
                        sent, weight = within * told.attempts, within * told.pressure
                        if not alone:  # who is called next is spared where this fails
                            reach -= within * (1 - told.success)
                            within *= told.success
                    if prompt:
                        self.prompt[target].add(kind)
                self.pressure[target] += weight
                ahead[target] = ahead.get(target, 0.0) + sent
                rates = self.rates[target]
                rates[kind] = rates.get(kind, 0.0) + sent

    def _solve(self, node: str, flows: list[tuple[float, float]]) -> None:
        part, rate = self.plan.parts[node], self.pressure[node]
        each, variability = self._service(node, rate)
        self.effort[node] = each
        if not part.up:
            self.stations[node] = Station(0.0, 0.0, 1.0, 0.0, mix.NOTHING, 0.0)
            return
        pool = self.pools[node]
        use = rate * each / 1000 / part.servers
        arrivals = self._arrivals(node, flows, use, variability)
        burst = self.burst[node] = pool.evened(arrivals.burst)
        room = part.room
        if self.later(node):
            room = int(min(UNBOUNDED, max(part.servers, rate * self.load.peak_s)))
        elif part.threads:
            room = self._gate(node, rate, burst)
            rate *= 1 - self.gates[node].blocked
            burst = 1.0 if self.gates[node].waiting > 0.5 else burst
        share = rate / self.pressure[node] if self.pressure[node] > 0 else 1.0
        together = rate * pool.factor
        if pool.queues > 1:
            together = sum([self.pressure[x] for x in pool.members]) * share
        station = solve(
            together,
            each,
            max(1, round(part.servers * pool.factor)),
            variability,
            max(0, round(room * pool.factor)),
            arrivals if burst == arrivals.burst else arrivals._replace(burst=burst),
        )
        if pool.turns > 1:  # what was dealt out in turn comes together again
            leaving = departures(station.utilisation, arrivals.burst, variability, part.servers)
            station = station._replace(departures=leaving)
        if pool.queues > 1:
            station = apart(station, pool.queues, use, each, part.servers)
        self.stations[node] = station
        if part.admit_rps:
            self.let_in[node] = let_in(part, rate, self.load.peak_s)

    def _arrivals(
        self, node: str, flows: list[tuple[float, float]], use: float, variability: float
    ) -> Arrivals:
        """How requests come here.

        Of the bursts that a source sends, those pass a component on the way that is less loaded;
        the longer the queue, the more it is these that fill it (Suresh and Whitt, The heavy-traffic
        bottleneck phenomenon, 1990: eight queues at 0.6 leave most of a burst to a ninth at 0.9).
        A request that comes several times does so within the time in which the queue stays as it
        is, or after it has changed: see `visits`.
        """
        near = _merged(flows, use)
        visits, each = self.visits.get(node), self.effort[node]
        if not self.plan.callers[node] or not visits or visits.mean <= 0:
            return Arrivals(near, shape=variability)
        hidden, excess = visits.hidden, visits.excess
        come = near
        if near > 1 or self.load.burstiness > 1:
            left = 1 - self._calmed(node)
            near = 1 + (near - 1) * left if near > 1 else near
            far = 1 + visits.mean * (self.load.burstiness - 1) / hidden
            come = near + min(1.0, use) ** 2 * left * (far - near)
        if each <= 0 or (not excess and hidden < 1 + ALONE):
            return Arrivals(come, shape=variability)
        lasts = each / self.plan.parts[node].servers / max(AT_LIMIT, 1 - use) ** 2
        lasts *= hidden * (1 + excess + variability) / 2
        self.lasts[node] = lasts
        prompt = min(1.0, visits.mean * self.load.rps / max(mix.TINY, self.pressure[node]))
        excess *= prompt * (1 - self._evened(node, excess))
        excess, batch = (excess * time / (time + visits.offset_ms) for time in (lasts, each))
        plain = 1 + excess + variability
        all_in = (visits.mean + visits.varied + variability) / hidden
        again = max(1.0, visits.stages / visits.mean * (visits.mean + visits.varied))
        elsewhere = max(0.0, self.company.idle_ms - visits.mean * each) / again
        stays = prompt * lasts / (lasts + elsewhere) if hidden > 1 + ALONE else 0.0
        change = excess + stays * (all_in - plain)
        shape = variability / (1 + excess)
        if stays:
            shape = variability + stays * (all_in / (1 + excess) - 1 - variability)
        return Arrivals(come, max(0.1, 1 + change / (come + variability)), batch, max(0.0, shape))

    def _calmed(self, node: str) -> float:
        """How much of the bursts has been taken out on the way, by the component that took most:
        a queue evens out what comes within the time in which it becomes another.
        """
        near, renewal = self.near, self.renewal
        slow = renewal[node]
        return max(
            [near[x] ** 2 * min(1.0, renewal[x] / slow) for x in self.company.passed[node]],
            default=0.0,
        )

    def _evened(self, node: str, excess: float) -> float:
        """How far branches that come together have been parted where they have met before."""
        if excess <= 0:
            return 0.0
        return max(
            [
                min(1.0, self.visits[x].excess / excess) * self.near[x] ** 2
                for x in self.company.passed[node]
                if x in self.visits
            ],
            default=0.0,
        )

    def _gate(self, node: str, rate: float, burst: float) -> int:
        """Solves the wait for a thread, and says how many may then wait for a server."""
        part = self.plan.parts[node]
        held, spread = self.held.get(node, (self.effort[node], 0.0))
        variability = min(20.0, spread / held**2) if held > 0 else 1.0
        arrivals = Arrivals(burst, shape=variability)
        self.gates[node] = solve(rate, held, part.threads, variability, part.room, arrivals)
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
        if node in self.let_in:
            found = unplaced(self.plan.parts[node], self.pressure[node], self.load.peak_s)
            return max(station.blocked, found)
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
