"""The decision sheet: coupled fields, what holds of them, and who gives up what."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.events import Click

from engine.actions import AnyAction, DecideBoard, Redo, SubmitBoard, Undo
from engine.board import judge
from engine.board.fields import Amount, Sequence, Threshold
from engine.board.sheet import Value, plain, snapped
from engine.design.graph import Illegal
from tui.debrief.sheets import Page
from tui.decision import side, tabs
from tui.decision.keys import BINDINGS, HELP
from tui.decision.panes import SheetPane
from tui.decision.scene import Pending
from tui.decision.summary import summary
from tui.safety import one_line
from tui.screens.board_sheet import BoardSheet
from tui.screens.help import HelpScreen, Question, rows_of
from tui.screens.sheet import SheetScreen

LONGEST = 12
"""Characters of a number that is typed."""


class BoardDecisionScreen(BoardSheet):
    """The phase `board_decision`."""

    CSS_PATH = "board_decision.tcss"
    HELP: ClassVar[str] = HELP
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    # --- going about ---------------------------------------------------------------------

    def action_step(self, across: int, down: int) -> None:
        """Goes to the next line, or changes what this one shows."""
        if self.laid:
            self.walk(across, down)
        elif down:
            self._to_line(down)
        elif self.typing is None:
            self._turn(across)

    def _to_line(self, by: int) -> None:
        slots = self.scene().slots
        at = next((n for n, slot in enumerate(slots) if slot.address == self.cursor), 0)
        self._go(slots[max(0, min(len(slots) - 1, at + by))].address)

    def _go(self, address: str) -> None:
        """Puts the cursor on a line; what was considered on the line before is entered."""
        if address == self.cursor:
            return
        considered = self._considered()
        self.cursor, self.pending, self.typing = address, None, None
        if considered is not None:
            self.enter(considered)
        else:
            self.repaint(())

    def _considered(self) -> AnyAction | None:
        """The entry that what is considered would be; None where it changes nothing."""
        pending = self.pending
        if self.typing is not None:
            pending = self._typed()
        if pending is None or self.own.sheet.by_address.get(pending.address) == pending.value:
            return None
        field, _, part = pending.address.partition(".")
        return DecideBoard(field=field, part=part, value=pending.value)

    def action_section(self, by: int) -> None:
        """Goes to the first line of the next section; in a sequence to the list and back."""
        if self.laid:
            if not self.finding:
                self.action_list()
            return
        scene = self.scene()
        sections = [section.id for section in scene.sections]
        wanted = sections[(sections.index(scene.section.id) + by) % len(sections)]
        self._go(next(slot.address for slot in scene.slots if slot.section == wanted))

    def action_digit(self, digit: int) -> None:
        """Goes to a line by its number, or types a digit."""
        if self.typing is not None:
            self.action_type(str(digit))
            return
        slots = self.scene().slots
        if not self.laid and 0 < digit <= len(slots):
            self._go(slots[digit - 1].address)

    # --- changing ------------------------------------------------------------------------

    def _turn(self, by: int) -> None:
        scene = self.scene()
        slot = scene.slot
        if slot is None:
            return
        found = scene.field_of(slot)
        if isinstance(found, Amount | Threshold):
            self._consider(slot.address, _turned(found, scene.sheet.number(found.id), by))
        elif slot.choices:
            ids = [value for value, _ in slot.choices]
            now = scene.sheet.text(slot.address)
            step = 1 if by > 0 else -1
            at = ids.index(now) + step if now in ids else (0 if by > 0 else -1)
            self._consider(slot.address, ids[at % len(ids)])

    def action_turn(self, by: int) -> None:
        """Changes a number by several steps."""
        slot = self.scene().slot
        if slot and not self.laid and self.typing is None and not slot.choices:
            self._turn(by)

    def _consider(self, address: str, value: Value | None) -> None:
        """Shows a value without entering it."""
        self.typing = None
        same = self.own.sheet.by_address.get(address) == value
        self.pending = None if same else Pending(address, value)
        self.moved = ()
        self.status.clear()
        self.repaint(())

    def action_type(self, text: str) -> None:
        """Types a character of a number."""
        if self.typing is not None and len(self.typing) < LONGEST:
            self.typing += text
            self.repaint(())

    def _typed(self) -> Pending | None:
        """The number that was typed, if it is one."""
        with suppress(ValueError, Illegal):
            return Pending(self.cursor, plain(float(self.typing or "")))
        return None

    def action_clear(self) -> None:
        """Empties the line under the cursor; takes a typed character back."""
        if self.typing is not None:
            self.typing = self.typing[:-1]
            self.repaint(())
        elif self.laid:
            self._decide(None)
        elif self.cursor in self.own.sheet.by_address:
            self.pending = None
            field, _, part = self.cursor.partition(".")
            self.enter(DecideBoard(field=field, part=part, value=None))

    def action_confirm(self) -> None:
        """Enters what is shown; begins to type a number; lays a sequence out."""
        if self.laid:
            self.lift_or_drop()
            return
        scene = self.scene()
        slot = scene.slot
        found = scene.field_of(slot) if slot else None
        considered = self._considered()
        if considered is not None:
            self.enter(considered)
        elif self.typing is not None:
            self.typing = None
            self.repaint(())
        elif isinstance(found, Sequence):
            self.lay_out(found.id)
        elif isinstance(found, Amount | Threshold):
            self.typing = ""
            self.repaint(())

    @work(group="act")
    async def enter(self, action: AnyAction) -> None:  # type: ignore[override]
        """Asks the engine for an entry; what was considered is over, whatever comes of it."""
        self.pending, self.typing = None, None
        if not await self.perform_now(action) and self.is_current:
            self.repaint(())

    def action_undo(self) -> None:
        """Takes the last entry back."""
        self._leave_considered()
        self.perform(Undo())

    def action_redo(self) -> None:
        """Makes the entry again that was taken back."""
        self._leave_considered()
        self.perform(Redo())

    def _leave_considered(self) -> None:
        self.pending, self.typing, self.held, self.joining = None, None, None, ""

    def action_back(self) -> None:
        """One step back: what is considered, what is held, the line, the map."""
        if self.finding:
            self.close_finder()
            return
        considered = self.pending or self.typing is not None or self.held or self.joining
        if considered:
            self._leave_considered()
            self.moved = ()
            self.repaint(())
        elif self.laid and len(self.board.fields) > 1:
            self.leave_line()
            self.sheet_pane.focus()
            self.call_after_refresh(self.repaint, ())
        else:
            self.leave_if_told()

    # --- mouse ---------------------------------------------------------------------------

    @on(SheetPane.Clicked)
    def _clicked(self, event: SheetPane.Clicked) -> None:
        self._go(event.address)
        if event.does in ("-", "+"):
            self._turn(1 if event.does == "+" else -1)
        elif event.does.startswith("="):
            self._consider(event.address, event.does[1:])
            considered = self._considered()
            if considered is not None:
                self.enter(considered)
        elif event.does in ("set", "open") and event.address == self.cursor:
            self.action_confirm()

    def on_click(self, event: Click) -> None:
        """At 80 columns the sections are tabs."""
        if event.widget is not self.tabs:
            return
        scene, column = self.scene(), event.x - 1
        for section, start, end in tabs.places(scene, self.app.size.width - 2):
            if start <= column < end:
                first = next(slot for slot in scene.slots if slot.section == section)
                self._go(first.address)

    # --- sheets over it ------------------------------------------------------------------

    def action_losses(self) -> None:
        """Shows all constraints and all losses."""
        scene = self.scene()
        entries = (*side.loss_entries(scene), *side.constraint_entries(scene, 200))
        self.app.push_screen(SheetScreen(Page("Who gives up what, and what you know", entries)))

    def action_help(self) -> None:
        """Explains the screen, with what its author says of the line under the cursor."""
        slot = self.scene().slot
        found = self.scene().field_of(slot) if slot and not self.laid else None
        text = f"{one_line(found.label)}. {found.help}\n\n" if found and found.help else ""
        self.app.push_screen(HelpScreen(text + self.HELP, self.keys(), self.hints_taken()))

    @work(group="act")
    async def action_hand_in(self) -> None:
        """Asks before the sheet is handed in, with everything that is on it."""
        considered = self._considered()
        self._leave_considered()
        if considered is not None and not await self.perform_now(considered):
            return
        scene = self.scene()
        if judge.refusal(self.board, scene.on) is not None:
            await self.perform_now(SubmitBoard())
            return
        told = summary(scene, rows_of(self.app.size.height))
        page = Question("Hand this sheet in for good?", told, "Hand in", "Go on with it")
        self.app.push_screen(page, self._answered)

    def _answered(self, yes: bool | None) -> None:
        if yes:
            self.perform(SubmitBoard())


def _turned(found: Amount | Threshold, now: float | None, by: int) -> int | float:
    """A number some steps further; an empty one begins at the nearer bound."""
    if now is None:
        return plain(found.low if by > 0 else found.high)
    return snapped(found, max(found.low, min(found.high, now + by * found.step)))
