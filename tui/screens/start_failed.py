"""What the player sees when the office cannot be opened: why, the log's end, what to do."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.widgets.key_bar import Foot, Key, KeyBar


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
        parts: list[str | tuple[str, str]] = [(self._cause, "bold"), "\n\n", self._advice]
        if self._tail:
            parts += ["\n\n", ("THE LOG SAYS LAST", "bold $primary")]
            for line in self._tail:
                parts += ["\n", (line, "$mute")]
        if self._log:
            parts += ["\n\n", ("all of it: ", "$mute"), self._log]
        why = Static(Content.assemble(*parts), id="why")
        why.border_title = Content("The office is closed")
        yield why
        bar = KeyBar()
        bar.show((Key("r", "Try again"), Key("q", "Leave")))
        self.bar = bar
        yield Foot(bar)

    def on_mount(self) -> None:
        self.bar.show((Key("r", "Try again"), Key("q", "Leave")))

    def action_answer(self, again: bool) -> None:
        """Tries again, or leaves."""
        self.dismiss(again)

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
