"""Rules about the drawing: what must stand on it, what must not, and the ways between."""

from __future__ import annotations

from typing import Literal

from engine.design.graph import Node, reachable
from engine.design.rules.view import Answer, RuleBase, View


class RequiredComponents(RuleBase):
    """Components that must be there and carry traffic; the source schema's own rule."""

    kind: Literal["required_components"] = "required_components"
    components: tuple[str, ...]

    def answer(self, view: View) -> Answer:
        missing = [name for name in self.components if not view.loaded(name)]
        share = 1 - len(missing) / len(self.components)
        if not missing:
            names = ", ".join(view.title(name) for name in self.components)
            return 1.0, f"In place and at work: {names}.", ()
        names = ", ".join(view.title(name) for name in missing)
        return share, f"Absent, or carrying no traffic: {names}.", ()


class ForbidComponent(RuleBase):
    """Components that must not be there."""

    kind: Literal["forbid_component"] = "forbid_component"
    component: str

    def answer(self, view: View) -> Answer:
        found = view.named(self.component)
        if not found:
            return 1.0, f"No {view.title(self.component)} on the grid.", ()
        names = ", ".join(node.label for node in found)
        return 0.0, f"{names} should not be here.", tuple(node.id for node in found)


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


class PathExists(RuleBase):
    """Requests must be able to come from one kind to another."""

    kind: Literal["path_exists"] = "path_exists"
    source: str
    target: str

    def answer(self, view: View) -> Answer:
        starts = tuple(node.id for node in view.named(self.source))
        goals = view.named(self.target)
        met = reachable(view.design, starts) if starts else frozenset()
        reached = [node for node in goals if node.id in met]
        one, other = view.title(self.source), view.title(self.target)
        if goals and len(reached) == len(goals):
            return 1.0, f"The {one} comes through to the {other}.", ()
        share = len(reached) / len(goals) if goals else 0.0
        return share, f"No way from the {one} to the {other}.", tuple(n.id for n in goals)


class MustPass(RuleBase):
    """Whatever comes to one kind must have come through another."""

    kind: Literal["must_pass"] = "must_pass"
    target: str
    via: str

    def answer(self, view: View) -> Answer:
        gates = {node.id for node in view.named(self.via)}
        open_edges = tuple(
            e for e in view.design.edges if e.source not in gates and e.target not in gates
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
        names = ", ".join(node.label for node in bypassed)
        text = f"{names} can be reached without the {view.title(self.via)}."
        return 1 - len(bypassed) / len(targets), text, tuple(n.id for n in bypassed)


class NoSpof(RuleBase):
    """No single component of these may stop everything by failing."""

    kind: Literal["no_spof"] = "no_spof"
    components: tuple[str, ...]

    def answer(self, view: View) -> Answer:
        watched = [n for name in self.components for n in view.named(name) if n.id in view.met]
        alone = [n for n in watched if _units(view, n) < 2 and not _has_twin(view, n)]
        if not watched:
            return 0.0, "There is nothing here that could stand in for another.", ()
        if not alone:
            return 1.0, "Each of these has another to stand in for it.", ()
        names = ", ".join(node.label for node in alone)
        ids = tuple(node.id for node in alone)
        return 1 - len(alone) / len(watched), f"Losing {names} stops the service.", ids


def _units(view: View, node: Node) -> int:
    return int(node.value(view.catalogue.kind(node.kind), "replicas", 1))


def _has_twin(view: View, node: Node) -> bool:
    callers = {e.source for e in view.design.edges if e.target == node.id}
    return any(
        n.id != node.id
        and n.kind == node.kind
        and callers <= {e.source for e in view.design.edges if e.target == n.id}
        for n in view.design.nodes
    )
