"""Sheets over a screen: what it is and which keys work, a hint, a brief, a recap."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.widgets.key_bar import Buttons, Key, KeyBar

SECONDARY = "$foreground 62%"


class HelpScreen(ModalScreen[None]):
    """What `?` shows."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,f1,q", "close", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
    ]

    def __init__(
        self, text: str, keys: tuple[Key, ...], hints: tuple[str, ...], title: str = "Help"
    ) -> None:
        super().__init__()
        self._text, self._keys, self._hints, self._heading = text, keys, hints, title

    def compose(self) -> ComposeResult:
        parts: list[str | tuple[str, str]] = [self._text, "\n\n", ("KEYS NOW", "bold $primary")]
        for key in self._keys:
            parts += ["\n", (f"{key.key:>7}", "bold $accent"), f"  {key.label}"]
        parts += ["\n", (" Ctrl+P", "bold $accent"), "  Every command, by name"]
        parts += ["\n", (" Ctrl+Q", "bold $accent"), "  Leave the game; everything is stored"]
        if self._hints:
            parts += ["\n\n", ("MINA SAID", "bold $primary")]
            for hint in self._hints:
                parts += ["\n· ", hint]
        sheet = VerticalScroll(Static(Content.assemble(*parts)), classes="sheet")
        sheet.border_title = Content(self._heading)
        sheet.border_subtitle = Content("Esc closes")
        yield sheet

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Scrolls the sheet."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def on_click(self) -> None:
        self.dismiss()


class HintScreen(ModalScreen[bool]):
    """Asks whether a hint is wanted, with its price."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", show=False),
        Binding("escape,h", "answer(False)", show=False),
    ]

    def __init__(self, left: int) -> None:
        super().__init__()
        self._left = left

    def compose(self) -> ComposeResult:
        if self._left:
            count = "one hint" if self._left == 1 else f"{self._left} hints"
            text = Content.assemble(
                f"Mina has {count} for this phase. Each costs two points of the phase's score.\n\n",
                (" Enter ", "bold $background on $accent"),
                " Ask her      ",
                ("Esc", "bold $accent"),
                " Go on without",
            )
        else:
            text = Content.assemble(
                "Mina has no further hint here. What she said stays in the help.\n\n",
                ("Esc", "bold $accent"),
                " Back",
            )
        sheet = VerticalScroll(Static(text), classes="sheet")
        sheet.border_title = Content("A hint")
        yield sheet

    def action_answer(self, yes: bool) -> None:
        """Closes the sheet with the answer."""
        self.dismiss(yes and self._left > 0)


class ConfirmScreen(ModalScreen[bool]):
    """A question before something that cannot be taken back. Nothing is done on Esc."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", show=False),
        Binding("escape", "answer(False)", show=False),
    ]

    def __init__(self, question: str, text: str, yes: str) -> None:
        super().__init__()
        self._question, self._text, self._yes = question, text, yes

    def compose(self) -> ComposeResult:
        sheet = VerticalScroll(
            Static(Content(self._text)),
            Buttons(Key("Enter", self._yes, "enter"), Key("Esc", "Go back", "escape")),
            classes="sheet",
        )
        sheet.border_title = Content(self._question)
        yield sheet

    def action_answer(self, yes: bool) -> None:
        """Closes the sheet with the answer."""
        self.dismiss(yes)

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)


class BriefScreen(ModalScreen[bool]):
    """A page before the play goes on: a mission's brief, or a recap. Esc goes back instead."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "go(True)", show=False),
        Binding("escape", "go(False)", show=False),
    ]

    def __init__(self, title: str, page: Content, go: str) -> None:
        super().__init__()
        self._heading, self._page, self._onward = title, page, go

    def compose(self) -> ComposeResult:
        foot = Content.assemble(
            "\n\n",
            (" Enter ", "bold $background on $accent"),
            (f" {self._onward}", "bold"),
            ("      Esc", "bold $accent"),
            " Board",
        )
        sheet = VerticalScroll(Static(Content.assemble(self._page, foot)), classes="sheet")
        sheet.border_title = Content(self._heading)
        yield sheet

    def action_go(self, on: bool) -> None:
        """Goes on, or back to the board."""
        self.dismiss(on)

    def on_click(self) -> None:
        self.dismiss(True)
