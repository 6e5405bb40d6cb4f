"""Response times as small mixtures of shifted gammas: added, mixed, and asked for quantiles.

A response is a handful of cases (waited or not, hit or missed), each a constant plus a
gamma-distributed part. Moments add exactly; the gamma's tail is Wilson and Hilferty's
approximation (1931).
"""

from __future__ import annotations

from itertools import pairwise
from math import erfc, sqrt
from typing import NamedTuple

MOST = 6
"""Components kept; neighbours are merged beyond it."""
TINY = 1e-12


class Part(NamedTuple):
    """One case: its probability, constant part, and mean and variance of the rest, in ms."""

    weight: float
    shift: float
    mean: float
    variance: float


Mixture = tuple[Part, ...]

NOTHING: Mixture = (Part(1.0, 0.0, 0.0, 0.0),)


def constant(value: float) -> Mixture:
    """Always the same time."""
    return (Part(1.0, value, 0.0, 0.0),)


def total(mixture: Mixture) -> float:
    """The mean."""
    return sum(p.weight * (p.shift + p.mean) for p in mixture)


def then(first: Mixture, second: Mixture) -> Mixture:
    """One after the other."""
    return reduced(
        [
            Part(a.weight * b.weight, a.shift + b.shift, a.mean + b.mean, a.variance + b.variance)
            for a in first
            for b in second
        ]
    )


def either(cases: list[tuple[float, Mixture]]) -> Mixture:
    """One of several, each with its probability; these are normed to one."""
    whole = sum(weight for weight, _ in cases)
    if whole <= TINY:
        return NOTHING
    return reduced([p._replace(weight=p.weight * weight / whole) for weight, m in cases for p in m])


def reduced(parts: list[Part]) -> Mixture:
    """At most `MOST` parts: neighbours that differ least are merged, moments kept."""
    parts = sorted((p for p in parts if p.weight > TINY), key=lambda p: p.shift + p.mean)
    while len(parts) > MOST:
        gaps = [
            a.weight * b.weight / (a.weight + b.weight) * (b.shift + b.mean - a.shift - a.mean) ** 2
            for a, b in pairwise(parts)
        ]
        at = gaps.index(min(gaps))
        parts[at : at + 2] = [_merged(parts[at], parts[at + 1])]
    return tuple(parts) or NOTHING


def _merged(a: Part, b: Part) -> Part:
    weight = a.weight + b.weight
    shift = min(a.shift, b.shift)
    mean_a, mean_b = a.shift + a.mean, b.shift + b.mean
    mean = (a.weight * mean_a + b.weight * mean_b) / weight
    square = (a.weight * (a.variance + mean_a**2) + b.weight * (b.variance + mean_b**2)) / weight
    return Part(weight, shift, mean - shift, max(0.0, square - mean**2))


def _below(part: Part, x: float) -> float:
    """Probability that one case takes less than x."""
    rest = x - part.shift
    if rest < 0:
        return 0.0
    if part.mean <= TINY:
        return 1.0
    if part.variance <= TINY * part.mean**2:
        return 1.0 if rest >= part.mean else 0.0
    shape = part.mean**2 / part.variance
    cube = (rest / part.mean) ** (1 / 3)
    score = (cube - 1 + 1 / (9 * shape)) * 3 * sqrt(shape)
    return 0.5 * erfc(-score / sqrt(2))


def quantile(mixture: Mixture, share: float) -> float:
    """The time within which this share of responses is given, by bisection to 0.01%."""
    high = max(p.shift + p.mean + 12 * sqrt(p.variance) for p in mixture) + TINY
    low = min(p.shift for p in mixture)
    while high - low > 1e-4 * max(high, 1e-3):
        middle = (low + high) / 2
        if sum(p.weight * _below(p, middle) for p in mixture) < share:
            low = middle
        else:
            high = middle
    return high
