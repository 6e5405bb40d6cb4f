"""How often one request comes to each component, and in what company.

A request that calls a component again and again finds it in the same state each time, and one
whose branches run side by side comes as a batch. What matters to a queue is the work that one
request brings in all, and how much of it is still to come while a part of it waits: then the
work in the whole network is that of a single queue (Pollaczek and Khinchin), and the queue is
that work less what has not come yet. In heavy traffic this is exact (M. I. Reiman, *A multiclass
feedback queue in heavy traffic*, 1988).
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from engine.design.kind import ClassKind
from engine.design.part import Part
from engine.design.routes import Call, Plan


class Visits(NamedTuple):
    """The visits of one request to one component, or to all that share its queue. Each figure is
    an expectation, so that a choice between ways mixes it."""

    mean: float
    """Visits."""
    square: float
    """Their number squared."""
    stages: float
    """Times that it comes, however many of its branches at once."""
    batches: float
    """Sum over those times of the number at once, squared."""
    ahead: float
    """Sum over those times of the visits that are still to follow."""
    begins: float
    """Sum over the visits of the time until then, were nothing busy, in ms."""
    spread: float
    """Sum over the visits of the variance of that time."""
    offsets: float
    """Sum over the pairs that come at once of the time between the two, in ms."""

    @property
    def offset_ms(self) -> float:
        """How far apart those are that come at once."""
        pairs = self.batches - self.mean
        return self.offsets / pairs if pairs > TINY else 0.0

    @property
    def excess(self) -> float:
        """By how much those who come at once exceed one, weighed by their number."""
        return max(0.0, self.batches / self.mean - 1)

    @property
    def hidden(self) -> float:
        """Work of one request that is there or to come, over that which is there."""
        return 1 + self.ahead / self.mean

    @property
    def varied(self) -> float:
        """How much the number of visits varies: its variance over its mean."""
        return max(0.0, self.square / self.mean - self.mean)


NO_VISITS = Visits(*[0.0] * 8)
ONE = Visits(1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0)
TINY = 1e-9
HALF = 0.5
"""Chance of a call from which what it passes is reckoned to have been passed."""
By = dict[str, Visits]
"""By component, or by the name of the queue that several share."""


class Ways(NamedTuple):
    """What a class of request meets from a component on, while somebody waits for it."""

    visits: By
    idle_ms: float
    """How long it would take if nothing were ever busy."""
    idle_spread: float
    """The variance of that."""
    met: frozenset[str]
    """Where more than one of this component's own calls lead."""


NOBODY: frozenset[str] = frozenset()
NOWHERE = Ways({}, 0.0, 0.0, NOBODY)


def ways(plan: Plan, kind: ClassKind) -> dict[str, Ways]:
    """For each component that a class of request comes to, what it meets from there on."""
    found: dict[str, Ways] = plan.ways.setdefault(kind, {})
    if not found:
        onward = plan.onward or _onward(plan)
        for node in reversed(plan.reached(kind)):
            known = onward[node].get(kind)
            if known is None:
                known = onward[node][kind] = _from(plan, node, kind, found)
            found[node] = known
    return found


def _onward(plan: Plan) -> dict[str, dict[ClassKind, Ways]]:
    """What is known of the ways from each component on: nothing, where it has been set anew since
    this drawing's last plan, or one that it comes to."""
    last, anew = plan.shape.ways, set[str]()
    for node in reversed(plan.order):
        known, queue = plan.known[node], queue_of(plan, node)
        was, its_queue, led_to = last.get(node, (None, "", {}))
        alike = was is known and its_queue == queue
        if not alike or not anew.isdisjoint(plan.shape.targets[node]):
            anew.add(node)
            led_to = {}
            last[node] = known, queue, led_to
        plan.onward[node] = led_to
    return plan.onward


def queue_of(plan: Plan, node: str) -> str:
    """The name of the queue that a component's requests wait in."""
    pool = plan.pools[node]
    return f"{pool.shared}>{plan.parts[node].kind.id}" if pool.queues > 1 else node


def thinned(visits: Visits, share: float) -> Visits:
    """The visits to one of several copies that each gets this share of them by chance."""
    other = share * (1 - share)
    return Visits(
        mean=share * visits.mean,
        square=share**2 * visits.square + other * visits.mean,
        stages=min(visits.stages, visits.mean * share),
        batches=share**2 * visits.batches + other * visits.mean,
        ahead=share**2 * visits.ahead,
        begins=share * visits.begins,
        spread=share * visits.spread,
        offsets=share**2 * visits.offsets,
    )


def mixed(cases: list[tuple[float, By]]) -> By:
    """One of several ways, each with its probability."""
    found: By = {}
    for chance, by in cases:
        for name, visits in by.items() if chance > 0 else ():
            mean, square, stages, batches, ahead, begins, spread, offsets = visits
            a, b, c, d, e, f, g, h = found.get(name, NO_VISITS)
            found[name] = Visits._make(
                (
                    a + chance * mean,
                    b + chance * square,
                    c + chance * stages,
                    d + chance * batches,
                    e + chance * ahead,
                    f + chance * begins,
                    g + chance * spread,
                    h + chance * offsets,
                )
            )
    return found


def _from(plan: Plan, node: str, kind: ClassKind, found: dict[str, Ways]) -> Ways:
    part = plan.parts[node]
    own, delay = part.kind.service_ms * part.kind.effort_of.get(kind, 1.0), part.kind.delay_ms
    after = _behind(plan, node, kind, found)
    begun, slow = part.kind.variability * own * own, part.kind.slow
    if slow:
        delay += slow.share * slow.ms
        begun += slow.share * (1 - slow.share) * slow.ms**2
    visits = (
        {name: _later(v, own + delay, begun) for name, v in after.visits.items()}
        if own + delay
        else dict(after.visits)
    )
    visits[queue_of(plan, node)] = ONE
    return Ways(visits, own + delay + after.idle_ms, begun + after.idle_spread, after.met)


def _behind(plan: Plan, node: str, kind: ClassKind, found: dict[str, Ways]) -> Ways:
    """What follows what a component does itself."""
    part, calls = plan.parts[node], plan.calls(node, kind)
    if not calls:
        return NOWHERE
    ahead = [_on_the_way(call, found[call.target]) for call in calls]
    if part.kind.role in ("source", "balancer"):
        pairs = zip(calls, ahead, strict=True)
        return _chosen([(call.probability, way) for call, way in pairs if call.waits])
    whole = NOWHERE
    for step in plan.steps(node, kind):
        if calls[step.calls[0]].waits:
            group = NOWHERE
            for number in step.calls:
                group = _joined(part, group, ahead[number])
            if step.probability < 1:
                group = _chosen([(step.probability, group)])
            whole = _joined(part, whole, group)
    waited = [way for call, way in zip(calls, ahead, strict=True) if call.waits]
    return whole._replace(met=_met_again(waited)) if len(waited) > 1 else whole


def _met_again(waited: list[Ways]) -> frozenset[str]:
    """Where more than one of several ways leads."""
    seen: set[str] = set()
    again: set[str] = set()
    for way in waited:
        again |= seen & way.visits.keys()
        seen |= way.visits.keys()
    return frozenset(again)


def _on_the_way(call: Call, ways: Ways) -> Ways:
    if not call.away_ms:
        return ways
    visits = {name: _later(v, call.away_ms, 0.0) for name, v in ways.visits.items()}
    return ways._replace(visits=visits, idle_ms=ways.idle_ms + call.away_ms)


def _chosen(cases: list[tuple[float, Ways]]) -> Ways:
    """One of several ways."""
    if len(cases) == 1 and cases[0][0] == 1:
        return cases[0][1]._replace(met=NOBODY)
    return Ways(
        visits=mixed([(chance, way.visits) for chance, way in cases]),
        idle_ms=sum([chance * way.idle_ms for chance, way in cases]),
        idle_spread=sum([chance * way.idle_spread for chance, way in cases]),
        met=NOBODY,
    )


def _joined(part: Part, first: Ways, second: Ways) -> Ways:
    """Two ways one after the other or side by side."""
    if first is NOWHERE:
        return second._replace(met=NOBODY) if second.met else second
    if part.at_once:
        longer = max(first, second, key=lambda way: way.idle_ms)
        idle, spread = longer.idle_ms, longer.idle_spread
        return Ways(beside(first.visits, second.visits), idle, spread, NOBODY)
    return Ways(
        visits=following(first, second),
        idle_ms=first.idle_ms + second.idle_ms,
        idle_spread=first.idle_spread + second.idle_spread,
        met=NOBODY,
    )


def following(first: Ways, second: Ways) -> By:
    """One after the other."""
    found = dict(first.visits)
    for name, visits in second.visits.items():
        a, b = found.get(name), _later(visits, first.idle_ms, first.idle_spread)
        found[name] = (
            Visits(
                mean=a.mean + b.mean,
                square=a.square + b.square + 2 * a.mean * b.mean,
                stages=a.stages + b.stages,
                batches=a.batches + b.batches,
                ahead=a.ahead + b.ahead + a.stages * b.mean,
                begins=a.begins + b.begins,
                spread=a.spread + b.spread,
                offsets=a.offsets + b.offsets,
            )
            if a
            else b
        )
    return found


def beside(first: By, second: By) -> By:
    """Side by side: their first visits fall together, and their second ones."""
    found = {**first, **second}
    for name in first.keys() & second.keys():
        a, b = first[name], second[name]
        stages = max(a.stages, b.stages)
        if stages < 1:
            stages = a.stages + b.stages - a.stages * b.stages
        pairs = 2 * a.mean * b.mean / max(1.0, stages)
        found[name] = Visits(
            mean=a.mean + b.mean,
            square=a.square + b.square + 2 * a.mean * b.mean,
            stages=stages,
            batches=a.batches + b.batches + pairs,
            ahead=a.ahead + b.ahead,
            begins=a.begins + b.begins,
            spread=a.spread + b.spread,
            offsets=a.offsets + b.offsets + pairs * _apart(a, b),
        )
    return found


def _apart(a: Visits, b: Visits) -> float:
    """How far two branches come apart, in ms."""
    gap = a.begins / a.mean - b.begins / b.mean
    return sqrt(a.spread / a.mean + b.spread / b.mean + gap * gap)


def _later(visits: Visits, by_ms: float, by_spread: float) -> Visits:
    mean, square, stages, batches, ahead, begins, spread, offsets = visits
    begins, spread = begins + by_ms * mean, spread + by_spread * mean
    return Visits._make((mean, square, stages, batches, ahead, begins, spread, offsets))


def likely(plan: Plan, node: str, kind: ClassKind) -> tuple[bool, tuple[str, ...]]:
    """Whether a component's calls follow each other, and which of them most requests wait for."""
    known: tuple[bool, tuple[str, ...]] | None = plan.known[node].likely.get(kind)
    if known is None:
        calls = plan.calls(node, kind)
        often = tuple([c.target for c in calls if c.waits and c.probability >= HALF])
        in_turn = not (plan.splits(node) or plan.parts[node].at_once)
        known = plan.known[node].likely[kind] = in_turn, often
    return known


def before(plan: Plan, kind: ClassKind) -> dict[str, frozenset[str]]:
    """For each component, those that a request of this class has passed, whichever way it took,
    when it first comes there.
    """
    found: dict[str, frozenset[str]] = {}
    reach: dict[str, frozenset[str]] = {}
    for node in reversed(plan.reached(kind)):
        _, onward = likely(plan, node, kind)
        reach[node] = frozenset((node,)).union(*[reach[target] for target in onward])
    for source in plan.sources:
        _pass(plan, kind, source, frozenset(), found, reach)
    return found


def _pass(
    plan: Plan,
    kind: ClassKind,
    node: str,
    passed: frozenset[str],
    found: dict[str, frozenset[str]],
    reach: dict[str, frozenset[str]],
) -> frozenset[str]:
    """Goes on from a component; gives what has been passed when it answers: with what was before,
    all that it likely comes to, which is its `reach`."""
    known = found.get(node)
    if known is not None and passed <= known:
        return passed | reach[node]
    found[node] = passed | known if known else passed
    now = passed | {node}
    in_turn, often = likely(plan, node, kind)
    for call in plan.calls(node, kind):
        if call.waits and call.target not in now:
            after = _pass(plan, kind, call.target, now, found, reach)
            if in_turn and call.target in often:
                now = after
    return passed | reach[node]
