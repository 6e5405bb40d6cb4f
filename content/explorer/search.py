"""The search itself: every state, stage by stage, or seeded walks where that is too many."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from content.explorer.machine import Machine
from content.explorer.stages import Stage, Taken
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
    waiting: dict[int, set[int]] = {}
    for state, number in machine.starts():
        stage = machine.stages[number]
        waiting.setdefault(number, set()).add(stage.arrive(state))
    for stage in machine.stages:
        seen = waiting.pop(stage.number, set())
        if len(seen) > most:
            done.cut.append((stage.name, most))
            seen = set(sorted(seen)[:: len(seen) // most + 1])
        stack = list(seen)
        arrive = [other.arrive for other in machine.stages]
        while stack:
            state = stack.pop()
            done.union |= state
            moves = 0
            for taken in stage.moves(state):
                moves += 1
                done.union |= taken.after
                machine.reached.add(taken.key)
                number = taken.stage
                after = arrive[number](taken.after)
                if number != stage.number:
                    try:
                        waiting[number].add(after)
                    except KeyError:
                        waiting[number] = {after}
                elif after not in seen:
                    if len(seen) >= most:
                        if not done.cut or done.cut[-1][0] != stage.name:
                            done.cut.append((stage.name, most))
                        continue
                    seen.add(after)
                    stack.append(after)
            done.moves += moves
            if stuck is not None and not moves and stage is not machine.stages[-1]:
                stuck.add(stage.name)
        done.states += len(seen)
    return done


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
