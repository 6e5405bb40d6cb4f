"""Mission time: minutes since midnight before day 1. The engine knows no other clock."""

from functools import lru_cache

DAY = 24 * 60
QUARTER_DAYS = 4
"""Ticks in a working day, as the header shows them."""


@lru_cache(maxsize=1024)
def minute_of(day: int, at: str) -> int:
    """Mission minute of a day (from 1) and a clock time HH:MM.

    Raises:
        ValueError: the time is not HH:MM.
    """
    hours, minutes = at.split(":")
    return (day - 1) * DAY + int(hours) * 60 + int(minutes)


def day_of(minute: int) -> int:
    """The day, from 1, of a mission minute."""
    return minute // DAY + 1


def clock_time(minute: int) -> str:
    """HH:MM of a mission minute."""
    return f"{minute % DAY // 60:02d}:{minute % 60:02d}"
