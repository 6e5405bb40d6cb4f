"""A climb of the load through a design, from nothing to past the goal, and what gives on the way.

Every point is the steady state at its rate, so it does not matter from where it is reached; only
what waits in a queue is summed up over the climb, by the fluid formula (docs/traffic-model.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from engine.design.figures import NEAR_FROM, Figures, NodeFigures
from engine.design.graph import Design
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.outage import ALL_UP, Outage
from engine.design.routes import plan
from engine.design.traffic import evaluate

POINTS = 50
GOAL_POINT = 40
"""The point, counted from 1, at which the load is that of the mission's busiest hour."""
HALVINGS = 12
"""Steps in which a rate is narrowed down at which something ceases to hold."""

MomentKind = Literal[
    "calm", "near", "full", "slow", "lossy", "vulnerable", "collapsed", "goal", "end"
]


@dataclass(frozen=True, slots=True)
class Aim:
    """What the climb is held against; None where no goal is known."""

    p95_ms: float | None = None
    answered: float | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on the way: at which point and rate, and to which component."""

    kind: MomentKind
    at: int
    rate_rps: float
    node: str | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits at a component at one point of the climb."""

    waiting: float
    room: int | None
    """Places to wait; None where work is put aside and nobody is turned away."""
    grows_per_s: float
    wait_ms: float
    """How long the last of them will wait."""

    @property
    def full_in_s(self) -> float | None:
        """Seconds until no place is left, at this rate; None where that never comes."""
        if self.room is None or self.grows_per_s <= 0:
            return None
        return max(0.0, (self.room - self.waiting) / self.grows_per_s)


@dataclass(frozen=True)
class Climb:
    """The whole climb of one design: its figures at every point."""

    design: Design
    catalogue: Catalogue
    load: Load
    points: tuple[Figures, ...]
    without: frozenset[Outage] = ALL_UP
    """Components and zones that are lost all the way."""

    @property
    def goal(self) -> Figures:
        """The figures at the busiest hour that the mission names."""
        return self.points[self.goal_at]

    @property
    def goal_at(self) -> int:
        """The point at which the load is that of the busiest hour."""
        return GOAL_POINT - 1

    @property
    def step_seconds(self) -> float:
        """How long the load stays at each point: the climb lasts as long as the peak would."""
        return self.load.peak_s / len(self.points)

    @cached_property
    def first(self) -> Moment | None:
        """The component that cannot keep up first, and from which rate on."""
        return next((moment for moment in self.strained if moment.kind == "full"), None)

    @cached_property
    def strained(self) -> tuple[Moment, ...]:
        """When each component comes near its limit and when it passes it, in order."""
        found: list[Moment] = []
        for node in self.design.by_id:
            for kind, limit in (("near", NEAR_FROM), ("full", 1.0)):
                moment = self._crossing(node, limit, "full" if kind == "full" else "near")
                if moment:
                    found.append(moment)
        return tuple(sorted(found, key=lambda m: (m.rate_rps, m.kind != "near", m.node or "")))

    def _crossing(self, node: str, limit: float, kind: MomentKind) -> Moment | None:
        """Where a component's utilisation passes a limit, between two points in proportion."""
        before, low = 0.0, 0.0
        for at, figures in enumerate(self.points):
            use, rate = figures.nodes[node].utilisation, figures.offered_rps
            if use >= limit:
                share = (limit - before) / (use - before) if use > before else 1.0
                return Moment(kind, at, low + share * (rate - low), node)
            before, low = use, rate
        return None

    @cached_property
    def queues(self) -> tuple[dict[str, Queue], ...]:
        """What waits at each component at each point: more is asked than is done, and it adds up
        until no place is left."""
        try:
            parts = plan(self.design, self.catalogue, self.without).parts
        except ValueError:
            return tuple({} for _ in self.points)
        waiting = dict.fromkeys(parts, 0.0)
        found: list[dict[str, Queue]] = []
        for figures in self.points:
            now: dict[str, Queue] = {}
            for node, part in parts.items():
                use = figures.nodes[node]
                room = None if use.later else part.room
                grows = use.rate_rps - use.capacity_rps if use.capacity_rps else 0.0
                waiting[node] = max(0.0, waiting[node] + grows * self.step_seconds)
                if room is not None:
                    waiting[node] = min(float(room), waiting[node])
                if waiting[node] > 0:
                    # Chance alone keeps some places taken before the surplus has filled any.
                    many = waiting[node]
                    if room is not None:
                        many = min(float(room), max(many, use.queue))
                    wait = many / use.capacity_rps * 1000 if use.capacity_rps else 0.0
                    now[node] = Queue(many, room, grows, wait)
            found.append(now)
        return tuple(found)


def rate_at(load: Load, at: int) -> float:
    """Requests a second at a point of the climb, counted from 0."""
    return load.rps * (at + 1) / GOAL_POINT


def point(
    design: Design, catalogue: Catalogue, load: Load, at: int, without: frozenset[Outage] = ALL_UP
) -> Figures:
    """The figures at one point of the climb."""
    return evaluate(design, catalogue, load.at(rate_at(load, at)), without)


def climb(
    design: Design, catalogue: Catalogue, load: Load, without: frozenset[Outage] = ALL_UP
) -> Climb:
    """The whole climb at once."""
    points = tuple(point(design, catalogue, load, at, without) for at in range(POINTS))
    return Climb(design, catalogue, load, points, without)


def holds(figures: Figures, aim: Aim) -> bool:
    """Whether everything keeps up, and the goals that are known are met."""
    if figures.saturated or not figures.limits:
        return False
    return not (_slow(figures, aim) or _lossy(figures, aim))


def _slow(figures: Figures, aim: Aim) -> bool:
    return aim.p95_ms is not None and figures.p95_ms > aim.p95_ms


def _lossy(figures: Figures, aim: Aim) -> bool:
    return figures.goodput_rps < figures.offered_rps * (aim.answered or 0.0)


def rate_until(run: Climb, good: Callable[[Figures], bool]) -> float:
    """The highest rate up to which something holds; that of the last point where it always does."""
    bad = next((at for at, figures in enumerate(run.points) if not good(figures)), None)
    if bad is None:
        return run.points[-1].offered_rps
    low, high = (run.points[bad - 1].offered_rps if bad else 0.0), run.points[bad].offered_rps
    if bad == 0:
        return 0.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if good(evaluate(run.design, run.catalogue, run.load.at(middle), run.without)):
            low = middle
        else:
            high = middle
    return low


def moments(run: Climb, aim: Aim) -> tuple[Moment, ...]:
    """What happened on the way up, in order."""
    last = len(run.points) - 1
    found = [
        Moment("calm", 0, run.points[0].offered_rps),
        *run.strained,
        Moment("goal", GOAL_POINT - 1, run.load.rps),
        Moment("end", last, run.points[last].offered_rps),
    ]
    found += _stability(run)
    for kind, wrong in (("slow", _slow), ("lossy", _lossy)):
        at = next((n for n, figures in enumerate(run.points) if wrong(figures, aim)), None)
        if at is not None:
            rate = rate_until(run, lambda figures, wrong=wrong: not wrong(figures, aim))  # type: ignore[misc]
            rate = max(rate, run.points[0].offered_rps)
            found.append(Moment("slow" if kind == "slow" else "lossy", at, rate))
    return tuple(sorted(found, key=lambda m: (m.rate_rps, m.kind != "calm", m.at)))


def _stability(run: Climb) -> list[Moment]:
    """From where on a burst would not pass by itself, and from where on it need not come."""
    found = []
    for state in ("vulnerable", "collapsed"):
        at = next((n for n, figures in enumerate(run.points) if figures.stability == state), None)
        if at is not None:
            kind: MomentKind = "vulnerable" if state == "vulnerable" else "collapsed"
            found.append(Moment(kind, at, run.points[at].offered_rps))
    return found


def slowest(figures: Figures) -> str | None:
    """The component that keeps requests waiting most, over all of them together."""
    waits = {node: _waited(use) for node, use in figures.nodes.items() if _waited(use) > 0}
    return max(waits, key=lambda node: waits[node], default=None)


def _waited(use: NodeFigures) -> float:
    return 0.0 if use.later else use.rate_rps * (1 - use.error_share) * use.wait_ms
