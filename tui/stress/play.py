"""A climb that is being watched: where it stands, whether it plays, and how fast."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from engine.design.losses import Report, report
from engine.design.stress import Aim, Climb, Moment, moments
from engine.design.traffic import Figures
from tui.stress.between import between

SPEEDS = (0.5, 1.0, 2.0, 4.0)
USUAL = 1
"""Which of the speeds a run begins with."""
STEP_SECONDS = 0.16
"""From point to point at the usual speed: the whole climb takes eight seconds."""
FRAME_SECONDS = 1 / 15
"""From one painting of a climb that plays to the next."""
STARTING, SLOWING, SLOWEST = 2.0, 3.0, 0.3
"""Points over which a climb gathers pace, and before a knee loses it, and the least share of it."""
GLIDE_FRAMES = 4
"""Paintings in which the gauges come to a moment that was jumped to."""
EASED_SHARE = 3
"""Power of the way that is still to go, by which a glide slows towards its end."""


@dataclass(frozen=True)
class Play:
    """One moment of a climb. It pauses by itself where the first component gives."""

    climb: Climb
    aim: Aim
    moments: tuple[Moment, ...]
    """What happens on the way, in order."""
    report: Report
    """What the whole climb comes to."""
    at: int = 0
    beyond: float = 0.0
    """Share of the way to the next point."""
    playing: bool = False
    speed: int = USUAL

    @cached_property
    def now(self) -> Figures:
        """The figures that are shown: of a point, or of the way from it to the next."""
        points = self.climb.points
        if not self.beyond:
            return points[self.at]
        return between(points[self.at], points[self.at + 1], self.beyond)

    @cached_property
    def retried(self) -> bool:
        """Whether anything is tried again on the way."""
        nodes = (use for now in self.climb.points for use in now.nodes.values())
        return any(use.retried_rps > 0 for use in nodes)

    @property
    def where(self) -> float:
        """Where it stands, in points and parts of one."""
        return self.at + self.beyond

    @property
    def last(self) -> int:
        """The last point."""
        return len(self.climb.points) - 1

    @property
    def over(self) -> bool:
        """Whether the climb stands at its end."""
        return self.at == self.last

    @property
    def knee(self) -> int | None:
        """The point at which the first component has given."""
        return self.climb.first.at if self.climb.first else None

    @property
    def at_knee(self) -> bool:
        """Whether it stands at the point where the first component gives."""
        return self.at == self.knee and not self.beyond

    @property
    def seconds(self) -> float:
        """From point to point, at this speed."""
        return STEP_SECONDS / SPEEDS[self.speed]

    def tick(self, seconds: float = FRAME_SECONDS) -> Play:
        """As it plays on for so long; it stops at the knee and at the end."""
        there = self.where + seconds / self.seconds * self._pace()
        stop = self.last
        if self.knee is not None and self.where < self.knee:
            stop = self.knee
        if there >= stop:
            return replace(self.standing(stop), playing=False)
        return self.standing(there)

    def _pace(self) -> float:
        """Share of the speed: less at the start, and where the knee is near."""
        left = self.knee - self.where if self.knee is not None else SLOWING
        slowed = left / SLOWING if 0 < left < SLOWING else 1.0
        gathered = (self.where + 1) / STARTING
        return max(SLOWEST, min(1.0, slowed, gathered))

    def standing(self, where: float) -> Play:
        """The same at another place, whole or between two points."""
        at = max(0, min(self.last, int(where)))
        beyond = where - at if at < self.last else 0.0
        return replace(self, at=at, beyond=max(0.0, beyond))

    def to(self, at: int) -> Play:
        """Paused at a point."""
        return replace(self.standing(at), playing=False)

    def stepped(self, by: int) -> Play:
        """Paused at the next point, or the one before; between two, at the one of them."""
        return self.to(self.at + by + (1 if self.beyond and by < 0 else 0))

    def played(self) -> Play:
        """Playing on, or from the beginning where it stands at the end; paused if it plays."""
        if self.playing:
            return replace(self, playing=False)
        return replace(self.standing(0) if self.over else self, playing=True)

    def faster(self, by: int) -> Play:
        """At the next speed, or the one before."""
        return replace(self, speed=max(0, min(len(SPEEDS) - 1, self.speed + by)))

    def to_moment(self, by: int) -> Play:
        """Paused at the next thing that happens, or the one before."""
        stops = sorted({moment.at for moment in self.moments})
        if by > 0:
            return self.to(next((at for at in stops if at > self.at), self.last))
        return self.to(next((at for at in reversed(stops) if at < self.where), 0))


def watched(climb: Climb, aim: Aim) -> Play:
    """A climb from its first point on, with all that is to be told of it. Where much is tried
    again this takes as long as many an evaluation: not to be called between keys."""
    return Play(climb, aim, moments(climb, aim), report(climb, aim))


def glide(begun: float, to: float, frame: int) -> float:
    """Where the gauges stand at a frame, counted from 1, of their way to another moment."""
    left = 1 - min(1.0, frame / GLIDE_FRAMES)
    return to + (begun - to) * left**EASED_SHARE
