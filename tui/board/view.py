"""The campaign's map as a widget: painted into cells, and only what changed is drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.board.layout import CELLS, Cell, Frame
from tui.board.sheet import GROUND, Sheet


class MapView(ScrollView, can_focus=False):
    """Shows a painted map; tells which mission was clicked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "MapView { background: $background; scrollbar-size: 1 1; }"

    @dataclass
    class Clicked(Message):
        """A place on the map was clicked."""

        cell: Cell
        twice: bool

    def __init__(self) -> None:
        super().__init__()
        self._sheet = Sheet(1, 1)
        self._frame = CELLS
        self._styles: dict[str, Style] = {}

    @property
    def sheet(self) -> Sheet:
        """What is shown."""
        return self._sheet

    def show(self, sheet: Sheet, frame: Frame, selected: Cell) -> None:
        """Shows a painting, refreshing what differs, with the selected mission in sight."""
        before, self._sheet, self._frame = self._sheet, sheet, frame
        self._styles.clear()
        if (before.width, before.height) != (sheet.width, sheet.height):
            self.virtual_size = Size(sheet.width, sheet.height)
            self.refresh()
        else:
            self._refresh_changes(before)
        x, y = frame.origin(selected)
        top = 0 if selected[1] == 0 else y
        self.scroll_to_region(Region(x, top, frame.width, y + frame.pitch - top), animate=False)

    def _refresh_changes(self, before: Sheet) -> None:
        offset = self.scroll_offset
        for y, (old, new) in enumerate(zip(before.rows, self._sheet.rows, strict=True)):
            if old != new:
                changed = [x for x, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
                width = changed[-1] - changed[0] + 1
                self.refresh(Region(changed[0] - offset.x, y - offset.y, width, 1))

    def render_line(self, y: int) -> Strip:
        """One row of the painting, cut to the window."""
        scroll_x, scroll_y = self.scroll_offset
        width = self.size.width
        ground = self._style(GROUND)
        if y + scroll_y >= self._sheet.height:
            return Strip.blank(width, ground)
        cells = self._sheet.rows[y + scroll_y][scroll_x : scroll_x + width]
        segments = [
            Segment("".join(char for char, _ in run), self._style(name))
            for name, run in groupby(cells, itemgetter(1))
        ]
        return Strip(segments).adjust_cell_length(width, ground)

    def notify_style_update(self) -> None:
        """Paints anew after the look was changed."""
        super().notify_style_update()
        self._styles.clear()

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            colour, ground, *attributes = name.split("/")
            colours = self.app.theme_variables
            self._styles[name] = Style(
                color=Color.parse(colours[colour]).rich_color,
                bgcolor=Color.parse(colours[ground]).rich_color,
                bold="bold" in attributes,
                italic="italic" in attributes,
            )
        return self._styles[name]

    def on_click(self, event: Click) -> None:
        event.stop()
        offset = self.scroll_offset
        cell = self._frame.cell_at(event.x + offset.x, event.y + offset.y)
        if cell is not None:
            self.post_message(self.Clicked(cell, event.chain > 1))
