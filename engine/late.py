"""Certainty that is bought late: letters that may still be written before the hand-in."""

from __future__ import annotations

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


class Deadline(Frozen):
    """How long the mission may take in days spent; each whole day more costs points."""

    days: float = Field(ge=0)
