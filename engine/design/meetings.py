"""Where branches of one request meet: what is called at once by several arrives as a batch."""

from __future__ import annotations

from dataclasses import dataclass

from engine.design.kind import ClassKind
from engine.design.routes import Plan


@dataclass(frozen=True, slots=True)
class Meeting:
    """A component that several branches of one request come to."""

    caller: str
    """Whose branches they are."""
    excess: float
    """Mean square of the number that come together, over its mean, less one."""


def meetings(plan: Plan, kinds: tuple[ClassKind, ...]) -> dict[str, Meeting]:
    """The components at which branches meet, over all classes, with the largest batches."""
    forks = [node for node in plan.order if plan.parts[node].at_once]
    if not forks:
        return {}
    found: dict[str, Meeting] = {}
    for node in forks:
        for kind in kinds:
            branches = [_visits(plan, c.target, kind, c.probability)
                        for c in plan.calls(node, kind) if c.waits]  # fmt: skip
            for target in {t for visits in branches for t in visits}:
                come = [visits[target] for visits in branches if target in visits]
                if len(come) < 2:
                    continue
                mean = sum(come)
                pairs = mean**2 - sum([v * v for v in come])
                excess = pairs / mean
                if target not in found or found[target].excess < excess:
                    found[target] = Meeting(node, excess)
    return found


def _visits(plan: Plan, start: str, kind: ClassKind, chance: float) -> dict[str, float]:
    """How often a branch comes to each component, on average."""
    visits = {start: chance}
    for node in plan.order:
        if node in visits:
            for call in plan.calls(node, kind):
                if call.waits:
                    more = visits[node] * call.probability
                    visits[call.target] = visits.get(call.target, 0.0) + more
    return visits
