"""The components on offer, grouped by category, with their number keys and prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key, Resize
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from engine.design.kind import Kind
from tui.figures import marks
from tui.studio.names import cut
from tui.widgets.design_canvas import CATEGORY_HUES

LEAST_COLUMN = 22
"""Characters that an entry takes."""
GAP = 2


@dataclass(frozen=True)
class Entry:
    """A line of the palette: a category's heading, a blank, or a kind with its number."""

    text: str
    kind: Kind | None = None
    number: int = 0


def entries(kinds: tuple[Kind, ...]) -> tuple[Entry, ...]:
    """The palette's lines: kinds in the order in which categories first appear."""
    lines: list[Entry] = []
    number = 0
    for category in dict.fromkeys(kind.category for kind in kinds):
        lines.append(Entry(category.upper()))
        for kind in kinds:
            if kind.category == category:
                number += 1
                lines.append(Entry(kind.name, kind, number))
    return tuple(lines)


def columns(lines: tuple[Entry, ...], rows: int) -> list[list[Entry]]:
    """The lines in columns of so many rows; no heading is left alone at the foot of one."""
    found: list[list[Entry]] = [[]]
    for number, line in enumerate(lines):
        last = len(found[-1]) == rows - 1
        heading = line.kind is None and number + 1 < len(lines)
        if len(found[-1]) == rows or (last and heading and rows > 1):
            found.append([])
        found[-1].append(line)
    return found


class Palette(Static, can_focus=True):
    """Kinds in one or more columns; the cursor may stand on none."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left", "move(-1)", show=False),
        Binding("down,right", "move(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another kind."""

        kind: str

    @dataclass
    class Picked(Message):
        """A kind was clicked."""

        kind: str

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a kind."""

        kind: str

    def __init__(self, kinds: tuple[Kind, ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(""), id=id)
        self._entries = entries(kinds)
        self.kinds = tuple(entry.kind.id for entry in self._entries if entry.kind)
        """Ids in the order of their numbers."""
        self._cursor: str | None = None

    @property
    def cursor_id(self) -> str | None:
        """The kind under the cursor."""
        return self._cursor

    def put_cursor(self, kind: str | None) -> None:
        """Moves the cursor without a message; None takes it away."""
        if kind != self._cursor:
            self._cursor = kind
            self._paint()

    def lines_needed(self, width: int) -> int:
        """Rows that the palette takes at a width."""
        most = self._columns(width)
        return next(
            rows
            for rows in range(1, len(self._entries) + 1)
            if len(columns(self._entries, rows)) <= most
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as it takes at this width, whatever was painted before."""
        return self.lines_needed(width)

    def action_move(self, by: int) -> None:
        """Moves the cursor by kinds, from nowhere to the first or the last."""
        at = self.kinds.index(self._cursor) if self._cursor else (-1 if by > 0 else 0)
        self._go(self.kinds[(at + by) % len(self.kinds)])

    def action_jump(self, index: int) -> None:
        """Moves the cursor to the first or the last kind."""
        self._go(self.kinds[index])

    def action_choose(self) -> None:
        """Takes the kind under the cursor."""
        if self._cursor:
            self.post_message(self.Chosen(self._cursor))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves Enter to the screen while the cursor stands on nothing."""
        return action != "choose" or self._cursor is not None

    def on_key(self, event: Key) -> None:
        """A letter goes to the next kind whose name begins with it; one that none has goes on."""
        if event.character and event.character.isalpha():
            at = self.kinds.index(self._cursor) + 1 if self._cursor else 0
            names = {e.kind.id: e.kind.name.lower() for e in self._entries if e.kind}
            later = (*self.kinds[at:], *self.kinds[:at])
            found = next((k for k in later if names[k].startswith(event.character.lower())), None)
            if found:
                event.stop()
                event.prevent_default()
                self._go(found)

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        if at is None:
            return
        per = self.lines_needed(self.content_size.width)
        column = columns(self._entries, per)[at.x // (self._width() + GAP) :][:1]
        entry = next((entry for entries in column for entry in entries[at.y : at.y + 1]), None)
        if entry and entry.kind:
            self.put_cursor(entry.kind.id)
            self.post_message(self.Picked(entry.kind.id))

    def on_resize(self, event: Resize) -> None:
        self._paint()

    def _go(self, kind: str) -> None:
        self.put_cursor(kind)
        self.post_message(self.Moved(kind))

    def _columns(self, width: int) -> int:
        return max(1, (width + GAP) // (LEAST_COLUMN + GAP))

    def _width(self) -> int:
        columns = self._columns(self.content_size.width)
        return (self.content_size.width - (columns - 1) * GAP) // columns

    def _paint(self) -> None:
        width = self._width()
        if not self.is_mounted or width < 8:
            return
        shown = columns(self._entries, self.lines_needed(self.content_size.width))
        painted: list[Content] = []
        for row in range(max(len(column) for column in shown)):
            cells = [
                self._line(column[row], width) if row < len(column) else Content(" " * width)
                for column in shown
            ]
            painted.append(Content(" " * GAP).join(cells))
        self.update(Content("\n").join(painted), layout=False)

    def _line(self, entry: Entry, width: int) -> Content:
        if entry.kind is None:
            return Content.styled(cut(entry.text, width).ljust(width), "bold $foreground 58%")
        digit = str(entry.number % 10) if entry.number <= 10 else " "
        price = marks(entry.kind.monthly_cost)
        room = width - len(price) - 5
        name = cut(entry.text, room).ljust(room)
        lit = entry.kind.id == self._cursor
        hue = CATEGORY_HUES[entry.kind.category]
        line = Content.assemble(
            (digit, "bold $accent"),
            ("▌", f"${hue}"),
            " ",
            (name, "bold" if lit else "$foreground"),
            " ",
            (price, "$foreground 80%" if lit else "$foreground 62%"),
        )
        mark = ("▌", "$accent") if lit else " "
        whole = Content.assemble(mark, line)
        return whole.stylize_before("on $lamp") if lit else whole
