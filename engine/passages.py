"""Passages: the stretches of a text that can be pinned, the same for keys, scripts and rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"')\]]*\s+")
_ITEM_END = re.compile(r"(?<=[.!?;])[\"')\]]*\s+")
"""In a list, what stands behind a colon goes with what stands before it."""
_HEADER = re.compile(r"(?:From|To|Copy|Sent|Date|Subject): ")
"""What a forwarded mail begins with."""
_QUOTED = re.compile(r"[ \t]*>[> \t]*")
"""What Markdown writes before a quoted line."""
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_ROW = re.compile(r"[ \t]*(\||#{1,6} )")
"""What begins a table's row, or a heading."""
_AT_LINE = re.compile(r"\n" + _QUOTED.pattern)
_RULE = re.compile(r"[ \t|:\-]+")
"""The line under a table's head, which says nothing."""


@dataclass(frozen=True)
class Span:
    """A stretch of a text, by offsets."""

    start: int
    end: int


@lru_cache(maxsize=512)
def passages(text: str, laid_out: bool) -> tuple[Span, ...]:
    """What a player may pin: sentences of running text, lines of laid-out text.

    Running text is Markdown: an item of a list begins a passage, a row of a table is one.
    """
    spans: list[Span] = []
    if laid_out:
        lines = re.finditer(r"[^\n]+", text)
        spans = [_trimmed(text, line.start(), line.end()) for line in lines]
        return tuple(span for span in spans if span.end > span.start)
    for start, end in _blocks(text):
        marked = _ITEM.match(text, start, end)
        whole = _ROW.match(text, start, end) or _HEADER.match(text, start, end)
        mark = _ITEM_END if marked else _SENTENCE_END
        gaps = () if whole else mark.finditer(text, marked.end() if marked else start, end)
        for gap in gaps:
            spans.append(_trimmed(text, start, gap.start()))
            start = gap.end()
        spans.append(_trimmed(text, start, end))
    return tuple(s for s in spans if s.end > s.start and not _RULE.fullmatch(text, s.start, s.end))


def _blocks(text: str) -> list[tuple[int, int]]:
    """Stretches of running text that no sentence runs over: paragraphs, items, rows, quotes."""
    blocks: list[tuple[int, int]] = []
    open_, before = False, ("", False)
    for line in re.finditer(r"[^\n]*(?:\n|$)", text):
        quote = _QUOTED.match(line.group())
        inner = line.group()[quote.end() :] if quote else line.group()
        if not inner.strip():
            open_ = False
            continue
        at = line.start() + (quote.end() if quote else 0)
        row = _ROW.match(inner) or (quote and _HEADER.match(inner))
        kind = "row" if row else "item" if _ITEM.match(inner) else ""
        goes_on = open_ and not kind and before == ("", bool(quote))
        if goes_on:
            blocks[-1] = (blocks[-1][0], line.end())
        else:
            blocks.append((at, line.end()))
        open_, before = True, ("row" if kind == "row" else "", bool(quote))
    return blocks


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Text with runs of white space made one blank, so that wrapping never hides a match.

    What marks a line as quoted is no part of it.
    """
    return " ".join(_AT_LINE.sub("\n", text).split())


@lru_cache(maxsize=4096)
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
