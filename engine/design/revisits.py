"""The way back where one request comes to a component several times, or in several branches.

What it waits there each time is not independent: a queue changes less quickly than a request
comes back (the snapshot principle: M. I. Reiman, *Open queueing networks in heavy traffic*,
1984), and its branches stand in it together. So a response is told in two cases: all its waits
at a component are the same wait, or each is another; the first is the likelier, the longer the
component's work lasts beside the time between two visits.
"""

from __future__ import annotations

from math import log

from engine.design import mixture as mix
from engine.design.attempts import Outcome
from engine.design.kind import ClassKind
from engine.design.load import Load
from engine.design.mixture import Mixture
from engine.design.part import Part
from engine.design.rates import Key, Rates
from engine.design.routes import Call, Plan, Step
from engine.design.station import served
from engine.design.visits import queue_of

MOST_VISITS = 8
"""Visits that are told apart; more are taken for so many."""
FEW = 1e-6
SLIGHT = 0.02
"""Share of a response's variance under which it does not matter whether waits are alike."""
Passes = dict[str, list[float]]
"""Chance of none, one, two ... waits at each of some queues."""


class Revisits(Rates):
    """Responses behind a component."""

    def __init__(self, plan: Plan, load: Load, storm: bool = False) -> None:
        super().__init__(plan, load, storm)
        self.response: dict[Key, Mixture] = {}
        """How long a class of request takes from a component on."""
        self.bare: dict[tuple[str, ClassKind, frozenset[str]], tuple[Mixture, Passes]] = {}
        """The same less the waits at some queues, as far as it is known in this round."""

    def behind(
        self,
        node: str,
        kind: ClassKind,
        calls: tuple[Call, ...],
        steps: tuple[Step, ...],
        told: tuple[Outcome, ...],
    ) -> Mixture:
        """What a request waits for behind a component."""
        if not calls:
            return mix.NOTHING
        part = self.plan.parts[node]
        if part.kind.role in ("source", "balancer"):
            return mix.either(
                [
                    (c.probability * o.success, o.response)
                    for c, o in zip(calls, told, strict=True)
                    if c.waits
                ]
            )
        apart = _calling(part, calls, steps, [o.response for o in told])
        if not self.company.ways[kind][node].met:
            return apart
        lasting = self._lasting(node, kind, mix.variance(apart))
        if not lasting:
            return apart
        alike, passes = self._bare_behind(node, kind, frozenset(lasting), told)
        whole = part_of = 0.0
        for queue, x in lasting.items():
            waits = self.stations[x].waits
            alike = mix.then(alike, _so_many(waits, passes.get(queue, [1.0])))
            spread = mix.variance(waits)
            whole += spread
            part_of += spread * self._alike(node, kind, queue, x)
        if part.at_once:
            alike = mix.later(alike, self._last(node, kind, lasting))
        share = part_of / whole
        return mix.either([(share, alike), (1 - share, apart)])

    def _lasting(self, node: str, kind: ClassKind, spread: float) -> dict[str, str]:
        """The queues to which several calls of a component lead, each with a component behind
        it, where the waits there make a difference to this spread of the whole.
        """
        way, found = self.company.ways[kind][node], dict[str, str]()
        for x in self.plan.order:
            queue = queue_of(self.plan, x)
            if queue in way.met and queue not in found and x in self.lasts:
                whole = mix.variance(self.stations[x].waits) * way.visits[queue].square
                if whole > SLIGHT * spread:
                    found[queue] = x
        return found

    def _alike(self, node: str, kind: ClassKind, queue: str, x: str) -> float:
        """How far a queue is the same at two visits of one request from here on."""
        way, each, lasts = self.company.ways[kind][node], self.effort[x], self.lasts[x]
        visits = way.visits[queue]
        again = max(1.0, visits.stages / visits.mean * (visits.mean + visits.varied))
        pause = visits.offset_ms
        if again > 1:
            elsewhere = max(0.0, way.idle_ms - visits.mean * each) / again
            pause += (elsewhere + self.stations[x].wait_ms + each) * (again + 1) / 3
        return lasts / (lasts + pause) if pause else 1.0

    def _last(self, node: str, kind: ClassKind, lasting: dict[str, str]) -> float:
        """How much longer the last of a batch takes than any of it, in ms."""
        result, way = 0.0, self.company.ways[kind][node]
        for queue, x in lasting.items():
            below = [self.company.ways[kind][c.target].visits for c in self.calls(node, kind)]
            within = max([by[queue].excess for by in below if queue in by], default=0.0)
            visits, each = way.visits[queue], self.effort[x]
            more = max(0.0, visits.excess - within) * each / (each + visits.offset_ms)
            late = (2 + more) / 2 - log(1 + more) - 1 + 0.42 * more / (1 + more)
            result += each * max(0.0, late) / self.plan.parts[x].servers
        return result

    # --- without the waits at some queues ---

    def _bare_behind(
        self, node: str, kind: ClassKind, met: frozenset[str], told: tuple[Outcome, ...]
    ) -> tuple[Mixture, Passes]:
        """What follows behind a component but for the waits at some queues, and how many of
        those there are.
        """
        calls, part = self.calls(node, kind), self.plan.parts[node]
        patient = not (part.timeout_ms or part.retries)
        found = [
            self._bare(call, kind, met) if patient and call.waits else (result.response, {})
            for call, result in zip(calls, told, strict=True)
        ]
        if part.kind.role in ("source", "balancer"):
            cases = [
                (c.probability * o.success, f)
                for c, o, f in zip(calls, told, found, strict=True)
                if c.waits
            ]
            whole = max(mix.TINY, sum([chance for chance, _ in cases]))
            return (
                mix.either([(chance, f[0]) for chance, f in cases]),
                _either([(chance / whole, f[1]) for chance, f in cases]),
            )
        steps = self.steps(node, kind)
        bare = _calling(part, calls, steps, [f[0] for f in found])
        passes: Passes = {}
        join = _most if part.at_once else _in_all
        for step in steps:
            group: Passes = {}
            for number in step.calls:
                group = join(group, found[number][1])
            passes = join(passes, _sometimes(step.probability, group))
        return bare, passes

    def _bare(self, call: Call, kind: ClassKind, met: frozenset[str]) -> tuple[Mixture, Passes]:
        """The response to a call, but for the waits at some queues."""
        bare, passes = self._bare_from(call.target, kind, met)
        return mix.later(bare, call.away_ms), passes

    def _bare_from(
        self, target: str, kind: ClassKind, met: frozenset[str]
    ) -> tuple[Mixture, Passes]:
        here = met.intersection(self.company.ways[kind][target].visits)
        if target in self.gates or not here:
            return self.response[target, kind], {}
        key = (target, kind, here)
        if key not in self.bare:
            part, queue = self.plan.parts[target], queue_of(self.plan, target)
            own = part.stayed(self.own(target, kind))
            behind, passes = self._bare_behind(target, kind, here, self.outcomes[target, kind])
            if queue in here:
                passes = _in_all(passes, {queue: [0.0, 1.0]})
            else:
                own = mix.then(self.stations[target].waits, own)
            self.bare[key] = (mix.then(own, behind), passes)
        return self.bare[key]

    def own(self, node: str, kind: ClassKind) -> Mixture:
        """The service of one class."""
        part, station = self.plan.parts[node], self.stations[node]
        if not part.kind.effort:
            return station.own
        effort = part.kind.effort_of.get(kind, 1.0)
        return served(part.kind.service_ms * effort, part.kind.variability)


def _calling(
    part: Part, calls: tuple[Call, ...], steps: tuple[Step, ...], responses: list[Mixture]
) -> Mixture:
    """What a component's calls take, if they know nothing of each other."""
    chances = [
        _chance(step, responses, part.at_once) for step in steps if calls[step.calls[0]].waits
    ]
    if not chances:
        return mix.NOTHING
    if part.at_once:
        return mix.slowest(chances)
    result = mix.NOTHING
    for chance in chances:
        result = mix.then(result, chance)
    return result


def _chance(step: Step, responses: list[Mixture], at_once: bool) -> Mixture:
    behind = [responses[number] for number in step.calls]
    if at_once:
        below = mix.slowest(behind)
    else:
        below = mix.NOTHING
        for each in behind:
            below = mix.then(below, each)
    if step.probability >= 1:
        return below
    return mix.either([(step.probability, below), (1 - step.probability, mix.NOTHING)])


def _so_many(waits: Mixture, passes: list[float]) -> Mixture:
    """The same wait so many times."""
    return mix.either(
        [
            (chance, mix.scaled(waits, number) if number else mix.NOTHING)
            for number, chance in enumerate(passes)
            if chance > FEW
        ]
    )


def _sometimes(chance: float, passes: Passes) -> Passes:
    if chance >= 1:
        return passes
    return {
        queue: [1 - chance + chance * counts[0], *[chance * c for c in counts[1:]]]
        for queue, counts in passes.items()
    }


def _either(cases: list[tuple[float, Passes]]) -> Passes:
    """One of several, with probabilities that add up to one."""
    found: Passes = {}
    for queue in {queue for _, passes in cases for queue in passes}:
        each = [(chance, passes.get(queue, [1.0])) for chance, passes in cases]
        longest = max([len(counts) for _, counts in each])
        found[queue] = [
            sum([chance * counts[n] for chance, counts in each if n < len(counts)])
            for n in range(longest)
        ]
    return found


def _in_all(first: Passes, second: Passes) -> Passes:
    """One after the other: as many as both together."""
    found = {**first, **second}
    for queue in first.keys() & second.keys():
        a, b = first[queue], second[queue]
        counts = [0.0] * min(MOST_VISITS + 1, len(a) + len(b) - 1)
        for i, x in enumerate(a):
            for j, y in enumerate(b):
                counts[min(i + j, MOST_VISITS)] += x * y
        found[queue] = counts
    return found


def _most(first: Passes, second: Passes) -> Passes:
    """Side by side: as many as the longer of both."""
    found = {**first, **second}
    for queue in first.keys() & second.keys():
        a, b = first[queue], second[queue]
        counts = [0.0] * max(len(a), len(b))
        for i, x in enumerate(a):
            for j, y in enumerate(b):
                counts[max(i, j)] += x * y
        found[queue] = counts
    return found
