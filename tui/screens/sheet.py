"""A page laid over a screen: the whole of what a line there names."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import Click

from tui.debrief.sheets import Page
from tui.screens.copying import copied
from tui.screens.laid_over import CLOSE, READ, LaidOver
from tui.widgets.entries import EntryList
from tui.widgets.key_bar import Key


class SheetScreen(LaidOver[None]):
    """Shows a page until Esc, Enter, or a click beside it."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "close", show=False),
        Binding("space,pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def bar_keys(self) -> tuple[Key, ...]:
        return (READ, Key("Space", "Next page", "space"), Key("y", "Copy"), CLOSE)

    def compose(self) -> ComposeResult:
        self.text = EntryList(id="page")
        self.text.show(self._page.entries)
        with Container(id="sheet") as sheet:
            yield self.text
        sheet.border_title = Content(self._page.title)
        sheet.border_subtitle = Content("↑↓ read · Esc closes")

    def on_mount(self) -> None:
        self.text.focus()

    def action_close(self) -> None:
        """Back to where it was opened."""
        self.dismiss()

    def action_copy(self) -> None:
        """Copies the whole page, as it stands."""
        width = self.text.text.content_size.width
        entries = ("\n".join(line.plain for line in lines) for lines in self.text.text.laid(width))
        said, _ = copied(self, "\n\n".join(entries) + "\n")
        self.query_one("#sheet").border_subtitle = Content(said)

    def action_turn(self, by: int) -> None:
        """Scrolls by a page."""
        (self.text.scroll_page_down if by > 0 else self.text.scroll_page_up)(animate=False)

    def on_click(self, event: Click) -> None:
        if event.widget is self:
            self.dismiss()
