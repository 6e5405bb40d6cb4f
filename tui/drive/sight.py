"""What stands on a screen, as text, and what of it a step looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.screen import Screen

from content.script import Sees


def screen_text(app: App[Any]) -> str:
    """What stands on the screen, row by row, trailing blanks cut."""
    visible_screen_stack.set(app._background_screens)
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(s.text for s in strip).rstrip() for strip in strips)


def screen_name(screen: Screen[Any]) -> str:
    """A screen as scripts name it: `inbox`, `board-decision`."""
    return kind_name(type(screen))


def kind_name(kind: type[Screen[Any]]) -> str:
    """A sort of screens as scripts name it."""
    name = kind.__name__.removesuffix("Screen")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def missed(text: str, step: Sees) -> str:
    """What is wrong with a text that a step looks into; '' if nothing is.

    A text is found within a row, and over several where they are read as running text.
    """
    seen = part_of(text, step)
    parts = [f"no {wanted!r}" for wanted in step.text if not _holds(seen, wanted)]
    parts += [f"{unwanted!r}" for unwanted in step.not_text if _holds(seen, unwanted)]
    return " and ".join(parts)


def part_of(text: str, step: Sees) -> str:
    """The rows and columns that a step looks into."""
    rows = text.split("\n")
    chosen = rows[_span(step.rows, len(rows))] if step.rows else rows
    if not step.columns:
        return "\n".join(chosen)
    width = max((len(row) for row in rows), default=0)
    across = _span(step.columns, width)
    return "\n".join(row.ljust(width)[across] for row in chosen)


def _span(ends: tuple[int, int], length: int) -> slice:
    first, last = (end - 1 if end > 0 else length + end for end in ends)
    return slice(max(0, first), max(0, last + 1))


def _holds(text: str, wanted: str) -> bool:
    if any(wanted in row for row in text.split("\n")):
        return True
    return " ".join(_words(wanted)) in " ".join(_words(text))


def _words(text: str) -> Iterator[str]:
    """The words of a text, without the lines that are drawn round it."""
    yield from re.sub(r"[\u2500-\u259f]", " ", text).split()
