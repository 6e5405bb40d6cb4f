"""Links of a design: which may be made, making and cutting them, and where they lead."""

from __future__ import annotations

from functools import lru_cache

from engine.design.graph import Design, Edge, Illegal, Node, known_in
from engine.design.kind import Catalogue
from engine.frozen import made


def connect(
    design: Design,
    catalogue: Catalogue,
    source: str,
    target: str,
    offered: tuple[str, ...] = (),
    *,
    checked: bool = True,
) -> Design:
    """The design with a link more; `offered` are the kinds that a refusal may tell of.

    Where links are not `checked`, any two components may be linked: what comes of it is told
    with the figures.

    Raises:
        Illegal: the two may not be linked, are linked, or the link would close a circle.
    """
    one, other = known_in(design, source), known_in(design, target)
    if source == target:
        raise Illegal(f"{design.names[source]} cannot call itself.", "Choose another component.")
    if design.edge(source, target):
        raise Illegal("These two are linked already.", "Choose another component.")
    if checked and not may_connect(catalogue, one.kind, other.kind):
        reason = f"{design.names[source]} cannot call {design.names[target]}."
        raise Illegal(reason, _may_call(design, catalogue, one, offered))
    circle = _route(design, target, source) if checked else ()
    if circle:
        way = " → ".join(design.names[n] for n in (source, *circle))
        raise Illegal(f"Requests would go in a circle: {way}.", "Link the other way round.")
    edge = made(Edge, id=f"{source}->{target}", source=source, target=target)
    return design.model_copy(update={"edges": (*design.edges, edge)})


def _may_call(design: Design, catalogue: Catalogue, node: Node, offered: tuple[str, ...]) -> str:
    """What a component may call of what stands on the grid or could be placed there."""
    at_hand = {*offered, *(other.kind for other in design.nodes)}
    allowed = [
        kind.name
        for kind in catalogue.kinds
        if kind.id in at_hand and may_connect(catalogue, node.kind, kind.id)
    ]
    name = catalogue.kind(node.kind).name
    return f"{name} may call: {', '.join(allowed)}." if allowed else "It calls nothing."


def disconnect(design: Design, source: str, target: str) -> Design:
    """The design without a link.

    Raises:
        Illegal: there is no such link.
    """
    edge = design.edge(source, target)
    if edge is None:
        raise Illegal("These two are not linked.", "Choose a link that is there.")
    edges = tuple([e for e in design.edges if e.source != source or e.target != target])
    return design.model_copy(update={"edges": edges})


@lru_cache(maxsize=4096)
def may_connect(catalogue: Catalogue, source_kind: str, target_kind: str) -> bool:
    """Whether the catalogue allows a link between two kinds."""
    source, target = catalogue.kind(source_kind), catalogue.kind(target_kind)
    if target.called_by and not any(source.answers_to(name) for name in target.called_by):
        return False
    return any(target.answers_to(name) for name in source.connects_to)


def _route(design: Design, start: str, goal: str) -> tuple[str, ...]:
    """A way from start to goal along the links, or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        for target in design.targets.get(way[-1], ()):
            if target not in seen:
                seen.add(target)
                ways.append((*way, target))
    return ()


def reachable(design: Design, starts: tuple[str, ...]) -> frozenset[str]:
    """Every component that requests from these can come to, themselves included."""
    return led_to(design.targets, starts)


def led_to(targets: dict[str, tuple[str, ...]], starts: tuple[str, ...]) -> frozenset[str]:
    """The same of links as they go from each component."""
    seen = set(starts)
    todo = list(starts)
    while todo:
        for target in targets.get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return frozenset(seen)
