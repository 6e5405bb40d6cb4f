"""Plain words: the terms that a pack explains, and those that the screens ask of every pack."""

from __future__ import annotations

from pydantic import Field

from engine.frozen import Frozen


class Term(Frozen):
    """A word of the trade, a figure or a setting, with the sentence that `?` gives."""

    term: str = Field(min_length=1, max_length=40)
    says: str = Field(min_length=1, max_length=120)
    """At most as long as a line under the grid has room for."""
    also: tuple[str, ...] = ()
    """Other words that it explains as well: labels of figures, names of settings."""

    @property
    def words(self) -> tuple[str, ...]:
        """All that it explains."""
        return (self.term, *self.also)


STUDIO = (
    "p95",
    "answered",
    "available",
    "cost a month",
    "budget",
    "busiest",
    "needs met",
    "parts",
    "asked",
    "does",
    "asks",
    "p95 here",
    "turned away",
    "piles up",
    "a month",
    "per million",
    "unused",
    "watches",
    "at the peak",
    "loose end",
    "≈",
)
"""What stands beside figures in the studio, as it stands there."""
STRIP = ("up", "cost")
"""The same where it stands in one line, and shorter."""
RUN = (
    "p95",
    "done",
    "answered",
    "asked",
    "does",
    "busiest",
    "full",
    "near its limit",
    "lost",
    "knee",
    "the busiest hour",
    "peak held",
    "first to give",
    "goals missed",
    "survives",
    "does not survive",
    "money",
)
"""What stands beside figures in a run of the traffic and in its report."""
DEBRIEF = ("median", "p95", "p99", "answered in time", "failed", "available", "marks a month")
"""What stands beside figures when a mission is over."""
TRADE = (
    "approximate",
    "availability",
    "backlog",
    "capacity",
    "goodput",
    "headroom",
    "lag",
    "load",
    "monthly cost",
    "p50",
    "replica",
    "retry",
    "rps",
    "saturated",
    "stability",
    "throughput",
    "timeout",
    "utilisation",
    "zone",
)
"""Words in which mails, rules and verdicts of any mission speak."""
NEEDED = tuple(dict.fromkeys((*STUDIO, *STRIP, *RUN, *DEBRIEF, *TRADE)))
"""Every word that screens explain, whatever the mission."""
