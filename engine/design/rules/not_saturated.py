"""Named limits must keep up at the peak."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.design.rules.view import Answer, Parts, RuleBase, View


class NotSaturated(RuleBase):
    """Named limits, such as a line or the people who confirm, must keep up at the peak."""

    kind: Literal["not_saturated"] = "not_saturated"
    components: Parts
    at_most: float = Field(default=1.0, gt=0)
    """Utilisation that is still well."""

    def answer(self, view: View) -> Answer:
        watched = view.named(*self.components)
        worst = max(watched, key=lambda n: view.figures.nodes[n.id].utilisation, default=None)
        if worst is None:
            return 0.0, "The limit that matters is not on the grid.", ()
        use = view.figures.nodes[worst.id].utilisation
        if use <= 0:
            return 0.0, f"Nothing comes to {worst.label}.", (worst.id,)
        if use < self.at_most:
            return 1.0, f"{worst.label} keeps up at {use:.0%}.", ()
        text = f"{worst.label} is at {use:.0%} of what it can do."
        return max(0.0, 1 - (use - self.at_most) / self.at_most), text, (worst.id,)
