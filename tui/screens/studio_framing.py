"""Frames of the studio: a label round some cells, by a corner, its opposite, and a few words."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from engine.actions import Frame, Unframe
from engine.design.frames import frame_at, free_name
from engine.design.graph import Cell
from tui.screens.studio_export import StudioExport
from tui.screens.studio_looking import StudioLooking
from tui.studio.scene import Held


class StudioFraming(StudioLooking, StudioExport):
    """Draws frames, changes their labels, takes them away."""

    def action_frame(self) -> None:
        """Begins a frame at this cell; where one stands, changes its label or takes it away."""
        standing = frame_at(self.design, self.cursor)
        if standing:
            self.take(Held("frame", standing.id, standing.cell))
            self.ask_label(standing.label)
        else:
            self.take(Held("frame", free_name(self.design), self.cursor))

    def ask_label(self, label: str) -> None:
        """Asks for the label of the frame that is held."""
        held = self.held
        self.view.label.value = label
        self._open("label")
        self.view.label.action_end()
        self.held = held
        self._show()

    @on(Input.Submitted, "#label")
    def _label_given(self, event: Input.Submitted) -> None:
        event.stop()
        held, label = self.held, " ".join(event.value.split())
        self.held = None
        self._open(None)
        if held is None or held.corner is None:
            return
        standing = next((f for f in self.design.frames if f.id == held.id), None)
        if not label and standing:
            self._edit(Unframe(group=held.id))
        elif not label:
            self.status.say("A frame needs a label.", "o begins again.")
        elif standing:
            cell, size = standing.cell, (standing.columns, standing.rows)
            self._draw_frame(held.id, label, cell, *size)
        else:
            left, top, columns, rows = held.spans(self.cursor)
            self._draw_frame(held.id, label, Cell(x=left, y=top), columns, rows)

    def _draw_frame(self, name: str, label: str, cell: Cell, columns: int, rows: int) -> None:
        frame = Frame(group=name, label=label, x=cell.x, y=cell.y, columns=columns, rows=rows)
        self._edit(frame)
