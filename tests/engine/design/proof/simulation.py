"""A discrete-event simulation of a drawing, on SimPy: every request one by one.

It takes from the game only which component calls which (`routes`), and does all queueing,
choosing, giving up and trying again itself.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import sqrt

import simpy

from engine.design.graph import Design
from engine.design.kind import Catalogue, ClassKind
from engine.design.load import Load
from engine.design.part import Part
from engine.design.rates import shares_of
from engine.design.routes import Call, plan

Answer = Callable[[bool], None]


class Server:
    """A queue with its servers: one copy of a component, or all of them."""

    def __init__(self, world: World, count: int, room: int) -> None:
        self.world, self.count, self.room = world, count, room
        self.busy = 0
        self.waiting: deque[tuple[float, Callable[[], None]]] = deque()
        self.worked = 0.0

    @property
    def load(self) -> float:
        return (self.busy + len(self.waiting)) / self.count

    def take(self, work: float, then: Callable[[], None]) -> bool:
        """Serves for so long, now or later; False where there is no place."""
        if self.busy < self.count:
            self._begin(work, then)
        elif len(self.waiting) < self.room:
            self.waiting.append((work, then))
        else:
            return False
        return True

    def _begin(self, work: float, then: Callable[[], None]) -> None:
        self.busy += 1
        self.world.after(work, lambda: self._end(work, then))

    def _end(self, work: float, then: Callable[[], None]) -> None:
        self.worked += work
        self.busy -= 1
        if self.waiting:
            self._begin(*self.waiting.popleft())
        then()


class Threads:
    """So many requests at once, from their coming in to their answer."""

    def __init__(self, count: int, room: int) -> None:
        self.free, self.room = count, room
        self.waiting: deque[Callable[[], None]] = deque()

    def take(self, then: Callable[[], None]) -> bool:
        if self.free:
            self.free -= 1
            then()
        elif len(self.waiting) < self.room:
            self.waiting.append(then)
        else:
            return False
        return True

    def give(self) -> None:
        if self.waiting:
            self.waiting.popleft()()
        else:
            self.free += 1


@dataclass
class Seen:
    """What came out of a run, once it had settled."""

    offered: int = 0
    answered: int = 0
    times: list[float] = field(default_factory=list)
    busy: dict[str, float] = field(default_factory=dict)

    def quantile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    @property
    def mean(self) -> float:
        return sum(self.times) / len(self.times) if self.times else 0.0

    def half_width(self, share: float, parts: int = 10) -> float:
        """Half of the 95% interval of a quantile, from batches, relative to it."""
        size = len(self.times) // parts
        if size < 50:
            return 1.0
        found = []
        for number in range(parts):
            batch = sorted(self.times[number * size : (number + 1) * size])
            found.append(batch[int(size * share)])
        mean = sum(found) / parts
        spread = sqrt(sum((x - mean) ** 2 for x in found) / (parts - 1))
        return 2.26 * spread / sqrt(parts) / mean if mean else 0.0


class World:
    """One run."""

    def __init__(self, design: Design, catalogue: Catalogue, load: Load, seed: int) -> None:
        self.env = simpy.Environment()
        self.chance = random.Random(seed)
        self.plan, self.load = plan(design, catalogue), load
        self.callers: dict[str, list[str]] = {n: [] for n in self.plan.order}
        for node in self.plan.order:
            for target in design.targets[node]:
                self.callers[target].append(node)
        self.prompt = self._prompt()
        self.servers = {node: self._servers(part) for node, part in self.plan.parts.items()}
        self.threads = {
            node: Threads(part.threads, part.room)
            for node, part in self.plan.parts.items()
            if part.threads
        }
        self.turns: dict[str, int] = {}
        self.seen = Seen()
        self.settled = False

    def after(self, delay: float, then: Callable[[], None]) -> None:
        event = self.env.timeout(delay)
        event.callbacks.append(lambda _: then())

    def _prompt(self) -> set[str]:
        """Components that somebody waits for."""
        met = set(self.plan.sources)
        for node in self.plan.order:
            if node in met:
                for kind in shares_of(self.load):
                    met.update(c.target for c in self.plan.calls(node, kind) if c.waits)
        return met

    def _servers(self, part: Part) -> list[Server]:
        room = part.room if part.node.id in self.prompt else 10_000_000
        if part.threads:
            room = 10_000_000
        callers = [self.plan.parts[n] for n in self.callers[part.node.id]]
        dealt = [c.kind.role == "balancer" and c.balance != "least busy" for c in callers]
        if dealt == [True]:
            each = part.servers // part.serving
            return [Server(self, each, room // part.serving) for _ in range(part.serving)]
        return [Server(self, part.servers, room)]

    # --- a request at a component ---

    def come(self, node: str, kind: ClassKind, answer: Answer, copy: int | None = None) -> None:
        """A request of a class comes to a component, which answers well or not."""
        gate = self.threads.get(node)
        if gate is None:
            self._serve(node, kind, answer, copy)
            return

        def told(well: bool) -> None:
            gate.give()
            answer(well)

        if not gate.take(lambda: self._serve(node, kind, told, copy)):
            answer(False)

    def _serve(self, node: str, kind: ClassKind, answer: Answer, copy: int | None) -> None:
        part = self.plan.parts[node]
        queues = self.servers[node]
        if copy is None:
            copy = self.chance.randrange(len(queues)) if len(queues) > 1 else 0
        onward = lambda: self._after_work(node, kind, answer)  # noqa: E731
        work = self._work(part, kind)
        if work <= 0:
            onward()
        elif not queues[copy].take(work, onward):
            answer(False)

    def _after_work(self, node: str, kind: ClassKind, answer: Answer) -> None:
        part = self.plan.parts[node]
        if part.kind.delay_ms:
            self.after(part.kind.delay_ms, lambda: self._call(node, kind, answer))
        else:
            self._call(node, kind, answer)

    def _work(self, part: Part, kind: ClassKind) -> float:
        mean, spread = part.kind.service_ms, part.kind.variability
        if part.node.id not in self.prompt and part.kind.later_ms:
            mean = part.kind.later_ms
        mean *= part.kind.effort_of.get(kind, 1.0)
        return varied(self.chance, mean, spread)

    def _call(self, node: str, kind: ClassKind, answer: Answer) -> None:
        calls = self.plan.calls(node, kind)
        role = self.plan.parts[node].kind.role
        if role == "queue":
            answer(True)
            if calls:
                chosen = self.chance.choices(calls, [c.probability for c in calls])[0]
                self.come(chosen.target, kind, lambda _: None)
        elif self.plan.strands(node, kind):
            answer(False)
        elif role in ("source", "balancer") and calls:
            target, copy = self._choose(node, calls)
            self._attempt(node, target, kind, answer, copy, 0)
        else:
            happening = [
                [calls[n] for n in step.calls]
                for step in self.plan.steps(node, kind)
                if step.probability >= 1 or self.chance.random() < step.probability
            ]
            wanted = [call for group in happening for call in group]
            if self.plan.parts[node].at_once:
                self._all(node, kind, wanted, answer)
            else:
                self._in_turn(node, kind, wanted, answer)

    def _in_turn(self, node: str, kind: ClassKind, wanted: list[Call], answer: Answer) -> None:
        if not wanted:
            answer(True)
            return

        def told(well: bool) -> None:
            if well:
                self._in_turn(node, kind, wanted[1:], answer)
            else:
                answer(False)

        self._attempt(node, wanted[0].target, kind, told, None, 0)

    def _all(self, node: str, kind: ClassKind, wanted: list[Call], answer: Answer) -> None:
        if not wanted:
            answer(True)
            return
        open_calls = [len(wanted), True]

        def told(well: bool) -> None:
            open_calls[0] -= 1
            open_calls[1] = open_calls[1] and well
            if not open_calls[0]:
                answer(bool(open_calls[1]))

        for call in wanted:
            self._attempt(node, call.target, kind, told, None, 0)

    def _choose(self, node: str, calls: tuple[Call, ...]) -> tuple[str, int | None]:
        part = self.plan.parts[node]
        if part.kind.role == "source" or part.balance == "random":
            return self.chance.choices(calls, [c.probability for c in calls])[0].target, None
        if part.balance == "in turn":
            copies = [(c.target, n) for c in calls for n in range(len(self.servers[c.target]))]
            turn = self.turns[node] = (self.turns.get(node, -1) + 1) % len(copies)
            return copies[turn]
        least = min(calls, key=lambda c: (self.servers[c.target][0].load, self.chance.random()))
        return least.target, None

    # --- patience ---

    def _attempt(
        self,
        node: str,
        target: str,
        kind: ClassKind,
        answer: Answer,
        copy: int | None,
        number: int,
    ) -> None:
        part = self.plan.parts[node]
        if not (part.timeout_ms or part.retries):
            self.come(target, kind, answer, copy)
            return
        state = [False]

        def told(well: bool) -> None:
            if state[0]:
                return
            state[0] = True
            if well or number >= part.retries:
                answer(well)
            elif part.backoff_ms:
                self.after(part.backoff_ms, again)
            else:
                again()

        def again() -> None:
            self._attempt(node, target, kind, answer, None, number + 1)

        if part.timeout_ms:
            self.after(part.timeout_ms, lambda: told(False))
        self.come(target, kind, told, copy)

    # --- the run ---

    def run(self, requests: int, warm: int) -> Seen:
        kinds = list(shares_of(self.load).items())
        left = [requests + warm]
        mean = 1000 / self.load.rps

        def arrive() -> None:
            if left[0] == requests:
                self.settled = True
                self._reset()
            left[0] -= 1
            kind = self.chance.choices([k for k, _ in kinds], [s for _, s in kinds])[0]
            source = self.plan.sources[0]
            if len(self.plan.sources) > 1:
                source = self.chance.choice(self.plan.sources)
            self._request(source, kind)
            if left[0] > 0:
                self.after(varied(self.chance, mean, self.load.burstiness), arrive)
            else:
                self._busy()

        arrive()
        self.env.run()
        return self.seen

    def _request(self, source: str, kind: ClassKind) -> None:
        begun, counted = self.env.now, self.settled
        if counted:
            self.seen.offered += 1

        def told(well: bool) -> None:
            if counted and well:
                self.seen.answered += 1
                self.seen.times.append(self.env.now - begun)

        self.come(source, kind, told)

    def _reset(self) -> None:
        self.begun = self.env.now
        for queues in self.servers.values():
            for queue in queues:
                queue.worked = 0.0

    def _busy(self) -> None:
        passed = self.env.now - self.begun
        for node, queues in self.servers.items():
            whole = sum(queue.count for queue in queues) * passed
            self.seen.busy[node] = sum(queue.worked for queue in queues) / whole


def varied(chance: random.Random, mean: float, spread: float) -> float:
    """A time of this mean and squared coefficient of variation: a gamma, or two exponentials."""
    if mean <= 0:
        return 0.0
    if spread == 1:
        return chance.expovariate(1 / mean)
    if spread < 1e-9:
        return mean
    if spread < 1:
        return chance.gammavariate(1 / spread, mean * spread)
    short = (1 + sqrt((spread - 1) / (spread + 1))) / 2
    weight = short if chance.random() < short else 1 - short
    return chance.expovariate(2 * weight / mean)


def simulate(
    design: Design, catalogue: Catalogue, load: Load, seed: int, requests: int, warm: int
) -> Seen:
    """What so many requests meet, after `warm` others have filled the queues."""
    return World(design, catalogue, load, seed).run(requests, warm)
