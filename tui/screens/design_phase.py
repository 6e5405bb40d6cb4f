"""What the screens over one design have in common."""

from __future__ import annotations

from typing import cast

from engine.design.graph import Design
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from tui.screens.phase_screen import PhaseScreen


class DesignPhase(PhaseScreen):
    """A screen of a system-design phase."""

    @property
    def studio(self) -> SystemDesign:
        return cast(SystemDesign, self.config)

    @property
    def own(self) -> StudioState:
        return cast(StudioState, self.session.state.phases[self.index])

    @property
    def design(self) -> Design:
        return self.own.design
