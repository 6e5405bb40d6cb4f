"""The pane with the list: a line to look for words in, the rows, and what stands for none."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.widgets.rows import Row, RowList


class Nothing(Static):
    """What stands in a list without rows."""

    ALLOW_SELECT = False


class ListPane(Vertical):
    """Rows of threads, under a line for words where one looks for them."""

    def __init__(self) -> None:
        super().__init__(id="list", classes="pane")
        self.find = Input(id="find", compact=True, placeholder="words to look for")
        self.rows = RowList(id="mails")
        self.empty = Nothing(Content(""), id="empty")

    def compose(self) -> ComposeResult:
        self.find.display = False
        yield self.find
        yield self.rows
        yield self.empty

    def show(self, rows: tuple[Row, ...], cursor: str | None, empty: Content) -> None:
        """Shows rows, or what there is to say where there are none."""
        self.rows.show(rows, cursor)
        self.empty.update(empty if not rows else Content(""))
        self.empty.display = not rows
