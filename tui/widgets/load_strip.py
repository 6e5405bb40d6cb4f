"""The load of a run as a strip that is clicked or dragged along."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.events import MouseDown, MouseMove, MouseUp
from textual.message import Message
from textual.widgets import Static

from tui.stress.load import point_at, staircase
from tui.stress.play import Play


class LoadStrip(Static):
    """Shows where in the climb a run stands; tells of the point that is pressed."""

    ALLOW_SELECT = False

    @dataclass
    class Picked(Message):
        """A point of the climb was pressed."""

        at: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(""), id=id)
        self._play: Play | None = None
        self._held = False
        self._shown = Content("")

    def show(self, play: Play) -> None:
        """Paints a moment in all the room there is."""
        self._play = play
        width, height = self.content_size
        if width < 1 or height < 2:
            return
        painted = staircase(play, width, height - 1)
        if not painted.is_same(self._shown):
            self._shown = painted
            self.update(painted, layout=False)

    def on_resize(self) -> None:
        if self._play:
            self.show(self._play)

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
        self.post_message(self.Picked(point_at(column, self.content_size.width, points)))
