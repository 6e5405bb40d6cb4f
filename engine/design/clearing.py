"""How fast a crowd gets through: what of each class is finished now, the others being at a door."""

from __future__ import annotations

from engine.design.kind import ClassKind
from engine.design.solution import Solution


def let_through(solution: Solution, kind: ClassKind) -> float:
    """Share of a class's requests that no door on its way keeps waiting now."""
    sources = solution.plan.sources
    if not solution.let_in or not sources:
        return 1.0
    known: dict[str, float] = {}
    for node in reversed(solution.plan.order):
        if kind in solution.rates[node]:
            known[node] = _onward(solution, node, kind, known)
    return sum(known.get(source, 1.0) for source in sources) / len(sources)


def _onward(solution: Solution, node: str, kind: ClassKind, known: dict[str, float]) -> float:
    """Of one component: where it hands on to one of several, what those let through on average;
    where it makes several calls, the request is finished once all of them are."""
    share, calls = solution.let_in.get(node, 1.0), solution.calls(node, kind)
    whole = sum(call.probability for call in calls)
    if whole > 0 and solution.plan.parts[node].kind.role in ("source", "balancer", "queue"):
        met = sum(call.probability * known.get(call.target, 1.0) for call in calls)
        return share * met / whole
    for call in calls:
        share *= 1 - call.probability * (1 - known.get(call.target, 1.0))
    return share
