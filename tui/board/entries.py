"""The board's entries: each mission with its status, and why it is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from engine.mission import MissionCard
from engine.scoring import grade_of
from engine.unlocks import All, BadTree, Explanation, Facts, Tree, explain, holds, parse_tree

Status = Literal["locked", "open", "in_progress", "completed"]
GLYPHS: dict[str, str] = {"locked": "◌", "open": "○", "in_progress": "◐", "completed": "✓"}


@dataclass(frozen=True)
class BoardEntry:
    """One mission as this player has it."""

    card: MissionCard
    status: Status
    score: int | None = None
    first_score: int | None = None
    phase: str = ""
    """The kind of the phase that is being played."""
    explanation: Explanation = field(default_factory=lambda: Explanation(met=True, words=""))
    scored: bool = True

    @cached_property
    def grade(self) -> str:
        """The letter of the best score."""
        return grade_of(self.score) if self.score is not None and self.scored else ""

    @property
    def first_grade(self) -> str:
        return grade_of(self.first_score) if self.first_score is not None else ""

    @property
    def missing(self) -> bool:
        """Whether the mission is not in this edition of the game."""
        return not self.card.playable

    def words(self) -> str:
        """The status in a few words."""
        if self.status == "completed":
            return f"done {self.grade}".strip()
        if self.status == "in_progress":
            return f"in play, {self.phase}" if self.phase else "in play"
        if self.status == "open" and self.missing:
            return "not yet written"
        if self.status == "open":
            return f"open, {self.card.estimated_duration} min"
        return "locked " + "✗" * min(4, max(1, self.explanation.unmet()))


def tree_of(card: MissionCard) -> Tree:
    """Both of a mission's conditions as one tree."""
    documents = (card.unlock_conditions, card.prerequisites)
    trees = [parsed(document) for document in documents if document]
    return trees[0] if len(trees) == 1 else All(conditions=tuple(trees))


def parsed(document: dict[str, Any]) -> Tree:
    """A tree from the database; a malformed one never opens."""
    try:
        return parse_tree(document)
    except BadTree:
        return All(conditions=(parse_tree({"type": "OR", "conditions": []}),))


def status_of(card: MissionCard, row_status: str, facts: Facts) -> tuple[Status, Explanation]:
    """The status to show, and the door's explanation with missions by their codes."""
    tree = tree_of(card)
    told = explain(tree, facts)
    if row_status == "completed":
        return "completed", told
    if row_status == "in_progress":
        return "in_progress", told
    return ("open" if holds(tree, facts) else "locked"), told


def in_codes(told: Explanation, codes: dict[str, str]) -> Explanation:
    """The explanation with slugs written as mission codes."""
    words = told.words
    for slug, code in codes.items():
        words = words.replace(f"{slug} ", f"{code} ")
    inner = tuple(in_codes(clause, codes) for clause in told.inner)
    return told.model_copy(update={"words": words, "inner": inner})


def nearest_way(entry: BoardEntry, entries: tuple[BoardEntry, ...], facts: Facts) -> str:
    """The playable missions whose completion opens the door, the fewest first; empty if none."""
    tree = tree_of(entry.card)
    candidates = [e for e in entries if e.card.playable and e.card.slug != entry.card.slug]
    for one in candidates:
        if holds(tree, _after(facts, one.card, 60)):
            return f"{one.card.code} at 60"
    for one in candidates:
        for other in candidates:
            if one.card.slug < other.card.slug:
                both = _after(_after(facts, one.card, 60), other.card, 60)
                if holds(tree, both):
                    return f"{one.card.code} and {other.card.code} at 60"
    return ""


def _after(facts: Facts, card: MissionCard, score: int) -> Facts:
    completed = dict(facts.completed)
    completed[card.slug] = max(score, completed.get(card.slug, 0))
    skills = dict(facts.skills)
    for skill in card.skills:
        skills[skill.name] = skills.get(skill.name, 0) + skill.value
    return facts.model_copy(
        update={
            "completed": tuple(sorted(completed.items())),
            "skills": tuple(sorted(skills.items())),
        }
    )
