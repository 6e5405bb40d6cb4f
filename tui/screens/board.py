"""The board: the campaign as a map of doors, and the card of the one under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from engine.unlocks import Facts
from tui.board import paint
from tui.board.entries import BoardEntry, nearest_way
from tui.board.layout import COLUMNS, neighbour, places
from tui.screens.phase_screen import StatusLine
from tui.widgets.key_bar import Foot, Key, KeyBar

NARROW_BELOW = 118
"""Columns under which the map's cells are two lines and the card is a page of its own."""
CELL_WIDTH, CELL_HEIGHT = 19, 2
GAP = 2


@dataclass(frozen=True)
class Opened:
    """The player opens a mission; `restart` gives up what is under way."""

    slug: str
    restart: bool = False


class MapText(Static):
    """The painted map."""

    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """A place on the map was clicked."""

        x: int
        y: int
        twice: bool

    def on_click(self, event: Click) -> None:
        event.stop()
        self.post_message(self.Clicked(event.x, event.y, event.chain > 1))


class BoardScreen(Screen["Opened | None"]):
    """Dismisses with the mission to open, or with None to leave the game."""

    CSS_PATH = "board.tcss"
    HELP: ClassVar[str] = (
        "Each door is a mission. Solid ones are open; a dotted one says on its card what it "
        "still wants, and the nearest way in. Arrows move, Enter opens. What you have begun is "
        "kept: r goes on where you stopped. The Kettle Protocol takes five minutes, teaches "
        "the keys and may be skipped."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(0,-1)", show=False),
        Binding("down", "go(0,1)", show=False),
        Binding("left", "go(-1,0)", show=False),
        Binding("right", "go(1,0)", show=False),
        Binding("enter", "open", show=False),
        Binding("r", "resume", show=False),
        Binding("n", "next_open", show=False),
        Binding("x", "restart", show=False),
        Binding("i", "card", show=False),
        Binding("escape", "back", show=False),
        Binding("q", "leave", show=False),
        Binding("question_mark,f1", "help", show=False),
    ]

    def __init__(
        self,
        entries: tuple[BoardEntry, ...],
        facts: Facts,
        xp: int,
        player: str,
        selected: str | None = None,
    ) -> None:
        super().__init__()
        self.entries = {entry.card.slug: entry for entry in entries}
        self.facts = facts
        self.xp = xp
        self.player = player
        self.cells = places(tuple(entry.card for entry in entries))
        self.selected = selected if selected in self.entries else self._first()

    def _first(self) -> str:
        order = list(self.entries.values())
        for wanted in ("in_progress", "open"):
            for entry in order:
                if entry.status == wanted and not entry.missing:
                    return entry.card.slug
        return order[0].card.slug

    def compose(self) -> ComposeResult:
        self.bar = Static(Content(""), classes="bar")
        self.map_text = MapText(Content(""))
        self.map = VerticalScroll(self.map_text, id="map", can_focus=False)
        self.card_text = Static(Content(""))
        self.card = VerticalScroll(self.card_text, id="card", can_focus=False)
        self.key_bar = KeyBar()
        self.status = StatusLine(Content(""))
        yield self.bar
        with Container(id="body"):
            yield self.map
            yield self.card
        yield Foot(self.status, self.key_bar)

    def on_mount(self) -> None:
        self.repaint()

    def on_resize(self, event: Resize) -> None:
        self.repaint()

    @property
    def narrow(self) -> bool:
        return self.app.size.width < NARROW_BELOW

    @property
    def entry(self) -> BoardEntry:
        """The mission under the cursor."""
        return self.entries[self.selected]

    # --- painting ------------------------------------------------------------------------

    def repaint(self) -> None:
        """Paints bar, map, card and keys."""
        self.set_class(self.narrow, "-narrow")
        self._show_bar()
        self._show_map()
        way = nearest_way(self.entry, tuple(self.entries.values()), self.facts)
        width = max(20, (self.app.size.width - 6) if self.narrow else self.app.size.width - 91)
        self.card_text.update(paint.card_page(self.entry, way, min(width, 72)))
        self.card.border_title = Content.assemble(
            (self.entry.card.code, "bold $accent"), f" {self.entry.card.short_title}"
        )
        self.key_bar.show(self.keys())

    def _show_bar(self) -> None:
        done = sum(e.status == "completed" for e in self.entries.values() if e.card.act)
        whole = sum(1 for e in self.entries.values() if e.card.act)
        left = Content.assemble(("◆ ", "$accent"), ("SCOPE CREEP", "bold"), "  Campaign")
        right = Content.assemble(
            (f"{self.player[:20]}   ", "$mute"),
            ("level ", "$mute"),
            (str(self.facts.level), "bold $primary"),
            (f"   {self.xp} XP   {done} of {whole} done", "$mute"),
        )
        gap = max(1, self.app.size.width - 2 - left.cell_length - right.cell_length)
        self.bar.update(Content.assemble(left, " " * gap, right))

    def _cell_size(self) -> tuple[int, int]:
        if self.narrow:
            return CELL_WIDTH, CELL_HEIGHT
        return paint.BOX_WIDTH + GAP, paint.BOX_HEIGHT

    def _show_map(self) -> None:
        width, height = self._cell_size()
        lines: list[Content] = []
        heads = [self._heading(act, width) for act in range(COLUMNS)]
        lines.append(Content("").join([head[0] for head in heads]))
        if not self.narrow:
            lines.append(Content("").join([head[1] for head in heads]))
        by_cell = {cell: slug for slug, cell in self.cells.items()}
        rows = max(row for _, row in self.cells.values()) + 1
        for row in range(rows):
            painted = [
                self._painted(by_cell.get((column, row)), width) for column in range(COLUMNS)
            ]
            lines += [
                Content("").join([cell[number] for cell in painted]) for number in range(height)
            ]
        self.map_text.update(Content("\n").join(lines))
        self.map.border_title = Content("Campaign")
        legend = "✓ done  ◐ in play  ○ open  ◌ locked, one ✗ a condition"
        self.map.border_subtitle = Content(legend)
        top = self.cells[self.selected][1] * height + self._head_height()
        self.map.scroll_to_region(Region(0, top, 1, height), animate=False)

    def _head_height(self) -> int:
        return 1 if self.narrow else 2

    def _heading(self, act: int, width: int) -> tuple[Content, Content]:
        own = [e for e in self.entries.values() if e.card.act == act + 1]
        current = self.cells[self.selected][0] == act
        return paint.act_heading(act, own, current, width)

    def _painted(self, slug: str | None, width: int) -> tuple[Content, ...]:
        if slug is None:
            return tuple(Content(" " * width) for _ in range(self._cell_size()[1]))
        entry, selected = self.entries[slug], slug == self.selected
        if self.narrow:
            return paint.cell(entry, selected, width)
        return tuple(Content.assemble(line, " " * GAP) for line in paint.box(entry, selected))

    def keys(self) -> tuple[Key, ...]:
        """The keys that work now."""
        keys = [Key("←↑↓→", "Move", "-")]
        if self._may_open():
            word = "Go on" if self.entry.status == "in_progress" else "Open"
            keys.append(
                Key("Enter", "Play again" if self.entry.status == "completed" else word, "enter")
            )
        if self.narrow:
            keys.append(Key("i", "Card"))
        running = self._in_play()
        if running and running.card.slug != self.selected:
            keys.append(Key("r", f"Resume {running.card.code}"))
        if self.entry.status == "in_progress":
            keys.append(Key("x", "Begin anew"))
        return (*keys, Key("n", "Next open"), Key("q", "Leave"), Key("?", "Help", "question_mark"))

    # --- acting --------------------------------------------------------------------------

    def _may_open(self) -> bool:
        return self.entry.card.playable and self.entry.status != "locked"

    def _in_play(self) -> BoardEntry | None:
        return next((e for e in self.entries.values() if e.status == "in_progress"), None)

    def select(self, slug: str) -> None:
        """Puts the cursor on a mission."""
        self.selected = slug
        self.status.clear()
        self.repaint()

    def action_go(self, across: int, down: int) -> None:
        """Moves the cursor over the map."""
        self.select(neighbour(self.cells, self.selected, across, down))

    def action_open(self) -> None:
        """Opens the mission under the cursor, or says why not."""
        if self._may_open():
            self.dismiss(Opened(self.selected))
        elif self.entry.status == "locked":
            self.status.say(
                f"{self.entry.card.code} is still locked.", "Its card says what it wants."
            )
            if self.narrow:
                self.add_class("-card")
        else:
            self.status.say(f"{self.entry.card.code} is not in this edition yet.")

    def action_restart(self) -> None:
        """Begins the mission anew; what is under way is given up."""
        if self.entry.status == "in_progress":
            self.dismiss(Opened(self.selected, restart=True))

    def action_resume(self) -> None:
        """Goes on with the mission that is under way."""
        running = self._in_play()
        if running:
            self.dismiss(Opened(running.card.slug))

    def action_next_open(self) -> None:
        """Moves to the next door that can be opened."""
        order = list(self.entries)
        start = order.index(self.selected)
        for slug in [*order[start + 1 :], *order[: start + 1]]:
            entry = self.entries[slug]
            if entry.card.playable and entry.status != "locked":
                self.select(slug)
                return

    def action_card(self) -> None:
        """Shows or hides the card, where it is a page of its own."""
        self.toggle_class("-card")

    def action_back(self) -> None:
        """From the card to the map, from the map out of the game."""
        if self.has_class("-card"):
            self.remove_class("-card")
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leaves the game; everything is stored."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Explains the board."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP, self.keys(), ()))

    def on_map_text_clicked(self, event: MapText.Clicked) -> None:
        width, height = self._cell_size()
        cell = (event.x // width, (event.y - self._head_height()) // height)
        for slug, place in self.cells.items():
            if place == cell:
                again = slug == self.selected
                self.select(slug)
                if event.twice or again:
                    self.action_open()
                return

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
