"""What came out of a simulation, and how sure that is."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from math import sqrt

PARTS, STUDENT = 20, 2.09
"""Batches from which an interval is reckoned, and Student's factor for 95% of so many."""


@dataclass
class Seen:
    """What came out of a run, once it had settled."""

    offered: int = 0
    answered: int = 0
    times: array[float] = field(default_factory=lambda: array("d"))
    busy: dict[str, float] = field(default_factory=dict)

    def quantile(self, share: float) -> float:
        return _quantile(sorted(self.times), share)

    @property
    def mean(self) -> float:
        return sum(self.times) / len(self.times) if self.times else 0.0

    def half_width(self, share: float) -> float:
        """Half of the 95% interval of a quantile, from batches, relative to it."""
        size = len(self.times) // PARTS
        if size < 50:
            return 1.0
        found = [
            _quantile(sorted(self.times[n * size : (n + 1) * size]), share) for n in range(PARTS)
        ]
        mean = sum(found) / PARTS
        spread = sqrt(sum((x - mean) ** 2 for x in found) / (PARTS - 1))
        return STUDENT * spread / sqrt(PARTS) / mean if mean else 0.0


@dataclass
class Summary:
    """The figures of a run."""

    offered: int
    answered: float
    """Share of those offered."""
    mean: float
    p50: float
    p95: float
    p99: float
    half95: float
    """Half of the 95% interval of the p95, relative to it."""
    busy: dict[str, float]


def summary(seen: Seen) -> Summary:
    """The figures of what was seen."""
    ordered = sorted(seen.times)
    return Summary(
        offered=seen.offered,
        answered=seen.answered / seen.offered,
        mean=seen.mean,
        p50=_quantile(ordered, 0.50),
        p95=_quantile(ordered, 0.95),
        p99=_quantile(ordered, 0.99),
        half95=seen.half_width(0.95),
        busy=seen.busy,
    )


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
