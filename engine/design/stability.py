"""Whether retries let a burst pass: solved from a calm start and from within a storm.

Retries make load out of failure, so that a design may have two states that both feed
themselves: one in which all is well, one in which most of the work is repeated in vain.
"""

from __future__ import annotations

from math import exp, log

from engine.design.figures import Stability
from engine.design.load import Load
from engine.design.routes import Plan
from engine.design.solution import Solution

APART = 0.01
"""Difference of goodput from which two starts have ended in different states."""
SOON_MS = 3_600_000.0
"""A design that is expected to fall over by itself within an hour has done so."""
ROOMY = 0.7
"""Use below which even a storm in which all is tried again clears by itself."""
AMPLIFIED, LOST = 1.5, 0.1
"""Calls for one meant, and share lost, from which a load is one that retries have made."""


def settled(plan: Plan, load: Load) -> tuple[Solution, Stability]:
    """The state that the design is in at this load, and whether it would stay there."""
    calm = Solution(plan, load)
    if not any(part.retries for part in plan.parts.values()):
        return calm, "stable"
    if _worst(plan, calm) < ROOMY:
        return calm, "stable"
    storm = Solution(plan, load, storm=True)
    if calm.good - storm.good <= APART:
        fallen = calm.amplification >= AMPLIFIED and calm.good < 1 - LOST
        return calm, "collapsed" if fallen else "stable"
    if escape_ms(plan, calm) < SOON_MS:
        return storm, "collapsed"
    return calm, "vulnerable"


def _worst(plan: Plan, calm: Solution) -> float:
    """Use of the busiest component, or of its threads, were every call made as often as it can."""
    made = 1
    for part in plan.parts.values():
        made *= part.retries + 1
    stations = (*calm.stations.values(), *calm.gates.values())
    return made * max((station.demand for station in stations), default=0.0)


def escape_ms(plan: Plan, calm: Solution) -> float:
    """How long it takes, on average, until chance alone fills some queue up to the time that its
    callers wait: the rate of arrivals that find such a queue."""
    patience = min(
        (part.timeout_ms for part in plan.parts.values() if part.timeout_ms and part.retries),
        default=0.0,
    )
    soonest = float("inf")
    for node in plan.order:
        station, part = calm.stations[node], plan.parts[node]
        rate = sum(calm.rates[node].values())
        if rate <= 0 or station.waiting <= 0 or not 0 < station.ratio < 1 or calm.later(node):
            continue
        places = part.room
        if patience and calm.effort[node] > 0:
            places = min(places, int(patience * part.servers / calm.effort[node]))
        chance = station.waiting * exp(max(-700.0, places * log(station.ratio)))
        if chance > 0:
            soonest = min(soonest, 1000 / (rate * chance))
    return soonest
