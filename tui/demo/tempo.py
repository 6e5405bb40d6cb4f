"""The time of a demo: a clock, and a way to wait by it."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Tempo(Protocol):
    """A clock in seconds, and a way to let them pass."""

    slice: float
    """Seconds that are let pass at once; a pause is heeded after as many."""

    def now(self) -> float:
        """Seconds since some moment."""

    async def sleep(self, seconds: float) -> None:
        """Lets seconds pass."""


class RealTime:
    """The time on the wall."""

    slice = 0.1

    def now(self) -> float:
        """Seconds of the monotonic clock."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Waits."""
        await asyncio.sleep(seconds)
