"""What a simulation needs to know, in plain figures that go through JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass
class Component:
    """A component as it is simulated; lists by class of request have one entry a class."""

    role: str
    queues: int
    """Copies that have a queue of their own, each with `servers` and `room`."""
    copies: int
    """Copies that serve."""
    servers: int
    room: int
    work: list[float]
    """Mean service time of a class, in ms."""
    variability: float
    delay: float
    slow: tuple[float, float]
    """Share of requests that spends so much longer here, and how much."""
    threads: int
    thread_room: int
    timeout: float
    retries: int
    backoff: float
    balance: str
    at_once: bool
    calls: list[list[tuple[int, float]]]
    """For a class: targets, by their place in the order, and probabilities."""
    away: list[dict[int, float]]
    """For a class: how long calls are on their way, there and back, by target, where they are."""
    steps: list[list[tuple[float, list[int]]]]
    """For a class: what is called together, by the place among the calls."""
    strands: list[bool]


@dataclass
class Wiring:
    """All that a simulation needs to know, in plain figures."""

    names: list[str]
    components: list[Component]
    sources: list[int]
    shares: list[float]
    """Of the classes of request."""
    gap: float
    """Mean time between requests, in ms."""
    burstiness: float


def read(told: dict[str, Any]) -> Wiring:
    """An order read back from JSON, whose keys are words."""
    components = [Component(**c) for c in told["components"]]
    for component in components:
        component.away = [{int(t): ms for t, ms in by.items()} for by in component.away]
    return Wiring(**{**told, "components": components})
