"""The studio as it stands: what is shown of a moment, and where the cursor is."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.reactive import Reactive
from textual.timer import Timer
from textual.widget import Widget

from engine.actions import (
    AnyAction,
)
from engine.design.graph import Cell, Design, Node
from engine.design.kind import Value
from engine.design.links import may_connect
from engine.events import AnyEvent, GridChanged, TrafficRun
from tui.screens.design_phase import DesignPhase
from tui.screens.phase_screen import Outcome
from tui.session import Session
from tui.studio.drawing import Zoom
from tui.studio.guide import guide
from tui.studio.keys import keys
from tui.studio.scene import Held, Over, Scene
from tui.studio.typing import Typed
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.guide_line import GuideLine
from tui.widgets.key_bar import Key
from tui.widgets.studio_view import StudioView

if TYPE_CHECKING:
    from tui.screens.stress import StressScreen

REST_SECONDS = 0.04
"""From a step of the cursor until the panes follow it."""


class StudioGrid(DesignPhase):
    """The moment of the studio and its painting; `StudioScreen` adds what the player may do."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual has it, but that only the pane which takes the keys is painted anew."""

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
        self.typed: Typed | None = None
        """The number that is being typed into a knob."""
        self.told: tuple[Design, str, str] | None = None
        """The design that the traffic ran through last, what came of it, and a style."""
        self.zoom: Zoom = "whole"
        self.beside = ""
        """The kept design that is shown in place of the one on the grid, while comparing."""
        self.came_from = self.cursor
        """Where the cursor stood when a name was looked for."""
        self.panes_due: Timer | None = None
        """Runs while the panes still show the moment before."""
        self.view = StudioView(self.session.mission, self.studio)
        yield self.view

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
            stored=self.own.kept_by_name.get(self.beside, self.design),
            now_stored=self.design if self.beside else None,
            beside=self.beside,
            kept=self.own.kept,
            zoom=self.zoom,
            cursor=self.cursor,
            held=self.held,
            over=self.over,
            pending=self.pending,
            typed=self.typed,
            told=self.told[1:] if self.told and self.told[0] == self.design else None,
            ran=self.own.running,
            cutting=self._link_under_cursor(),
        )

    def on_mount(self) -> None:
        super().on_mount()
        self.view.canvas.focus()
        # All that stands here stays until it is left: walking it over costs a key some 30 ms.
        self.call_after_refresh(gc.freeze)

    def on_resize(self) -> None:
        if self.is_mounted:
            self.repaint(())

    # --- painting ------------------------------------------------------------------------

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        if self.held and self.held.of_node and self.held.id not in self.design.by_id:
            self.held = None
        if self.beside not in self.own.kept_by_name:
            self.beside = ""
        self._tell_of_changes(events)
        if any(isinstance(event, TrafficRun) for event in events):
            self.look_at_run()
        if events:
            self._show_step()
        else:
            self._show()

    def _tell_of_changes(self, events: tuple[AnyEvent, ...]) -> None:
        """Says what a choice has changed here, as it comes; what was held may be gone with it."""
        came = [self.studio.change(e.change).says for e in events if isinstance(e, GridChanged)]
        if came:
            self.status.say("On the grid:", " ".join(came))
            if self.held and self.held.what == "place" and self.held.id not in self.studio.palette:
                self.held = None

    def _show(self) -> None:
        """Paints the moment; the header does not change with it."""
        self.view.show_canvas(self.scene())
        self._show_panes()

    def _show_step(self, *, tools: bool = False) -> None:
        """Paints the grid at once, and the panes about it when the keys rest; on demand the
        palette and the inspector at once as well.

        The eye is on the grid, and all the panes take three times as long as it.
        """
        scene = self.scene()
        self.view.show_canvas(scene)
        if tools:
            self.view.show_tools(scene)
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
        found = keys(self.scene(), self.own, self.view.slim)
        if self.over or self.held:
            return found
        after = next((n for n, key in enumerate(found, 1) if key.key == "d"), len(found) - 1)
        *others, last = self.with_letters(found, after)
        return (*others, self.leave_key, last)

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
        self.pending, self.typed = {}, None
        self.status.clear()
        self._show_step()

    def action_next(self, by: int) -> None:
        """Moves the cursor from component to component; of a link, to those it may go to."""
        if self.over is not None:
            self._open(None)
        wanted = self.scene().targets if self.held and self.held.what == "link" else None
        nodes = [node for node in self.design.nodes if wanted is None or node.id in wanted]
        here = sorted((node.cell for node in nodes), key=lambda cell: (cell.y, cell.x))
        if not here and self.held and wanted is not None:
            name = self.scene().names[self.held.id]
            self.status.say(f"{name} may call nothing that stands here.", self._may_call())
            return
        if not here:
            self.status.say("No component is there to go to.", "b builds one.")
            return
        at = here.index(self.cursor) if self.cursor in here else -1 if by > 0 else 0
        self.put_cursor(here[(at + by) % len(here)])

    def _may_call(self) -> str:
        """What of the palette the component that is being linked may call."""
        kinds = self.session.mission.catalogue
        source = self.design.by_id[self.held.id].kind if self.held else ""
        names = [
            kinds.kind(kind).name
            for kind in self.studio.palette
            if may_connect(kinds, source, kind)
        ]
        return f"It may call: {', '.join(names)}." if names else "It calls nothing."

    def _open(self, over: Over | None) -> None:
        turned = bool(self.pending or self.typed)
        self.pending, self.typed = {}, None
        if self.over == "find" and over is None:
            self.cursor = self.came_from
        self.over, self.beside = over, ""
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
            "find": self.view.finder,
            "label": self.view.label,
            "compare": self.view.kept,
        }
        (panes[over] if over else self.view.canvas).focus()

    def take(self, held: Held, over: Over | None = None) -> None:
        """Holds something for the next cell."""
        if self.over is not None and over is None:
            self._open(None)
        self.held, self.over = held, over
        self.status.clear()
        self._show()

    def _let_go(self) -> None:
        self.held, self.by_mouse = None, False
        self._show()

    def action_back(self) -> None:
        """Out of a pane, a link or a move; then to the board."""
        if self.over:
            self._open(None)
        elif self.held:
            self._let_go()
        else:
            self.leave_if_told()

    def _link_under_cursor(self) -> tuple[str, str] | None:
        row = self.view.knobs.cursor_id or ""
        if self.over != "inspect" or not row.startswith("link:"):
            return None
        source, target = row.removeprefix("link:").split(">")
        return (source, target) if self.design.edge(source, target) else None

    # --- traffic -------------------------------------------------------------------------

    def _edit(self, action: AnyAction) -> None:
        self.pending, self.typed = {}, None
        self.perform(action)

    def look_at_run(self) -> None:
        """Opens the run of the traffic through the design as it stands."""
        from tui.screens.stress import StressScreen

        screen = StressScreen(self.session, self.cursor)
        self.app.push_screen(screen, lambda outcome: self._seen(screen, outcome))

    def _seen(self, screen: StressScreen, outcome: Outcome | None) -> None:
        """Takes from a run that was closed what it came to, and where it stood."""
        if outcome is not None:
            self.dismiss(outcome)
            return
        if screen.words:
            self.told = (self.design, *screen.words)
        self.cursor = screen.cursor
        self.repaint(())
        self.view.canvas.focus()
