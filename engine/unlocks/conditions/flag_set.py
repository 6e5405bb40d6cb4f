"""A campaign flag is set."""

from __future__ import annotations

from engine.unlocks.clause import Clause, Form
from engine.unlocks.condition import Condition, Explanation
from engine.unlocks.facts import Facts


class FlagSet(Condition):
    """A campaign flag is set."""

    flag: str

    def holds(self, facts: Facts) -> bool:
        return self.flag in facts.flags

    def explain(self, facts: Facts) -> Explanation:
        met = self.holds(facts)
        words = self.flag.replace("_", " ")
        return Explanation(met=met, words=words, have="" if met else "not so")

    def explain_not(self, facts: Facts) -> Explanation:
        met = not self.holds(facts)
        words = f"no {self.flag.replace('_', ' ')}"
        return Explanation(met=met, words=words, have="" if met else "it was")


def _read(clause: Clause) -> Condition:
    return FlagSet(flag=clause.name("flag"))


FORMS = (Form("flag_set", ("flag",), _read),)
