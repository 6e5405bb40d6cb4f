"""A component's settings as the model reads them: copies, zones, places, patience."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, cast

from engine.design.graph import Node
from engine.design.kind import Kind
from engine.design.outage import ALL_UP, Outage, component, zone

ZONES = ("A", "B", "C")
"""Places that fail as one, in each of which a component may have copies."""
SIZES = {"S": 0.5, "M": 1.0, "L": 2.0, "XL": 4.0}
DEFAULT_HIT = 0.9
Balancing = Literal["least busy", "in turn", "random"]


@dataclass(frozen=True, slots=True)
class Part:
    """A component with its kind and settings, less what a scenario takes from it."""

    node: Node
    kind: Kind
    size: float
    """Of one unit: its servers and its price are multiplied by it."""
    units: int
    """Copies that serve."""
    spare: int
    """Copies that stand by."""
    zones: tuple[str, ...]
    """Where each copy stands, the serving ones first; empty for what is in no single place."""
    alive: int
    """Copies that are up, of both sorts."""
    servers: int
    room: int
    hit: float
    threads: int
    """Requests that may be held at once, over all copies; 0 is as many as come."""
    timeout_ms: float
    """How long a call of this component waits for its answer; 0 is for ever."""
    retries: int
    backoff_ms: float
    balance: Balancing
    at_once: bool
    """Whether it makes its calls side by side rather than one after the other."""

    @property
    def up(self) -> bool:
        """Whether any copy is left."""
        return self.alive > 0

    @property
    def copies(self) -> int:
        """All that are paid for."""
        return self.units + self.spare

    @property
    def serving(self) -> int:
        """Copies that serve: those that stand by take the place of lost ones."""
        return min(self.units, self.alive)

    @property
    def each(self) -> int:
        """Requests that one copy serves at once."""
        return max(1, round(self.kind.servers * self.size))

    @property
    def places(self) -> Counter[str]:
        """How many copies stand in each zone."""
        return Counter(self.zones)


def part(node: Node, kind: Kind, without: frozenset[Outage] = ALL_UP) -> Part:
    """The component as its knobs say, without the components and zones that are lost."""
    replicas = max(1, int(node.value(kind, "replicas", 1)))
    units = replicas if kind.copies_scale else 1
    spare = replicas - units + max(0, int(node.value(kind, "standby", 0)))
    zones = _zones(node, kind, units + spare)
    lost = sum(zone(place) in without for place in zones) if without else 0
    alive = 0 if component(node.id) in without else units + spare - lost
    size = SIZES.get(str(node.value(kind, "size", "M")), 1.0)
    serving = max(1, min(units, alive))
    return Part(
        node=node,
        kind=kind,
        size=size,
        units=units,
        spare=spare,
        zones=zones,
        alive=alive,
        servers=max(1, round(kind.servers * size)) * serving,
        room=max(0, int(node.value(kind, "room", kind.room))),
        hit=float(node.value(kind, "hit", DEFAULT_HIT)) if kind.role == "cache" else 0.0,
        threads=max(0, int(node.value(kind, "threads", 0))) * serving,
        timeout_ms=max(0.0, float(node.value(kind, "timeout", 0))),
        retries=max(0, int(node.value(kind, "retries", 0))),
        backoff_ms=max(0.0, float(node.value(kind, "backoff", 0))),
        balance=cast(Balancing, str(node.value(kind, "balance", "least busy"))),
        at_once=bool(node.value(kind, "at_once", False)),
    )


def _zones(node: Node, kind: Kind, copies: int) -> tuple[str, ...]:
    """Where the copies stand: from the component's own zone on, spread over as many as it says."""
    names = kind.knob_by_name
    if "zone" not in names and "zones" not in names:
        return ()
    first = str(node.value(kind, "zone", ZONES[0]))
    start = ZONES.index(first) if first in ZONES else 0
    spread = min(len(ZONES), max(1, int(node.value(kind, "zones", 1))))
    return tuple(ZONES[(start + number % spread) % len(ZONES)] for number in range(copies))
