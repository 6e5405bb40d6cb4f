"""The components on offer, grouped by category, with their number keys and prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Size
from textual.message import Message

from engine.design.kind import Kind
from tui.figures import marks
from tui.studio.names import cut
from tui.widgets.cursor_pane import CursorPane
from tui.widgets.design_canvas import CATEGORY_HUES

LEAST_COLUMN = 22
"""Characters that an entry takes."""
GAP = 2
MOST_TYPED = 12


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


def _said_of(kind: Kind) -> str:
    """What a filter looks in."""
    return f"{kind.name} {kind.tag} {kind.category}".lower()


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


class Palette(CursorPane):
    """Kinds in one or more columns; the cursor may stand on none, a filter leaves some of them."""

    WRAPS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
    ]

    class Filtered(Message):
        """A filter was begun, changed or let go."""

    class Moved(CursorPane.Moved):
        """The cursor stands on another kind."""

    class Chosen(CursorPane.Chosen):
        """Enter was pressed on a kind."""

    class Clicked(CursorPane.Clicked):
        """A kind was clicked."""

    def __init__(self, kinds: tuple[Kind, ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._all = entries(kinds)
        self.kinds = tuple(entry.kind.id for entry in self._all if entry.kind)
        """Ids in the order of their numbers."""
        self.filter: str | None = None
        """What names, tags and categories must hold to be shown; None where nothing filters."""

    def offer(self, kinds: tuple[Kind, ...]) -> None:
        """Shows other kinds, where they differ."""
        fresh = entries(kinds)
        if fresh != self._all:
            self._all = fresh
            self.kinds = tuple(entry.kind.id for entry in fresh if entry.kind)
            self.paint(layout=True)

    @property
    def _entries(self) -> tuple[Entry, ...]:
        if self.filter is None:
            return self._all
        wanted = self.filter.lower()
        found = [e for e in self._all if e.kind and wanted in _said_of(e.kind)]
        return (Entry(f"/ {self.filter}▏"), *(found or [Entry("nothing so named")]))

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(entry.kind.id for entry in self._entries if entry.kind)

    def sift(self, text: str | None) -> None:
        """Leaves the kinds that a text fits, and goes to the first; None shows all."""
        if text != self.filter:
            self.filter = text
            ids = self.ids
            self.paint(layout=True)
            self.post_message(self.Filtered())
            if ids and self.cursor_id not in ids:
                self.go(ids[0])

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

    def on_key(self, event: Key) -> None:
        """What is typed goes to the filter, where there is one; else a letter goes to the next
        kind whose name begins with it. What means nothing here goes on."""
        typed = event.character if event.character and event.character.isprintable() else ""
        if self.filter is not None:
            handled = self._type(event.key, typed)
        else:
            handled = typed.isalpha() and self._go_to_letter(typed.lower())
        if handled:
            event.stop()
            event.prevent_default()

    def _type(self, key: str, typed: str) -> bool:
        now = self.filter or ""
        if key == "escape":
            self.sift(None)
        elif key == "backspace":
            self.sift(now[:-1] if now else None)
        elif typed:
            self.sift(f"{now}{typed}"[:MOST_TYPED])
        else:
            return False
        return True

    def _go_to_letter(self, letter: str) -> bool:
        at = (self.at or 0) + 1 if self.at is not None else 0
        names = {e.kind.id: e.kind.name.lower() for e in self._entries if e.kind}
        later = (*self.ids[at:], *self.ids[:at])
        found = next((kind for kind in later if names[kind].startswith(letter)), None)
        if found:
            self.go(found)
        return found is not None

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        if at is None:
            return
        per = self.lines_needed(self.content_size.width)
        column = columns(self._entries, per)[at.x // (self._width() + GAP) :][:1]
        entry = next((entry for entries in column for entry in entries[at.y : at.y + 1]), None)
        if entry and entry.kind:
            self.put_cursor(entry.kind.id)
            self.post_message(self.Clicked(self, entry.kind.id, at.x))

    def _columns(self, width: int) -> int:
        return max(1, (width + GAP) // (LEAST_COLUMN + GAP))

    def _width(self) -> int:
        columns = self._columns(self.content_size.width)
        return (self.content_size.width - (columns - 1) * GAP) // columns

    def paint(self, *, layout: bool = False) -> None:
        """Draws the kinds in as many columns as there is room for."""
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
        self.update(Content("\n").join(painted), layout=layout)

    def _line(self, entry: Entry, width: int) -> Content:
        if entry.kind is None:
            return Content.styled(cut(entry.text, width).ljust(width), "bold $foreground 58%")
        digit = str(entry.number % 10) if entry.number <= 10 else " "
        price = marks(entry.kind.monthly_cost)
        room = width - len(price) - 5
        name = cut(entry.text, room).ljust(room)
        lit = entry.kind.id == self.cursor_id
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
