"""What every node of an unlock tree can do: hold, explain itself, name missions."""

from __future__ import annotations

from abc import abstractmethod

from engine.frozen import Frozen
from engine.unlocks.facts import Facts


class Explanation(Frozen):
    """Why a tree holds or not, clause by clause."""

    met: bool
    words: str
    have: str = ""
    inner: tuple[Explanation, ...] = ()

    def unmet(self) -> int:
        """Clauses at the top that are not met."""
        return sum(not clause.met for clause in self.inner) if self.inner else int(not self.met)


Explanation.model_rebuild()


class Condition(Frozen):
    """One node of an unlock tree."""

    @abstractmethod
    def holds(self, facts: Facts) -> bool:
        """Whether a player's facts meet it."""

    @abstractmethod
    def explain(self, facts: Facts) -> Explanation:
        """It in words, with what is met, what is had and what is needed."""

    def explain_not(self, facts: Facts) -> Explanation | None:
        """Its denial in words of its own, where it has some."""
        return None

    def missions(self) -> tuple[str, ...]:
        """The missions that it names."""
        return ()


Tree = Condition


def holds(tree: Tree, facts: Facts) -> bool:
    """Whether a player's facts meet the tree."""
    return tree.holds(facts)


def explain(tree: Tree, facts: Facts) -> Explanation:
    """The tree in words, with what is met, what is had and what is needed."""
    return tree.explain(facts)


def gathered(met: bool, clauses: tuple[Explanation, ...]) -> Explanation:
    """Several clauses that must all be met; one alone stands for itself."""
    if len(clauses) == 1:
        return clauses[0]
    return Explanation(met=met, words="all of these", inner=clauses)
