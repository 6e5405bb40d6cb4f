"""How long a run may take by the clock of the wall, and at which step it stands meanwhile.

A run that waits for what never comes is ended where it waits. One that never waits at all is
ended by an alarm, on systems that have it.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import FrameType

SECONDS: ContextVar[float | None] = ContextVar("SECONDS", default=None)
"""What the run at hand may take; None for as long as it likes."""
GRACE = 2.0
"""Seconds after the limit until the alarm, and between two alarms."""


class Overdue(Exception):
    """A run has taken longer than it may."""


def is_overdue(error: BaseException | None) -> bool:
    """Whether it comes of the alarm: what that interrupts may take it for a fault of its own."""
    return error is not None and (
        isinstance(error, Overdue) or is_overdue(error.__cause__ or error.__context__)
    )


@dataclass(frozen=True)
class Here:
    """Where a run stands."""

    step: int = 0
    """The step's number from 1; 0 before the first."""
    line: int = 1


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Holds what is played within to a number of seconds.

    Raises:
        Overdue: it neither ended in time nor could be ended where it waits.
    """
    token = SECONDS.set(seconds)
    alarmed = (
        seconds is not None
        and hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
    )
    before = signal.signal(signal.SIGALRM, _ring) if alarmed else None
    try:
        if alarmed and seconds is not None:
            signal.setitimer(signal.ITIMER_REAL, seconds + GRACE, GRACE)
        yield
    finally:
        if alarmed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        SECONDS.reset(token)


def _ring(number: int, frame: FrameType | None) -> None:
    raise Overdue
