"""The studio as it stands: what is shown of a moment, where the cursor is, how a run plays."""

from __future__ import annotations

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer

from engine.actions import (
    AnyAction,
)
from engine.design.graph import Cell, Design, Node
from engine.design.kind import Value
from engine.events import AnyEvent, TrafficRun
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from tui.screens.phase_screen import PhaseScreen
from tui.session import Session
from tui.studio.guide import guide
from tui.studio.keys import keys
from tui.studio.scene import Held, Over, Scene
from tui.studio.traffic import Run, run_of
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.guide_line import GuideLine
from tui.widgets.key_bar import Key
from tui.widgets.studio_view import StudioView

REST_SECONDS = 0.04
"""From a step of the cursor until the panes follow it."""
FRAME_SECONDS = 0.07
"""A run's 24 frames then take a little over a second and a half."""


class StudioGrid(PhaseScreen):
    """The moment of the studio and its painting; `StudioScreen` adds what the player may do."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.guide_line = GuideLine()
        self.status = self.guide_line

    def compose_body(self) -> ComposeResult:
        nodes = self.design.nodes
        self.cursor = nodes[0].cell if nodes else Cell(x=0, y=0)
        self.over: Over | None = None
        self.held: Held | None = None
        self.by_mouse = False
        """Whether what is held came with the button down, and goes with it."""
        self.pending: dict[str, Value] = {}
        """Knob values that are turned and not yet set."""
        self.run: Run | None = None
        self.timer: Timer | None = None
        self.panes_due: Timer | None = None
        """Runs while the panes still show the moment before."""
        self.view = StudioView(self.session.mission, self.studio)
        yield self.view

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

    def scene(self) -> Scene:
        """This moment, for painting."""
        return Scene(
            mission=self.session.mission,
            config=self.studio,
            shared=self.session.state.shared,
            stored=self.design,
            cursor=self.cursor,
            held=self.held,
            over=self.over,
            pending=self.pending,
            run=self.run,
            cutting=self._link_under_cursor(),
        )

    def on_mount(self) -> None:
        super().on_mount()
        self.view.canvas.focus()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.repaint(())

    # --- painting ------------------------------------------------------------------------

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        if self.held and self.held.what != "place" and self.held.id not in self.design.by_id:
            self.held = None
        if any(isinstance(event, TrafficRun) for event in events):
            self._start_run()
        self._show()

    def _show(self) -> None:
        """Paints the moment; the header does not change with it."""
        self.view.show_canvas(self.scene())
        self._show_panes()

    def _show_step(self) -> None:
        """Paints the grid at once, and the panes about it when the cursor rests.

        What is drawn at both ends of the screen in one update costs Textual all that lies
        between: with the panes a step takes three times as long.
        """
        self.view.show_canvas(self.scene())
        if self.panes_due:
            self.panes_due.stop()
        self.panes_due = self.set_timer(REST_SECONDS, self._show_panes)

    def _show_panes(self) -> None:
        if self.panes_due:
            self.panes_due.stop()
            self.panes_due = None
        scene = self.scene()
        self.view.show_panes(scene)
        untouched = not (self.own.past or self.own.future or self.own.runs)
        self.guide_line.guide(guide(scene, untouched, self.app.size.width - 2))
        self.refresh_keys()

    def keys(self) -> tuple[Key, ...]:
        return keys(self.scene(), self.own, self.view.slim)

    @on(DesignCanvas.Resized)
    def _resized(self) -> None:
        self.view.show_canvas(self.scene())

    # --- moving about --------------------------------------------------------------------

    @on(DesignCanvas.Walked)
    def _walk(self, event: DesignCanvas.Walked) -> None:
        x, y = self.cursor.x + event.across, self.cursor.y + event.down
        self.put_cursor(Cell(x=max(0, x), y=max(0, y)))

    def put_cursor(self, cell: Cell) -> None:
        """Moves the cursor to a cell of the board."""
        board = self.studio.board
        self.cursor = Cell(x=min(board.columns - 1, cell.x), y=min(board.rows - 1, cell.y))
        self.pending = {}
        self.status.clear()
        if self.run and not self.run.playing:
            self.run = None
        self._show_step()

    def action_next(self, by: int) -> None:
        """Moves the cursor from component to component; of a link, to those it may go to."""
        if self.over is not None:
            self._open(None)
        wanted = self.scene().targets if self.held and self.held.what == "link" else None
        nodes = [node for node in self.design.nodes if wanted is None or node.id in wanted]
        here = sorted((node.cell for node in nodes), key=lambda cell: (cell.y, cell.x))
        if not here:
            self.status.say("No component is there to go to.", "b builds one.")
            return
        at = here.index(self.cursor) if self.cursor in here else -1 if by > 0 else 0
        self.put_cursor(here[(at + by) % len(here)])

    def _open(self, over: Over | None) -> None:
        turned, self.pending = self.pending, {}
        self.over = over
        self.status.clear()
        if turned:
            self.status.say("What was turned is not set.", "Enter sets it, before Esc or Tab.")
        if self.held and self.held.what == "place" and over is None:
            self.held = None
        self.view.knobs.put_cursor(None)
        self.view.palette.sift(None)
        self._show()
        panes = {
            "palette": self.view.palette,
            "inspect": self.view.knobs,
            "figures": self.view.known,
            "hand-in": self.view.sheet,
        }
        (panes[over] if over else self.view.canvas).focus()

    def _let_go(self) -> None:
        self.held, self.by_mouse = None, False
        self._show()

    def action_back(self) -> None:
        """Out of a pane, a link or a move; then to the board."""
        if self.over:
            self._open(None)
        elif self.held:
            self._let_go()
        elif self.run:
            self._stop_run()
            self._show()
        else:
            self.action_leave()

    def _link_under_cursor(self) -> tuple[str, str] | None:
        row = self.view.knobs.cursor_id or ""
        if self.over != "inspect" or not row.startswith("link:"):
            return None
        source, target = row.removeprefix("link:").split(">")
        return (source, target) if self.design.edge(source, target) else None

    # --- traffic -------------------------------------------------------------------------

    def _edit(self, action: AnyAction) -> None:
        self._stop_run()
        self.pending = {}
        self.perform(action)

    def _start_run(self) -> None:
        self.run = run_of(self.design, self.session.mission.catalogue, self.studio.load)
        if self.app.animation_level == "none":
            self.run = self.run.last()
        else:
            self.timer = self.set_interval(FRAME_SECONDS, self._next_frame)

    def _next_frame(self) -> None:
        self.run = self.run.next() if self.run else None
        if self.timer and (self.run is None or not self.run.playing):
            self.timer.stop()
            self.timer = None
        self._show()

    def _stop_run(self) -> None:
        if self.timer:
            self.timer.stop()
            self.timer = None
        self.run = None
