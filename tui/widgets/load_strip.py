"""The load of a run as a strip that is clicked or dragged along."""

from __future__ import annotations

from dataclasses import dataclass

from textual.events import MouseDown, MouseMove, MouseUp
from textual.message import Message

from tui.stress.load import ahead, point_at, staircase
from tui.stress.play import Play
from tui.widgets.painting import Look, Painting

BOLD = frozenset({"bold"})
PLAINLY = frozenset[str]()
COLOURS = {"calm": "primary", "near": "accent", "full": "error", "ahead": "track"}
LOOKS: dict[str, Look] = {
    "ground": ("foreground", "surface", PLAINLY),
    "here": ("accent", "surface", BOLD),
    "goal": ("foreground", "surface", PLAINLY),
    "rate": ("mute", "surface", PLAINLY),
    **{f"full-{state}": ("background", colour, BOLD) for state, colour in COLOURS.items()},
    **{f"top-{state}": (colour, "surface", PLAINLY) for state, colour in COLOURS.items()},
}


class LoadStrip(Painting):
    """Shows where in the climb a run stands; tells of the point that is pressed."""

    can_focus = False

    @dataclass
    class Picked(Message):
        """A point of the climb was pressed."""

        at: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._play: Play | None = None
        self._held = False

    def look(self, name: str) -> Look:
        return LOOKS[name]

    def show(self, play: Play) -> None:
        """Paints a moment in all the room there is."""
        self._play = play
        width, height = self.size
        if width > 0 and height > 0:
            self.put(staircase(play, width, height))

    def show_ahead(self) -> None:
        """Paints the stairs of a climb that has not begun."""
        width, height = self.size
        if width > 0 and height > 0:
            self.put(ahead(width, height))

    def on_resize(self) -> None:
        if self._play:
            self.show(self._play)
        else:
            self.show_ahead()

    def on_mouse_down(self, event: MouseDown) -> None:
        self._held = True
        self.capture_mouse()
        self._pick(event)

    def on_mouse_move(self, event: MouseMove) -> None:
        if self._held:
            self._pick(event)

    def on_mouse_up(self, event: MouseUp) -> None:
        self._held = False
        self.release_mouse()

    def _pick(self, event: MouseDown | MouseMove) -> None:
        if self._play is None:
            return
        column = event.get_content_offset_capture(self).x
        points = len(self._play.climb.points)
        self.post_message(self.Picked(point_at(column, self.size.width, points)))
