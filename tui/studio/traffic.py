"""A traffic run: the load rises from an ordinary hour to the peak, and something gives first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.design.graph import Design
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.traffic import Figures, evaluate, ramp

FRAMES = 24
HALVINGS = 12
"""Steps in which the rate is narrowed down at which the first component gives."""


@dataclass(frozen=True)
class Run:
    """One run of the load through a design."""

    frames: tuple[Figures, ...]
    at: int
    """The frame that is shown while the run plays."""
    first: str | None
    """The component that cannot keep up first, if any."""
    first_at: float
    """Requests a second from which it cannot."""

    @property
    def playing(self) -> bool:
        """Whether the load is still rising."""
        return self.at < len(self.frames) - 1

    @property
    def now(self) -> Figures:
        """The figures of the frame that is shown."""
        return self.frames[self.at]

    @property
    def broken(self) -> bool:
        """Whether something cannot keep up in the frame that is shown."""
        return bool(self.now.saturated)

    def next(self) -> Run:
        """The run a frame later."""
        return replace(self, at=min(self.at + 1, len(self.frames) - 1))

    def last(self) -> Run:
        """The run at its end."""
        return replace(self, at=len(self.frames) - 1)


def run_of(design: Design, catalogue: Catalogue, load: Load) -> Run:
    """The whole run, at its beginning."""
    frames = ramp(design, catalogue, load, FRAMES)
    broken = next((n for n, frame in enumerate(frames) if frame.saturated), None)
    if broken is None:
        return Run(frames, 0, None, 0.0)
    high = frames[broken].offered_rps
    low = frames[broken - 1].offered_rps if broken else 0.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if evaluate(design, catalogue, load.at(middle)).saturated:
            high = middle
        else:
            low = middle
    first = evaluate(design, catalogue, load.at(high)).saturated[0]
    return Run(frames, 0, first, high)
