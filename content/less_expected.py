"""A script's document with a part of what it expects: field by field, name by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from content.expected import Bounds

Where = tuple[str | int, ...]
"""The way from the root of a document to an expectation."""
Piece = tuple[Where, str, str | int | None]
"""One thing that is expected: where it stands, its field, and its name or place in there."""


def expected_in(document: dict[str, Any]) -> list[Piece]:
    """All that a script expects, at the end and among its steps, piece by piece."""
    return [
        (where, field, inner)
        for where, expectation in _expectations(document, ())
        for field, value in expectation.items()
        for inner in _inner(value)
    ]


def expecting(document: Any, pieces: Collection[Piece], where: Where = ()) -> Any:
    """The document, with these pieces and nothing else expected."""
    if isinstance(document, list):
        return [expecting(one, pieces, (*where, n)) for n, one in enumerate(document)]
    if not isinstance(document, dict):
        return document
    kept: dict[str, Any] = {}
    for key, value in document.items():
        here = (*where, key)
        if key != "expect" or not isinstance(value, dict):
            kept[key] = expecting(value, pieces, here)
        elif less := _less(value, {piece[1:] for piece in pieces if piece[0] == here}):
            kept[key] = less
        elif len(document) == 1:
            kept[key] = {}  # a step must say something; a script need not expect anything more
    return kept


def _expectations(held: Any, where: Where) -> Iterator[tuple[Where, dict[str, Any]]]:
    entries = held.items() if isinstance(held, dict) else enumerate(held)
    for key, value in entries:
        if key == "expect" and isinstance(value, dict):
            yield (*where, key), value
        elif isinstance(value, dict | list):
            yield from _expectations(value, (*where, key))


def _inner(value: Any) -> list[str | int | None]:
    """What can be left out of a field by itself; the field as a whole where nothing can."""
    if isinstance(value, list) and value:
        return list(range(len(value)))
    if isinstance(value, dict) and not set(value) <= set(Bounds.model_fields):
        return list(value)
    return [None]


def _less(expectation: dict[str, Any], kept: Collection[tuple[Any, ...]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, value in expectation.items():
        inner = [name for name in _inner(value) if (field, name) in kept]
        if inner == [None]:
            found[field] = value
        elif inner:
            named = isinstance(value, dict)
            found[field] = {n: value[n] for n in inner} if named else [value[n] for n in inner]
    return found
