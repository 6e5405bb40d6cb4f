"""Two kinds that must not be linked directly."""

from __future__ import annotations

from typing import Literal

from engine.design.rules.view import Answer, RuleBase, View


class ForbidEdge(RuleBase):
    """Two kinds that must not be linked directly."""

    kind: Literal["forbid_edge"] = "forbid_edge"
    source: str
    target: str

    def answer(self, view: View) -> Answer:
        sources = {node.id for node in view.named(self.source)}
        targets = {node.id for node in view.named(self.target)}
        for edge in view.design.edges:
            if edge.source in sources and edge.target in targets:
                one, other = view.label(edge.source), view.label(edge.target)
                text = f"{one} calls {other} directly; put something between."
                return 0.0, text, (edge.source, edge.target)
        return 1.0, f"Nothing calls the {view.title(self.target)} past its guard.", ()
