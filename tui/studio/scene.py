"""What the studio shows at one moment: the design, its figures, and what the player holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from engine import events as ev
from engine.design import graph
from engine.design.frames import frame_at
from engine.design.graph import Cell, Design, Frame, Node
from engine.design.kind import Kind, Value
from engine.design.traffic import Figures
from engine.events import DesignEdit
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.design_edits import edited, linked
from engine.phases.system_design import Kept, budget_of
from engine.phases.system_design import figures as figures_of
from engine.shared import Shared
from tui.studio.drawing import Zoom
from tui.studio.names import cut_name, short_names
from tui.studio.typing import Typed
from tui.studio.unmeasured import UNBUILT, UNMEASURED, measured, without_measures

Over = Literal["palette", "inspect", "figures", "hand-in", "find", "label", "compare"]
"""The pane that takes the keys instead of the grid."""


@dataclass(frozen=True)
class Held:
    """What the player is about to do at the next cell: place a kind, move, copy or link a
    component, draw a frame or set one of its corners anew, carry a frame elsewhere."""

    what: Literal["place", "move", "copy", "link", "frame", "carry"]
    id: str
    corner: Cell | None = None
    """Where a frame begins; where one was taken hold of, to be carried."""

    @property
    def of_node(self) -> bool:
        """Whether it is about a component that stands."""
        return self.what in ("move", "copy", "link")

    def spans(self, cell: Cell) -> tuple[int, int, int, int]:
        """Column, row, columns and rows of the frame that ends at a cell."""
        corner = self.corner or cell
        left, top = min(corner.x, cell.x), min(corner.y, cell.y)
        return left, top, abs(corner.x - cell.x) + 1, abs(corner.y - cell.y) + 1


@dataclass(frozen=True)
class Scene:
    """One moment of the studio. Nothing in it is stored: the design is, in the session."""

    mission: Mission
    config: SystemDesign
    shared: Shared
    stored: Design
    """The design as it stands in the log, or the kept one that is shown in its place."""
    cursor: Cell
    held: Held | None = None
    over: Over | None = None
    pending: dict[str, Value] = field(default_factory=dict)
    """Knobs that are turned and not yet set."""
    typed: Typed | None = None
    """The number that is being typed into one of them."""
    moment: Figures | None = None
    """The figures of a moment of a traffic run, shown in place of those of the busiest hour."""
    told: tuple[str, str] | None = None
    """What the last traffic run through this design came to, and a style."""
    ran: bool = False
    """Whether the traffic ran through the design as it stands in the log."""
    cutting: tuple[str, str] | None = None
    """The link that x would cut."""
    zoom: Zoom = "whole"
    kept: tuple[Kept, ...] = ()
    """Designs that were put aside."""
    now_stored: Design | None = None
    """The design as it stands in the log, while a kept one is shown; None where none is."""
    beside: str = ""
    """The name of the kept design that is shown."""

    @property
    def now(self) -> Design:
        """The design as it stands in the log."""
        return self.now_stored or self.stored

    def kept_design(self, name: str) -> Design | None:
        """A kept design by its name."""
        return next((kept.design for kept in self.kept if kept.name == name), None)

    @cached_property
    def selected(self) -> Node | None:
        """The component under the cursor."""
        return self.stored.at(self.cursor)

    @cached_property
    def settable(self) -> bool:
        """Whether the component under the cursor has anything to set."""
        node = self.selected
        return node is not None and node.configurable and bool(self.kind(node.kind).knobs)

    @cached_property
    def typable(self) -> bool:
        """Whether it has a number to set."""
        node = self.selected
        found = self.kind(node.kind).knobs if node is not None and self.settable else ()
        return any(knob.kind in ("whole", "number") for knob in found)

    @cached_property
    def links(self) -> tuple[graph.Edge, ...]:
        """The links of the component under the cursor."""
        here = self.selected.id if self.selected else None
        return tuple(edge for edge in self.stored.edges if here in (edge.source, edge.target))

    @cached_property
    def design(self) -> Design:
        """The design as shown: with knobs as turned, and a lifted component at the cursor."""
        if self.held and self.held.what == "move" and not (self.selected or self.refusal):
            return graph.move(self.turned, self.held.id, self.cursor)
        return self.turned

    @cached_property
    def turned(self) -> Design:
        """The design with knobs as turned; where it stands differently, its figures are alike."""
        shown = self.stored
        if self.selected:
            for knob, value in self.pending.items():
                catalogue = self.mission.catalogue
                shown = graph.configure(shown, catalogue, self.selected.id, knob, value)
        return shown

    @cached_property
    def figures(self) -> Figures:
        """Of the moment of a run, or of the peak."""
        if self.moment:
            return self.moment
        found = figures_of(self.mission, self.config, self.turned)
        return found if self.measured else without_measures(found)

    @cached_property
    def measured(self) -> bool:
        """Whether the figures of the design are known."""
        known = measured(self.config, self.ran and self.turned == self.stored)
        return known and bool(self.turned.nodes)

    @property
    def unmeasured(self) -> str:
        """Why no figures are known, where they are not."""
        return UNMEASURED if self.turned.nodes else UNBUILT

    @cached_property
    def budget(self) -> int:
        """Marks a month, with what choices added or took."""
        return budget_of(self.config, self.shared)

    @cached_property
    def names(self) -> dict[str, str]:
        """Each component's name, different from all others."""
        return self.design.names

    @cached_property
    def short_names(self) -> dict[str, str]:
        """The same names for boxes in which they do not fit."""
        return short_names(self.design, self.mission.catalogue)

    def name_within(self, node: str, room: int, most: int = 0) -> str:
        """A component's name within some columns, or its short one; a name that is longer all the
        same is cut to `most` columns, which are as many where none are given."""
        name, short = self.names[node], self.short_names[node]
        most = max(room, most)
        for shown, width in ((name, room), (short, room), (name, most)):
            if len(shown) <= width:
                return shown
        return cut_name(short, most)

    @cached_property
    def lit(self) -> str | None:
        """The component that is drawn as chosen."""
        if self.held and self.held.of_node:
            return self.held.id
        return self.selected.id if self.selected and self.held is None else None

    def kind(self, kind_id: str) -> Kind:
        """A kind of the catalogue."""
        return self.mission.catalogue.kind(kind_id)

    @cached_property
    def refusal(self) -> graph.Illegal | None:
        """Why what is held cannot be done at the cursor; None where it can."""
        if self.held is None:
            return None
        try:
            edited(self.mission, self.config, self.stored, self._wish(self.held))
        except graph.Illegal as illegal:
            return illegal
        return None

    def _wish(self, held: Held) -> DesignEdit:
        """What is held, as the edit that it would be at the cursor."""
        x, y = self.cursor.x, self.cursor.y
        if held.what == "place":
            name = graph.free_name(self.stored, held.id)
            return ev.ComponentPlaced(component=held.id, node=name, label="", x=x, y=y)
        if held.what == "copy":
            name = graph.free_name(self.stored, self.stored.by_id[held.id].kind)
            return ev.ComponentDuplicated(source=held.id, node=name, x=x, y=y)
        if held.what == "move":
            return ev.ComponentMoved(node=held.id, x=x, y=y)
        frame = self.drawn_frame or self.framed
        if frame:
            return ev.FrameDrawn(
                group=frame.id,
                label=frame.label or "Frame",
                x=frame.cell.x,
                y=frame.cell.y,
                columns=frame.columns,
                rows=frame.rows,
            )
        if self.selected is None:
            raise graph.Illegal("No component stands here.", "Tab goes to the ones it may call.")
        return ev.LinkMade(source=held.id, target=self.selected.id)

    @cached_property
    def ghost(self) -> Kind | None:
        """The kind whose outline is shown at the cursor."""
        if self.held and self.held.what == "place":
            return self.kind(self.held.id)
        if self.held and self.held.what == "copy":
            return self.kind(self.stored.by_id[self.held.id].kind)
        return None

    @cached_property
    def framed(self) -> Frame | None:
        """The frame that stands and is held: by a corner, or to be carried."""
        if self.held is None or self.held.what not in ("frame", "carry"):
            return None
        return next((frame for frame in self.stored.frames if frame.id == self.held.id), None)

    @cached_property
    def frame_here(self) -> Frame | None:
        """The frame round the cell under the cursor."""
        return frame_at(self.stored, self.cursor)

    @cached_property
    def drawn_frame(self) -> Frame | None:
        """The frame that is being drawn, as far as the cursor, or carried with it."""
        held, standing = self.held, self.framed
        if held is None or held.corner is None or held.what not in ("frame", "carry"):
            return None
        if standing and self.over == "label":
            return None
        if held.what == "frame":
            left, top, columns, rows = held.spans(self.cursor)
            label, cell = standing.label if standing else "", Cell(x=left, y=top)
            return Frame(id=held.id, label=label, cell=cell, columns=columns, rows=rows)
        return standing and self._carried(standing, held.corner)

    def _carried(self, frame: Frame, grip: Cell) -> Frame:
        """A frame as far from where it stands as the cursor is from the grip, on the board."""
        board = self.config.board
        x = frame.cell.x + self.cursor.x - grip.x
        y = frame.cell.y + self.cursor.y - grip.y
        x = min(max(0, x), board.columns - frame.columns)
        y = min(max(0, y), board.rows - frame.rows)
        return frame.model_copy(update={"cell": Cell(x=x, y=y)})

    @cached_property
    def targets(self) -> frozenset[str]:
        """Components to which the link that is being drawn may go."""
        if self.held is None or self.held.what != "link":
            return frozenset()
        held = self.held.id
        return frozenset(node.id for node in self.stored.nodes if self._may(held, node.id))

    def _may(self, source: str, target: str) -> bool:
        try:
            linked(self.mission, self.config, self.stored, source, target)
        except graph.Illegal:
            return False
        return True
