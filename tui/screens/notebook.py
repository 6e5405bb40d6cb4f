"""The notebook: pins, two of them side by side on the desk, and what is known."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.screen import Screen
from textual.widgets import Input, Static

from engine.actions import AnyAction, Compare, Unpin
from engine.rejected import Rejected
from engine.shared import Compared, Pinned
from tui.compositor import SpanCompositor
from tui.notebook.view import PANES, TABS_FROM, NotebookView
from tui.practice import header_note
from tui.screens.phase_screen import NARROW_BELOW, StatusLine
from tui.screens.source import SourceScreen
from tui.session import Moved, Session, StoreLost
from tui.widgets.header import MissionHeader
from tui.widgets.key_bar import Foot, Key, KeyBar
from tui.widgets.rows import RowList

DESK = 2
"""Passages that fit on the desk."""


class Cell(Static):
    """Painted text that the mouse does not select."""

    ALLOW_SELECT = False


class NotebookScreen(Screen[None]):
    """Pins and comparisons, over whatever phase is being played."""

    CSS_PATH = "notebook.tcss"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (NARROW_BELOW, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [
        (0, "-low"),
        (32, "-high"),
    ]
    HELP: ClassVar[str] = (
        "What you pinned stands on the left. Lay two passages on the desk with Enter and press "
        "= to compare them: two statements that cannot both be true are worth more than either. "
        "g shows the page that a pin was taken from, / looks for words, c clears the desk. By "
        "mouse, a click chooses a pin and a second one lays it down; a click on a card takes it "
        "off, one between the cards compares."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("k", "leave", show=False),
        Binding("tab", "next_pane(1)", show=False, priority=True),
        Binding("shift+tab", "next_pane(-1)", show=False, priority=True),
        Binding("equals_sign", "compare", show=False),
        Binding("x", "unpin", show=False),
        Binding("c", "clear", show=False),
        Binding("g", "source", show=False),
        Binding("slash", "find", show=False),
        Binding("question_mark,f1", "help", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._compositor = SpanCompositor()
        self.session = session
        self.pane = "pins"
        self.wanted = ""
        """What is being looked for."""

    def compose(self) -> ComposeResult:
        self.header = MissionHeader(self.session.mission, self.session.state)
        self.view = NotebookView(self)
        self.find = Input(id="find", compact=True, placeholder="words to look for")
        self.pins = RowList(id="pins")
        self.empty = Cell(Content(""), id="empty")
        self.cards = (
            Cell(Content(""), classes="card -left"),
            Cell(Content(""), classes="card -right"),
        )
        self.join = Cell(Content(""), id="join")
        self.result_text = Cell(Content(""))
        self.result = VerticalScroll(self.result_text, id="result")
        self.compared = RowList(id="compared")
        self.known_text = Cell(Content(""))
        self.known = VerticalScroll(self.known_text, id="known")
        self.key_bar = KeyBar()
        self.status = StatusLine(Content(""))
        yield self.header
        with Container(id="body"):
            with Vertical(id="pins-pane", classes="pane") as self.pins_pane:
                yield self.find
                yield self.pins
                yield self.empty
            with Vertical(id="desk", classes="pane") as self.desk:
                left, right = self.cards
                yield Horizontal(left, self.join, right, id="cards")
                yield self.result
                yield self.compared
                yield self.known
        yield Foot(self.status, self.key_bar)

    def on_mount(self) -> None:
        self.find.display = False
        self._go("pins")
        self.repaint()

    @property
    def narrow(self) -> bool:
        """Whether one pane is shown at a time."""
        return self.app.size.width < NARROW_BELOW

    @property
    def laid(self) -> tuple[str, ...]:
        """Ids of the pins on the desk, the left one first; they lie there until taken off."""
        return self.session.laid

    @laid.setter
    def laid(self, pins: tuple[str, ...]) -> None:
        self.session.laid = pins

    # --- painting ------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lines are wrapped by hand, so a change of width paints anew."""
        self.repaint()

    def repaint(self) -> None:
        """Paints pins, desk and keys from the session's state."""
        if not self.is_mounted:
            return
        self.laid = tuple(pin for pin in self.laid if self.session.state.shared.pin(pin))
        self.header.show(self.session.state, note=header_note(self.session))
        self.view.show()
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Shows the keys that work now."""
        self.key_bar.show(self.keys())

    def side_of(self, pin: str) -> int | None:
        """Whether a pin lies on the left (0) or the right (1) of the desk."""
        return self.laid.index(pin) if pin in self.laid else None

    def laid_pin(self, place: int) -> Pinned | None:
        """What lies on one side of the desk."""
        return self.session.state.shared.pin(self.laid[place]) if place < len(self.laid) else None

    @property
    def done(self) -> Compared | None:
        """What comparing the two on the desk came to."""
        pair = set(self.laid)
        compared = self.session.state.shared.compared
        return next((c for c in compared if {c.left, c.right} == pair), None)

    @property
    def ready(self) -> bool:
        """Whether the two on the desk can be compared."""
        return len(self.laid) == DESK and self.done is None

    def keys(self) -> tuple[Key, ...]:
        """The keys that work now."""
        return self.view.keys()

    # --- moving about --------------------------------------------------------------------

    def _go(self, pane: str) -> None:
        self.pane = pane
        for name in PANES:
            self.set_class(name == pane, f"-{name}")
        paired = bool(self.session.state.shared.compared)
        stop = {"pins": self.pins, "desk": self.result, "known": self.known}[pane]
        (self.compared if pane == "known" and paired else stop).focus()
        self.call_after_refresh(self.repaint)

    def action_next_pane(self, by: int) -> None:
        """Goes round pins, desk, comparisons and what is known."""
        if self.pane == "known" and self.compared.has_focus and by > 0:
            self.known.focus()
            return
        self._go(PANES[(PANES.index(self.pane) + by) % len(PANES)])

    def on_descendant_focus(self) -> None:
        """A click moves the focus past every action; pane and keys follow it."""
        if not self.narrow:
            inside = {self.result: "desk", self.compared: "known", self.known: "known"}
            self.pane = next((p for w, p in inside.items() if w.has_focus), "pins")
        self.refresh_keys()

    def action_close(self) -> None:
        """Out of the search, at 80 columns back to the pins, then back to the phase."""
        if self.find.display:
            self.find.display = False
            self.find.value = self.wanted = ""
            self._go("pins")
        elif self.narrow and self.pane != "pins":
            self._go("pins")
        else:
            self.dismiss()

    def action_leave(self) -> None:
        """Back to the phase at once."""
        self.dismiss()

    def action_find(self) -> None:
        """Looks for words in pins and in what is known."""
        if self.session.state.shared.pins:
            self.find.display = True
            self._go("pins")
            self.find.focus()

    @on(Input.Changed)
    def _look(self, event: Input.Changed) -> None:
        self.wanted = event.value.strip()
        self.repaint()

    @on(Input.Submitted)
    def _looked(self) -> None:
        self._go("pins")

    def action_source(self) -> None:
        """Shows the page that the pin under the cursor was taken from."""
        pin = self.session.state.shared.pin(self.pins.cursor_id or "")
        if pin is not None and self.pane == "pins":
            page = SourceScreen(self.session, pin, self._perform)
            self.app.push_screen(page, lambda _: self.repaint())

    # --- the desk ------------------------------------------------------------------------

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.refresh_keys()

    @on(RowList.Chosen, "#pins")
    def lay(self, event: RowList.Chosen) -> None:
        """Lays a pin on the desk, or takes it off; a third one takes the oldest's place."""
        gone: list[str] = []
        if event.id in self.laid:
            self.laid = tuple(pin for pin in self.laid if pin != event.id)
        else:
            before = self.laid
            self.laid = (*self.laid[-(DESK - 1) :], event.id)
            gone = [pin for pin in before if pin not in self.laid]
        self.status.clear()
        if gone:
            left, right = self.laid
            self.status.say(
                f"{gone[0]} left the desk, which holds two.", f"{left} and {right} lie there now."
            )
        self.repaint()

    @on(RowList.Chosen, "#compared")
    def _lay_pair(self, event: RowList.Chosen) -> None:
        done = self.session.state.shared.compared[int(event.id)]
        self.laid = (done.left, done.right)
        self.repaint()
        if self.narrow:
            self._go("desk")

    def action_clear(self) -> None:
        """Takes both pins off the desk; where that alone is in sight, turns to the pins."""
        self.laid = ()
        self.status.clear()
        if self.narrow and self.pane == "desk":
            self._go("pins")
        self.repaint()

    @work(group="act")
    async def action_compare(self) -> None:
        """Compares the two pins on the desk, or says what is missing there."""
        if len(self.laid) < DESK:
            self.status.say("It takes two pins to compare.", "Enter lays one on the desk.")
        if self.ready:
            compared = await self._perform(Compare(left=self.laid[0], right=self.laid[1]))
            if compared and self.narrow:
                self._go("desk")

    @work(group="act")
    async def action_unpin(self) -> None:
        """Takes the pin under the cursor out of the notebook."""
        pin = self.pins.cursor_id
        if pin is not None and self.pane == "pins":
            await self._perform(Unpin(pin=pin))

    async def _perform(self, action: AnyAction) -> bool:
        self.status.clear()
        try:
            await self.session.act(action)
        except Rejected as rejected:
            self.status.say(rejected.reason, rejected.hint)
            return False
        except Moved:
            again = "Your last step was not taken: take it again."
            self.status.say("This playthrough has moved on in another terminal.", again)
        except StoreLost as lost:
            self.status.say("The last step is not stored yet.", str(lost))
            return False
        self.repaint()
        return True

    def on_click(self, event: Click) -> None:
        """A card is taken off the desk, the place between compares, border names are tabs."""
        if self.narrow and event.y == 0 and event.widget in (self.pins_pane, self.desk):
            self._click_tab(event.x)
        if event.widget is self.join:
            self.action_compare()
        for side, cell in enumerate(self.cards):
            if event.widget is cell and side < len(self.laid):
                taken = self.laid[side]
                self.laid = tuple(pin for pin in self.laid if pin != taken)
                self.repaint()

    def _click_tab(self, column: int) -> None:
        start = TABS_FROM
        for name, text in self.view.tabs:
            if start <= column < start + len(text):
                self._go(name)
            start += len(text) + 2

    def action_help(self) -> None:
        """Explains the notebook."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP, self.keys(), ()))

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
