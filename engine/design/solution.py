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
from engine.design.rates import Key
from engine.design.revisits import Revisits
from engine.design.routes import Call, Plan, Step
from engine.design.station import still_full

ROUNDS = 60
DAMPED_FROM = 15
"""Rounds after which only half a step is taken, for those that swing to and fro."""
AGREED = 2e-4
"""Relative change of a rate below which it is taken as settled."""
LOSSY = 5e-4
SMALL_ROOM, USED, MET, BURSTY = 50, 0.3, 0.3, 1.2
"""Places, use, batches and variability of arrivals from which the formulas are told to be rough."""


class Solution(Revisits):
    """One fixed point: from a calm start, or from the middle of a storm of retries."""

    def __init__(self, plan: Plan, load: Load, storm: bool = False, timed: bool = True) -> None:
        super().__init__(plan, load, storm)
        self.patient = not any(
            part.timeout_ms or part.retries or part.threads for part in plan.parts.values()
        )
        """Whether nobody gives up or tries again, and no thread is limited."""
        self.timed = timed or not self.patient
        """Whether responses are worked out; where all are patient, shares do not depend on them."""
        self.answered: dict[Key, float] = {}
        """Share of a class of request that gets an answer from a component on."""
        self.done: dict[Key, float] = {}
        """Share whose work gets done at all, what is fetched later included."""
        self.failed_ms: dict[Key, float] = {}
        self._settle()

    @property
    def good(self) -> float:
        """Share of all requests that is answered and done."""
        sources = self.plan.sources
        return sum(
            share / len(sources) * self.done[source, kind]
            for source in sources
            for kind, share in self.shares.items()
        )

    @property
    def amplification(self) -> float:
        """Calls that are made for one that was meant, where that is most."""
        return max(
            (o.attempts for told in self.outcomes.values() for o in told),
            default=1.0,
        )

    @cached_property
    def approximate(self) -> dict[str, str]:
        """Components whose figures are rougher than elsewhere, and why."""
        found: dict[str, str] = {
            node: "It looks for the least busy of unlike ones; who gets how much is told roughly."
            for node, kind in self.split
            if len({self.plan.parts[c.target].kind.id for c in self.calls(node, kind)}) > 1
        }
        for node, part in self.plan.parts.items():
            station, visits = self.stations[node], self.visits.get(node)
            busy = station.utilisation > USED
            short = part.up and station.blocked > LOSSY and part.room < SMALL_ROOM
            if short and self._asked_again(node):
                found[node] = "Calls are tried again while its short queue is still full."
            if busy and visits and visits.excess > MET and self.load.burstiness > BURSTY:
                found[node] = "Branches of one request meet here, and requests come in bursts."
        return found

    def _asked_again(self, node: str) -> bool:
        targets = self.plan.shape.targets
        return any(part.retries and node in targets[n] for n, part in self.plan.parts.items())

    def timed_out(self, node: str) -> float:
        """Calls a second of a component that it gave up waiting for."""
        return self._over_calls(node, lambda told: told.timed_out)

    def retried(self, node: str) -> float:
        """Calls a second that a component made again."""
        return self._over_calls(node, lambda told: told.attempts - 1)

    def _over_calls(self, node: str, count: Callable[[Outcome], float]) -> float:
        passed = self.passed[node] * self.let_in.get(node, 1.0)
        return sum(
            rate * passed * call.probability * count(told)
            for kind, rate in self.rates[node].items()
            for call, told in zip(self.calls(node, kind), self.outcomes[node, kind], strict=True)
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
        self.bare.clear()
        for node in reversed(self.plan.order):
            holds: list[tuple[float, float, float]] = []
            for kind, rate in self.rates[node].items():
                body = self._class(node, kind, step)
                if node in self.gates:
                    key = (node, kind)
                    ok = self.answered[key] / max(1e-12, self.passed[node])
                    mean = ok * mix.total(body) + (1 - ok) * self.failed_ms[key]
                    holds.append((rate, mean, mix.variance(body)))
            if holds:
                self._hold(node, holds, step)

    def _class(self, node: str, kind: ClassKind, step: float) -> Mixture:
        """Works out a class of request from a component on; gives what holds a thread."""
        key, part = (node, kind), self.plan.parts[node]
        calls, steps = self.made[key]
        told = tuple([self._outcome(part, call, kind) for call in calls]) if calls else ()
        if step < 1 and key in self.outcomes:
            old = self.outcomes[key]
            told = tuple([_between(a, b, step) for a, b in zip(old, told, strict=True)])
        self.outcomes[key] = told
        if not self.timed:
            self._success(key, part, calls, steps, told, 0.0)
            return mix.NOTHING
        own = mix.then(self.stations[node].waits, self.own(node, kind))
        body = mix.then(part.stayed(own), self.behind(node, kind, calls, steps, told))
        gate = self.gates.get(node)
        self.response[key] = mix.then(gate.waits, body) if gate else body
        # How long a failure takes matters only to those who give up or try again.
        own_ms = 0.0 if self.patient else mix.total(own)
        self._success(key, part, calls, steps, told, own_ms)
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

    def _success(
        self,
        key: Key,
        part: Part,
        calls: tuple[Call, ...],
        steps: tuple[Step, ...],
        told: tuple[Outcome, ...],
        own_ms: float,
    ) -> None:
        node, kind = key
        passed = self.passed[node]
        role = part.kind.role
        if not calls and self.plan.strands(node, kind):
            self.answered[key] = passed if role == "queue" else 0.0
            self.done[key], self.failed_ms[key] = 0.0, own_ms
            return
        if role in ("source", "balancer", "queue") and calls:
            self._one_of(key, passed, calls, told, own_ms)
            return
        answered = done = passed
        spent, failing = own_ms, 0.0
        for step in steps:
            behind, chance = 1.0, answered * step.probability
            for number in step.calls:
                result = told[number]
                behind *= self._done_behind(calls[number], kind, result)
                if calls[number].waits:
                    lost = chance * (1 - result.success)
                    failing += lost * (spent + result.gave_up_ms)
                    answered -= lost
                    chance -= lost
                    if not self.patient:
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
        lost = 1 - answered
        if self.patient:
            self.failed_ms[key] = 0.0
            return
        failing = sum([c.probability * (1 - o.success) * (own_ms + o.gave_up_ms) for c, o in pairs])
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
