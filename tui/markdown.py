"""Mail in Markdown as lines of a page, each piece of which knows its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rich.cells import cell_len

from tui.reading import Line, Piece, wrapped

QUOTED = "$foreground 72%"
MARGIN = "$edge"
_QUOTE = re.compile(r"[ \t]*>[> \t]*")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,3}[.)])([ \t]+)")
_HEADER = re.compile(r"(?:From|To|Copy|Sent|Date|Subject): ")
_INLINE = re.compile(
    r"\*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*"
    r"|(?<![\w*])\*(?=[^\s*])(?P<stressed>[^*]+?)(?<=\S)\*(?![\w*])"
    r"|`(?P<code>[^`]+)`"
)
_STYLES = {"strong": "bold", "stressed": "italic", "code": "$primary"}


@dataclass
class _Blocks:
    """What each line of a text is, by number."""

    quotes: dict[int, int] = field(default_factory=dict)
    """How deep a line is quoted."""
    items: set[int] = field(default_factory=set)
    inside: set[int] = field(default_factory=set)
    """Lines that go on with a list's item."""
    headings: set[int] = field(default_factory=set)
    rules: set[int] = field(default_factory=set)
    fences: set[int] = field(default_factory=set)
    code: set[int] = field(default_factory=set)
    tables: dict[int, int] = field(default_factory=dict)
    """The line after a table, by its first."""


def set_lines(text: str, width: int) -> tuple[Line, ...]:
    """Markdown at a width: tables, lists and quotes set, line breaks kept.

    Nothing of the text is lost but the marks themselves.
    """
    blocks = _blocks(text)
    raws = _placed(text)
    found: list[Line] = []
    number = 0
    while number < len(raws):
        last = blocks.tables.get(number)
        if last is not None:
            found += _table(raws[number:last], blocks.quotes.get(number, 0), width)
            number = last
            continue
        found += _set(raws[number], number, blocks, width)
        number += 1
    while found and not "".join(piece.shown for piece in found[-1].pieces).strip():
        found.pop()
    return tuple(found)


@lru_cache(maxsize=64)
def _blocks(text: str) -> _Blocks:
    """The text's blocks, as CommonMark with tables finds them."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable("table")
    reader.disable(["lheading", "html_block", "reference", "code"])
    blocks = _Blocks()
    for token in reader.parse(text):
        if token.map is None:
            continue
        first, last = token.map
        covered = range(first, last)
        if token.type == "blockquote_open":
            for line in covered:
                blocks.quotes[line] = blocks.quotes.get(line, 0) + 1
        elif token.type == "list_item_open":
            blocks.items.add(first)
            blocks.inside.update(covered)
        elif token.type == "heading_open":
            blocks.headings.update(covered)
        elif token.type == "hr":
            blocks.rules.update(covered)
        elif token.type == "fence":
            blocks.fences |= {first, last - 1}
            blocks.code.update(covered)
        elif token.type == "table_open":
            blocks.tables[first] = last
    return blocks


def _placed(text: str) -> list[Piece]:
    """The lines of a text, where they stand."""
    found, start = [], 0
    for raw in text.split("\n"):
        found.append(Piece(raw, start))
        start += len(raw) + 1
    return found


def _set(raw: Piece, number: int, blocks: _Blocks, width: int) -> list[Line]:
    depth = blocks.quotes.get(number, 0)
    bar = Piece("▏ " * depth, style=MARGIN)
    mark = _QUOTE.match(raw.shown) if depth else None
    rest = raw.cut(mark.end(), len(raw.shown)) if mark else raw
    style = QUOTED if depth else ""
    room = max(12, width - len(bar.shown))
    if number in blocks.code:
        if number in blocks.fences:
            return []
        return [_line(bar, rest.cut(0, len(rest.shown)), "$primary")]
    if number in blocks.rules:
        return [Line((bar, Piece("─" * room, style="$rule")))]
    if number in blocks.headings:
        words = re.match(r"[ \t]*#{1,6}[ \t]+", rest.shown)
        rest = rest.cut(words.end() if words else 0, len(rest.shown))
        return _wrap(bar, bar, list(_inline(rest, "bold")), room)
    if depth and _HEADER.match(rest.shown):
        return _wrap(bar, bar, list(_inline(rest, f"bold {QUOTED}")), room)
    item = _ITEM.match(rest.shown) if number in blocks.items else None
    if item:
        return _item(bar, rest, item, style, room)
    lead = len(rest.shown) - len(rest.shown.lstrip()) if number in blocks.inside else 0
    hang = Piece(bar.shown + " " * lead, style=MARGIN)
    if lead:
        rest = rest.cut(lead, len(rest.shown))
    return _wrap(hang, hang, list(_inline(rest, style)), room - lead)


def _item(bar: Piece, rest: Piece, item: re.Match[str], style: str, room: int) -> list[Line]:
    """An item of a list: its mark, and the lines after the first under its words."""
    indent, mark, gap = item.groups()
    shown = mark if mark[0].isdigit() else "•"
    first = Piece(f"{bar.shown}{indent}{shown}{gap}", style="$foreground 72%")
    after = Piece(bar.shown + " " * item.end(), style=MARGIN)
    words = list(_inline(rest.cut(item.end(), len(rest.shown)), style))
    return _wrap(first, after, words, room - item.end())


def _inline(raw: Piece, style: str) -> Iterator[Piece]:
    """A stretch of text without its marks of emphasis, each in its style."""
    at = 0
    for found in _INLINE.finditer(raw.shown):
        if found.start() > at:
            yield _styled(raw.cut(at, found.start()), style)
        name = found.lastgroup or ""
        yield _styled(raw.cut(*found.span(name)), f"{style} {_STYLES.get(name, '')}".strip())
        at = found.end()
    if at < len(raw.shown) or not raw.shown:
        yield _styled(raw.cut(at, len(raw.shown)), style)


def _styled(piece: Piece, style: str) -> Piece:
    return Piece(piece.shown, piece.start, style)


def _line(bar: Piece, words: Piece, style: str) -> Line:
    return Line((*([bar] if bar.shown else []), _styled(words, style)))


def _wrap(first: Piece, after: Piece, words: list[Piece], room: int) -> list[Line]:
    """Pieces in lines of at most so many cells, the first behind its mark."""
    shown = "".join(piece.shown for piece in words)
    found = []
    for number, (start, end) in enumerate(wrapped(shown, max(12, room))):
        lead = after if number else first
        found.append(Line((*([lead] if lead.shown else []), *_slice(words, start, end))))
    return found


def _slice(words: list[Piece], start: int, end: int) -> Iterator[Piece]:
    at = 0
    for piece in words:
        first, last = max(start - at, 0), min(end - at, len(piece.shown))
        if first < last or (not piece.shown and start == end):
            yield piece.cut(first, last)
        at += len(piece.shown)


# --- tables ----------------------------------------------------------------------------------


def _cells(raw: Piece) -> list[Piece]:
    """The cells of a table's row, trimmed, where they stand."""
    found, start = [], 0
    text = raw.shown
    edges = [m.start() for m in re.finditer(r"(?<!\\)\|", text)] + [len(text)]
    for edge in edges:
        inner = text[start:edge]
        trimmed = inner.strip()
        begin = start + len(inner) - len(inner.lstrip()) if trimmed else edge
        found.append(raw.cut(begin, begin + len(trimmed)))
        start = edge + 1
    if found and not found[0].shown:
        found = found[1:]
    return found[:-1] if found and not found[-1].shown and text.rstrip().endswith("|") else found


def _table(raws: list[Piece], depth: int, width: int) -> list[Line]:
    """A table with its columns aligned; too wide a one, row by row with the head's words."""
    bar = Piece("▏ " * depth, style=MARGIN)
    if depth:
        raws = [
            raw.cut(m.end() if (m := _QUOTE.match(raw.shown)) else 0, len(raw.shown))
            for raw in raws
        ]
    head, rule, *rows = [_cells(raw) for raw in raws]
    count = len(head)
    table = [[*row, *[Piece("")] * count][:count] for row in (head, *rows)]
    inline = [[list(_inline(cell, "")) for cell in row] for row in table]
    sizes = [[_cells_of(cell) for cell in row] for row in inline]
    widths = [max(row[column] for row in sizes) for column in range(count)]
    right = [
        n < len(rule) and rule[n].shown.endswith(":") and not rule[n].shown.startswith(":")
        for n in range(count)
    ]
    if sum(widths) + 3 * (count - 1) + len(bar.shown) > width:
        return _stacked(bar, inline, width)
    found = []
    for number, row in enumerate(inline):
        pieces: list[Piece] = [bar] if depth else []
        for column, cell in enumerate(row):
            pad = Piece(" " * (widths[column] - sizes[number][column]))
            bold = [_styled(p, f"bold {p.style}".strip()) for p in cell] if number == 0 else cell
            pieces += [pad, *bold] if right[column] else [*bold, pad]
            if column < count - 1:
                pieces.append(Piece(" │ ", style="$rule"))
        found.append(Line(tuple(pieces), whole=True))
        if number == 0:
            line = "─┼─".join("─" * size for size in widths)
            found.append(Line((*([bar] if depth else []), Piece(line, style="$rule"))))
    return found


def _cells_of(pieces: list[Piece]) -> int:
    return sum(cell_len(piece.shown) for piece in pieces)


def _stacked(bar: Piece, rows: list[list[list[Piece]]], width: int) -> list[Line]:
    """Each row as lines of 'head: cell'."""
    head, *body = rows
    room = max(12, width - len(bar.shown))
    found: list[Line] = []
    for number, row in enumerate(body):
        if number:
            found.append(Line((bar,) if bar.shown else ()))
        for title, cell in zip(head, row, strict=True):
            named = [Piece(p.shown, style="bold") for p in title]
            found += _wrap(bar, bar, [*named, Piece(": ", style="bold"), *cell], room)
    return found
