"""The one thing to try the next time: whatever cost a playthrough most of its points."""

from __future__ import annotations

from collections.abc import Iterable

from engine.frozen import Frozen
from engine.ledger import Entry, PhaseLedger


class NextTime(Frozen):
    """One thing to try, in words that give no answer away."""

    says: str
    title: str
    """What cost most."""
    more: str = ""
    """Where it lay, or why it counted."""


ADVICE = {
    "fact": "Ask before you build. You missed most by not knowing this:",
    "decision": "Take another way at the one turn that cost most:",
    "rule": "Run it once more before you hand it in. On the grid this cost most:",
    "criterion": "Look at this line once more before you hand the sheet in:",
    "late": "Spend fewer days:",
}
"""By the kind of line, what one does about it."""


def next_time(pages: Iterable[PhaseLedger]) -> NextTime | None:
    """What to try, from the greatest single loss; None where nothing was lost."""
    lost = [e for page in pages for e in page.entries if e.points < 0 and e.kind in ADVICE]
    if not lost:
        return None
    worst = min(lost, key=lambda entry: entry.points)
    return NextTime(says=ADVICE[worst.kind], title=worst.title, more=_more(worst))


def _more(entry: Entry) -> str:
    if entry.where:
        return f"It was there: {entry.where}"
    return entry.reason if entry.reason != entry.title else ""
