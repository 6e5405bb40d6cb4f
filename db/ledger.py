"""The promise ledger as the database keeps it: every commitment of one player."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.values import PromiseState

LEDGER = """
    SELECT p.wording, p.made_to, p.witness, p.state, p.due, m.slug AS made_in
    FROM public.player_promises p JOIN public.missions m ON m.id = p.mission_id
    WHERE p.user_id = (SELECT auth.uid()) ORDER BY p.made_at, m.order_index, p.promise
"""


@dataclass(frozen=True)
class LedgerRow:
    """A commitment: its words, to whom, before whom, from which mission, due in which."""

    wording: str
    made_to: str
    witness: str
    """Empty where nobody else heard it."""
    state: PromiseState
    made_in: str
    due: str
    """A mission's slug; empty where it fell due in the mission in which it was made."""


def ledger_row(row: dict[str, Any]) -> LedgerRow:
    """A commitment of what the database answers."""
    return LedgerRow(**row)
