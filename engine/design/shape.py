"""What stays as it is while only settings are turned: components, links, and where they lead.

A player turns one knob and sees all figures anew. What follows from the drawing alone is reckoned
once for all its settings, and what one component makes of requests only where it is set anew, or
something that it calls. So the plans of one drawing share a `Shape`, which remembers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from operator import is_
from typing import Any

from engine.design.graph import Design, Edge, Node
from engine.design.kind import Catalogue, ClassKind, Kind


@dataclass(slots=True)
class Known:
    """What one component makes of each class of request, as it is set."""

    part: Any = None
    """The component as it was set."""
    called: list[Any] = field(default_factory=list)
    """Those that it calls, as they were set."""
    calls: dict[ClassKind, Any] = field(default_factory=dict)
    dealt: dict[tuple[str, ...], Any] = field(default_factory=dict)
    steps: dict[ClassKind, Any] = field(default_factory=dict)
    likely: dict[ClassKind, Any] = field(default_factory=dict)
    """Which calls lead on for most requests, and whether in turn (`visits`)."""
    needs: dict[ClassKind, Any] = field(default_factory=dict)
    """What it needs to be answered (`availability`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A drawing less all settings, with some of its components lost or none."""

    kinds: dict[str, Kind]
    edges: tuple[Edge, ...]
    targets: dict[str, tuple[str, ...]]
    """Whom each component calls, in the order of the links."""
    order: tuple[str, ...]
    """Callers first; those on a circle of calls, and behind one, are missing."""
    sources: tuple[str, ...]
    callers: dict[str, tuple[str, ...]]
    """Who calls each component, in their order."""
    dealt: tuple[str, ...]
    """Those whom only balancers call."""
    reached: dict[ClassKind, tuple[str, ...]] = field(default_factory=dict)
    leading: dict[tuple[str, ClassKind], bool] = field(default_factory=dict)
    strands: dict[tuple[str, ClassKind], bool] = field(default_factory=dict)
    stuck: dict[ClassKind, tuple[str, ...]] = field(default_factory=dict)
    asked: dict[ClassKind, Any] = field(default_factory=dict)
    """Who still asks for whom (`availability`)."""
    faults: list[Any] = field(default_factory=list)
    """What the drawing leaves open (`faults`), once it is known."""
    parts: dict[str, tuple[Node, Any]] = field(default_factory=dict)
    """Each component as it was last set, and what that makes of it while it is up (`routes`)."""
    ways: dict[str, Any] = field(default_factory=dict)
    """What each component led to when it was last reckoned, and of what (`visits`)."""
    passed: dict[tuple[ClassKind, ...], Any] = field(default_factory=dict)
    """What requests had passed when that was last reckoned, and of what (`company`)."""
    _known: dict[str, Known] = field(default_factory=dict)

    def known(self, node: str, parts: dict[str, Any]) -> Known:
        """What is known of a component, if none that it calls has been set anew, and itself at
        most in what makes no difference to its calls, as its copies do not."""
        part, called = parts[node], [parts[target] for target in self.targets[node]]
        found = self._known.get(node)
        if (
            found is None
            or not all(map(is_, found.called, called))
            or not (found.part is part or found.part.calls_like(part))
        ):
            found = self._known[node] = Known(part, called)
        return found


def shape_of(bare: Design, catalogue: Catalogue, lost: frozenset[str] = frozenset()) -> Shape:
    """The shape of a design that is `bare`, with these components lost."""
    return _shape(tuple([(n.id, n.kind) for n in bare.nodes]), bare.edges, catalogue, lost)


@lru_cache(maxsize=256)
def _shape(
    nodes: tuple[tuple[str, str], ...],
    edges: tuple[Edge, ...],
    catalogue: Catalogue,
    lost: frozenset[str],
) -> Shape:
    """`lost` only tells shapes apart: what is lost is seen by the parts of a plan."""
    kinds = {node: catalogue.kind(kind) for node, kind in nodes}
    called: dict[str, dict[str, None]] = {node: {} for node in kinds}
    for edge in edges:
        called[edge.source][edge.target] = None
    targets = {node: tuple(its) for node, its in called.items()}
    order = _callers_first(targets)
    callers: dict[str, tuple[str, ...]] = dict.fromkeys(order, ())
    for node in order if len(order) == len(kinds) else ():
        for target in targets[node]:
            callers[target] = (*callers[target], node)
    sources = tuple(n for n in order if kinds[n].role == "source")
    dealt = tuple(n for n, its in callers.items() if its and _balance(kinds, its))
    return Shape(kinds, edges, targets, order, sources, callers, dealt)


def _balance(kinds: dict[str, Kind], nodes: tuple[str, ...]) -> bool:
    return all(kinds[node].role == "balancer" for node in nodes)


def _callers_first(targets: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    incoming = dict.fromkeys(targets, 0)
    for its in targets.values():
        for target in its:
            incoming[target] += 1
    ready = [node for node, callers in incoming.items() if not callers]
    order: list[str] = []
    while ready:
        node = ready.pop(0)
        order.append(node)
        for target in targets[node]:
            incoming[target] -= 1
            if not incoming[target]:
                ready.append(target)
    return tuple(order)


def circle(targets: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The components of one circle in the order of the calls, or nothing."""
    left = set(targets)
    while True:
        ends = {node for node in left if not left.intersection(targets[node])}
        if not ends:
            break
        left -= ends
    if not left:
        return ()
    way = [next(node for node in targets if node in left)]
    while True:
        onward = next(target for target in targets[way[-1]] if target in left)
        if onward in way:
            return tuple(way[way.index(onward) :])
        way.append(onward)
