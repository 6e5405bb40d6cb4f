"""Looking about in the studio: nearer and farther, by name, at kept designs, in plain words."""

from __future__ import annotations

from textual import on

from engine.actions import KeepDesign, RestoreDesign
from engine.events import AnyEvent, DesignKept
from engine.phases.system_design import KEPT_NAMES
from tui.screens.studio_grid import StudioGrid
from tui.studio import compare, words
from tui.studio.drawing import ZOOMS
from tui.widgets.finder import Finder
from tui.widgets.inspector import Inspector
from tui.widgets.studio_view import Asked


class StudioLooking(StudioGrid):
    """What changes nothing of the design, and the designs that are kept beside it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a name is typed, letters are letters; beside a kept design nothing is edited."""
        over = getattr(self, "over", None)
        if action == "letters":
            return over is None and getattr(self, "held", None) is None
        sifting = over == "palette" and self.view.palette.filter is not None
        if over in ("find", "label") or sifting:
            return action in ("back", "confirm")
        if over == "palette":
            return action in ("back", "confirm", "pick", "find", "next", "build", "help")
        if over == "compare":
            return action in ("back", "compare", "keep", "zoom", "help", "figures")
        return True

    def action_zoom(self) -> None:
        """Shows the whole board, then larger boxes, then boxes of one row."""
        self.zoom = ZOOMS[(ZOOMS.index(self.zoom) + 1) % len(ZOOMS)]
        self.status.clear()
        self._show()
        said = {
            "whole": ("The whole board.", "z comes nearer."),
            "near": ("Near.", "The grid goes along with the cursor; z shows one row a box."),
            "far": ("One row a box.", "z shows the whole board again."),
        }
        self.status.say(*said[self.zoom])

    # --- by name -------------------------------------------------------------------------

    def action_find(self) -> None:
        """Goes to a component by its name; in the palette, leaves the kinds that fit."""
        if self.over == "palette":
            self.view.palette.sift("")
            return
        if not self.design.nodes:
            self.status.say("No component is there to go to.", "b builds one.")
            return
        names = self.design.names
        kinds = self.session.mission.catalogue
        offered = [
            (node.id, names[node.id], kinds.kind(node.kind).tag) for node in self.design.nodes
        ]
        self.came_from = self.cursor
        self.view.finder.offer(tuple(offered))
        self._open("find")

    @on(Finder.Moved)
    def _name_under_cursor(self, event: Finder.Moved) -> None:
        self._look_at(event.id)

    @on(Finder.Chosen)
    def _name_chosen(self, event: Finder.Chosen) -> None:
        self._go_to(event.id)

    @on(Finder.Clicked)
    def _name_clicked(self, event: Finder.Clicked) -> None:
        self._go_to(event.id)

    def _look_at(self, node: str) -> None:
        self.cursor = self.design.by_id[node].cell
        self._show_step()

    def _go_to(self, node: str) -> None:
        cell = self.design.by_id[node].cell
        self.came_from = cell
        self._open(None)
        self.put_cursor(cell)

    # --- kept designs --------------------------------------------------------------------

    def action_keep(self) -> None:
        """Puts the design aside, under the next free name or in place of the one that is shown."""
        kept = self.own.kept_by_name
        free = next((name for name in KEPT_NAMES if name not in kept), None)
        name = self.beside or free
        if name is None:
            self.status.say(f"{len(kept)} designs are kept already.", "v, then s on one of them.")
            return
        self.perform(KeepDesign(name=name))

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        super().show(events)
        for event in events:
            if isinstance(event, DesignKept):
                self.status.say(f"Kept as {event.name}.", "v lays it beside what you build next.")

    def action_compare(self) -> None:
        """Lays the kept designs beside the one on the grid; again, goes to the next of them."""
        if self.over == "compare":
            self.view.kept.action_move(1)
            return
        self.held = None
        self._open("compare")

    @on(Inspector.Moved, "#kept")
    def _kept_under_cursor(self, event: Inspector.Moved) -> None:
        self._lay_beside(event.id)

    @on(Inspector.Clicked, "#kept")
    def _kept_clicked(self, event: Inspector.Clicked) -> None:
        if event.id == self.beside:
            self._restore(event.id)
        else:
            self._lay_beside(event.id)

    @on(Inspector.Chosen, "#kept")
    def _kept_chosen(self, event: Inspector.Chosen) -> None:
        self._restore(event.id)

    def _lay_beside(self, row: str) -> None:
        self.beside = "" if row == compare.NOW else row
        self._show()

    def _restore(self, row: str) -> None:
        if row == compare.NOW:
            self._open(None)
            return
        self._open(None)
        self._edit(RestoreDesign(name=row))

    # --- plain words ---------------------------------------------------------------------

    def action_help(self) -> None:
        """Explains what is at hand, the screen, and the keys."""
        from tui.screens.help import HelpScreen

        row = self.view.knobs.cursor_id or ""
        knob = row.removeprefix("knob:") if self.over == "inspect" else ""
        sheet = HelpScreen(
            self.HELP,
            self.keys(),
            self.hints_taken(),
            at_hand=words.at_hand(self.scene(), knob),
            explained=words.of_studio(self.session.mission),
        )
        self.app.push_screen(sheet)

    @on(Asked)
    def _figure_clicked(self, event: Asked) -> None:
        found = (words.begun_with(self.session.mission, line) for line in event.lines)
        self.explain(next((said for said in found if said), None))

    @on(Inspector.WordsClicked, "#knobs")
    def _words_clicked(self, event: Inspector.WordsClicked) -> None:
        self.explain(words.begun_with(self.session.mission, event.line))

    def explain(self, said: words.Said | None) -> None:
        """Says a term's sentence in the guide line."""
        if said and said.says:
            self.status.say(f"{said.term}:", said.says)
