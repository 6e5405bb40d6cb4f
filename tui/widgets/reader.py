"""A reading pane: documents one under the other, whose passages can be pinned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import (
    Blur,
    Click,
    Focus,
    MouseEvent,
    MouseScrollDown,
    MouseScrollUp,
    Resize,
)
from textual.message import Message
from textual.scrollbar import ScrollDown, ScrollTo, ScrollUp
from textual.widgets import Static

from tui.reading import MEASURE
from tui.widgets.page_layout import Document, PageLayout, Passage

__all__ = ["Document", "Passage", "Reader"]


class Page(Static):
    """The painted text; what the mouse is drawn over is selected, for copying."""


class Reader(VerticalScroll, can_focus=True):
    """Shows documents whose passages can be pinned.

    With `reading` the cursor stands on a passage whenever the pane has the focus: arrows walk
    it, `p` pins. Without, it comes with `start_pinning`, and Enter pins as well.

    The player decides which row stands at the top, by keys and by mouse. What else changes the
    pane's room (a line of news, another size of the terminal) moves the page no further than it
    must to keep the cursor in sight, and gives way again; the cursor stays on its passage.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", show=False),
        Binding("down", "walk(1)", show=False),
        Binding("pageup", "leaf(-1)", show=False),
        Binding("pagedown", "leaf(1)", show=False),
        Binding("home", "ends(-1)", show=False),
        Binding("end", "ends(1)", show=False),
        Binding("enter", "confirm_passage", show=False),
        Binding("p", "take", show=False),
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
        """The cursor came, moved or went."""

    @dataclass
    class LinkChosen(Message):
        """A line that leads somewhere was clicked."""

        target: str

    def __init__(self, *, reading: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._reading = reading
        self._top = 0
        """The row that the player has brought to the top."""
        self._documents: tuple[Document, ...] = ()
        self._page_of: object = ()
        self._pinned: frozenset[Passage] = frozenset()
        self._layout = PageLayout((), MEASURE)
        self._cursor: int | None = None
        self._page = Page(Content(""))

    def compose(self) -> ComposeResult:
        yield self._page

    @property
    def pinning(self) -> bool:
        """Whether the cursor is out."""
        return self._cursor is not None

    @property
    def passage(self) -> Passage | None:
        """The passage under the cursor."""
        return None if self._cursor is None else self._layout.placed[self._cursor].passage

    @property
    def sources(self) -> frozenset[str]:
        """What the documents on show are called by pins."""
        return frozenset(document.source for document in self._documents if document.source)

    @property
    def all_passages(self) -> tuple[Passage, ...]:
        """Every passage that the cursor could stand on."""
        return tuple(placed.passage for placed in self._layout.placed)

    def show(
        self,
        documents: tuple[Document, ...],
        pinned: frozenset[Passage],
        page: object = None,
    ) -> None:
        """Shows documents; another page takes the cursor away and scrolls home.

        `page` is what the page is known by: its first source, unless something is named.
        """
        page_of = page or tuple(document.source for document in documents[:1])
        if page_of != self._page_of:
            self._cursor, self._top, self._page_of = None, 0, page_of
        self._documents, self._pinned = documents, pinned
        self._lay_out()
        if self._reading and self.has_focus and self._cursor is None:
            self.start_pinning()

    def start_pinning(self) -> None:
        """Puts the cursor on the first passage in sight."""
        first = self._layout.first_from(self._top)
        if first is not None:
            self._set_cursor(first, scroll=not self._reading)

    def stop_pinning(self) -> None:
        """Takes the cursor away."""
        self._set_cursor(None)

    @property
    def top(self) -> int:
        """The row that the player has brought to the top."""
        return self._top

    def put_cursor(self, passage: Passage, top: int | None = None) -> bool:
        """Puts the cursor on a passage, with a row at the top; False where it is not shown."""
        for number, placed in enumerate(self._layout.placed):
            if placed.passage == passage:
                self._top = self._top if top is None else top
                self._set_cursor(number, scroll=top is None)
                return True
        return False

    def turn_to(self, number: int) -> None:
        """Brings a document's head to the top, and the cursor to what can be pinned from there."""
        if not 0 < number < len(self._layout.heads):
            return
        first = next((n for n, p in enumerate(self._layout.placed) if p.document >= number), None)
        self._top = self._layout.heads[number]
        self._set_cursor(self._last if first is None else first, scroll=False)

    def turn_to_source(self, source: str) -> None:
        """Brings the document of a source to the top, where it is on the page."""
        sources = [document.source for document in self._documents]
        if source in sources:
            self.turn_to(sources.index(source))

    def turn_to_answers(self) -> None:
        """Brings the second document to the top: what came back."""
        self.turn_to(1)

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves keys to the screen that have nothing to do here now."""
        if action == "confirm_passage":
            return self.pinning and (not self._reading or self.jump is not None)
        return action != "take" or self.pinning

    def action_walk(self, by: int) -> None:
        """Moves the cursor, or scrolls where there is none or no further passage."""
        last = len(self._layout.placed) - 1
        if self._cursor is None or not 0 <= self._cursor + by <= last:
            self._bring(self.scroll_offset.y + by)
        else:
            self._set_cursor(self._cursor + by)

    def action_leaf(self, by: int) -> None:
        """Turns a page; the cursor comes along."""
        top = self._bring(self.scroll_offset.y + by * max(1, self._room - 1))
        if self._cursor is not None:
            at_end = by > 0 and top == self.max_scroll_y
            first = self._layout.first_from(top)
            self._set_cursor(self._last if at_end or first is None else first, scroll=False)

    def action_ends(self, by: int) -> None:
        """Goes to the top or the foot of the page."""
        if self._cursor is not None:
            self._set_cursor(0 if by < 0 else self._last, scroll=False)
        self._bring(0 if by < 0 else self.max_scroll_y)

    def action_take(self) -> None:
        """Asks for the passage under the cursor to be pinned, or unpinned."""
        if self.passage is not None:
            self.post_message(self.PinWanted(self.passage))

    @property
    def jump(self) -> int | None:
        """The passage that a mark of the one under the cursor leads to: a footnote, or back."""
        return None if self._cursor is None else self._layout.jump_from(self._cursor)

    def action_confirm_passage(self) -> None:
        """Enter, where the pane keeps it: follows a mark to its note, else as `p`."""
        target = self.jump
        if target is None:
            self.action_take()
        else:
            self._set_cursor(target)

    # --- mouse and focus -----------------------------------------------------------------

    def on_click(self, event: Click) -> None:
        if not self.content_region.contains_point(event.screen_offset) or self.screen.selections:
            return
        offset = event.screen_offset - self._page.region.offset
        link = self._layout.links.get(offset.y)
        if link is not None:
            self.post_message(self.LinkChosen(link))
            return
        number = self._layout.at(offset.y, offset.x)
        if number is None:
            return
        jump = self._layout.jump_at(offset.y, offset.x)
        if jump is not None:
            self._set_cursor(jump)
            return
        if number == self._cursor:
            self.action_take()
        else:
            self._set_cursor(number)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        self._wheel(event, -1)

    def _wheel(self, event: MouseEvent, by: int) -> None:
        if not (event.ctrl or event.shift):
            event.prevent_default()
            event.stop()
            step = max(1, round(self.app.scroll_sensitivity_y))
            self._scroll_by_hand(self.scroll_offset.y + by * step)

    def on_scroll_to(self, message: ScrollTo) -> None:
        """The bar at the side is dragged."""
        if message.y is not None:
            message.prevent_default()
            message.stop()
            self._scroll_by_hand(round(message.y))

    def on_scroll_up(self, message: ScrollUp) -> None:
        """The bar is clicked above its grip."""
        self._by_the_bar(message, -1)

    def on_scroll_down(self, message: ScrollDown) -> None:
        self._by_the_bar(message, 1)

    def _by_the_bar(self, message: Message, by: int) -> None:
        message.prevent_default()
        message.stop()
        self._scroll_by_hand(self.scroll_offset.y + by * self._room)

    def _scroll_by_hand(self, top: int) -> None:
        """Scrolls, and takes the cursor along: what `p` pins is always in sight."""
        lit = None if self._cursor is None or not self._reading else self._cursor
        top = max(0, min(self.max_scroll_y, top))
        if lit is not None:
            placed = self._layout.placed[lit]
            if placed.last_row < top:
                self._set_cursor(self._layout.first_from(top), scroll=False)
            elif placed.first_row >= top + self._room:
                self._set_cursor(self._layout.last_before(top + self._room), scroll=False)
        self._bring(top)

    def on_focus(self, event: Focus) -> None:
        if self._reading and self._cursor is None:
            self.start_pinning()
        else:
            self._paint()

    def on_blur(self, event: Blur) -> None:
        self._paint()

    def on_resize(self, event: Resize) -> None:
        if self._width != self._layout.width:
            self._lay_out()
        self._stand()

    def watch_virtual_size(self) -> None:
        """What is wanted at the top can stand there once the page has its new length."""
        if self.is_mounted:
            self.call_after_refresh(self._stand)

    # --- what is in sight ----------------------------------------------------------------

    @property
    def _room(self) -> int:
        """How many rows the pane shows."""
        return max(1, self.scrollable_content_region.height)

    @property
    def _last(self) -> int | None:
        """The last passage."""
        return len(self._layout.placed) - 1 if self._layout.placed else None

    def _bring(self, top: int) -> int:
        """Has a row at the top, as the player wants it; gives the one that can be there."""
        self._top = max(0, min(self.max_scroll_y, top))
        self._stand(self._top)
        return self._top

    def _stand(self, top: int | None = None) -> None:
        """Scrolls to where the page stands in the room that there is now."""
        if top is None:
            top = self._in_sight(self._top)
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _in_sight(self, top: int, around: bool = False) -> int:
        """The top row nearest to a wanted one that has the cursor's passage in sight.

        With what is around it: what stands above the first passage, or follows the last.
        """
        if self._cursor is None:
            return top
        placed, room = self._layout.placed[self._cursor], self._room
        first, last = placed.first_row, placed.last_row
        if around and self._cursor == 0:
            first = 0
        elif around and self._cursor == self._last:
            last = max(last, self._layout.height - 1)
        if last - first >= room:
            first, last = placed.first_row, min(placed.last_row, placed.first_row + room - 1)
        return min(first, max(top, last - room + 1))

    # --- painting ------------------------------------------------------------------------

    def _set_cursor(self, cursor: int | None, scroll: bool = True) -> None:
        self._cursor = cursor
        self._paint()
        if scroll and self.size:
            self._top = self._in_sight(self.scroll_offset.y, around=True)
        self._stand()
        self.post_message(self.CursorMoved())

    @property
    def _width(self) -> int:
        return min(MEASURE, max(20, self.scrollable_content_region.width))

    def _lay_out(self) -> None:
        """Lays the documents out at the pane's width; the same passage stays at the top."""
        if not self.is_mounted:
            return
        passage = self.passage
        before, self._layout = self._layout, PageLayout(self._documents, self._width)
        self._cursor = self._layout.like(self._cursor, passage)
        if before.width != self._layout.width:
            self._top = self._layout.row_like(self._top, before)
        self._page.update(self._painted())
        self._stand()

    def _paint(self) -> None:
        """Paints anew what has kept its lines."""
        if self.is_mounted:
            self._page.update(self._painted(), layout=False)

    def _painted(self) -> Content:
        lit = self._cursor if self.has_focus or not self._reading else None
        return self._layout.painted(self._pinned, lit)
