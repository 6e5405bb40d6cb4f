"""A canvas as a widget: only what differs from the painting before is drawn again."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.canvas import Canvas, changed_spans

Look = tuple[str, str, frozenset[str]]
"""Variables of the theme for letters and ground, and `bold` or `italic`."""


class Painting(ScrollView):
    """Shows a canvas; what the names of its styles mean, each kind of painting says itself."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.canvas = Canvas(1, 1)
        """What is shown."""
        self._styles: dict[str, Style] = {}

    def look(self, name: str) -> Look:
        """What the name of a style means."""
        raise NotImplementedError

    def put(self, canvas: Canvas) -> None:
        """Shows a canvas, refreshing the spans that differ."""
        before, self.canvas = self.canvas, canvas
        if (before.width, before.height) != (canvas.width, canvas.height):
            self.virtual_size = Size(canvas.width, canvas.height)
            self.refresh()
            return
        offset = self.scroll_offset
        for y, (old, new) in enumerate(zip(before.rows, canvas.rows, strict=True)):
            if old != new:
                for left, right in changed_spans(old, new):
                    self.refresh(Region(left - offset.x, y - offset.y, right - left, 1))

    def render_line(self, y: int) -> Strip:
        """One row of the painting, cut to the window."""
        scroll_x, scroll_y = self.scroll_offset
        width, row = self.size.width, y + scroll_y
        ground = self._style(self.canvas.ground)
        if row >= self.canvas.height:
            return Strip.blank(width, ground)
        cells = self.canvas.rows[row][scroll_x : scroll_x + width]
        segments = [
            Segment("".join(char for char, _ in run), self._style(name))
            for name, run in groupby(cells, itemgetter(1))
        ]
        return Strip(segments).adjust_cell_length(width, ground)

    def notify_style_update(self) -> None:
        """Forgets the colours of the look before."""
        super().notify_style_update()
        self._styles.clear()

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            letters, ground, attributes = self.look(name)
            colours = self.app.theme_variables
            self._styles[name] = Style(
                color=Color.parse(colours[letters]).rich_color,
                bgcolor=Color.parse(colours[ground]).rich_color,
                bold="bold" in attributes,
                italic="italic" in attributes,
            )
        return self._styles[name]
