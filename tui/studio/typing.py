"""A number that is being typed into a setting, digit by digit."""

from __future__ import annotations

from dataclasses import dataclass

from engine.design.kind import Knob

LONGEST = 9
"""Signs of a number, at most: no setting has a longer one."""


@dataclass(frozen=True)
class Typed:
    """What was typed so far, and into which setting."""

    knob: str
    text: str

    def value(self, knob: Knob) -> int | float | None:
        """The number that it is; None while it is none, such as a point alone."""
        try:
            return int(self.text) if knob.kind == "whole" else float(self.text)
        except ValueError:
            return None

    def fault(self, knob: Knob) -> str | None:
        """Why it cannot be set, in the player's words, or None."""
        value = self.value(knob)
        return f"'{self.text}' is no number." if value is None else knob.fault(value)
