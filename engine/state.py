"""The whole of one playthrough at one moment: immutable, and a fold of its log."""

from __future__ import annotations

from typing import Literal

from engine.frozen import Frozen
from engine.phases import AnyPhaseState
from engine.shared import Shared
from engine.values import Tally


class State(Frozen):
    """A playthrough as it stands."""

    mission: str
    status: Literal["open", "completed", "abandoned"] = "open"
    shared: Shared
    phases: tuple[AnyPhaseState, ...] = ()
    """One for each phase that has begun, in the mission's order; the last is the present one."""
    score: int | None = None
    phase_scores: Tally = ()

    @property
    def present(self) -> AnyPhaseState | None:
        """The phase that is being played, if the playthrough is open."""
        return self.phases[-1] if self.status == "open" and self.phases else None
