"""What stands at the cursor of the grid: words, then knobs and links to go through."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message

from tui.widgets.cursor_pane import CursorPane
from tui.widgets.rows import Row


class Inspector(CursorPane):
    """Lines of words and rows of one line under them; the cursor may stand on no row."""

    class Moved(CursorPane.Moved):
        """The cursor stands on another row."""

    class Chosen(CursorPane.Chosen):
        """Enter was pressed on a row."""

    class Clicked(CursorPane.Clicked):
        """A row was clicked."""

    @dataclass
    class WordsClicked(Message):
        """A line of the words over the rows was clicked."""

        pane: Inspector
        line: str

        @property
        def control(self) -> Inspector:
            """The pane that sent it."""
            return self.pane

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._words: tuple[Content, ...] = ()
        self.rows: tuple[Row, ...] = ()
        """The rows that are shown, each of one line."""
        self._top = 0

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.rows)

    @property
    def below(self) -> int:
        """Rows that there is no room for under those in sight."""
        room = 0 if self.styles.is_auto_height else self.content_size.height
        return max(0, len(self._words) + len(self.rows) - self._top - room) if room else 0

    def show(self, words: tuple[Content, ...], rows: tuple[Row, ...]) -> None:
        """Shows words and rows; the cursor stays on its row, or takes the next one where nothing
        but rows of the same list has gone."""
        if (words, rows) == (self._words, self.rows):
            return
        at, before = self.at, self.ids
        grown = len(words) + len(rows) != len(self._words) + len(self.rows)
        self._words, self.rows = words, rows
        if self.cursor_id not in self.ids:
            left = at is not None and set(self.ids) < set(before)
            self.cursor_id = (
                self.ids[min(at or 0, len(self.ids) - 1)] if left and self.ids else None
            )
        self.paint(layout=grown and self.styles.is_auto_height)

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        index = at.y + self._top - len(self._words) if at is not None else -1
        if at is not None and 0 <= index < len(self.rows):
            self.put_cursor(self.rows[index].id)
            self.post_message(self.Clicked(self, self.rows[index].id, at.x - 1))
        elif at is not None and index < 0:
            words = self._words[at.y + self._top]
            self.post_message(self.WordsClicked(self, words.plain))

    def paint(self, *, layout: bool = False) -> None:
        """Draws words and rows, scrolled so that the row under the cursor is in sight."""
        lines = list(self._words)
        for row in self.rows:
            lit = row.id == self.cursor_id
            mark = ("▌", "$accent") if lit else " "
            line = Content.assemble(mark, row.lines[0])
            lines.append(line.stylize_before("on $lamp") if lit else line)
        room, at = self.content_size.height, self.at
        last = len(lines) if at is None else len(self._words) + at + 1
        self._top = max(0, last - room) if at is not None and room else 0
        shown = lines[self._top :]
        self.update(Content("\n").join(shown), layout=layout)
