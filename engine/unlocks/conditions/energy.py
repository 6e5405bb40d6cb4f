"""The team has energy left."""

from __future__ import annotations

from engine.unlocks.clause import Clause, Form
from engine.unlocks.condition import Condition, Explanation
from engine.unlocks.facts import Facts


class Energy(Condition):
    """The team has this much energy."""

    minimum: int

    def holds(self, facts: Facts) -> bool:
        return facts.energy >= self.minimum

    def explain(self, facts: Facts) -> Explanation:
        have = f"{facts.energy} of {self.minimum}"
        return Explanation(met=self.holds(facts), words="energy", have=have)


def _read(clause: Clause) -> Condition:
    return Energy(minimum=clause.number("minimum"))


FORMS = (Form("energy", ("minimum",), _read),)
