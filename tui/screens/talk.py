"""A call as it is heard: words come, answers after them, and time that stands still if asked."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import cast

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.timer import Timer

from engine.actions import AnyAction, StaySilent
from engine.dialogue import Exchange
from engine.events import AnyEvent, FactFound
from engine.glossary import Term
from engine.phase_config import VideoCall
from engine.phases import CallState
from engine.phases.nodes import asleep, offered
from tui.call.keys import keys_of
from tui.call.pace import DOT_AFTER, DOTS, Pace
from tui.call.page import documents
from tui.call.recording import captions, has_recording
from tui.call.scene import Pending, Scene, answers_the_move
from tui.call.story import Story, story
from tui.call.surface import Answers
from tui.call.view import CallView
from tui.screens.phase_screen import PhaseScreen
from tui.settings import PACES
from tui.spoken_words import in_plain_words
from tui.widgets.key_bar import Key
from tui.widgets.reader import Passage, Reader

TICK = 0.05
TALL_FROM = 34
"""Rows from which there is room for tall tiles and answers set apart."""


class TalkScreen(PhaseScreen):
    """What a call shows, and how fast; the moves are its subclass's."""

    @dataclass
    class PaceTurned(Message):
        """The player wants lines faster or slower."""

        pace: str

    VERTICAL_BREAKPOINTS = [
        (0, "-low"),
        (TALL_FROM, "-high"),
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
        return self.app.animation_level != "none" and self.settings.pace != PACES[-1]

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
            asleep=asleep(self.session.mission, exchange, shared) if exchange else "",
            may_interrupt=bool(exchange and exchange.interrupt),
            over=self.own.ended,
            early=self.own.early,
            pending=self.pending,
            dots=min(DOTS, int(self.waited / DOT_AFTER)) if self.animated else DOTS,
            passage=self.passage,
            minute=shared.minute,
            paused=pace.paused and pace.speaking,
        )

    # --- coming and painting -------------------------------------------------------------

    def on_mount(self) -> None:
        self.timer = self.set_interval(TICK, self._tick)
        self.set_class(self.narrow, "-narrow")  # the breakpoints come after the first painting
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
        self.repaint_header(events)
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

    def _show_page(self) -> None:
        pins = self.session.state.shared.pins
        pinned = frozenset(Passage(pin.source, pin.quote) for pin in pins)
        told = documents(self.session.mission, self.pace.heard, captions(self.call))
        self.page.show(told, pinned)
        self.page.border_title = Content("Transcript")
        self.page.border_subtitle = Content("Enter pins the lit passage")

    def keys(self) -> tuple[Key, ...]:
        chosen = self.options.cursor_id is not None
        recorded = has_recording(self.call)
        found = keys_of(
            self.scene(), self.leave_key, self.reading, recorded=recorded, chosen=chosen
        )
        return found if self.reading or self.speaking else self.with_letters(found, 1)

    def explained(self) -> tuple[Term, ...]:
        """The terms in what is on the screen: the last lines, or all where all is open."""
        scene = self.scene()
        heard = scene.heard if self.reading else scene.heard[scene.beat_start :]
        answers = () if self.reading else scene.options
        texts = (*(turn.say for turn in heard), *(option.say for option in answers))
        return in_plain_words(self.session.mission, texts)

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

    def _next_line(self) -> None:
        if self.speaking and not self.reading:
            at, frame = self.pace.at, self.pace.frame
            self.pace.next()
            self._follow(at, frame)

    def _send(self, action: AnyAction) -> None:
        self.pending = None
        self.options.put_cursor(None)
        self.perform(action)
