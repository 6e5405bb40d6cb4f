"""What a scenario takes away: a component, or a zone with all that stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

What = Literal["component", "zone"]


class Outage(NamedTuple):
    """One thing that is lost. A component may bear a zone's name: the name alone is not enough."""

    what: What
    name: str


class Copy(NamedTuple):
    """The loss of one copy of a component, and of the keys that it held if it is a cache."""

    component: str


Missing = frozenset[Outage | Copy]
"""All that a scenario takes away."""
ALL_UP: frozenset[Outage] = frozenset()


def component(node_id: str) -> Outage:
    """The loss of a component, with all its copies."""
    return Outage("component", node_id)


def zone(name: str) -> Outage:
    """The loss of a zone: of the copies that stand in it, whosever they are."""
    return Outage("zone", name)


def components(outages: Iterable[Outage]) -> tuple[str, ...]:
    """The ids of the components among what is lost."""
    return tuple(outage.name for outage in outages if outage.what == "component")
