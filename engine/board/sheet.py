"""What is entered on a decision sheet, and how one entry changes it."""

from __future__ import annotations

import math
from functools import cached_property

from engine.board import line
from engine.board.fields import (
    NOT_NOW,
    Amount,
    AnyField,
    Board,
    ChoiceField,
    Join,
    Message,
    Owners,
    Sequence,
    Several,
    Threshold,
)
from engine.board.line import Lines
from engine.design.graph import Illegal
from engine.frozen import Frozen

Value = int | float | str
SPLIT = "split"
"""What takes two joined tasks apart again."""


class Rows(Frozen):
    """The lines of one sequence."""

    field: str
    lines: Lines


class Sheet(Frozen):
    """Everything that is entered; what is not in it is empty."""

    values: tuple[tuple[str, Value], ...] = ()
    """By address: `cap`, or `scope.legal` for a part of a field; in order of address."""
    sequences: tuple[Rows, ...] = ()
    joined: tuple[str, ...] = ()
    """`field.task` of tasks that were joined from two."""

    @cached_property
    def by_address(self) -> dict[str, Value]:
        return dict(self.values)

    def lines(self, field: str) -> Lines:
        """The lines of a sequence."""
        return next((rows.lines for rows in self.sequences if rows.field == field), ())

    def number(self, address: str) -> float | None:
        """The number entered at an address, if there is one."""
        found = self.by_address.get(address)
        return None if found is None or isinstance(found, str) else float(found)

    def text(self, address: str) -> str:
        """The name entered at an address; nothing where it is empty."""
        found = self.by_address.get(address)
        return found if isinstance(found, str) else ""

    def entered(self, address: str, given: Value | None) -> Sheet:
        """The sheet with another value at an address; None empties it."""
        values = {**self.by_address}
        values.pop(address, None)
        if given is not None:
            values[address] = given
        return self.model_copy(update={"values": tuple(sorted(values.items()))})

    def laid(self, field: str, lines: Lines) -> Sheet:
        """The sheet with other lines of a sequence."""
        others = [rows for rows in self.sequences if rows.field != field]
        others += [Rows(field=field, lines=lines)] if lines else []
        return self.model_copy(
            update={"sequences": tuple(sorted(others, key=lambda rows: rows.field))}
        )

    def standing(self, field: Sequence) -> tuple[str, ...]:
        """The tasks that there are now: two that were joined are one."""
        joined = [j for j in field.joins if f"{field.id}.{j.task.id}" in self.joined]
        gone = {part for join in joined for part in join.of}
        return (
            *(task.id for task in field.tasks if task.id not in gone),
            *(join.task.id for join in joined),
        )


def address_of(field: str, part: str) -> str:
    """The address of a field, or of a part of it."""
    return f"{field}.{part}" if part else field


def opening(board: Board) -> Sheet:
    """The sheet as it lies on the table."""
    values: dict[str, Value] = {}
    rows: list[Rows] = []
    for field in board.fields:
        match field:
            case Amount() | Threshold():
                if field.start is not None:
                    values[field.id] = plain(field.start)
            case ChoiceField():
                if field.start:
                    values[field.id] = field.start
            case Several():
                starts = {f"{field.id}.{i.id}": i.start or field.start for i in field.items}
                values |= {address: start for address, start in starts.items() if start}
            case Sequence():
                if field.start:
                    rows.append(Rows(field=field.id, lines=tuple(sorted(field.start))))
    return Sheet(
        values=tuple(sorted(values.items())),
        sequences=tuple(sorted(rows, key=lambda laid: laid.field)),
    )


def plain(number: float) -> int | float:
    """A whole number as one, so that equal sheets are stored alike."""
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def snapped(field: Amount | Threshold, given: Value) -> int | float:
    """A number on the field's steps.

    Raises:
        Illegal: it is none, or outside the field's bounds.
    """
    if isinstance(given, str | bool) or not math.isfinite(given):
        raise Illegal(f"{field.label} takes a number.", "Change it by arrows, or type it.")
    if not field.low <= given <= field.high:
        raise Illegal(
            f"{field.label} lies between {field.low:g} and {field.high:g}.", "Stay within them."
        )
    steps = math.floor((given - field.low) / field.step + 0.5)
    return plain(min(field.high, field.low + steps * field.step))


def decided(
    board: Board, sheet: Sheet, field: str, part: str, given: Value | None, at: int = 0
) -> Sheet:
    """The sheet after one entry.

    Raises:
        Illegal: there is no such field, part or value, or it does not fit.
    """
    found = board.field_by_id.get(field)
    if found is None:
        raise Illegal(f"There is no field '{field}'.", "Choose one of the sheet.")
    if isinstance(found, Sequence):
        return _sequenced(found, sheet, part, given, at)
    match found:
        case Amount() | Threshold():
            _no_part(found, part)
            return sheet.entered(field, None if given is None else snapped(found, given))
        case ChoiceField():
            _no_part(found, part)
            known = [option.id for option in found.options]
        case Several():
            _a_part(found, part, [item.id for item in found.items])
            known = [state.id for state in found.states]
        case Owners():
            _a_part(found, part, [right.id for right in found.rights])
            known = [person.id for person in found.people]
        case Message():
            _a_part(found, part, [side.id for side in found.parts])
            side = next(side for side in found.parts if side.id == part)
            known = [option.id for option in side.options]
    if given is not None and given not in known:
        raise Illegal(f"'{given}' cannot be entered there.", f"There is {', '.join(known)}.")
    if isinstance(found, Message) and isinstance(given, str):
        _must_fit(found, sheet, part, given)
    after = sheet.entered(address_of(field, part), given)
    return _fitting(found, after) if isinstance(found, Message) else after


def _no_part(field: AnyField, part: str) -> None:
    if part:
        raise Illegal(f"{field.label} has no part '{part}'.", "Enter the field as a whole.")


def _a_part(field: AnyField, part: str, known: list[str]) -> None:
    if part not in known:
        raise Illegal(f"{field.label} has no part '{part}'.", f"There is {', '.join(known)}.")


def _must_fit(field: Message, sheet: Sheet, part: str, given: str) -> None:
    """A later part goes by the earlier ones; an earlier part is free, and empties what clashes."""
    place = [side.id for side in field.parts].index(part)
    option = next(option for option in field.parts[place].options if option.id == given)
    taken = {sheet.text(f"{field.id}.{side.id}") for side in field.parts[:place]}
    if option.fits and not taken & set(option.fits):
        raise Illegal(f"'{option.label}' does not go with the rest.", "Change what comes before.")


def _fitting(field: Message, sheet: Sheet) -> Sheet:
    """The sheet without those parts of a message that no longer fit what comes before them."""
    for place, side in enumerate(field.parts):
        address = f"{field.id}.{side.id}"
        option = next((o for o in side.options if o.id == sheet.text(address)), None)
        taken = {sheet.text(f"{field.id}.{other.id}") for other in field.parts[:place]}
        if option and option.fits and not taken & set(option.fits):
            sheet = sheet.entered(address, None)
    return sheet


def _sequenced(field: Sequence, sheet: Sheet, part: str, given: Value | None, at: int) -> Sheet:
    if given == SPLIT:
        return _split(field, sheet, part)
    _a_part(field, part, list(sheet.standing(field)))
    places = [*(period.id for period in field.periods), NOT_NOW]
    if given is not None and given not in places:
        raise Illegal(f"There is no '{given}' on the line.", f"There is {', '.join(places)}.")
    return sheet.laid(field.id, line.put(sheet.lines(field.id), part, str(given or ""), at))


def join_of(field: Sequence, sheet: Sheet, one: str, other: str) -> Join:
    """The declared join of two tasks.

    Raises:
        Illegal: they are not one job, or one of them does not stand there.
    """
    for name in (one, other):
        _a_part(field, name, list(sheet.standing(field)))
    for join in field.joins:
        if {one, other} == set(join.of):
            return join
    labels = [field.task_by_id[name].label for name in (one, other)]
    raise Illegal(f"{labels[0]} and {labels[1]} stay two jobs.", "Place each for itself.")


def joined(field: Sequence, sheet: Sheet, task: str) -> Sheet:
    """The sheet with two tasks joined to one, which stands where the first of them stood.

    Raises:
        Illegal: no such join is declared.
    """
    join = field.join_by_id.get(task)
    if join is None:
        raise Illegal(f"Nothing joins to '{task}'.", "")
    lines = sheet.lines(field.id)
    spots = [
        (place, tasks.index(part))
        for part in join.of
        for place, tasks in lines
        if part in tasks and place != NOT_NOW
    ]
    for part in join.of:
        lines = line.put(lines, part, "", 0)
    if spots:
        lines = line.put(lines, task, *spots[0])
    names = tuple(sorted({*sheet.joined, f"{field.id}.{task}"}))
    return sheet.model_copy(update={"joined": names}).laid(field.id, lines)


def _split(field: Sequence, sheet: Sheet, task: str) -> Sheet:
    name = f"{field.id}.{task}"
    if name not in sheet.joined:
        raise Illegal(f"'{task}' was not joined from two.", "Only what was joined is taken apart.")
    lines = line.put(sheet.lines(field.id), task, "", 0)
    names = tuple(other for other in sheet.joined if other != name)
    return sheet.model_copy(update={"joined": names}).laid(field.id, lines)
