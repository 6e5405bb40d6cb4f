"""The traffic run: the load climbs through the design, and what is lost on the way is shown."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from engine.actions import Fail, PutBack
from engine.design.outage import component
from tui.screens.stress_run import StressRun
from tui.studio import words
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.load_strip import LoadStrip
from tui.widgets.rows import RowList


class StressScreen(StressRun):
    """One run of the traffic, from nothing to past the busiest hour."""

    CSS_PATH = "stress.tcss"
    HELP: ClassVar[str] = (
        "The load climbs from nothing to a quarter past the busiest hour, and stops where the "
        "first component gives. The bar in a box says how much of what it can do is asked of it; "
        "dots along a link are requests on their way, closer where there are more.\n\n"
        "Space plays and pauses, ←→ step, ↑↓ go from event to event, Home and End to the ends, "
        "[ and ] change the speed. r opens the report: Enter on a line goes to the component or "
        "the rate that it names.\n\n"
        "Tab chooses a component; x takes it away, and puts it back; z does so with a whole "
        "zone. The run is reckoned again without it, and the report says what survives. "
        "Nothing that is lost here counts when the design is handed in.\n\n"
        "By mouse: click a component to choose it, the load to go there."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("enter", "confirm", show=False),
        Binding("space", "play", show=False),
        Binding("r", "report", show=False),
        Binding("x,delete", "lose", show=False),
        Binding("p", "put_all_back", show=False),
        Binding("z", "zones", show=False),
        Binding("home", "jump(0)", show=False, priority=True),
        Binding("end", "jump(-1)", show=False, priority=True),
        Binding("left_square_bracket,minus", "speed(-1)", show=False),
        Binding("right_square_bracket,plus", "speed(1)", show=False),
        Binding("tab,n", "next(1)", show=False, priority=True),
        Binding("shift+tab,N", "next(-1)", show=False, priority=True),
    ]

    def action_help(self) -> None:
        """Explains the component that is spoken of, the screen, its keys and its words."""
        from tui.screens.help import HelpScreen

        sheet = HelpScreen(
            self.HELP,
            self.keys(),
            self.hints_taken(),
            at_hand=words.at_hand(self.scene()),
            explained=words.of_run(self.session.mission),
        )
        self.app.push_screen(sheet)

    # --- playing -------------------------------------------------------------------------

    def _tick(self) -> None:
        if self.play is None:
            return
        play = self.play.tick()
        self.view.canvas.phase += 1
        if play.playing:
            self.play = self.seen = play
            self._show()
            return
        self._put(play)
        if play.over and self.over is None and self.is_current:
            self._open("report")

    def action_play(self) -> None:
        """Plays, pauses, or begins again; without motion, goes from event to event."""
        if self.play is None:
            return
        if self.over:
            self._open(None)
        if self.still:
            self._put(self.play.to(0) if self.play.over else self.play.to_moment(1))
        else:
            self._put(self.play.played())

    def action_speed(self, by: int) -> None:
        """Plays faster or slower."""
        if self.play:
            self._put(self.play.faster(by))

    def action_jump(self, to: int) -> None:
        """Goes to the beginning or to the end; in a list, to its first or its last row."""
        if self.over:
            self.view.sheet.action_jump(to)
        elif self.play:
            self._put(self.play.to(self.play.last if to else 0))

    @on(DesignCanvas.Walked)
    def _walk(self, event: DesignCanvas.Walked) -> None:
        if self.play and event.across:
            self._put(self.play.stepped(event.across))
        elif self.play:
            self._put(self.play.to_moment(event.down))

    @on(LoadStrip.Picked)
    def _pick(self, event: LoadStrip.Picked) -> None:
        if self.play:
            self._put(self.play.to(event.at))

    # --- choosing ------------------------------------------------------------------------

    @on(DesignCanvas.Pressed)
    def _point(self, event: DesignCanvas.Pressed) -> None:
        if self.over:
            self._open(None)
        node = self.design.at(event.cell)
        self._choose(node.id if node else None)

    def action_next(self, by: int) -> None:
        """Chooses the next component."""
        if self.over:
            self._open(None)
        nodes = sorted(self.design.nodes, key=lambda node: (node.cell.y, node.cell.x))
        if nodes:
            here = [node.id for node in nodes]
            at = here.index(self.chosen) if self.chosen in here else -1 if by > 0 else 0
            self._choose(here[(at + by) % len(here)])

    def _choose(self, node: str | None) -> None:
        self.chosen = node
        if node:
            self.cursor = self.design.by_id[node].cell
        self.status.clear()
        self._show()

    # --- losing --------------------------------------------------------------------------

    def action_lose(self) -> None:
        """Takes the component that is spoken of away, or puts it back."""
        node = self.subject
        if node is None:
            self.status.say("Choose a component first.", "Tab goes to the next one.")
            return
        self.chosen = node
        if component(node) in self.own.lost:
            self.perform(PutBack(what="component", name=node))
        else:
            self.perform(Fail(what="component", name=node))

    def action_zones(self) -> None:
        """Opens the list of zones."""
        if self.zones():
            self._open(None if self.over == "zones" else "zones")
        else:
            self.status.say("Nothing here stands in a zone.", "x takes one component away.")

    @work(group="act")
    async def action_put_all_back(self) -> None:
        """Puts back everything that is lost."""
        if not self.own.lost:
            self.status.say("Nothing is lost.", "x takes a component away.")
        for what, name in self.own.lost:
            if not await self.perform_now(PutBack(what=what, name=name)):
                return

    # --- what lies over the grid ---------------------------------------------------------

    def action_report(self) -> None:
        """Opens the report, or closes it."""
        if self.play:
            self._open(None if self.over == "report" else "report")

    def action_confirm(self) -> None:
        """Says why; beside the grid it stands already, and the report opens."""
        if self.play and self.over is None:
            self._open("why" if self.view.slim else "report")

    @on(RowList.Chosen)
    def _row(self, event: RowList.Chosen) -> None:
        if self.over == "report":
            self._follow(int(event.id))
        elif self.over == "zones":
            zone = self.zones()[int(event.id)]
            action = PutBack if zone.lost else Fail
            self.perform(action(what="zone", name=zone.name))
        else:
            self._open(None)

    def _follow(self, number: int) -> None:
        """Goes to what a line of the report names."""
        line = self.view.lines[number]
        if line.node is None and line.at is None:
            self.status.say("This line names no component and no rate.")
            return
        self._open(None)
        if line.node:
            self._choose(line.node)
        if line.at is not None and self.play:
            self._put(self.play.to(line.at))

    def action_back(self) -> None:
        """Closes what lies over the grid; then the run."""
        if self.over:
            self._open(None)
        else:
            self.dismiss(None)
