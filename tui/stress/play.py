"""A climb that is being watched: where it stands, whether it plays, and how fast."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from engine.design.losses import Report, report
from engine.design.stress import Aim, Climb, Moment, moments
from engine.design.traffic import Figures

SPEEDS = (0.5, 1.0, 2.0, 4.0)
USUAL = 1
"""Which of the speeds a run begins with."""
STEP_SECONDS = 0.16
"""From point to point at the usual speed: the whole climb takes eight seconds."""


@dataclass(frozen=True)
class Play:
    """One moment of a climb. It pauses by itself where the first component gives."""

    climb: Climb
    aim: Aim
    at: int = 0
    playing: bool = False
    speed: int = USUAL

    @property
    def now(self) -> Figures:
        """The figures of the point that is shown."""
        return self.climb.points[self.at]

    @property
    def last(self) -> int:
        """The last point."""
        return len(self.climb.points) - 1

    @property
    def over(self) -> bool:
        """Whether the climb stands at its end."""
        return self.at == self.last

    @property
    def at_knee(self) -> bool:
        """Whether it stands at the point where the first component gives."""
        return self.climb.first is not None and self.at == self.climb.first.at

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """What happens on the way, in order."""
        return moments(self.climb, self.aim)

    @cached_property
    def report(self) -> Report:
        """What the whole climb comes to."""
        return report(self.climb, self.aim)

    @property
    def seconds(self) -> float:
        """Until the next point, at this speed."""
        return STEP_SECONDS / SPEEDS[self.speed]

    def tick(self) -> Play:
        """One point on, as it plays."""
        moved = replace(self, at=min(self.last, self.at + 1))
        return replace(moved, playing=not (moved.over or moved.at_knee))

    def to(self, at: int) -> Play:
        """Paused at a point."""
        return replace(self, at=max(0, min(self.last, at)), playing=False)

    def played(self) -> Play:
        """Playing on, or from the beginning where it stands at the end; paused if it plays."""
        if self.playing:
            return replace(self, playing=False)
        return replace(self, at=0 if self.over else self.at, playing=True)

    def faster(self, by: int) -> Play:
        """At the next speed, or the one before."""
        return replace(self, speed=max(0, min(len(SPEEDS) - 1, self.speed + by)))

    def to_moment(self, by: int) -> Play:
        """Paused at the next thing that happens, or the one before."""
        stops = sorted({moment.at for moment in self.moments})
        if by > 0:
            return self.to(next((at for at in stops if at > self.at), self.last))
        return self.to(next((at for at in reversed(stops) if at < self.at), 0))
