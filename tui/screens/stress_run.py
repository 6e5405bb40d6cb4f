"""A traffic run as it stands: how it is worked out, where it is, and how it is painted."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer

from engine.design.figures import Figures
from engine.design.graph import Cell, Design
from engine.design.losses import Report, report
from engine.design.outage import Outage, component, zone
from engine.design.part import part
from engine.design.stress import Aim, point
from engine.design.traffic import zones_of
from engine.events import AnyEvent, PartLost, PartPutBack
from tui.screens.design_phase import DesignPhase
from tui.screens.studio_grid import REST_SECONDS
from tui.session import Session
from tui.stress import reckoning, story, words
from tui.stress.before import run_before
from tui.stress.keys import keys
from tui.stress.play import FRAME_SECONDS, GLIDE_FRAMES, Play, glide
from tui.stress.view import Over, Shown, StressView, Zone
from tui.studio.guide import QUIET
from tui.studio.known import goals
from tui.studio.names import cut
from tui.studio.scene import Scene
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.guide_line import GuideLine
from tui.widgets.key_bar import Key


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
        """Where the run stands."""
        self.seen: Play | None = None
        """What is painted: behind the run while the gauges glide to it."""
        self.peek: Figures | None = None
        """The figures of this moment, while the climb that they belong to is worked out."""
        self.whole: Play | None = None
        """The run with nothing lost."""
        self._wanted: tuple[Design, frozenset[Outage]] | None = None
        """What is being reckoned, or was last: what is put back soon must overtake its loss."""
        self.earlier: Report | None = None
        """What the run before, through another design, came to."""
        self.chosen: str | None = None
        self.over: Over | None = None
        self.clock: Timer | None = None
        """Runs while the load climbs or the gauges glide."""
        self.glide_from, self.glide_frame = 0.0, GLIDE_FRAMES
        self.panes_due: Timer | None = None
        """Runs while the panes still show the moment before."""

    def compose_body(self) -> ComposeResult:
        self.view = StressView(self.studio.board.columns)
        yield self.view

    # --- the moment ----------------------------------------------------------------------

    @property
    def may_write(self) -> bool:
        """A run is looked at; letters are written at the grid."""
        return False

    @property
    def still(self) -> bool:
        """Whether nothing is to move by itself."""
        return self.app.animation_level == "none"

    @property
    def subject(self) -> str | None:
        """The component that is spoken of."""
        return words.subject(self.scene(), self.seen, self.chosen) if self.seen else None

    def scene(self) -> Scene:
        """This moment, for the grid and the figures."""
        node = self.chosen
        now = self.peek or (self.seen.now if self.seen else None)
        if node not in self.design.by_id and now and now.limits:
            node = now.limits[0]
        nodes = self.design.nodes
        cell = self.design.by_id[node].cell if node in self.design.by_id else None
        return Scene(
            mission=self.session.mission,
            config=self.studio,
            shared=self.session.state.shared,
            stored=self.design,
            cursor=cell or (nodes[0].cell if nodes else Cell(x=0, y=0)),
            moment=now,
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
        wanted = (self.design, self._gone)
        if self.play is None and self.peek is None:
            catalogue, load = self.session.mission.catalogue, self.studio.load
            self.peek = point(self.design, catalogue, load, 0, self._gone)
        if wanted != self._wanted:
            self._wanted = wanted
            self._reckon()
        self._tell(events)
        self._show()

    @property
    def _down(self) -> frozenset[Outage]:
        """What is down whatever is done."""
        return self.studio.down(self.design)

    @property
    def _gone(self) -> frozenset[Outage]:
        """What is down, and what was taken away for the run."""
        return self._down.union(self.own.lost)

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
        """Works the climb out off the loop; the moment that is shown comes ahead of the rest."""
        design, lost, down = self.design, self._gone, self._down
        climb = partial(reckoning.climbed, design, self.session.mission.catalogue, self.studio.load)
        known = goals(self.scene())
        aim = Aim(known.p95_ms, known.answered)
        if self.play:
            self.peek = await self._ahead(self.play.at)
            self._show()
        if self.whole is None or self.whole.climb.design != design:
            self.whole = await reckoning.to_watch(await climb(down), aim)
            self.words = story.result(self.scene(), self.whole)
        run = await reckoning.to_watch(await climb(lost), aim) if lost != down else self.whole
        self.peek = None
        if self.play:
            was = self.play
            self.play = replace(run, playing=was.playing, speed=was.speed).standing(was.where)
            self.seen = self.play
        else:
            self.play = self.seen = run
            self._begin(run)
        self._show()
        await self._look_back(aim)

    async def _ahead(self, at: int) -> Figures:
        mission, load = self.session.mission, self.studio.load
        lost = self._gone
        return await reckoning.one_point(self.design, mission.catalogue, load, at, lost)

    async def _look_back(self, aim: Aim) -> None:
        """Sums up the run before, for the report."""
        session, load = self.session, self.studio.load
        if self.earlier is not None or self.own.runs < 2:
            return
        rows = tuple(session.rows)
        before = await asyncio.to_thread(run_before, session.mission, rows, self.index, self.design)
        if before is not None:
            down = self.studio.down(before)
            run = await reckoning.climbed(before, session.mission.catalogue, load, down)
            self.earlier = await asyncio.to_thread(report, run, aim)
            self._show()

    def _begin(self, play: Play) -> None:
        """Starts to play; without motion, stands where the first component gives and reports."""
        if self.still:
            self._put(play.to(play.last if play.knee is None else play.knee))
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
            whole=self.whole.climb if self.whole else None,
            earlier=self.earlier,
            lost=self.own.lost,
            zones=self.zones() if self.over == "zones" else (),
            reckoning=self.peek is not None,
        )

    def _show(self) -> None:
        """Paints the moment; before the climb is worked out, its first point."""
        if not self.is_mounted:
            return
        if self.seen is None:
            self.view.show_opening(self.scene())
            self.refresh_keys()
            return
        shown = self._shown(self.seen)
        self.view.show(shown)
        self._say(shown)

    def _show_step(self) -> None:
        """Paints grid and load at once, and the panes about them when the steps rest."""
        if self.seen is None:
            return
        self.view.show_grid(self._shown(self.seen))
        if self.panes_due:
            self.panes_due.stop()
        self.panes_due = self.set_timer(REST_SECONDS, self._show_panes)

    def _show_panes(self) -> None:
        self.panes_due = None
        if self.seen:
            shown = self._shown(self.seen)
            self.view.show_panes(shown)
            self._say(shown)

    def _say(self, shown: Shown) -> None:
        """Says the reason in the line under the grid, and shows the keys."""
        width = self.app.size.width - 2
        lead, rest, style = words.line(shown.scene, shown.play, self.chosen, width)
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
        """Stands at another moment, and lets the time run or not; the gauges glide there."""
        begun = self.seen.where if self.seen else play.where
        self.play = self.seen = play
        self._stop_clock()
        self.glide_frame = GLIDE_FRAMES
        if not self.still and not play.playing and begun != play.where:
            self.glide_from, self.glide_frame = begun, 0
            self._glide()
        if play.playing or self.glide_frame < GLIDE_FRAMES:
            self.clock = self.set_interval(FRAME_SECONDS, self._frame)
        self.status.clear()
        self._show_step()

    def _frame(self) -> None:
        """One painting on: of a climb that plays, or of gauges that glide to where it stands."""
        if self.play is None:
            return
        if self.play.playing:
            self._tick()
            return
        self._glide()
        self._show_step()
        if self.glide_frame >= GLIDE_FRAMES:
            self._stop_clock()

    def _glide(self) -> None:
        if self.play:
            self.glide_frame += 1
            where = glide(self.glide_from, self.play.where, self.glide_frame)
            done = self.glide_frame >= GLIDE_FRAMES
            self.seen = self.play if done else self.play.standing(where)

    def _stop_clock(self) -> None:
        if self.clock:
            self.clock.stop()
            self.clock = None

    def _tick(self) -> None:
        """Lets the time run on by one painting."""
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
