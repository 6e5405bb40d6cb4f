"""What each component does with a request: which others it calls, how likely, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from engine.design.graph import Design, Node
from engine.design.kind import Catalogue, ClassKind, Distances
from engine.design.outage import ALL_UP, Copy, Missing
from engine.design.part import Part, part
from engine.design.shape import Known, Shape, circle, shape_of


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

    shape: Shape
    order: tuple[str, ...]
    parts: dict[str, Part]
    sources: tuple[str, ...]
    callers: dict[str, tuple[str, ...]]
    """Who calls each component, in their order."""
    distances: Distances
    known: dict[str, Known]
    """What is known of each component as it and those that it calls are set."""
    pools: dict[str, Pool] = field(default_factory=dict)
    ways: dict[ClassKind, dict[str, Any]] = field(default_factory=dict)
    """What each class of request meets from each component on, once that is known (`visits`)."""
    onward: dict[str, dict[ClassKind, Any]] = field(default_factory=dict)
    """The same by component, as far as nothing there has been set anew."""
    company: dict[Any, Any] = field(default_factory=dict)
    """And each mixture of classes (`company`)."""

    def calls(self, node: str, kind: ClassKind) -> tuple[Call, ...]:
        """What a component does for one class of request.

        A balancer or source hands each request to one of its targets, and skips those that are
        down. A cache answers its hits and passes the misses on. A queue takes the request and
        lets others fetch it later. All else calls its targets in turn: a cache first, the stores
        behind it with what it missed; those that lead this class nowhere only where no other is
        there.
        """
        known: tuple[Call, ...] | None = self.known[node].calls.get(kind)
        if known is None:
            found = self._found(node, kind)
            away = [self._away(node, call.target, kind) for call in found]
            if any(away):
                pairs = zip(found, away, strict=True)
                found = tuple([call._replace(away_ms=ms) for call, ms in pairs])
            known = self.known[node].calls[kind] = found
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
        known = self.shape.reached.get(kind)
        if known is None:
            met = set(self.sources)
            for node in self.order:
                if node in met:
                    met.update([call.target for call in self.calls(node, kind)])
            known = self.shape.reached[kind] = tuple([node for node in self.order if node in met])
        return known

    def steps(self, node: str, kind: ClassKind) -> tuple[Step, ...]:
        """The calls by what makes them happen: each by itself, or all that follow a miss."""
        known: tuple[Step, ...] | None = self.known[node].steps.get(kind)
        if known is None:
            found: list[Step] = []
            calls = self.calls(node, kind)
            for number, call in enumerate(calls):
                last = found[-1] if found else None
                if last and call.missed and calls[last.calls[0]].missed:
                    found[-1] = Step(last.probability, (*last.calls, number))
                else:
                    found.append(Step(call.probability, (number,)))
            known = self.known[node].steps[kind] = tuple(found)
        return known

    def strands(self, node: str, kind: ClassKind) -> bool:
        """Whether a class of request ends here undone: at what only passes requests on, and to
        nobody that takes this class. What is linked to nothing does the work itself, and a
        static page needs nobody.
        """
        strands = self.shape.strands
        known = strands.get((node, kind))
        if known is None:
            known = strands[node, kind] = self._ends(node, kind)
        return known

    def stuck(self, kind: ClassKind) -> tuple[str, ...]:
        """The components where a class of request ends undone, callers first."""
        known = self.shape.stuck.get(kind)
        if known is None:
            found = [node for node in self.reached(kind) if self.strands(node, kind)]
            known = self.shape.stuck[kind] = tuple(found)
        return known

    def splits(self, node: str) -> bool:
        """Whether a request goes to one of the targets rather than to all."""
        return self.parts[node].kind.role in ("source", "balancer")

    def _targets(self, node: str, kind: ClassKind) -> list[str]:
        kinds = [(target, self.parts[target].kind) for target in self.shape.targets[node]]
        return [t for t, its in kinds if kind in its.serves and its.role != "bystander"]

    def _found(self, node: str, kind: ClassKind) -> tuple[Call, ...]:
        targets = self._targets(node, kind)
        if not targets:
            return ()
        if not self.splits(node):
            targets = [t for t in targets if self._leads(t, kind)] or targets
        dealt, key = self.known[node].dealt, tuple(targets)
        if key not in dealt:  # of several classes with the same targets only one is dealt out
            dealt[key] = self._deal(node, targets)
        found: tuple[Call, ...] = dealt[key]
        return found

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
        return any(self.parts[t].kind.role != "bystander" for t in self.shape.targets[node])

    def _leads(self, node: str, kind: ClassKind) -> bool:
        """Whether a class of request comes from here to somebody who does it."""
        known = self.shape.leading.get((node, kind))
        if known is None:
            found = self.calls(node, kind)
            known = (
                any(self._leads(call.target, kind) for call in found)
                if found
                else not self.strands(node, kind)
            )
            self.shape.leading[node, kind] = known
        return known


def plan(design: Design, catalogue: Catalogue, without: Missing = ALL_UP) -> Plan:
    """The design in the order in which requests come through it.

    Raises:
        ValueError: requests would go in a circle; the message names the way.
    """
    try:
        return plan_of(design.bare, catalogue, without)
    except ValueError:
        stuck = circle(design.targets)
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
    parts = dict(_whole(design, catalogue).parts)
    for node, found in parts.items():
        if _touched(found, without):
            parts[node] = part(found.node, catalogue.kind(found.node.kind), without)
    lost = frozenset(node for node, found in parts.items() if not found.up)
    return _planned(shape_of(design, catalogue, lost), parts, catalogue.distances)


@lru_cache(maxsize=256)
def _whole(design: Design, catalogue: Catalogue) -> Plan:
    """The plan while everything is up."""
    shape = shape_of(design, catalogue)
    if len(shape.order) < len(shape.kinds):
        raise ValueError("Requests would go in a circle.")
    parts = {node.id: _part(shape, node) for node in design.nodes}
    return _planned(shape, parts, catalogue.distances)


def _part(shape: Shape, node: Node) -> Part:
    """The component as this drawing had it last, unless it has been set anew."""
    known = shape.parts.get(node.id)
    if known is None or known[0] is not node:
        known = shape.parts[node.id] = node, part(node, shape.kinds[node.id])
    found: Part = known[1]
    return found


def _planned(shape: Shape, parts: dict[str, Part], distances: Distances) -> Plan:
    return Plan(
        shape=shape,
        order=shape.order,
        parts=parts,
        sources=shape.sources,
        callers=shape.callers,
        distances=distances,
        known={node: shape.known(node, parts) for node in shape.order},
    )


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
