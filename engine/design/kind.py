"""Component kinds: what may stand on the grid, and the figures it is reckoned with."""

from __future__ import annotations

from functools import cached_property
from math import isfinite
from typing import Literal

from pydantic import Field

from engine.frozen import Frozen, Hashed

Category = Literal[
    "source",
    "edge",
    "compute",
    "data",
    "messaging",
    "people",
    "network",
    "external",
    "operations",
]
Role = Literal["source", "balancer", "service", "cache", "store", "queue", "bystander"]
"""How a kind treats a request: emits it, hands it to one of its targets, calls its targets in
turn, answers what it holds, keeps it, takes it for later, or carries no traffic at all."""
ClassKind = Literal["static", "read", "write", "search"]
Value = bool | int | float | str


class UnknownKind(Exception):
    """A design names a kind that the catalogue does not hold."""


class Knob(Frozen):
    """A setting of a component that the player may turn."""

    name: str
    label: str
    says: str = ""
    """One plain sentence on what it does; empty where the glossary explains its name."""
    unit: str = ""
    kind: Literal["whole", "number", "choice", "switch"] = "whole"
    low: float = 0
    high: float = 0
    step: float = 1
    choices: tuple[str, ...] = ()
    default: Value
    slows: float = Field(default=1, ge=1)
    """Where it is on, service takes this many times as long."""
    costs: float = Field(default=0, ge=0)
    """Marks a month for each component where it is on."""

    @property
    def ends(self) -> tuple[Value, ...]:
        """The values at both ends of it."""
        if self.kind == "switch":
            return (False, True)
        if self.kind == "choice":
            return (self.choices[0], self.choices[-1])
        return (int(self.low), int(self.high)) if self.kind == "whole" else (self.low, self.high)

    def fault(self, value: Value) -> str | None:
        """What is wrong with a value, in the player's words, or None."""
        if self.kind == "switch":
            return None if isinstance(value, bool) else f"{self.label} is on or off."
        if self.kind == "choice":
            wanted = f"{self.label} is one of {', '.join(self.choices)}."
            return None if value in self.choices else wanted
        if (
            isinstance(value, bool | str)
            or not isfinite(value)
            or (self.kind == "whole" and value != int(value))
        ):
            return f"{self.label} is a {'whole number' if self.kind == 'whole' else 'number'}."
        if not self.low <= value <= self.high:
            unit = f" {self.unit}" if self.unit else ""
            return f"{self.label} runs from {self.low:g} to {self.high:g}{unit}."
        return None


class Slow(Frozen):
    """A share of requests that spends longer at a component than the others, and holds no server
    meanwhile: they wait for somebody who is not drawn."""

    share: float = Field(gt=0, lt=1)
    ms: float = Field(gt=0)


class Distances(Frozen):
    """How long a call is on its way, there and back, where its ends are not in one place."""

    zone_ms: float = Field(default=0, ge=0)
    """From one zone to another of the same region."""
    region_ms: float = Field(default=0, ge=0)
    """From one region to another."""
    basis: str = ""
    """Source or reasoning of the figures."""


class Kind(Hashed):
    """One entry of the catalogue."""

    id: str
    name: str
    short: str = Field(default="", max_length=8)
    """What stands in a box that is too small for the name; empty where the name is so short."""
    tag: str = Field(max_length=6)
    """Set into the border of its box."""
    glyph: str = Field(min_length=1, max_length=1)
    category: Category
    role: Role
    families: tuple[str, ...] = ()
    """Wider names under which rules may ask for it, e.g. `database`."""
    service_ms: float = Field(default=0, ge=0)
    """Mean time that one server is held by a request, in ms."""
    later_ms: float = Field(default=0, ge=0)
    """That time where the work is fetched from a queue and several are done in one errand; 0
    where it takes as long as ever."""
    variability: float = Field(default=1, ge=0)
    """Squared coefficient of variation of the service time."""
    servers: int = Field(default=1, ge=1)
    """Requests that one unit serves at the same time."""
    delay_ms: float = Field(default=0, ge=0)
    """Time that a request spends here without holding a server, in ms."""
    slow: Slow | None = None
    """Those that spend longer here than the others."""
    room: int = Field(default=1000, ge=0)
    """Requests that may wait before more are turned away."""
    serves: tuple[ClassKind, ...] = ("static", "read", "write", "search")
    """Classes of request that are sent here at all."""
    effort: tuple[tuple[ClassKind, float], ...] = ()
    """Classes whose service takes this many times as long."""
    monthly_cost: float = Field(default=0, ge=0)
    """Marks a month for one unit."""
    cost_per_million: float = Field(default=0, ge=0)
    """Marks for a million requests."""
    availability: float = Field(default=1, gt=0, le=1)
    """Share of time that one unit is up."""
    knobs: tuple[Knob, ...] = ()
    connects_to: tuple[str, ...] = ()
    """Kinds, families or categories that it may call; `*` is any."""
    called_by: tuple[str, ...] = ()
    """Where given, the only kinds, families or categories that may call it."""
    copies_scale: bool = True
    """Whether more replicas serve more, or only stand by."""
    purpose: str
    fails: str
    basis: str
    """Source or reasoning of the figures."""

    @cached_property
    def effort_of(self) -> dict[str, float]:
        return dict(self.effort)

    @cached_property
    def knob_by_name(self) -> dict[str, Knob]:
        return {knob.name: knob for knob in self.knobs}

    @cached_property
    def paid_knobs(self) -> tuple[Knob, ...]:
        """The settings that have a price of their own where they are on."""
        return tuple(knob for knob in self.knobs if knob.slows > 1 or knob.costs)

    @cached_property
    def _slower(self) -> dict[float, Kind]:
        return {}

    def slower(self, times: float) -> Kind:
        """This kind with a service that takes so many times as long."""
        if times == 1:
            return self
        if times not in self._slower:
            longer = {"service_ms": self.service_ms * times, "later_ms": self.later_ms * times}
            self._slower[times] = self.model_copy(update=longer)
        return self._slower[times]

    def answers_to(self, name: str) -> bool:
        """Whether a rule or connection that names `name` means this kind."""
        return name in (self.id, self.category, "*") or name in self.families


class Catalogue(Frozen):
    """All kinds that a design may use."""

    kinds: tuple[Kind, ...] = ()
    distances: Distances = Distances()

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(kind.id for kind in self.kinds))

    def __hash__(self) -> int:
        """Kept, for the figures of a design are looked up by its catalogue at every repaint."""
        return self._hash

    @cached_property
    def by_id(self) -> dict[str, Kind]:
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def _answering(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def answering(self, *names: str) -> frozenset[str]:
        """The ids of the kinds that kinds, families or categories mean, as far as asked kept."""
        if names not in self._answering:
            meant = (kind.id for kind in self.kinds if any(map(kind.answers_to, names)))
            self._answering[names] = frozenset(meant)
        return self._answering[names]

    def kind(self, kind_id: str) -> Kind:
        """The kind of an id.

        Raises:
            UnknownKind: the catalogue has none such.
        """
        try:
            return self.by_id[kind_id]
        except KeyError:
            raise UnknownKind(f"There is no component kind '{kind_id}'.") from None
