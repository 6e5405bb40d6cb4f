"""The design grid as a widget: painted into cells, and only what changed is drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.events import Click, MouseDown, MouseMove, MouseUp, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from engine.design.graph import Cell
from tui.studio.canvas import Canvas, changed_spans
from tui.studio.drawing import Drawing, Scale, fit, size_of
from tui.studio.painter import paint
from tui.studio.router import drawn
from tui.studio.scene import Scene

CATEGORY_HUES = {
    "source": "hue-2",
    "edge": "primary",
    "compute": "hue-5",
    "data": "success",
    "messaging": "hue-3",
    "people": "hue-1",
    "network": "hue-6",
    "external": "secondary",
    "operations": "mute",
}


class DesignCanvas(ScrollView, can_focus=True):
    """Shows a painted design; tells of clicks and drags by grid cell."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(0,-1)", show=False),
        Binding("down", "walk(0,1)", show=False),
        Binding("left", "walk(-1,0)", show=False),
        Binding("right", "walk(1,0)", show=False),
    ]
    DEFAULT_CSS = """
    DesignCanvas { background: $background; scrollbar-size: 1 1; }
    """

    @dataclass
    class Walked(Message):
        """The cursor is asked to move by cells."""

        across: int
        down: int

    @dataclass
    class Pressed(Message):
        """A cell was pressed; `link` where a link is to be drawn from it."""

        cell: Cell
        link: bool

    @dataclass
    class Dropped(Message):
        """The button was released over a cell."""

        cell: Cell

    @dataclass
    class Pointed(Message):
        """The pointer came over another cell, with the button down or not."""

        cell: Cell
        dragging: bool

    @dataclass
    class Opened(Message):
        """A cell was clicked twice."""

        cell: Cell

    class Resized(Message):
        """The room for the grid has changed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._canvas = Canvas(1, 1)
        self.scale: Scale = fit(1, 1, 1, 1)
        self._drawing: Drawing | None = None
        self._styles: dict[str, Style] = {}
        self._dragging = False
        self._pointed: Cell | None = None

    def show(self, scene: Scene) -> None:
        """Shows a moment as large as there is room; refreshes only the spans that differ."""
        board = scene.config.board
        room = (max(1, self.outer_size.width - 2), max(1, self.outer_size.height - 2))
        self.scale = fit(board.columns, board.rows, *room)
        width, height = size_of(self.scale, board.columns, board.rows)
        self._drawing = drawn(scene.design, self.scale, max(width, room[0]), max(height, room[1]))
        before, self._canvas = self._canvas, paint(scene, self._drawing, self.scale)
        if (before.width, before.height) != (self._canvas.width, self._canvas.height):
            self.virtual_size = Size(self._canvas.width, self._canvas.height)
            self.refresh()
        else:
            self._refresh_changes(before)
        if self._canvas.width > self.size.width or self._canvas.height > self.size.height:
            x, y = self.scale.origin(scene.cursor)
            box = Region(x - 1, y - 1, self.scale.box_width + 2, self.scale.box_height + 2)
            self.scroll_to_region(box, animate=False)

    def _refresh_changes(self, before: Canvas) -> None:
        offset = self.scroll_offset
        for y, (old, new) in enumerate(zip(before.rows, self._canvas.rows, strict=True)):
            if old != new:
                for left, right in changed_spans(old, new):
                    self.refresh(Region(left - offset.x, y - offset.y, right - left, 1))

    def render_line(self, y: int) -> Strip:
        """One row of the painting, cut to the window."""
        scroll_x, scroll_y = self.scroll_offset
        width = self.size.width
        ground = self._style("ground")
        row = y + scroll_y
        if row >= self._canvas.height:
            return Strip.blank(width, ground)
        cells = self._canvas.rows[row][scroll_x : scroll_x + width]
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
            foreground, background, bold = _named(name, self.app.theme_variables)
            self._styles[name] = Style(
                color=Color.parse(foreground).rich_color,
                bgcolor=Color.parse(background).rich_color,
                bold=bold,
            )
        return self._styles[name]

    def action_walk(self, across: int, down: int) -> None:
        """Asks for the cursor to move."""
        self.post_message(self.Walked(across, down))

    def _spot(self, event: MouseDown | MouseMove | MouseUp | Click) -> tuple[int, int]:
        """The character of the painting under the pointer, wherever on the screen that is."""
        at = event.get_content_offset_capture(self) + self.scroll_offset
        return at.x, at.y

    def _cell(self, event: MouseDown | MouseMove | MouseUp | Click) -> Cell:
        return self.scale.cell_at(*self._spot(event))

    def on_mouse_down(self, event: MouseDown) -> None:
        self.focus()
        self._dragging = True
        self.capture_mouse()
        spot = self._spot(event)
        boxes = self._drawing.boxes.values() if self._drawing else ()
        side = any(box.on_side(*spot) for box in boxes)
        self._pointed = self.scale.cell_at(*spot)
        self.post_message(self.Pressed(self._pointed, side or bool(event.shift)))

    def on_mouse_move(self, event: MouseMove) -> None:
        cell = self._cell(event)
        if cell != self._pointed:
            self._pointed = cell
            self.post_message(self.Pointed(cell, self._dragging))

    def on_mouse_up(self, event: MouseUp) -> None:
        self.release_mouse()
        if self._dragging:
            self._dragging = False
            self.post_message(self.Dropped(self._cell(event)))

    def on_click(self, event: Click) -> None:
        if event.chain == 2:
            self.post_message(self.Opened(self._cell(event)))

    def on_blur(self) -> None:
        self._dragging = False
        self.release_mouse()

    def on_resize(self, event: Resize) -> None:
        self.post_message(self.Resized())


PLAIN = {
    "ground": ("foreground", "background", False),
    "dot": ("rule", "background", False),
    "edge-idle": ("rule", "background", False),
    "edge-calm": ("edge", "background", False),
    "edge-near": ("accent", "background", False),
    "edge-broken": ("error", "background", False),
    "lit-edge-idle": ("mute", "background", True),
    "lit-edge-calm": ("primary", "background", True),
    "lit-edge-near": ("accent", "background", True),
    "lit-edge-broken": ("error", "background", True),
    "cut": ("error", "lamp", True),
    "preview": ("accent", "background", True),
    "refused": ("error", "background", True),
    "cursor": ("accent", "background", True),
    "selected": ("accent", "lit", True),
    "broken": ("error", "panel", True),
    "shut": ("faint", "panel", False),
    "track": ("foreground", "track", False),
    "bar-calm": ("background", "success", False),
    "bar-near": ("background", "accent", False),
    "bar-broken": ("background", "error", False),
    "tip-calm": ("success", "track", False),
    "tip-near": ("accent", "track", False),
    "tip-broken": ("error", "track", False),
}
"""Style names with foreground, background and weight, all of them variables of the look."""
INSIDE = {
    "": ("foreground", False),
    "-name": ("foreground", True),
    "-faint": ("mute", False),
    "-calm": ("mute", False),
    "-near": ("accent", True),
    "-broken": ("error", True),
}
"""What stands inside a box, on `box` or, where it is chosen, on `lit`."""


def _named(name: str, colours: dict[str, str]) -> tuple[str, str, bool]:
    if name.startswith("hue-"):
        return colours[CATEGORY_HUES[name.removeprefix("hue-")]], colours["panel"], False
    if name in PLAIN:
        foreground, background, bold = PLAIN[name]
        return colours[foreground], colours[background], bold
    place, _, part = name.partition("-")
    foreground, bold = INSIDE[f"-{part}" if part else ""]
    return colours[foreground], colours["panel" if place == "box" else "lit"], bold
