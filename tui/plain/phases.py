"""Which module plays which phase kind, in one table."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

PLAYED = {
    "email_discovery": "tui.plain.inbox",
    "video_call": "tui.plain.call",
    "system_design": "tui.plain.studio",
    "board_decision": "tui.plain.board",
    "client_feedback": "tui.plain.feedback",
}


def module_for(kind: str) -> ModuleType:
    """The module with `play(desk, config)` and, where it has one, `opening(desk, config)`."""
    return import_module(PLAYED[kind])
