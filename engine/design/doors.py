"""Doors that let requests in at a steady rate, while the others wait their turn.

A waiting room sheds no load: it spreads it. Whoever is not let in yet has an answer, the page that
tells his turn, and is served once it comes. So what waits is neither lost nor part of the time
that answers take; it piles up while the peak lasts, like work in a queue, and is told as such.
"""

from __future__ import annotations

from engine.design.part import Part


def let_in(part: Part, rate: float, peak_s: float) -> float:
    """Share of the requests that find a place which goes on now."""
    staying = rate * (1 - unplaced(part, rate, peak_s))
    return min(1.0, part.admit_rps / staying) if staying > 0 else 1.0


def unplaced(part: Part, rate: float, peak_s: float) -> float:
    """Share of the requests for which no place is left before the peak ends."""
    if rate <= part.admit_rps:
        return 0.0
    turned_away = (rate - part.admit_rps) * peak_s - part.room
    return max(0.0, turned_away / (rate * peak_s))


def paced(arrivals: float, admit_rps: float, rate: float) -> float:
    """Squared coefficient of variation of the time between those let in: the door works like one
    server that takes the same time for each (Whitt, The Queueing Network Analyzer, 1983)."""
    busy = min(1.0, rate / admit_rps)
    return (1 - busy**2) * arrivals
