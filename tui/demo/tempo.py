"""The time of a demo: real, or counted where nobody looks."""

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


class CountedTime:
    """Adds the seconds up, and waits for none of them."""

    slice = 5.0

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> float:
        """Seconds that were let pass so far."""
        return self.passed

    async def sleep(self, seconds: float) -> None:
        """Counts; others have their turn."""
        self.passed += seconds
        await asyncio.sleep(0)
