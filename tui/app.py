"""The Textual application: which screen follows which, and what happens when something fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.safety import harmless

if TYPE_CHECKING:
    pass

MINIMUM_COLUMNS, MINIMUM_ROWS = 80, 24
"""The smallest terminal that every screen is drawn for."""


class HarmlessText(LineFilter):
    """The one choke point through which every character passes on its way to the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(harmless(s.text), s.style, s.control) if s.control is None else s
            for s in segments
        ]
