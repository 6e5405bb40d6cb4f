"""Panes that paint themselves for the room they have, and again when it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click, Resize
from textual.message import Message
from textual.widgets import Static

from tui.widgets.key_bar import Key, KeyBar
from tui.widgets.rows import RowList

Painter = Callable[[int, int], Content]


class Surface(Static):
    """A pane that is given a painter and asks it for text of its own size."""

    ALLOW_SELECT = False

    @dataclass
    class Pressed(Message):
        """The pane was clicked."""

        surface: Surface

        @property
        def control(self) -> Surface:
            """The pane."""
            return self.surface

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(""), id=id, classes=classes)
        self._painter: Painter | None = None

    def show(self, painter: Painter) -> None:
        """Paints with this from now on."""
        self._painter = painter
        self._paint()

    def on_resize(self, event: Resize) -> None:
        self._paint()

    def on_click(self, event: Click) -> None:
        self.post_message(self.Pressed(self))

    def _paint(self) -> None:
        size = self.content_size
        if self._painter is not None and size.width > 0:
            self.update(self._painter(size.width, size.height), layout=False)


class Answers(RowList):
    """The answers; while it sleeps it takes neither keys nor clicks."""

    asleep = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves every key to the screen while it sleeps."""
        return not self.asleep and super().check_action(action, parameters)

    def on_click(self, event: Click) -> None:
        if self.asleep:
            event.prevent_default()


class Buttons(Static):
    """A row of keys with their words, each of them clickable."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(""), id=id)
        self._keys: tuple[Key, ...] = ()
        self._lead = Content("")

    def show(self, keys: tuple[Key, ...], lead: Content | None = None) -> None:
        """Shows these keys, after some words where there are any."""
        self._keys, self._lead = keys, lead or Content("")
        parts: list[Content | tuple[str, str]] = [self._lead]
        for key in keys:
            parts += [(f" {key.key} ", "bold $accent on $lamp"), (f" {key.label}   ", "")]
        self.update(Content.assemble(*parts))

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        column = (offset.x if offset is not None else event.x) - self._lead.cell_length
        for key in self._keys:
            width = len(key.key) + len(key.label) + 3
            if 0 <= column < width:
                self.post_message(KeyBar.Pressed(key.press or key.key))
                return
            column -= width + 3
