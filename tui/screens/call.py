"""The call: who is there, what is said, and what one may answer."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.timer import Timer
from textual.widgets import Static

from engine.actions import (
    AnyAction,
    FinishPhase,
    GiveFloor,
    Interrupt,
    Pin,
    Say,
    StaySilent,
    Unpin,
)
from engine.dialogue import Exchange
from engine.events import AnyEvent, FactFound, LinePlayed, Said
from engine.phase_config import VideoCall
from engine.phases import CallState
from engine.phases.nodes import offered
from tui.call import paint
from tui.inbox.paint import option_rows
from tui.people import hue
from tui.screens.phase_screen import PhaseScreen
from tui.widgets.key_bar import Key
from tui.widgets.reader import Document, Passage, Reader
from tui.widgets.rows import Row, RowList

LETTERS_PER_TICK, TICK = 2, 0.05
"""40 characters a second (SCREENS, pacing)."""
FLOOR, SILENCE, INTERRUPT = "floor", "silence", "interrupt"


class Tile(Static):
    """One participant."""

    ALLOW_SELECT = False


class CallScreen(PhaseScreen):
    """The phase `video_call`."""

    CSS_PATH = "call.tcss"
    HELP: ClassVar[str] = (
        "The call waits for you: nothing moves until you do. Choose what to say and confirm it "
        "with Enter. You may give the floor to somebody who has not been heard, let a silence "
        "sit, or cut in where somebody is in mid-sentence. Space finishes the line being "
        "spoken. t opens the whole transcript, where any line can be pinned."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", show=False),
        Binding("escape", "back", show=False),
        Binding("space", "finish_line", show=False, priority=True),
        Binding("f", "floor", show=False),
        Binding("s", "silence", show=False),
        Binding("i", "interrupt", show=False),
        Binding("p", "pin", show=False),
        Binding("t", "transcript", show=False),
        *[Binding(str(n), f"pick({n - 1})", show=False) for n in range(1, 10)],
    ]

    def compose_body(self) -> ComposeResult:
        self.tiles = {
            person: Tile(Content(""), classes="tile") for person in self.call.participants
        }
        self.caption_text = Static(Content(""))
        self.caption = VerticalScroll(self.caption_text, id="caption", classes="pane")
        self.options = RowList(cursor_style="bold on $lamp", id="options")
        self.side = Static(Content(""), id="side")
        self.transcript_text = Static(Content(""))
        self.transcript = VerticalScroll(self.transcript_text, id="transcript", classes="pane")
        self.air = Static(Content(""), id="air", classes="pane")
        self.pinned = Static(Content(""), id="pinned", classes="pane")
        self.page = Reader(id="transcript-page")
        self.page.add_class("pane")
        self.pending: str | None = None
        """What waits for Enter: `silence`, `interrupt`, or `floor` while a person is picked."""
        self.spoken = 0
        """Turns shown whole; the next one is being spoken."""
        self.letters = 0
        self.timer: Timer | None = None
        self.wave = 0
        with Vertical(id="left"):
            yield Horizontal(*self.tiles.values(), id="tiles")
            yield self.caption
            with Vertical(id="moves", classes="pane") as self.moves:
                yield self.options
                yield self.side
        with Vertical(id="right"):
            yield self.transcript
            yield self.air
            yield self.pinned
        yield self.page

    @property
    def call(self) -> VideoCall:
        return cast(VideoCall, self.config)

    @property
    def own(self) -> CallState:
        return cast(CallState, self.session.state.phases[self.index])

    @property
    def exchange(self) -> Exchange | None:
        """The exchange that waits for a move."""
        return self.session.mission.exchange_by_id.get(self.own.exchange or "")

    @property
    def turns(self) -> tuple[paint.Turn, ...]:
        return paint.turns(self.session.mission, self.call, self.session.state.shared)

    @property
    def speaking(self) -> bool:
        """Whether a line is still being spoken."""
        return self.spoken < len(self.turns)

    @property
    def animated(self) -> bool:
        return self.app.animation_level != "none"

    def on_mount(self) -> None:
        self.spoken = 0 if not self.own.passed[1:] and not self._chosen_here() else len(self.turns)
        super().on_mount()
        self.timer = self.set_interval(TICK, self._tick, pause=not self.animated)
        if not self.animated:
            self.action_finish_line()
        self.options.focus()

    def _chosen_here(self) -> bool:
        return any(choice.phase == self.call.id for choice in self.session.state.shared.choices)

    # --- pacing --------------------------------------------------------------------------

    def _tick(self) -> None:
        if not self.speaking:
            return
        turn = self.turns[self.spoken]
        if turn.who in ("narrator", "you"):
            self._next_turn()
            return
        self.letters += LETTERS_PER_TICK
        self.wave += 1
        if self.letters >= len(turn.say) + 12:
            self._next_turn()
        else:
            self._show_talk()

    def _next_turn(self) -> None:
        self.spoken += 1
        self.letters = 0
        self._show_talk()
        if not self.speaking:
            self._show_moves()
            self.refresh_keys()

    def action_finish_line(self) -> None:
        """Shows everything that was said, at once."""
        if self.speaking:
            self.spoken = len(self.turns)
            self.letters = 0
            self._show_talk()
            self._show_moves()
            self.refresh_keys()

    # --- painting ------------------------------------------------------------------------

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        if events and any(isinstance(e, LinePlayed | Said) for e in events) and self.animated:
            new = sum(isinstance(e, LinePlayed | Said) for e in events)
            self.spoken = len(self.turns) - new
            self.letters = 0
        elif events or not self.animated:
            self.spoken = len(self.turns)
        self._show_talk()
        self._show_moves()
        self._show_right()
        for event in events:
            if isinstance(event, FactFound):
                fact = self.session.mission.fact_by_id[event.fact]
                self.status.say("Now you know:", fact.says)

    def _heard(self) -> tuple[paint.Turn, ...]:
        """The turns shown so far, the one being spoken included."""
        return self.turns[: self.spoken + (1 if self.speaking else 0)]

    def _show_talk(self) -> None:
        self._show_tiles()
        self._show_caption()
        self._show_transcript()

    def _show_tiles(self) -> None:
        mission, shared = self.session.mission, self.session.state.shared
        heard = self._heard()
        for number, (person, tile) in enumerate(self.tiles.items(), start=1):
            width = max(8, tile.content_size.width or 18)
            word, style = paint.tile_state(heard, person)
            speaking = paint.speaker(heard) == person
            if self.pending == FLOOR:
                word, style = f"{number} {mission.name(person)}", "bold $primary"
            tile.border_title = Content.styled(word, style)
            count = paint.spoken_count(heard, person)
            lines = "no line" if count == 0 else "1 line" if count == 1 else f"{count} lines"
            tile.border_subtitle = Content(lines)
            tile.set_class(speaking and self.pending != FLOOR, "-speaking")
            tile.set_class(self.pending == FLOOR, "-pick")
            if self.narrow:
                tile.update(paint.flat_tile(mission, self.call, shared, person, width))
            else:
                tile.update(paint.tall_tile(mission, self.call, shared, person, width, self.wave))

    def _show_caption(self) -> None:
        mission = self.session.mission
        heard = self._heard()
        rows: list[Content] = []
        for number, turn in enumerate(heard[-8:], start=max(0, len(heard) - 8)):
            cut = self.letters if self.speaking and number == self.spoken else None
            text = paint.caption(mission, turn, cut)
            if turn.who == "narrator":
                rows.append(text)
            else:
                name = "You" if turn.who == "you" else mission.name(turn.who)
                colour = "$primary" if turn.who == "you" else hue(mission, turn.who)
                latest = number == len(heard) - 1
                body = text if latest else Content.styled(text.plain, "$foreground 70%")
                rows.append(Content.assemble((f"{name:<10}", colour), body))
            if not self.narrow:
                rows.append(Content(""))
        self.caption_text.update(Content("\n").join(rows))
        who = paint.speaker(heard)
        title = "You" if who == "you" else mission.name(who) if who else ""
        self.caption.border_title = Content.styled(
            title, "$primary" if who == "you" else hue(mission, who or "")
        )
        self.caption.border_subtitle = Content(self.call.note)
        self.caption.call_after_refresh(self.caption.scroll_end, animate=False)

    def _show_transcript(self) -> None:
        rows: list[Content] = []
        for turn in self.turns[: self.spoken]:
            if turn.who == "narrator":
                rows.append(Content.styled(turn.say, "italic $foreground 62%"))
            else:
                rows.append(paint.heading(self.session.mission, turn))
                rows.append(Content.styled(turn.say, "$foreground 75%"))
            rows.append(Content(""))
        self.transcript_text.update(Content("\n").join(rows))
        self.transcript.border_title = Content("Transcript")
        self.transcript.border_subtitle = Content("t opens it all")
        self.transcript.call_after_refresh(self.transcript.scroll_end, animate=False)
        width = max(16, self.air.content_size.width or 34)
        shared = self.session.state.shared
        self.air.update(paint.air_time(self.session.mission, self.call, shared, width))
        self.air.border_title = Content("Air time")
        self.air.border_subtitle = Content("lines spoken")

    def _show_right(self) -> None:
        pins = self.session.state.shared.pins
        rows = [
            Content.assemble((f"{pin.id} ", "bold $primary"), " ".join(pin.quote.split())).truncate(
                34, ellipsis=True
            )
            for pin in pins[-6:]
        ]
        empty = Content.styled("Nothing pinned yet.", "$foreground 62%")
        self.pinned.update(Content("\n").join(rows) if rows else empty)
        self.pinned.border_title = Content("Pinned")
        self.pinned.border_subtitle = Content(f"{len(pins)}, k compares" if pins else "")
        if self.has_class("-reading"):
            self._show_page()

    def _show_moves(self) -> None:
        self.moves.border_title = Content("What do you say?")
        self.moves.border_subtitle = Content("nothing moves until you do")
        exchange = self.exchange
        if self.speaking:
            self.options.show(())
            self.side.update(
                Content.assemble(("Space", "bold $accent"), (" finishes the line", "$mute"))
            )
        elif exchange is None:
            self.options.show(())
            self.moves.border_title = Content("The call is over")
            self.side.update(Content.assemble(("Enter", "bold $accent"), " leaves the call."))
        elif self.pending == FLOOR:
            rows = tuple(
                Row(
                    person,
                    (Content.assemble((f"{n} ", "bold $accent"), self._floor_label(person)),),
                    gap=0,
                )
                for n, person in enumerate(self.call.participants, start=1)
            )
            self.moves.border_title = Content("Who has the floor?")
            self.options.show(rows)
            self.side.update(self._confirm("gives the floor"))
        elif self.pending in (SILENCE, INTERRUPT):
            self.options.show(())
            word = "lets it sit" if self.pending == SILENCE else "cuts in"
            self.side.update(self._confirm(word))
        else:
            self._show_options(exchange)

    def _floor_label(self, person: str) -> str:
        return self.session.mission.person_by_id[person].name

    def _confirm(self, word: str) -> Content:
        return Content.assemble(
            (" Enter ", "bold $background on $accent"),
            (f" {word}", "bold"),
            ("      Esc", "bold $accent"),
            " Back",
        )

    def _show_options(self, exchange: Exchange) -> None:
        options = offered(exchange, self.session.state.shared)
        labels = tuple((option.id, f"“{option.say}”") for option in options)
        cursor = self.options.cursor_id
        self.options.show(option_rows(labels, spacious=not self.narrow))
        if cursor not in {option.id for option in options}:
            self.options.put_cursor(None)
        parts: list[str | tuple[str, str]] = []
        sides = [("f", "Give the floor"), ("s", "Let it sit")]
        if exchange.interrupt:
            sides.append(("i", "Interrupt"))
        for key, label in [*sides, ("p", "Pin this line")]:
            parts += [(f" {key} ", "bold $accent on $lamp"), f" {label}   "]
        self.side.update(Content.assemble(*parts))

    def keys(self) -> tuple[Key, ...]:
        help_key = Key("?", "Help", "question_mark")
        if self.has_class("-reading"):
            return (
                Key("↑↓", "Choose a line", "-"),
                Key("Enter", "Pin it", "enter"),
                Key("Esc", "Back to the call", "escape"),
                help_key,
            )
        if self.speaking:
            return (Key("Space", "Finish the line", "space"), Key("t", "Transcript"), help_key)
        if self.exchange is None:
            return (Key("Enter", "Leave the call", "enter"), Key("t", "Transcript"), help_key)
        if self.pending:
            return (Key("Enter", "Confirm", "enter"), Key("Esc", "Back", "escape"), help_key)
        keys = [
            Key("1-4", "Choose", "-"),
            Key("Enter", "Say", "enter"),
            Key("f", "Floor"),
            Key("s", "Let it sit"),
            Key("p", "Pin"),
            Key("t", "Transcript"),
            Key("k", "Notebook"),
            Key("Esc", "Board", "escape"),
        ]
        return (*keys, help_key)

    # --- acting --------------------------------------------------------------------------

    def _pend(self, move: str | None) -> None:
        self.pending = move
        self.options.put_cursor(None)
        self._show_tiles()
        self._show_moves()
        self.refresh_keys()
        self.options.focus()

    def _may_move(self) -> bool:
        return self.exchange is not None and not self.speaking and not self.has_class("-reading")

    def action_floor(self) -> None:
        """Lets the player pick who speaks next."""
        if self._may_move():
            self._pend(FLOOR)

    def action_silence(self) -> None:
        """Asks for confirmation of a silence."""
        if self._may_move():
            self._pend(SILENCE)

    def action_interrupt(self) -> None:
        """Asks for confirmation of cutting in."""
        if self._may_move() and self.exchange and self.exchange.interrupt:
            self._pend(INTERRUPT)

    def action_pick(self, index: int) -> None:
        """Puts the cursor on an option, or on a person while the floor is given."""
        if self._may_move() and self.pending in (None, FLOOR):
            self.options.take(index)
            self.options.focus()

    def action_back(self) -> None:
        """Out of the transcript, out of a pending move, or to the board."""
        if self.has_class("-reading"):
            self.page.stop_pinning()
            self.remove_class("-reading")
            self.options.focus()
            self.refresh_keys()
        elif self.pending:
            self._pend(None)
        else:
            self.action_leave()

    @on(RowList.Moved, "#options")
    @on(Reader.CursorMoved)
    def _keys_changed(self) -> None:
        self.refresh_keys()

    @on(RowList.Chosen, "#options")
    def _choose(self, event: RowList.Chosen) -> None:
        if self._may_move():
            action = GiveFloor(person=event.id) if self.pending == FLOOR else Say(option=event.id)
            self._send(action)

    def action_confirm(self) -> None:
        """Confirms a pending move, or leaves a call that is over."""
        if self.speaking:
            self.action_finish_line()
        elif self.exchange is None:
            self._send(FinishPhase())
        elif self.pending == SILENCE:
            self._send(StaySilent())
        elif self.pending == INTERRUPT:
            self._send(Interrupt())

    def _send(self, action: AnyAction) -> None:
        self.pending = None
        self.options.put_cursor(None)
        self.perform(action)

    def on_click(self, event: Click) -> None:
        for person, tile in self.tiles.items():
            if event.widget is tile and self._may_move():
                if self.pending == FLOOR:
                    self._send(GiveFloor(person=person))
                else:
                    self._pend(FLOOR)
                    self.options.take(self.call.participants.index(person))

    def action_transcript(self) -> None:
        """Opens the whole transcript, with a cursor to pin from."""
        self.action_finish_line()
        self.add_class("-reading")
        self._show_page()
        self.page.focus()
        self.call_after_refresh(self._cursor_to_end)

    def action_pin(self) -> None:
        """Opens the transcript at the last line."""
        self.action_transcript()

    def _cursor_to_end(self) -> None:
        passages = self.page.all_passages
        if passages:
            self.page.put_cursor(passages[-1])
        self.refresh_keys()

    def _show_page(self) -> None:
        shared = self.session.state.shared
        pinned = frozenset(Passage(pin.source, pin.quote) for pin in shared.pins)
        documents = tuple(
            Document(
                turn.ref if turn.who != "narrator" else "",
                turn.say,
                (paint.heading(self.session.mission, turn),) if turn.who != "narrator" else (),
                style="$foreground" if turn.who != "narrator" else "italic $foreground 62%",
            )
            for turn in self.turns
        )
        self.page.show(documents, pinned)
        self.page.border_title = Content("Transcript")
        self.page.border_subtitle = Content("Enter pins the lit passage")

    @on(Reader.PinWanted)
    @work(group="act")
    async def _pin(self, event: Reader.PinWanted) -> None:
        pins = self.session.state.shared.pins
        held = next((p for p in pins if Passage(p.source, p.quote) == event.passage), None)
        pin = Pin(source=event.passage.source, quote=event.passage.quote)
        await self.perform_now(Unpin(pin=held.id) if held else pin)
