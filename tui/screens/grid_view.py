"""The grid as it was handed in, to look at: nothing can be changed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from engine.design.graph import Cell, Design
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.shared import Shared
from tui.compositor import SpanCompositor
from tui.studio import words
from tui.studio.metrics import strip
from tui.studio.scene import Scene
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.key_bar import Foot, Key, KeyBar


@dataclass(frozen=True)
class View:
    """A design under a name, with the components that are spoken of."""

    name: str
    design: Design
    nodes: tuple[str, ...] = ()


class GridScreen(Screen[None]):
    """One design, or two of them to turn between."""

    CSS_PATH = "grid_view.tcss"
    HELP: ClassVar[str] = (
        "This is the grid as it was handed in, under the load of the busiest hour. Tab goes to "
        "the components that are spoken of, arrows walk the grid, and nothing can be changed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,e,q", "close", show=False),
        Binding("tab,n", "next", show=False, priority=True),
        Binding("c,space", "turn", show=False),
        Binding("question_mark,f1", "help", show=False),
    ]

    def __init__(
        self,
        mission: Mission,
        config: SystemDesign,
        shared: Shared,
        views: tuple[View, ...],
        words: str,
    ) -> None:
        super().__init__()
        self._compositor = SpanCompositor()
        self._mission, self._config, self._shared = mission, config, shared
        self._views, self._words = views, words
        self.at = 0
        self.cursor = self._start(views[0])

    def _start(self, view: View) -> Cell:
        named = [node.cell for node in view.design.nodes if node.id in view.nodes]
        return (named or [node.cell for node in view.design.nodes] or [Cell(x=0, y=0)])[0]

    @property
    def view(self) -> View:
        """The design that is shown."""
        return self._views[self.at]

    def compose(self) -> ComposeResult:
        self.words = Static(Content.styled(self._words, "bold"), id="words")
        self.canvas = DesignCanvas(id="canvas")
        self.figures_line = Static(Content(""), id="figures")
        self.key_bar = KeyBar()
        yield self.words
        with Container(id="grid"):
            yield self.canvas
        yield Foot(self.figures_line, self.key_bar)

    def on_mount(self) -> None:
        self.canvas.focus()
        self._show()

    def on_resize(self) -> None:
        self._show()

    def keys(self) -> tuple[Key, ...]:
        """The keys that work now."""
        keys = [Key("←↑↓→", "Look", "-")]
        if len(self.view.nodes) > 1:
            keys.append(Key("Tab", "The next of them", "tab"))
        if len(self._views) > 1:
            keys.append(Key("c", self._views[1 - self.at].name.capitalize()))
        return (*keys, Key("Esc", "Back", "escape"), Key("?", "Help", "question_mark"))

    def _scene(self) -> Scene:
        return Scene(
            mission=self._mission,
            config=self._config,
            shared=self._shared,
            stored=self.view.design,
            cursor=self.cursor,
        )

    def _show(self) -> None:
        scene = self._scene()
        self.canvas.show(scene)
        self.canvas.border_title = Content(self.view.name.capitalize())
        self.figures_line.update(strip(scene, self.app.size.width - 2))
        self.key_bar.show(self.keys())

    @on(DesignCanvas.Resized)
    def _resized(self) -> None:
        self._show()

    @on(DesignCanvas.Walked)
    def _walk(self, event: DesignCanvas.Walked) -> None:
        self._put_cursor(self.cursor.x + event.across, self.cursor.y + event.down)

    def _put_cursor(self, x: int, y: int) -> None:
        board = self._config.board
        self.cursor = Cell(x=max(0, min(board.columns - 1, x)), y=max(0, min(board.rows - 1, y)))
        self._show()

    @on(DesignCanvas.Pressed)
    def _point(self, event: DesignCanvas.Pressed) -> None:
        self._put_cursor(event.cell.x, event.cell.y)

    def action_next(self) -> None:
        """Goes to the next component that is spoken of."""
        nodes = [n for n in self.view.design.nodes if n.id in self.view.nodes]
        if nodes:
            here = next((i for i, n in enumerate(nodes) if n.cell == self.cursor), -1)
            self.cursor = nodes[(here + 1) % len(nodes)].cell
            self._show()

    def action_turn(self) -> None:
        """Turns to the other design."""
        self.at = (self.at + 1) % len(self._views)
        self._show()

    def action_close(self) -> None:
        """Back to where it was opened."""
        self.dismiss()

    def action_help(self) -> None:
        """Explains the view."""
        from tui.screens.help import HelpScreen

        sheet = HelpScreen(
            self.HELP,
            self.keys(),
            (),
            at_hand=words.at_hand(self._scene()),
            explained=words.of_studio(self._mission),
        )
        self.app.push_screen(sheet)

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
