"""Where each mission stands: a row for each client, a column for each act."""

from __future__ import annotations

from engine.mission import MissionCard

COLUMNS = 4
LAST_ACT = 4


def places(cards: tuple[MissionCard, ...]) -> dict[str, tuple[int, int]]:
    """Slug to column and row. A mission whose cell is taken moves to its act's first free row.

    In the last act the clients meet: its missions stand one under the other, at the foot.
    """
    rows = _client_rows(cards)
    height = max([*rows.values(), 0]) + 1
    taken: dict[tuple[int, int], str] = {}
    last = [card for card in cards if card.act == LAST_ACT]
    for offset, card in enumerate(last):
        taken[LAST_ACT - 1, max(0, height - len(last)) + offset] = card.slug
    waiting: list[MissionCard] = []
    for card in cards:
        if card.act in (0, LAST_ACT):
            waiting += [card] if card.act == 0 else []
            continue
        cell = (card.act - 1, rows.get(card.client, -1))
        if cell[1] < 0 or cell in taken:
            waiting.append(card)
        else:
            taken[cell] = card.slug
    for card in waiting:
        column = max(0, card.act - 1)
        row = next(r for r in range(height + len(cards)) if (column, r) not in taken)
        taken[column, row] = card.slug
    return {slug: cell for cell, slug in taken.items()}


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


def neighbour(cells: dict[str, tuple[int, int]], slug: str, across: int, down: int) -> str:
    """The mission next to one in a direction; itself where there is none."""
    x, y = cells[slug]
    if down:
        column = sorted((row, s) for s, (c, row) in cells.items() if c == x)
        index = next(n for n, (_, s) in enumerate(column) if s == slug) + down
        return column[index][1] if 0 <= index < len(column) else slug
    beside = [(abs(row - y), row, s) for s, (c, row) in cells.items() if c == x + across]
    return min(beside)[2] if beside else slug
