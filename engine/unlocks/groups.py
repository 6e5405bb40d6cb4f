"""The nodes that hold others: all, any, not all, at least so many."""

from __future__ import annotations

from engine.unlocks.condition import Condition, Explanation, Tree, gathered
from engine.unlocks.facts import Facts


class Group(Condition):
    """Conditions taken together."""

    conditions: tuple[Tree, ...] = ()

    def missions(self) -> tuple[str, ...]:
        return tuple(name for inner in self.conditions for name in inner.missions())

    def _met(self, facts: Facts) -> int:
        return sum(inner.holds(facts) for inner in self.conditions)

    def _inner(self, facts: Facts) -> tuple[Explanation, ...]:
        return tuple(inner.explain(facts) for inner in self.conditions)


class All(Group):
    """Every condition holds; none at all holds too."""

    def holds(self, facts: Facts) -> bool:
        return all(inner.holds(facts) for inner in self.conditions)

    def explain(self, facts: Facts) -> Explanation:
        return gathered(self.holds(facts), self._inner(facts))


class Any_(Group):  # noqa: N801
    """At least one condition holds."""

    def holds(self, facts: Facts) -> bool:
        return any(inner.holds(facts) for inner in self.conditions)

    def explain(self, facts: Facts) -> Explanation:
        inner = self._inner(facts)
        if len(inner) == 1:
            return inner[0]
        words = "either of these" if len(inner) == 2 else "one of these"
        return Explanation(met=self.holds(facts), words=words, inner=inner)


class Not(Group):
    """None of the conditions together: the AND of them does not hold."""

    def holds(self, facts: Facts) -> bool:
        return not all(inner.holds(facts) for inner in self.conditions)

    def explain(self, facts: Facts) -> Explanation:
        told = self.conditions[0].explain_not(facts) if len(self.conditions) == 1 else None
        if told is not None:
            return told
        words = "not all of these" if len(self.conditions) > 1 else "not"
        return Explanation(met=self.holds(facts), words=words, inner=self._inner(facts))


class AtLeast(Group):
    """So many of the conditions hold."""

    count: int

    def holds(self, facts: Facts) -> bool:
        return self._met(facts) >= self.count

    def explain(self, facts: Facts) -> Explanation:
        inner = self._inner(facts)
        if len(inner) == 1 and self.count == 1:
            return inner[0]
        return Explanation(
            met=self.holds(facts),
            words=f"{self.count} of these",
            have=f"{self._met(facts)} of {self.count}",
            inner=inner,
        )
