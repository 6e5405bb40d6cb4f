"""The panes of a run, and how they stand: beside the grid where there is room, else over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from engine.design.losses import Report
from engine.design.outage import Outage
from engine.design.stress import Climb
from tui.stress import story, words
from tui.stress.play import Play
from tui.stress.report import Line, lines, painted
from tui.studio import metrics
from tui.studio.drawing import least_width
from tui.studio.names import cut
from tui.studio.scene import Scene
from tui.widgets.load_strip import LoadStrip
from tui.widgets.rows import Row, RowList
from tui.widgets.stress_canvas import StressCanvas
from tui.widgets.titles import entitle

Over = Literal["report", "zones", "why"]
SIDE = 31
"""Columns of the panes beside the grid."""
WIDE_FROM, HIGH_FROM = 100, 30
GOOD_BOX = 11
"""Columns of a box under which the panes give way to the grid."""
LOAD = 38
"""Columns of the load where it stands in one row with the figures."""
SHEET = 84
"""The most columns of what lies over the grid."""


@dataclass(frozen=True)
class Zone:
    """A zone, who stands in it, and whether it is lost."""

    name: str
    parts: str
    lost: bool


@dataclass(frozen=True)
class Shown:
    """All that is painted of a moment."""

    scene: Scene
    play: Play
    chosen: str | None
    over: Over | None
    whole: Climb | None
    """The climb with nothing lost."""
    earlier: Report | None
    """What the run before came to."""
    lost: tuple[Outage, ...]
    zones: tuple[Zone, ...]
    reckoning: bool = False
    """Whether the climb that belongs to this moment is still being worked out."""


class StressView(Container):
    """Everything between the header and the guide line."""

    def __init__(self, columns: int) -> None:
        super().__init__(id="stress")
        self._board = least_width(columns, GOOD_BOX) + 2
        self.canvas = StressCanvas(id="canvas")
        self.strip = Static(Content(""), id="strip")
        self.load = LoadStrip(id="load")
        self.now_text, self.why_text, self.story_text = (Static(Content("")) for _ in range(3))
        self.sheet = RowList(id="sheet-rows")
        self.lines: tuple[Line, ...] = ()
        """The report's lines, by the ids of the rows."""
        self._texts: dict[Static, Content] = {}

    def compose(self) -> ComposeResult:
        with Vertical(id="middle"):
            yield self.canvas
            with Horizontal(id="foot"):
                yield self.load
                yield self.strip
        with Vertical(id="right"):
            with Vertical(id="now", classes="pane") as self.now_pane:
                yield self.now_text
            with Vertical(id="why", classes="pane") as self.why_pane:
                yield self.why_text
            with Vertical(id="story", classes="pane") as self.story_pane:
                yield self.story_text
        with Vertical(id="sheet") as self.sheet_pane:
            yield self.sheet

    def on_mount(self) -> None:
        self.now_pane.border_title = Content("Now")
        self.story_pane.border_title = Content("What happens, in order")
        self.story_pane.border_subtitle = Content("↑↓ walk it")
        self.load.border_title = Content("Load")

    @property
    def slim(self) -> bool:
        """Whether there is no room beside the grid."""
        return self.app.size.width < max(WIDE_FROM, self._board + SIDE)

    # --- painting ------------------------------------------------------------------------

    def show(self, shown: Shown) -> None:
        """Paints a moment."""
        self._lay_out(shown)
        self.show_grid(shown)
        self.show_panes(shown)

    def show_opening(self, scene: Scene) -> None:
        """Paints the first point of a climb that is still being worked out."""
        self._stand(over=False)
        self.canvas.show(scene)
        entitle(self.canvas, Content("Traffic run"), Content.styled(words.RECKONING, "$primary"))
        self.load.show_ahead()
        if not self.slim:
            self._put(self.now_text, Content("\n").join(metrics.gauges(scene, SIDE - 4)))
            self._put(self.story_text, Content.styled(words.RECKONING, "$mute"))

    def show_grid(self, shown: Shown) -> None:
        """Paints the grid and the load alone."""
        scene, play = shown.scene, shown.play
        self.canvas.lost, self.canvas.play = shown.lost, None if shown.reckoning else play
        self.canvas.subject = words.subject(scene, play, shown.chosen)
        self.canvas.show(scene)
        self.canvas.set_class(bool(play.now.saturated), "-broken")
        entitle(self.canvas, words.title(scene, play, shown.lost), self._foot(shown))
        self.load.show(play)

    def show_panes(self, shown: Shown) -> None:
        """Paints the figures and the reasons, and what lies over the grid."""
        scene, play = shown.scene, shown.play
        if self.slim:
            high = self.has_class("-high")
            width = self.app.size.width - 2 if high else self.app.size.width - LOAD - 2
            told = metrics.strip(scene, width) if high else words.figures(scene, play, width)
            self._put(self.strip, told)
        else:
            self._show_side(shown)
        if shown.over:
            self._show_sheet(shown)

    def _lay_out(self, shown: Shown) -> None:
        width, height = self.app.size
        self._stand(over=shown.over is not None)
        across = min(SHEET, width)
        if shown.over:
            self.sheet_pane.styles.width = across
            self.sheet_pane.styles.offset = ((width - across) // 2, 0 if height < HIGH_FROM else 1)

    def _stand(self, *, over: bool) -> None:
        self.set_class(self.slim, "-slim")
        self.set_class(self.app.size.height >= HIGH_FROM, "-high")
        self.set_class(over, "-over")

    def _foot(self, shown: Shown) -> Content:
        count = f" · {len(shown.scene.design.nodes)} components"
        return Content.assemble(words.standing(shown.play, shown.reckoning), (count, "$mute"))

    def _show_side(self, shown: Shown) -> None:
        scene, play, room = shown.scene, shown.play, SIDE - 4
        burst = words.burst(play, room)
        self._put(self.now_text, Content("\n").join([*metrics.gauges(scene, room), *burst]))
        node = words.subject(scene, play, shown.chosen)
        self.why_pane.display = not self.canvas.noted
        self._put(self.why_text, Content("\n").join(words.why(scene, play, node, room)))
        title = words.why_title(scene, play, node)
        entitle(self.why_pane, title, Content(""))
        state = play.now.nodes[node].state if node else "idle"
        self.why_pane.set_class(state == "saturated", "-broken")
        rows = story.story(scene, play, room, max(2, self.story_pane.size.height))
        self._put(self.story_text, Content("\n").join(rows))

    def _show_sheet(self, shown: Shown) -> None:
        room = min(SHEET, self.app.size.width) - 6
        scene, play = shown.scene, shown.play
        if shown.over == "report":
            self.lines = tuple(lines(scene, play, shown.whole, shown.earlier))
            contents = [painted(line, room) for line in self.lines]
            lost = words.without(scene, shown.lost)
            title = f"Report of the run {lost}".strip()
        elif shown.over == "zones":
            contents = [_zone(zone, room) for zone in shown.zones]
            title = "Lose a zone, or put it back"
        else:
            node = words.subject(scene, play, shown.chosen)
            contents = words.why(scene, play, node, room)
            title = words.why_title(scene, play, node).plain
        rows = tuple(Row(str(n), (content,), 0) for n, content in enumerate(contents))
        if rows != self.sheet.rows:
            self.sheet.show(rows)
        foots = {
            "report": "↑↓ choose · Enter goes there · Esc closes",
            "zones": "Enter loses it or puts it back · Esc closes",
            "why": "Esc closes",
        }
        entitle(self.sheet_pane, Content(title), Content(foots[shown.over or "why"]))

    def _put(self, widget: Static, content: Content) -> None:
        before = self._texts.get(widget)
        if before is None or not content.is_same(before):
            same = before is not None and before.plain.count("\n") == content.plain.count("\n")
            self._texts[widget] = content
            widget.update(content, layout=not same)


def _zone(zone: Zone, room: int) -> Content:
    word = "✗ lost" if zone.lost else "✓ there"
    style = "bold $error" if zone.lost else "$success"
    text = cut(f"Zone {zone.name}   {zone.parts}", room - len(word) - 1)
    gap = " " * max(1, room - len(text) - len(word))
    return Content.assemble((text, "bold"), gap, (word, style))
