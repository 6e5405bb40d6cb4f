"""The bottom line: the keys that work now, each of them clickable."""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Resize
from textual.message import Message
from textual.widgets import Static


@dataclass(frozen=True)
class Key:
    """A key as the bar shows it, and the key that a click presses."""

    key: str
    label: str
    press: str = ""
    """What a click sends; the shown key itself where this is empty, nothing where it is '-'."""


def fitting(width: int, keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """The keys that fit: they drop from the right, but the last one, help, always stays."""
    if not keys:
        return ()
    *others, last = keys
    room = width - 1 - _length(last)
    shown: list[Key] = []
    for key in others:
        room -= _length(key)
        if room < 0:
            break
        shown.append(key)
    return (*shown, last)


def _length(key: Key) -> int:
    return Content(f"{key.key} {key.label}  ").cell_length


class KeyBar(Static):
    """The footer of a screen."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "KeyBar { height: 1; background: $panel; }"

    @dataclass
    class Pressed(Message):
        """A key in the bar was clicked."""

        key: str

    def __init__(self) -> None:
        super().__init__(Content(""))
        self._keys: tuple[Key, ...] = ()

    def show(self, keys: tuple[Key, ...]) -> None:
        """Paints these keys."""
        self._keys = keys
        if self.is_mounted:
            self._paint(self.app.size.width)

    def on_resize(self, event: Resize) -> None:
        self._paint(event.size.width)

    def on_click(self, event: Click) -> None:
        column = event.x - 1
        for key in fitting(self.size.width, self._keys):
            if 0 <= column < _length(key) - 2:
                if key.press != "-":
                    self.post_message(self.Pressed(key.press or key.key))
                return
            column -= _length(key)

    def _paint(self, width: int) -> None:
        parts: list[str | tuple[str, str]] = [" "]
        for key in fitting(width, self._keys):
            parts += [(key.key, "bold $accent"), (f" {key.label}  ", "$mute")]
        self.update(Content.assemble(*parts))


class Foot(Vertical):
    """The status line over the key bar, at the bottom of a screen."""

    DEFAULT_CSS = "Foot { dock: bottom; height: auto; }"
