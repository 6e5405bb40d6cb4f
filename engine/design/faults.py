"""What the drawing leaves open: circles, forbidden links, parts that nothing reaches, dead ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from engine.design.figures import Problem
from engine.design.graph import Design
from engine.design.kind import Catalogue, ClassKind
from engine.design.links import led_to, may_connect
from engine.design.load import Load, RequestClass
from engine.design.routes import Plan, plan_of
from engine.design.shape import Shape, circle, shape_of


class _Fault(NamedTuple):
    """A problem whose components have no names yet."""

    words: str
    """`{0}` is the first of them."""
    nodes: tuple[str, ...] = ()


def problems(design: Design, catalogue: Catalogue, load: Load) -> tuple[Problem, ...]:
    """Everything that keeps requests from being served, with the components that it is about."""
    try:
        shape = plan_of(design.bare, catalogue).shape
    except ValueError:
        shape = shape_of(design.bare, catalogue)
    if not shape.faults:
        shape.faults.append(tuple(_found(shape, catalogue)))
    found: tuple[_Fault, ...] = shape.faults[0]
    names = design.names if found else {}
    told = [Problem(f.words.format(*[names[n] for n in f.nodes]), f.nodes) for f in found]
    return (*told, *_stranded(design, catalogue, load.classes))


def _found(shape: Shape, catalogue: Catalogue) -> Iterator[_Fault]:
    way = circle(shape.targets)
    if way:
        names = " → ".join(f"{{{place}}}" for place in (*range(len(way)), 0))
        yield _Fault(f"Requests would go in a circle: {names}.", way)
    sources = tuple(node for node, kind in shape.kinds.items() if kind.role == "source")
    if not sources:
        yield _Fault("Nobody sends requests: the grid has no source.")
    for source in sources:
        if not shape.targets[source]:
            yield _Fault("{0} is linked to nothing.", (source,))
    for edge in shape.edges:
        one, other = shape.kinds[edge.source], shape.kinds[edge.target]
        if not may_connect(catalogue, one.id, other.id):
            yield _Fault("{0} may not call {1}.", (edge.source, edge.target))
    met = led_to(shape.targets, sources)
    for node, kind in shape.kinds.items():
        if node not in met and kind.role != "bystander":
            yield _Fault("No request reaches {0}.", (node,))
        elif kind.role in ("balancer", "queue") and not shape.targets[node]:
            yield _Fault("{0} leads nowhere.", (node,))


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
        stuck = ready.stuck(request.kind)
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
