"""No single component may stop everything by failing."""

from __future__ import annotations

from typing import Literal

from engine.design.graph import Node
from engine.design.rules.view import Answer, Parts, RuleBase, View, ids, labels


class NoSpof(RuleBase):
    """No single component of these may stop everything by failing."""

    kind: Literal["no_spof"] = "no_spof"
    components: Parts

    def answer(self, view: View) -> Answer:
        watched = [n for n in view.named(*self.components) if n.id in view.met]
        alone = [n for n in watched if view.units(n) < 2 and not _has_twin(view, n)]
        if not watched:
            return 0.0, "There is nothing here that could stand in for another.", ()
        if not alone:
            return 1.0, "Each of these has another to stand in for it.", ()
        return (
            1 - len(alone) / len(watched),
            f"Losing {labels(alone)} stops the service.",
            ids(alone),
        )


def _has_twin(view: View, node: Node) -> bool:
    callers = {e.source for e in view.design.edges if e.target == node.id}
    return any(
        n.id != node.id
        and n.kind == node.kind
        and callers <= {e.source for e in view.design.edges if e.target == n.id}
        for n in view.design.nodes
    )
