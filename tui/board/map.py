"""Paints the campaign's map: headings, lines, missions, and what the selected lock names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from engine.unlocks import Facts, Tree
from tui.board.acts import ACTS, EPIGRAPHS, NUMERALS
from tui.board.entries import GLYPHS, BoardEntry, counted, named
from tui.board.layout import COLUMNS, Cell, Frame
from tui.board.links import Link
from tui.board.sheet import GROUND, Lines
from tui.canvas import Canvas

ROUND, DASHED, HEAVY = "╭╮╰╯─│", "╭╮╰╯┄┆", "┏┓┗┛━┃"
"""Borders: corners from the top left, level, upright."""
EDGE = {"locked": "edge", "open": "primary", "in_progress": "accent", "completed": "done"}
Lit = frozenset[Link]
"""The lines that speak of the mission under the cursor."""
STATE = {"locked": "mute", "open": "primary", "in_progress": "accent", "completed": "success"}


@dataclass(frozen=True)
class Campaign:
    """What the map is painted from."""

    entries: Mapping[str, BoardEntry]
    cells: dict[str, Cell]
    trees: Mapping[str, Tree]
    facts: Facts

    @property
    def rows(self) -> int:
        """Rows of missions."""
        return max(row for _, row in self.cells.values()) + 1


def paint(campaign: Campaign, links: tuple[Link, ...], frame: Frame, selected: str) -> Canvas:
    """The whole map."""
    sheet = Canvas(frame.whole, frame.head + campaign.rows * frame.pitch, GROUND)
    _headings(sheet, campaign, frame)
    if frame.boxed:
        _epigraphs(sheet, campaign, frame)
    entry = campaign.entries[selected]
    marks = {} if entry.may_open else named(campaign.trees[selected], campaign.facts)
    lit = _lit(links, campaign, entry)
    _lines(sheet, links, lit)
    if not frame.boxed:
        _tails(sheet, links, campaign, frame, lit)
    for slug, cell in campaign.cells.items():
        it = _Shown(*frame.origin(cell), campaign.entries[slug], slug == selected, marks.get(slug))
        if frame.boxed:
            _box(sheet, frame, it, _note(campaign, slug))
        else:
            _cell(sheet, frame, it)
    for link in links:
        _arrow(sheet, link, lit, selected)
    return sheet


def _headings(sheet: Canvas, campaign: Campaign, frame: Frame) -> None:
    present = present_act(campaign.entries)
    for column in range(COLUMNS):
        own = [e for e in campaign.entries.values() if e.card.act == column + 1]
        done = sum(entry.status == "completed" for entry in own)
        style = "accent/background/bold" if column + 1 == present else "foreground/background/bold"
        count, x = f"{done} of {len(own)}", frame.columns[column]
        sheet.put(x, 0, f"ACT {NUMERALS[column]}", style)
        gap = frame.width - len(count) if frame.boxed else 9
        sheet.put(x + gap, 0, count, "mute/background")
        if frame.boxed:
            sheet.put(x, 1, ACTS[column], "mute/background")


def present_act(entries: Mapping[str, BoardEntry]) -> int:
    """The first act in which something is still to be done; the last one after the end."""
    for act in range(1, COLUMNS + 1):
        own = [entry for entry in entries.values() if entry.card.act == act]
        if any(entry.status != "completed" for entry in own):
            return act
    return COLUMNS


def _epigraphs(sheet: Canvas, campaign: Campaign, frame: Frame) -> None:
    """Each act's story, in the tallest gap of its column that holds it."""
    taken = set(campaign.cells.values())
    for column, words in EPIGRAPHS.items():
        rows = -(-len(words) // frame.pitch)
        for top in range(campaign.rows - rows + 1):
            if all((column, top + offset) not in taken for offset in range(rows)):
                x, y = frame.origin((column, top))
                for number, line in enumerate(words):
                    sheet.put(x, y + number, line, "mute/background/italic")
                break


# --- lines -----------------------------------------------------------------------------------


def _lines(sheet: Canvas, links: tuple[Link, ...], lit: Lit) -> None:
    lines = Lines()
    for link in sorted(links, key=lit.__contains__):
        if link.arrow != "▼":
            lines.lay(link.path, (link.source, link.target), _line_style(link, lit), link.dashed)
    lines.draw(sheet)


def _lit(links: tuple[Link, ...], campaign: Campaign, entry: BoardEntry) -> Lit:
    """What leads to a mission; of a finished one, what it opened."""
    slug, entries = entry.card.slug, campaign.entries
    if entry.status == "completed":
        own = (k for k in links if k.source == slug and entries[k.target].status != "locked")
    else:
        own = (k for k in links if k.target == slug)
    return frozenset(link for link in own if not link.dashed)


def _line_style(link: Link, lit: Lit) -> str:
    return "primary/background/bold" if link in lit else "edge/background"


def _tails(
    sheet: Canvas, links: tuple[Link, ...], campaign: Campaign, frame: Frame, lit: Lit
) -> None:
    """Where missions are text, a line begins right after its words."""
    for link in sorted(links, key=lit.__contains__):
        x, y = frame.origin(campaign.cells[link.source])
        if link.path[0][0] < x or link.dashed:
            continue
        begin = x + 7 + len(campaign.entries[link.source].words())
        tail = max(0, link.path[0][0] - begin)
        sheet.put(begin, y, "─" * tail, _line_style(link, lit))


def _arrow(sheet: Canvas, link: Link, lit: Lit, selected: str) -> None:
    style = _line_style(link, lit)
    if link.arrow == "▼":
        (x, y), (_, below) = link.path
        for row, glyph, end in ((y, "┬", link.source), (below, "▼", link.target)):
            own = style.replace("/background", "/lit") if end == selected else style
            sheet.put(x, row, glyph, own)
        return
    sheet.put(*link.path[-1], link.arrow, style)


# --- missions --------------------------------------------------------------------------------


def _note(campaign: Campaign, slug: str) -> str:
    """'4 of M13–M18' where the door counts a run of missions and the title leaves a line."""
    count = counted(campaign.trees[slug])
    if count is None or len(campaign.entries[slug].card.map_title) > 1:
        return ""
    known = [campaign.entries[m].card for m in count[1] if m in campaign.entries]
    places = sorted(card.order_index for card in known)
    if len(known) < 2 or places[-1] - places[0] != len(known) - 1:
        return ""
    first, last = min(known, key=lambda c: c.order_index), max(known, key=lambda c: c.order_index)
    return f"{count[0]} of {first.code}–{last.code}"


@dataclass(frozen=True)
class _Shown:
    """A mission at its place."""

    x: int
    y: int
    entry: BoardEntry
    selected: bool
    mark: bool | None
    """Whether it meets what the selected mission's lock names it for."""

    @property
    def ground(self) -> str:
        return "lit" if self.selected else "background"

    @property
    def strong(self) -> bool:
        return self.entry.status in ("open", "in_progress") and not self.entry.missing


def _box(sheet: Canvas, frame: Frame, it: _Shown, note: str) -> None:
    """Four rows: code and client in the top border, two of title, the state in the bottom."""
    x, y, entry, selected, ground = it.x, it.y, it.entry, it.selected, it.ground
    width, inside = frame.width, frame.width - 2
    shut = entry.status == "locked" or entry.missing
    border = HEAVY if selected else DASHED if shut else ROUND
    edge = "edge" if entry.missing else EDGE[entry.status]
    style = f"accent/{ground}/bold" if selected else f"{edge}/{ground}"
    filled = entry.status in ("completed", "in_progress") and not selected
    fill = "panel" if filled else ground
    top_left, top_right, foot_left, foot_right, level, upright = tuple(border)
    sheet.put(x, y, top_left + level * inside + top_right, style)
    sheet.put(x, y + 3, foot_left + level * inside + foot_right, style)
    titles = [*entry.card.map_title, note, ""]
    for row in (1, 2):
        sheet.put(x, y + row, upright, style)
        words = set_cell_size(f" {titles[row - 1]}", inside)
        sheet.put(x + 1, y + row, words, _title(it, fill))
        sheet.put(x + width - 1, y + row, upright, style)
    if note:
        sheet.put(x + 2, y + 2, note, f"mute/{fill}")
    _label(sheet, it)
    state = f" {GLYPHS[entry.status]} {entry.long_words()}"
    state += " " if len(state) < inside else ""
    sheet.put(x + 1, y + 3, state, _state(entry, ground))
    _mark(sheet, x + 1, y, it)


def _label(sheet: Canvas, it: _Shown) -> None:
    x, y, entry, selected, ground = it.x, it.y, it.entry, it.selected, it.ground
    strong = entry.status != "locked" and not entry.missing
    code = "accent" if selected else STATE[entry.status] if strong else "mute"
    if entry.status == "completed" and not selected:
        code = "foreground"
    sheet.put(x + 1, y, f" {entry.card.code} ", f"{code}/{ground}{'/bold' if strong else ''}")
    client = entry.card.client_short
    client += " " if cell_len(client) < 11 else ""
    sheet.put(x + 6, y, client, f"{'foreground' if selected else 'mute'}/{ground}")


def _title(it: _Shown, fill: str) -> str:
    if it.selected or it.strong:
        return f"foreground/{fill}/bold"
    return f"{'foreground' if it.entry.status == 'completed' else 'mute'}/{fill}"


def _state(entry: BoardEntry, ground: str) -> str:
    if entry.missing:
        return f"{'foreground' if ground == 'lit' else 'mute'}/{ground}"
    bold = "/bold" if entry.status in ("open", "in_progress") else ""
    colour = "foreground" if ground == "lit" and entry.status == "locked" else STATE[entry.status]
    return f"{colour}/{ground}{bold}"


def _mark(sheet: Canvas, x: int, y: int, it: _Shown) -> None:
    if it.mark is not None:
        colour = "success" if it.mark else "error"
        sheet.put(x, y, "✓" if it.mark else "✗", f"{colour}/{it.ground}/bold")


def _cell(sheet: Canvas, frame: Frame, it: _Shown) -> None:
    """Two rows for 80 columns: state, then the short title."""
    x, y, entry, ground = it.x, it.y, it.entry, it.ground
    if it.selected:
        sheet.put(x, y, " " * frame.width, f"foreground/{ground}")
    state = _state(entry, ground)
    sheet.put(x, y, GLYPHS[entry.status], state)
    marked = it.selected or entry.status == "in_progress"
    code = "accent" if marked else "foreground" if it.strong else "mute"
    weight = "/bold" if it.selected or it.strong else ""
    sheet.put(x + 2, y, entry.card.code, f"{code}/{ground}{weight}")
    sheet.put(x + 6, y, entry.words(), state)
    title = set_cell_size(f"  {entry.card.short_title}", frame.width)
    sheet.put(x, y + 1, title, _title(it, ground))
    _mark(sheet, x, y + 1, it)
    if it.selected:
        for row in (y, y + 1):
            sheet.put(x, row, "▌", f"accent/{ground}/bold")
