"""How a decision sheet is shown: the sheet, what holds of it, and who gives up what."""

from __future__ import annotations

from typing import cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click, Resize
from textual.widgets import Static

from engine.board.fields import Board, Sequence
from engine.board.judge import Lost
from engine.events import AnyEvent, FieldDecided, TasksJoined
from engine.phase_config import BoardDecision
from engine.phases import BoardState
from tui.decision import side, tabs
from tui.decision.keys import keys_of
from tui.decision.panes import LinePane, SheetPane
from tui.decision.scene import Pending, Scene
from tui.decision.sheet_lines import Line, lines_of
from tui.safety import one_line
from tui.screens.board_line import BoardLine
from tui.widgets.entries import EntryList
from tui.widgets.finder import Finder
from tui.widgets.key_bar import Key
from tui.widgets.rows import RowList

CHART = (5, 8)
"""Rows that a chart takes at least, where the sheet scrolls, and at most."""
STRIP = 3


class Strip(Static):
    """What holds and who gives up what, in a few lines; a click shows all."""

    ALLOW_SELECT = False

    def on_click(self, event: Click) -> None:
        event.stop()
        self.app.simulate_key("l")


class BoardSheet(BoardLine):
    """What a decision sheet's screen shows; the moves are its subclass's."""

    def compose_body(self) -> ComposeResult:
        self.tabs = Static(Content(""), id="tabs")
        self.line_pane = LinePane()
        self.sheet_pane = SheetPane()
        self.tasks = RowList(id="tasks")
        self.tasks.add_class("pane")
        self.finder = Finder(id="find")
        self.finder.border_title = Content("Find a task")
        self.known = EntryList(id="known", classes="pane")
        self.losses = EntryList(id="losses", classes="pane")
        for pane in (self.known, self.losses):
            pane.can_focus = False
        self.strip = Strip(Content(""), id="strip", classes="pane")
        self.cursor = ""
        self.pending: Pending | None = None
        self.typing: str | None = None
        self.moved: tuple[tuple[str, str], ...] = ()
        self._before: tuple[Lost, ...] = ()
        self._told: tuple[object, ...] = ()
        yield self.tabs
        yield self.line_pane
        with Horizontal(id="row"):
            yield self.sheet_pane
            yield self.tasks
            with Vertical(id="side"):
                yield self.known
                yield self.losses
        yield self.strip
        yield self.finder

    @property
    def decision(self) -> BoardDecision:
        return cast(BoardDecision, self.config)

    @property
    def board(self) -> Board:
        return self.decision.sheet

    @property
    def own(self) -> BoardState:
        return cast(BoardState, self.session.state.phases[self.index])

    def scene(self) -> Scene:
        """What is to be seen now, with what is being considered."""
        found = self.board.field_by_id.get(self.laid)
        scene = Scene(
            mission=self.session.mission,
            board=self.board,
            entered=self.own.sheet,
            situation=self.session.state.shared,
            cursor=self.cursor,
            pending=self.pending,
            typing=self.typing,
            field=found if isinstance(found, Sequence) else None,
            task=self.picked,
            held=self.held,
            joining=self.joining,
            moved=self.moved,
            tinted=self.app.theme != "xterm",
        )
        if scene.slot is None and scene.slots:
            self.cursor = scene.slots[0].address
            return self.scene()
        return scene

    # --- painting ------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.set_class(self.narrow, "-narrow")
        self._before = self.scene().losses
        super().on_mount()
        only = self.board.fields[0]
        if len(self.board.fields) == 1 and isinstance(only, Sequence):
            self.lay_out(only.id)
        else:
            self.sheet_pane.focus()
        self.call_after_refresh(self.repaint, ())

    def on_resize(self, event: Resize) -> None:
        if self.is_mounted:
            self.set_class(self.narrow, "-narrow")
            self.call_after_refresh(self.repaint, ())

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        scene = self.scene()
        if events:
            self._note(events, scene)
            scene = self.scene()
        else:
            scene = self._with_considered(scene)
        if scene.field is None:
            self._show_sheet(scene)
        else:
            self.show_line(scene)
        self._show_side(scene)

    def _note(self, events: tuple[AnyEvent, ...], scene: Scene) -> None:
        """Keeps whose loss the entry changed, and by which line."""
        joined = [event.task for event in events if isinstance(event, TasksJoined)]
        if joined:
            self.picked = joined[-1]
        elif scene.field is not None and self.picked not in scene.tasks(scene.field):
            self.picked = (*scene.tasks(scene.field), "")[0]
        now = scene.losses
        entered = [event for event in events if isinstance(event, FieldDecided)]
        address = ".".join(filter(None, (entered[-1].field, entered[-1].part))) if entered else ""
        by = f"moved by {scene.number_of[address]}" if address in scene.number_of else "moved now"
        self.moved = _moved(self._before, now, by)
        self._before = now

    def _with_considered(self, scene: Scene) -> Scene:
        """The scene in which what is considered has moved whom it would move."""
        if scene.sheet == scene.entered:
            return scene
        number = scene.number_of.get(scene.cursor)
        by = f"moved by {number}" if number and scene.field is None else "moved now"
        self.moved = _moved(self._before, scene.losses, by)
        return self.scene()

    def _show_sheet(self, scene: Scene) -> None:
        width = self.app.size.width - 5 - (0 if self.narrow else 48)
        lines = self._narrow_lines(scene, width) if self.narrow else self._lines(scene, width)
        self.sheet_pane.show(lines, scene.cursor)
        self.sheet_pane.border_title = Content(one_line(self.board.title))
        told = f"{scene.filled} of {len(scene.slots)} lines"
        self.sheet_pane.border_subtitle = (
            Content.styled("Enter enters it", "$accent") if scene.pending else Content(told)
        )
        self.tabs.update(tabs.painted(scene, self.app.size.width - 2))

    def _lines(self, scene: Scene, width: int) -> list[Line]:
        """All sections below one another; the chart takes what room is left."""
        bare = [lines_of(scene, section, width, 0) for section in scene.sections]
        charts = sum(bool(section.chart) for section in scene.sections)
        used = sum(len(lines) for lines in bare) + len(bare) - 1
        height = self.app.size.height - 5
        room = (height - used) // charts - 3 if charts else 0
        rows = max(CHART[0], min(CHART[1], room))
        lines: list[Line] = []
        for section in scene.sections:
            lines += [Line(Content(""))] if lines else []
            lines += lines_of(scene, section, width, rows)
        return lines

    def _narrow_lines(self, scene: Scene, width: int) -> list[Line]:
        """One section; its name stands in the tabs."""
        bare = lines_of(scene, scene.section, width, 0)
        room = self.app.size.height - 11 - len(bare) - 2
        return lines_of(scene, scene.section, width, max(0, min(CHART[1], room)))[1:]

    def _show_side(self, scene: Scene) -> None:
        if self.narrow:
            lines = side.strip_lines(scene, self.app.size.width - 4)
            self.strip.update(Content("\n").join(lines[:STRIP]))
            self.strip.border_title = Content("What you know, and who gives up what")
            left = len(scene.losses)
            self.strip.border_subtitle = Content.assemble(
                side.tally(scene), ("  ", ""), ("l", "bold $accent"), (f" all {left}", "$mute")
            )
            return
        height = self.app.size.height - 3
        if scene.field is not None:
            height = max(12, height - len(self.line_pane.drawn.lines) - 2)
        told = (scene.constraints, scene.losses, scene.moved, height, scene.field is None)
        if told == self._told:
            return  # both panes would lay the whole screen out again
        self._told = told
        self.known.show(side.constraint_entries(scene, height * 55 // 100 - 2))
        self.known.border_title = Content("What you know")
        self.known.border_subtitle = side.tally(scene)
        self.losses.show(side.loss_entries(scene, gap=0 if scene.field is not None else 1))
        self.losses.border_title = Content("What each gives up")
        self.losses.border_subtitle = Content("in their words, so far as you asked")

    def keys(self) -> tuple[Key, ...]:
        scene = self.scene()
        found = keys_of(
            scene,
            self.leave_key,
            may_undo=bool(self.own.past),
            hints=self.hints_left() > 0,
            in_list=self.in_list,
            alone=len(self.board.fields) == 1,
        )
        losses = next((n for n, key in enumerate(found) if key.key == "l"), None)
        return found if losses is None else self.with_letters(found, losses)


def _moved(before: tuple[Lost, ...], now: tuple[Lost, ...], by: str) -> tuple[tuple[str, str], ...]:
    """Whose loss differs, and what moved it."""
    old = {lost.who: lost for lost in before}
    return tuple((lost.who, by) for lost in now if old.get(lost.who) != lost)
