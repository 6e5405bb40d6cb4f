"""Who speaks in the feedback, how fast, and what the others are seen to do meanwhile."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.timer import Timer
from textual.widgets import Static

from tui.call.story import posture_after
from tui.feedback import paint
from tui.screens.feedback_looking import FeedbackLooking
from tui.settings import PACES
from tui.widgets.entries import EntryList

TILES = 4
"""People whose tiles fit beside the list; whoever speaks is always among them."""
TICK, LETTERS_PER_TICK, TICKS_PER_WAVE = 0.05, 2, 3
"""40 characters a second, and a voice that moves about seven times in it (SCREENS, pacing)."""


class Quote(EntryList):
    """What is being said; a click goes on."""

    def on_click(self, event: Click) -> None:
        event.stop()
        self.app.simulate_key("enter")


class FeedbackVoice(FeedbackLooking):
    """The line that is spoken, and the tiles above it."""

    list: EntryList
    quote: Quote
    tiles: dict[str, Static]
    letters: int | None
    """Characters spoken so far; None once the line is whole."""
    wave: int
    timer: Timer | None

    @property
    def speaking(self) -> bool:
        """Whether a line is still being spoken."""
        return self.letters is not None

    # --- the line that is spoken -----------------------------------------------------

    def begin_speaking(self) -> None:
        """Lets the present line come letter by letter, unless lines are to stand at once."""
        if self.timer is not None and self.settings.pace != PACES[-1]:
            self.letters = 0
            self.timer.resume()

    def tick(self) -> None:
        """Brings the next letters."""
        judged = self.present
        if self.letters is None or judged is None:
            self.end_speaking()
            return
        self.letters += LETTERS_PER_TICK * (1 + PACES.index(self.settings.pace))
        if self.letters >= paint.speech_of(judged).length:
            self.end_speaking()
            return
        self.quote.text.redraw()
        if self.letters % (LETTERS_PER_TICK * TICKS_PER_WAVE) == 0:
            self.wave += 1
            self._move_voice(judged.verdict.requirement.owner)

    def _move_voice(self, person: str) -> None:
        tile = self.tiles[person]
        if not self.narrow:
            room = tile.content_size.width
            tile.update(self._drawn(person, room, speaking=True), layout=False)

    def _drawn(self, person: str, room: int, *, speaking: bool) -> Content:
        mission, transcript = self.session.mission, self.session.state.shared.transcript
        played = [entry.ref for entry in transcript if entry.phase == self.config.id]
        posture = posture_after(mission, played, person)
        return paint.tile(
            mission, person, room, speaking=speaking, phase=self.wave, posture=posture
        )

    def end_speaking(self) -> None:
        """Has the present line stand whole."""
        if self.timer is not None:
            self.timer.pause()
        if self.letters is not None:
            self.letters = None
            self.quote.text.redraw()
            self.show_tiles(self.present)
            self.refresh_keys()

    # --- the people ------------------------------------------------------------------

    def show_tiles(self, judged: paint.Judged | None) -> None:
        """Paints everybody; `judged` is what is being answered, if anything."""
        if self.narrow:
            return
        mission, shared = self.session.mission, self.session.state.shared
        speaker = judged.verdict.requirement.owner if judged else self.asker
        shown = list(self.tiles)[:TILES]
        if speaker and speaker not in shown:
            shown[-1] = speaker
        room = (self.app.size.width - self.list.size.width) // max(1, len(shown)) - 4
        for person, tile in self.tiles.items():
            tile.display = person in shown
            if not tile.display:
                continue
            talks = person == speaker
            tile.set_class(talks, "-speaking")
            word = ("● speaking", "bold $accent") if talks else ("○ listens", "$mute")
            tile.border_title = Content.styled(*word)
            change = paint.trust_change(mission, shared, person)
            tile.border_subtitle = paint.trust_words(change, room - 1)
            tile.update(self._drawn(person, room, speaking=talks))
