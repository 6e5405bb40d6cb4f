"""A cost that is known by three points: least, likely, most (a PERT distribution)."""

from __future__ import annotations

from functools import lru_cache

SLICES = 400
"""Parts into which the range is cut for its shares."""
LIKELY = 4
"""How much the likely value weighs against each end, as in PERT."""


def mean(low: float, likely: float, high: float) -> float:
    """What such jobs cost on average."""
    return (low + LIKELY * likely + high) / (LIKELY + 2)


def density(low: float, likely: float, high: float, at: float) -> float:
    """How common a cost is, in no unit: only ratios mean something."""
    if not low < at < high:
        return 0.0
    left = LIKELY * (likely - low) / (high - low)
    right = LIKELY * (high - likely) / (high - low)
    share = (at - low) / (high - low)
    return float(share**left * (1 - share) ** right)


@lru_cache(maxsize=64)
def _sums(low: float, likely: float, high: float) -> tuple[float, ...]:
    """Of the slices' densities the running totals, from the left."""
    width = (high - low) / SLICES
    total, sums = 0.0, [0.0]
    for number in range(SLICES):
        total += density(low, likely, high, low + (number + 0.5) * width)
        sums.append(total)
    return tuple(sums)


def exceeds(low: float, likely: float, high: float, over: float) -> float:
    """The share of such jobs that costs more than a number, to a ten-thousandth."""
    if over <= low:
        return 1.0
    if over >= high:
        return 0.0
    sums = _sums(low, likely, high)
    place = (over - low) / (high - low) * SLICES
    full = int(place)
    below = sums[full] + (sums[full + 1] - sums[full]) * (place - full)
    return round(1 - below / sums[-1], 4)
