"""Room to spare at the peak."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.design.graph import Node
from engine.design.rules.view import Answer, RuleBase, View, ids


class Headroom(RuleBase):
    """No component may be busier than this at the peak, nor when it has lost some of its units."""

    kind: Literal["headroom"] = "headroom"
    at_most: float = Field(default=0.85, gt=0, le=1)
    units_lost: int = Field(default=0, ge=0)
    """Copies of a component that may fail without overloading the others."""

    def answer(self, view: View) -> Answer:
        used = view.working
        tight = sorted(
            (n for n in used if self._use(view, n) > self.at_most),
            key=lambda n: -self._use(view, n),
        )
        if not used:
            return 0.0, "Nothing carries traffic.", ()
        if not tight:
            return 1.0, f"Nothing is busier than {self.at_most:.0%}{self._lost()}.", ()
        worst = tight[0]
        now, left = view.figures.nodes[worst.id].utilisation, self._use(view, worst)
        text = f"{worst.label} is at {now:.0%}."
        if now <= self.at_most:
            text = f"{worst.label} is at {now:.0%}{self._lost()} it would be at {left:.0%}."
            if left == float("inf"):
                text = f"{worst.label} is at {now:.0%}, and nothing is left of it{self._lost()}."
        return 1 - len(tight) / len(used), text, ids(tight)

    def _lost(self) -> str:
        if not self.units_lost:
            return ""
        return ", with one copy lost" if self.units_lost == 1 else f", with {self.units_lost} lost"

    def _use(self, view: View, node: Node) -> float:
        """Utilisation with the copies gone that may go."""
        use, part = view.figures.nodes[node.id].utilisation, view.part(node)
        if not self.units_lost or not {"replicas", "standby"} & set(part.kind.knob_by_name):
            return use
        left = min(part.units, part.copies - self.units_lost)
        return use * part.units / left if left > 0 else float("inf")
