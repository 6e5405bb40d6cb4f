"""Makes the board's entries of what the database tells."""

from __future__ import annotations

from typing import Any

from db.board import BoardRow
from engine.unlocks import Facts
from engine.values import Tally
from tui.board.entries import BoardEntry, in_codes, status_of

STANDING = {"locked": "locked", "open": "open", "in_progress": "in play"}


def entries_of(rows: tuple[BoardRow, ...], facts: Facts) -> tuple[BoardEntry, ...]:
    """Every mission as this player has it, in the campaign's order."""
    codes = {row.card.slug: row.card.code for row in rows}
    told = {row.card.slug: status_of(row.card, row.status, facts) for row in rows}
    waits = {row.card.slug for row in rows if row.handed_in and not row.playthrough}
    standing = {
        row.card.slug: "handed in"
        if row.card.slug in waits
        else STANDING.get(told[row.card.slug][0], "")
        if row.card.playable or told[row.card.slug][0] == "locked"
        else ("on the web" if row.card.elsewhere else "not written")
        for row in rows
    }
    entries = []
    for row in rows:
        status, explanation = told[row.card.slug]
        entries.append(
            BoardEntry(
                card=row.card,
                status="in_progress" if row.playthrough else status,
                score=row.score,
                first_score=row.first_score,
                phase=_phase(row),
                explanation=in_codes(explanation, codes, standing),
                scored=row.card.act > 0,
                phase_scores=_tally(row.progress.get("phases")),
                handed_in=row.card.slug in waits,
                begun_elsewhere=row.begun_elsewhere,
                changed_elsewhere=row.changed_elsewhere,
                skills_earned=_tally((row.progress.get("best") or {}).get("skills")),
            )
        )
    return tuple(entries)


def _phase(row: BoardRow) -> int:
    """The phase's place from 1; 0 where none is told that the mission has."""
    place = row.summary.get("phase_index", row.current_phase)
    return place if isinstance(place, int) and 0 < place <= len(row.card.phases) else 0


def _tally(value: Any) -> Tally:
    return tuple(value.items()) if isinstance(value, dict) else ()
