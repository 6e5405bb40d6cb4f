"""What the player sees when the office cannot be opened: why, the log's end, what to do."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.widgets.key_bar import Foot, Key, KeyBar

KEYS = (Key("r", "Try again"), Key("q", "Leave"))


class StartFailedScreen(Screen[bool]):
    """Dismisses with True to try again, False to leave."""

    CSS_PATH = "start_failed.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,enter", "answer(True)", show=False),
        Binding("q,escape", "answer(False)", show=False),
    ]

    def __init__(self, cause: str, advice: str, log_tail: tuple[str, ...], log: str) -> None:
        super().__init__()
        self._cause, self._advice, self._tail, self._log = cause, advice, log_tail, log

    def compose(self) -> ComposeResult:
        self.key_bar = KeyBar()
        yield Static(Content.assemble(("◆ ", "$accent"), ("SCOPE CREEP", "bold")), classes="bar")
        self.why = VerticalScroll(Static(self._page()), id="why")
        self.why.border_title = Content("The office is closed")
        self.why.border_subtitle = Content("r tries again")
        yield self.why
        yield Foot(self.key_bar)

    def _page(self) -> Content:
        parts: list[str | tuple[str, str]] = [("✗ ", "bold $error"), (self._cause, "bold")]
        if self._advice:
            parts += ["\n\n", ("WHAT TO DO", "bold $primary"), "\n", self._advice]
        if self._tail:
            parts += ["\n\n", ("THE LOG SAYS LAST", "bold $primary")]
            for line in self._tail:
                parts += ["\n", (line, "$mute")]
        if self._log:
            parts += ["\n\n", ("ALL OF IT", "bold $primary"), "\n", self._log]
        return Content.assemble(*parts)

    def on_mount(self) -> None:
        self.key_bar.show(KEYS)
        self.why.focus()

    def action_answer(self, again: bool) -> None:
        """Tries again, or leaves."""
        self.dismiss(again)

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
