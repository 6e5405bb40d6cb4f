"""Two answers side by side, each with its key, each clickable."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from tui.widgets.key_bar import KeyBar

GAP = 6


class Buttons(Static):
    """`Enter` does it, `Esc` goes back; a click presses the key."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Buttons { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(""), id=id)
        self._ends = (0, 0)

    def offer(self, yes: str, no: str) -> None:
        """Shows what Enter does and where Esc leads."""
        forward = Content.assemble((" Enter ", "bold $background on $accent"), (f" {yes}", "bold"))
        back = Content.assemble(("Esc", "bold $accent"), (f" {no}", "$foreground 72%"))
        start = forward.cell_length + GAP
        self._ends = (forward.cell_length, start + back.cell_length)
        self.update(Content.assemble(forward, " " * GAP, back))

    def on_click(self, event: Click) -> None:
        column = event.screen_offset.x - self.content_region.x
        forward, back = self._ends
        if 0 <= column < forward:
            self.post_message(KeyBar.Pressed("enter"))
        elif forward + GAP <= column < back:
            self.post_message(KeyBar.Pressed("escape"))
