"""Hints: three steps at rising prices, each asked for by name and never given unasked."""

from __future__ import annotations

STEPS = ("Where to look", "What to ask", "The answer")
"""What the hints of a phase tell, in their order."""
WORK_STEPS = ("Where to look", "What to change", "The answer")
"""The same, where something is built or decided and nobody is there to be asked."""
PRICES = (2, 4, 8)
"""Points of the phase that each step costs. The first saves a search, the last the work."""


def steps(kind: str) -> tuple[str, ...]:
    """The names of the steps in a phase of a kind."""
    return WORK_STEPS if kind in ("system_design", "board_decision") else STEPS


def spent(taken: int) -> int:
    """The points that so many hints of one phase have cost."""
    return sum(PRICES[:taken])
