"""The panel under the caption: what may be said or done now, or what was just done."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from engine.dialogue import Option
from tui.call.surface import Answers, Buttons
from tui.inbox.paint import option_rows
from tui.safety import harmless
from tui.widgets.key_bar import Key
from tui.widgets.rows import Row

SECONDARY = "$foreground 62%"
SUNK = "$faint"
SOON = 10
"""Seconds from which a countdown is amber."""
USUAL = 4
"""Answers that the panel always has room for, so that the caption never jumps."""


class Moves(Vertical):
    """Answers, people to give the floor to, a silence being kept, or the end."""

    def __init__(self) -> None:
        super().__init__(id="moves", classes="pane")
        self.answers = Answers(cursor_style="bold on $lamp", id="options")
        self.words = Static(Content(""), id="words")
        self.rule = Static(Content(""), id="moves-rule")
        self.buttons = Buttons(id="side")
        self.spacious = True
        self._state = Content("")
        self._left: int | None = None

    def compose(self) -> ComposeResult:
        yield self.answers
        yield self.words
        yield self.rule
        yield self.buttons

    def show_answers(
        self, options: Sequence[Option], keys: tuple[Key, ...], asleep: str = ""
    ) -> None:
        """What may be said, none of it chosen; `asleep` is out of reach."""
        labels = tuple((option.id, f"“{harmless(option.say)}”") for option in options)
        self._rows(option_rows(labels, self.spacious, asleep=asleep))
        self._title("What do you say?", "nothing moves until you do")
        self.buttons.show(keys)

    def show_people(self, people: Sequence[tuple[str, Content]], keys: tuple[Key, ...]) -> None:
        """Who may have the floor."""
        rows = tuple(
            Row(
                person,
                (Content.assemble((f"{number} ", "bold $accent"), label),),
                gap=1 if self.spacious else 0,
            )
            for number, (person, label) in enumerate(people, start=1)
        )
        self._rows(rows)
        self._title("Who has the floor?", "a number, or a click on a tile")
        self.buttons.show(keys)

    def show_sunk(
        self,
        options: Sequence[Option],
        chosen: str,
        title: str,
        state: str,
        keys: tuple[Key, ...],
        lead: Content,
    ) -> None:
        """The answers out of reach, while what was chosen runs its course."""
        rows = []
        for number, option in enumerate(options, start=1):
            style = "$foreground 80%" if option.id == chosen else SUNK
            line = Content.styled(f"{number} “{harmless(option.say)}”", style)
            rows.append(Row(option.id, (line,), gap=1 if self.spacious else 0))
        self._rows(tuple(rows), asleep=True)
        self._title(title, state)
        self.buttons.show(keys, lead)

    def show_words(
        self,
        title: str,
        rows: Sequence[Content],
        keys: tuple[Key, ...],
        *,
        waits: bool = False,
    ) -> None:
        """Words in place of answers; `waits` where the next step is the player's."""
        self._rows((), asleep=True)
        self.set_class(not waits, "-asleep")
        self._title(title, "")
        blank = [Content("")] if self.spacious else []
        self.words.update(Content("\n").join([*blank, *_apart(rows, self.spacious)]))
        self.words.display = True
        self.buttons.show(keys)

    def _rows(self, rows: tuple[Row, ...], asleep: bool = False) -> None:
        self.answers.asleep = asleep
        self.answers.show(rows)
        if asleep:
            self.answers.put_cursor(None)
        self.words.display = False
        room = max(USUAL, len(rows)) * (2 if self.spacious else 1)
        self.answers.styles.height = room if rows else 0
        self.words.styles.height = room
        self.set_class(asleep, "-asleep")

    def _title(self, title: str, state: str) -> None:
        self.border_title = Content(title)
        self._state = Content(state)
        self._name_state()

    def show_left(self, left: int | None) -> None:
        """Shows the seconds until the exchange becomes a silence; none where the call waits."""
        self._left = left
        self._name_state()

    def _name_state(self) -> None:
        if self._left is None:
            self.border_subtitle = self._state
            return
        style = "bold $accent" if self._left <= SOON else ""
        self.border_subtitle = Content.styled(f"a silence in {self._left} s", style)


def _apart(rows: Sequence[Content], spacious: bool) -> list[Content]:
    out: list[Content] = []
    for row in rows:
        out += [Content(""), row] if out and spacious else [row]
    return out
