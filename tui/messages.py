"""What screens tell the application."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from engine.events import AnyEvent
from tui.widgets.key_bar import Key


@dataclass
class MissionAdvanced(Message):
    """The playthrough entered another phase, or ended."""

    events: tuple[AnyEvent, ...]


@dataclass
class OpenHelp(Message):
    """The player asks what this screen is, or for a hint."""

    text: str
    keys: tuple[Key, ...]
    hint: bool = False


@dataclass
class OpenNotebook(Message):
    """The player wants pins and comparisons."""


@dataclass
class LeaveMission(Message):
    """The player goes back to the board; everything is stored."""
