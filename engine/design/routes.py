"""What each component does with a request: which others it calls, how likely, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from engine.design.graph import Design
from engine.design.kind import Catalogue, ClassKind, Distances
from engine.design.outage import ALL_UP, Copy, Missing
from engine.design.part import Part, part


class Call(NamedTuple):
    """One call out of a component: with what probability, and whether the caller waits."""

    target: str
    probability: float
    waits: bool = True
    missed: bool = False
    """Whether it is made where a cache did not know: such calls are made together or not at all."""
    away_ms: float = 0.0
    """How long it is on its way, there and back."""


class Step(NamedTuple):
    """Calls, by their place among all, that are made together with this probability."""

    probability: float
    calls: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """How the copies of a component share what waits."""

    factor: float = 1.0
    """Of rate, servers and room: above 1 where several components have one queue between them,
    below where each copy has its own."""
    queues: int = 1
    """Components among which each request takes the shortest queue."""
    turns: int = 1
    """Copies among which requests are dealt in turn."""
    shared: str = ""
    """The balancer who looks for the shortest of several queues."""
    members: tuple[str, ...] = ()
    """The components that these belong to."""

    def evened(self, burst: float) -> float:
        """How bursty arrivals are at one copy: every n-th of a stream is n times as even."""
        return burst / self.turns


@dataclass(frozen=True, slots=True)
class Plan:
    """A design made ready: components callers first, and the calls per class of request."""

    design: Design
    order: tuple[str, ...]
    parts: dict[str, Part]
    sources: tuple[str, ...]
    callers: dict[str, tuple[str, ...]]
    """Who calls each component, in their order."""
    distances: Distances = field(default_factory=Distances)
    pools: dict[str, Pool] = field(default_factory=dict)
    ways: dict[ClassKind, dict[str, Any]] = field(default_factory=dict)
    """What each class of request meets from each component on, once that is known (`visits`)."""
    company: dict[Any, Any] = field(default_factory=dict)
    """And each mixture of classes (`company`)."""
    _calls: dict[tuple[str, ClassKind], tuple[Call, ...]] = field(default_factory=dict)
    _dealt: dict[tuple[str, ...], tuple[Call, ...]] = field(default_factory=dict)
    _steps: dict[tuple[str, ClassKind], tuple[Step, ...]] = field(default_factory=dict)
    _reached: dict[ClassKind, tuple[str, ...]] = field(default_factory=dict)
    _strands: dict[tuple[str, ClassKind], bool] = field(default_factory=dict)
    _leading: dict[tuple[str, ClassKind], bool] = field(default_factory=dict)

    def calls(self, node: str, kind: ClassKind) -> tuple[Call, ...]:
        """What a component does for one class of request.

        A balancer or source hands each request to one of its targets, and skips those that are
        down. A cache answers its hits and passes the misses on. A queue takes the request and
        lets others fetch it later. All else calls its targets in turn: a cache first, the stores
        behind it with what it missed; those that lead this class nowhere only where no other is
        there.
        """
        known = self._calls.get((node, kind))
        if known is None:
            found = self._found(node, kind)
            away = [self._away(node, call.target, kind) for call in found]
            if any(away):
                pairs = zip(found, away, strict=True)
                found = tuple([call._replace(away_ms=ms) for call, ms in pairs])
            known = self._calls[node, kind] = found
        return known

    def _away(self, node: str, target: str, kind: ClassKind) -> float:
        """How long a call is on its way on average, over the places of the copies at both ends; a
        write also from the copy that takes it to those that stand by, unless they follow later.
        """
        distances = self.distances
        if not (distances.zone_ms or distances.region_ms):
            return 0.0
        here, there = self.parts[node], self.parts[target]
        if here.region != there.region:
            away = distances.region_ms
        else:
            away = distances.zone_ms * _apart(here.serves_in, there.serves_in)
        return away + distances.zone_ms if kind == "write" and there.copies_elsewhere else away

    def reached(self, kind: ClassKind) -> tuple[str, ...]:
        """The components that a class of request may come to, callers first."""
        known = self._reached.get(kind)
        if known is None:
            met = set(self.sources)
            for node in self.order:
                if node in met:
                    met.update([call.target for call in self.calls(node, kind)])
            known = self._reached[kind] = tuple([node for node in self.order if node in met])
        return known

    def steps(self, node: str, kind: ClassKind) -> tuple[Step, ...]:
        """The calls by what makes them happen: each by itself, or all that follow a miss."""
        known = self._steps.get((node, kind))
        if known is None:
            found: list[Step] = []
            calls = self.calls(node, kind)
            for number, call in enumerate(calls):
                last = found[-1] if found else None
                if last and call.missed and calls[last.calls[0]].missed:
                    found[-1] = Step(last.probability, (*last.calls, number))
                else:
                    found.append(Step(call.probability, (number,)))
            known = self._steps[node, kind] = tuple(found)
        return known

    def strands(self, node: str, kind: ClassKind) -> bool:
        """Whether a class of request ends here undone: at what only passes requests on, and to
        nobody that takes this class. What is linked to nothing does the work itself, and a
        static page needs nobody.
        """
        known = self._strands.get((node, kind))
        if known is None:
            known = self._strands[node, kind] = self._ends(node, kind)
        return known

    def splits(self, node: str) -> bool:
        """Whether a request goes to one of the targets rather than to all."""
        return self.parts[node].kind.role in ("source", "balancer")

    def _targets(self, node: str, kind: ClassKind) -> list[str]:
        kinds = [(target, self.parts[target].kind) for target in self.design.targets[node]]
        return [t for t, its in kinds if kind in its.serves and its.role != "bystander"]

    def _found(self, node: str, kind: ClassKind) -> tuple[Call, ...]:
        targets = self._targets(node, kind)
        if not targets:
            return ()
        if not self.splits(node):
            targets = [t for t in targets if self._leads(t, kind)] or targets
        key = (node, *targets)  # of several classes with the same targets only one is dealt out
        known = self._dealt.get(key)
        if known is None:
            known = self._dealt[key] = self._deal(node, targets)
        return known

    def _deal(self, node: str, targets: list[str]) -> tuple[Call, ...]:
        parts, me = self.parts, self.parts[node]
        role = me.kind.role
        if role in ("source", "balancer"):
            return self._split(me, [t for t in targets if parts[t].up] or targets)
        if role == "cache":
            behind = _specialised(targets, parts)
            return tuple(Call(target, 1 - me.hit, missed=True) for target in behind)
        if role == "queue":
            readers = [t for t in targets if parts[t].up] or targets
            return tuple(Call(target, 1 / len(readers), waits=False) for target in readers)
        return _service_calls(targets, parts)

    def _split(self, me: Part, targets: list[str]) -> tuple[Call, ...]:
        """One call each: a source to any of them alike, a balancer to any of their copies alike;
        who looks for the least busy sends by strength.
        """
        if me.kind.role == "balancer" and me.balance == "least busy":
            speed = [
                self.parts[t].servers / max(self.parts[t].kind.service_ms, 1e-3) for t in targets
            ]
            whole = sum(speed)
            return tuple([Call(t, s / whole) for t, s in zip(targets, speed, strict=True)])
        if me.kind.role == "balancer":
            copies = [max(1, self.parts[t].serving) for t in targets]
            whole = sum(copies)
            return tuple([Call(t, n / whole) for t, n in zip(targets, copies, strict=True)])
        return tuple([Call(target, 1 / len(targets)) for target in targets])

    def _ends(self, node: str, kind: ClassKind) -> bool:
        if self.calls(node, kind):
            return False
        role = self.parts[node].kind.role
        if role in ("source", "balancer", "queue"):
            return True
        if role != "service" or kind == "static":
            return False
        return any(self.parts[t].kind.role != "bystander" for t in self.design.targets[node])

    def _leads(self, node: str, kind: ClassKind) -> bool:
        """Whether a class of request comes from here to somebody who does it."""
        known = self._leading.get((node, kind))
        if known is None:
            found = self.calls(node, kind)
            known = (
                any(self._leads(call.target, kind) for call in found)
                if found
                else not self.strands(node, kind)
            )
            self._leading[node, kind] = known
        return known


def plan(design: Design, catalogue: Catalogue, without: Missing = ALL_UP) -> Plan:
    """The design in the order in which requests come through it.

    Raises:
        ValueError: requests would go in a circle; the message names the way.
    """
    try:
        return plan_of(design.bare, catalogue, without)
    except ValueError:
        stuck = circle(design)
        names = " → ".join(design.by_id[node].label for node in (*stuck, *stuck[:1]))
        raise ValueError(f"Requests would go in a circle through {names}.") from None


def plan_of(bare: Design, catalogue: Catalogue, without: Missing = ALL_UP) -> Plan:
    """The plan of a design that is `bare`.

    Raises:
        ValueError: requests would go in a circle.
    """
    return _less(bare, catalogue, without) if without else _whole(bare, catalogue)


@lru_cache(maxsize=256)
def _less(design: Design, catalogue: Catalogue, without: Missing) -> Plan:
    """The plan less what is lost."""
    whole = _whole(design, catalogue)
    hit = {
        node: part(found.node, catalogue.kind(found.node.kind), without)
        for node, found in whole.parts.items()
        if _touched(found, without)
    }
    return Plan(
        design=design,
        order=whole.order,
        parts={**whole.parts, **hit},
        sources=whole.sources,
        callers=whole.callers,
        distances=catalogue.distances,
    )


@lru_cache(maxsize=256)
def _whole(design: Design, catalogue: Catalogue) -> Plan:
    """The plan while everything is up."""
    parts = {node.id: part(node, catalogue.kind(node.kind)) for node in design.nodes}
    order = _callers_first(design)
    sources = tuple(n for n in order if parts[n].kind.role == "source")
    callers: dict[str, tuple[str, ...]] = dict.fromkeys(order, ())
    for node in order:
        for target in design.targets[node]:
            callers[target] = (*callers[target], node)
    return Plan(design, order, parts, sources, callers, catalogue.distances)


def _touched(found: Part, without: Missing) -> bool:
    """Whether anything of a component is lost."""
    return any(
        lost.component == found.node.id
        if isinstance(lost, Copy)
        else lost.name in (found.zones if lost.what == "zone" else (found.node.id,))
        for lost in without
    )


def calls(design: Design, catalogue: Catalogue, node_id: str, kind: ClassKind) -> tuple[Call, ...]:
    """What a component does for one class of request while everything is up."""
    return plan(design, catalogue).calls(node_id, kind)


def _callers_first(design: Design) -> tuple[str, ...]:
    incoming = {node.id: 0 for node in design.nodes}
    for edge in design.edges:
        incoming[edge.target] += 1
    ready = [node.id for node in design.nodes if not incoming[node.id]]
    order: list[str] = []
    while ready:
        node_id = ready.pop(0)
        order.append(node_id)
        for target in design.targets[node_id]:
            incoming[target] -= 1
            if not incoming[target]:
                ready.append(target)
    if len(order) < len(design.nodes):
        raise ValueError("Requests would go in a circle.")
    return tuple(order)


def circle(design: Design) -> tuple[str, ...]:
    """The components of one circle in the order of the calls, or nothing."""
    left = {node.id for node in design.nodes}
    while True:
        ends = {node for node in left if not left.intersection(design.targets[node])}
        if not ends:
            break
        left -= ends
    if not left:
        return ()
    way = [next(node.id for node in design.nodes if node.id in left)]
    while True:
        onward = next(target for target in design.targets[way[-1]] if target in left)
        if onward in way:
            return tuple(way[way.index(onward) :])
        way.append(onward)


@lru_cache(maxsize=1024)
def _apart(these: tuple[str, ...], those: tuple[str, ...]) -> float:
    """Chance that two copies, one of each, stand in different zones; 0 where either is in none."""
    if not these or not those:
        return 0.0
    pairs = sum(these.count(zone) * those.count(zone) for zone in set(these))
    return 1 - pairs / (len(these) * len(those))


def _service_calls(targets: list[str], parts: dict[str, Part]) -> tuple[Call, ...]:
    roles = [(t, parts[t].kind.role) for t in targets]
    caches = [t for t, role in roles if role == "cache"]
    queues = [t for t, role in roles if role == "queue"]
    stores = [t for t, role in roles if role == "store"]
    others = [t for t, role in roles if role not in ("cache", "queue", "store")]
    if stores or others:  # what a lost cache would have known is asked of those behind it
        caches = [cache for cache in caches if parts[cache].up]
    found = [Call(cache, 1.0) for cache in caches]
    missed = 1.0
    for cache in caches:
        missed *= 1 - parts[cache].hit
    aside = bool(caches)
    found += [Call(store, missed, missed=aside) for store in _specialised(stores, parts)]
    if queues:
        found += [Call(queue, 1 / len(queues)) for queue in queues]
    aside = aside and not stores
    found += [Call(other, missed if aside else 1.0, missed=aside) for other in others]
    return tuple(found)


def _specialised(stores: list[str], parts: dict[str, Part]) -> list[str]:
    """The stores made for this class before the general ones: a replica for reads, an index
    for searches. Several of the same kind share the requests' calls one each."""
    if len(stores) < 2:
        return stores
    least = min([len(parts[s].kind.serves) for s in stores])
    return [s for s in stores if len(parts[s].kind.serves) == least]
