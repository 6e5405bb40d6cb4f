"""How text is broken into lines that fit a pane."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace

from rich.cells import cell_len

from engine.passages import Span

MEASURE = 72
"""Columns that running text is wrapped to (SCREENS, inbox)."""
NOWHERE = -1


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: of the text, character for character, or put beside it."""

    shown: str
    start: int = NOWHERE
    """Where in the text it begins; NOWHERE for a rule, a bullet, a number in the margin."""
    style: str = ""

    @property
    def end(self) -> int:
        """Where in the text it ends."""
        return self.start + len(self.shown) if self.start != NOWHERE else NOWHERE

    def cut(self, first: int, last: int) -> Piece:
        """A part of it, by its own characters."""
        start = self.start if self.start == NOWHERE else self.start + first
        return replace(self, shown=self.shown[first:last], start=start)


@dataclass(frozen=True)
class Line:
    """One line of a page."""

    pieces: tuple[Piece, ...] = ()
    whole: bool = False
    """Whether the cursor lights all of it, as in a table."""


SetLines = Callable[[str, int], tuple[Line, ...]]
"""Sets a text in lines at a width."""


def lines(text: str, width: int, laid_out: bool) -> tuple[Span, ...]:
    """The text's lines as spans: wrapped at `width`, or as they stand where laid out.

    A paragraph's own line breaks are kept: authors set short lines on purpose.
    """
    spans: list[Span] = []
    start = 0
    for raw in text.split("\n"):
        if laid_out:
            spans.append(Span(start, start + len(raw)))
        else:
            spans += [Span(start + at, start + end) for at, end in wrapped(raw, width)]
        start += len(raw) + 1
    while spans and spans[-1].start == spans[-1].end:
        spans.pop()
    return tuple(spans)


def running(text: str, width: int) -> tuple[Line, ...]:
    """Running text, wrapped."""
    spans = lines(text, width, laid_out=False)
    return tuple(Line((Piece(text[s.start : s.end], s.start),)) for s in spans)


def as_laid_out(text: str, width: int) -> tuple[Line, ...]:
    """Text as its author has laid it out; the cursor lights whole lines."""
    spans = lines(text, width, laid_out=True)
    return tuple(Line((Piece(text[s.start : s.end], s.start),), whole=True) for s in spans)


def wrapped(raw: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of one paragraph begin and end."""
    if cell_len(raw) <= width:
        return [(0, len(raw))]
    found: list[tuple[int, int]] = []
    at = 0
    for part in textwrap.wrap(raw, width, drop_whitespace=True, break_on_hyphens=False):
        begin = raw.index(part, at)
        at = begin + len(part)
        found.append((begin, at))
    return found
