"""The panes of a decision sheet: painted lines with places that a click means something in."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from tui.decision.line_lines import Drawn
from tui.decision.sheet_lines import Line


class Painted(Widget):
    """The lines of a pane; only those that differ are drawn again."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Painted { height: auto; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Content] = []

    def put(self, lines: list[Content]) -> None:
        """Takes other lines."""
        before, self.lines = self.lines, lines
        if len(before) != len(lines):
            self.refresh(layout=True)
            return
        width = max(1, self.size.width)
        changed = [
            Region(0, row, width, 1)
            for row, (old, new) in enumerate(zip(before, lines, strict=True))
            if not old.is_same(new)  # == would compare the text alone
        ]
        if changed:
            self.refresh(*changed)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return max(1, len(self.lines))

    def render(self) -> Content:
        """The lines, none of them wrapped."""
        width = max(1, self.content_size.width)
        cut = (
            line if line.cell_length <= width else line.truncate(width, ellipsis=True)
            for line in self.lines
        )
        return Content("\n").join(cut)


class LinesPane(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Lines that scroll; what keys mean here is the screen's to say."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "LinesPane { scrollbar-size-vertical: 1; overflow-x: hidden; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, classes="pane")
        self._painted = Painted()

    def compose(self) -> ComposeResult:
        yield self._painted

    def put(self, lines: list[Content]) -> None:
        """Shows lines."""
        self._painted.put(lines)

    def reveal(self, first: int, last: int) -> None:
        """Scrolls so that some lines are in the window."""
        region = Region(0, first, max(1, self.size.width), last - first)
        self.scroll_to_region(region, animate=False)

    def at(self, event: Click) -> tuple[int, int] | None:
        """Column and line of the text that was clicked; None beside it."""
        if not self.content_region.contains_point(event.screen_offset):
            return None
        corner = self._painted.content_region
        return event.screen_offset.x - corner.x, event.screen_offset.y - corner.y


class SheetPane(LinesPane):
    """The sheet."""

    @dataclass
    class Clicked(Message):
        """A line was clicked; `does` says what the place in it means, if anything."""

        address: str
        does: str

    def __init__(self) -> None:
        super().__init__(id="sheet")
        self.lines: list[Line] = []

    def show(self, lines: list[Line], cursor: str) -> None:
        """Shows a sheet, with the line of the cursor in the window."""
        self.lines = lines
        self.put([line.content for line in lines])
        places = [number for number, line in enumerate(lines) if line.address == cursor]
        if places:
            first = 0 if places[0] <= 1 else places[0]
            self.reveal(first, places[-1] + 1)

    def on_click(self, event: Click) -> None:
        found = self.at(event)
        if found is None or not 0 <= found[1] < len(self.lines):
            return
        event.stop()
        column, row = found
        line = self.lines[row]
        hit = next((hit for hit in line.hits if hit.start <= column < hit.end), None)
        if line.address:
            self.focus()
            self.post_message(self.Clicked(line.address, hit.does if hit else ""))


class LinePane(LinesPane):
    """A sequence on its capacity line."""

    @dataclass
    class Picked(Message):
        """A task was clicked."""

        task: str

    @dataclass
    class Pointed(Message):
        """A free place of a period was clicked: after so many of its tasks."""

        period: str
        at: int

    def __init__(self) -> None:
        super().__init__(id="line")
        self.drawn = Drawn((), (), ())

    def show(self, drawn: Drawn, task: str) -> None:
        """Shows a line, with a task's period in the window."""
        self.drawn = drawn
        self.put(list(drawn.lines))
        row = next((spot.row for spot in drawn.spots if spot.task == task), None)
        if row is not None:
            self.reveal(max(0, row - 1), row + 2)

    def on_click(self, event: Click) -> None:
        found = self.at(event)
        if found is None:
            return
        event.stop()
        self.focus()
        column, row = found
        period = next((name for first, end, name in self.drawn.periods if first <= row < end), None)
        if period is None:
            return
        there = [spot for spot in self.drawn.spots if spot.period == period]
        on = next((spot for spot in there if spot.start <= column < spot.end), None)
        if on is not None:
            self.post_message(self.Picked(on.task))
        else:
            self.post_message(self.Pointed(period, sum(spot.end <= column for spot in there)))
