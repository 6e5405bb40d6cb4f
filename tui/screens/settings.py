"""Look, motion and the pace of talk, over whatever screen is being played."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from tui.screens.laid_over import LaidOver
from tui.settings import PACES
from tui.theme import LOOKS, look_of
from tui.widgets.choice import Choice
from tui.widgets.key_bar import Buttons, Key, KeyBar

MOTIONS = ("on", "off")
TIMED = ("off", "on")
KEPT = "All take effect at once, and are kept on this machine."
PASSING = "All take effect at once, until you leave."
TOLD = (
    "With motion off, words stand there "
    "whole and nothing moves by itself. With timed play on, a call does not wait: what you leave "
    "unanswered becomes a silence once the seconds shown have passed, more of them the more "
    "there is to read."
)

KEYS = (Key("Esc", "Back", "escape"), Key("←→", "Change", "right"), Key("↑↓", "Other", "tab"))


class SettingsScreen(LaidOver[None]):
    """A sheet with the settings; what is turned is seen behind it at once."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,comma,f2", "close", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    class Changed(Message):
        """A setting was changed."""

        def __init__(self, look: str, motion: bool, pace: str, timed: bool) -> None:
            super().__init__()
            self.look, self.motion = look, motion
            self.pace, self.timed = pace, timed

    def __init__(
        self, *, motion: bool, pace: str = PACES[0], timed: bool = False, kept: bool = True
    ) -> None:
        """`kept` is whether they outlast this visit."""
        super().__init__()
        self._kept = kept
        self._motion, self._pace, self._timed = motion, pace, timed

    def compose(self) -> ComposeResult:
        self.look = Choice("Look  ", tuple(LOOKS), look_of(self.app.theme), id="look")
        self.motion = Choice("Motion", MOTIONS, MOTIONS[not self._motion], id="motion")
        self.pace = Choice("Talk  ", PACES, self._pace, id="pace")
        self.timed = Choice("Timed ", TIMED, TIMED[self._timed], id="timed")
        with Vertical(id="sheet") as sheet:
            yield self.look
            yield self.motion
            yield self.pace
            yield self.timed
            yield Static(Content(f"{KEPT if self._kept else PASSING} {TOLD}"), id="told")
            yield Buttons(*KEYS)
        sheet.border_title = Content("Settings")

    def bar_keys(self) -> tuple[Key, ...]:
        back, *others = KEYS
        return (*others, back)

    def on_mount(self) -> None:
        self.look.focus()

    @on(Choice.Changed)
    def _changed(self) -> None:
        look, motion = LOOKS[self.look.value], self.motion.value == MOTIONS[0]
        pace, timed = self.pace.value, self.timed.value == TIMED[1]
        self.post_message(self.Changed(look, motion, pace, timed))

    def action_close(self) -> None:
        """Back to the screen behind."""
        self.dismiss()

    def on_click(self, event: Click) -> None:
        if event.widget is self:
            self.dismiss()

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
