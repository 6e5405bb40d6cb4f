"""The notebook: pins, two of them side by side on the desk, and what is known."""

from __future__ import annotations

import textwrap
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from engine.actions import AnyAction, Compare, Unpin
from engine.clock import clock_time
from engine.knowledge import Contradiction
from engine.rejected import Rejected
from engine.shared import Compared, Pinned
from tui.people import badge, full_name
from tui.screens.phase_screen import NARROW_BELOW, StatusLine
from tui.session import Moved, Session, StoreLost
from tui.widgets.header import MissionHeader
from tui.widgets.key_bar import Foot, Key, KeyBar
from tui.widgets.rows import Row, RowList

SECONDARY = "$foreground 62%"
DESK = 2
"""Passages that fit on the desk."""


class NotebookScreen(Screen[None]):
    """Pins and comparisons, over whatever phase is being played."""

    CSS_PATH = "notebook.tcss"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (NARROW_BELOW, "-wide"),
    ]
    HELP: ClassVar[str] = (
        "What you pinned stands on the left. Lay two passages on the desk with Enter and press "
        "= to compare them: two statements that cannot both be true are worth more than either. "
        "In your first missions a pair that agrees costs nothing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,k", "close", show=False),
        Binding("equals_sign", "compare", show=False),
        Binding("x", "unpin", show=False),
        Binding("question_mark,f1", "help", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.laid: tuple[str, ...] = ()
        """Ids of the pins on the desk, the left one first."""

    def compose(self) -> ComposeResult:
        self.header = MissionHeader(self.session.mission, self.session.state)
        self.pins = RowList(id="pins")
        self.pins.add_class("pane")
        self.left = Static(Content(""), classes="card -left")
        self.right = Static(Content(""), classes="card -right")
        self.join = Static(Content(""), id="join")
        self.result = Static(Content(""), id="result")
        self.known = Static(Content(""), id="known")
        self.key_bar = KeyBar()
        self.status = StatusLine(Content(""))
        yield self.header
        with Container(id="body"):
            yield self.pins
            with VerticalScroll(id="desk", classes="pane") as self.desk:
                yield Horizontal(self.left, self.join, self.right, classes="cards")
                yield self.result
                yield self.known
        yield Foot(self.status, self.key_bar)

    def on_mount(self) -> None:
        self.desk.border_title = Content("Desk")
        self.pins.focus()
        self.repaint()

    # --- painting ------------------------------------------------------------------------

    def repaint(self) -> None:
        """Paints pins, desk and keys from the session's state."""
        shared = self.session.state.shared
        self.header.show(self.session.state)
        self.pins.show(tuple(self._row(pin) for pin in shared.pins))
        if self.pins.cursor_id is None and shared.pins:
            self.pins.put_cursor(shared.pins[0].id)
        self.pins.border_title = Content("Pins")
        count = len(shared.pins)
        self.pins.border_subtitle = Content(f"{count} pins, {len(self.laid)} on the desk")
        one, other = (self._laid_pin(0), self._laid_pin(1))
        self.left.update(self._card(one, "left"))
        self.right.update(self._card(other, "right"))
        done = self._compared()
        opposed = bool(done and done.contradiction)
        self.join.update(
            Content.styled("─≠─" if opposed else "───", "$error" if opposed else SECONDARY)
        )
        self.result.update(self._result(done))
        self.known.update(self._known())
        found = sum(bool(c.contradiction) for c in shared.compared)
        word = "contradiction" if found == 1 else "contradictions"
        self.desk.border_subtitle = Content(f"≠ {found} {word} found" if found else "")
        self.key_bar.show(self.keys())

    def _row(self, pin: Pinned) -> Row:
        mark = {0: "◧ ", 1: "◨ "}.get(self.laid.index(pin.id), "") if pin.id in self.laid else ""
        style = {"◧ ": "$accent", "◨ ": "$primary"}.get(mark, "")
        quote = " ".join(pin.quote.split())
        width = max(20, (self.app.size.width - 4 if self.app.size.width < NARROW_BELOW else 40) - 8)
        wrapped = _wrap(quote, width)[:3]
        lines = [
            Content.assemble(
                (f"{pin.id:<3}" if number == 0 else "   ", "bold $accent"),
                (mark if number == 0 else "  " if mark else "", style),
                (text, style or "$foreground 90%"),
            )
            for number, text in enumerate(wrapped)
        ]
        lines.append(Content.assemble("   ", (self._origin(pin), SECONDARY)))
        return Row(pin.id, tuple(lines))

    def _origin(self, pin: Pinned) -> str:
        mission = self.session.mission
        words = mission.texts.get(pin.source)
        who = full_name(mission, words.who) if words else ""
        if pin.source in mission.attachment_by_name:
            return f"{pin.source}, {who}"
        return f"{who}, {'mail' if pin.source.split('/')[0] in mission.email_by_id else 'call'}"

    def _laid_pin(self, place: int) -> Pinned | None:
        if place >= len(self.laid):
            return None
        return self.session.state.shared.pin(self.laid[place])

    def _card(self, pin: Pinned | None, side: str) -> Content:
        if pin is None:
            return Content.styled(f"\nEnter lays a pin here, on the {side}.", SECONDARY)
        mission = self.session.mission
        words = mission.texts.get(pin.source)
        who = words.who if words else ""
        style = "underline $accent" if side == "left" else "underline $primary"
        return Content.assemble(
            badge(mission, who),
            "  ",
            (full_name(mission, who), "bold"),
            "\n      ",
            (self._origin(pin), SECONDARY),
            "\n\n“",
            (" ".join(pin.quote.split()), style),
            "”",
        )

    def _compared(self) -> Compared | None:
        pair = set(self.laid)
        if len(pair) < DESK:
            return None
        compared = self.session.state.shared.compared
        return next((c for c in compared if {c.left, c.right} == pair), None)

    def _result(self, done: Compared | None) -> Content:
        if done is None:
            if len(self.laid) == DESK:
                return Content.assemble(("=", "bold $accent"), " lays them side by side.")
            return Content.styled(
                "Two passages, then =. Look for what cannot both be true.", SECONDARY
            )
        contradiction = self._contradiction(done)
        if contradiction:
            return self._disagree(contradiction, done)
        if done.half:
            text = "One of these matters. The other does not speak of the same thing."
            return Content.styled(text, "$accent")
        return Content("These two agree, or speak of different things. Nothing is spent.")

    def _contradiction(self, done: Compared) -> Contradiction | None:
        found = self.session.mission.contradictions
        return next((c for c in found if c.id == done.contradiction), None)

    def _disagree(self, contradiction: Contradiction, done: Compared) -> Content:
        parts: list[str | tuple[str, str]] = [
            ("≠ These two disagree.", "bold $error"),
            "\n\n",
            contradiction.means,
        ]
        for fact_id in contradiction.effects.facts:
            fact = self.session.mission.fact_by_id[fact_id]
            parts += ["\n\n", ("NOW YOU KNOW  ", "bold $primary"), fact.says]
        parts += ["\n\n", (f"found {clock_time(done.minute)}", SECONDARY)]
        return Content.assemble(*parts)

    def _known(self) -> Content:
        facts = self.session.state.shared.facts
        if not facts:
            return Content.styled("What you find out is kept here.", SECONDARY)
        parts: list[str | tuple[str, str]] = [("WHAT YOU KNOW", "bold $primary")]
        for found in facts:
            parts += ["\n· ", self.session.mission.fact_by_id[found.fact].says]
        return Content.assemble(*parts)

    def keys(self) -> tuple[Key, ...]:
        """The keys that work now."""
        keys = [Key("↑↓", "Pins", "-"), Key("Enter", "Lay on the desk", "enter")]
        if len(self.laid) == DESK and self._compared() is None:
            keys.append(Key("=", "Compare", "equals_sign"))
        return (
            *keys,
            Key("x", "Unpin"),
            Key("Esc", "Close", "escape"),
            Key("?", "Help", "question_mark"),
        )

    # --- acting --------------------------------------------------------------------------

    @on(RowList.Chosen)
    def lay(self, event: RowList.Chosen) -> None:
        """Lays a pin on the desk, or takes it off."""
        if event.id in self.laid:
            self.laid = tuple(pin for pin in self.laid if pin != event.id)
        else:
            self.laid = (*self.laid[-(DESK - 1) :], event.id)
        self.set_class(len(self.laid) == DESK, "-desk")
        self.repaint()

    @work(group="act")
    async def action_compare(self) -> None:
        """Compares the two pins on the desk."""
        if len(self.laid) == DESK and self._compared() is None:
            await self._perform(Compare(left=self.laid[0], right=self.laid[1]))

    @work(group="act")
    async def action_unpin(self) -> None:
        """Takes the pin under the cursor out of the notebook."""
        pin = self.pins.cursor_id
        if pin is not None and await self._perform(Unpin(pin=pin)):
            self.laid = tuple(laid for laid in self.laid if laid != pin)
            self.repaint()

    async def _perform(self, action: AnyAction) -> bool:
        try:
            await self.session.act(action)
        except Rejected as rejected:
            self.status.say(rejected.reason, rejected.hint)
            return False
        except Moved:
            self.status.say("This playthrough has moved on in another terminal.")
        except StoreLost as lost:
            self.status.say("The last step is not stored yet.", str(lost))
            return False
        self.repaint()
        return True

    def action_close(self) -> None:
        """At 80 columns first from the desk to the pins, then back to the phase."""
        if self.has_class("-desk") and self.app.size.width < NARROW_BELOW:
            self.laid = ()
            self.remove_class("-desk")
            self.repaint()
            self.pins.focus()
        else:
            self.dismiss()

    def action_help(self) -> None:
        """Explains the notebook."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP, self.keys(), ()))

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width) or [""]
