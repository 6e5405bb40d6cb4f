"""The promise ledger: what was promised, to whom, before whom, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual.content import Content

from db.ledger import LedgerRow
from engine.mission import MissionCard
from tui.debrief.lines import SECONDARY, paragraph
from tui.debrief.sheets import Page, page
from tui.safety import one_line
from tui.widgets.entries import Entry, Lines

STATES = {
    "open": ("○", "open", "$foreground"),
    "kept": ("✓", "kept", "$success"),
    "broken": ("✗", "broken", "$error"),
}
"""How a promise stands: sign, word, colour."""
INDENT = 10
"""Columns of a promise's sign and word."""
NOTHING_YET = (
    "Nothing is promised yet. What you commit to, in a letter or a call, is entered here with its "
    "words and whoever heard it."
)


def ledger_page(rows: tuple[LedgerRow, ...], cards: Mapping[str, MissionCard]) -> Page:
    """Every commitment, those that are open first, the latest of them on top."""
    order = _ordered(rows)
    if not order:
        nothing = Entry("", lambda width: tuple(paragraph(NOTHING_YET, width, SECONDARY)))
        return page("Promise ledger", nothing)
    entries = [Entry(str(n), partial(_entry, row, cards)) for n, row in enumerate(order)]
    return page(f"Promise ledger · {summary(rows)}", *entries)


def ledger_lines(rows: tuple[LedgerRow, ...], cards: Mapping[str, MissionCard]) -> list[str]:
    """The same in sentences, for the plain game."""
    told = [
        f"{STATES[row.state][1].capitalize()}: {row.wording} {_made(row, cards)}"
        for row in _ordered(rows)
    ]
    return [f"Promise ledger: {summary(rows)}.", *told] if told else [NOTHING_YET]


def _ordered(rows: tuple[LedgerRow, ...]) -> list[LedgerRow]:
    """Those that are open first, the latest on top."""
    latest = tuple(reversed(rows))
    order = [row for row in latest if row.state == "open"]
    return order + [row for row in latest if row.state != "open"]


def _made(row: LedgerRow, cards: Mapping[str, MissionCard]) -> str:
    """To whom and where it was made, who heard it, and where it falls due."""
    heard = f", {one_line(row.witness)} heard it" if row.witness else ""
    made = f"To {one_line(row.made_to)} in {_code(row.made_in, cards)}{heard}."
    due = f"Due in {_code(row.due, cards)}." if row.due else ""
    return f"{made} {due}".strip()


def summary(rows: tuple[LedgerRow, ...]) -> str:
    """How many promises stand how."""
    counts = [(sum(row.state == state for row in rows), STATES[state][1]) for state in STATES]
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def _entry(row: LedgerRow, cards: Mapping[str, MissionCard], width: int) -> Lines:
    sign, word, colour = STATES[row.state]
    wording = [line.plain for line in paragraph(one_line(row.wording), width - INDENT)]
    head = (f"{sign} {word}".ljust(INDENT), f"bold {colour}")
    lines = [Content.assemble(head, (wording[0], "bold"))]
    lines += [Content.assemble(" " * INDENT, (more, "bold")) for more in wording[1:]]
    return (*lines, *paragraph(_made(row, cards), width, SECONDARY, indent=INDENT))


def _code(slug: str, cards: Mapping[str, MissionCard]) -> str:
    card = cards.get(slug)
    return f"{card.code} {one_line(card.title)}" if card else one_line(slug)
