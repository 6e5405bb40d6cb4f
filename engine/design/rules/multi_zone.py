"""Copies stand in several zones."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.design.graph import Node
from engine.design.rules.view import Answer, Parts, RuleBase, View, ids, labels


class MultiZone(RuleBase):
    """These components, each with its twins, stand in several zones. What is in no single place
    is left aside."""

    kind: Literal["multi_zone"] = "multi_zone"
    components: Parts
    at_least: int = Field(default=2, ge=2, le=3)

    def answer(self, view: View) -> Answer:
        named = [n for n in view.named(*self.components) if n.id in view.met]
        placed = [n for n in named if view.part(n).zones]
        together = [n for n in placed if len(self._zones(view, n)) < self.at_least]
        if not named:
            return 0.0, f"No {view.titles(self.components)} is at work.", ()
        if not together:
            return 1.0, f"Each of these stands in {self.at_least} zones.", ()
        zones = sorted({zone for node in together for zone in self._zones(view, node)})
        where = "one zone" if len(zones) == 1 else f"fewer than {self.at_least} zones each"
        text = f"{labels(together)} stands in {where}, and is lost with it."
        return 1 - len(together) / len(placed), text, ids(together)

    def _zones(self, view: View, node: Node) -> set[str]:
        twins = (node, *view.twins(node))
        return {zone for twin in twins for zone in view.part(twin).zones}
