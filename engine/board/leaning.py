"""On which fields of a sheet a condition leans, through its figures and constraints."""

from __future__ import annotations

from collections.abc import Iterator

from engine import conditions as c
from engine import expressions as e
from engine.board.fields import Board
from engine.conditions import Condition


def fields_under(board: Board, condition: Condition) -> frozenset[str]:
    """The fields whose entries a condition is about."""
    return frozenset(_of_condition(board, condition, frozenset()))


def _of_condition(board: Board, condition: Condition, seen: frozenset[str]) -> Iterator[str]:
    for atom in c.atoms(condition):
        match atom:
            case c.Entered():
                yield from {atom.field.partition(".")[0]} & {*board.field_by_id}
            case c.Compared():
                for sum_ in (atom.left, atom.right):
                    yield from _of_sum(board, sum_, seen)
            case c.Within():
                found = board.constraint_by_id.get(atom.constraint)
                if found is not None and found.id not in seen:
                    yield from _of_condition(board, found.holds, seen | {found.id})


def _of_sum(board: Board, expression: e.Expression, seen: frozenset[str]) -> Iterator[str]:
    for leaf in e.leaves(expression):
        if isinstance(leaf, e.Column | e.Measure):
            yield from {leaf.field} & {*board.field_by_id}
        elif isinstance(leaf, e.Named):
            figure = board.figure_by_id.get(leaf.name)
            if leaf.name in board.field_by_id:
                yield leaf.name
            elif figure is not None and figure.id not in seen:
                yield from _of_sum(board, figure.value, seen | {figure.id})
