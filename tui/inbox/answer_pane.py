"""The pane under the mail: answers to choose from, or a sheet to read and confirm."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.inbox.paint import Sheet
from tui.widgets.buttons import Buttons
from tui.widgets.rows import Row, RowList


class SheetText(Static):
    """A sheet's text."""

    ALLOW_SELECT = False


class AnswerPane(Vertical):
    """Shows either rows with a question over them, or one sheet with its two buttons."""

    def __init__(self) -> None:
        super().__init__(id="answer", classes="pane")
        self.question = SheetText(Content(""), id="question")
        self.options = RowList(cursor_style="bold on $lamp", id="options")
        self.note = SheetText(Content(""), id="note")
        self._text = SheetText(Content(""))
        self.sheet = VerticalScroll(self._text, id="letter")
        self.buttons = Buttons(id="buttons")

    def compose(self) -> ComposeResult:
        yield self.question
        yield self.options
        yield self.note
        yield self.sheet
        yield self.buttons

    def choose(self, question: Content, rows: tuple[Row, ...], note: Content) -> None:
        """Shows answers; none is chosen until the player chooses."""
        self._turn(listing=True)
        self.question.update(question)
        cursor = self.options.cursor_id
        self.options.show(rows)
        if cursor not in {row.id for row in rows}:
            self.options.put_cursor(None)
        self.note.update(note)

    def read(self, sheet: Sheet) -> None:
        """Shows a sheet, from its beginning."""
        self._turn(listing=False)
        self.border_title, self.border_subtitle = sheet.title, sheet.subtitle
        self._text.update(sheet.text)
        self.buttons.offer(sheet.yes, sheet.no)
        self.sheet.scroll_home(animate=False)

    def _turn(self, listing: bool) -> None:
        self.set_class(not listing, "-sheet")
        self.question.display = self.options.display = self.note.display = listing
        self.sheet.display = self.buttons.display = not listing
