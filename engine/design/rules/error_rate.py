"""No more than a share may fail."""

from __future__ import annotations

from math import log10
from typing import Literal

from pydantic import Field

from engine.design.rules.view import Answer, RuleBase, View


class ErrorRate(RuleBase):
    """No more than this share may fail; a hundred times as much is worth nothing."""

    kind: Literal["error_rate"] = "error_rate"
    at_most: float = Field(gt=0, lt=1)

    def answer(self, view: View) -> Answer:
        share = view.figures.error_share
        if share <= self.at_most:
            return 1.0, f"{share:.2%} fail.", ()
        failing = {n: f.error_share for n, f in view.figures.nodes.items() if f.error_share > 0}
        worst = max(failing, key=lambda n: failing[n], default="")
        text = f"{share:.1%} fail" + (f", most at {view.label(worst)}." if worst else ".")
        return max(0.0, 1 - log10(share / self.at_most) / 2), text, (worst,) if worst else ()
