"""The pace of a call: faster, slower, paused, skipped; and the seconds of timed play."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from engine.actions import AnyAction, StaySilent
from engine.events import AnyEvent
from tui.call.countdown import Countdown, seconds_for
from tui.call.pace import FASTER
from tui.call.scene import Pending, Scene
from tui.screens.talk import TalkScreen
from tui.settings import PACES

READING, QUICK, AT_ONCE = PACES
SAID = {
    READING: ("Lines come at reading pace.", "+ brings them faster."),
    QUICK: ("Lines come faster.", "+ once more shows them at once, - slows them down."),
    AT_ONCE: ("Lines stand there at once.", "- lets them come again."),
}


class PacedTalk(TalkScreen):
    """How fast lines come, by keys that are kept as settings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("full_stop", "pause", show=False),
        Binding("plus", "pace(1)", show=False),
        Binding("minus", "pace(-1)", show=False),
        Binding("end", "skip", show=False),
    ]
    clock: Callable[[], float] = staticmethod(time.monotonic)

    def compose_body(self) -> ComposeResult:
        yield from super().compose_body()
        self.countdown = Countdown(lambda: self.clock())

    def scene(self) -> Scene:
        """What is to be seen, with the seconds that are left."""
        return replace(super().scene(), left=self.countdown.left)

    def show(self, events: tuple[AnyEvent, ...]) -> None:
        self.pace.speed = FASTER if self.settings.pace == QUICK else 1.0
        super().show(events)

    # --- keys ----------------------------------------------------------------------------

    def action_pause(self) -> None:
        """Lets lines come by keys alone, or by themselves again."""
        if self.speaking and not self.reading and self.animated:
            at, frame = self.pace.at, self.pace.frame
            self.pace.pause()
            self._follow(at, frame)
            self.refresh_keys()

    def action_skip(self) -> None:
        """To the answers, past all that is still to be said."""
        if self.speaking and not self.reading:
            self.pace.finish()
            self._follow(-1, self.pace.frame)

    def action_pace(self, by: int) -> None:
        """Lets lines come faster or slower; kept for every call."""
        at = PACES.index(self.settings.pace) + by
        if self.reading or not 0 <= at < len(PACES):
            return
        pace = PACES[at]
        self.post_message(self.PaceTurned(pace))
        self.status.say(*SAID[pace])
        self.pace.paused = False
        self.pace.speed = FASTER if pace == QUICK else 1.0
        if pace == AT_ONCE:
            self.action_skip()
        self.refresh_keys()

    # --- timed play ----------------------------------------------------------------------

    def _tick(self) -> None:
        super()._tick()
        before = self.countdown.left
        self._count()
        if self.countdown.left != before:
            self.view.moves.show_left(self.countdown.left)

    def _send(self, action: AnyAction) -> None:
        self.countdown.spend()  # or time would run out on the next exchange while this is stored
        super()._send(action)

    def _count(self) -> None:
        """Counts while an exchange waits; what lies over the call or is read holds it."""
        exchange = self.exchange
        if exchange is None or self.speaking or not self.settings.timed:
            self.countdown.stop()
            return
        if self.countdown.exchange != exchange.id:
            scene = super().scene()
            heard = scene.heard[scene.beat_start :]
            self.countdown.begin(exchange.id, seconds_for(heard, scene.options))
        covered = self.reading or self.app.screen is not self
        if self.countdown.tick(held=covered or self.pending is Pending.SILENCE):
            self._send(StaySilent())
