"""Certainty that is bought late: letters that may still be written before the hand-in."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from engine.conditions import Condition
from engine.dialogue import NOTHING, Effects, Line
from engine.frozen import Frozen


class LateLetter(Frozen):
    """A question that may still be put to somebody, once, for days of the mission."""

    id: str
    to: str
    label: str
    """The topic, at most 70 characters."""
    letter: str
    needs: Condition | None = None
    """Offered only where this holds."""
    days: float = Field(default=1, ge=0.25, le=5)
    """What it costs, in quarters."""
    effects: Effects = NOTHING
    brings: tuple[Line, ...] = ()


class Sooner(Frozen):
    """What brings a deadline forward: the flag of a day that an earlier mission was late."""

    flag: str
    days: float = Field(default=1, gt=0, multiple_of=0.25)
    """By how much, in quarters."""
    says: str
    """What the brief tells of it."""


class Deadline(Frozen):
    """How long the mission may take in days spent; each whole day more costs points."""

    days: float = Field(ge=0)
    late: tuple[str, ...] = ()
    """Flags that are raised at the end, one for each whole day late, in this order."""
    sooner: tuple[Sooner, ...] = ()
    """What earlier missions' late days take from it."""

    def brought_forward(self, flags: Iterable[str]) -> tuple[Sooner, ...]:
        """What of it has come about, by the flags that a player brings along."""
        raised = set(flags)
        return tuple(one for one in self.sooner if one.flag in raised)

    def allowed(self, flags: Iterable[str]) -> float:
        """The days that may be spent by a player who brings these flags along."""
        return max(0.0, self.days - sum(one.days for one in self.brought_forward(flags)))
