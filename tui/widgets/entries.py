"""Entries of running text that are laid out at the width they get, with a cursor over them.

The text is made while it is drawn, so that the first frame shows it and a resize costs nothing
until then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Blur, Click, Focus
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

Lines = tuple[Content, ...]
NOTHING = Content("")
LayOut = Callable[[int], Lines]
"""The lines of an entry at a width."""


@dataclass(frozen=True)
class Entry:
    """One entry; without an id it is a heading, and the cursor passes over it."""

    id: str
    lay_out: LayOut
    gap: int = 1
    """Lines after it."""
    between: Content = NOTHING
    """What stands in those lines."""


class EntryText(Widget):
    """Draws the entries of the list that it lies in."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "EntryText { height: auto; width: 1fr; }"

    def __init__(self, cursor_style: str) -> None:
        super().__init__()
        self._cursor_style = cursor_style
        self.entries: tuple[Entry, ...] = ()
        self.lit: str | None = None
        self._laid: tuple[int, tuple[Lines, ...]] = (-1, ())

    def put(self, entries: tuple[Entry, ...]) -> None:
        """Takes other entries."""
        self.entries = entries
        self._laid = (-1, ())
        self.refresh(layout=True)

    def redraw(self) -> None:
        """Lays the same entries out again, in as many rows as before; only what differs is sent."""
        width = self.content_size.width
        before = [line for lines in self.laid(width) for line in lines]
        self._laid = (-1, ())
        rows = [
            row + n
            for index, lines in enumerate(self.laid(width))
            for row in (self.region_of(index, width).y,)
            for n in range(len(lines))
        ]
        after = [line for lines in self.laid(width) for line in lines]
        pairs = zip(rows, before, after, strict=False)
        changed = [Region(0, row, width, 1) for row, old, new in pairs if not new.is_same(old)]
        if changed or len(before) != len(after):
            self.refresh(*changed)

    def light(self, entry: str | None) -> None:
        """Shows the cursor on an entry, or nowhere."""
        if entry != self.lit:
            self.lit = entry
            self.refresh()

    def laid(self, width: int) -> tuple[Lines, ...]:
        """The lines of each entry at a width."""
        if self._laid[0] != width:
            self._laid = (width, tuple(e.lay_out(max(10, width - 1)) for e in self.entries))
        return self._laid[1]

    def region_of(self, index: int, width: int) -> Region:
        """Where an entry stands."""
        laid = self.laid(width)
        y = sum(len(laid[n]) + self.entries[n].gap for n in range(index))
        return Region(0, y, max(1, width), max(1, len(laid[index])))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the entries take at this width."""
        rows = sum(len(lines) for lines in self.laid(width))
        return max(1, rows + sum(entry.gap for entry in self.entries[:-1]))

    def render(self) -> Content:
        """The entries, the lit one with its cursor."""
        width = self.content_size.width
        rows: list[Content] = []
        for entry, lines in zip(self.entries, self.laid(width), strict=True):
            lit = bool(entry.id) and entry.id == self.lit
            rows += [self._row(line, width, lit) for line in lines]
            rows += [Content.assemble(" ", entry.between)] * entry.gap
        return Content("\n").join(rows)

    def _row(self, line: Content, width: int, lit: bool) -> Content:
        if not lit:
            return Content.assemble(" ", line)
        padding = " " * max(0, width - 1 - line.cell_length)
        return Content.assemble(("▌", "$accent"), line, padding).stylize_before(self._cursor_style)


class EntryList(VerticalScroll, can_focus=True):
    """A pane of entries: arrows walk, Enter opens, and so do the wheel and a click."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", show=False),
        Binding("down", "walk(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = "EntryList { scrollbar-size-vertical: 1; overflow-x: hidden; }"

    @dataclass
    class Walked(Message):
        """The cursor stands on another entry."""

        entries: EntryList
        id: str

        @property
        def control(self) -> EntryList:
            """The list that sent it."""
            return self.entries

    @dataclass
    class Chosen(Message):
        """Enter was pressed on an entry, or it was clicked."""

        entries: EntryList
        id: str

        @property
        def control(self) -> EntryList:
            """The list that sent it."""
            return self.entries

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        cursor_style: str = "on $lit",
        click_opens: bool = True,
    ) -> None:
        self.text = EntryText(cursor_style)
        super().__init__(self.text, id=id, classes=classes)
        self._click_opens = click_opens
        self.cursor_id: str | None = None
        self._lit = False

    @property
    def _stops(self) -> list[int]:
        return [n for n, entry in enumerate(self.text.entries) if entry.id]

    def show(self, entries: tuple[Entry, ...], cursor: str | None = None) -> None:
        """Shows entries; the cursor stays where its entry still is, else goes to the first."""
        wanted = cursor if cursor is not None else self.cursor_id
        ids = [entry.id for entry in entries if entry.id]
        self.cursor_id = wanted if wanted in ids else ids[0] if ids else None
        self.text.put(entries)
        self._light()
        if self.is_mounted and cursor is not None:
            self.call_after_refresh(self._reveal)

    def show_last(self, count: int) -> None:
        """Scrolls to the end, or no further than where the last so many entries begin."""
        first = max(0, len(self.text.entries) - count)
        begins = self._region(first).y if first else 0
        self.scroll_to(y=min(begins, self.max_scroll_y), animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves Enter to the screen where there is nothing to choose."""
        return action != "choose" or self.cursor_id is not None

    def action_walk(self, by: int) -> None:
        """Moves the cursor by entries; past the first and the last, the text still scrolls."""
        stops = self._stops
        at = self._place()
        if at is None:
            self.scroll_relative(y=by, animate=False)
            return
        region = self._region(stops[at])
        window = self.scrollable_content_region
        below = region.bottom > self.scroll_offset.y + window.height
        above = region.y < self.scroll_offset.y
        if (by > 0 and below) or (by < 0 and above) or not 0 <= at + by < len(stops):
            self.scroll_relative(y=by, animate=False)
            return
        self._go(stops[at + by])

    def action_jump(self, index: int) -> None:
        """Moves the cursor to the first or the last entry."""
        stops = self._stops
        if stops:
            self._go(stops[index])

    def action_choose(self) -> None:
        """Opens the entry under the cursor."""
        if self.cursor_id is not None:
            self.post_message(self.Chosen(self, self.cursor_id))

    def on_click(self, event: Click) -> None:
        if not self.content_region.contains_point(event.screen_offset):
            return
        y = event.screen_offset.y - self.text.region.y
        for index in self._stops:
            region = self._region(index)
            if region.y <= y < region.bottom:
                again = self.text.entries[index].id == self.cursor_id and self.has_focus
                self._go(index)
                if self._click_opens and (again or event.chain > 1):
                    self.action_choose()
                return

    def on_focus(self, event: Focus) -> None:
        self._lit = True
        self._light()

    def on_blur(self, event: Blur) -> None:
        self._lit = False
        self._light()

    def _light(self) -> None:
        self.text.light(self.cursor_id if self._lit else None)

    def _place(self) -> int | None:
        stops = self._stops
        return next(
            (n for n, at in enumerate(stops) if self.text.entries[at].id == self.cursor_id), None
        )

    def _region(self, index: int) -> Region:
        return self.text.region_of(index, self.text.content_size.width)

    def _go(self, index: int) -> None:
        entry = self.text.entries[index].id
        moved = entry != self.cursor_id
        self.cursor_id = entry
        self._light()
        self._reveal()
        if moved:
            self.post_message(self.Walked(self, entry))

    def _reveal(self) -> None:
        at = self._place()
        if at is None:
            return
        first = at == 0
        region = self._region(self._stops[at])
        if first:
            region = Region(0, 0, region.width, region.bottom)
        top = region.height > self.scrollable_content_region.height
        self.scroll_to_region(region, animate=False, top=top)
