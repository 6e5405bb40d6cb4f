"""Writing once more: whom, about what, for which price; then the letter, then the answer."""

from __future__ import annotations

import textwrap
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click, Resize
from textual.widgets import Static

from engine.actions import AnyAction, AskLate, Pin, Unpin
from engine.asking import may_ask, offered
from engine.late import LateLetter
from tui.letters import pages
from tui.safety import one_line
from tui.screens.laid_over import CLOSE, READ, LaidOver
from tui.session import Session
from tui.widgets.buttons import Buttons
from tui.widgets.key_bar import Key, KeyBar
from tui.widgets.reader import Passage, Reader
from tui.widgets.rows import RowList

TALL_FROM = 32
"""Rows from which letters stand apart."""
WIDTH, EDGES = 84, 2 + 4 + 1
"""Columns of the sheet; those that border, padding and scroll bar take of it."""

READS, BACK, ANOTHER = "Read the letter", "Another letter", "Write another"


def _sends(letter: LateLetter) -> str:
    return f"Send it, for {pages.price(letter)}"


class LettersScreen(LaidOver[None]):
    """The letters that may still be written, over whatever phase is being played."""

    CSS_PATH = "letters.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("enter", "confirm", show=False),
        Binding("w", "close", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
    ]

    def __init__(self, session: Session, perform: Callable[[AnyAction], Awaitable[bool]]) -> None:
        super().__init__()
        self._session, self._perform = session, perform
        self.reading: str | None = None
        """The letter that is open; None while the list is shown."""
        self.told = ""
        """What the last letter brought beside its answer."""

    def compose(self) -> ComposeResult:
        self.note = Static(Content(""), id="note")
        self.topics = RowList(id="topics")
        self.text = Static(Content(""))
        self.letter = VerticalScroll(self.text, id="letter", can_focus=False)
        self.answer = Reader(reading=True, id="answer")
        self.buttons = Buttons(id="buttons")
        with Vertical(id="letters") as self.sheet:
            yield self.note
            yield self.topics
            yield self.letter
            yield self.answer
            yield self.buttons

    def on_mount(self) -> None:
        self.repaint()

    def on_resize(self, event: Resize) -> None:
        self.repaint()

    # --- painting ------------------------------------------------------------------------

    @property
    def sent(self) -> bool:
        """Whether the letter that is open has gone out."""
        return self.reading is not None and self._session.state.shared.has_asked(self.reading)

    @property
    def _letter(self) -> LateLetter | None:
        return self._session.mission.late_by_id.get(self.reading or "")

    def repaint(self) -> None:
        """Paints the list, the letter or its answer."""
        if not self.is_mounted:
            return
        letter = self._letter
        self.topics.display = letter is None
        self.letter.display = letter is not None and not self.sent
        self.answer.display = letter is not None and self.sent
        if letter is None:
            self._show_list()
        elif self.sent:
            self._show_answer(letter)
        else:
            self._show_letter(letter)
        focus = self.topics if letter is None else self.answer if self.sent else None
        self.set_focus(focus)
        self.tell_keys()

    def bar_keys(self) -> tuple[Key, ...]:
        letter = self._letter
        if letter is None:
            return (Key("↑↓", "Choose", "-"), Key("Enter", READS, "enter"), CLOSE)
        if self.sent:
            pin = (Key("↑↓", "Passage", "-"), Key("p", "Pin"))
            return (*pin, Key("Enter", ANOTHER, "enter"), CLOSE)
        send = Key("Enter", _sends(letter), "enter")
        return (READ, send, Key("Esc", BACK, "escape"))

    def _show_list(self) -> None:
        mission, state = self._session.mission, self._session.state
        shown = pages.listed(mission, state.shared, offered(mission, state.shared))
        gap = int(self.app.size.height >= TALL_FROM)
        rows = [pages.row(mission, state.shared, one, self._room, gap) for one in shown]
        self.topics.show(tuple(rows))
        if self.topics.cursor_id is None and shown:
            self.topics.put_cursor(shown[0].id)
        self._note(pages.standing(mission, state.shared))
        self._entitle("Write once more", "↑↓ choose")
        self.buttons.offer(READS, "Close")

    def _show_letter(self, letter: LateLetter) -> None:
        mission, shared = self._session.mission, self._session.state.shared
        self.text.update(pages.draft(mission, letter))
        self.letter.scroll_home(animate=False)
        self._note(pages.standing(mission, shared))
        self._entitle(letter.label, "not sent yet")
        self.buttons.offer(_sends(letter), BACK)

    def _show_answer(self, letter: LateLetter) -> None:
        shared = self._session.state.shared
        pinned = frozenset(Passage(pin.source, pin.quote) for pin in shared.pins)
        self.answer.show(pages.thread(self._session.mission, shared, letter.id), pinned)
        self._note(self.told)
        self._entitle(letter.label, "↑↓ passage · p pins it")
        self.call_after_refresh(self.answer.turn_to_answers)
        self.buttons.offer(ANOTHER, "Close")

    def _note(self, text: str) -> None:
        """Wrapped by hand, so that its height is known before its width is."""
        lines = textwrap.wrap(one_line(text), self._room)
        self.note.display = bool(lines)
        self.note.update(Content("\n".join(lines)))

    @property
    def _room(self) -> int:
        """Columns inside the sheet."""
        return min(WIDTH, self.app.size.width) - EDGES

    def _entitle(self, title: str, below: str) -> None:
        self.sheet.border_title = Content(one_line(title))
        self.sheet.border_subtitle = Content(below)

    # --- keys and mouse ------------------------------------------------------------------

    @on(RowList.Chosen, "#topics")
    def _open(self, event: RowList.Chosen) -> None:
        self.reading, self.told = event.id, ""
        self.repaint()

    async def action_confirm(self) -> None:
        """Sends the letter that is open; after its answer, goes back to the list."""
        letter = self._letter
        if letter is None:
            return
        if self.sent:
            self._to_list()
        else:
            self._send(letter)

    @on(Reader.PinWanted)
    @work(group="act")
    async def _pin(self, event: Reader.PinWanted) -> None:
        pins = self._session.state.shared.pins
        held = next((p for p in pins if event.passage.holds(p.source, p.quote)), None)
        pin = Pin(source=event.passage.source, quote=event.passage.quote)
        await self._act(Unpin(pin=held.id) if held else pin)

    @work(group="act")
    async def _send(self, letter: LateLetter) -> None:
        await self._act(AskLate(question=letter.id))

    async def _act(self, action: AnyAction) -> None:
        """Takes a step, and keeps what it brought for the note."""
        state = self._session.state
        facts, changes = len(state.shared.facts), len(state.shared.changes)
        done = await self._perform(action)
        state, mission = self._session.state, self._session.mission
        if not self.is_mounted:
            return
        if done:
            new = state.shared.facts[facts:]
            told = [f"Now you know: {mission.fact_by_id[f.fact].says}" for f in new]
            for change in state.shared.changes[changes:]:
                phase = mission.phase_by_id[change.phase]
                says = next(c.says for c in getattr(phase, "changes", ()) if c.id == change.change)
                told.append(f"On the grid: {says}")
            self.told = "  ".join(told)
        elif not may_ask(mission, state):
            self.dismiss()
            return
        self.repaint()

    def _to_list(self) -> None:
        self.reading, self.told = None, ""
        self.repaint()

    def action_back(self) -> None:
        """From a letter to the list; from the list or an answer, back to the phase."""
        if self.reading is not None and not self.sent:
            self._to_list()
        else:
            self.dismiss()

    def action_close(self) -> None:
        """Back to the phase."""
        self.dismiss()

    def action_turn(self, by: int) -> None:
        """Scrolls the letter by a page."""
        (self.letter.scroll_page_down if by > 0 else self.letter.scroll_page_up)(animate=False)

    def action_scroll(self, by: int) -> None:
        """Scrolls the letter by a line."""
        self.letter.scroll_relative(y=by, animate=False)

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)

    def on_click(self, event: Click) -> None:
        if event.widget is self:
            self.dismiss()
