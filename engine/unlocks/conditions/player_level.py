"""The player has reached a level; `simple` is the source's shorter way to write it."""

from __future__ import annotations

from engine.unlocks.clause import Clause, Form
from engine.unlocks.condition import Condition, Explanation
from engine.unlocks.facts import Facts


class PlayerLevel(Condition):
    """The player has reached a level."""

    minimum: int

    def holds(self, facts: Facts) -> bool:
        return facts.level >= self.minimum

    def explain(self, facts: Facts) -> Explanation:
        have = f"{facts.level} of {self.minimum}"
        return Explanation(met=self.holds(facts), words="level", have=have)


def _read(clause: Clause) -> Condition:
    return PlayerLevel(minimum=clause.number("minimum"))


def _read_simple(clause: Clause) -> Condition:
    return PlayerLevel(minimum=clause.number("required_level"))


FORMS = (
    Form("player_level", ("minimum",), _read),
    Form("simple", ("required_level",), _read_simple),
)
