"""The row of tabs that takes the place of panels side by side in a small terminal."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

Tab = tuple[str, str]
"""The key that opens a tab, and its name."""


class TabRow(Static):
    """Tabs by key and name; the present one is lit, and a click opens one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "TabRow { height: 1; }"

    @dataclass
    class Opened(Message):
        """A tab was clicked."""

        key: str

    def __init__(self, tabs: tuple[Tab, ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(""), id=id)
        self._tabs = tabs

    def show(self, present: str) -> None:
        """Lights the tab of a key."""
        self.update(
            Content.assemble(
                *[
                    (
                        f" {key} {name} ",
                        "bold $background on $accent" if key == present else "$mute",
                    )
                    for key, name in self._tabs
                ]
            )
        )

    def on_click(self, event: Click) -> None:
        column = event.x
        for key, name in self._tabs:
            width = Content(f" {key} {name} ").cell_length
            if 0 <= column < width:
                self.post_message(self.Opened(key))
                return
            column -= width
