"""How each form of file is set: its frame round the text, which itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Callable

from rich.cells import cell_len

from engine.passages import Span
from tui.reading import MEASURE, Line, Piece, SetLines, as_laid_out

RULE, MARGIN, HEAD = "$rule", "$faint", "bold"
_FIELD = re.compile(r"\S+(?: \S+)*")
"""What stands between gaps of two blanks and more."""
_FIGURE = re.compile(r"[-+]?[\d.,:]*\d[\d.,:]*\s?%?|-|–")
_TIME = re.compile(
    r"\s*(?:\d{1,2} [A-Z][a-z]{2}\s+)?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?=\s|$)"
    r"|\s*\d{4}-\d\d-\d\d\S*"
)
_MARK = re.compile(r"\((\d{1,2})\)")
_CLAUSE = re.compile(r"\s*(?:\d{1,2}\.|§ ?\d+)(?=\s)")


def setting_of(form: str) -> SetLines:
    """How files of a form are set."""
    return SETTINGS.get(form, as_laid_out)


def jumps_of(form: str, text: str) -> tuple[tuple[Span, int], ...]:
    """In a contract, the marks of footnotes with the notes they lead to, and back."""
    if form != "contract":
        return ()
    notes: dict[str, int] = {}
    marks: list[tuple[str, Span]] = []
    for found in _MARK.finditer(text):
        line = text.rfind("\n", 0, found.start()) + 1
        if not text[line : found.start()].strip() and found[1] not in notes:
            notes[found[1]] = found.start()
        else:
            marks.append((found[1], Span(*found.span())))
    there = [(span, notes[number]) for number, span in marks if number in notes]
    back = {number: span.start for number, span in reversed(marks)}
    again = [
        (Span(start, start + len(number) + 2), back[number])
        for number, start in notes.items()
        if number in back
    ]
    return tuple(there + again)


def table(text: str, width: int) -> tuple[Line, ...]:
    """A rule under the head of the columns."""
    return _under_head(_plain(text), text, ruled=lambda size: Piece("─" * size, style=RULE))


def calendar(text: str, width: int) -> tuple[Line, ...]:
    """As a table, with lines between the columns."""
    raws = text.split("\n")
    first, last = _columns_between(raws)
    gaps = _gaps(raws[first:last]) if last > first else []
    lines = list(_plain(text))
    for number in range(first, min(last, len(lines))):
        lines[number] = Line(tuple(_parted(lines[number].pieces[0], gaps)), whole=True)

    def ruled(size: int) -> Piece:
        columns = ["┼" if column in gaps else "─" for column in range(size)]
        return Piece("".join(columns), style=RULE)

    return _under_head(tuple(lines), text, ruled)


def log(text: str, width: int) -> tuple[Line, ...]:
    """Numbered lines, with their times apart from what is told of them."""
    lines = _plain(text)
    digits = len(str(len(lines)))
    found = []
    for number, line in enumerate(lines, start=1):
        margin = Piece(f"{number:>{digits}} │ ", style=MARGIN)
        raw = line.pieces[0]
        time = _TIME.match(raw.shown)
        cut = time.end() if time else 0
        style = HEAD if number == 1 and not time else ""
        pieces = [_as(raw.cut(0, cut), "$primary"), _as(raw.cut(cut, len(raw.shown)), style)]
        found.append(Line((margin, *[p for p in pieces if p.shown]), whole=True))
    return tuple(found)


def contract(text: str, width: int) -> tuple[Line, ...]:
    """Clauses by their numbers, marks of footnotes lit, a rule over the notes."""
    found: list[Line] = []
    noted = False
    for number, line in enumerate(_plain(text)):
        raw = line.pieces[0]
        note = _MARK.match(raw.shown)
        if note and not noted:
            noted = True
            if found and not _shown(found[-1]).strip():
                found.pop()
            found.append(Line((Piece("─" * 24, style=RULE),)))
        base = "$foreground 72%" if noted else HEAD if number == 0 else ""
        found.append(Line(tuple(_clause(raw, base)), whole=True))
    return tuple(found)


def plan(text: str, width: int) -> tuple[Line, ...]:
    """In the middle of the page, in a frame."""
    lines = _plain(text)
    inner = max((cell_len(_shown(line)) for line in lines), default=0)
    if inner + 4 > max(width, MEASURE):
        return lines
    left = " " * max(0, (width - inner - 4) // 2)
    top = Line((Piece(f"{left}╭{'─' * (inner + 2)}╮", style=RULE),))
    foot = Line((Piece(f"{left}╰{'─' * (inner + 2)}╯", style=RULE),))
    found = [top]
    for line in lines:
        pad = " " * (inner - cell_len(_shown(line)))
        edges = Piece(f"{left}│ ", style=RULE), Piece(f"{pad} │", style=RULE)
        found.append(Line((edges[0], *line.pieces, edges[1])))
    return (*found, foot)


def memo(text: str, width: int) -> tuple[Line, ...]:
    """As written, its first line as a heading, a bar at its side."""
    bar = Piece("▏ ", style="$edge")
    return tuple(
        Line((bar, *(_as(p, HEAD if number == 0 else "") for p in line.pieces)), whole=True)
        for number, line in enumerate(_plain(text))
    )


SETTINGS: dict[str, SetLines] = {
    "table": table,
    "metrics": table,
    "calendar": calendar,
    "log": log,
    "contract": contract,
    "plan": plan,
    "memo": memo,
}


# --- what they are made of -------------------------------------------------------------------


def _plain(text: str) -> tuple[Line, ...]:
    return as_laid_out(text, 0)


def _shown(line: Line) -> str:
    return "".join(piece.shown for piece in line.pieces)


def _as(piece: Piece, style: str) -> Piece:
    return Piece(piece.shown, piece.start, style)


def _fields(raw: str) -> list[str]:
    return _FIELD.findall(raw)


def _columns_between(raws: list[str]) -> tuple[int, int]:
    """The first line of the longest table in a text, its head with it, and the line after."""
    best, start = (0, 0), None
    for number, raw in enumerate([*raws, ""]):
        if len(_fields(raw)) >= 3:
            start = number if start is None else start
        elif start is not None and not (raw.strip() and _goes_on(raw)):
            if number - start > best[1] - best[0]:
                best = (start, number)
            start = None
    return best


def _goes_on(raw: str) -> bool:
    """Whether a line with fewer columns belongs to a table: some are empty, or it hangs."""
    return len(_fields(raw)) == 2 or raw.startswith("   ")


def _head_of(raws: list[str], first: int, last: int) -> int:
    """The line after a table's head: where figures begin; its first line where it has no head."""
    for number in range(first, last):
        if any(_FIGURE.fullmatch(cell) for cell in _fields(raws[number])):
            return number
    return first + 1


def _under_head(
    lines: tuple[Line, ...], text: str, ruled: Callable[[int], Piece]
) -> tuple[Line, ...]:
    """Lines with a rule under the table's head, and what stands above in its own style."""
    raws = text.split("\n")
    first, last = _columns_between(raws)
    if last - first < 2:
        return lines
    body = _head_of(raws, first, last)
    found: list[Line] = []
    for number, line in enumerate(lines):
        if number == body and body > first:
            size = max(cell_len(raw) for raw in raws[first:last])
            found.append(Line((ruled(size),)))
        style = HEAD if number < first else "bold $secondary" if number < body else ""
        pieces = tuple(_as(p, style) if style and p.start >= 0 else p for p in line.pieces)
        found.append(Line(pieces, whole=line.whole))
    return tuple(found)


def _gaps(raws: list[str]) -> list[int]:
    """Columns in the middle of what every line of a table leaves blank."""
    size = max(len(raw) for raw in raws)
    blank = [all(raw[c : c + 1] in ("", " ") for raw in raws) for c in range(size)]
    gaps, start = [], None
    for column, free in enumerate([*blank, False]):
        if free and start is None:
            start = column
        elif not free and start is not None:
            if start and column < size and column - start >= 2:
                gaps.append((start + column) // 2)
            start = None
    return gaps


def _parted(raw: Piece, gaps: list[int]) -> list[Piece]:
    """A line with a bar in each gap, in place of the blank there."""
    pieces, at = [], 0
    for gap in gaps:
        if gap >= len(raw.shown):
            pieces.append(raw.cut(at, len(raw.shown)))
            pieces.append(Piece(" " * (gap - max(at, len(raw.shown))) + "│", style=RULE))
            at = gap + 1
            continue
        pieces += [raw.cut(at, gap), Piece("│", style=RULE)]
        at = gap + 1
    pieces.append(raw.cut(min(at, len(raw.shown)), len(raw.shown)))
    return [piece for piece in pieces if piece.shown]


def _clause(raw: Piece, base: str) -> list[Piece]:
    """A line of a contract: the number of its clause, and the marks in it."""
    number = _CLAUSE.match(raw.shown)
    at = number.end() if number else 0
    pieces = [_as(raw.cut(0, at), "bold $secondary")] if at else []
    for mark in _MARK.finditer(raw.shown):
        pieces += [
            _as(raw.cut(at, mark.start()), base),
            _as(raw.cut(*mark.span()), "bold $primary"),
        ]
        at = mark.end()
    pieces.append(_as(raw.cut(at, len(raw.shown)), base))
    return [piece for piece in pieces if piece.shown] or [raw]
