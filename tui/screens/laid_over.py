"""Pages that lie over a screen, whose bar beneath names their keys while they do."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

from tui.widgets.key_bar import Key, KeyBar

Answer = TypeVar("Answer")
READ = Key("↑↓", "Read", "-")
CLOSE = Key("Esc", "Close", "escape")


class LaidOver(ModalScreen[Answer]):
    """A page over another screen, whose own keys do nothing meanwhile."""

    _told_bars: tuple[KeyBar, ...] = ()

    def bar_keys(self) -> tuple[Key, ...]:
        """The keys that work on the page now; the last one is never dropped."""
        return (READ, CLOSE)

    def tell_keys(self) -> None:
        """Has the bar beneath name the page's keys; called again whenever they change."""
        if not self._told_bars:
            self._told_bars = self._beneath()
        for bar in self._told_bars:
            bar.lay_over(self, self.bar_keys())

    def _beneath(self) -> tuple[KeyBar, ...]:
        """The bar of the nearest screen that has one; the buttons of a page are none."""
        stack = self.app.screen_stack
        below = stack[: stack.index(self)] if self in stack else []
        for screen in reversed(below):
            bars = tuple(bar for bar in screen.query(KeyBar) if type(bar) is KeyBar)
            if bars:
                return bars
        return ()

    def on_screen_resume(self) -> None:
        self.tell_keys()

    def on_unmount(self) -> None:
        for bar in self._told_bars:
            bar.lay_over(self, ())
