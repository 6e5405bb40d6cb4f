"""What the drawing leaves open: circles, forbidden links, parts that nothing reaches, dead ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from engine.design.figures import Problem
from engine.design.graph import Design
from engine.design.kind import Catalogue, ClassKind
from engine.design.links import may_connect, reachable
from engine.design.load import Load, RequestClass
from engine.design.routes import Plan, circle, plan_of


@lru_cache(maxsize=256)
def _of_drawing(design: Design, catalogue: Catalogue) -> tuple[Problem, ...]:
    return tuple(_found(design, catalogue))


def problems(design: Design, catalogue: Catalogue, load: Load) -> tuple[Problem, ...]:
    """Everything that keeps requests from being served, with the components that it is about."""
    return (*_of_drawing(design, catalogue), *_stranded(design, catalogue, load.classes))


def _found(design: Design, catalogue: Catalogue) -> Iterator[Problem]:
    way = _circle(design, catalogue)
    if way:
        names = " → ".join(design.names[node] for node in (*way, way[0]))
        yield Problem(f"Requests would go in a circle: {names}.", way)
    sources = tuple(n.id for n in design.nodes if catalogue.kind(n.kind).role == "source")
    if not sources:
        yield Problem("Nobody sends requests: the grid has no source.")
    for source in sources:
        if not design.targets[source]:
            yield Problem(f"{design.names[source]} is linked to nothing.", (source,))
    for edge in design.edges:
        one, other = design.by_id[edge.source], design.by_id[edge.target]
        if not may_connect(catalogue, one.kind, other.kind):
            text = f"{design.names[one.id]} may not call {design.names[other.id]}."
            yield Problem(text, (edge.source, edge.target))
    met = reachable(design, sources)
    for node in design.nodes:
        kind = catalogue.kind(node.kind)
        if node.id not in met and kind.role != "bystander":
            yield Problem(f"No request reaches {design.names[node.id]}.", (node.id,))
        elif kind.role in ("balancer", "queue") and not design.targets[node.id]:
            yield Problem(f"{design.names[node.id]} leads nowhere.", (node.id,))


def _circle(design: Design, catalogue: Catalogue) -> tuple[str, ...]:
    try:
        plan_of(design.bare, catalogue)
    except ValueError:
        return circle(design)
    return ()


@lru_cache(maxsize=256)
def _stranded(
    design: Design, catalogue: Catalogue, classes: tuple[RequestClass, ...]
) -> tuple[Problem, ...]:
    """Where a class of request ends undone, on the way to somebody or nobody."""
    try:
        ready = plan_of(design.bare, catalogue)
    except ValueError:
        return ()
    found = []
    for request in classes:
        stuck = [n for n in ready.reached(request.kind) if ready.strands(n, request.kind)]
        met = _met(ready, request.kind) if stuck else ()
        for node in stuck:
            if node in met and design.targets[node]:
                label = design.names[node]
                found.append(Problem(f"{label} has nowhere to send '{request.name}'.", (node,)))
    return tuple(found)


def _met(ready: Plan, kind: ClassKind) -> set[str]:
    met = set(ready.sources)
    for node in ready.reached(kind):
        if node in met:
            met.update(call.target for call in ready.calls(node, kind) if call.probability > 0)
    return met
