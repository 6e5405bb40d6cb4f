"""Fits a file's values to a form, and goes on behind a fault so that all of them are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from content.problem import Report
from content.source import Mapping, Node, Path, Place, Sequence, Step, place_of, scalar_at
from content.translation import tell
from engine import conditions as c

F = TypeVar("F", bound=BaseModel)
F_co = TypeVar("F_co", bound=BaseModel, covariant=True)

ROUNDS = 8
"""How often a file is fitted anew without the values that were at fault."""


@dataclass(frozen=True, slots=True)
class Fitted(Generic[F_co]):
    """A form, with the tree that it was read from."""

    form: F_co
    root: Node

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at a path stands."""
        return place_of(self.root, path, key=key)

    def inside(self, path: Path, word: str) -> Place:
        """Where a word stands in the text at a path."""
        scalar = scalar_at(self.root, path)
        if scalar is None or word not in scalar.text:
            return self.place(path)
        return scalar.inside(scalar.text.index(word))


def fit(model: type[F], root: Node, report: Report) -> Fitted[F] | None:
    """The form of a file, less what was at fault; None if too little is left.

    Every fault is reported. A value at fault is left out and the rest is fitted again, so
    that one fault neither hides the others nor is told twice.
    """
    tree: Node | None = root
    for number in range(ROUNDS):
        if tree is None:
            return None
        try:
            return Fitted(model.model_validate(tree.plain()), tree)
        except ValidationError as invalid:
            errors = invalid.errors(include_url=False)
            for error in errors:
                # What is missing after the first round is what was left out before.
                if number == 0 or error["type"] not in ("missing", "too_short"):
                    tell(error, model, tree, report)
            tree = _without_faults(errors, tree)
    return None


def _without_faults(errors: list[ErrorDetails], tree: Node) -> Node | None:
    """The tree less the values at fault, or the mappings that lack a field."""
    doomed = set()
    for error in errors:
        path: Path = tuple(error["loc"])
        doomed.add(_positions(tree, path[:-1] if error["type"] == "missing" else path))
    return None if () in doomed else _cut(tree, doomed)


def _positions(node: Node, path: Path) -> tuple[int, ...]:
    """The path as positions of entries; steps that lead nowhere are skipped."""
    positions: list[int] = []
    for step in path:
        if isinstance(node, Mapping):
            number = _number_of(node, step)
            if number is None:
                continue
            node = node.entries[number][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            number, node = step, node.items[step]
        else:
            continue
        positions.append(number)
    return tuple(positions)


def _number_of(node: Mapping, step: Step) -> int | None:
    if isinstance(step, int):
        return step if 0 <= step < len(node.entries) else None
    return next((n for n, (key, _) in enumerate(node.entries) if key.text == step), None)


def _children(node: Node) -> list[Node]:
    if isinstance(node, Mapping):
        return [value for _, value in node.entries]
    return list(node.items) if isinstance(node, Sequence) else []


def _cut(node: Node, doomed: set[tuple[int, ...]]) -> Node:
    """The tree without the entries at these positions."""
    kept: list[int] = []
    below: dict[int, set[tuple[int, ...]]] = {}
    for number in range(len(_children(node))):
        if (number,) in doomed:
            continue
        kept.append(number)
        below[number] = {rest[1:] for rest in doomed if rest[0] == number and len(rest) > 1}
    if isinstance(node, Mapping):
        entries = tuple((node.entries[n][0], _cut(node.entries[n][1], below[n])) for n in kept)
        return Mapping(entries, node.place)
    if isinstance(node, Sequence):
        return Sequence(tuple(_cut(node.items[n], below[n]) for n in kept), node.place)
    return node


CONDITIONS = (
    c.Always,
    c.Known,
    c.Flagged,
    c.Promised,
    c.Stands,
    c.Kept,
    c.OverBudget,
    c.Opened,
    c.Chosen,
    c.Floor,
    c.Opens,
    c.Meter,
    c.Compared,
    c.Entered,
    c.Within,
    c.Not,
    c.AllOf,
    c.AnyOf,
)


def parts(value: Any, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """Every model inside a form, with its path in the file; conditions are not taken apart."""
    if isinstance(value, CONDITIONS):
        yield path, value
    elif isinstance(value, BaseModel):
        yield path, value
        for name, info in type(value).model_fields.items():
            yield from parts(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from parts(item, (*path, number))
