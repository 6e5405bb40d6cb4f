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
from textual.events import MouseDown, MouseMove, MouseUp
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from engine.design.graph import Cell
from tui.studio.drawing import NARROW, Scale
from tui.studio.painter import Canvas

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
    class Dragged(Message):
        """The pointer moves over a cell with the button down."""

        cell: Cell

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._canvas = Canvas(1, 1)
        self.scale = NARROW
        self._styles: dict[str, Style] = {}
        self._dragging = False

    def show(self, canvas: Canvas, scale: Scale, focus: Cell) -> None:
        """Shows a painting; refreshes only the spans that differ."""
        before, self._canvas, self.scale = self._canvas, canvas, scale
        self._styles.clear()
        if (before.width, before.height) != (canvas.width, canvas.height):
            self.virtual_size = Size(canvas.width, canvas.height)
            self.refresh()
        else:
            self._refresh_changes(before)
        x, y = scale.origin(focus)
        self.scroll_to_region(Region(x, y, scale.box_width, 4), animate=False)

    def _refresh_changes(self, before: Canvas) -> None:
        offset = self.scroll_offset
        for y, (old, new) in enumerate(zip(before.rows, self._canvas.rows, strict=True)):
            if old == new:
                continue
            changed = [x for x, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
            left, right = changed[0], changed[-1]
            self.refresh(Region(left - offset.x, y - offset.y, right - left + 1, 1))

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

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = self._make_style(name)
        return self._styles[name]

    def _make_style(self, name: str) -> Style:
        colours = self.app.theme_variables
        ground, box, lit = colours["background"], colours["panel"], colours["lit"]
        plain = {
            "ground": (colours["foreground"], ground, False),
            "dot": (colours["rule"], ground, False),
            "edge": (colours["edge"], ground, False),
            "lit-edge": (colours["accent"], ground, False),
            "cut": (colours["error"], ground, True),
            "preview": (colours["accent"], ground, True),
            "cursor": (colours["accent"], ground, True),
            "selected": (colours["accent"], ground, True),
            "broken": (colours["error"], ground, True),
            "track": (colours["foreground"], colours["track"], False),
            "bar-calm": (ground, colours["success"], False),
            "bar-near": (ground, colours["accent"], False),
            "bar-broken": (ground, colours["error"], False),
            "tip-calm": (colours["success"], colours["track"], False),
            "tip-near": (colours["accent"], colours["track"], False),
            "tip-broken": (colours["error"], colours["track"], False),
        }
        states = {
            "": ("foreground", False),
            "-name": ("foreground", True),
            "-faint": ("mute", False),
            "-calm": ("mute", False),
            "-near": ("accent", True),
            "-broken": ("error", True),
        }
        for part, (colour, bold) in states.items():
            plain[f"box{part}"] = (colours[colour], box, bold)
            plain[f"lit{part}"] = (colours[colour], lit, bold)
        for category, hue in CATEGORY_HUES.items():
            plain[f"hue-{category}"] = (colours[hue], ground, False)
        foreground, background, bold = plain[name]
        return Style(
            color=Color.parse(foreground).rich_color,
            bgcolor=Color.parse(background).rich_color,
            bold=bold,
        )

    def action_walk(self, across: int, down: int) -> None:
        """Asks for the cursor to move."""
        self.post_message(self.Walked(across, down))

    def _cell(self, event: MouseDown | MouseMove | MouseUp) -> Cell:
        offset = self.scroll_offset
        return self.scale.cell_at(event.x + offset.x, event.y + offset.y)

    def on_mouse_down(self, event: MouseDown) -> None:
        self.focus()
        self._dragging = True
        self.capture_mouse()
        self.post_message(self.Pressed(self._cell(event), bool(event.shift)))

    def on_mouse_move(self, event: MouseMove) -> None:
        if self._dragging:
            self.post_message(self.Dragged(self._cell(event)))

    def on_mouse_up(self, event: MouseUp) -> None:
        self.release_mouse()
        if self._dragging:
            self._dragging = False
            self.post_message(self.Dropped(self._cell(event)))

    def on_blur(self) -> None:
        self._dragging = False
        self.release_mouse()
