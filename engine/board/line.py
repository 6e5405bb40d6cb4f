"""Where the tasks of a sequence come to stand on its capacity line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from engine.board.fields import NOT_NOW, Period, Sequence, Task


class Placed(NamedTuple):
    """A task on the line: its period, and from where to where."""

    task: Task
    period: Period
    offset: float
    """Capacity of the period that is taken before it."""
    starts: float
    """In the line's units; a period that begins in week 14 starts at 14."""
    ends: float
    """Where in its last unit it ends: one that fills a period to week 13 ends at 13."""


Lines = tuple[tuple[str, tuple[str, ...]], ...]


def placed(field: Sequence, lines: Lines) -> tuple[Placed, ...]:
    """Every task that stands on the line, in its order."""
    by_period = dict(lines)
    found = []
    for period in field.periods:
        span = (period.ends - period.begins + 1) / period.capacity
        offset = 0.0
        for name in by_period.get(period.id, ()):
            task = field.task_by_id[name]
            after = offset + task.length
            starts, ends = period.begins + offset * span, period.begins - 1 + after * span
            found.append(Placed(task, period, offset, starts, ends))
            offset = after
    return tuple(found)


def used(found: Iterable[Placed], period: str) -> float:
    """The capacity that a period's tasks take together."""
    return sum(spot.task.length for spot in found if spot.period.id == period)


def unready(field: Sequence, found: tuple[Placed, ...]) -> tuple[tuple[str, str], ...]:
    """Tasks on the line with one that should have ended before, and has not."""
    spots = {spot.task.id: spot for spot in found}
    joined = {
        part: join.task.id for join in field.joins for part in join.of if join.task.id in spots
    }
    missing = []
    for spot in found:
        for name in spot.task.waits_for:
            before = spots.get(joined.get(name, name))
            if before is None or before.ends >= spot.starts + 1e-9:
                missing.append((spot.task.id, name))
    return tuple(missing)


def place_of(lines: Lines, task: str) -> str:
    """The period in which a task stands, `not-now`, or nothing where it is unanswered."""
    return next((place for place, tasks in lines if task in tasks), "")


def put(lines: Lines, task: str, place: str, at: int) -> Lines:
    """The lines with a task elsewhere: at a position of a place, or nowhere."""
    moved: dict[str, tuple[str, ...]] = {
        name: tuple(other for other in tasks if other != task) for name, tasks in lines
    }
    if place:
        others = moved.get(place, ())
        at = max(0, min(at, len(others)))
        moved[place] = (
            tuple(sorted({*others, task}))
            if place == NOT_NOW
            else (*others[:at], task, *others[at:])
        )
    return tuple(sorted((name, tasks) for name, tasks in moved.items() if tasks))
