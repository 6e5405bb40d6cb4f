"""What of a player decides about doors."""

from __future__ import annotations

from engine.frozen import Frozen
from engine.values import Tally


class Facts(Frozen):
    """What of a player decides about doors."""

    completed: Tally = ()
    """Mission (slug or id) to best score."""
    level: int = 1
    skills: Tally = ()
    flags: tuple[str, ...] = ()
    energy: int = 70

    def score(self, mission: str) -> int | None:
        """The best score in a completed mission."""
        return next((score for name, score in self.completed if name == mission), None)


def level_of(xp: int) -> int:
    """The level that so much experience gives: level L needs 20(L² − 1) (CAMPAIGN, growth)."""
    level = 1
    while xp_of(level + 1) <= xp:
        level += 1
    return level


def xp_of(level: int) -> int:
    """The experience at which a level begins."""
    return 20 * (level**2 - 1)
