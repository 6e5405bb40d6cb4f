"""The page that a pin was taken from, over the notebook."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from engine.actions import AnyAction, Pin, Unpin
from engine.shared import Pinned
from tui.notebook.sources import page
from tui.screens.laid_over import CLOSE, LaidOver
from tui.session import Session
from tui.widgets.key_bar import Key
from tui.widgets.reader import Passage, Reader

EDGES = 2 + 3 + 1
"""Columns that borders, padding and scroll bar take."""


class SourceScreen(LaidOver[None]):
    """A mail, a file or the call's transcript, with the cursor on a pinned passage."""

    CSS_PATH = "source.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,g,k,q", "close", show=False),
    ]

    def __init__(
        self, session: Session, pin: Pinned, perform: Callable[[AnyAction], Awaitable[bool]]
    ) -> None:
        super().__init__()
        self._session, self._pin, self._perform = session, pin, perform

    def compose(self) -> ComposeResult:
        self.reader = Reader(reading=True, id="source")
        yield self.reader

    def on_mount(self) -> None:
        self.repaint()
        self.reader.focus()
        self.call_after_refresh(self._find)

    def bar_keys(self) -> tuple[Key, ...]:
        return (Key("↑↓", "Passage", "-"), Key("p", "Pin or unpin"), CLOSE)

    def repaint(self) -> None:
        """Paints the page and its pins."""
        shared = self._session.state.shared
        width = min(76, self.app.size.width - EDGES)
        title, documents = page(self._session.mission, shared, self._pin.source, width)
        pinned = frozenset(Passage(pin.source, pin.quote) for pin in shared.pins)
        self.reader.show(documents, pinned)
        self.reader.border_title = Content(title)
        self.reader.border_subtitle = Content.assemble(
            ("p", "bold $accent"), " pins or unpins   ", ("Esc", "bold $accent"), " closes"
        )

    def _find(self) -> None:
        for passage in self.reader.all_passages:
            if passage.holds(self._pin.source, self._pin.quote):
                self.reader.put_cursor(passage)
                return

    @on(Reader.PinWanted)
    @work(group="act")
    async def _toggle(self, event: Reader.PinWanted) -> None:
        pins = self._session.state.shared.pins
        held = next((p for p in pins if event.passage.holds(p.source, p.quote)), None)
        pin = Pin(source=event.passage.source, quote=event.passage.quote)
        await self._perform(Unpin(pin=held.id) if held else pin)
        self.repaint()

    def action_close(self) -> None:
        """Back to the notebook."""
        self.dismiss()
