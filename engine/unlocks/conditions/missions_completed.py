"""Missions are completed, each with at least a score."""

from __future__ import annotations

from engine.unlocks.clause import Clause, Form
from engine.unlocks.condition import Condition, Explanation, gathered
from engine.unlocks.facts import Facts


class MissionsCompleted(Condition):
    """These missions are completed, each with at least this score."""

    mission_ids: tuple[str, ...] = ()
    minimum_score: int = 0

    def holds(self, facts: Facts) -> bool:
        return all(self._done(mission, facts) for mission in self.mission_ids)

    def explain(self, facts: Facts) -> Explanation:
        clauses = tuple(self._told(mission, facts) for mission in self.mission_ids)
        return gathered(self.holds(facts), clauses)

    def missions(self) -> tuple[str, ...]:
        return self.mission_ids

    def _done(self, mission: str, facts: Facts) -> bool:
        score = facts.score(mission)
        return score is not None and score >= self.minimum_score

    def _told(self, mission: str, facts: Facts) -> Explanation:
        done = self._done(mission, facts)
        if not self.minimum_score:
            return Explanation(met=done, words=f"{mission} done")
        score = facts.score(mission)
        have = f"{'none' if score is None else score} of {self.minimum_score}"
        return Explanation(met=done, words=f"{mission} score", have="" if done else have)


def _read(clause: Clause) -> Condition:
    ids = clause.names("mission_ids")
    return MissionsCompleted(mission_ids=ids, minimum_score=clause.number("minimum_score", 0))


FORMS = (Form("missions_completed", ("mission_ids", "minimum_score"), _read),)
