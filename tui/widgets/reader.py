"""A reading pane: documents one under the other, whose passages can be pinned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from engine.passages import Span, passages
from tui.reading import MEASURE, lines


@dataclass(frozen=True)
class Document:
    """One text in the pane."""

    source: str
    """What a pin names as its source; empty where nothing can be pinned."""
    text: str
    head: tuple[Content, ...] = ()
    laid_out: bool = False
    style: str = "$foreground"


@dataclass(frozen=True)
class Passage:
    """A passage that the cursor can stand on."""

    source: str
    quote: str


@dataclass(frozen=True)
class _Placed:
    passage: Passage
    span: Span
    document: int
    first_row: int
    last_row: int


class Page(Static):
    """The painted text."""

    ALLOW_SELECT = False


class Reader(VerticalScroll, can_focus=True):
    """Shows documents; `p` puts a cursor on their passages, Enter pins the one under it."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", show=False),
        Binding("down", "walk(1)", show=False),
        Binding("enter", "take", show=False),
    ]
    DEFAULT_CSS = """
    Reader { height: 1fr; scrollbar-size-vertical: 1; overflow-x: auto; padding: 0 1; }
    Reader > Page { height: auto; width: auto; min-width: 100%; }
    """

    @dataclass
    class PinWanted(Message):
        """The player wants this passage pinned, or unpinned."""

        passage: Passage

    @dataclass
    class CursorMoved(Message):
        """The pin cursor came, moved or went."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._documents: tuple[Document, ...] = ()
        self._pinned: frozenset[Passage] = frozenset()
        self._placed: list[_Placed] = []
        self._cursor: int | None = None
        self._page = Page(Content(""))

    def compose(self) -> ComposeResult:
        yield self._page

    @property
    def pinning(self) -> bool:
        """Whether the pin cursor is out."""
        return self._cursor is not None

    @property
    def passage(self) -> Passage | None:
        """The passage under the pin cursor."""
        return None if self._cursor is None else self._placed[self._cursor].passage

    def show(self, documents: tuple[Document, ...], pinned: frozenset[Passage]) -> None:
        """Shows documents; a change of documents takes the cursor away and scrolls home."""
        sources = [document.source for document in documents]
        if sources[:1] != [document.source for document in self._documents][:1]:
            self._cursor = None
            self.scroll_home(animate=False)
        self._documents, self._pinned = documents, pinned
        self._paint()

    def start_pinning(self) -> None:
        """Puts the cursor on the first passage in sight."""
        if not self._placed:
            return
        top = self.scroll_offset.y
        seen = (n for n, placed in enumerate(self._placed) if placed.first_row >= top)
        self._set_cursor(next(seen, 0))

    def stop_pinning(self) -> None:
        """Takes the cursor away."""
        self._set_cursor(None)

    def put_cursor(self, passage: Passage) -> bool:
        """Puts the cursor on a passage; False where the pane does not show it."""
        for number, placed in enumerate(self._placed):
            if placed.passage == passage:
                self._set_cursor(number)
                return True
        return False

    @property
    def all_passages(self) -> tuple[Passage, ...]:
        """Every passage that the cursor could stand on."""
        return tuple(placed.passage for placed in self._placed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves Enter to the screen while the pin cursor is away."""
        return action != "take" or self._cursor is not None

    def action_walk(self, by: int) -> None:
        """Moves the pin cursor, or scrolls where there is none."""
        if self._cursor is None:
            self.scroll_relative(y=by, animate=False)
        else:
            self._set_cursor(max(0, min(len(self._placed) - 1, self._cursor + by)))

    def action_take(self) -> None:
        """Asks for the passage under the cursor to be pinned."""
        if self.passage is not None:
            self.post_message(self.PinWanted(self.passage))

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self._page)
        if offset is None:
            return
        for number, placed in enumerate(self._placed):
            if placed.first_row <= offset.y <= placed.last_row:
                if number == self._cursor:
                    self.action_take()
                else:
                    self._set_cursor(number)
                return

    def on_resize(self, event: Resize) -> None:
        self._paint()

    def _set_cursor(self, cursor: int | None) -> None:
        self._cursor = cursor
        self._paint()
        if cursor is not None:
            placed = self._placed[cursor]
            height = placed.last_row - placed.first_row + 1
            self.scroll_to_region(Region(0, placed.first_row, 1, height), animate=False)
        self.post_message(self.CursorMoved())

    def _paint(self) -> None:
        if not self.is_mounted:
            return
        width = min(MEASURE, max(20, self.scrollable_content_region.width))
        painted: list[Content] = []
        self._placed = []
        for number, document in enumerate(self._documents):
            painted += document.head
            painted += self._document(number, document, width, len(painted))
            painted.append(Content(""))
        if self._cursor is not None and self._cursor >= len(self._placed):
            self._cursor = None
        self._page.update(Content("\n").join(painted))

    def _document(
        self, number: int, document: Document, width: int, first_row: int
    ) -> list[Content]:
        rows = lines(document.text, width, document.laid_out)
        if document.source:
            for span in passages(document.text, document.laid_out):
                on = [
                    n for n, row in enumerate(rows) if row.end > span.start and row.start < span.end
                ]
                if on:
                    passage = Passage(document.source, document.text[span.start : span.end])
                    self._placed.append(
                        _Placed(passage, span, number, first_row + on[0], first_row + on[-1])
                    )
        text = Content.styled(document.text, document.style)
        for index, placed in enumerate(self._placed):
            if placed.document != number:
                continue
            if placed.passage in self._pinned:
                text = text.stylize("underline $accent", placed.span.start, placed.span.end)
            if index == self._cursor:
                text = text.stylize("bold on $lamp", placed.span.start, placed.span.end)
        return [text[row.start : row.end] for row in rows]
