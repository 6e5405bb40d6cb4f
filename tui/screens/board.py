"""The board: the campaign as a map of doors, and the card of the one under the cursor."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Input, Static

from db.ledger import LedgerRow
from engine.unlocks import Facts
from tui.board import bar, card
from tui.board.entries import BoardEntry
from tui.board.layout import BOXES, CELLS, Frame, neighbour
from tui.board.links import links
from tui.board.map import paint
from tui.board.reckoning import Reckoning
from tui.board.strip import legend, strip
from tui.board.view import MapView
from tui.compositor import SpanCompositor
from tui.screens.phase_screen import StatusLine
from tui.widgets.key_bar import Foot, Key, KeyBar

CARD_FROM = 118
"""Columns from which the card stands beside the map."""
BOXES_FROM = 39
"""Rows from which missions are boxes."""
BREATH = 0.02
"""Seconds between two doors whose ways in are worked out."""
MEASURE = 64
"""The widest that a card's text runs."""


@dataclass(frozen=True)
class Opened:
    """The player opens a mission; `restart` gives up what is under way."""

    slug: str
    restart: bool = False


class BoardScreen(Screen["Opened | None"]):
    """Dismisses with the mission to open, or with None to leave the game."""

    CSS_PATH = "board.tcss"
    HELP: ClassVar[str] = (
        "Each door is a mission. A solid line leads from one that has to be done to one that "
        "wants it; a dashed line counts several. A dotted door is locked, with one ✗ for each "
        "condition that is left: its card says which, and the nearest way in. While you stand "
        "on it, ✓ and ✗ mark the missions that it names.\n\n"
        "What you have begun is kept; r goes on where you stopped. The Kettle Protocol takes "
        "five minutes, teaches the keys, and may be skipped."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(0,-1)", show=False),
        Binding("down", "go(0,1)", show=False),
        Binding("left", "go(-1,0)", show=False),
        Binding("right", "go(1,0)", show=False),
        Binding("pageup", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(1)", show=False),
        Binding("enter", "open", show=False),
        Binding("w", "way_in", show=False),
        Binding("r", "resume", show=False),
        Binding("n", "next_open", show=False),
        Binding("x", "restart", show=False),
        Binding("slash", "find", show=False),
        Binding("l", "ledger", show=False),
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
        promises: tuple[LedgerRow, ...] = (),
    ) -> None:
        super().__init__()
        self.promises = promises
        self._compositor = SpanCompositor()
        self.facts, self.xp, self.player = facts, xp, player
        self.reckoning = Reckoning(entries, facts, xp)
        self.entries, self.campaign = self.reckoning.entries, self.reckoning.campaign
        known = selected is not None and selected in self.entries
        self.selected: str = selected if known and selected else self.reckoning.first()

    def compose(self) -> ComposeResult:
        self.top, self.acts = Static(classes="bar"), Static(classes="rail")
        self.map_view, self.strip = MapView(), Static(id="strip")
        self.sides = (Static(), Static(id="right"))
        self.card = VerticalScroll(Horizontal(*self.sides), id="card", can_focus=False)
        self.find_input = Input(id="find", placeholder="a code, a title or a client")
        self.find_input.cursor_blink = False
        self.find_input.can_focus = False
        self.key_bar, self.status = KeyBar(), StatusLine(Content(""))
        yield Container(self.top, self.acts, id="head")
        with Container(id="body"):
            with Container(id="map") as self.map:
                yield self.map_view
                yield self.strip
            yield self.card
        yield Foot(self.find_input, self.status, self.key_bar)

    def on_mount(self) -> None:
        self.repaint()
        self.reckon_ways()

    @work(group="ways")
    async def reckon_ways(self) -> None:
        """Works out every way in, a door at a time, while nobody presses a key.

        A far door takes longer than a key may.
        """
        for slug, entry in self.entries.items():
            if entry.status == "locked":
                await asyncio.sleep(BREATH)
                self.reckoning.way(slug)

    def on_resize(self, event: Resize) -> None:
        self.repaint()

    @property
    def narrow(self) -> bool:
        """Whether the card is a page of its own."""
        return self.app.size.width < CARD_FROM

    @property
    def frame(self) -> Frame:
        """How the map is drawn at this size."""
        return CELLS if self.narrow or self.app.size.height < BOXES_FROM else BOXES

    @property
    def entry(self) -> BoardEntry:
        """The mission under the cursor."""
        return self.entries[self.selected]

    @property
    def on_card(self) -> bool:
        """Whether the card covers the map."""
        return self.narrow and self.has_class("-card")

    # --- painting ------------------------------------------------------------------------

    def repaint(self) -> None:
        """Paints bar, map, card and keys."""
        width = self.app.size.width
        self.set_class(self.narrow, "-narrow")
        self.top.update(bar.top_line(width, self.facts, self.xp, self.player))
        self.acts.update(bar.act_line(width, self.entries))
        self._show_map(width)
        self._show_card(width)
        self.key_bar.show(self.keys())

    def _show_map(self, width: int) -> None:
        frame, cells = self.frame, self.campaign.cells
        lines = links(cells, self.campaign.trees, frame)
        sheet = paint(self.campaign, lines, frame, self.selected)
        self.map_view.show(sheet, frame, cells[self.selected])
        self.map.border_title = Content("Campaign")
        self.map.border_subtitle = legend(self.entry, wide=not self.narrow)
        if self.narrow:
            way = self.reckoning.way(self.selected)
            self.strip.update(strip(self.entry, self.entries, way, width - 4))

    def _show_card(self, width: int) -> None:
        entry = self.entry
        told = self.reckoning.card(self.selected)
        if self.narrow:
            half = (width - 8) // 2
            stands = card.standing(told, half)
            parts = (card.about(entry, half if stands else min(MEASURE, width - 6)), stands)
            self.sides[1].display = bool(stands)
        else:
            room = min(MEASURE, width - self.campaign_width - 4)
            parts = (card.page(told, room, self.app.size.height - 5), [])
            self.sides[1].display = False
        for side, rows in zip(self.sides, parts, strict=True):
            side.update(Content("\n").join(rows))
        self.card.border_title = card.title(entry)
        self.card.border_subtitle = card.state_line(entry)

    @property
    def campaign_width(self) -> int:
        """Columns that the map takes with its border."""
        return BOXES.whole + 2

    def say(self, text: str, hint: str = "") -> None:
        """Tells why nothing happened, above the keys."""
        self.status.say(text, hint)

    # --- keys ----------------------------------------------------------------------------

    def keys(self) -> tuple[Key, ...]:
        """The keys that work now."""
        if self.find_input.has_focus:
            return (Key("Enter", "Stay there", "enter"), Key("Esc", "Back", "escape"))
        moves = Key("←→", "Previous, next", "-") if self.on_card else Key("←↑↓→", "Move", "-")
        keys = [Key("Esc", "Map", "escape"), moves] if self.on_card else [moves]
        if self.narrow and not self.on_card:
            keys.append(Key("Enter", "Card", "enter"))
        elif self.entry.may_open:
            again = self.entry.status == "completed" or self.entry.handed_in
            word = "Play again" if again else "Go on" if self.entry.playing else "Open"
            keys.append(Key("Enter", word, "enter"))
        if self.reckoning.way(self.selected):
            keys.append(Key("w", "Way in" if self.narrow else "Go to way in"))
        running = self.reckoning.running(self.selected)
        if running:
            keys.append(Key("r", f"Resume {running.card.code}"))
        keys.append(Key("n", "Next open"))
        if self.entry.playing:
            keys.append(Key("x", "Begin anew"))
        if not self.on_card:
            keys += [Key("l", "Ledger"), Key("/", "Find", "slash"), Key("q", "Leave")]
        return (*keys, Key("?", "Help", "question_mark"))

    # --- moving --------------------------------------------------------------------------

    def select(self, slug: str) -> None:
        """Puts the cursor on a mission."""
        self.selected = slug
        self.status.clear()
        self.card.scroll_home(animate=False)
        self.repaint()

    def action_go(self, across: int, down: int) -> None:
        """Moves the cursor over the map; on the card, through the missions."""
        if not self.on_card:
            self.select(neighbour(self.campaign.cells, self.selected, across, down))
        elif down:
            self.card.scroll_relative(y=down, animate=False)
        else:
            order = list(self.entries)
            self.select(order[(order.index(self.selected) + across) % len(order)])

    def action_scroll(self, pages: int) -> None:
        """Scrolls the card, where it is longer than the screen."""
        self.card.scroll_relative(y=pages * max(1, self.card.size.height - 2), animate=False)

    def action_way_in(self) -> None:
        """Goes to the first mission of the nearest way in."""
        way = self.reckoning.way(self.selected)
        if way and way.steps:
            self.select(way.steps[0].slug)

    def action_next_open(self) -> None:
        """Moves to the next door that can be opened."""
        self.select(self.reckoning.next_open(self.selected))

    def action_find(self) -> None:
        """Asks for a code, a title or a client, and goes there while it is typed."""
        self.add_class("-finding")
        self.find_input.value = ""
        self.find_input.can_focus = True
        self.find_input.focus()
        self.call_after_refresh(lambda: self.key_bar.show(self.keys()))

    @on(Input.Changed, "#find")
    def _find(self, event: Input.Changed) -> None:
        wanted = event.value.strip()
        if not wanted or not self.has_class("-finding"):
            return
        found = self.reckoning.search(wanted)
        if found:
            self.select(found)
        else:
            self.say(f"No mission is called '{wanted}'.")

    @on(Input.Submitted, "#find")
    def _found_it(self) -> None:
        self._stop_finding()

    def _stop_finding(self) -> None:
        self.remove_class("-finding")
        self.find_input.can_focus = False
        self.set_focus(None)
        self.status.clear()
        self.key_bar.show(self.keys())

    # --- opening and leaving -------------------------------------------------------------

    def action_open(self) -> None:
        """Opens the card where it is a page; else the mission, or says why not."""
        if self.narrow and not self.on_card:
            self.add_class("-card")
            self.repaint()
        else:
            self.open_mission()

    def open_mission(self) -> None:
        """Opens the mission under the cursor, or says why not."""
        code = self.entry.card.code
        if self.entry.status == "locked":
            way = self.reckoning.way(self.selected)
            brief = card.way_in_brief(way, self.entries, 40)
            self.say(f"{code} is still locked.", f"Nearest way in: {brief}.")
        elif self.entry.missing:
            self.say(f"{code} is {self.entry.absence}.", "n goes to one that can be played.")
        elif self.entry.handed_in:
            self._open_after_asking(
                f"Play {code} again?",
                "What you handed in stays handed in, and your class server grades it.",
                "Play it again",
                restart=False,
            )
        elif self.entry.status == "completed" and self.entry.scored:
            self._open_after_asking(
                f"Play {code} again?",
                "Your first result stays what people remember. A better score raises the best "
                "one, and adds the experience and skills beyond it.",
                "Play it again",
                restart=False,
            )
        else:
            self.dismiss(Opened(self.selected))

    def action_restart(self) -> None:
        """Begins the mission anew, after a question; what is under way is given up."""
        if self.entry.playing:
            self._open_after_asking(
                f"Begin {self.entry.card.code} anew?",
                "What you have done in it so far is given up. This cannot be undone.",
                "Begin anew",
                restart=True,
            )

    @work(exclusive=True)
    async def _open_after_asking(
        self, question: str, text: str, yes: str, *, restart: bool
    ) -> None:
        from tui.screens.help import ConfirmScreen

        slug = self.selected
        if await self.app.push_screen_wait(ConfirmScreen(question, text, yes)):
            self.dismiss(Opened(slug, restart=restart))

    def action_resume(self) -> None:
        """Goes on with a mission that is under way."""
        running = self.reckoning.running(self.selected)
        if running:
            self.dismiss(Opened(running.card.slug))

    def action_back(self) -> None:
        """From the search and the card to the map; from the map only `q` leaves.

        Whoever backs out of one sheet too many would else find the game gone.
        """
        if self.has_class("-finding"):
            self._stop_finding()
        elif self.on_card:
            self.remove_class("-card")
            self.repaint()
        else:
            self.say("q leaves the game.", "Everything is stored.")

    def action_leave(self) -> None:
        """Leaves the game; everything is stored."""
        self.dismiss(None)

    def action_ledger(self) -> None:
        """Shows every promise, over all missions."""
        from tui.board.ledger import ledger_page
        from tui.screens.sheet import SheetScreen

        cards = {slug: entry.card for slug, entry in self.entries.items()}
        self.app.push_screen(SheetScreen(ledger_page(self.promises, cards)))

    def action_help(self) -> None:
        """Explains the board."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP, self.keys(), (), title="The board"))

    def on_map_view_clicked(self, event: MapView.Clicked) -> None:
        """Selects the mission under the pointer; a second click opens it."""
        event.stop()
        for slug, cell in self.campaign.cells.items():
            if cell == event.cell:
                again = slug == self.selected
                self.select(slug)
                if event.twice or again:
                    self.action_open()
                return

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        event.stop()
        self.app.simulate_key(event.key)
