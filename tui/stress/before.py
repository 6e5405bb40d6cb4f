"""The design that the traffic ran through before, from the log: a run itself is kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from engine.design.graph import Design
from engine.events import TrafficRun
from engine.game import fold
from engine.log import Row, state_of
from engine.mission import Mission
from engine.phases import StudioState


def run_before(mission: Mission, rows: Sequence[Row], phase: int, design: Design) -> Design | None:
    """The last design of this phase that the traffic ran through and that is not this one; None
    where there is none."""
    found: Design | None = None
    state = state_of(mission, rows[:1])
    for row in rows[1:]:
        state = fold(mission, state, row.events)
        if len(state.phases) == phase + 1 and any(isinstance(e, TrafficRun) for e in row.events):
            own = state.phases[phase]
            if isinstance(own, StudioState) and own.design != design:
                found = own.design
    return found
