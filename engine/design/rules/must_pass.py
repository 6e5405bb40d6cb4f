"""Whatever comes to one kind must have come through another."""

from __future__ import annotations

from typing import Literal

from engine.design.links import reachable
from engine.design.rules.view import Answer, RuleBase, View, ids, labels


class MustPass(RuleBase):
    """Whatever comes to one kind must have come through another."""

    kind: Literal["must_pass"] = "must_pass"
    target: str
    via: str

    def answer(self, view: View) -> Answer:
        gates = {node.id for node in view.named(self.via)}
        open_edges = tuple(
            e for e in view.passable.edges if e.source not in gates and e.target not in gates
        )
        without = view.design.model_copy(update={"edges": open_edges})
        free = reachable(without, view.sources) if view.sources else frozenset()
        targets = [node for node in view.named(self.target) if node.id in view.met]
        bypassed = [node for node in targets if node.id in free and node.id not in gates]
        if not targets:
            return 0.0, f"Nothing reaches a {view.title(self.target)}.", ()
        if not bypassed:
            text = f"Everything for the {view.title(self.target)} goes through the "
            return 1.0, f"{text}{view.title(self.via)}.", ()
        text = f"{labels(bypassed)} can be reached without the {view.title(self.via)}."
        return 1 - len(bypassed) / len(targets), text, ids(bypassed)
