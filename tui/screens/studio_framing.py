"""Frames of the studio: a label round some cells, by a corner, its opposite, and a few words.

A frame that stands is held by one of its corners, or whole; Enter sets it where it is shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from engine.actions import Frame, Unframe
from engine.design import graph
from engine.design.frames import frame_at, free_name
from engine.design.graph import Cell
from tui.screens.studio_export import StudioExport
from tui.screens.studio_looking import StudioLooking
from tui.studio.scene import Held


class StudioFraming(StudioLooking, StudioExport):
    """Draws frames, changes their labels and places, takes them away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "frame", show=False),
        Binding("O", "reshape", show=False),
    ]

    def action_frame(self) -> None:
        """Begins a frame at this cell; where one stands, changes its label or takes it away."""
        standing = frame_at(self.design, self.cursor)
        if standing:
            self.take(Held("frame", standing.id, standing.cell))
            self.ask_label(standing.label)
        else:
            self.take(Held("frame", free_name(self.design), self.cursor))

    def action_reshape(self) -> None:
        """Takes the frame at this cell by a corner; again, by the opposite one."""
        if self.held and self.held.what == "frame":
            self.turn_corner()
            return
        standing = frame_at(self.design, self.cursor)
        if standing is None:
            self.status.say("No frame stands round this cell.", "o begins one.")
            return
        self.cursor = standing.last
        self.take(Held("frame", standing.id, standing.cell))

    def turn_corner(self) -> None:
        """Goes to the other corner of the frame that is held."""
        if self.held and self.held.corner:
            corner, self.held = self.held.corner, replace(self.held, corner=self.cursor)
            self.put_cursor(corner)

    def carry_frame(self) -> bool:
        """Takes the frame at this cell to carry it; False where none stands."""
        standing = frame_at(self.design, self.cursor)
        if standing:
            self.take(Held("carry", standing.id, self.cursor))
        return standing is not None

    def set_frame(self) -> None:
        """Sets the frame that is held where it is shown; a new one is asked for its label."""
        scene = self.scene()
        standing, drawn = scene.framed, scene.drawn_frame
        if standing is None:
            self.ask_label("")
            return
        self.held, self.by_mouse = None, False
        if drawn is None or drawn == standing:
            self._show()
        else:
            self._draw_frame(drawn)

    def action_next(self, by: int) -> None:
        """While a frame is held by a corner, goes to the other one."""
        if self.over is None and self.held and self.held.what == "frame":
            self.turn_corner()
        else:
            super().action_next(by)

    def action_back(self) -> None:
        """A label that is not set leaves the frame as it stands."""
        if self.over == "label" and self.scene().framed:
            self.held = None
        super().action_back()

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
            self._draw_frame(standing.model_copy(update={"label": label}))
        else:
            left, top, columns, rows = held.spans(self.cursor)
            cell = Cell(x=left, y=top)
            self._draw_frame(
                graph.Frame(id=held.id, label=label, cell=cell, columns=columns, rows=rows)
            )

    def _draw_frame(self, frame: graph.Frame) -> None:
        x, y, columns, rows = frame.cell.x, frame.cell.y, frame.columns, frame.rows
        self._edit(Frame(group=frame.id, label=frame.label, x=x, y=y, columns=columns, rows=rows))
