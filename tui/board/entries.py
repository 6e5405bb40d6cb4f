"""The board's entries: each mission with its status, and why it is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from engine.mission import MissionCard
from engine.scoring import grade_of
from engine.unlocks import (
    All,
    Any_,
    AtLeast,
    BadTree,
    Explanation,
    Facts,
    MissionsCompleted,
    Not,
    Tree,
    door,
    explain,
    holds,
)
from engine.values import Tally
from tui.widgets.header import PHASE_NAMES

Status = Literal["locked", "open", "in_progress", "completed"]
GLYPHS: dict[str, str] = {"locked": "◌", "open": "○", "in_progress": "◐", "completed": "✓"}
MOST_CROSSES = 4


@dataclass(frozen=True)
class BoardEntry:
    """One mission as this player has it."""

    card: MissionCard
    status: Status
    score: int | None = None
    first_score: int | None = None
    phase: int = 0
    """The place, from 1, of the phase that is being played."""
    explanation: Explanation = field(default_factory=lambda: Explanation(met=True, words=""))
    scored: bool = True
    phase_scores: Tally = ()
    """The best playthrough's scores by phase."""
    skills_earned: Tally = ()
    handed_in: bool = False
    """Whether a playthrough is over and waits for its grade."""
    begun_elsewhere: bool = False
    """Whether another program has begun it, without a playthrough that could be graded."""
    changed_elsewhere: bool = False
    """Whether another program has written into what the game keeps of it."""

    @cached_property
    def grade(self) -> str:
        """The letter of the best score."""
        return grade_of(self.score) if self.score is not None and self.scored else ""

    @property
    def first_grade(self) -> str:
        """The letter of the first completion, which is the one that people remember."""
        first = self.first_score if self.scored else None
        return grade_of(first) if first is not None else ""

    @property
    def improved(self) -> bool:
        """Whether a later playthrough has bettered the first."""
        return self.scored and self.first_score is not None and self.first_score != self.score

    @property
    def missing(self) -> bool:
        """Whether the mission is not in this edition of the game."""
        return not self.card.playable

    @property
    def absence(self) -> str:
        """Why it cannot be played here; empty where it can."""
        if not self.missing:
            return ""
        return "on the web" if self.card.elsewhere else "not yet written"

    @property
    def may_open(self) -> bool:
        """Whether Enter plays it."""
        return self.card.playable and self.status != "locked"

    @property
    def playing(self) -> bool:
        """Whether there is a playthrough to go on with."""
        return self.status == "in_progress" and not (self.handed_in or self.begun_elsewhere)

    @property
    def phase_name(self) -> str:
        """The phase that is being played, as the rail calls it."""
        return PHASE_NAMES[self.card.phases[self.phase - 1]].lower() if self.phase else "begun"

    @property
    def minutes_left(self) -> int:
        """Minutes that the mission still takes, to the nearest five once it is begun."""
        whole = self.card.estimated_duration
        if not self.playing or not self.phase:
            return whole
        left = whole * (len(self.card.phases) - self.phase + 1) / len(self.card.phases)
        return min(whole, max(5, 5 * round(left / 5)))

    @property
    def crosses(self) -> str:
        """A cross for each clause at the top of the lock that is not met."""
        return "✗" * min(MOST_CROSSES, max(1, self.explanation.unmet()))

    def words(self) -> str:
        """The status in at most eleven characters, for a cell."""
        match self.status:
            case "completed":
                changed = self.first_grade not in ("", self.grade)
                grades = f"{self.first_grade}→{self.grade}" if changed else self.grade
                return f"done {grades}".strip()
            case "in_progress":
                if self.begun_elsewhere:
                    return "elsewhere"
                return "handed in" if self.handed_in else self._stands(" ", 11)
            case "open":
                minutes = f"open {self.card.estimated_duration} min"
                return self.absence.replace("yet ", "") or minutes
        return f"locked {self.crosses}"

    def _stands(self, gap: str, room: int) -> str:
        """The phase and its place among the others, as far as there is room."""
        number, count = self.phase, len(self.card.phases)
        places = (f"{gap}{number} of {count}", f"{gap}{number}/{count}") if number else ()
        fits = (self.phase_name + place for place in places)
        return next((words for words in fits if len(words) <= room), self.phase_name)

    def long_words(self) -> str:
        """The status in at most thirteen characters, for a box."""
        if self.status == "completed" and self.first_grade not in ("", self.grade):
            return f"done {self.grade}, 1st {self.first_grade}"
        if self.playing:
            return self._stands(", ", 13)
        if self.status == "open" and not self.missing:
            return f"open, {self.card.estimated_duration} min"
        return self.words()


def tree_of(card: MissionCard) -> Tree:
    """Both of a mission's conditions as one tree; a malformed one never opens."""
    try:
        return door(card.unlock_conditions, card.prerequisites)
    except BadTree:
        return Any_()  # never opens


def status_of(card: MissionCard, row_status: str, facts: Facts) -> tuple[Status, Explanation]:
    """The status to show, and the door's explanation with missions by their slugs."""
    tree = tree_of(card)
    told = explain(tree, facts)
    if row_status == "completed":
        return "completed", told
    if row_status == "in_progress":
        return "in_progress", told
    return ("open" if holds(tree, facts) else "locked"), told


def in_codes(
    told: Explanation, codes: Mapping[str, str], standing: Mapping[str, str] | None = None
) -> Explanation:
    """The explanation with slugs written as mission codes.

    `standing` says where missions stand that are wanted and not done.
    """
    words, have = told.words, told.have
    slug, _, rest = words.partition(" ")
    if slug in codes and rest in ("done", "score"):
        words = f"{codes[slug]} {rest}"
        if standing and rest == "done" and not told.met:
            have = standing.get(slug, "")
    inner = tuple(in_codes(clause, codes, standing) for clause in told.inner)
    return told.model_copy(update={"words": words, "have": have, "inner": inner})


def named(tree: Tree, facts: Facts) -> dict[str, bool]:
    """The missions that a tree speaks of, with whether all that it says of each is met."""
    told: dict[str, bool] = {}
    for leaf in _leaves(tree):
        for mission in leaf.mission_ids:
            score = facts.score(mission)
            met = score is not None and score >= leaf.minimum_score
            told[mission] = told.get(mission, True) and met
    return told


def _leaves(tree: Tree) -> Iterator[MissionsCompleted]:
    match tree:
        case MissionsCompleted():
            yield tree
        case All() | Any_() | Not() | AtLeast():
            for inner in tree.conditions:
                yield from _leaves(inner)


def mandatory(tree: Tree) -> tuple[str, ...]:
    """The missions without which the door cannot open."""
    match tree:
        case MissionsCompleted():
            return tree.mission_ids
        case All():
            return tuple(m for inner in tree.conditions for m in mandatory(inner))
    return ()


def counted(tree: Tree) -> tuple[int, tuple[str, ...]] | None:
    """How many of which missions the door counts, where it counts nothing but missions."""
    clauses = tree.conditions if isinstance(tree, All) else (tree,)
    for clause in clauses:
        if not isinstance(clause, AtLeast):
            continue
        leaves = [inner for inner in clause.conditions if isinstance(inner, MissionsCompleted)]
        if len(leaves) == len(clause.conditions):
            return clause.count, tuple(m for leaf in leaves for m in leaf.mission_ids)
    return None
