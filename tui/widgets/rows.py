"""A list of rows with one cursor, by keys and by mouse: mails, options, pins, components."""

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


@dataclass(frozen=True)
class Row:
    """One entry: its id and its lines, without the cursor's column."""

    id: str
    lines: tuple[Content, ...]
    gap: int = 1
    """Blank lines after it."""


class Lines(Static):
    """The painted rows."""

    ALLOW_SELECT = False


class RowList(VerticalScroll, can_focus=True):
    """Rows of one or more lines; the cursor may stand on none."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = """
    RowList { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }
    RowList > Lines { height: auto; width: 1fr; }
    """

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        rows: RowList
        id: str
        column: int | None = None
        """Where in the row it was clicked; None where a key moved the cursor."""

        @property
        def control(self) -> RowList:
            """The list that sent it."""
            return self.rows

    @dataclass
    class Chosen(Message):
        """Enter was pressed, or the row under the cursor clicked."""

        rows: RowList
        id: str
        column: int | None = None
        """Where in the row it was clicked; None where Enter was pressed."""

        @property
        def control(self) -> RowList:
            """The list that sent it."""
            return self.rows

    def __init__(self, *, cursor_style: str = "on $lit", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._cursor_style = cursor_style
        self._rows: tuple[Row, ...] = ()
        self._cursor: int | None = None
        self._height = -1
        self._lines = Lines(Content(""))

    def compose(self) -> ComposeResult:
        yield self._lines

    @property
    def cursor_id(self) -> str | None:
        """The id of the row under the cursor."""
        return None if self._cursor is None else self._rows[self._cursor].id

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown."""
        return self._rows

    def show(self, rows: tuple[Row, ...], cursor: str | None = None) -> None:
        """Shows rows; the cursor stays on its row where that is still there."""
        wanted = cursor if cursor is not None else self.cursor_id
        self._rows = rows
        self._cursor = next((n for n, row in enumerate(rows) if row.id == wanted), None)
        self._paint()

    def put_cursor(self, row_id: str | None) -> None:
        """Moves the cursor without a message; None takes it away."""
        self._cursor = next((n for n, row in enumerate(self._rows) if row.id == row_id), None)
        self._paint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves Enter to the screen while the cursor stands on no row."""
        return action != "choose" or self._cursor is not None

    def action_move(self, by: int) -> None:
        """Moves the cursor by rows; from nowhere, down enters at the top, up at the foot."""
        if not self._rows:
            return
        if self._cursor is None:
            self._go(0 if by > 0 else len(self._rows) - 1)
        else:
            self._go(max(0, min(len(self._rows) - 1, self._cursor + by)))

    def action_jump(self, index: int) -> None:
        """Moves the cursor to the first or the last row."""
        if self._rows:
            self._go(index % len(self._rows))

    def action_choose(self) -> None:
        """Takes the row under the cursor."""
        if self.cursor_id is not None:
            self.post_message(self.Chosen(self, self.cursor_id))

    def take(self, index: int) -> None:
        """Puts the cursor on a row by its place; nothing where there is none."""
        if 0 <= index < len(self._rows):
            self._go(index)

    def on_click(self, event: Click) -> None:
        if not self.content_region.contains_point(event.screen_offset):
            return
        y = event.screen_offset.y - self._lines.region.y
        for index in range(len(self._rows)):
            region = self._region(index)
            if region.y <= y < region.y + region.height:
                again = index == self._cursor
                column = event.screen_offset.x - self._lines.region.x - 1
                self._go(index, column)
                if again or event.chain > 1:
                    self.post_message(self.Chosen(self, self._rows[index].id, column))
                return

    def on_resize(self, event: Resize) -> None:
        self._paint()

    def _go(self, index: int, column: int | None = None) -> None:
        if index != self._cursor:
            self._cursor = index
            self._paint()
            self.post_message(self.Moved(self, self._rows[index].id, column))

    def _region(self, index: int) -> Region:
        y = sum(len(row.lines) + row.gap for row in self._rows[:index])
        return Region(0, y, max(1, self.size.width), len(self._rows[index].lines))

    def _paint(self) -> None:
        if not self.is_mounted:
            return
        width = max(4, self.scrollable_content_region.width)
        painted: list[Content] = []
        for number, row in enumerate(self._rows):
            painted += [self._line(line, width, number == self._cursor) for line in row.lines]
            painted += [Content("")] * row.gap
        self._lines.update(Content("\n").join(painted), layout=len(painted) != self._height)
        self._height = len(painted)
        if self._cursor is not None:
            self.scroll_to_region(self._region(self._cursor), animate=False)

    def _line(self, line: Content, width: int, lit: bool) -> Content:
        room = width - 1
        line = line if line.cell_length <= room else line.truncate(room, ellipsis=True)
        padded = Content.assemble(line, " " * max(0, room - line.cell_length))
        if not lit:
            return Content.assemble(" ", padded)
        return Content.assemble(("▌", "$accent"), padded).stylize_before(self._cursor_style)
