"""How text is broken into lines that fit a pane."""

from __future__ import annotations

import textwrap

from rich.cells import cell_len

from engine.passages import Span

MEASURE = 72
"""Columns that running text is wrapped to (SCREENS, inbox)."""


def lines(text: str, width: int, laid_out: bool) -> tuple[Span, ...]:
    """The text's lines as spans: wrapped at `width`, or as they stand where laid out.

    A paragraph's own line breaks are kept: authors set short lines on purpose.
    """
    spans: list[Span] = []
    start = 0
    for raw in text.split("\n"):
        spans += [Span(start, start + len(raw))] if laid_out else _wrapped(raw, start, width)
        start += len(raw) + 1
    while spans and spans[-1].start == spans[-1].end:
        spans.pop()
    return tuple(spans)


def _wrapped(raw: str, offset: int, width: int) -> list[Span]:
    if cell_len(raw) <= width:
        return [Span(offset, offset + len(raw))]
    spans: list[Span] = []
    at = 0
    for piece in textwrap.wrap(raw, width, drop_whitespace=True, break_on_hyphens=False):
        begin = raw.index(piece, at)
        at = begin + len(piece)
        spans.append(Span(offset + begin, offset + at))
    return spans
