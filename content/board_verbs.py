"""The verbs of scripts that fill in a decision sheet, as actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content.source import Path
from engine.actions import AnyAction, DecideBoard, JoinTasks

VERBS = {
    "set": "set: {cap: 62, shape: capped}",
    "pick": "pick: {scope: {legal: theirs}}, or pick: {cards: [first, second]}",
    "own": "own: {rights: {night: nkechi}}",
    "order": "order: {year: {q1: [registry, sensors], not-now: [drones]}}",
    "join": "join: {year: [parking, residents]}",
}
"""Each with an example."""
IN = "in"
"""The state that a list of items means."""


class Misread(ValueError):
    """A detail is not of the format; `path` leads to what is wrong in it."""

    def __init__(self, message: str, path: Path = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


def actions_of(verb: str, detail: Any) -> tuple[AnyAction, ...]:
    """The entries that a step comes to, in the order written.

    Raises:
        Misread: the detail is not of the format.
    """
    if not isinstance(detail, dict) or not detail:
        raise Misread(f"'{verb}' needs a field and what to enter")
    readers = {"set": _set, "pick": _pick, "own": _own, "order": _order, "join": _join}
    found: list[AnyAction] = []
    for field, given in detail.items():
        entries = tuple(readers[verb](str(field), given))
        if not entries:
            raise Misread(f"'{verb}' enters nothing in this field", (field,))
        found += entries
    return tuple(found)


def _value(value: Any, path: Path) -> int | float | str | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | None):
        raise Misread("A field takes a number, a name, or nothing", path)
    return value


def _set(field: str, given: Any) -> Iterator[AnyAction]:
    name, _, part = field.partition(".")
    at = 0
    if isinstance(given, dict):
        if set(given) != {"value", "at"} or type(given["at"]) is not int:
            raise Misread("A field takes a value, or {value: ..., at: <place>}", (field,))
        given, at = given["value"], given["at"]
    yield DecideBoard(field=name, part=part, value=_value(given, (field,)), at=at)


def _pick(field: str, given: Any) -> Iterator[AnyAction]:
    if isinstance(given, list):
        given = {str(item): IN for item in given}
    if not isinstance(given, dict):
        raise Misread("'pick' takes items with their states, or a list of items", (field,))
    for part, value in given.items():
        yield DecideBoard(field=field, part=str(part), value=_value(value, (field, part)))


def _own(field: str, given: Any) -> Iterator[AnyAction]:
    if not isinstance(given, dict):
        raise Misread("'own' takes rights with the person for each", (field,))
    for part, value in given.items():
        yield DecideBoard(field=field, part=str(part), value=_value(value, (field, part)))


def _order(field: str, given: Any) -> Iterator[AnyAction]:
    if not isinstance(given, dict):
        raise Misread("'order' takes periods with the tasks of each", (field,))
    for period, tasks in given.items():
        if not isinstance(tasks, list):
            raise Misread("A period takes a list of tasks", (field, period))
        for at, task in enumerate(tasks):
            place = 0 if period == "not-now" else at
            yield DecideBoard(field=field, part=str(task), value=str(period), at=place)


def _join(field: str, given: Any) -> Iterator[AnyAction]:
    if not isinstance(given, list) or len(given) != 2:
        raise Misread("'join' takes two tasks", (field,))
    yield JoinTasks(field=field, one=str(given[0]), other=str(given[1]))
