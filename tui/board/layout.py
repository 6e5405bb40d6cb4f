"""Where each mission stands: a row for each client, a column for each act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.mission import MissionCard

COLUMNS = 4
LAST_ACT = 4
Cell = tuple[int, int]
"""Column and row."""


@dataclass(frozen=True)
class Frame:
    """How the map is drawn: the columns' left edges, and the size of a mission."""

    columns: tuple[int, ...]
    width: int
    pitch: int
    """Rows from one mission to the next below it; also a mission's height."""
    head: int
    """Rows of heading above the missions."""
    whole: int
    """Columns of the whole map."""
    boxed: bool
    """Whether missions are boxes of four rows, or two rows of text."""

    def origin(self, cell: Cell) -> tuple[int, int]:
        """The top left character of a mission."""
        return self.columns[cell[0]], self.head + cell[1] * self.pitch

    def line(self, row: int) -> int:
        """The character row at which links meet the missions of a row."""
        return self.head + row * self.pitch + (1 if self.boxed else 0)

    def cell_at(self, x: int, y: int) -> Cell | None:
        """The place under a character, None between the columns and on the heading."""
        if y < self.head:
            return None
        for column, left in enumerate(self.columns):
            if left <= x < left + self.width:
                return column, (y - self.head) // self.pitch
        return None


BOXES = Frame(columns=(2, 22, 43, 63), width=18, pitch=4, head=2, whole=83, boxed=True)
CELLS = Frame(columns=(2, 21, 40, 59), width=17, pitch=2, head=1, whole=78, boxed=False)


def places(
    cards: tuple[MissionCard, ...], needs: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, Cell]:
    """Slug to column and row.

    A mission of a client that has a row stands there, unless the cell is taken. A mission of
    nobody's row stands right below one that it needs; in the last act, where the clients meet,
    such missions stand one under the other at the foot. The tutorial takes the lowest free
    place of the first column.
    """
    rows = _client_rows(cards)
    height = max([*rows.values(), 0]) + 1
    taken: dict[Cell, str] = {}
    waiting: list[MissionCard] = []
    for card in cards:
        cell = (card.act - 1, rows.get(card.client, -1))
        if card.act == 0 or cell[1] < 0 or cell in taken:
            waiting.append(card)
        else:
            taken[cell] = card.slug
    for card in waiting:
        column = max(0, card.act - 1)
        free = [row for row in range(height + len(cards)) if (column, row) not in taken]
        taken[column, _row(card, free, height, waiting, taken, needs or {})] = card.slug
    return {slug: cell for cell, slug in taken.items()}


def _row(
    card: MissionCard,
    free: list[int],
    height: int,
    waiting: list[MissionCard],
    taken: Mapping[Cell, str],
    needs: Mapping[str, tuple[str, ...]],
) -> int:
    within = [row for row in free if row < height]
    if card.act == 0:
        return within[-1] if within else free[0]
    if card.act == LAST_ACT:
        left = sum(c.act == LAST_ACT and c.slug not in taken.values() for c in waiting)
        return within[-left] if left <= len(within) else free[0]
    above = [cell for cell, slug in taken.items() if slug in needs.get(card.slug, ())]
    below = [row + 1 for column, row in above if column == card.act - 1 and row + 1 in free]
    return below[0] if below else free[0]


def _client_rows(cards: tuple[MissionCard, ...]) -> dict[str, int]:
    """A row for each client that several missions share, or that opens act I, by appearance."""
    count: dict[str, int] = {}
    for card in cards:
        if 0 < card.act < LAST_ACT:
            count[card.client] = count.get(card.client, 0) + 1
    kept = [client for client, number in count.items() if number > 1]
    first = [card.client for card in cards if card.act == 1]
    ordered = list(dict.fromkeys([*first, *kept]))
    return {client: row for row, client in enumerate(ordered)}


def neighbour(cells: dict[str, Cell], slug: str, across: int, down: int) -> str:
    """The mission next to one in a direction; itself where there is none."""
    x, y = cells[slug]
    if down:
        column = sorted((row, s) for s, (c, row) in cells.items() if c == x)
        index = next(n for n, (_, s) in enumerate(column) if s == slug) + down
        return column[index][1] if 0 <= index < len(column) else slug
    beside = [(abs(row - y), row, s) for s, (c, row) in cells.items() if c == x + across]
    return min(beside)[2] if beside else slug
