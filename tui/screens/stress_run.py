"""A traffic run as it stands: how it is worked out, where it is, and how it is painted."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer

from engine.design.graph import Cell, Design
from engine.design.outage import ALL_UP, Outage, component, zone
from engine.design.part import part
from engine.design.stress import POINTS, Aim, Climb, point
from engine.design.traffic import zones_of
from engine.events import AnyEvent, PartLost, PartPutBack
from tui.screens.design_phase import DesignPhase
from tui.screens.studio_grid import REST_SECONDS
from tui.session import Session
from tui.stress import words
from tui.stress.keys import keys
from tui.stress.play import Play
from tui.stress.view import Over, Shown, StressView, Zone
from tui.studio.guide import QUIET
from tui.studio.known import goals
from tui.studio.names import cut
from tui.studio.scene import Scene
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.guide_line import GuideLine
from tui.widgets.key_bar import Key

BETWEEN_KEYS = 5
"""Points of a climb that are worked out before the keys have their turn."""


class StressRun(DesignPhase):
    """The moment of a run and its painting; `StressScreen` adds what the player may do."""

    def __init__(self, session: Session, cursor: Cell) -> None:
        super().__init__(session)
        self.guide_line = GuideLine()
        self.status = self.guide_line
        self.cursor = cursor
        """Where the studio's cursor is to stand when this closes."""
        self.words: tuple[str, str] | None = None
        """What the run came to, in a sentence and a style."""
        self.play: Play | None = None
        self.whole: Climb | None = None
        """The climb with nothing lost."""
        self.chosen: str | None = None
        self.over: Over | None = None
        self.timer: Timer | None = None
        self.panes_due: Timer | None = None
        """Runs while the panes still show the moment before."""

    def compose_body(self) -> ComposeResult:
        self.view = StressView(self.studio.board.columns)
        yield self.view

    # --- the moment ----------------------------------------------------------------------

    @property
    def still(self) -> bool:
        """Whether nothing is to move by itself."""
        return self.app.animation_level == "none"

    @property
    def subject(self) -> str | None:
        """The component that is spoken of."""
        return words.subject(self.scene(), self.play, self.chosen) if self.play else None

    def scene(self) -> Scene:
        """This moment, for the grid and the figures."""
        node = self.chosen
        if node not in self.design.by_id and self.play and self.play.now.limits:
            node = self.play.now.limits[0]
        nodes = self.design.nodes
        cell = self.design.by_id[node].cell if node in self.design.by_id else None
        return Scene(
            mission=self.session.mission,
            config=self.studio,
            shared=self.session.state.shared,
            stored=self.design,
            cursor=cell or (nodes[0].cell if nodes else Cell(x=0, y=0)),
            moment=self.play.now if self.play else None,
            ran=True,
        )

    def zones(self) -> tuple[Zone, ...]:
        """The zones of the design, with what stands in each."""
        catalogue = self.session.mission.catalogue
        found = []
        for name in zones_of(self.design, catalogue):
            parts = []
            for node in self.design.nodes:
                count = part(node, catalogue.kind(node.kind)).places[name]
                if count:
                    title = self.design.names[node.id]
                    parts.append(f"{title} ×{count}" if count > 1 else title)
            found.append(Zone(name, ", ".join(parts), zone(name) in self.own.lost))
        return tuple(found)

    def on_mount(self) -> None:
        super().on_mount()
        self.view.canvas.focus()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.call_after_refresh(self._show)

    # --- reckoning -----------------------------------------------------------------------

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        if not self.own.running:
            self.dismiss(None)
            return
        run = self.play.climb if self.play else None
        if run is None or run.design != self.design or run.without != frozenset(self.own.lost):
            self._reckon()
        self._tell(events)
        self._show()

    def _tell(self, events: tuple[AnyEvent, ...]) -> None:
        for event in events:
            if isinstance(event, PartLost | PartPutBack):
                name = self._title(event.what, event.name)
                if isinstance(event, PartLost):
                    key = "z" if event.what == "zone" else "x"
                    self.status.say(f"{name} is lost.", f"{key} puts it back, r says what holds.")
                else:
                    self.status.say(f"{name} is back.")

    def _title(self, what: str, name: str) -> str:
        return f"Zone {name}" if what == "zone" else self.design.names.get(name, name)

    @work(exclusive=True, group="reckon")
    async def _reckon(self) -> None:
        """Works the climb out, a few points at a time, so that no key waits for it."""
        design, lost = self.design, frozenset(self.own.lost)
        whole = await self._climb(design, ALL_UP)
        run = await self._climb(design, lost) if lost else whole
        first = self.play is None
        known = goals(self.scene())
        aim = Aim(known.p95_ms, known.answered)
        self.whole = whole
        self.play = replace(self.play, climb=run, aim=aim) if self.play else Play(run, aim)
        # A dataclass keeps what it has worked out; another climb must not inherit it.
        self.words = words.result(self.scene(), Play(whole, aim))
        if first:
            self._begin(self.play)
        self._show()

    async def _climb(self, design: Design, lost: frozenset[Outage]) -> Climb:
        catalogue, load = self.session.mission.catalogue, self.studio.load
        points = []
        for at in range(POINTS):
            points.append(point(design, catalogue, load, at, lost))
            if at % BETWEEN_KEYS == 0:
                await asyncio.sleep(0)
        return Climb(design, catalogue, load, tuple(points), lost)

    def _begin(self, play: Play) -> None:
        """Starts to play; without motion, stands where the first component gives and reports."""
        if self.still:
            first = play.climb.first
            self.play = play.to(first.at if first else play.last)
            self._open("report")
        else:
            self._put(play.played())

    # --- painting ------------------------------------------------------------------------

    def _shown(self, play: Play) -> Shown:
        return Shown(
            scene=self.scene(),
            play=play,
            chosen=self.chosen,
            over=self.over,
            whole=self.whole,
            lost=self.own.lost,
            zones=self.zones() if self.over == "zones" else (),
        )

    def _show(self) -> None:
        """Paints the moment."""
        if self.play is None or not self.is_mounted:
            self.refresh_keys()
            return
        shown = self._shown(self.play)
        self.view.show(shown)
        self._say(shown)

    def _show_step(self) -> None:
        """Paints grid and load at once, and the panes about them when the steps rest."""
        if self.play is None:
            return
        self.view.show_grid(self._shown(self.play))
        if self.panes_due:
            self.panes_due.stop()
        self.panes_due = self.set_timer(REST_SECONDS, self._show_panes)

    def _show_panes(self) -> None:
        self.panes_due = None
        if self.play:
            shown = self._shown(self.play)
            self.view.show_panes(shown)
            self._say(shown)

    def _say(self, shown: Shown) -> None:
        """Says the reason in the line under the grid, and shows the keys."""
        width = self.app.size.width - 2
        lead, rest, style = words.line(shown.scene, shown.play, self.chosen)
        lead = cut(lead, width)
        rest = cut(rest, width - len(lead) - 1)
        self.guide_line.guide(Content.assemble((lead, style), " ", (rest, QUIET)))
        self.refresh_keys()

    def keys(self) -> tuple[Key, ...]:
        catalogue = self.session.mission.catalogue
        zoned = bool(zones_of(self.design, catalogue))
        gone = self.subject is not None and component(self.subject) in self.own.lost
        return keys(self.play, self.over, self.view.slim, zoned, self.own.lost, gone)

    @on(DesignCanvas.Resized)
    def _resized(self) -> None:
        self._show()

    def _put(self, play: Play) -> None:
        """Stands at another moment, and lets the time run or not."""
        self.play = play
        if self.timer:
            self.timer.stop()
            self.timer = None
        if play.playing:
            self.timer = self.set_interval(play.seconds, self._tick)
        self.status.clear()
        self._show_step()

    def _tick(self) -> None:
        """Lets the time run on by one point."""
        raise NotImplementedError

    def _open(self, over: Over | None) -> None:
        self.over = over
        self.status.clear()
        if over and self.play and self.play.playing:
            self._put(replace(self.play, playing=False))
        self.view.sheet.show((), None)
        self._show()
        if over:
            self.view.sheet.action_jump(0)
            self.view.sheet.focus()
        else:
            self.view.canvas.focus()
