"""What a drawing and a mixture of requests make of each component's visits, whatever the rate."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from engine.design.kind import ClassKind
from engine.design.routes import Plan
from engine.design.visits import Visits, Ways, before, likely, mixed, queue_of, thinned, ways

Shares = dict[ClassKind, float]


@dataclass(frozen=True)
class Company:
    """The visits of one request, of whatever class, and what they pass."""

    ways: dict[ClassKind, dict[str, Ways]]
    """What each class of request meets from each component on."""
    visits: dict[str, Visits]
    """The visits of one request to each component's queue, where somebody waits for them."""
    work_ms: dict[str, float]
    """How long all servers of a component are held by one request, together."""
    idle_ms: float
    """How long a request would take if nothing were busy."""
    plan: Plan = field(repr=False, compare=False)

    @cached_property
    def passed(self) -> dict[str, tuple[str, ...]]:
        """Components that a request has passed when it first comes to each; asked for only where
        requests come in bursts or several times."""
        plan, kinds = self.plan, tuple(self.ways)
        onward = [[likely(plan, node, kind) for node in plan.reached(kind)] for kind in kinds]
        last = plan.shape.passed.get(kinds)
        if last is None or last[0] != onward:
            last = plan.shape.passed[kinds] = onward, _passed(plan, kinds)
        found: dict[str, tuple[str, ...]] = last[1]
        return found


def _passed(plan: Plan, kinds: tuple[ClassKind, ...]) -> dict[str, tuple[str, ...]]:
    passed = [before(plan, kind) for kind in kinds]
    return {
        node: tuple(sorted(frozenset().union(*[by.get(node, ()) for by in passed])))
        for node in plan.order
    }


def company(plan: Plan, shares: Shares) -> Company:
    """The company in which requests of this mixture come; kept with the plan."""
    key = tuple(shares.items())
    if key not in plan.company:
        plan.company[key] = _company(plan, shares)
    found: Company = plan.company[key]
    return found


def _company(plan: Plan, shares: Shares) -> Company:
    by_kind = {kind: ways(plan, kind) for kind in shares}
    begun = [
        (kind, share / len(plan.sources), by_kind[kind][source])
        for kind, share in shares.items()
        for source in plan.sources
    ]
    found = mixed([(share, way.visits) for _, share, way in begun])
    visits: dict[str, Visits] = {}
    work: dict[str, float] = {}
    for node in plan.order:
        part, queue, factor = plan.parts[node], queue_of(plan, node), plan.pools[node].factor
        effort = 0.0
        if queue in found:
            visits[node] = thinned(found[queue], factor) if factor < 1 else found[queue]
            effort = found[queue].mean
            if part.kind.effort:
                effort = sum(
                    [
                        share * way.visits[queue].mean * part.kind.effort_of.get(kind, 1.0)
                        for kind, share, way in begun
                        if queue in way.visits
                    ]
                )
        work[node] = effort * part.kind.service_ms / (part.servers * max(1.0, factor))
    return Company(
        ways=by_kind,
        visits=visits,
        work_ms=work,
        idle_ms=sum([share * way.idle_ms for _, share, way in begun]),
        plan=plan,
    )
