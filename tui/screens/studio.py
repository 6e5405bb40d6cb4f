"""The studio: an architecture is built on a grid that answers at once."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from engine.actions import (
    AnyAction,
    Configure,
    Connect,
    Disconnect,
    Move,
    Place,
    Redo,
    Remove,
    RunTraffic,
    SubmitDesign,
    Undo,
)
from engine.design.graph import Cell, Design, Node
from engine.design.kind import Value
from engine.design.traffic import Figures, ramp
from engine.events import AnyEvent, TrafficRun
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from engine.phases.system_design import budget_of, figures
from tui.screens.phase_screen import PhaseScreen
from tui.studio import panels
from tui.studio.drawing import NARROW, WIDE, Scale, boxes_of, size_of
from tui.studio.names import free_name
from tui.studio.painter import Look, paint, rate
from tui.studio.router import route
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.key_bar import Key
from tui.widgets.rows import RowList

PALETTE, INSPECT, HAND_IN, BRIEF = "palette", "inspect", "hand-in", "brief"
"""What may lie over the grid."""
PALETTE_PANEL, SIDE_PANEL = 24, 31
"""Columns of the panels on either side of the grid."""
FRAMES, FRAME_SECONDS = 24, 0.12


class StudioScreen(PhaseScreen):
    """The phase `system_design`."""

    CSS_PATH = "studio.tcss"
    HELP: ClassVar[str] = (
        "Components stand on cells and call each other along the arrows. Every edit is reckoned "
        "at once, under the load of the busiest hour: the bar in a box says how much of it is "
        "used, the figure below how long it takes. Build with b, link with c, set a component "
        "with Enter, run the traffic with t, and hand in with d. Undo takes back any edit."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", show=False),
        Binding("escape", "back", show=False),
        Binding("b", "build", show=False),
        Binding("c", "connect", show=False),
        Binding("x,delete", "remove", show=False),
        Binding("g", "grab", show=False),
        Binding("u,ctrl+z", "undo", show=False),
        Binding("U,ctrl+y", "redo", show=False),
        Binding("t,f5", "traffic", show=False),
        Binding("d", "done", show=False),
        Binding("tab,n", "next(1)", show=False, priority=True),
        Binding("shift+tab,N", "next(-1)", show=False, priority=True),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        *[Binding(str(n), f"pick({n - 1})", show=False) for n in range(1, 10)],
    ]

    def compose_body(self) -> ComposeResult:
        self.cursor = self._first_cell()
        self.over: str | None = None
        self.linking: str | None = None
        self.grabbed: str | None = None
        self.pending: dict[str, Value] = {}
        """Knob values that are turned and not yet set."""
        self.frames: list[Figures] = []
        self.timer: Timer | None = None
        self.canvas = DesignCanvas(id="canvas")
        self.kinds = RowList(cursor_style="on $lamp", id="kinds")
        self.kind_words = Static(Content(""), id="kind-words")
        self.metrics = Static(Content(""), id="metrics", classes="pane")
        self.node_text = Static(Content(""))
        self.node_pane = VerticalScroll(self.node_text, id="node", classes="pane", can_focus=False)
        self.known_text = Static(Content(""))
        self.known = VerticalScroll(self.known_text, id="known", classes="pane", can_focus=False)
        self.strip = Static(Content(""), id="strip")
        self.over_rows = RowList(cursor_style="on $lamp", id="over-rows")
        self.over_text = Static(Content(""), id="over-text")
        with Vertical(id="left"), Vertical(id="palette", classes="pane") as self.palette:
            yield self.kinds
            yield self.kind_words
        yield self.canvas
        with Vertical(id="right"):
            yield self.metrics
            yield self.node_pane
            yield self.known
        yield self.strip
        with Vertical(id="over") as self.sheet:
            yield self.over_rows
            yield self.over_text

    @property
    def studio(self) -> SystemDesign:
        return cast(SystemDesign, self.config)

    @property
    def own(self) -> StudioState:
        return cast(StudioState, self.session.state.phases[self.index])

    @property
    def design(self) -> Design:
        return self.own.design

    @property
    def selected(self) -> Node | None:
        """The component under the cursor."""
        return self.design.at(self.cursor)

    @property
    def budget(self) -> int:
        return budget_of(self.studio, self.session.state.shared)

    @property
    def figures(self) -> Figures:
        """The figures shown: of a running ramp, or of the peak."""
        if self.frames:
            return self.frames[0]
        return figures(self.session.mission, self.studio, self.design)

    def _first_cell(self) -> Cell:
        nodes = self.design.nodes
        return nodes[0].cell if nodes else Cell(x=0, y=0)

    def on_mount(self) -> None:
        super().on_mount()
        self.canvas.focus()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.repaint(())

    # --- painting ------------------------------------------------------------------------

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        if any(isinstance(event, TrafficRun) for event in events):
            self._start_ramp()
        self._show_canvas()
        self._show_panels()
        self._show_over()

    def _scale(self) -> Scale:
        """The larger boxes where the board fits with them; the palette gives way before that."""
        columns = self.studio.board.columns
        beside = self.app.size.width - SIDE_PANEL - 2
        tight = not self.narrow and beside - PALETTE_PANEL < size_of(NARROW, columns, 1)[0]
        self.set_class(tight, "-tight")
        if self.narrow:
            return NARROW
        room = beside if tight else beside - PALETTE_PANEL
        return WIDE if room >= size_of(WIDE, self.studio.board.columns, 1)[0] else NARROW

    def _show_canvas(self) -> None:
        scale = self._scale()
        width, height = size_of(scale, self.studio.board.columns, self.studio.board.rows)
        edges = tuple((edge.source, edge.target) for edge in self.design.edges)
        drawing = route(boxes_of(self.design, scale), edges, width, height)
        selected = self.selected
        look = Look(
            cursor=self.cursor,
            selected=self.grabbed or (selected.id if selected else None),
            linking=self.linking,
            cutting=self._link_under_cursor(),
        )
        painted = paint(
            self.design, self.session.mission.catalogue, self.figures, drawing, scale, look
        )
        self.canvas.show(painted, scale, self.cursor)
        mode = "LINK" if self.linking else "MOVE" if self.grabbed else ""
        self.canvas.border_title = Content("Design")
        count = f"{len(self.design.nodes)} components · {len(self.design.edges)} links"
        self.canvas.border_subtitle = Content(f"{count} · {mode}" if mode else count)

    def _link_under_cursor(self) -> tuple[str, str] | None:
        row = self.over_rows.cursor_id or ""
        if self.over != INSPECT or not row.startswith("link:"):
            return None
        source, target = row.removeprefix("link:").split(">")
        return source, target

    def _show_panels(self) -> None:
        mission, shared = self.session.mission, self.session.state.shared
        now = self.figures
        self.strip.update(panels.strip(self.design, now, self.budget))
        self.kinds.show(panels.palette_rows(self.studio, mission.catalogue, 20))
        self.palette.border_title = Content("Components")
        self.palette.border_subtitle = Content("b builds")
        if self.kinds.cursor_id:
            self.kind_words.update(panels.kind_words(mission.catalogue, self.kinds.cursor_id, 20))
        self.metrics.update(panels.metrics(self.design, now, self.budget, 27))
        self.metrics.border_title = Content("At the busiest hour")
        node = self.selected
        self.node_pane.display = node is not None
        if node:
            self.node_text.update(panels.node_words(node, mission.catalogue, now, 27))
            self.node_pane.border_title = Content(node.label)
            self.node_pane.border_subtitle = Content("Enter sets it")
        self.known_text.update(panels.known(mission, shared, 27))
        self.known.border_title = Content("What you know")

    def _show_over(self) -> None:
        self.sheet.set_class(self.over is not None, "-shown")
        self.over_rows.display = self.over in (PALETTE, INSPECT)
        mission = self.session.mission
        if self.over == PALETTE:
            self.over_rows.show(panels.palette_rows(self.studio, mission.catalogue, 54))
            cursor = self.over_rows.cursor_id or self.studio.palette[0]
            self.over_rows.put_cursor(cursor)
            self.over_text.update(panels.kind_words(mission.catalogue, cursor, 56))
            self.sheet.border_title = Content("Build")
            self.sheet.border_subtitle = Content("Enter places it at the cursor")
        elif self.over == INSPECT and self.selected:
            node = self.selected
            rows = panels.inspector_rows(self.design, mission.catalogue, node, self.pending)
            self.over_rows.show(rows)
            if self.over_rows.cursor_id is None and rows:
                self.over_rows.put_cursor(rows[0].id)
            words = panels.node_words(node, mission.catalogue, self.figures, 56)
            self.over_text.update(words)
            self.sheet.border_title = Content(node.label)
            self.sheet.border_subtitle = Content("←→ turn, Enter sets, x cuts a link")
        elif self.over == HAND_IN:
            self.over_text.update(panels.hand_in(self.design, self.figures, self.budget))
            self.sheet.border_title = Content("Hand in")
            self.sheet.border_subtitle = Content("a design is handed in once")

    def keys(self) -> tuple[Key, ...]:
        help_key = Key("?", "Help", "question_mark")
        back = Key("Esc", "Back", "escape")
        if self.over == HAND_IN:
            return (Key("Enter", "Hand in", "enter"), back, help_key)
        if self.over == PALETTE:
            return (Key("↑↓", "Choose", "-"), Key("Enter", "Place", "enter"), back, help_key)
        if self.over == INSPECT:
            turn = (Key("←→", "Turn", "-"), Key("Enter", "Set", "enter"), Key("x", "Cut link"))
            return (Key("↑↓", "Choose", "-"), *turn, back, help_key)
        if self.linking:
            return (Key("↑↓←→", "To", "-"), Key("Enter", "Link", "enter"), back, help_key)
        if self.grabbed:
            return (Key("↑↓←→", "To", "-"), Key("Enter", "Drop", "enter"), back, help_key)
        keys = [Key("Tab", "Next", "tab"), Key("b", "Build")]
        if self.selected:
            keys += [Key("c", "Link"), Key("Enter", "Set", "enter"), Key("x", "Remove")]
        keys += [Key("t", "Traffic"), Key("d", "Hand in")]
        if self.own.past:
            keys.append(Key("u", "Undo"))
        if self.selected:
            keys.append(Key("g", "Move"))
        keys.append(Key("k", "Notes"))
        return (*keys, help_key)

    # --- moving about --------------------------------------------------------------------

    @on(DesignCanvas.Walked)
    def _walk(self, event: DesignCanvas.Walked) -> None:
        if self.over is None:
            board = self.studio.board
            x = min(board.columns - 1, max(0, self.cursor.x + event.across))
            y = min(board.rows - 1, max(0, self.cursor.y + event.down))
            self.put_cursor(Cell(x=x, y=y))

    def put_cursor(self, cell: Cell) -> None:
        """Moves the cursor to a cell of the board."""
        board = self.studio.board
        self.cursor = Cell(x=min(board.columns - 1, cell.x), y=min(board.rows - 1, cell.y))
        self.status.clear()
        self._show_canvas()
        self._show_panels()
        self.refresh_keys()

    def action_next(self, by: int) -> None:
        """Moves the cursor from component to component."""
        nodes = sorted(self.design.nodes, key=lambda node: (node.cell.y, node.cell.x))
        if nodes and self.over is None:
            here = [node.cell for node in nodes]
            at = here.index(self.cursor) if self.cursor in here else -1 if by > 0 else 0
            self.put_cursor(here[(at + by) % len(here)])

    def _open(self, over: str | None) -> None:
        self.over = over
        self.pending = {}
        self.over_rows.put_cursor(None)
        self._show_canvas()
        self._show_over()
        self.refresh_keys()
        (self.over_rows if over in (PALETTE, INSPECT) else self.canvas).focus()

    def action_back(self) -> None:
        """Out of a sheet, a link or a move; then to the board."""
        if self.over:
            self._open(None)
        elif self.linking or self.grabbed:
            self.linking = self.grabbed = None
            self._show_canvas()
            self.refresh_keys()
        elif self.frames:
            self._stop_ramp()
        else:
            self.action_leave()

    # --- editing -------------------------------------------------------------------------

    def action_build(self) -> None:
        """Opens the palette, for the cell under the cursor."""
        if self.over is None and not self.linking and not self.grabbed:
            if self.selected:
                self.status.say(f"{self.selected.label} stands here.", "Move to a free cell first.")
                return
            self._open(PALETTE)

    def action_pick(self, index: int) -> None:
        """Puts the cursor on one of the palette's kinds."""
        if self.over == PALETTE:
            self.over_rows.take(index)

    def action_connect(self) -> None:
        """Begins a link at the component under the cursor."""
        if self.over is None and self.selected:
            self.linking = self.selected.id
            self._show_canvas()
            self.refresh_keys()

    def action_grab(self) -> None:
        """Lifts the component under the cursor."""
        if self.over is None and self.selected:
            self.grabbed = self.selected.id
            self._show_canvas()
            self.refresh_keys()

    def action_remove(self) -> None:
        """Removes the component under the cursor, or cuts the link that is chosen."""
        cutting = self._link_under_cursor()
        if cutting:
            self._edit(Disconnect(source=cutting[0], target=cutting[1]))
        elif self.over is None and self.selected:
            self._edit(Remove(node=self.selected.id))

    def action_undo(self) -> None:
        """Takes the last edit back."""
        self._edit(Undo())

    def action_redo(self) -> None:
        """Makes the edit again."""
        self._edit(Redo())

    def action_turn(self, by: int) -> None:
        """Turns the knob that is chosen; Enter sets it."""
        row = self.over_rows.cursor_id or ""
        node = self.selected
        if self.over != INSPECT or node is None or not row.startswith("knob:"):
            return
        kind = self.session.mission.catalogue.kind(node.kind)
        knob = kind.knob_by_name[row.removeprefix("knob:")]
        now = self.pending.get(knob.name, node.value(kind, knob.name, knob.default))
        self.pending[knob.name] = panels.turned(knob, now, by)
        self._show_over()

    def _edit(self, action: AnyAction) -> None:
        self._stop_ramp()
        self.perform(action)

    @on(RowList.Moved, "#over-rows")
    def _row_moved(self) -> None:
        self._show_canvas()
        self._show_over()

    @on(RowList.Chosen, "#over-rows")
    def _row_chosen(self, event: RowList.Chosen) -> None:
        if self.over == PALETTE:
            self._open(None)
            self._place(event.id)
        elif self.over == INSPECT and event.id.startswith("knob:") and self.selected:
            name = event.id.removeprefix("knob:")
            if name in self.pending:
                value = self.pending.pop(name)
                self._edit(Configure(node=self.selected.id, knob=name, value=value))

    def _place(self, kind: str) -> None:
        name = free_name(self.design, kind)
        self._edit(Place(component=kind, node=name, x=self.cursor.x, y=self.cursor.y))

    @on(RowList.Moved, "#kinds")
    def _kind_moved(self) -> None:
        self._show_panels()

    @on(RowList.Chosen, "#kinds")
    def _kind_chosen(self, event: RowList.Chosen) -> None:
        self.canvas.focus()
        self._place(event.id)

    def action_confirm(self) -> None:
        """Links, drops, hands in, or opens the component under the cursor."""
        if self.over == HAND_IN:
            self._open(None)
            self._edit(SubmitDesign())
        elif self.linking:
            source, self.linking = self.linking, None
            if self.selected:
                self._edit(Connect(source=source, target=self.selected.id))
            else:
                self.repaint(())
        elif self.grabbed:
            node, self.grabbed = self.grabbed, None
            self._edit(Move(node=node, x=self.cursor.x, y=self.cursor.y))
        elif self.over is None and self.selected:
            self._open(INSPECT)
        elif self.over is None:
            self.action_build()

    def action_done(self) -> None:
        """Shows what would be handed in."""
        if self.over is None:
            self._stop_ramp()
            self._open(HAND_IN)

    # --- the mouse -----------------------------------------------------------------------

    @on(DesignCanvas.Pressed)
    def _pressed(self, event: DesignCanvas.Pressed) -> None:
        if self.over:
            self._open(None)
        again = event.cell == self.cursor
        self.put_cursor(event.cell)
        if self.linking or self.grabbed:
            self.action_confirm()
        elif self.selected and event.link:
            self.linking = self.selected.id
        elif (self.selected and again) or self.selected:
            self.grabbed = self.selected.id

    @on(DesignCanvas.Dragged)
    def _dragged(self, event: DesignCanvas.Dragged) -> None:
        if (self.grabbed or self.linking) and event.cell != self.cursor:
            self.put_cursor(event.cell)

    @on(DesignCanvas.Dropped)
    def _dropped(self, event: DesignCanvas.Dropped) -> None:
        start = self.design.by_id.get(self.grabbed or self.linking or "")
        if start and start.cell != self.cursor:
            self.action_confirm()
        elif self.grabbed:
            self.grabbed = None
            self.repaint(())

    # --- traffic -------------------------------------------------------------------------

    def action_traffic(self) -> None:
        """Plays the peak load through the design."""
        if self.over is None:
            self._edit(RunTraffic())

    def _start_ramp(self) -> None:
        shown = ramp(self.design, self.session.mission.catalogue, self.studio.load, FRAMES)
        self.frames = list(shown) if self.app.animation_level != "none" else []
        if self.timer:
            self.timer.stop()
        if self.frames:
            self.timer = self.set_interval(FRAME_SECONDS, self._next_frame)
        self._say_limit()

    def _next_frame(self) -> None:
        if len(self.frames) > 1:
            self.frames.pop(0)
            self._show_canvas()
            self._show_panels()
            self._say_limit()
        else:
            self._stop_ramp()

    def _stop_ramp(self) -> None:
        if self.timer:
            self.timer.stop()
            self.timer = None
        if self.frames:
            self.frames = []
            self._show_canvas()
            self._show_panels()

    def _say_limit(self) -> None:
        now = self.figures
        words, _ = panels.limit_words(self.design, now)
        self.status.say(f"{rate(now.offered_rps)}:", words)
