"""How much of the time a request can be answered at all, by which components and zones are up.

Exact: zones, and components to which several ways lead, are conditioned on, one after the other,
so that what is left of the drawing is a tree in which chances multiply. Of those components only
as much is kept apart as somebody will still ask for.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from math import ceil, comb
from typing import NamedTuple

from engine.design.kind import ClassKind
from engine.design.part import Part, zones_in_use
from engine.design.routes import Plan

MOST_SHARED = 12
"""Shared components that are conditioned on; more are taken as independent."""
ZONE_UP = 0.9998
"""Share of time that a zone is up: about one outage of an afternoon every two years."""


@lru_cache(maxsize=4096)
def at_least(needed: int, copies: int, up: float) -> float:
    """Chance that at least so many of the copies are up, each for itself."""
    return sum(
        comb(copies, n) * up**n * (1 - up) ** (copies - n) for n in range(needed, copies + 1)
    )


def needed(part: Part, demand: float) -> int:
    """Copies that have to be up to carry the load; `demand` is over those that serve."""
    if not part.kind.copies_scale:
        return 1
    return max(1, ceil(min(1.0, demand) * part.units - 1e-9))


def availability(
    plan: Plan, classes: tuple[tuple[ClassKind, float], ...], demand: dict[str, float]
) -> float:
    """Share of requests that meet only components that are up, over classes by share."""
    if not plan.sources:
        return 0.0
    wanted = {node: needed(part, demand.get(node, 0.0)) for node, part in plan.parts.items()}
    whole = sum(share for _, share in classes)
    by_kind = []
    for kind, share in classes:
        in_turn, shared = _asked(plan, kind)
        by_kind.append((share, [(n, _need(plan, kind, n), asked) for n, asked in in_turn], shared))
    return sum(
        chance * share / whole * _of_class(in_turn, shared, up, plan.sources)
        for up, chance in ((_up(plan, wanted, zones), chance) for zones, chance in _zones(plan))
        for share, in_turn, shared in by_kind
    )


def _zones(plan: Plan) -> list[tuple[frozenset[str], float]]:
    """Each set of zones that may be down together, of those in use, with its chance."""
    used = zones_in_use(plan.parts.values())
    found = []
    for states in product((True, False), repeat=len(used)):
        chance = 1.0
        for up in states:
            chance *= ZONE_UP if up else 1 - ZONE_UP
        down = frozenset(z for z, up in zip(used, states, strict=True) if not up)
        found.append((down, chance))
    return found


def _up(plan: Plan, wanted: dict[str, int], down: frozenset[str]) -> dict[str, float]:
    found = {}
    for node, part in plan.parts.items():
        alive = part.alive
        if not alive:
            found[node] = 0.0
            continue
        lost = sum([zone in down for zone in part.zones]) if down else 0
        copies = min(part.units + part.spare - lost, alive)
        found[node] = at_least(min(wanted[node], alive), copies, part.kind.availability)
    return found


def _of_class(
    in_turn: list[_Turn], shared: frozenset[str], up: dict[str, float], sources: tuple[str, ...]
) -> float:
    """Share of one class of request that is answered.

    Goes from the last component towards the sources, with the states of what is shared and their
    chances; those in which all that is still asked for works alike are one.
    """
    split = [node for node in shared if 0.0 < up[node] < 1.0]
    if len(split) > MOST_SHARED:
        split = sorted(split, key=lambda node: (up[node], node))[:MOST_SHARED]
    states: list[tuple[float, dict[str, float]]] = [(1.0, {})]
    for node, way, asked in in_turn:
        here, down = up[node], states[:0]
        if node in split:
            down = [(chance * (1 - here), {**works, node: 0.0}) for chance, works in states]
            states = [(chance * here, works) for chance, works in states]
            here = 1.0
        for _, works in states:
            works[node] = way.works(here, works) if here else 0.0
        states += down
        if len(states) > 1:
            states = _alike(states, asked)
    answered = [chance * sum([works[source] for source in sources]) for chance, works in states]
    return sum(answered) / len(sources)


def _alike(
    states: list[tuple[float, dict[str, float]]], asked: tuple[str, ...]
) -> list[tuple[float, dict[str, float]]]:
    """The states, with those as one that do not differ in these components."""
    found: dict[tuple[float, ...], tuple[float, dict[str, float]]] = {}
    for chance, works in states:
        key = tuple([works[node] for node in asked])
        known = found.get(key)
        found[key] = (known[0] + chance, known[1]) if known else (chance, works)
    return list(found.values())


def _met(plan: Plan, kind: ClassKind, sources: tuple[str, ...]) -> dict[str, int]:
    """Components that a class of request comes to while somebody waits, by how many call them."""
    met = dict.fromkeys(sources, 1)
    for node in plan.reached(kind):
        if node not in met:
            continue
        for call in plan.calls(node, kind):
            if call.waits:
                met[call.target] = met.get(call.target, 0) + 1
    return met


def _shared(plan: Plan, kind: ClassKind, met: dict[str, int]) -> frozenset[str]:
    """What several ways lead to from one source: components with several callers, and all that
    stands behind. Requests of different sources never meet."""
    found: set[str] = set()
    for source in plan.sources:
        alone = met if len(plan.sources) == 1 else _met(plan, kind, (source,))
        found.update([node for node, callers in alone.items() if callers > 1])
    for node in plan.reached(kind) if found else ():
        if node in found:
            found.update(call.target for call in plan.calls(node, kind) if call.waits)
    return frozenset(found)


def _asked(plan: Plan, kind: ClassKind) -> tuple[list[tuple[str, tuple[str, ...]]], frozenset[str]]:
    """The components that a class of request comes to, and what several ways lead to; the drawing
    is read once for all its settings."""
    if kind not in plan.shape.asked:
        met = _met(plan, kind, plan.sources)
        plan.shape.asked[kind] = _in_turn(plan, kind, met), _shared(plan, kind, met)
    found: tuple[list[tuple[str, tuple[str, ...]]], frozenset[str]] = plan.shape.asked[kind]
    return found


def _in_turn(plan: Plan, kind: ClassKind, met: dict[str, int]) -> list[tuple[str, tuple[str, ...]]]:
    """The components that a class of request comes to, those behind before those who ask them,
    and what is still asked for once each is known."""
    found: list[tuple[str, tuple[str, ...]]] = []
    asked: tuple[str, ...] = ()
    callers = dict(met)
    for node in reversed(plan.reached(kind)):
        if node not in met:
            continue
        for call in plan.calls(node, kind):
            if call.waits:
                callers[call.target] -= 1
        asked = (*[one for one in asked if callers[one]], node)
        found.append((node, asked))
    return found


class _Step(NamedTuple):
    """One thing that a component asks for, and in which share of the requests."""

    behind: tuple[str, ...]
    probability: float
    missed: bool
    """Whether it is asked only where the cache did not know."""
    hit: float | None
    """What the cache at hand knows, where this is the question to it."""


class _Way(NamedTuple):
    """How a component depends on those behind it; the drawing is read once, not per state."""

    steps: tuple[_Step, ...]
    any_of: tuple[str, ...] = ()
    """Where one of several that works is enough."""
    nothing: bool = False
    """Whether it is a source that asks nobody."""

    def works(self, up: float, works: dict[str, float]) -> float:
        """Chance that the component answers, given those behind it."""
        if self.nothing:
            return 0.0
        if self.any_of:
            lost = 1.0
            for target in self.any_of:
                lost *= 1 - works[target]
            return up * (1 - lost)
        answered, missed = up, 1.0
        for step in self.steps:
            if step.hit is not None:
                known = works[step.behind[0]]
                missed *= known * (1 - step.hit) + 1 - known
                continue
            behind = 1.0
            for target in step.behind:
                behind *= works[target]
            answered *= 1 - (missed if step.missed else step.probability) * (1 - behind)
        return answered


_Turn = tuple[str, _Way, tuple[str, ...]]
"""A component, what it needs, and what is still asked for once it is known."""


def _need(plan: Plan, kind: ClassKind, node: str) -> _Way:
    """What a component needs, kept as long as it and those that it calls are set as they are."""
    known: _Way | None = plan.known[node].needs.get(kind)
    if known is None:
        known = plan.known[node].needs[kind] = _way(plan, kind, node)
    return known


def _way(plan: Plan, kind: ClassKind, node: str) -> _Way:
    role = plan.parts[node].kind.role
    calls = plan.calls(node, kind)
    waited = [call for call in calls if call.waits]
    if not waited:
        return _Way((), nothing=role == "source")
    if role in ("source", "balancer"):
        return _Way((), any_of=tuple(call.target for call in waited))
    aside = any(call.missed for call in waited) and role != "cache"
    steps = []
    for step in plan.steps(node, kind):
        first = calls[step.calls[0]]
        if not first.waits:
            continue
        asked = aside and plan.parts[first.target].kind.role == "cache" and not first.missed
        steps.append(
            _Step(
                behind=tuple(calls[number].target for number in step.calls),
                probability=step.probability,
                missed=first.missed and aside,
                hit=plan.parts[first.target].hit if asked else None,
            )
        )
    return _Way(tuple(steps))
