"""Sheets over a screen: what it is and which keys work, a hint, a brief, a recap."""

from __future__ import annotations

from typing import ClassVar, Protocol

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from engine.hints import PRICES
from tui.screens.laid_over import READ, LaidOver
from tui.widgets.key_bar import Buttons, Key, KeyBar

LIT = "bold reverse $accent"
"""Of what must not be overlooked."""
MORE = Key("↓", "More below", "down")
FRAME = 2 + 2 + 2
"""Rows that a question's border, padding and answers take."""
SHEET, SIDES = 76, 2 + 4
"""Columns of a sheet, and those of them that its border and padding take."""
COLUMN = 35
"""Columns that a key with its label may take where two stand side by side."""
EVERYWHERE = (
    Key(", F2", "Look, motion, pace"),
    Key("Ctrl+P", "Every command, by name"),
    Key("Ctrl+Q", "Leave; all is stored"),
)


class Explained(Protocol):
    """A term with its sentence."""

    @property
    def term(self) -> str: ...

    @property
    def says(self) -> str: ...


def _sentence(said: Explained) -> Content:
    return Content.assemble((said.term, "bold $accent"), f"  {said.says}")


def _key_row(key: Key) -> Content:
    return Content.assemble((f"{key.key:>7}", "bold $accent"), f"  {key.label}")


class HelpScreen(LaidOver[None]):
    """What `?` shows."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,f1,q", "close", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("comma,f2", "app.settings", show=False),
    ]

    def __init__(
        self,
        text: str,
        keys: tuple[Key, ...],
        hints: tuple[str, ...],
        title: str = "Help",
        *,
        at_hand: tuple[Explained, ...] = (),
        explained: tuple[Explained, ...] = (),
    ) -> None:
        """Terms with a sentence each: the first of those at hand stands at the top, the others
        and what is `explained` besides at the end."""
        super().__init__()
        self._at_hand, self._explained = at_hand[:1], (*at_hand[1:], *explained)
        self._text, self._keys, self._hints, self._heading = text, keys, hints, title

    def compose(self) -> ComposeResult:
        text = Content.assemble(
            self._text, "\n\n", ("KEYS NOW", "bold $primary"), "\n", self._table()
        )
        for first in self._at_hand:
            text = Content.assemble(_sentence(first), "\n\n", text)
        if self._explained:
            plain = Content("\n").join(_sentence(each) for each in self._explained)
            text = Content.assemble(text, "\n\n", ("IN PLAIN WORDS", "bold $primary"), "\n", plain)
        if self._hints:
            text = Content.assemble(text, "\n\n", ("MINA SAID", "bold $primary"))
            text = Content.assemble(text, *[f"\n· {hint}" for hint in self._hints])
        sheet = VerticalScroll(Static(text), classes="sheet")
        sheet.border_title = Content(self._heading)
        sheet.border_subtitle = Content("Esc closes")
        yield sheet

    def _table(self) -> Content:
        """The keys in two columns, read downwards; one where a label is too long for that."""
        keys = [*self._keys, *EVERYWHERE]
        rows = [f"{key.key:>7}  {key.label}" for key in keys]
        pair = max(cell_len(row) for row in rows) < COLUMN
        half = -(-len(rows) // 2) if pair else len(rows)
        lines = []
        for number in range(half):
            line = _key_row(keys[number])
            if pair and number + half < len(keys):
                gap = " " * (COLUMN - line.cell_length)
                line = Content.assemble(line, gap, _key_row(keys[number + half]))
            lines.append(line)
        return Content("\n").join(lines)

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Scrolls the sheet."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def on_click(self) -> None:
        self.dismiss()


class LongSheet(VerticalScroll):
    """A sheet whose border says that it goes on below, where it does."""

    class Told(Message):
        """Whether it has more rows than fit may have changed."""

    @property
    def long(self) -> bool:
        """Whether it scrolls."""
        return self.max_scroll_y > 0

    @property
    def below(self) -> int:
        """Rows below those in sight."""
        return self.max_scroll_y - round(self.scroll_y)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._tell()

    def watch_virtual_size(self) -> None:
        self._tell()

    def on_resize(self) -> None:
        self._tell()

    def _tell(self) -> None:
        below = self.below
        self.border_subtitle = (
            Content.styled(f" ↓ {below} more {'line' if below == 1 else 'lines'} below ", LIT)
            if below > 0
            else Content("")
        )
        self.post_message(self.Told())


def rows_of(height: int) -> int:
    """Rows that the page of a question may take without scrolling, in a terminal so high."""
    return height * 92 // 100 - FRAME


class Question(LaidOver[bool]):
    """A sheet that is answered with yes or no, by keys or by mouse."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", show=False),
        Binding("escape", "answer(False)", show=False),
    ]

    def __init__(self, heading: str, page: Content, yes: str, no: str) -> None:
        """Without a `yes` there is only the way back, without a `no` only the way on."""
        super().__init__()
        self._heading, self._page, self._no, self._yes = heading, page, no, yes

    def compose(self) -> ComposeResult:
        buttons = Buttons(*self._answers())
        sheet = LongSheet(Static(self._page, id="page"), buttons, classes="sheet")
        sheet.border_title = Content(self._heading)
        yield sheet

    def _answers(self) -> tuple[Key, ...]:
        answers = (Key("Enter", self._yes, "enter"), Key("Esc", self._no, "escape"))
        return tuple(key for key in answers if key.label)

    def bar_keys(self) -> tuple[Key, ...]:
        return (READ, *self._answers()) if self.query_one(LongSheet).long else self._answers()

    def on_long_sheet_told(self) -> None:
        more = (MORE,) if self.query_one(LongSheet).below > 0 else ()
        self.query_one(Buttons).show((*self._answers(), *more))
        self.tell_keys()

    def action_answer(self, yes: bool) -> None:
        """Closes the sheet with the answer."""
        self.dismiss(yes and bool(self._yes))

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)


class HintScreen(Question):
    """Asks whether a hint is wanted, with its price."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("h", "answer(False)", show=False)]

    def __init__(self, names: tuple[str, ...], taken: int, *, scored: bool = True) -> None:
        if taken < len(names):
            page = _steps(names, taken, scored=scored)
            super().__init__("A hint", page, f"Ask: {names[taken].lower()}", "Go on without")
        else:
            text = "Mina has no further hint here. What she said stays in the help."
            super().__init__("A hint", Content(text), "", "Back")


def _steps(names: tuple[str, ...], taken: int, *, scored: bool) -> Content:
    """The steps of a phase's hints, each with its price; those that were taken are ticked."""
    lines = ["Mina tells it in steps, from where to look to the answer.", ""]
    for number, name in enumerate(names):
        price = f"{PRICES[number]} points of this phase" if scored else "free here"
        mark = "✓" if number < taken else "○"
        lines.append(f"{mark} {name:<14}  {'told' if number < taken else price}")
    return Content("\n".join(lines))


class ConfirmScreen(Question):
    """A question before something that cannot be taken back."""

    def __init__(self, question: str, text: str, yes: str) -> None:
        super().__init__(question, Content(text), yes, "Go back")


class BriefScreen(Question):
    """A page before the play goes on: a mission's brief, or a recap. Esc goes back instead."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "answer(True)", show=False)]

    def __init__(self, title: str, page: Content, go: str, back: str = "Board") -> None:
        super().__init__(title, page, go, back)

    def on_resize(self) -> None:
        """A page that would scroll has the rows of the margins as well."""
        width = min(SHEET, self.app.size.width * 96 // 100) - SIDES
        rows = len(self._page.wrap(width))
        self.set_class(rows > rows_of(self.app.size.height), "-tight")
