"""Where something stands in a file, and YAML values that remember it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Step = str | int
Path = tuple[Step, ...]
"""Keys and positions from the root of a document, as pydantic names the place of a fault."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def further(self, columns: int) -> Place:
        """The place some columns to the right."""
        return Place(self.file, self.line, self.column + columns)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; `text` is what was written, without quotes."""

    value: str | int | float | bool | None
    text: str
    place: Place
    indent: int = 0
    """Columns between `place` and the first character of the text; -1 if lines were folded."""

    def plain(self) -> Any:
        """The value alone."""
        return self.value

    def inside(self, offset: int) -> Place:
        """The place of a character of the text, as near as it can be told."""
        return self.place if self.indent < 0 else self.place.further(self.indent + offset)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place

    def plain(self) -> Any:
        """The values alone."""
        return [item.plain() for item in self.items]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order written; keys are read as text."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def plain(self) -> Any:
        """The values alone."""
        return {key.text: value.plain() for key, value in self.entries}

    def get(self, name: str) -> Node | None:
        """The value under a key."""
        return next((value for key, value in self.entries if key.text == name), None)

    def without(self, name: str) -> Mapping:
        """The same mapping, less one key."""
        return Mapping(tuple(e for e in self.entries if e[0].text != name), self.place)


Node = Scalar | Sequence | Mapping


def node_of(value: Any, place: Place) -> Node:
    """A tree of plain values that were read before, all of it at one place."""
    if isinstance(value, dict):
        pairs = ((Scalar(key, key, place), node_of(inner, place)) for key, inner in value.items())
        return Mapping(tuple(pairs), place)
    if isinstance(value, list):
        return Sequence(tuple(node_of(inner, place) for inner in value), place)
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return Scalar(value, text, place)


_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")


def json_path(fault: str) -> tuple[Path, str]:
    """The path and the message of a fault that reads `$.nodes[3].id: message`."""
    where, _, message = fault.partition(": ")
    path = tuple(name or int(number) for name, number in _STEP.findall(where))
    return path, message


KEY_SIDE = frozenset({"when", "name", "person"})
"""Fields which the short form `{key: value}` of a list of small values writes as the key."""


def place_of(node: Node, path: Path, *, key: bool = False) -> Place:
    """Where the value at a path stands, or the nearest thing around it that exists.

    A number steps into the nth entry of a mapping too, since some mappings are read as lists.
    Steps that lead nowhere are skipped: pydantic names branches of unions among them.

    Args:
        node: the document's root.
        path: the steps from it.
        key: ask for the place of the last key rather than of its value.
    """
    found = node.place
    label: Scalar | None = None
    for number, step in enumerate(path):
        last = number == len(path) - 1
        if isinstance(node, Mapping):
            entry = _entry(node, step)
            if entry is None:
                continue
            label, node = entry
            found = label.place if key and last else node.place
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node, label = node.items[step], None
            found = node.place
        elif label is not None and step in KEY_SIDE:
            found = label.place
    return found


def scalar_at(node: Node, path: Path) -> Scalar | None:
    """The single value at a path, or the key that `KEY_SIDE` makes of it."""
    label: Scalar | None = None
    for step in path:
        if isinstance(node, Mapping):
            entry = _entry(node, step)
            if entry is None:
                continue
            label, node = entry
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node, label = node.items[step], None
        elif label is not None and step in KEY_SIDE:
            return label
    return node if isinstance(node, Scalar) else None


def _entry(node: Mapping, step: Step) -> tuple[Scalar, Node] | None:
    if isinstance(step, int):
        return node.entries[step] if 0 <= step < len(node.entries) else None
    return next((entry for entry in node.entries if entry[0].text == step), None)


def scalars(node: Node) -> Iterator[Scalar]:
    """All single values and keys below a node."""
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, Scalar):
            yield current
        elif isinstance(current, Sequence):
            pending.extend(current.items)
        else:
            for label, value in current.entries:
                yield label
                pending.append(value)
