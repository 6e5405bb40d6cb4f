"""Timed play: how long an exchange may stay unanswered, where the player wants that at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from engine.dialogue import Option
from tui.call.story import Turn

AT_LEAST = 20
"""Seconds that even the shortest exchange gives."""
LETTERS_A_SECOND = 9
"""A slow reader's letters, from which the rest is reckoned: some hundred words a minute."""


def seconds_for(heard: Sequence[Turn], options: Sequence[Option]) -> int:
    """What there is to read: the lines since the last move, and the answers."""
    letters = sum(len(turn.say) for turn in heard) + sum(len(option.say) for option in options)
    return AT_LEAST + ceil(letters / LETTERS_A_SECOND)


class Countdown:
    """The seconds left for one exchange; the clock comes in from outside."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.exchange: str | None = None
        """The exchange that is or was counted; each is counted once."""
        self._left: float | None = None
        self._last = 0.0

    @property
    def left(self) -> int | None:
        """Whole seconds left; None where nothing is counted."""
        return None if self._left is None else max(0, ceil(self._left))

    def begin(self, exchange: str, seconds: int) -> None:
        """Counts for an exchange from now on."""
        self.exchange, self._left, self._last = exchange, float(seconds), self.clock()

    def stop(self) -> None:
        """Counts no longer."""
        self.exchange, self._left = None, None

    def spend(self) -> None:
        """Counts no longer for this exchange: something was done about it."""
        self._left = None

    def tick(self, *, held: bool) -> bool:
        """Takes note of the time; true once, when none is left. It stands still while held."""
        now = self.clock()
        passed, self._last = now - self._last, now
        if self._left is None or held:
            return False
        self._left -= passed
        if self._left > 0:
            return False
        self._left = None
        return True
