"""Entries that may be tried on a sheet: for whoever plays without eyes, and for its linter."""

from __future__ import annotations

from collections.abc import Iterator

from engine.actions import AnyAction, DecideBoard, JoinTasks
from engine.board.fields import NOT_NOW, Amount, Board, Message, Sequence, Threshold
from engine.board.judge import Slot
from engine.board.line import place_of
from engine.board.sheet import SPLIT, Sheet, plain
from engine.board.standing import OnSheet


def numbers_of(field: Amount | Threshold, sheet: Sheet, points: int = 3) -> Iterator[int | float]:
    """Numbers to try: some from bound to bound, and a step to each side."""
    steps = round((field.high - field.low) / field.step)
    tried = [field.low + round(steps * n / (points - 1)) * field.step for n in range(points)]
    now = sheet.number(field.id)
    if now is not None:
        tried += [now - field.step, now + field.step]
    for number in dict.fromkeys(tried):
        if field.low <= number <= field.high:
            yield plain(number)


def attempts(board: Board, on: OnSheet, slot: Slot, points: int = 3) -> Iterator[AnyAction]:
    """Entries to try in one line of the sheet; of numbers a few, of the rest all."""
    field = board.field_by_id[slot.field]
    match field:
        case Amount() | Threshold():
            for number in numbers_of(field, on.sheet, points):
                yield DecideBoard(field=field.id, value=number)
        case Sequence():
            yield from _moves(field, on.sheet)
        case _:
            for given, _ in slot.choices:
                yield DecideBoard(field=slot.field, part=slot.part, value=given)
            if isinstance(field, Message) and on.sheet.text(slot.address):
                yield DecideBoard(field=slot.field, part=slot.part, value=None)


def _moves(field: Sequence, sheet: Sheet) -> Iterator[AnyAction]:
    lines = sheet.lines(field.id)
    ends = {period.id: len(dict(lines).get(period.id, ())) for period in field.periods}
    for task in sheet.standing(field):
        for period, end in ends.items():
            yield DecideBoard(field=field.id, part=task, value=period, at=end)
            if end:
                yield DecideBoard(field=field.id, part=task, value=period, at=0)
        yield DecideBoard(field=field.id, part=task, value=NOT_NOW)
        if place_of(lines, task):
            yield DecideBoard(field=field.id, part=task, value=None)
        if f"{field.id}.{task}" in sheet.joined:
            yield DecideBoard(field=field.id, part=task, value=SPLIT)
    for join in field.joins:
        one, other = join.of
        yield JoinTasks(field=field.id, one=one, other=other)
