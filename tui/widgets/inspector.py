"""What stands at the cursor of the grid: words, then knobs and links to go through.

One widget that paints itself, for whatever the cursor comes to: a list whose height followed
its rows would lay out the whole screen at every step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Resize
from textual.message import Message
from textual.widgets import Static

from tui.widgets.rows import Row


class Inspector(Static, can_focus=True):
    """Lines of words and rows under them; the cursor may stand on no row."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        id: str

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a row."""

        id: str

    @dataclass
    class Clicked(Message):
        """A row was clicked, at a column of its text."""

        id: str
        column: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(""), id=id)
        self._words: tuple[Content, ...] = ()
        self.rows: tuple[Row, ...] = ()
        """The rows that are shown, each of one line."""
        self.cursor_id: str | None = None
        """The row under the cursor."""
        self._top = 0

    def show(self, words: tuple[Content, ...], rows: tuple[Row, ...]) -> None:
        """Shows words and rows; the cursor stays on its row where that is still there."""
        if (words, rows) == (self._words, self.rows):
            return
        grown = len(words) + len(rows) != len(self._words) + len(self.rows)
        self._words, self.rows = words, rows
        if self.cursor_id not in [row.id for row in rows]:
            self.cursor_id = None
        self._paint(layout=grown and self.styles.is_auto_height)

    def put_cursor(self, row_id: str | None) -> None:
        """Moves the cursor without a message; None takes it away."""
        if row_id != self.cursor_id:
            self.cursor_id = row_id
            self._paint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves Enter to the screen while the cursor stands on no row."""
        return action != "choose" or self.cursor_id is not None

    def action_move(self, by: int) -> None:
        """Moves the cursor by rows; from nowhere, down enters at the top, up at the foot."""
        at = self._at
        if at is None:
            self._go(0 if by > 0 else len(self.rows) - 1)
        else:
            self._go(max(0, min(len(self.rows) - 1, at + by)))

    def action_jump(self, index: int) -> None:
        """Moves the cursor to the first or the last row."""
        self._go(index % max(1, len(self.rows)))

    def action_choose(self) -> None:
        """Takes the row under the cursor."""
        if self.cursor_id is not None:
            self.post_message(self.Chosen(self.cursor_id))

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        index = at.y + self._top - len(self._words) if at else -1
        if at and 0 <= index < len(self.rows):
            self.put_cursor(self.rows[index].id)
            self.post_message(self.Clicked(self.rows[index].id, at.x - 1))

    def on_resize(self, event: Resize) -> None:
        self._paint()

    @property
    def _at(self) -> int | None:
        return next((n for n, row in enumerate(self.rows) if row.id == self.cursor_id), None)

    def _go(self, index: int) -> None:
        if 0 <= index < len(self.rows) and self.rows[index].id != self.cursor_id:
            self.put_cursor(self.rows[index].id)
            self.post_message(self.Moved(self.rows[index].id))

    def _paint(self, *, layout: bool = False) -> None:
        lines = list(self._words)
        for row in self.rows:
            lit = row.id == self.cursor_id
            mark = ("▌", "$accent") if lit else " "
            line = Content.assemble(mark, row.lines[0])
            lines.append(line.stylize_before("on $lamp") if lit else line)
        room, at = self.content_size.height, self._at
        last = len(lines) if at is None else len(self._words) + at + 1
        self._top = max(0, last - room) if at is not None and room else 0
        shown = lines[self._top :]
        self.update(Content("\n").join(shown), layout=layout)
