"""The bottom line: the keys that work now, each of them clickable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Resize
from textual.message import Message
from textual.widget import Widget
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


def press_key(app: App[Any], key: str) -> None:
    """Sends a key as if it had been typed, from wherever it is called.

    Textual ends the bubbling of an event at its sender. Sent by a screen, a key would never
    come to the screen's own bindings once a widget inside has the focus.
    """
    event = events.Key(key, None)
    event.set_sender(app)
    app.post_message(event)


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
        self._own: tuple[Key, ...] = ()
        self._over: dict[object, tuple[Key, ...]] = {}

    @property
    def _keys(self) -> tuple[Key, ...]:
        return next(reversed(self._over.values()), self._own)

    def show(self, keys: tuple[Key, ...]) -> None:
        """Paints these keys, unless those of a page lie over them."""
        before, self._own = self._keys, keys
        self._changed(before)

    def lay_over(self, page: object, keys: tuple[Key, ...]) -> None:
        """Paints the keys of a page that lies over the screen, until it has none; those of the
        page that came last, where several lie over one another."""
        before = self._keys
        if keys:
            self._over[page] = keys
        else:
            self._over.pop(page, None)
        self._changed(before)

    def _changed(self, before: tuple[Key, ...]) -> None:
        if self.is_mounted and self._keys != before:
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
        self.update(Content.assemble(*parts), layout=False)


class Buttons(KeyBar):
    """The answers that a sheet takes, at its foot; the first is the one that Enter gives."""

    DEFAULT_CSS = "Buttons { height: 1; background: transparent; margin-top: 1; }"

    def __init__(self, *keys: Key) -> None:
        super().__init__()
        self._own = keys

    def _paint(self, width: int) -> None:
        parts: list[str | tuple[str, str]] = [" "]
        for number, key in enumerate(fitting(width, self._keys)):
            style = "bold reverse $accent" if number == 0 else "bold $accent"
            parts += [(key.key, style), (f" {key.label}", "bold" if number == 0 else ""), "  "]
        self.update(Content.assemble(*parts), layout=False)


@runtime_checkable
class LinesBelow(Protocol):
    """An application that has lines of its own below every screen's keys."""

    def lines_below(self) -> Iterable[Widget]:
        """The lines, fresh for one screen."""


class Foot(Vertical):
    """The status line over the key bar, at the bottom of a screen."""

    DEFAULT_CSS = "Foot { dock: bottom; height: auto; }"

    def compose(self) -> ComposeResult:
        """The application's own lines are there from the first layout on."""
        if isinstance(self.app, LinesBelow):
            yield from self.app.lines_below()
