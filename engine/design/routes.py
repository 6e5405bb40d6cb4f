"""What each component does with a request: which others it calls, how likely, and how."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from engine.design.graph import Design, Node
from engine.design.kind import Catalogue, ClassKind, Kind

STORES = ("store", "cache")
DEFAULT_HIT = 0.9


@dataclass(frozen=True, slots=True)
class Call:
    """One call out of a component: with what probability, and whether the caller waits."""

    target: str
    probability: float
    waits: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A component with its kind, settings and servers, as the model uses them."""

    node: Node
    kind: Kind
    units: int
    servers: int
    room: int
    hit: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A design made ready: components callers first, and the calls per class of request."""

    order: tuple[str, ...]
    parts: dict[str, Part]
    sources: tuple[str, ...]


@lru_cache(maxsize=64)
def plan(design: Design, catalogue: Catalogue) -> Plan:
    """The design in the order in which requests come through it.

    Raises:
        ValueError: requests would go in a circle; the message names the way.
    """
    parts = {node.id: _part(node, catalogue.kind(node.kind)) for node in design.nodes}
    order = _callers_first(design)
    sources = tuple(n for n in order if parts[n].kind.role == "source")
    return Plan(order=order, parts=parts, sources=sources)


def _part(node: Node, kind: Kind) -> Part:
    units = max(1, int(node.value(kind, "replicas", 1)))
    scale = units if kind.copies_scale else 1
    return Part(
        node=node,
        kind=kind,
        units=units,
        servers=kind.servers * scale,
        room=int(node.value(kind, "room", kind.room)),
        hit=float(node.value(kind, "hit", DEFAULT_HIT)) if kind.role == "cache" else 0.0,
    )


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
        stuck = [node.label for node in design.nodes if node.id not in order]
        raise ValueError("Requests would go in a circle through " + ", ".join(stuck) + ".")
    return tuple(order)


@lru_cache(maxsize=512)
def calls(design: Design, catalogue: Catalogue, node_id: str, kind: ClassKind) -> tuple[Call, ...]:
    """What a component does for one class of request.

    A balancer or source hands each request to one of its targets. A cache answers its hits
    and passes the misses on. A queue takes the request and lets others fetch it later. All
    else calls its targets in turn: a cache first, the stores behind it with what it missed;
    those that lead this class nowhere only where no other is there.
    """
    parts = plan(design, catalogue).parts
    me = parts[node_id]
    targets = [t for t in design.targets[node_id] if kind in parts[t].kind.serves]
    targets = [t for t in targets if parts[t].kind.role != "bystander"]
    if not targets:
        return ()
    role = me.kind.role
    if role in ("source", "balancer"):
        return tuple(Call(target, 1 / len(targets)) for target in targets)
    targets = [t for t in targets if _leads(design, catalogue, t, kind)] or targets
    if role == "cache":
        return tuple(Call(target, 1 - me.hit) for target in _specialised(targets, parts, kind))
    if role == "queue":
        return tuple(Call(target, 1 / len(targets), waits=False) for target in targets)
    return _service_calls(targets, parts, kind)


def strands(design: Design, catalogue: Catalogue, node_id: str, kind: ClassKind) -> bool:
    """Whether a class of request ends here undone: at what only passes requests on, and to
    nobody that takes this class. What is linked to nothing does the work itself, and a static
    page needs nobody.
    """
    if calls(design, catalogue, node_id, kind):
        return False
    parts = plan(design, catalogue).parts
    if parts[node_id].kind.role in ("source", "balancer", "queue"):
        return True
    onward = [t for t in design.targets[node_id] if parts[t].kind.role != "bystander"]
    return parts[node_id].kind.role == "service" and kind != "static" and bool(onward)


@lru_cache(maxsize=512)
def _leads(design: Design, catalogue: Catalogue, node_id: str, kind: ClassKind) -> bool:
    """Whether a class of request comes from here to somebody who does it."""
    found = calls(design, catalogue, node_id, kind)
    if not found:
        return not strands(design, catalogue, node_id, kind)
    return any(_leads(design, catalogue, call.target, kind) for call in found)


def _service_calls(targets: list[str], parts: dict[str, Part], kind: ClassKind) -> tuple[Call, ...]:
    caches = [t for t in targets if parts[t].kind.role == "cache"]
    queues = [t for t in targets if parts[t].kind.role == "queue"]
    stores = [t for t in targets if parts[t].kind.role == "store"]
    others = [t for t in targets if parts[t].kind.role not in ("cache", "queue", "store")]
    found = [Call(cache, 1.0) for cache in caches]
    missed = 1.0
    for cache in caches:
        missed *= 1 - parts[cache].hit
    found += [Call(store, missed) for store in _specialised(stores, parts, kind)]
    if queues:
        found += [Call(queue, 1 / len(queues)) for queue in queues]
    found += [Call(other, missed if caches and not stores else 1.0) for other in others]
    return tuple(found)


def _specialised(stores: list[str], parts: dict[str, Part], kind: ClassKind) -> list[str]:
    """The stores made for this class before the general ones: a replica for reads, an index
    for searches. Several of the same kind share the requests' calls one each."""
    least = min((len(parts[s].kind.serves) for s in stores), default=0)
    return [s for s in stores if len(parts[s].kind.serves) == least]
