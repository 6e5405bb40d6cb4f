"""Panes that paint themselves for the room they have, and again when it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.widgets import Static

from tui.widgets.key_bar import Key, KeyBar
from tui.widgets.rows import RowList

Painter = Callable[[int, int], Content]


class Sheet(Static):
    """Text of which only the rows that changed are sent to the terminal.

    Words come twenty times a second; a whole pane for each letter would be felt over ssh.
    """

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(""), id=id, classes=classes)
        self._rows: list[Content] = []
        self._room = Size(0, 0)
        self._changed: list[Region] | None = None
        self._names: tuple[Content, Content] | None = None

    def put(self, content: Content) -> None:
        """Shows text in place of what stands."""
        rows = content.split("\n", allow_blank=True)
        if len(rows) == len(self._rows) and self.content_size == self._room:
            self._changed = [
                Region(0, y, self.content_size.width, 1)
                for y, (new, old) in enumerate(zip(rows, self._rows, strict=True))
                if not new.is_same(old)
            ]
        self._rows, self._room = rows, self.content_size
        self.update(content, layout=False)
        self._changed = None

    def name_edges(self, title: Content, state: Content) -> None:
        """Writes into the borders, where that changes anything."""
        names = (title, state)
        if self._names is None or not all(map(Content.is_same, names, self._names)):
            self._names = names
            self.border_title, self.border_subtitle = names

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """As everywhere; while text is put, only its changed rows are dirty."""
        if self._changed is not None and not regions:
            if not self._changed:
                return self
            regions = tuple(self._changed)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class Surface(Sheet):
    """A pane that is given a painter and asks it for text of its own size."""

    @dataclass
    class Pressed(Message):
        """The pane was clicked."""

        surface: Surface

        @property
        def control(self) -> Surface:
            """The pane."""
            return self.surface

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
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
            self.put(self._painter(size.width, size.height))


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
