"""Rates from the sources on, responses back towards them, round by round until they agree.

Most designs need one round. Where callers give up and try again, where threads are held while
others work, and where losses spare what comes after them, what a component does depends on
those behind it, and the rounds go on until no rate changes any more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from engine.design import mixture as mix
from engine.design.attempts import Outcome, outcome, plain
from engine.design.kind import ClassKind
from engine.design.load import Load
from engine.design.mixture import Mixture
from engine.design.part import Part
from engine.design.rates import Key, Rates
from engine.design.routes import Call, Plan, Step
from engine.design.station import still_full

ROUNDS = 60
DAMPED_FROM = 15
"""Rounds after which only half a step is taken, for those that swing to and fro."""
AGREED = 2e-4
"""Relative change of a rate below which it is taken as settled."""
LOSSY = 5e-4
REPEATED, SMALL_ROOM, BURSTY = 0.4, 50, 1.5
"""Use, places, and variability of arrivals, from which the formulas are told to be rough."""


class Solution(Rates):
    """One fixed point: from a calm start, or from the middle of a storm of retries."""

    def __init__(self, plan: Plan, load: Load, storm: bool = False, timed: bool = True) -> None:
        super().__init__(plan, load, storm)
        self.timed = timed or not self.patient
        """Whether responses are worked out; where all are patient, shares do not depend on them."""
        self.response: dict[Key, Mixture] = {}
        """How long a class of request takes from a component on."""
        self.answered: dict[Key, float] = {}
        """Share of a class of request that gets an answer from a component on."""
        self.done: dict[Key, float] = {}
        """Share whose work gets done at all, what is fetched later included."""
        self.failed_ms: dict[Key, float] = {}
        self._settle()

    @cached_property
    def patient(self) -> bool:
        """Whether nobody gives up or tries again, and no thread is limited."""
        return not any(
            part.timeout_ms or part.retries or part.threads for part in self.plan.parts.values()
        )

    @property
    def good(self) -> float:
        """Share of all requests that is answered and done."""
        sources = self.plan.sources
        return sum(
            share / len(sources) * self.done[source, kind]
            for source in sources
            for kind, share in self.shares.items()
        )

    @cached_property
    def amplification(self) -> float:
        """Calls that are made for one that was meant, where that is most."""
        return max(
            (o.attempts for told in self.outcomes.values() for o in told),
            default=1.0,
        )

    @cached_property
    def approximate(self) -> dict[str, str]:
        """Components whose figures are rougher than elsewhere, and why."""
        found = {
            node: "One request comes here several times."
            for met in self.repeats.values()
            for node in met
            if self.stations[node].utilisation > REPEATED
        }
        found.update(dict.fromkeys(self.meetings, "Calls of one request meet here at once."))
        for node, part in self.plan.parts.items():
            blocked = self.stations[node].blocked
            if part.up and blocked > LOSSY and part.room < SMALL_ROOM and self._asked_again(node):
                found[node] = "Calls are tried again while its short queue is still full."
            elif self.burst.get(node, 1.0) > BURSTY and node not in found:
                found[node] = "Requests come here in bursts."
        return found

    def _asked_again(self, node: str) -> bool:
        targets = self.plan.design.targets
        return any(part.retries and node in targets[n] for n, part in self.plan.parts.items())

    def timed_out(self, node: str) -> float:
        """Calls a second of a component that it gave up waiting for."""
        return self._over_calls(node, lambda told: told.timed_out)

    def retried(self, node: str) -> float:
        """Calls a second that a component made again."""
        return self._over_calls(node, lambda told: told.attempts - 1)

    def _over_calls(self, node: str, count: Callable[[Outcome], float]) -> float:
        if not (self.plan.parts[node].retries or self.plan.parts[node].timeout_ms):
            return 0.0
        passed = 1 - self.lost(node)
        return sum(
            rate * passed * call.probability * count(told)
            for kind, rate in self.rates[node].items()
            for call, told in zip(
                self.plan.calls(node, kind), self.outcomes[node, kind], strict=True
            )
            if call.waits
        )

    def _settle(self) -> None:
        before: dict[str, float] = {}
        for number in range(ROUNDS):
            self.forward()
            self._backward(0.5 if number >= DAMPED_FROM else 1.0)
            if self.patient and not self._lossy():
                return
            now = {n: sum(rates.values()) + self.pressure[n] for n, rates in self.rates.items()}
            if before and all(
                abs(rate - before[n]) <= AGREED * max(rate, before[n]) for n, rate in now.items()
            ):
                return
            before = now

    def _lossy(self) -> bool:
        """Whether enough is lost in the middle of a request to spare what would follow."""
        return any(
            outcome.success < 1 - LOSSY
            for outcomes in self.outcomes.values()
            if len(outcomes) > 1
            for outcome in outcomes[:-1]
        )

    def _backward(self, step: float) -> None:
        for node in reversed(self.plan.order):
            holds: list[tuple[float, float, float]] = []
            for kind, rate in self.rates[node].items():
                body = self._class(node, kind, step)
                if node in self.gates:
                    key = (node, kind)
                    ok = self.answered[key] / max(1e-12, 1 - self.lost(node))
                    mean = ok * mix.total(body) + (1 - ok) * self.failed_ms[key]
                    holds.append((rate, mean, mix.variance(body)))
            if holds:
                self._hold(node, holds, step)

    def _class(self, node: str, kind: ClassKind, step: float) -> Mixture:
        """Works out a class of request from a component on; gives what holds a thread."""
        key, part = (node, kind), self.plan.parts[node]
        calls = self.plan.calls(node, kind)
        told = tuple([self._outcome(part, call, kind) for call in calls])
        if step < 1 and key in self.outcomes:
            old = self.outcomes[key]
            told = tuple([_between(a, b, step) for a, b in zip(old, told, strict=True)])
        self.outcomes[key] = told
        if not self.timed:
            self._success(key, part, calls, told, 0.0)
            return mix.NOTHING
        station = self.stations[node]
        own = station.response
        if part.kind.effort:
            effort = part.kind.effort_of.get(kind, 1.0)
            own = station.of(part.kind.service_ms * effort, part.kind.variability)
        body = mix.then(
            part.stayed(own),
            self._behind(part, calls, self.plan.steps(node, kind), told),
        )
        gate = self.gates.get(node)
        self.response[key] = mix.then(gate.waits, body) if gate else body
        self._success(key, part, calls, told, mix.total(own))
        return body

    def _outcome(self, part: Part, call: Call, kind: ClassKind) -> Outcome:
        key = (call.target, kind)
        answered = self.answered.get(key, 1.0)
        response = mix.later(self.response.get(key, mix.NOTHING), call.away_ms)
        failed = self.failed_ms.get(key, 0.0) + call.away_ms
        if not call.waits or not (part.timeout_ms or part.retries):
            return plain(answered, response, failed)
        return outcome(part, answered, response, failed, self._again(part, call.target, answered))

    def _again(self, caller: Part, target: str, answered: float) -> float:
        """How likely an attempt is turned away after one that was, `backoff` later."""
        refused, blocked = 1 - answered, self.stations[target].blocked
        part = self.plan.parts[target]
        asked = caller.retries and part.up and target not in self.gates
        if not asked or refused < LOSSY or blocked <= 0 or self.effort[target] <= 0:
            return refused
        full = still_full(
            float(f"{self.pressure[target]:.3g}"),
            self.effort[target],
            part.servers,
            part.room,
            caller.backoff_ms,
        )
        share = min(1.0, blocked / refused)
        return share * max(blocked, full) + (1 - share) * refused

    def _behind(
        self,
        part: Part,
        calls: tuple[Call, ...],
        steps: tuple[Step, ...],
        told: tuple[Outcome, ...],
    ) -> Mixture:
        """What a request waits for behind a component."""
        if part.kind.role in ("source", "balancer"):
            return mix.either(
                [
                    (c.probability * o.success, o.response)
                    for c, o in zip(calls, told, strict=True)
                    if c.waits
                ]
            )
        chances = [
            _sometimes(step.probability, [told[n].response for n in step.calls], part.at_once)
            for step in steps
            if calls[step.calls[0]].waits
        ]
        if not chances:
            return mix.NOTHING
        if part.at_once:
            return self._side_by_side(part, chances)
        return self._in_turn(part, chances)

    def _in_turn(self, part: Part, chances: list[Mixture]) -> Mixture:
        """One call after the other. Those that come to the same queue find it alike, for it
        changes less quickly than they follow each other.
        """
        result = mix.NOTHING
        for chance in chances:
            result = mix.then(result, chance)
        if len(chances) < 2:
            return result
        met = self.repeats.get(part.node.id, ())
        longest = max(chances, key=mix.total)
        alike = 0.0
        for x in met:
            station = self.stations[x]
            if station.waits is mix.NOTHING:
                continue
            free = max(1e-3, 1 - station.utilisation)
            lasts = self.effort[x] / self.plan.parts[x].servers / free**2
            alike += mix.variance(station.waits) * lasts / (lasts + mix.total(longest))
        share = min(1.0, alike / max(mix.TINY, mix.variance(longest)))
        if share < LOSSY:
            return result
        by = mix.total(result) / max(mix.TINY, mix.total(longest))
        return mix.either([(share, mix.scaled(longest, by)), (1 - share, result)])

    def _side_by_side(self, part: Part, chances: list[Mixture]) -> Mixture:
        """The last of several calls. Those that meet behind wait for the same others, so that
        their times go together as far as they come from there.
        """
        apart = mix.slowest(chances)
        met = [x for x, m in self.meetings.items() if m.caller == part.node.id]
        if not met or len(chances) < 2:
            return apart
        longest = max(chances, key=mix.total)
        common, last, alike = 0.0, 0.0, longest
        for x in met:
            meeting, station = self.meetings[x], self.stations[x]
            common += mix.variance(station.waits)
            last += self.effort[x] * meeting.excess / 2 / self.plan.parts[x].servers
            more = meeting.any - meeting.once
            if more > LOSSY:
                alike = mix.then(alike, _sometimes(more, [station.response], at_once=False))
        share = min(1.0, common / max(mix.TINY, mix.variance(longest)))
        return mix.later(mix.either([(share, alike), (1 - share, apart)]), last)

    def _success(
        self,
        key: Key,
        part: Part,
        calls: tuple[Call, ...],
        told: tuple[Outcome, ...],
        own_ms: float,
    ) -> None:
        node, kind = key
        passed = 1 - self.lost(node)
        role = part.kind.role
        if self.plan.strands(node, kind):
            self.answered[key] = passed if role == "queue" else 0.0
            self.done[key], self.failed_ms[key] = 0.0, own_ms
            return
        if role in ("source", "balancer", "queue") and calls:
            self._one_of(key, passed, calls, told, own_ms)
            return
        answered = done = passed
        spent, failing = own_ms, 0.0
        for step in self.plan.steps(node, kind):
            behind, chance = 1.0, answered * step.probability
            for number in step.calls:
                result = told[number]
                behind *= self._done_behind(calls[number], kind, result)
                if calls[number].waits:
                    lost = chance * (1 - result.success)
                    failing += lost * (spent + result.gave_up_ms)
                    answered -= lost
                    chance -= lost
                    spent += step.probability * mix.total(result.response)
            done *= 1 - step.probability * (1 - behind)
        self.answered[key], self.done[key] = answered, done
        self.failed_ms[key] = failing / (1 - answered) if answered < 1 - 1e-9 else 0.0

    def _one_of(
        self,
        key: Key,
        passed: float,
        calls: tuple[Call, ...],
        told: tuple[Outcome, ...],
        own_ms: float,
    ) -> None:
        whole = sum([c.probability for c in calls])
        pairs = list(zip(calls, told, strict=True))
        behind = [(c, self._done_behind(c, key[1], o)) for c, o in pairs]
        self.done[key] = passed * sum([c.probability * d for c, d in behind]) / whole
        answered = passed
        if self.plan.parts[key[0]].kind.role != "queue":
            answered *= sum([c.probability * o.success for c, o in pairs]) / whole
        self.answered[key] = answered
        failing = sum([c.probability * (1 - o.success) * (own_ms + o.gave_up_ms) for c, o in pairs])
        lost = 1 - answered
        self.failed_ms[key] = passed * failing / whole / lost if lost > 1e-9 else 0.0

    def _done_behind(self, call: Call, kind: ClassKind, result: Outcome) -> float:
        done = self.done.get((call.target, kind), 1.0)
        if not call.waits:
            return done
        answered = self.answered.get((call.target, kind), 1.0)
        return result.success * min(1.0, done / answered) if answered > 0 else 0.0

    def _hold(self, node: str, holds: list[tuple[float, float, float]], step: float) -> None:
        whole = sum([rate for rate, _, _ in holds])
        if whole <= 0:
            return
        mean = sum([rate * each for rate, each, _ in holds]) / whole
        square = sum([rate * (spread + each * each) for rate, each, spread in holds]) / whole
        spread = max(0.0, square - mean * mean)
        if step < 1 and node in self.held:
            old = self.held[node]
            mean, spread = old[0] + step * (mean - old[0]), old[1] + step * (spread - old[1])
        self.held[node] = (mean, spread)


def _between(old: Outcome, new: Outcome, step: float) -> Outcome:
    return Outcome(
        success=old.success + step * (new.success - old.success),
        attempts=old.attempts + step * (new.attempts - old.attempts),
        response=new.response,
        gave_up_ms=new.gave_up_ms,
        timed_out=old.timed_out + step * (new.timed_out - old.timed_out),
        pressure=old.pressure + step * (new.pressure - old.pressure),
    )


def _sometimes(probability: float, behind: list[Mixture], at_once: bool) -> Mixture:
    if at_once:
        below = mix.slowest(behind)
    else:
        below = mix.NOTHING
        for each in behind:
            below = mix.then(below, each)
    if probability >= 1:
        return below
    return mix.either([(probability, below), (1 - probability, mix.NOTHING)])
