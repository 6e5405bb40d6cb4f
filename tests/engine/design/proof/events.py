"""A discrete-event simulation of queues that call each other: every request one by one.

It needs nothing but the standard library, so that another interpreter may run it: as a program it
reads an order as JSON and answers with what it saw. Events are kept in a heap; a test runs the
same on SimPy and wants the same figures to the last digit.
"""

from __future__ import annotations

import json
import random
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import asdict
from heapq import heappop, heappush
from math import sqrt
from typing import Protocol

from tests.engine.design.proof.seen import Seen, summary
from tests.engine.design.proof.wiring import Wiring, read

Answer = Callable[[bool], None]


class Clock(Protocol):
    """What happens later, in order of time and then of asking."""

    now: float

    def after(self, delay: float, then: Callable[[], None]) -> None: ...

    def run(self) -> None: ...


class HeapClock:
    """The events to come in a heap."""

    def __init__(self) -> None:
        self.now, self.number = 0.0, 0
        self.heap: list[tuple[float, int, Callable[[], None]]] = []

    def after(self, delay: float, then: Callable[[], None]) -> None:
        self.number += 1
        heappush(self.heap, (self.now + delay, self.number, then))

    def run(self) -> None:
        heap = self.heap
        while heap:
            self.now, _, then = heappop(heap)
            then()


class Server:
    """A queue with its servers: one copy of a component, or all of them."""

    def __init__(self, clock: Clock, count: int, room: int) -> None:
        self.clock, self.count, self.room = clock, count, room
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
        self.clock.after(work, lambda: self._end(work, then))

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


class World:
    """One run."""

    def __init__(self, wiring: Wiring, seed: int, clock: Clock | None = None) -> None:
        self.wiring, self.clock = wiring, clock or HeapClock()
        self.chance = random.Random(seed)
        self.servers = [
            [Server(self.clock, c.servers, c.room) for _ in range(c.queues)]
            for c in wiring.components
        ]
        self.threads = [
            Threads(c.threads, c.thread_room) if c.threads else None for c in wiring.components
        ]
        self.turns = [-1] * len(wiring.components)
        self.copies: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self.seen = Seen()
        self.settled = False
        self.begun = 0.0

    # --- a request at a component ---

    def come(self, node: int, kind: int, answer: Answer, copy: int = -1) -> None:
        """A request of a class comes to a component, which answers well or not."""
        gate = self.threads[node]
        if gate is None:
            self._serve(node, kind, answer, copy)
            return
        held = gate

        def told(well: bool) -> None:
            held.give()
            answer(well)

        if not gate.take(lambda: self._serve(node, kind, told, copy)):
            answer(False)

    def _serve(self, node: int, kind: int, answer: Answer, copy: int) -> None:
        part = self.wiring.components[node]
        queues = self.servers[node]
        if copy < 0:
            copy = int(self.chance.random() * len(queues)) if len(queues) > 1 else 0
        work = varied(self.chance, part.work[kind], part.variability)
        if work <= 0:
            self._after_work(node, kind, answer)
        elif not queues[copy].take(work, lambda: self._after_work(node, kind, answer)):
            answer(False)

    def _after_work(self, node: int, kind: int, answer: Answer) -> None:
        part = self.wiring.components[node]
        delay = part.delay
        if part.slow[0] and self.chance.random() < part.slow[0]:
            delay += part.slow[1]
        if delay:
            self.clock.after(delay, lambda: self._call(node, kind, answer))
        else:
            self._call(node, kind, answer)

    def _call(self, node: int, kind: int, answer: Answer) -> None:
        part = self.wiring.components[node]
        calls = part.calls[kind]
        if part.role == "queue":
            answer(True)
            if calls:
                self.come(self._drawn(calls), kind, _unheard)
        elif part.strands[kind]:
            answer(False)
        elif calls and part.role in ("source", "balancer"):
            target, copy = self._choose(node, kind)
            self._attempt(node, target, kind, answer, copy, 0)
        else:
            wanted: list[int] = []
            for probability, group in part.steps[kind]:
                if probability >= 1 or self.chance.random() < probability:
                    wanted += [calls[n][0] for n in group]
            if not wanted:
                answer(True)
            elif part.at_once:
                self._all(node, kind, wanted, answer)
            else:
                self._in_turn(node, kind, wanted, 0, answer)

    def _in_turn(self, node: int, kind: int, wanted: list[int], at: int, answer: Answer) -> None:
        if at + 1 == len(wanted):
            self._attempt(node, wanted[at], kind, answer, -1, 0)
            return

        def told(well: bool) -> None:
            if well:
                self._in_turn(node, kind, wanted, at + 1, answer)
            else:
                answer(False)

        self._attempt(node, wanted[at], kind, told, -1, 0)

    def _all(self, node: int, kind: int, wanted: list[int], answer: Answer) -> None:
        open_calls, good = len(wanted), True

        def told(well: bool) -> None:
            nonlocal open_calls, good
            open_calls -= 1
            good = good and well
            if not open_calls:
                answer(good)

        for target in wanted:
            self._attempt(node, target, kind, told, -1, 0)

    def _drawn(self, calls: list[tuple[int, float]]) -> int:
        if len(calls) == 1:
            return calls[0][0]
        left = self.chance.random() * sum(p for _, p in calls)
        for target, probability in calls:
            left -= probability
            if left < 0:
                return target
        return calls[-1][0]

    def _choose(self, node: int, kind: int) -> tuple[int, int]:
        part = self.wiring.components[node]
        calls = part.calls[kind]
        if part.role == "source" or part.balance == "random":
            return self._drawn(calls), -1
        if part.balance == "in turn":
            copies = self.copies.get((node, kind))
            if copies is None:
                parts = self.wiring.components
                copies = [
                    (t, n if parts[t].queues > 1 else -1)
                    for t, _ in calls
                    for n in range(max(1, parts[t].copies))
                ]
                self.copies[node, kind] = copies
            self.turns[node] = turn = (self.turns[node] + 1) % len(copies)
            return copies[turn]
        loads = [self.servers[target][0].load for target, _ in calls]
        least = min(loads)
        alike = [calls[n][0] for n, load in enumerate(loads) if load == least]
        if len(alike) == 1:
            return alike[0], -1
        return alike[int(self.chance.random() * len(alike))], -1

    # --- patience ---

    def _attempt(
        self, node: int, target: int, kind: int, answer: Answer, copy: int, number: int
    ) -> None:
        part = self.wiring.components[node]
        if not (part.timeout or part.retries):
            self._send(node, target, kind, answer, copy)
            return
        over = False

        def told(well: bool) -> None:
            nonlocal over
            if over:
                return
            over = True
            if well or number >= part.retries:
                answer(well)
            elif part.backoff:
                self.clock.after(part.backoff, again)
            else:
                again()

        def again() -> None:
            self._attempt(node, target, kind, answer, -1, number + 1)

        if part.timeout:
            self.clock.after(part.timeout, lambda: told(False))
        self._send(node, target, kind, told, copy)

    def _send(self, node: int, target: int, kind: int, answer: Answer, copy: int) -> None:
        """Half of the way there, and half of it back."""
        away = self.wiring.components[node].away[kind].get(target, 0.0) / 2
        if not away:
            self.come(target, kind, answer, copy)
            return

        def told(well: bool) -> None:
            self.clock.after(away, lambda: answer(well))

        self.clock.after(away, lambda: self.come(target, kind, told, copy))

    # --- the run ---

    def run(self, requests: int, warm: int, goal: float = 0.0, most: int = 0) -> Seen:
        """So many requests, after `warm` others have filled the queues. With a goal, half as
        many again, again and again, until half the interval of the p95 is within it or there
        were `most`."""
        left, asked = requests + warm, requests
        shares = list(enumerate(self.wiring.shares))
        gap, burstiness = self.wiring.gap, self.wiring.burstiness

        def arrive() -> None:
            nonlocal left, asked
            if left == asked and not self.settled:
                self.settled = True
                self._reset()
            left -= 1
            sources = self.wiring.sources
            source = sources[0]
            if len(sources) > 1:
                source = sources[int(self.chance.random() * len(sources))]
            self._request(source, self._drawn(shares))
            if left <= 0 and goal and asked < most and self.seen.half_width(0.95) > goal:
                left = min(asked // 2, most - asked)
                asked += left
            if left > 0:
                self.clock.after(varied(self.chance, gap, burstiness), arrive)
            else:
                self._busy()

        arrive()
        self.clock.run()
        return self.seen

    def _request(self, source: int, kind: int) -> None:
        begun, counted = self.clock.now, self.settled
        if counted:
            self.seen.offered += 1

        def told(well: bool) -> None:
            if counted and well:
                self.seen.answered += 1
                self.seen.times.append(self.clock.now - begun)

        self.come(source, kind, told)

    def _reset(self) -> None:
        self.begun = self.clock.now
        for queues in self.servers:
            for queue in queues:
                queue.worked = 0.0

    def _busy(self) -> None:
        passed = self.clock.now - self.begun
        for node, queues in enumerate(self.servers):
            whole = sum(queue.count for queue in queues) * passed
            self.seen.busy[self.wiring.names[node]] = sum(q.worked for q in queues) / whole


def _unheard(_: bool) -> None:
    """The answer to what nobody waits for."""


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


if __name__ == "__main__":
    order = json.load(sys.stdin)
    world = World(read(order.pop("wiring")), order.pop("seed"))
    json.dump(asdict(summary(world.run(**order))), sys.stdout)
