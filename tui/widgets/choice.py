"""One setting with few values, changed in place: ‹ night ›."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static


class Choice(Static, can_focus=True):
    """A label and a value between two arrows; ← and → change it, and so does a click."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]
    DEFAULT_CSS = """
    Choice { width: auto; height: 1; }
    """

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        choice: Choice
        value: str

        @property
        def control(self) -> Choice:
            """The setting that was changed."""
            return self.choice

    def __init__(self, label: str, values: tuple[str, ...], value: str, *, id: str) -> None:  # noqa: A002
        super().__init__(Content(""), id=id)
        self._label, self._values = label, values
        self._at = values.index(value) if value in values else 0

    @property
    def value(self) -> str:
        """The value that is chosen."""
        return self._values[self._at]

    def on_mount(self) -> None:
        self._paint()

    def watch_has_focus(self, value: bool) -> None:
        """Shows where the keys go."""
        super().watch_has_focus(value)
        self._paint()

    def action_turn(self, by: int) -> None:
        """Takes the next value, or the one before."""
        self._at = (self._at + by) % len(self._values)
        self._paint()
        self.post_message(self.Changed(self, self.value))

    def on_click(self, event: Click) -> None:
        event.stop()
        self.action_turn(-1 if len(self._label) <= event.x <= len(self._label) + 2 else 1)

    def _paint(self) -> None:
        value = f" {self.value} " if self.has_focus else self.value
        style = "bold $foreground on $lamp" if self.has_focus else "bold"
        edge = "" if self.has_focus else " "
        self.update(
            Content.assemble(
                (f"{self._label} ", "$mute"),
                (f"‹{edge}", "$accent"),
                (value, style),
                (f"{edge}›", "$accent"),
            )
        )
