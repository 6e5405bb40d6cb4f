"""The presenter's sheets: votes, scenes, what the room said, keys. They take all keys."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.demo.polls import Poll, vote_lines
from tui.safety import one_line
from tui.widgets.rows import Row, RowList

WIDTH = 84
"""Columns of a sheet where there is room; as in its style sheet."""


class Sheet(ModalScreen["str | None"]):
    """A page over the game's screens; dismisses with what was picked, or None."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "close", show=False)]
    laid = False
    """Whether the script has laid it there; then keys are the presenter's as ever."""

    def action_close(self) -> None:
        """Back, with nothing picked."""
        self.dismiss(None)


class ListSheet(Sheet):
    """A sentence and rows to pick one from."""

    def __init__(self, heading: str, says: Content, foot: str) -> None:
        super().__init__()
        self._heading, self._says, self._foot = heading, says, foot
        self.list = RowList(id="rows")

    def compose(self) -> ComposeResult:
        with Vertical() as sheet:
            yield Static(self._says, id="says")
            yield self.list
        sheet.border_title = Content(self._heading)
        sheet.border_subtitle = Content(self._foot)

    @property
    def room(self) -> int:
        """Columns for a row."""
        return inner_width(self.app.size.width) - 1

    def rows(self) -> tuple[Row, ...]:
        """What can be picked."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.list.show(self.rows())
        self.list.focus()

    def on_resize(self, event: Resize) -> None:
        self.list.show(self.rows())

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(self.taken(event.id))

    def taken(self, row: str) -> str | None:
        """What the sheet closes with when a row is chosen."""
        return row


class VotesSheet(ListSheet):
    """Votes are typed in, answer by answer; Enter plays the lit one."""

    def __init__(self, poll: Poll, *, held: bool) -> None:
        foot = f"digits count · ↑↓ answers · {'Enter plays · ' * held}Esc back"
        super().__init__("The room", Content.assemble((one_line(poll.ask), "bold")), foot)
        self.poll, self._held = poll, held

    def rows(self) -> tuple[Row, ...]:
        """The answers with their votes."""
        options = enumerate(self.poll.options, start=1)
        return tuple(
            Row(name, vote_lines(self.poll, name, number, self.room), gap=0)
            for number, (name, _) in options
        )

    def on_mount(self) -> None:
        super().on_mount()
        self.list.take(0)

    def on_key(self, event: Key) -> None:
        """A digit adds to the lit answer's number, Backspace takes one off."""
        option = self.list.cursor_id
        if option is None:
            return
        votes = self.poll.count(option)
        if event.key.isdigit():
            self.poll.set(option, votes * 10 + int(event.key) if votes < 1000 else votes)
        elif event.key == "backspace":
            self.poll.set(option, votes // 10)
        elif event.key in ("plus", "minus"):
            self.poll.set(option, votes + (1 if event.key == "plus" else -1))
        else:
            return
        event.stop()
        self.list.show(self.rows())

    def taken(self, row: str) -> str | None:
        """The answer that is played; None where no choice is held."""
        return row if self._held else None


class ScenesSheet(ListSheet):
    """The scenes of a demo, with the minute at which each is planned."""

    def __init__(self, scenes: tuple[tuple[str, str, float], ...], present: str) -> None:
        """Scenes by id, title and minute; the present one is lit."""
        super().__init__("Scenes", Content("Where to?"), "Enter goes there · Esc back")
        self._scenes, self._present = scenes, present

    def rows(self) -> tuple[Row, ...]:
        """One line a scene."""
        return tuple(
            Row(name, (Content.assemble((f"{clock(minute * 60)}  ", "$mute"), title),), gap=0)
            for name, title, minute in self._scenes
        )

    def on_mount(self) -> None:
        super().on_mount()
        self.list.put_cursor(self._present)


class TextSheet(Sheet):
    """A page to read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,question_mark,v", "close", show=False),
        Binding("up", "turn(-1)", show=False),
        Binding("down", "turn(1)", show=False),
    ]

    def __init__(self, heading: str, page: Content) -> None:
        super().__init__()
        self._heading, self._page = heading, page

    def compose(self) -> ComposeResult:
        with Vertical() as sheet, VerticalScroll():
            yield Static(self._page)
        sheet.border_title = Content(self._heading)
        sheet.border_subtitle = Content("Esc closes")

    def action_turn(self, by: int) -> None:
        """Scrolls."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


def inner_width(columns: int) -> int:
    """Columns for text inside a sheet in a terminal so wide, beside a scrollbar."""
    return max(30, min(WIDTH, int(columns * 0.96)) - 7)


def room_page(polls: list[Poll], questions: tuple[str, ...], width: int) -> Content:
    """What the room said, and what it may talk about now."""
    lines: list[Content] = []
    if questions:
        lines.append(Content.assemble(("TO TALK ABOUT", "bold $primary")))
        lines += [Content.assemble(("· ", "$accent"), one_line(one)) for one in questions]
    for poll in polls:
        lines += [Content(""), Content.assemble((one_line(poll.ask), "bold $primary"))]
        if not poll.total and poll.picked:
            lines.append(Content.assemble(("→ ", "$accent"), one_line(poll.words(poll.picked))))
            continue
        for number, (name, _) in enumerate(poll.options, start=1):
            lines += vote_lines(poll, name, number, width)
    return Content("\n").join(lines or [Content("The room was not asked yet.")])


def clock(seconds: float) -> str:
    """Minutes and seconds: 3:05."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
