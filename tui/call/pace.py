"""How far a call's words have come: typed letter by letter, then a while to read them."""

from __future__ import annotations

from collections.abc import Sequence

from tui.call.story import NARRATOR, YOU, Turn

LETTERS_A_SECOND = 40
NARRATOR_AFTER = 0.3
"""Seconds before a line of the narrator, which then stands whole."""
WAVE_FRAMES = 8
"""Frames a second of the speaker's waveform."""
OWN_WORDS, BEFORE_ANSWER = 0.8, 0.3
"""Seconds that the player's words stand, known already, and a move without words."""
DOTS, DOT_AFTER = 5, 0.6
"""A silence: so many dots, each after so many seconds."""


FASTER = 2.5
"""How many times faster lines come where the player wants them so."""


def reading_time(turn: Turn) -> float:
    """Seconds that a line stays before the next one, beside those it took to be typed."""
    if turn.who == YOU:
        return OWN_WORDS if turn.spoken else BEFORE_ANSWER
    return 0.7 + len(turn.say) / 50


class Pace:
    """Where the speaking stands; time comes in from outside, in seconds."""

    def __init__(self) -> None:
        self.turns: tuple[Turn, ...] = ()
        self.at = 0
        """The turn that is being spoken; as many as there are when all has been said."""
        self.letters = 0.0
        self.left = 0.0
        """Seconds that the present turn still stands, once it is whole."""
        self.clock = 0.0
        """Seconds of speech so far, which move the waveform."""
        self.speed = 1.0
        self.paused = False
        """Whether lines come by keys alone; then they come whole."""

    def begin(self, turns: Sequence[Turn], at: int) -> None:
        """Takes the call's turns; those from `at` on are still to be spoken."""
        self.turns = tuple(turns)
        self._go_to(min(at, len(self.turns)))

    @property
    def speaking(self) -> bool:
        """Whether anything is still to be said."""
        return self.at < len(self.turns)

    @property
    def typing(self) -> bool:
        """Whether letters of the present turn are still to come."""
        return self.speaking and self.letters < len(self.turns[self.at].say)

    @property
    def heard(self) -> tuple[Turn, ...]:
        """The turns begun so far."""
        if self.speaking and self._waits_to_appear:
            return self.turns[: self.at]
        return self.turns[: self.at + 1]

    @property
    def cut(self) -> int | None:
        """How many letters of the last heard turn show; None where all do."""
        return int(self.letters) if self.typing and not self._waits_to_appear else None

    @property
    def frame(self) -> int:
        """The waveform's frame; it stands still while nobody is in mid-word."""
        return int(self.clock * WAVE_FRAMES)

    @property
    def _waits_to_appear(self) -> bool:
        return self.turns[self.at].who == NARRATOR and self.letters == 0

    def tick(self, seconds: float) -> bool:
        """Lets time pass; whether anything is to be painted anew."""
        if not self.speaking or self.paused:
            return False
        seconds *= self.speed
        turn = self.turns[self.at]
        if turn.who == NARRATOR and self.letters == 0:
            self.left -= seconds
            if self.left > 0:
                return False
            self._whole()
            return True
        if self.typing:
            self.clock += seconds
            self.letters += LETTERS_A_SECOND * seconds
            if not self.typing:
                self._whole()
            return True
        self.left -= seconds
        if self.left <= 0:
            self.next()
            return True
        return False

    def finish_line(self) -> None:
        """Shows the rest of the present turn; goes on where it is whole already."""
        if self.typing:
            self._whole()
        elif self.speaking:
            self.next()

    def next(self) -> None:
        """Goes to the next turn."""
        if self.speaking:
            self._go_to(self.at + 1)

    def pause(self) -> None:
        """Lets lines come by keys alone, from the present one on, or by themselves again."""
        self.paused = not self.paused
        if self.paused and self.speaking:
            self._whole()

    def finish(self) -> None:
        """Shows everything that was said, at once."""
        self._go_to(len(self.turns))

    def _go_to(self, at: int) -> None:
        self.at, self.letters, self.left = at, 0.0, 0.0
        if not self.speaking:
            return
        turn = self.turns[at]
        if self.paused:
            self._whole()
        elif turn.who == NARRATOR:
            self.left = NARRATOR_AFTER
        elif turn.who == YOU:
            self._whole()

    def _whole(self) -> None:
        """The present turn stands; the last one needs no while, the answers come at once."""
        turn = self.turns[self.at]
        self.letters = float(len(turn.say))
        if self.at + 1 == len(self.turns):
            self.at += 1
            self.letters = 0.0
        else:
            self.left = reading_time(turn)
