"""The campaign's map as a widget, which tells which mission was clicked."""

from __future__ import annotations

from dataclasses import dataclass

from textual.events import Click
from textual.geometry import Region
from textual.message import Message

from tui.board.layout import CELLS, Cell, Frame
from tui.canvas import Canvas
from tui.widgets.painting import Look, Painting


class MapView(Painting, can_focus=False):
    """Shows a painted map; tells which mission was clicked."""

    DEFAULT_CSS = "MapView { background: $background; scrollbar-size: 1 1; }"

    @dataclass
    class Clicked(Message):
        """A place on the map was clicked."""

        cell: Cell
        twice: bool

    def __init__(self) -> None:
        super().__init__()
        self._frame = CELLS

    def show(self, canvas: Canvas, frame: Frame, selected: Cell) -> None:
        """Shows a painted map, with the selected mission in sight."""
        self._frame = frame
        self.put(canvas)
        x, y = frame.origin(selected)
        top = 0 if selected[1] == 0 else y
        self.scroll_to_region(Region(x, top, frame.width, y + frame.pitch - top), animate=False)

    def look(self, name: str) -> Look:
        letters, ground, *attributes = name.split("/")
        return letters, ground, frozenset(attributes)

    def on_click(self, event: Click) -> None:
        event.stop()
        offset = self.scroll_offset
        cell = self._frame.cell_at(event.x + offset.x, event.y + offset.y)
        if cell is not None:
            self.post_message(self.Clicked(cell, event.chain > 1))
