"""Puts the session's pins, pairs and facts into the notebook's panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from engine.notebook import costs_a_tick
from tui.notebook import paint
from tui.notebook.sources import origin, when
from tui.widgets.key_bar import Key

if TYPE_CHECKING:
    from tui.screens.notebook import NotebookScreen

PINS_WIDTH, JOIN_WIDTH, NARROW_JOIN = 40, 5, 3
"""Columns, as in the style sheet."""
CARD_EDGES = 2 + 2
TABS_FROM = 3
"""The column in which a border's title begins."""
PANES = ("pins", "desk", "known")
ESCAPE, HELP = Key("Esc", "Close", "escape"), Key("?", "Help", "question_mark")


class NotebookView:
    """Paints pins, desk, comparisons and knowledge, and names the keys."""

    def __init__(self, screen: NotebookScreen) -> None:
        self._screen = screen

    def show(self) -> None:
        """Paints all panes."""
        self._pins()
        self._desk()
        self._known()

    @property
    def _inner(self) -> int:
        """Cells inside the pane at the right, or inside the one pane."""
        width = self._screen.app.size.width
        return width - 2 if self._screen.narrow else width - PINS_WIDTH - 4

    def _pins(self) -> None:
        screen = self._screen
        mission, shared = screen.session.mission, screen.session.state.shared
        width = (screen.app.size.width if screen.narrow else PINS_WIDTH) - 5
        shown = [
            p for p in shared.pins if paint.matches(screen.wanted, p.quote, origin(mission, p))
        ]
        rows = [
            paint.pin_row(mission, pin, screen.side_of(pin.id), width, screen.narrow)
            for pin in shown
        ]
        screen.pins.show(tuple(rows))
        if screen.pins.cursor_id is None and shown:
            screen.pins.put_cursor(shown[0].id)
        screen.empty.display = not shown
        screen.empty.update(
            Content("No pin says that.")
            if shared.pins
            else Content.assemble(
                ("p", "bold $accent"), " pins a passage of a mail, a file or the call."
            )
        )
        count = len(shared.pins)
        screen.pins_pane.border_title = self._title("pins", "Pins")
        told = f"{count} {'pin' if count == 1 else 'pins'}, {len(screen.laid)} on the desk"
        price = "; no contradiction, a quarter-day" * costs_a_tick(screen.session.mission)
        ready = f"= compares the two{price * screen.narrow}"
        screen.pins_pane.border_subtitle = Content(ready if screen.ready else told)

    def _title(self, pane: str, wide: str) -> Content:
        if not self._screen.narrow:
            return Content(wide)
        parts: list[str | tuple[str, str]] = []
        for name, text in self.tabs:
            parts += [(text, "bold $accent" if name == pane else "$foreground 62%"), "  "]
        return Content.assemble(*parts[:-1])

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """Panes and their names where one is shown at a time."""
        shared = self._screen.session.state.shared
        names = (f"Pins {len(shared.pins)}", "Desk", f"Known {len(shared.facts)}")
        return tuple(zip(PANES, names, strict=True))

    def _desk(self) -> None:
        screen = self._screen
        mission, done = screen.session.mission, screen.done
        gap = NARROW_JOIN if screen.narrow else JOIN_WIDTH
        width = (self._inner - gap) // 2 - CARD_EDGES
        for side, cell in enumerate(screen.cards):
            pin = screen.laid_pin(side)
            cell.update(paint.card(mission, pin, side, width, screen.narrow))
            cell.border_title = paint.card_title(pin, side)
            cell.set_class(pin is not None, "-laid")
        screen.join.update(paint.join(done, screen.ready, gap))
        screen.result_text.update(paint.result(mission, done, screen.ready, self._inner - 8))
        screen.result.border_title = paint.result_title(done)
        screen.result.border_subtitle = Content(when(done.minute) if done else "")
        found = sum(bool(c.contradiction) for c in screen.session.state.shared.compared)
        word = "contradiction" if found == 1 else "contradictions"
        screen.desk.border_title = self._title(screen.pane, "Desk")
        told = Content.assemble(("≠", "bold $error"), f" {found} {word} found")
        screen.desk.border_subtitle = told if found else Content("")

    def _known(self) -> None:
        screen = self._screen
        shared = screen.session.state.shared
        rows = paint.compared_rows(shared.compared)
        screen.compared.show(rows)
        screen.compared.set_class(bool(rows), "-any")
        screen.compared.border_title = Content("Compared so far")
        pairs = f"{len(rows)} {'pair' if len(rows) == 1 else 'pairs'}"
        screen.compared.border_subtitle = Content(pairs)
        width = min(self._inner - 8, 72)
        screen.known_text.update(paint.known(screen.session.mission, shared, screen.wanted, width))
        screen.known.border_title = Content("What you know")

    # --- keys ----------------------------------------------------------------------------

    def keys(self) -> tuple[Key, ...]:
        """The keys that work now."""
        screen = self._screen
        if screen.find.has_focus:
            back = Key("Esc", "All pins", "escape")
            return (Key("Enter", "To the pins", "enter"), back, HELP)
        keys: list[Key] = []
        on_pin = screen.pane == "pins" and screen.pins.cursor_id is not None
        if on_pin:
            off = screen.pins.cursor_id in screen.laid
            laying = "Take off" if off else "Lay on the desk"
            keys += [Key("↑↓", "Pins", "-"), Key("Enter", laying, "enter")]
        if screen.ready:
            keys.append(Key("=", "Compare", "equals_sign"))
        if on_pin:
            keys += [Key("g", "Source"), Key("x", "Unpin")]
        if screen.compared.has_focus:
            keys += [Key("↑↓", "Pairs", "-"), Key("Enter", "Lay on the desk", "enter")]
        if screen.laid and not on_pin:
            keys.append(Key("c", "Clear"))
        keys.append(Key("Esc", "Pins", "escape") if screen.narrow and not on_pin else ESCAPE)
        if screen.pins.rows or screen.wanted:
            keys.append(Key("/", "Find", "slash"))
        keys.append(Key("Tab", "Next pane", "tab"))
        return (*keys, HELP)
