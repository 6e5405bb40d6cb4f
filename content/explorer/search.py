"""The search itself: every state, stage by stage, or seeded walks where that is too many."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from content.explorer.certain import Settling
from content.explorer.machine import Machine
from content.explorer.stages import EVERYTHING, Stage, Taken
from engine.shared import OPENING_TRUST

MOST_STATES = 1_500_000
"""States of one stage that are looked at; of a stage with more, so many and no more."""
OPENINGS = (OPENING_TRUST // 2, OPENING_TRUST, OPENING_TRUST + (100 - OPENING_TRUST) // 2)
"""Trust from which walks begin: as a client brings it along who lost all of it, or gained all."""
WALKS = 3_000
"""Seeded plays that remember everything."""


@dataclass
class Searched:
    """How far a search went."""

    states: int = 0
    moves: int = 0
    union: int = 0
    """Everything that was so in some state."""
    cut: list[tuple[str, int]] = field(default_factory=list)
    """Stages at which states were left out, and how many were looked at."""

    @property
    def whole(self) -> bool:
        return not self.cut


def exhaust(
    machine: Machine,
    most: int = MOST_STATES,
    stuck: set[str] | None = None,
) -> Searched:
    """Takes every move from every state that can be reached.

    Stages follow one another and nothing leads back, and within a stage every move adds to what
    is so: the search ends by itself.

    Args:
        machine: the conversations.
        most: states of one stage at most.
        stuck: takes the stages at which some state leads nowhere.
    """
    done = Searched()
    waiting: dict[int, set[int]] = {stage.number: set() for stage in machine.stages}
    for state, number in machine.starts():
        waiting[number].add(machine.stages[number].arrive(state))
    for stage in machine.stages:
        seen = waiting.pop(stage.number)
        if len(seen) > most:
            done.cut.append((stage.name, most))
            seen = set(sorted(seen)[:: len(seen) // most + 1])
        onward = Onward(machine, stage, done)
        stack = list(seen)
        while stack:
            state = stack.pop()
            done.union |= state
            moves, ways = onward.of(state)
            done.moves += moves
            for number, afters in ways:
                if number != stage.number:
                    waiting[number].update(afters)
                    continue
                for after in afters:
                    if after in seen:
                        continue
                    if len(seen) >= most:
                        if not done.cut or done.cut[-1][0] != stage.name:
                            done.cut.append((stage.name, most))
                        continue
                    seen.add(after)
                    stack.append(after)
            if stuck is not None and not moves and stage is not machine.stages[-1]:
                stuck.add(stage.name)
        done.states += len(seen)
    return done


class Onward:
    """Where moves lead from the states of one stage.

    Most of what is so is asked about later, and passes through a stage as it is. So the moves are
    taken once from the states that look alike here, with nothing else so, and what else is so of
    each is added to where they lead.
    """

    def __init__(self, machine: Machine, stage: Stage, done: Searched) -> None:
        self._machine, self._stage, self._done = machine, stage, done
        self._taken: dict[int, tuple[int, list[tuple[int, tuple[int, ...]]]]] = {}
        self._passes = [other.keep & ~stage.sees for other in machine.stages]
        self._sights = [_Sights(other.settle or Settling()) for other in machine.stages]

    def of(self, state: int) -> tuple[int, list[tuple[int, list[int]]]]:
        """How many moves there are, and the states to which they lead, by stage."""
        if self._stage.sees == EVERYTHING:
            taken = self._take(state)
        else:
            seen = state & self._stage.sees
            if seen not in self._taken:
                self._taken[seen] = self._take(seen)
            taken = self._taken[seen]
        ways = []
        for number, afters in taken[1]:
            passes, sights = state & self._passes[number], self._sights[number]
            told = sights.told
            found = [after | passes for after in afters]
            if told:
                found = [after | sights[after & told] for after in found]
            ways.append((number, found))
        return taken[0], ways

    def _take(self, state: int) -> tuple[int, list[tuple[int, tuple[int, ...]]]]:
        stages, moves, ahead = self._machine.stages, 0, dict[int, set[int]]()
        for taken in self._stage.moves(state):
            moves += 1
            self._done.union |= taken.after
            self._machine.reached.add(taken.key)
            ahead.setdefault(taken.stage, set()).add(stages[taken.stage].arrive(taken.after))
        return moves, [(number, tuple(afters)) for number, afters in ahead.items()]


class _Sights(dict[int, int]):
    """The sources that need not lie in sight, by which facts are known."""

    def __init__(self, settle: Settling) -> None:
        super().__init__()
        self._settle, self.told = settle, settle.tells

    def __missing__(self, known: int) -> int:
        found = self[known] = self._settle.in_sight(known)
        return found


def walks(
    machine: Machine,
    count: int = WALKS,
    seed: int = 0,
    watch: Callable[[Stage, int, list[Taken]], None] | None = None,
) -> Searched:
    """Seeded plays to the end, which prefer moves that were seldom taken.

    Args:
        machine: the conversations, remembering everything.
        count: how many plays.
        seed: where chance begins.
        watch: called at every step with what was on offer.
    """
    chance = random.Random(seed)  # noqa: S311
    done = Searched()
    taken_before: dict[tuple[str, ...], int] = {}
    starts = [start for trust in OPENINGS for start in machine.starts(trust)]
    for _ in range(count):
        state, number = chance.choice(starts)
        while True:
            stage = machine.stages[number]
            done.union |= state
            state = stage.arrive(state)
            offered = list(stage.moves(state))
            if watch:
                watch(stage, state, offered)
            if not offered:
                break
            done.states += 1
            best = _seldom(offered, taken_before, chance)
            taken_before[best.key] = taken_before.get(best.key, 0) + 1
            machine.reached.add(best.key)
            state, number = best.after, best.stage
        done.moves += 1
    return done


def _seldom(
    offered: list[Taken], before: dict[tuple[str, ...], int], chance: random.Random
) -> Taken:
    """A move by chance; half the time the one that was taken least."""
    if chance.random() < 0.5:
        return chance.choice(offered)
    chance.shuffle(offered)
    return min(offered, key=lambda taken: before.get(taken.key, 0))
