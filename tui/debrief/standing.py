"""Where a player stands after a mission: scores kept, experience, skills, doors."""

from __future__ import annotations

from dataclasses import dataclass

from engine.mission import Mission
from engine.results import experience, skill_points
from engine.unlocks import Explanation, Facts, level_of
from tui.board.entries import BoardEntry, tree_of


@dataclass(frozen=True)
class Door:
    """A mission that this one has to do with, and whether it is open now."""

    code: str
    title: str
    open: bool
    words: str
    """What holds, or what is still missing."""


@dataclass(frozen=True)
class Standing:
    """What the score page says beside the ledger; nothing is known of a score not yet kept."""

    first: int | None = None
    best: int | None = None
    before: int | None = None
    """The best score before this playthrough, if there was one."""
    xp: int | None = None
    skills: tuple[tuple[str, int], ...] = ()
    doors: tuple[Door, ...] = ()
    provisional: bool = False
    """Whether the score waits to be graded by the server."""

    def earned_xp(self, mission: Mission, score: int) -> int:
        """Experience that this playthrough added: what it earns beyond the best before."""
        before = 0 if self.before is None else experience(mission, self.before)
        return max(0, experience(mission, score) - before)

    def earned_skills(self, mission: Mission, score: int) -> dict[str, int]:
        """Skill points that this playthrough added."""
        before = {} if self.before is None else skill_points(mission, self.before)
        return {
            skill: max(0, earned - before.get(skill, 0))
            for skill, earned in skill_points(mission, score).items()
        }


def to_next_level(xp: int) -> int:
    """Experience that is missing to the next level."""
    return 20 * ((level_of(xp) + 1) ** 2 - 1) - xp


def standing_of(
    entries: tuple[BoardEntry, ...],
    facts: Facts,
    xp: int,
    slug: str,
    before: int | None,
    *,
    graded: bool = True,
) -> Standing:
    """The standing after a mission, from what the board knows."""
    own = next(entry for entry in entries if entry.card.slug == slug)
    doors = [
        Door(
            code=entry.card.code,
            title=entry.card.title,
            open=entry.status != "locked",
            words=_told(entry.explanation),
        )
        for entry in entries
        if slug in tree_of(entry.card).missions() and entry.card.slug != slug
    ]
    return Standing(
        first=own.first_score,
        best=own.score,
        before=before,
        xp=xp,
        skills=facts.skills,
        doors=tuple(doors),
        provisional=not graded,
    )


def _told(explanation: Explanation) -> str:
    """The first clause that is not met, or that all are."""
    if explanation.met:
        return "open now"
    for clause in explanation.inner:
        if not clause.met:
            return _told(clause)
    return f"{explanation.words}: {explanation.have}" if explanation.have else explanation.words
