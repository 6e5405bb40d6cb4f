"""The call: who is there, what is said, and what one may answer."""

from __future__ import annotations

import time
from typing import ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.timer import Timer

from engine.actions import AnyAction, FinishPhase, GiveFloor, Interrupt, Pin, Say, StaySilent, Unpin
from engine.dialogue import Exchange
from engine.events import AnyEvent, FactFound
from engine.phase_config import VideoCall
from engine.phases import CallState
from engine.phases.nodes import offered
from tui.call.captions import last_speech
from tui.call.keys import keys_of
from tui.call.pace import DOT_AFTER, DOTS, Pace
from tui.call.page import documents
from tui.call.scene import Pending, Scene, answers_the_move, pinnable
from tui.call.story import Story, story
from tui.call.surface import Answers, Surface
from tui.call.tiles import Tile
from tui.call.view import CallView
from tui.screens.phase_screen import PhaseScreen, trust_moved
from tui.widgets.key_bar import Key
from tui.widgets.reader import Passage, Reader
from tui.widgets.rows import RowList

TICK = 0.05
INERT = 0.25
"""Seconds for which digits do nothing after answers appear: they were meant for the talk."""
TALL_FROM = 34
"""Rows from which there is room for tall tiles and answers set apart."""


class CallScreen(PhaseScreen):
    """The phase `video_call`."""

    CSS_PATH = "call.tcss"
    VERTICAL_BREAKPOINTS = [
        (0, "-low"),
        (TALL_FROM, "-high"),
    ]
    HELP: ClassVar[str] = (
        "The call waits for you: nothing moves until you do. Choose what to say and confirm it "
        "with Enter. f gives the floor to somebody, s lets a silence sit, i cuts in where "
        "somebody is in mid-sentence, p pins the line on show. While they talk, Space finishes "
        "the line and Enter goes to the next. t opens the whole transcript, where any line can "
        "be pinned; = opens the notebook. Everything can be clicked: answers, keys, and a tile "
        "to give its owner the floor."
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
        Binding("equals_sign", "notebook", show=False),
        *[Binding(str(n), f"pick({n - 1})", show=False) for n in range(1, 10)],
    ]

    def compose_body(self) -> ComposeResult:
        self.view = CallView(self.session.mission, self.call)
        self.page = Reader(id="transcript-page")
        self.page.add_class("pane")
        self.pace = Pace()
        self.told = Story()
        self.pending: Pending | None = None
        self.passage = 0
        self.waited = 0.0
        """Seconds of the silence that is being kept."""
        self.unheard: tuple[AnyEvent, ...] = ()
        """What the words being spoken bring; told when the last of them is said."""
        self.since = 0.0
        """When the answers came, by the monotonic clock."""
        self.shown_options: tuple[str, ...] = ()
        self.timer: Timer | None = None
        yield self.view
        yield self.page

    # --- what there is -------------------------------------------------------------------

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
    def options(self) -> Answers:
        """The list of answers, or of people while the floor is given."""
        return self.view.moves.answers

    @property
    def speaking(self) -> bool:
        """Whether a line is still to be spoken."""
        return self.pace.speaking

    @property
    def reading(self) -> bool:
        """Whether the whole transcript is open."""
        return self.has_class("-reading")

    @property
    def animated(self) -> bool:
        return self.app.animation_level != "none"

    def scene(self) -> Scene:
        """What is to be seen at this moment."""
        shared, pace, exchange = self.session.state.shared, self.pace, self.exchange
        answering = answers_the_move(self.told, pace)
        node = self.session.mission.exchange_by_id.get(self.told.last.node)
        asked = node if answering else exchange
        options = offered(asked, shared) if asked else ()
        if answering:
            options = tuple(o for o in options if o.id in self.shown_options)
        return Scene(
            mission=self.session.mission,
            config=self.call,
            told=self.told,
            heard=pace.heard,
            cut=pace.cut,
            frame=pace.frame,
            speaking=pace.speaking,
            answering=answering,
            pins=shared.pins,
            options=options,
            may_interrupt=bool(exchange and exchange.interrupt),
            over=self.own.ended,
            early=self.own.early,
            pending=self.pending,
            dots=min(DOTS, int(self.waited / DOT_AFTER)) if self.animated else DOTS,
            passage=self.passage,
            minute=shared.minute,
        )

    # --- coming and painting -------------------------------------------------------------

    def on_mount(self) -> None:
        self.timer = self.set_interval(TICK, self._tick)
        self._lay_out()
        super().on_mount()
        if len(self.told.beats) == 1 and self.animated and not self.own.ended:
            self.pace.begin(self.told.turns, 0)
            self._paint()
        self.options.focus()

    def on_resize(self, event: Resize) -> None:
        """Gives tiles and answers the shape that the new size has room for."""
        self._lay_out()
        self._paint()

    def _lay_out(self) -> None:
        width, height = self.app.size
        self.view.lay_out(width, not self.narrow, height >= TALL_FROM)

    def repaint(self, events: tuple[AnyEvent, ...]) -> None:
        """As everywhere, but what words bring is told once they are said."""
        self.show(events)
        if not self.speaking:
            self._tell(self.unheard or events)
        self.refresh_keys()

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        shared = self.session.state.shared
        self.told = story(self.session.mission, self.call, self.session.rows, shared)
        turns = self.told.turns
        if len(turns) != len(self.pace.turns):
            here = bool(events) and self.animated
            self.pace.begin(turns, len(turns) - len(self.told.last.turns) if here else len(turns))
            self.unheard = events
            self.pending = None
            self.since = time.monotonic()
        self._paint()

    def _tell(self, events: tuple[AnyEvent, ...]) -> None:
        """Header and status line, with what the last words brought."""
        self.unheard = ()
        self.header.show(self.session.state, trust_by=trust_moved(events))
        known = self.session.mission.fact_by_id
        facts = [known[event.fact].says for event in events if isinstance(event, FactFound)]
        if facts:
            self.status.say("Now you know:", "  ·  ".join(facts))

    def _paint(self) -> None:
        scene = self.scene()
        lit = self.options.cursor_id if self.pending is Pending.FLOOR else None
        self.view.show(scene, lit)
        self.view.show_moves(scene)
        if not scene.speaking and not scene.pending:
            self.shown_options = tuple(option.id for option in scene.options)
        if self.reading:
            self._show_page()

    # --- pacing --------------------------------------------------------------------------

    def _tick(self) -> None:
        if not self.animated or self.reading or self.app.screen is not self:
            return
        if self.pending is Pending.SILENCE:
            self._wait()
        elif self.speaking and self.pending is None:
            at, frame = self.pace.at, self.pace.frame
            if self.pace.tick(TICK):
                self._follow(at, frame)

    def _wait(self) -> None:
        dots = int(self.waited / DOT_AFTER)
        self.waited += TICK
        if self.waited >= DOT_AFTER * (DOTS + 1):
            self._send(StaySilent())
        elif int(self.waited / DOT_AFTER) != dots:
            self.view.show_caption(self.scene())

    def _follow(self, at: int, frame: int) -> None:
        """Paints what changed since the pace stood there: letters, a voice, or all."""
        if self.pace.at != at or not self.pace.typing:
            self._paint()
            if not self.speaking:
                self._heard_out()
        else:
            scene = self.scene()
            self.view.show_caption(scene)
            if self.pace.frame != frame:
                self.view.show_voice(scene)

    def _heard_out(self) -> None:
        """The last word is said: answers come, and what it brought is told."""
        self.since = time.monotonic()
        self._tell(self.unheard)
        self.refresh_keys()

    def action_finish_line(self) -> None:
        """Shows the rest of the line; where it stands whole, goes to the next."""
        if self.pending is Pending.SILENCE:
            self._send(StaySilent())
        elif self.speaking and not self.reading:
            at, frame = self.pace.at, self.pace.frame
            self.pace.finish_line()
            self._follow(at, frame)

    def action_ahead(self, by: int) -> None:
        """The next line while they talk; another sentence while one is being pinned."""
        if self.pending is Pending.PIN:
            self.passage += by
            self._paint()
        elif by > 0:
            self._next_line()

    def _next_line(self) -> None:
        if self.speaking and not self.reading:
            at, frame = self.pace.at, self.pace.frame
            self.pace.next()
            self._follow(at, frame)

    # --- moves ---------------------------------------------------------------------------

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
            self._send(FinishPhase())
        elif self.pending is Pending.SILENCE:
            self._send(StaySilent())
        elif self.pending is Pending.INTERRUPT:
            self._send(Interrupt())

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
            self.action_leave()

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

    def _send(self, action: AnyAction) -> None:
        self.pending = None
        self.options.put_cursor(None)
        self.perform(action)

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

    def action_transcript(self) -> None:
        """Opens everything said so far, with a cursor to pin from."""
        if self.pending or self.reading:
            return
        self.add_class("-reading")
        self._show_page()
        self.page.focus()
        self.call_after_refresh(self._cursor_to_end)

    def _cursor_to_end(self) -> None:
        passages = self.page.all_passages
        if passages:
            self.page.put_cursor(passages[-1])
        self.refresh_keys()

    def _show_page(self) -> None:
        pins = self.session.state.shared.pins
        pinned = frozenset(Passage(pin.source, pin.quote) for pin in pins)
        self.page.show(documents(self.session.mission, self.pace.heard), pinned)
        self.page.border_title = Content("Transcript")
        self.page.border_subtitle = Content("Enter pins the lit passage")

    @on(Reader.CursorMoved)
    def _cursor_moved(self) -> None:
        self.refresh_keys()

    def keys(self) -> tuple[Key, ...]:
        return keys_of(self.scene(), self.reading)
