"""Where a page's passages stand: documents as lines, and which passage is under a cell."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from engine.passages import Span, passages, plain
from tui.reading import lines
from tui.safety import harmless


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


@dataclass(frozen=True)
class _Line:
    document: int
    span: Span


class PageLayout:
    """Documents one under the other at a width; no widget, no colour."""

    def __init__(self, documents: tuple[Document, ...], width: int) -> None:
        self._documents = documents
        self.width = width
        self.placed: list[Placed] = []
        self.links: dict[int, str] = {}
        self.heads: list[int] = []
        """The row that each document begins in."""
        self._rows: list[Content | _Line] = []
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

    def row_like(self, row: int, other: PageLayout) -> int:
        """The row that shows what a row of the same documents shows at another width."""
        number = other.first_from(row)
        if not row or number is None or number >= len(self.placed):
            return row
        return max(0, row + self.placed[number].first_row - other.placed[number].first_row)

    def at(self, row: int, column: int) -> int | None:
        """The passage under a cell; beside a line's end, the last one of that line."""
        if not 0 <= row < len(self._rows):
            return None
        line = self._rows[row]
        if isinstance(line, Content):
            return None
        offset = line.span.start
        text = harmless(self._documents[line.document].text)
        while offset < line.span.end and cell_len(text[line.span.start : offset + 1]) <= column:
            offset += 1
        best: int | None = None
        for number, placed in enumerate(self.placed):
            on_line = (
                placed.document == line.document and placed.first_row <= row <= placed.last_row
            )
            if on_line and (best is None or placed.span.start <= offset):
                best = number
        return best

    def painted(self, pinned: frozenset[Passage], lit: int | None) -> Content:
        """The page with pins underlined and the passage under the cursor lit."""
        texts = [self._styled(n, d, pinned, lit) for n, d in enumerate(self._documents)]
        painted = [
            row if isinstance(row, Content) else texts[row.document][row.span.start : row.span.end]
            for row in self._rows
        ]
        return Content("\n").join(painted)

    def _place(self, number: int, document: Document, width: int) -> None:
        self.heads.append(len(self._rows))
        self.links |= {len(self._rows) + row: target for row, target in document.links}
        self._rows += document.head
        first_row = len(self._rows)
        spans = lines(harmless(document.text), width, document.laid_out)
        self._rows += [_Line(number, span) for span in spans]
        self._rows.append(Content(""))
        if not document.source:
            return
        for span in passages(document.text, document.laid_out):
            on = [n for n, row in enumerate(spans) if row.end > span.start and row.start < span.end]
            if on:
                passage = Passage(document.source, document.text[span.start : span.end])
                self.placed.append(
                    Placed(passage, span, number, first_row + on[0], first_row + on[-1])
                )

    def _styled(
        self, number: int, document: Document, pinned: frozenset[Passage], lit: int | None
    ) -> Content:
        text = Content.styled(harmless(document.text), document.style)
        for index, placed in enumerate(self.placed):
            if placed.document != number:
                continue
            if any(placed.passage.holds(pin.source, pin.quote) for pin in pinned):
                text = text.stylize("underline $accent", placed.span.start, placed.span.end)
            if index == lit:
                text = text.stylize("bold on $lamp", placed.span.start, placed.span.end)
        return text
