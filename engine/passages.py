"""Passages: the stretches of a text that can be pinned, the same for keys, scripts and rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"')\]]*\s+")


@dataclass(frozen=True)
class Span:
    """A stretch of a text, by offsets."""

    start: int
    end: int


def passages(text: str, laid_out: bool) -> tuple[Span, ...]:
    """What a player may pin: sentences of running text, lines of laid-out text."""
    spans: list[Span] = []
    blocks = re.finditer(r"[^\n]+", text) if laid_out else re.finditer(r"(?:[^\n]+\n?)+", text)
    for block in blocks:
        if laid_out:
            spans.append(_trimmed(text, block.start(), block.end()))
            continue
        start = block.start()
        for gap in _SENTENCE_END.finditer(text, block.start(), block.end()):
            spans.append(_trimmed(text, start, gap.start()))
            start = gap.end()
        spans.append(_trimmed(text, start, block.end()))
    return tuple(span for span in spans if span.end > span.start)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def plain(text: str) -> str:
    """Text with runs of white space made one blank, so that wrapping never hides a match."""
    return " ".join(text.split())


def passage_around(text: str, laid_out: bool, quote: str) -> str | None:
    """The first passage that holds the quote, white space aside, or None.

    A quote that runs over several passages is its own passage.
    """
    wanted = plain(quote)
    for span in passages(text, laid_out):
        found = text[span.start : span.end]
        if wanted in plain(found):
            return found
    return quote if wanted in plain(text) else None
