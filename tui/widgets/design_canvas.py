"""The design grid as a widget, which tells of clicks and drags by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, MouseDown, MouseMove, MouseUp, Resize
from textual.geometry import Region
from textual.message import Message

from engine.design.graph import Cell
from tui.canvas import Canvas
from tui.studio.drawing import Drawing, Scale, fit, scaled, size_of
from tui.studio.painter import paint
from tui.studio.router import carried, drawn
from tui.studio.scene import Scene
from tui.widgets.painting import Look, Painting

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


class DesignCanvas(Painting, can_focus=True):
    """Shows a painted design; tells of clicks and drags by grid cell."""

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
        self.scale: Scale = fit(1, 1, 1, 1)
        self._drawing: Drawing | None = None
        self._dragging = False
        self._pointed: Cell | None = None

    def show(self, scene: Scene) -> None:
        """Shows a moment as large as there is room; scrolled to the cursor."""
        board = scene.config.board
        room = (max(1, self.outer_size.width - 2), max(1, self.outer_size.height - 2))
        self.scale = scaled(scene.zoom, board.columns, board.rows, *room)
        width, height = size_of(self.scale, board.columns, board.rows)
        self._drawing = _drawing_of(scene, self.scale, (max(width, room[0]), max(height, room[1])))
        self.put(self.painted(scene, self._drawing))
        if self.canvas.width > self.size.width or self.canvas.height > self.size.height:
            x, y = self.scale.origin(scene.cursor)
            box = Region(x - 1, y - 1, self.scale.box_width + 2, self.scale.box_height + 2)
            self.scroll_to_region(box, animate=False)
            # How far it scrolls is only known once a new size is laid out.
            self.call_after_refresh(self.scroll_to_region, box, animate=False)

    def painted(self, scene: Scene, drawing: Drawing) -> Canvas:
        """The painting of a moment."""
        return paint(scene, drawing, self.scale)

    def look(self, name: str) -> Look:
        if name.startswith("hue-"):
            return CATEGORY_HUES[name.removeprefix("hue-")], "panel", frozenset()
        if name in PLAIN:
            return PLAIN[name]
        place, _, part = name.partition("-")
        letters, weight = INSIDE[f"-{part}" if part else ""]
        if place == "box":
            return letters, "panel", weight
        return "foreground" if letters == "mute" else letters, "lit", weight

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


def _drawing_of(scene: Scene, scale: Scale, size: tuple[int, int]) -> Drawing:
    if scene.held and scene.held.what == "move" and scene.design != scene.stored:
        return carried(scene.stored, scene.design, scene.held.id, scale, size)
    return drawn(scene.design, scale, *size)


BOLD, PLAINLY = frozenset({"bold"}), frozenset[str]()
PLAIN: dict[str, Look] = {
    "ground": ("foreground", "background", PLAINLY),
    "note": ("mute", "background", PLAINLY),
    "note-lead": ("foreground", "background", BOLD),
    "dot": ("rule", "background", PLAINLY),
    "frame": ("edge", "background", PLAINLY),
    "frame-label": ("mute", "background", BOLD),
    "edge-idle": ("rule", "background", PLAINLY),
    "edge-unused": ("edge", "background", PLAINLY),
    "edge-calm": ("edge", "background", PLAINLY),
    "edge-near": ("accent", "background", PLAINLY),
    "edge-broken": ("error", "background", PLAINLY),
    "lit-edge-idle": ("mute", "background", BOLD),
    "lit-edge-unused": ("primary", "background", PLAINLY),
    "lit-edge-calm": ("primary", "background", BOLD),
    "lit-edge-near": ("accent", "background", BOLD),
    "lit-edge-broken": ("error", "background", BOLD),
    "cut": ("error", "lamp", BOLD),
    "preview": ("accent", "background", BOLD),
    "refused": ("error", "background", BOLD),
    "cursor": ("accent", "background", BOLD),
    "refused-box": ("error", "panel", BOLD),
    "lost": ("faint", "background", PLAINLY),
    "lost-word": ("error", "background", BOLD),
    "cursor-box": ("accent", "panel", BOLD),
    "selected": ("accent", "lit", BOLD),
    "broken": ("error", "panel", BOLD),
    "shut": ("faint", "panel", PLAINLY),
    "track": ("foreground", "track", PLAINLY),
    "bar-calm": ("background", "success", PLAINLY),
    "bar-near": ("background", "accent", PLAINLY),
    "bar-broken": ("background", "error", PLAINLY),
    "tip-calm": ("success", "track", PLAINLY),
    "tip-near": ("accent", "track", PLAINLY),
    "tip-broken": ("error", "track", PLAINLY),
}
"""Style names with foreground, background and weight, all of them variables of the look."""
INSIDE: dict[str, tuple[str, frozenset[str]]] = {
    "": ("foreground", PLAINLY),
    "-name": ("foreground", BOLD),
    "-faint": ("mute", PLAINLY),
    "-calm": ("mute", PLAINLY),
    "-near": ("accent", BOLD),
    "-broken": ("error", BOLD),
}
"""What stands inside a box, on `box` or, where it is chosen, on `lit`."""
