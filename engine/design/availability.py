"""How much of the time a request can be answered at all, by which components are up."""

from __future__ import annotations

from itertools import product
from math import ceil, comb

from engine.design.graph import Design
from engine.design.kind import Catalogue, ClassKind
from engine.design.routes import Part, calls, plan

MOST_SHARED = 10
"""Shared components that are conditioned on; more are taken as independent."""


def unit_availability(part: Part, demand: float) -> float:
    """Share of time that enough of a component's units are up to carry its load.

    `demand` is the utilisation that the offered load asks for, over all units. Units fail
    independently (TRAFFIC, section 2: k of n).
    """
    up = part.kind.availability
    needed = max(1, ceil(min(1.0, demand) * part.units)) if part.kind.copies_scale else 1
    return sum(
        comb(part.units, n) * up**n * (1 - up) ** (part.units - n)
        for n in range(needed, part.units + 1)
    )


def availability(
    design: Design,
    catalogue: Catalogue,
    classes: tuple[tuple[ClassKind, float], ...],
    demand: dict[str, float],
) -> float:
    """Share of requests that meet only components that are up, over classes by share.

    Exact for independent failures: components that several others call are conditioned on.
    """
    parts = plan(design, catalogue).parts
    up = {node: unit_availability(part, demand.get(node, 0.0)) for node, part in parts.items()}
    whole = sum(share for _, share in classes)
    return sum(share / whole * _of_class(design, catalogue, kind, up) for kind, share in classes)


def _of_class(design: Design, catalogue: Catalogue, kind: ClassKind, up: dict[str, float]) -> float:
    shared = _shared(design, catalogue, kind)[:MOST_SHARED]
    result = 0.0
    for states in product((1.0, 0.0), repeat=len(shared)):
        fixed = dict(zip(shared, states, strict=True))
        chance = 1.0
        for node, state in fixed.items():
            chance *= up[node] if state else 1 - up[node]
        if chance > 0:
            sources = plan(design, catalogue).sources
            answered = [_up(design, catalogue, kind, s, {**up, **fixed}) for s in sources]
            result += chance * (sum(answered) / len(answered) if answered else 0.0)
    return result


def _shared(design: Design, catalogue: Catalogue, kind: ClassKind) -> list[str]:
    callers: dict[str, int] = {}
    for node in design.by_id:
        for call in calls(design, catalogue, node, kind):
            if call.waits:
                callers[call.target] = callers.get(call.target, 0) + 1
    return [node for node, count in callers.items() if count > 1]


def _up(
    design: Design, catalogue: Catalogue, kind: ClassKind, node: str, up: dict[str, float]
) -> float:
    role = plan(design, catalogue).parts[node].kind.role
    waited = [c for c in calls(design, catalogue, node, kind) if c.waits]
    below = [_up(design, catalogue, kind, c.target, up) for c in waited]
    if not below:
        return up[node] if role != "source" else 0.0
    if role in ("source", "balancer"):
        lost = 1.0
        for chance in below:
            lost *= 1 - chance
        return up[node] * (1 - lost)
    answered = 1.0
    for call, chance in zip(waited, below, strict=True):
        answered *= 1 - call.probability * (1 - chance)
    return up[node] * answered
