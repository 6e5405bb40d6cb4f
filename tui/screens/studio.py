"""The studio: an architecture is built on a grid that answers at once."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from engine.actions import (
    Connect,
    Duplicate,
    Move,
    Place,
    Redo,
    Remove,
    RunTraffic,
    SubmitDesign,
    Undo,
)
from engine.design.graph import Cell, Node, free_name
from tui.screens.studio_setting import StudioSetting
from tui.studio.scene import Held
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.palette import Palette


class StudioScreen(StudioSetting):
    """The phase `system_design`."""

    CSS_PATH = "studio.tcss"
    HELP: ClassVar[str] = (
        "Components stand on cells and call each other along the arrows. Every edit is reckoned "
        "at once, under the load of the busiest hour: the bar in a box says how much of it is "
        "used, the figure below how long it takes; a double border with ▲ cannot keep up."
        "\n\n"
        "By keys: arrows and Tab go about, / goes to a component by its name. b or a number builds "
        "(there a letter goes to the next component that begins with it, / filters), c links, "
        "Enter sets, g lifts, y copies, x removes, u and U undo and redo. A setting is turned with "
        "←→, or its number typed, and Enter sets it. o frames cells and labels them; in a frame o "
        "changes its label, O moves its corners, and g in a free cell carries it. t runs the "
        "traffic and l looks at it again, f shows the figures, s keeps the design, v lays what "
        "was kept beside it, z comes nearer, d hands in, e writes the design to a file. "
        "Where letters may still be written, w opens them.\n\n"
        "By mouse: click a component on offer, then a cell. Drag a box to move it, its left or "
        "right side to link it; click it twice to set it, a free cell twice to build. Click a "
        "figure to have it explained."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", show=False),
        Binding("escape", "back", show=False),
        Binding("b", "build", show=False),
        Binding("c", "connect", show=False),
        Binding("x,delete", "remove", show=False),
        Binding("g", "grab", show=False),
        Binding("y", "copy", show=False),
        Binding("s", "keep", show=False),
        Binding("v", "compare", show=False),
        Binding("z", "zoom", show=False),
        Binding("slash", "find", show=False),
        Binding("u,ctrl+z", "undo", show=False),
        Binding("U,ctrl+y", "redo", show=False),
        Binding("t,f5", "traffic", show=False),
        Binding("l", "last_run", show=False),
        Binding("f", "figures", show=False),
        Binding("d", "done", show=False),
        Binding("tab,n", "next(1)", show=False, priority=True),
        Binding("shift+tab,N", "next(-1)", show=False, priority=True),
        *[Binding(str(n % 10), f"pick({n - 1})", show=False) for n in range(1, 11)],
    ]

    # --- building ------------------------------------------------------------------------

    def action_build(self) -> None:
        """Opens the palette, for the cell under the cursor."""
        if self.over == "palette":
            return
        if self.selected:
            name = self.scene().names[self.selected.id]
            self.status.say(f"This cell holds {name}.", "Move to a free cell first.")
            return
        self.held = Held("place", self.view.palette.kinds[0])
        self._open("palette")

    def action_pick(self, index: int) -> None:
        """Takes one of the palette's kinds by its number; the same number again places it. Where
        a component is being set, the number is a digit."""
        if self.over == "inspect":
            self.type_figure(str((index + 1) % 10))
            return
        kinds = self.view.palette.kinds
        if index >= len(kinds):
            self.status.say(f"The palette has {len(kinds)} components.", "b shows them.")
            return
        wanted = Held("place", kinds[index])
        if self.held == wanted:
            self.action_confirm()
        else:
            self.take(wanted, self.over if self.over == "palette" else None)

    @on(Palette.Moved)
    def _kind_under_cursor(self, event: Palette.Moved) -> None:
        self.take(Held("place", event.id), "palette")

    @on(Palette.Clicked)
    def _kind_clicked(self, event: Palette.Clicked) -> None:
        self.take(Held("place", event.id))
        self.view.canvas.focus()

    @on(Palette.Chosen)
    def _kind_chosen(self, event: Palette.Chosen) -> None:
        self.held = Held("place", event.id)
        self._finish()

    def _needs_component(self, what: str) -> Node | None:
        """The component under the cursor; where there is none, says so."""
        if self.selected is None:
            self.status.say(f"No component stands here to {what}.", "Tab goes to the next one.")
        return self.selected

    def action_connect(self) -> None:
        """Begins a link at the component under the cursor."""
        node = self._needs_component("link from")
        if node:
            self.take(Held("link", node.id))

    def action_grab(self) -> None:
        """Lifts the component under the cursor, or the frame round a free cell; again, puts it
        down where the cursor is."""
        if self.held and self.held.what in ("move", "carry"):
            self._finish()
            return
        if self.selected is None and self.studio.offers("drag_enabled") and self.carry_frame():
            return
        node = self._needs_component("move")
        if node and not self.studio.offers("drag_enabled"):
            self.status.say("On this grid everything stays where it stands.", "c links it.")
        elif node:
            self.take(Held("move", node.id))

    def action_copy(self) -> None:
        """Takes a copy of the component under the cursor, and goes to the next free cell."""
        node = self._needs_component("copy")
        if node:
            self.cursor = self._free_cell_near(node.cell) or node.cell
            self.take(Held("copy", node.id))

    def _free_cell_near(self, cell: Cell) -> Cell | None:
        """The nearest free cell, rather below than beside, rather right than left."""
        board = self.studio.board
        free = [
            Cell(x=x, y=y)
            for y in range(board.rows)
            for x in range(board.columns)
            if self.design.at(Cell(x=x, y=y)) is None
        ]

        def away(c: Cell) -> tuple[int, bool, bool, bool]:
            far = abs(c.x - cell.x) + abs(c.y - cell.y)
            return far, c.y < cell.y, c.x != cell.x, c.x < cell.x

        return min(free, key=away, default=None)

    def action_remove(self) -> None:
        """Removes the component under the cursor, or cuts the link that is chosen."""
        if self.cut_link():
            return
        if self.over == "inspect":
            self.status.say("This is a setting, not a link.", "Choose a link to cut it.")
        else:
            node = self._needs_component("remove")
            if node:
                self._edit(Remove(node=node.id))

    def action_undo(self) -> None:
        """Takes the last edit back."""
        self._edit(Undo())

    def action_redo(self) -> None:
        """Makes the edit again."""
        self._edit(Redo())

    def _finish(self) -> None:
        """Does at the cursor what is held; where that cannot be done, says why and keeps it."""
        held, scene = self.held, self.scene()
        if held is None:
            return
        if held.what == "move" and self.design.by_id[held.id].cell == self.cursor:
            self._let_go()
            return
        if scene.refusal:
            self.status.say(scene.refusal.reason, scene.refusal.hint)
            if self.by_mouse:
                self._let_go()
            return
        if held.what in ("frame", "carry"):
            self.set_frame()
            return
        self.held, self.by_mouse = None, False
        if self.over:
            self._open(None)
        here = self.cursor
        if held.what == "place":
            name = free_name(self.design, held.id)
            self._edit(Place(component=held.id, node=name, x=here.x, y=here.y))
        elif held.what == "move":
            self._edit(Move(node=held.id, x=here.x, y=here.y))
        elif held.what == "copy":
            name = free_name(self.design, self.design.by_id[held.id].kind)
            self._edit(Duplicate(source=held.id, node=name, x=here.x, y=here.y))
        elif held.what == "link" and self.selected:
            self._edit(Connect(source=held.id, target=self.selected.id))
        else:
            self._show()

    def action_confirm(self) -> None:
        """Does what is held, hands in, or opens what stands under the cursor."""
        if self.over == "hand-in":
            self._open(None)
            self._edit(SubmitDesign())
        elif self.held:
            self._finish()
        elif self.over is None and self.selected:
            self._open("inspect")
        elif self.over is None:
            self.action_build()

    def action_done(self) -> None:
        """Shows what would be handed in."""
        self.held = None
        self._open("hand-in")

    def action_figures(self) -> None:
        """Opens the figures and what is known, where they are not in sight; else scrolls them."""
        self._open(None if self.over == "figures" else "figures")

    # --- the mouse -----------------------------------------------------------------------

    @on(DesignCanvas.Pressed)
    def _pressed(self, event: DesignCanvas.Pressed) -> None:
        held = self.held
        if self.over:
            self._open(None)
        self.held = held
        self.put_cursor(event.cell)
        if self.held:
            self._finish()
        elif self.selected and (event.link or self.studio.offers("drag_enabled")):
            self.held = Held("link" if event.link else "move", self.selected.id)
            self.by_mouse = True

    @on(DesignCanvas.Pointed)
    def _pointed(self, event: DesignCanvas.Pointed) -> None:
        if self.held and self.over is None:
            self.put_cursor(event.cell)

    @on(DesignCanvas.Dropped)
    def _dropped(self, event: DesignCanvas.Dropped) -> None:
        if not (self.held and self.by_mouse):
            return
        start = self.design.by_id.get(self.held.id)
        if start and start.cell != self.cursor:
            self._finish()
        else:
            self._let_go()

    @on(DesignCanvas.Opened)
    def _opened(self, event: DesignCanvas.Opened) -> None:
        if self.held is None and self.over is None and self.cursor == event.cell:
            self.action_confirm()

    # --- traffic -------------------------------------------------------------------------

    def action_traffic(self) -> None:
        """Plays the load through the design, from nothing to past the busiest hour."""
        self.held = None
        if self.over:
            self._open(None)
        self._edit(RunTraffic())

    def action_last_run(self) -> None:
        """Looks at the last run again, with what was lost in it."""
        if not self.own.running:
            self.status.say("No traffic ran through this design.", "t runs it.")
            return
        self.held = None
        if self.over:
            self._open(None)
        self.look_at_run()
