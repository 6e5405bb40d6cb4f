"""The call: who is there, what is said, and what one may answer."""

from __future__ import annotations

import time
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from engine.actions import FinishPhase, GiveFloor, Interrupt, Pin, Say, StaySilent, Unpin
from engine.passages import plain
from tui.call.captions import last_speech
from tui.call.recording import address, has_recording, page
from tui.call.scene import Pending, pinnable
from tui.call.surface import Surface
from tui.call.tiles import Tile
from tui.screens.call_pace import PacedTalk
from tui.screens.copying import copied
from tui.widgets.reader import Passage, Reader
from tui.widgets.rows import RowList

INERT = 0.25
"""Seconds after the last word in which keys are taken to be meant for the talk."""


class CallScreen(PacedTalk):
    """The phase `video_call`."""

    CSS_PATH = "call.tcss"
    HELP: ClassVar[str] = (
        "The call waits for you: nothing moves until you do. Choose what to say and confirm it "
        "with Enter. f gives the floor to somebody, s lets a silence sit, i cuts in where "
        "somebody is in mid-sentence, p pins the line on show. While they talk, Space finishes "
        "the line, Enter goes to the next and End to the answers; a full stop pauses, + and - make "
        "lines come faster and slower. t opens the whole transcript, where any line can be "
        "pinned, and copied by y; = opens the notebook, and c shows what a recording has. "
        "Everything can be clicked: answers, keys, and a tile to give its owner the floor. Only "
        "with timed play, which is off unless you set it, does an exchange end by itself, in a "
        "silence."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", show=False),
        Binding("escape", "back", show=False),
        Binding("space", "finish_line", show=False, priority=True),
        Binding("down,right", "ahead(1)", show=False),
        Binding("up,left", "ahead(-1)", show=False),
        Binding("f", "floor", show=False),
        Binding("s", "silence", show=False),
        Binding("i", "interrupt", show=False),
        Binding("p", "pin", show=False),
        Binding("t", "transcript", show=False),
        Binding("c", "recording", show=False),
        Binding("y", "copy", show=False),
        Binding("equals_sign", "notebook", show=False),
        *[Binding(str(n), f"pick({n - 1})", show=False) for n in range(1, 10)],
    ]

    # --- moves ---------------------------------------------------------------------------

    def action_ahead(self, by: int) -> None:
        """The next line while they talk; another sentence while one is being pinned."""
        if self.pending is Pending.PIN:
            self.passage += by
            self._paint()
        elif by > 0:
            self._next_line()

    def _pend(self, move: Pending | None) -> None:
        self.pending = move
        self.waited, self.passage = 0.0, 0
        self.options.put_cursor(None)
        self._paint()
        self.refresh_keys()
        self.options.focus()

    @property
    def may_move(self) -> bool:
        """Whether the call waits for the player."""
        return self.exchange is not None and not self.speaking and not self.reading

    def action_floor(self) -> None:
        """Lets the player pick who speaks next."""
        if self.may_move:
            self._pend(Pending.FLOOR)

    def action_silence(self) -> None:
        """Begins a silence; it is kept once the last dot stands, or with Enter."""
        if self.may_move:
            self._pend(Pending.SILENCE)

    def action_interrupt(self) -> None:
        """Asks for confirmation of cutting in."""
        if self.may_move and self.exchange and self.exchange.interrupt:
            self._pend(Pending.INTERRUPT)

    def action_pick(self, index: int) -> None:
        """Puts the cursor on an answer, or on a person while the floor is given."""
        if time.monotonic() - self.since >= INERT and self.may_move and not self.options.asleep:
            self.options.take(index)
            self.options.focus()

    def action_confirm(self) -> None:
        """Goes on: the next line, the move that waits, or out of a call that is over."""
        if self.reading:
            return
        if self.pending is Pending.PIN:
            self._pin_lit()
        elif self.speaking:
            self._next_line()
        elif self.exchange is None:
            if not self.animated or time.monotonic() - self.since >= INERT:
                self._send(FinishPhase())
        elif self.pending is Pending.SILENCE:
            self._send(StaySilent())
        elif self.pending is Pending.INTERRUPT:
            self._send(Interrupt())
        elif self.may_move and self.options.cursor_id is None:
            self.ask_to_choose()

    def action_back(self) -> None:
        """Out of the transcript, out of a move that waits, or to the board."""
        if self.reading:
            self.page.stop_pinning()
            self.remove_class("-reading")
            self.options.focus()
            self._paint()
            self.refresh_keys()
        elif self.pending:
            self._pend(None)
        else:
            self.leave_if_told()

    @on(RowList.Moved, "#options")
    def _moved(self) -> None:
        if self.pending is Pending.FLOOR:
            self.view.tiles.show(self.scene().faces(), self.options.cursor_id)
        self.refresh_keys()

    @on(RowList.Chosen, "#options")
    def _choose(self, event: RowList.Chosen) -> None:
        if self.may_move and not self.options.asleep:
            giving = self.pending is Pending.FLOOR
            self._send(GiveFloor(person=event.id) if giving else Say(option=event.id))

    @on(Tile.Pressed)
    def _tile_pressed(self, event: Tile.Pressed) -> None:
        if not self.may_move:
            self._next_line()
            return
        if self.pending is Pending.FLOOR and self.options.cursor_id == event.person:
            self._send(GiveFloor(person=event.person))
            return
        if self.pending is not Pending.FLOOR:
            self._pend(Pending.FLOOR)
        self.options.take(self.call.participants.index(event.person))

    @on(Surface.Pressed)
    def _surface_pressed(self, event: Surface.Pressed) -> None:
        match event.surface.id:
            case "caption":
                self.action_finish_line()
            case "transcript":
                self.action_transcript()
            case "pinned":
                self.action_notebook()

    # --- pins and the transcript ---------------------------------------------------------

    def action_pin(self) -> None:
        """Pins the line on show; asks which sentence where it has several."""
        if self.reading:
            self.page.action_take()
            return
        if self.pending not in (None, Pending.PIN) or not pinnable(self.pace.heard):
            return
        if self.pace.typing:
            self.action_finish_line()
        if self.pending is Pending.PIN or len(pinnable(self.pace.heard)) == 1:
            self._pin_lit()
        else:
            self._pend(Pending.PIN)

    def _pin_lit(self) -> None:
        turn, spans = last_speech(self.pace.heard), pinnable(self.pace.heard)
        if turn is not None:
            span = spans[self.passage % len(spans)]
            self._pend(None)
            self._keep(Passage(turn.ref, turn.say[span.start : span.end]))

    @on(Reader.PinWanted)
    def _pin_wanted(self, event: Reader.PinWanted) -> None:
        self._keep(event.passage)

    @work(group="act")
    async def _keep(self, passage: Passage) -> None:
        """Pins a passage, or takes it off where it is pinned."""
        pins = self.session.state.shared.pins
        held = next((p for p in pins if Passage(p.source, p.quote) == passage), None)
        action = Unpin(pin=held.id) if held else Pin(source=passage.source, quote=passage.quote)
        known = len(self.session.state.shared.facts)
        if await self.perform_now(action) and len(self.session.state.shared.facts) == known:
            if held:
                self.status.say(f"{held.id} is no longer pinned.")
            else:
                name = self.session.state.shared.pins[-1].id
                self.status.say(f"Pinned as {name}.", "k opens the notebook.")

    def action_copy(self) -> None:
        """Copies the passage of the transcript under the cursor."""
        if self.reading and self.page.passage:
            self.status.say(*copied(self, plain(self.page.passage.quote)))

    def action_transcript(self) -> None:
        """Opens everything said so far, with a cursor to pin from."""
        if self.pending or self.reading:
            return
        self.add_class("-reading")
        self._show_page()
        self.page.focus()
        self.call_after_refresh(self._cursor_to_end)

    @work(group="sheet")
    async def action_recording(self) -> None:
        """Shows the captions of the recording, and copies its address where that is wanted."""
        from tui.screens.help import Question

        if self.reading or not has_recording(self.call):
            return
        where = address(self.call)
        sheet = Question("The recording", page(self.call), "Copy the address" * bool(where), "Back")
        if await self.app.push_screen_wait(sheet):
            self.app.copy_to_clipboard(where)
            self.status.say("The address is on the clipboard,", "where the terminal allows it.")

    def _cursor_to_end(self) -> None:
        passages = self.page.all_passages
        if passages:
            self.page.put_cursor(passages[-1])
        self.refresh_keys()

    @on(Reader.CursorMoved)
    def _cursor_moved(self) -> None:
        self.refresh_keys()
