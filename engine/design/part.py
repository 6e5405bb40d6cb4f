"""A component's settings as the model reads them: copies, zones, places, patience."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from engine.design import mixture as mix
from engine.design.graph import Node
from engine.design.kind import Kind
from engine.design.mixture import Mixture
from engine.design.outage import ALL_UP, Copy, Missing, component, zone

ZONES = ("A", "B", "C")
"""Places that fail as one, in each of which a component may have copies."""
SIZES = {"S": 0.5, "M": 1.0, "L": 2.0, "XL": 4.0}
DEFAULT_HIT = 0.9
HOME = "home"
"""Where a component stands that has no region of its own."""
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
    """Where each copy stands, the serving ones first; empty for what is in no single place. A zone
    of another region than `HOME` bears its name as well."""
    region: str
    serves_in: tuple[str, ...]
    """Where each copy stands that serves."""
    spare_in: tuple[str, ...]
    """Where each copy stands that is up and stands by."""
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
    admit_rps: float
    """Requests a second that it lets through; the others wait their turn. 0 is all."""
    balance: Balancing
    at_once: bool
    """Whether it makes its calls side by side rather than one after the other."""
    copies_later: bool = False
    """Whether a write is answered before the copies that stand by have it."""
    standing_cost: float = 0.0
    """Marks a month whether anybody asks or not: all copies, and what is switched on."""
    up: bool = True
    """Whether any copy is left."""

    @property
    def copies(self) -> int:
        """All that are paid for."""
        return self.units + self.spare

    @property
    def serving(self) -> int:
        """Copies that serve: those that stand by take the place of lost ones."""
        return min(self.units, self.alive)

    @property
    def copies_elsewhere(self) -> bool:
        """Whether a write waits until a copy in another zone has it too."""
        kept = self.kind.role == "store" and not self.copies_later
        return kept and not set(self.spare_in) <= set(self.serves_in)

    def calls_like(self, other: Part) -> bool:
        """Whether a component that is set like another makes the same calls of the same ones, and
        a request spends the same time here where nobody is before it."""
        return (
            self.kind == other.kind
            and self.hit == other.hit
            and self.balance == other.balance
            and self.at_once == other.at_once
            and self.region == other.region
            and self.serves_in == other.serves_in
        )

    def stayed(self, response: Mixture) -> Mixture:
        """A response with the time that a request spends here without holding a server."""
        response = mix.later(response, self.kind.delay_ms)
        slow = self.kind.slow
        if slow is None:
            return response
        return mix.either([(1 - slow.share, response), (slow.share, mix.later(response, slow.ms))])

    @property
    def each(self) -> int:
        """Requests that one copy serves at once."""
        return max(1, round(self.kind.servers * self.size))

    @property
    def places(self) -> Counter[str]:
        """How many copies stand in each zone."""
        return Counter(self.zones)


@lru_cache(maxsize=4096)
def part(node: Node, kind: Kind, without: Missing = ALL_UP) -> Part:
    """The component as its knobs say, less what is lost of it.

    Of several copies one that stands by is lost first; of a lost copy of a cache, so many of the
    keys.
    """
    slows, settings_cost = _paid(node, kind)
    kind = kind.slower(slows)
    replicas = max(1, int(node.value(kind, "replicas", 1)))
    standby = max(0, int(node.value(kind, "standby", 0)))
    hit = float(node.value(kind, "hit", DEFAULT_HIT)) if kind.role == "cache" else 0.0
    if Copy(node.id) in without and standby:
        standby -= 1
    elif Copy(node.id) in without and replicas > 1:
        replicas, hit = replicas - 1, hit * (replicas - 1) / replicas
    units = replicas if kind.copies_scale else 1
    spare = replicas - units + standby
    region = str(node.value(kind, "region", HOME))
    zones = _zones(node, kind, units + spare, region)
    left = tuple(place for place in zones if zone(place) not in without) if without else zones
    alive = 0 if component(node.id) in without else units + spare - len(zones) + len(left)
    size = SIZES.get(str(node.value(kind, "size", "M")), 1.0)
    serving = max(1, min(units, alive))
    return Part(
        node=node,
        kind=kind,
        size=size,
        units=units,
        spare=spare,
        zones=zones,
        region=region,
        serves_in=left[:serving],
        spare_in=left[serving:],
        alive=alive,
        servers=max(1, round(kind.servers * size)) * serving,
        room=max(0, int(node.value(kind, "room", kind.room))),
        hit=hit,
        threads=max(0, int(node.value(kind, "threads", 0))) * serving,
        timeout_ms=max(0.0, float(node.value(kind, "timeout", 0))),
        retries=max(0, int(node.value(kind, "retries", 0))),
        backoff_ms=max(0.0, float(node.value(kind, "backoff", 0))),
        admit_rps=max(0.0, float(node.value(kind, "admit", 0))),
        balance=cast(Balancing, str(node.value(kind, "balance", "least busy"))),
        at_once=bool(node.value(kind, "at_once", False)),
        copies_later=bool(node.value(kind, "async_writes", False)),
        standing_cost=(units + spare) * size * kind.monthly_cost + settings_cost,
        up=alive > 0,
    )


def _paid(node: Node, kind: Kind) -> tuple[float, float]:
    """How many times longer service takes by what is switched on, and what that costs."""
    slows, cost = 1.0, 0.0
    for knob in kind.paid_knobs:
        if node.value(kind, knob.name, knob.default):
            slows, cost = slows * knob.slows, cost + knob.costs
    return slows, cost


def zones_in_use(parts: Iterable[Part]) -> tuple[str, ...]:
    """The zones in which any component has a copy, those at home first."""
    return tuple(sorted({zone for part in parts for zone in part.zones}, key=lambda z: (z[1:], z)))


def _zones(node: Node, kind: Kind, copies: int, region: str) -> tuple[str, ...]:
    """Where the copies stand: from the component's own zone on, spread over as many as it says."""
    names = kind.knob_by_name
    if "zone" not in names and "zones" not in names:
        return ()
    first = str(node.value(kind, "zone", ZONES[0]))
    start = ZONES.index(first) if first in ZONES else 0
    spread = min(len(ZONES), max(1, int(node.value(kind, "zones", 1))))
    away = "" if region == HOME else f" {region}"
    return tuple(ZONES[(start + number % spread) % len(ZONES)] + away for number in range(copies))
