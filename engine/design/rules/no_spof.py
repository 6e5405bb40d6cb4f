"""No single component may stop everything by failing."""

from __future__ import annotations

from typing import Literal

from engine.design.graph import Node
from engine.design.outage import component
from engine.design.rules.view import Answer, Parts, RuleBase, View, ids, labels

STOPS_UNDER = 0.05
"""A class of request of which no more than this is done has stopped."""


class NoSpof(RuleBase):
    """No single component of these may stop any class of request by failing."""

    kind: Literal["no_spof"] = "no_spof"
    components: Parts

    def answer(self, view: View) -> Answer:
        watched = [n for n in view.named(*self.components) if n in view.working]
        stopped = {node.id: _stopped(view, node) for node in watched}
        alone = [node for node in watched if stopped[node.id]]
        if not watched:
            return 0.0, "There is nothing here that could stand in for another.", ()
        if not alone:
            return 1.0, "Each of these has another to stand in for it.", ()
        what = stopped[alone[0].id] if len(alone) == 1 else ()
        whole = not what or len(what) == len(view.load.classes)
        told = "the service" if whole else ", ".join(f"'{name}'" for name in what)
        return 1 - len(alone) / len(watched), f"Losing {labels(alone)} stops {told}.", ids(alone)


def _stopped(view: View, node: Node) -> tuple[str, ...]:
    """The classes of request that stop with a component of which there is one."""
    if view.part(node).copies > 1:
        return ()
    now = {told.name: told for told in view.figures.classes}
    return tuple(
        name
        for name, done in view.without(component(node.id)).classes
        if done <= STOPS_UNDER < now[name].goodput_rps / now[name].offered_rps
    )
