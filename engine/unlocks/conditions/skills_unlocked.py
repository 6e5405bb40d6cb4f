"""The player has skills, at levels where levels are given."""

from __future__ import annotations

from engine.unlocks.clause import Clause, Form
from engine.unlocks.condition import Condition, Explanation, gathered
from engine.unlocks.facts import Facts
from engine.values import Tally, tally


class SkillsUnlocked(Condition):
    """The player has these skills, at these levels where levels are given."""

    skills: tuple[str, ...] = ()
    levels: Tally = ()

    def level(self, skill: str) -> int:
        """The level that a skill must have."""
        return max(1, tally(self.levels, skill, 1))

    def holds(self, facts: Facts) -> bool:
        return all(self._has(skill, facts) for skill in self.skills)

    def explain(self, facts: Facts) -> Explanation:
        clauses = tuple(
            Explanation(
                met=self._has(skill, facts),
                words=skill.replace("_", " "),
                have=f"{tally(facts.skills, skill)} of {self.level(skill)}",
            )
            for skill in self.skills
        )
        return gathered(self.holds(facts), clauses)

    def _has(self, skill: str, facts: Facts) -> bool:
        return tally(facts.skills, skill) >= self.level(skill)


def _read(clause: Clause) -> Condition:
    return SkillsUnlocked(skills=clause.names("skills"), levels=clause.numbers("levels"))


FORMS = (Form("skills_unlocked", ("skills", "levels"), _read),)
