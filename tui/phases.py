"""Which screen shows which phase kind, in one table; a screen is imported when it is shown."""

from __future__ import annotations

from importlib import import_module

from tui.screens.phase_screen import PhaseScreen
from tui.session import Session

SCREENS = {
    "email_discovery": "tui.screens.inbox:InboxScreen",
    "video_call": "tui.screens.call:CallScreen",
    "system_design": "tui.screens.studio:StudioScreen",
    "board_decision": "tui.screens.board_decision:BoardDecisionScreen",
    "client_feedback": "tui.screens.feedback:FeedbackScreen",
}


def screen_for(session: Session) -> PhaseScreen:
    """The screen of the phase that is being played."""
    config = session.mission.phases[len(session.state.phases) - 1]
    module, name = SCREENS[config.kind].split(":")
    kind: type[PhaseScreen] = getattr(import_module(module), name)
    return kind(session)
