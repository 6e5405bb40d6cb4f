"""A reading pane: documents one under the other, whose passages can be pinned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Blur, Click, Focus, Resize
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from tui.reading import MEASURE
from tui.widgets.page_layout import Document, PageLayout, Passage

__all__ = ["Document", "Passage", "Reader"]


class Page(Static):
    """The painted text."""

    ALLOW_SELECT = False


class Reader(VerticalScroll, can_focus=True):
    """Shows documents whose passages can be pinned.

    With `reading` the cursor stands on a passage whenever the pane has the focus: arrows walk
    it, `p` pins. Without, it comes with `start_pinning`, and Enter pins as well.
    """

    ALLOW_SELECT = False
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
        self._wheeled = False
        self._documents: tuple[Document, ...] = ()
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

    def show(self, documents: tuple[Document, ...], pinned: frozenset[Passage]) -> None:
        """Shows documents; a change of documents takes the cursor away and scrolls home."""
        sources = [document.source for document in documents]
        if sources[:1] != [document.source for document in self._documents][:1]:
            self._cursor = None
            self.scroll_home(animate=False)
        self._documents, self._pinned = documents, pinned
        self._lay_out()
        if self._reading and self.has_focus and self._cursor is None:
            self.start_pinning()

    def start_pinning(self) -> None:
        """Puts the cursor on the first passage in sight."""
        first = self._layout.first_from(self.scroll_offset.y)
        if first is not None:
            self._set_cursor(first, scroll=not self._reading)

    def stop_pinning(self) -> None:
        """Takes the cursor away."""
        self._set_cursor(None)

    def put_cursor(self, passage: Passage) -> bool:
        """Puts the cursor on a passage; False where the pane does not show it."""
        for number, placed in enumerate(self._layout.placed):
            if placed.passage == passage:
                self._set_cursor(number)
                return True
        return False

    def turn_to_answers(self) -> None:
        """Scrolls past the first document: its cursor and head come into sight."""
        if len(self._layout.heads) < 2:
            return
        first = next((n for n, p in enumerate(self._layout.placed) if p.document > 0), None)
        self._set_cursor(first if first is not None else self._cursor, scroll=False)
        top = self._layout.heads[1]
        self.call_after_refresh(self.scroll_to, y=top, animate=False)

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves keys to the screen that have nothing to do here now."""
        if action == "confirm_passage":
            return self.pinning and not self._reading
        return action != "take" or self.pinning

    def action_walk(self, by: int) -> None:
        """Moves the cursor, or scrolls where there is none or no further passage."""
        last = len(self._layout.placed) - 1
        if self._cursor is None or not 0 <= self._cursor + by <= last:
            self.scroll_relative(y=by, animate=False)
        else:
            self._set_cursor(self._cursor + by)

    def action_leaf(self, by: int) -> None:
        """Turns a page; the cursor comes along."""
        height = max(1, self.scrollable_content_region.height - 1)
        top = max(0, min(self.max_scroll_y, self.scroll_offset.y + by * height))
        self.scroll_to(y=top, animate=False)
        if self._cursor is not None:
            at_end = by > 0 and top == self.max_scroll_y
            first = self._layout.first_from(top)
            last = len(self._layout.placed) - 1
            self._set_cursor(last if at_end or first is None else first, scroll=False)

    def action_ends(self, by: int) -> None:
        """Goes to the top or the foot of the page."""
        if self._cursor is not None:
            self._set_cursor(0 if by < 0 else len(self._layout.placed) - 1, scroll=False)
        self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)

    def action_take(self) -> None:
        """Asks for the passage under the cursor to be pinned, or unpinned."""
        if self.passage is not None:
            self.post_message(self.PinWanted(self.passage))

    def action_confirm_passage(self) -> None:
        """Enter, where the pane keeps it: as `p`."""
        self.action_take()

    # --- mouse and focus -----------------------------------------------------------------

    def on_click(self, event: Click) -> None:
        if not self.content_region.contains_point(event.screen_offset):
            return
        offset = event.screen_offset - self._page.region.offset
        link = self._layout.links.get(offset.y)
        if link is not None:
            self.post_message(self.LinkChosen(link))
            return
        number = self._layout.at(offset.y, offset.x)
        if number is None:
            return
        if number == self._cursor:
            self.action_take()
        else:
            self._set_cursor(number)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The wheel takes the cursor along: what `p` pins is always in sight."""
        super().watch_scroll_y(old_value, new_value)
        if not self._reading or self._cursor is None or not self._wheeled:
            return
        self._wheeled = False
        top = round(new_value)
        foot = top + self.scrollable_content_region.height
        placed = self._layout.placed[self._cursor]
        if placed.last_row < top:
            self._set_cursor(self._layout.first_from(top), scroll=False)
        elif placed.first_row >= foot:
            self._set_cursor(self._layout.last_before(foot), scroll=False)

    def on_mouse_scroll_down(self) -> None:
        """Only the wheel moves the cursor by scrolling; a page that changes its size does not."""
        self._wheeled = True

    def on_mouse_scroll_up(self) -> None:
        self._wheeled = True

    def on_focus(self, event: Focus) -> None:
        if self._reading and self._cursor is None:
            self.start_pinning()
        else:
            self._paint()

    def on_blur(self, event: Blur) -> None:
        self._paint()

    def on_resize(self, event: Resize) -> None:
        self._lay_out()
        if self._cursor is not None and (self._reading or self.has_focus):
            # A line of news takes its room from the page: what the cursor is on stays in sight.
            self.call_after_refresh(self._bring_back)

    def _bring_back(self) -> None:
        if self._cursor is not None:
            self._keep_in_sight(self._cursor)

    # --- painting ------------------------------------------------------------------------

    def _set_cursor(self, cursor: int | None, scroll: bool = True) -> None:
        self._cursor = cursor
        self._paint()
        if cursor is not None and scroll:
            self._keep_in_sight(cursor)
        self.post_message(self.CursorMoved())

    def _keep_in_sight(self, cursor: int) -> None:
        """The first passage brings what stands above it into sight, the last what follows."""
        placed = self._layout.placed[cursor]
        first = 0 if cursor == 0 else placed.first_row
        last = placed.last_row
        if cursor == len(self._layout.placed) - 1 and cursor:
            last = max(last, self._layout.height - 1)
        room = max(1, self.scrollable_content_region.height)
        if last - first >= room:
            first, last = placed.first_row, min(placed.last_row, placed.first_row + room - 1)
        self.scroll_to_region(Region(0, first, 1, last - first + 1), animate=False)

    def _lay_out(self) -> None:
        if not self.is_mounted:
            return
        width = min(MEASURE, max(20, self.scrollable_content_region.width))
        self._layout = PageLayout(self._documents, width)
        if self._cursor is not None and self._cursor >= len(self._layout.placed):
            self._cursor = None
        self._page.update(self._painted())

    def _paint(self) -> None:
        """Paints anew what has kept its lines."""
        if self.is_mounted:
            self._page.update(self._painted(), layout=False)

    def _painted(self) -> Content:
        lit = self._cursor if self.has_focus or not self._reading else None
        return self._layout.painted(self._pinned, lit)
