"""Up for at least a share of the time."""

from __future__ import annotations

from math import log10
from typing import Literal

from pydantic import Field

from engine.design.rules.view import Answer, RuleBase, View

SHORT_OF_IT = 0.95
"""The most that a design gets which misses its goal by a hair."""


class Available(RuleBase):
    """Up for at least this share of the time; nines over the goal's nines."""

    kind: Literal["available"] = "available"
    at_least: float = Field(gt=0, lt=1)

    def answer(self, view: View) -> Answer:
        now = view.figures.availability
        minutes = (1 - now) * 30 * 24 * 60
        text = f"Available {now:.2%}: {minutes:,.0f} minutes down a month."
        if now >= self.at_least:
            return 1.0, text, ()
        nines = -log10(max(1e-12, 1 - now)) if now > 0 else 0.0
        score = max(0.0, nines / -log10(1 - self.at_least)) * SHORT_OF_IT
        weakest = min(
            (n for n in view.working if view.part(n).copies < 2),
            key=lambda n: view.catalogue.kind(n.kind).availability,
            default=None,
        )
        if weakest is None:
            return score, text, ()
        return score, f"{text} {weakest.label} stands alone.", (weakest.id,)
