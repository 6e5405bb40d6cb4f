"""What a terminal under the floor shows until it grows."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

MINIMUM_COLUMNS, MINIMUM_ROWS = 80, 24
"""The smallest terminal that every screen is drawn for."""


class TooSmall(Screen[None]):
    """What a terminal under the floor shows until it grows."""

    CSS = (
        "TooSmall { align: center middle; } TooSmall > Static { width: auto; text-align: center; }"
    )

    def compose(self) -> ComposeResult:
        self.text = Static(Content(""))
        yield self.text

    def on_mount(self) -> None:
        self.on_resize()

    def on_resize(self) -> None:
        """Says what there is and what is needed."""
        width, height = self.app.size
        self.text.update(
            Content(
                f"Scope Creep needs {MINIMUM_COLUMNS}x{MINIMUM_ROWS}.\n"
                f"This is {width}x{height}.\nEnlarge the window; nothing is lost."
            )
        )
