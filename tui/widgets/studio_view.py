"""The studio's panes, and how they stand: beside the grid, below it, or over it.

The grid comes first. Where the whole board would not fit beside the palette, palette and
inspector go below it; where there is no room for that either, they lie over it when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Input, Static

from engine.design.graph import MAX_LABEL
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.system_design import MOST_KEPT
from tui.studio import compare, inspector, metrics, summary
from tui.studio.drawing import least_width
from tui.studio.scene import Over, Scene
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.finder import Finder
from tui.widgets.inspector import Inspector
from tui.widgets.key_bar import Buttons, Key
from tui.widgets.palette import Palette
from tui.widgets.titles import entitle

TOOLS, SIDE, INSPECTOR, SLIM_TOOLS, SLIM_SIDE = 24, 31, 38, 34, 40
"""Columns of the panes: palette and figures beside the grid, inspector below it, both over it."""
GOOD_BOX = 11
"""Columns of a box under which panes give way to the grid."""
SHORTEST_TOOLS, PROMPT = 10, 40
SHEET, SHEET_AROUND = 70, 6
"""Columns of the summary before handing in; rows of it that are not the summary itself."""


@dataclass
class Asked(Message):
    """A line was clicked, to have the term explained that it or the one above begins with."""

    lines: tuple[str, ...]


class StudioView(Container):
    """Everything between the header and the guide line."""

    LAYOUTS: ClassVar[tuple[str, ...]] = ("-beside", "-below", "-slim")

    def __init__(self, mission: Mission, config: SystemDesign) -> None:
        super().__init__(id="studio")
        self._mission, self._config = mission, config
        kinds = tuple(mission.catalogue.kind(kind) for kind in config.palette)
        self.canvas = DesignCanvas(id="canvas")
        self.palette = Palette(kinds, id="kinds")
        self.knobs = Inspector(id="knobs")
        self.metrics_text = Figures(Content(""))
        self.known_text = Static(Content(""))
        self.known = VerticalScroll(self.known_text, id="known", classes="pane")
        self.strip = Static(Content(""), id="strip")
        self.finder = Finder(id="finder")
        self.label = Input(id="label", max_length=MAX_LABEL, select_on_focus=False)
        self.kept = Inspector(id="kept")
        self.difference = Static(Content(""), id="difference")
        self.sheet_text = Static(Content(""))
        self.sheet = Sheet(self.sheet_text, id="sheet-body")
        self.judgement = Static(Content(""), id="judgement")
        self.sheet_keys = Buttons(
            Key("Enter", "Hand it in", "enter"), Key("Esc", "Back to the grid", "escape")
        )
        self._shown: dict[Static, Content] = {}

    def compose(self) -> ComposeResult:
        with Container(id="middle"):
            with Container(id="tools") as self.tools:
                with VerticalScroll(id="palette", classes="pane", can_focus=False) as pane:
                    yield self.palette
                with Vertical(id="node", classes="pane") as self.node_pane:
                    yield self.knobs
            yield self.canvas
            yield self.strip
        with Vertical(id="right") as self.right:
            with Vertical(id="metrics", classes="pane") as self.metrics_pane:
                yield self.metrics_text
            yield self.known
        with Vertical(id="find", classes="pane") as self.find_pane:
            yield self.finder
        with Vertical(id="naming", classes="pane") as self.label_pane:
            yield self.label
        with Vertical(id="compare", classes="pane") as self.compare_pane:
            yield self.kept
            yield self.difference
        with Vertical(id="sheet", classes="pane") as self.sheet_pane:
            yield self.sheet
            yield self.judgement
            yield self.sheet_keys
        self.palette_pane = pane

    def on_mount(self) -> None:
        self.palette_pane.border_title = Content("Components")
        self.palette_pane.border_subtitle = Content("b, or 1–9")
        self.metrics_pane.border_title = Content("At the busiest hour")
        self.known.border_title = Content("What you know")
        self.sheet_pane.border_title = Content("Hand in")
        self.find_pane.border_title = Content("Go to")
        self.label_pane.border_title = Content("Label of the frame")
        self.label_pane.border_subtitle = Content("Enter sets it, empty takes it away")
        self.compare_pane.border_title = Content("Compare")

    # --- layout --------------------------------------------------------------------------

    @property
    def layout_class(self) -> str:
        """Which of the layouts the board and the terminal allow."""
        width, _ = self.app.size
        board = least_width(self._config.board.columns, GOOD_BOX) + 2
        if width - SIDE - TOOLS >= board and width >= 100:
            return "-beside"
        return "-below" if width - SIDE >= board and width >= 100 else "-slim"

    def lay_out(self, scene: Scene) -> None:
        """Puts the panes where this layout has them, and over the grid what is asked for."""
        layout = self.layout_class
        for name in self.LAYOUTS:
            self.set_class(name == layout, name)
        self._reveal(scene.over)
        across = self._config.board.columns
        if self.slim:
            self.tools.styles.dock = "left" if scene.cursor.x >= across / 2 else "right"
        else:
            self.tools.styles.clear_rule("dock")
        upper_left = scene.cursor.x < across / 2 and scene.cursor.y < self._config.board.rows / 2
        for pane in (self.find_pane, self.label_pane):
            pane.styles.offset = (self.app.size.width - PROMPT - 4 if upper_left else 0, 0)
        if layout == "-below":
            rows = self.palette.lines_needed(self.app.size.width - SIDE - INSPECTOR - 4)
            self.tools.styles.height = max(SHORTEST_TOOLS, rows + 2)
        else:
            self.tools.styles.clear_rule("height")

    def _reveal(self, over: Over | None) -> None:
        """Shows the panes that this layout has, and those that are asked for.

        A pane's own style is set, not a class above all of them: for a class Textual goes through
        the rules of every widget here, which takes longer than all else that a key does.
        """
        beside = not self.slim
        for pane, shown in (
            (self.palette_pane, beside or over == "palette"),
            (self.node_pane, beside or over == "inspect"),
            (self.tools, beside or over in ("palette", "inspect")),
            (self.right, beside or over == "figures"),
            (self.find_pane, over == "find"),
            (self.label_pane, over == "label"),
            (self.compare_pane, over == "compare"),
            (self.sheet_pane, over == "hand-in"),
        ):
            pane.display = shown

    def _lay_sheet(self, lines: int) -> None:
        """Gives the summary as many rows as there are, so that its buttons stay in sight."""
        width, height = self.size.width, self.size.height
        body = max(1, min(lines, height - SHEET_AROUND))
        self.sheet.styles.height = body
        left, free = max(0, (width - SHEET) // 2), height - SHEET_AROUND - body
        self.sheet_pane.styles.offset = (left, max(0, free // 3))

    @property
    def slim(self) -> bool:
        """Whether the panes lie over the grid."""
        return self.has_class("-slim")

    # --- painting ------------------------------------------------------------------------

    def show_panes(self, scene: Scene) -> None:
        """Paints what is about the grid; only what differs from the moment before."""
        self.lay_out(scene)
        self.show_tools(scene)
        room = (SLIM_SIDE if self.slim else SIDE) - 4
        self._put(self.metrics_text, metrics.metrics(scene, room))
        self._put(self.known_text, summary.known(scene, room - 1))
        if scene.over == "compare":
            self._show_compare(scene)
        self._put(self.strip, metrics.strip(scene, self.app.size.width - 2))
        if scene.over == "hand-in":
            found = summary.hand_in(scene, min(SHEET, self.app.size.width) - 7)
            self._put(self.sheet_text, found)
            self._lay_sheet(found.plain.count("\n") + 1)
            self._put(self.judgement, summary.judgement(scene))

    def _show_compare(self, scene: Scene) -> None:
        room = SIDE - 4
        self.kept.show((), compare.rows(scene, room - 1))
        wanted = scene.beside or compare.NOW
        if self.kept.cursor_id != wanted:
            self.kept.put_cursor(wanted)
        now = replace(scene, stored=scene.now, now_stored=None, beside="")
        self._put(
            self.difference, compare.difference(scene, now, room, len(scene.kept) < MOST_KEPT)
        )

    def show_canvas(self, scene: Scene) -> None:
        """Paints the grid alone."""
        self.canvas.show(scene)
        links = len(scene.design.edges)
        count = (
            f"{len(scene.design.nodes)} components · {links} {'link' if links == 1 else 'links'}"
        )
        if scene.held:
            count = f"{count} · {scene.held.what.upper()}"
        entitle(self.canvas, self._title(scene), Content(count))

    def _title(self, scene: Scene) -> Content:
        if scene.beside:
            name = (f"{scene.beside}, kept", "bold $accent")
            return Content.assemble(name, ("  not on the grid", "$mute"))
        return Content("Design")

    def show_tools(self, scene: Scene) -> None:
        """Paints the palette and the inspector."""
        catalogue = self._mission.catalogue
        self.palette.offer(tuple(catalogue.kind(kind) for kind in scene.config.palette))
        held = scene.held
        self.palette.put_cursor(held.id if held and held.what == "place" else None)
        room = self._node_room()
        rows = inspector.rows(scene, room - 1)
        self.knobs.show(inspector.words(scene, room), rows)
        if scene.over == "inspect" and self.knobs.cursor_id is None and rows:
            self.knobs.put_cursor(rows[0].id)
        foot = "Enter sets it" if scene.settable else "x cuts a link" if rows else ""
        if self.knobs.below:
            foot = " · ".join(part for part in (f"↓ {self.knobs.below} more", foot) if part)
        entitle(self.node_pane, Content(inspector.title(scene)), Content(foot))

    def _node_room(self) -> int:
        below = self.has_class("-below")
        return (INSPECTOR if below else SLIM_TOOLS if self.slim else TOOLS) - 4

    def _put(self, widget: Static, content: Content) -> None:
        before = self._shown.get(widget)
        if before is None or not content.is_same(before):
            lines = before.plain.count("\n") if before else -1
            self._shown[widget] = content
            widget.update(content, layout=content.plain.count("\n") != lines)


class Figures(Static):
    """Figures whose labels may be asked about by a click."""

    def on_click(self, event: Click) -> None:
        """Asks about the clicked line, and about the one above it."""
        at = event.get_content_offset(self)
        if at is not None and isinstance(self.content, Content):
            lines = self.content.plain.splitlines()[: at.y + 1][-2:]
            self.post_message(Asked(tuple(reversed(lines))))


class Sheet(VerticalScroll):
    """The summary before handing in; Enter is left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
    ]
