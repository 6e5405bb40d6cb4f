"""Where a page's passages stand: documents as lines, and which passage is under a cell."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from engine.passages import Span, passages, plain
from tui.reading import NOWHERE, Line, Piece, SetLines, as_laid_out, running
from tui.safety import harmless

PINNED, LIT = "underline $accent", "bold on $lamp"


@dataclass(frozen=True)
class Document:
    """One text of a page."""

    source: str
    """What a pin names as its source; empty where nothing can be pinned."""
    text: str
    head: tuple[Content, ...] = ()
    laid_out: bool = False
    style: str = "$foreground"
    links: tuple[tuple[int, str], ...] = ()
    """Lines of the head that lead somewhere when clicked: their number, and where to."""
    setting: SetLines | None = None
    """How the text is set in lines; plainly where none is named."""
    jumps: tuple[tuple[Span, int], ...] = ()
    """Marks in the text, and the place in it that each leads to."""

    def set_at(self, width: int) -> tuple[Line, ...]:
        """The text in lines."""
        setting = self.setting or (as_laid_out if self.laid_out else running)
        return setting(harmless(self.text), width)


@dataclass(frozen=True)
class Passage:
    """A passage that the cursor can stand on."""

    source: str
    quote: str

    def holds(self, source: str, quote: str) -> bool:
        """Whether a pin is of this passage: a script may pin a part of one."""
        return self.source == source and plain(quote) in plain(self.quote)


@dataclass(frozen=True)
class Placed:
    """A passage and the rows it takes."""

    passage: Passage
    span: Span
    document: int
    first_row: int
    last_row: int


class PageLayout:
    """Documents one under the other at a width; no widget, no colour."""

    def __init__(self, documents: tuple[Document, ...], width: int) -> None:
        self._documents = documents
        self.width = width
        self.placed: list[Placed] = []
        self.links: dict[int, str] = {}
        self.heads: list[int] = []
        """The row that each document begins in."""
        self._rows: list[Content | tuple[int, Line]] = []
        for number, document in enumerate(documents):
            self._place(number, document, width)

    @property
    def height(self) -> int:
        """Rows, without the blank one at the end."""
        return max(0, len(self._rows) - 1)

    def first_from(self, row: int) -> int | None:
        """The first passage that begins in a row or below; the last where all are above."""
        seen = (n for n, placed in enumerate(self.placed) if placed.first_row >= row)
        return next(seen, len(self.placed) - 1 if self.placed else None)

    def last_before(self, row: int) -> int | None:
        """The last passage that begins above a row; the first where all are below."""
        seen = [n for n, placed in enumerate(self.placed) if placed.first_row < row]
        return seen[-1] if seen else 0 if self.placed else None

    def like(self, number: int | None, passage: Passage | None) -> int | None:
        """Where a passage is now that was under a number: documents may have come before it."""
        if number is None or passage is None:
            return None
        if number < len(self.placed) and self.placed[number].passage == passage:
            return number
        return next((n for n, p in enumerate(self.placed) if p.passage == passage), None)

    def row_like(self, row: int, other: PageLayout) -> int:
        """The row that shows what a row of the same documents shows at another width."""
        number = other.first_from(row)
        if not row or number is None or number >= len(self.placed):
            return row
        return max(0, row + self.placed[number].first_row - other.placed[number].first_row)

    def at(self, row: int, column: int) -> int | None:
        """The passage under a cell; beside a line's end, the last one of that line."""
        found = self._offset(row, column)
        if found is None:
            return None
        document, offset = found
        best: int | None = None
        for number, placed in enumerate(self.placed):
            on_line = placed.document == document and placed.first_row <= row <= placed.last_row
            if on_line and (best is None or placed.span.start <= offset):
                best = number
        return best

    def jump_at(self, row: int, column: int) -> int | None:
        """The passage that a mark under a cell leads to."""
        found = self._offset(row, column)
        if found is None:
            return None
        document, offset = found
        for span, target in self._documents[document].jumps:
            if span.start <= offset < span.end:
                return self._holding(document, target)
        return None

    def jump_from(self, number: int) -> int | None:
        """The passage that the first mark of a passage leads to."""
        placed = self.placed[number]
        for span, target in self._documents[placed.document].jumps:
            if placed.span.start <= span.start < placed.span.end:
                return self._holding(placed.document, target)
        return None

    def _holding(self, document: int, offset: int) -> int | None:
        here = (n for n, p in enumerate(self.placed) if p.document == document)
        return next((n for n in here if offset < self.placed[n].span.end), None)

    def _offset(self, row: int, column: int) -> tuple[int, int] | None:
        """The document under a cell, and the place in its text: behind a line's end, its end."""
        if not 0 <= row < len(self._rows):
            return None
        line = self._rows[row]
        if isinstance(line, Content):
            return None
        number, set_line = line
        at, offset = 0, None
        for piece in set_line.pieces:
            if piece.start == NOWHERE:
                at += cell_len(piece.shown)
                continue
            for place, character in enumerate(piece.shown):
                at += cell_len(character)
                if at > column:
                    return number, piece.start + place
            offset = piece.end
        return None if offset is None else (number, offset)

    def painted(self, pinned: frozenset[Passage], lit: int | None) -> Content:
        """The page with pins underlined and the passage under the cursor lit."""
        marks = [self._marks(n, pinned, lit) for n in range(len(self._documents))]
        painted = [
            row if isinstance(row, Content) else self._painted_line(*row, marks[row[0]])
            for row in self._rows
        ]
        return Content("\n").join(painted)

    def _place(self, number: int, document: Document, width: int) -> None:
        self.heads.append(len(self._rows))
        self.links |= {len(self._rows) + row: target for row, target in document.links}
        self._rows += document.head
        first_row = len(self._rows)
        set_lines = document.set_at(width)
        self._rows += [(number, line) for line in set_lines]
        self._rows.append(Content(""))
        if not document.source:
            return
        for span in passages(document.text, document.laid_out):
            on = [n for n, line in enumerate(set_lines) if _holds(line, span)]
            if on:
                passage = Passage(document.source, document.text[span.start : span.end])
                self.placed.append(
                    Placed(passage, span, number, first_row + on[0], first_row + on[-1])
                )

    def _marks(
        self, number: int, pinned: frozenset[Passage], lit: int | None
    ) -> list[tuple[Span, str]]:
        """The stretches of a document that are pinned, and the one that is lit."""
        found = []
        for index, placed in enumerate(self.placed):
            if placed.document != number:
                continue
            if any(placed.passage.holds(pin.source, pin.quote) for pin in pinned):
                found.append((placed.span, PINNED))
            if index == lit:
                found.append((placed.span, LIT))
        return found

    def _painted_line(self, number: int, line: Line, marks: list[tuple[Span, str]]) -> Content:
        """A line with its styles, then the document's marks over them."""
        base = self._documents[number].style
        parts = [_painted_piece(piece, base, marks) for piece in line.pieces]
        content = Content.assemble(*parts) if parts else Content("")
        lit = line.whole and any(style == LIT and _holds(line, span) for span, style in marks)
        if not lit:
            return content
        room = " " * max(0, self.width - content.cell_length)
        return Content.assemble(content, room).stylize(LIT)


def _painted_piece(piece: Piece, base: str, marks: list[tuple[Span, str]]) -> Content:
    if piece.start == NOWHERE:
        return Content.styled(piece.shown, piece.style or "$foreground 62%")
    text = Content.styled(piece.shown, base)
    if piece.style:
        text = text.stylize(piece.style)
    for span, style in marks:
        first, last = max(span.start, piece.start), min(span.end, piece.end)
        if first < last:
            text = text.stylize(style, first - piece.start, last - piece.start)
    return text


def _holds(line: Line, span: Span) -> bool:
    return any(
        p.start != NOWHERE and p.end > span.start and p.start < span.end for p in line.pieces
    )
