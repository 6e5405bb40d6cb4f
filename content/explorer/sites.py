"""Conditions where they stand, each noting on which sides its atoms have been."""

from __future__ import annotations

from dataclasses import dataclass, field

from content.conditions import spell
from content.explorer.layout import Layout, Test, Variable
from engine import conditions as c
from engine.conditions import Condition

Key = tuple[str, ...]
"""What part of a mission is meant: its sort and its names."""


@dataclass
class Side:
    """One atom of a condition, and what it has been found to be."""

    words: str
    test: Test
    held: bool = False
    failed: bool = False


@dataclass
class Site:
    """One condition at its place."""

    key: Key
    condition: Condition
    test: Test
    sides: list[Side]
    active: bool = True
    """Whether the search remembers what it asks about; if not, nothing hangs on it but words."""
    met: set[bool] = field(default_factory=set)
    """What the whole has been."""
    waiting: bool = True
    """Whether some side is still to be seen."""

    def holds(self, state: int) -> bool:
        """Whether the condition holds; what its atoms are is noted."""
        holds = self.test(state)
        if self.waiting:
            self._note(state, holds)
        return holds

    def _note(self, state: int, holds: bool) -> None:
        self.met.add(holds)
        for side in self.sides:
            if side.test(state):
                side.held = True
            else:
                side.failed = True
        self.waiting = len(self.met) < 2 or any(not (s.held and s.failed) for s in self.sides)


class Sites:
    """All conditions of a mission that were looked at."""

    def __init__(self, layout: Layout, memory: frozenset[Variable]) -> None:
        self._layout = layout
        self._memory = memory
        self.by_key: dict[Key, Site] = {}

    def at(self, key: Key, condition: Condition | None) -> Site | None:
        """The condition at a place, where there is one that can fail."""
        if condition is None or isinstance(condition, c.Always):
            return None
        site = self.by_key.get(key)
        if site is None:
            leaves = dict.fromkeys(c.atoms(condition))
            sides = [
                Side(spell(leaf), self._layout.test(leaf))
                for leaf in leaves
                if not isinstance(leaf, c.Always)
            ]
            active = self._layout.reads(condition) <= self._memory
            site = Site(key, condition, self._layout.test(condition), sides, active)
            self.by_key[key] = site
        return site
