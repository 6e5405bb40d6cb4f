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
    once: float
    """Chance that the likeliest branch comes here."""
    visits: float
    """How many come, for one request at the caller."""
    any: float
    """Chance that some branch does."""


def meetings(plan: Plan, kinds: tuple[ClassKind, ...]) -> dict[str, Meeting]:
    """The components at which branches meet, over all classes, with the largest batches."""
    found: dict[str, Meeting] = {}
    for node in plan.order:
        if not plan.parts[node].at_once or len(plan.design.targets[node]) < 2:
            continue
        for kind in kinds:
            branches = [
                _visits(plan, c.target, kind, c.probability)
                for c in plan.calls(node, kind)
                if c.waits
            ]
            for target in {t for visits in branches for t in visits}:
                come = [visits[target] for visits in branches if target in visits]
                if len(come) > 1:
                    meeting = _meeting(node, come)
                    if target not in found or found[target].excess < meeting.excess:
                        found[target] = meeting
    return found


def repeats(plan: Plan, kinds: tuple[ClassKind, ...]) -> dict[str, frozenset[str]]:
    """For each component that calls in turn, those that more than one of its calls come to."""
    found: dict[str, frozenset[str]] = {}
    for node in plan.order:
        if plan.splits(node) or plan.parts[node].at_once or len(plan.design.targets[node]) < 2:
            continue
        met: set[str] = set()
        for kind in kinds:
            seen: set[str] = set()
            for call in plan.calls(node, kind):
                visits = _visits(plan, call.target, kind, 1.0) if call.waits else {}
                met |= seen & visits.keys()
                seen |= visits.keys()
        if met:
            found[node] = frozenset(met)
    return found


def _meeting(node: str, come: list[float]) -> Meeting:
    mean, none = sum(come), 1.0
    for visits in come:
        none *= 1 - min(1.0, visits)
    excess = (mean**2 - sum([v * v for v in come])) / mean
    return Meeting(node, excess, min(1.0, max(come)), mean, 1 - none)


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
