"""Response times as small mixtures of shifted gammas: added, mixed, and asked for quantiles.

A response is a handful of cases (waited or not, hit or missed), each a constant plus a
gamma-distributed part. Moments add exactly; the gamma's tail is Wilson and Hilferty's
approximation (1931).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import erfc, exp, inf, log, sqrt
from typing import NamedTuple

MOST = 6
"""Components kept; neighbours are merged beyond it."""
TINY = 1e-12
THIRD, HALF_ROOT = 1 / 3, sqrt(0.5)
FAR = 34.0
"""Logarithm of what is as good as nothing."""
POINTS = 40
"""Points at which the slowest of several is reckoned."""
CUTS = (0.0, 0.5, 0.85, 0.97, 1.0)
"""Shares at which the slowest of several is cut into parts again."""


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
    return sum([p[0] * (p[1] + p[2]) for p in mixture])


def variance(mixture: Mixture) -> float:
    """The variance."""
    mean = total(mixture)
    return sum([p[0] * (p[3] + (p[1] + p[2] - mean) ** 2) for p in mixture])


def later(mixture: Mixture, delay: float) -> Mixture:
    """The same after a constant delay."""
    return tuple([Part(w, s + delay, m, v) for w, s, m, v in mixture]) if delay else mixture


def scaled(mixture: Mixture, by: float) -> Mixture:
    """The same, so many times as long."""
    return tuple([Part(w, s * by, m * by, v * by * by) for w, s, m, v in mixture])


def then(first: Mixture, second: Mixture) -> Mixture:
    """One after the other."""
    if first is NOTHING:
        return second
    if second is NOTHING:
        return first
    return reduced(
        [
            Part(wa * wb, sa + sb, ma + mb, va + vb)
            for wa, sa, ma, va in first
            for wb, sb, mb, vb in second
        ]
    )


def either(cases: list[tuple[float, Mixture]]) -> Mixture:
    """One of several, each with its probability; these are normed to one."""
    whole = sum([weight for weight, _ in cases])
    if whole <= TINY:
        return NOTHING
    return reduced([Part(w * weight / whole, s, m, v) for weight, x in cases for w, s, m, v in x])


def reduced(parts: list[Part]) -> Mixture:
    """At most `MOST` parts: neighbours that differ least are merged, moments kept."""
    parts = sorted([p for p in parts if p[0] > TINY], key=_middle)
    if len(parts) <= MOST:
        return tuple(parts) or NOTHING
    gaps = [_gap(a, b) for a, b in pairwise(parts)]
    while len(parts) > MOST:
        at = gaps.index(min(gaps))
        parts[at : at + 2] = [_merged(parts[at], parts[at + 1])]
        del gaps[at]
        if at > 0:
            gaps[at - 1] = _gap(parts[at - 1], parts[at])
        if at < len(gaps):
            gaps[at] = _gap(parts[at], parts[at + 1])
    return tuple(parts)


def _middle(part: Part) -> float:
    return part[1] + part[2]


def _gap(a: Part, b: Part) -> float:
    return a[0] * b[0] / (a[0] + b[0]) * (b[1] + b[2] - a[1] - a[2]) ** 2


def _merged(a: Part, b: Part) -> Part:
    weight = a.weight + b.weight
    shift = min(a.shift, b.shift)
    mean_a, mean_b = a.shift + a.mean, b.shift + b.mean
    mean = (a.weight * mean_a + b.weight * mean_b) / weight
    square = (a.weight * (a.variance + mean_a**2) + b.weight * (b.variance + mean_b**2)) / weight
    return Part(weight, shift, mean - shift, max(0.0, square - mean**2))


def _gamma_below(shape: float, mean: float, x: float) -> float:
    """Probability that a gamma of this shape and mean is below x."""
    if x <= 0:
        return 0.0
    if 0.98 < shape < 1.02:
        return 1 - exp(-x / mean)
    root = sqrt(shape)
    score = ((x / mean) ** THIRD - 1 + 1 / (9 * shape)) * 3 * root
    return 0.5 * erfc(-score * HALF_ROOT)


def _part_below(part: Part, x: float) -> float:
    """Probability that one case takes less than x."""
    _, shift, mean, spread = part
    rest = x - shift
    if rest < 0:
        return 0.0
    if mean <= TINY:
        return 1.0
    if spread <= 1e-9 * mean * mean:
        return 1.0 if rest >= mean else 0.0
    return _gamma_below(mean * mean / spread, mean, rest)


def below(mixture: Mixture, x: float) -> float:
    """Share of responses that take less than x."""
    result = 0.0
    for weight, shift, mean, spread in mixture:
        rest = x - shift
        if rest <= 0:
            result += weight if rest == 0 and mean <= TINY else 0.0
        elif mean <= TINY:
            result += weight
        elif spread <= 1e-9 * mean * mean:
            result += weight if rest >= mean else 0.0
        else:
            shape = mean * mean / spread
            if 0.98 < shape < 1.02:
                result += weight * (1 - exp(-rest / mean))
            else:
                score = ((rest / mean) ** THIRD - 1 + 1 / (9 * shape)) * 3 * sqrt(shape)
                result += weight * 0.5 * erfc(-score * HALF_ROOT)
    return min(1.0, result)


@lru_cache(maxsize=8192)
def quantile(mixture: Mixture, share: float) -> float:
    """The time within which this share of responses is given, to 0.01%.

    The false position method on the logarithm of what is left (its tail is nearly straight),
    with the older end's weight halved where it stands still.
    """
    if len(mixture) == 1 and mixture[0][3] == 0:
        return mixture[0][1] + mixture[0][2]
    goal = log(1 - share)
    low, high, spread = min([p[1] for p in mixture]), 0.0, sqrt(variance(mixture))
    high = total(mixture) + 2 * spread + TINY
    at_low = _left(mixture, low) - goal
    if at_low <= 0:
        return low
    at_high = _left(mixture, high) - goal
    while at_high > 0:
        low, at_low = high, at_high
        high += 2 * (high - low) + 3 * spread
        at_high = _left(mixture, high) - goal
    side = 0
    for number in range(60):
        if high - low <= 1e-4 * high:
            break
        steep = at_low - at_high
        guess = (low + high) / 2
        if steep < FAR and number % 6 != 5:
            guess = low + (high - low) * at_low / steep
        now = _left(mixture, guess) - goal
        if abs(now) < 1e-5:
            return guess
        if now > 0:
            low, at_low = guess, now
            at_high *= 0.5 if side > 0 else 1.0
            side = 1
        else:
            high, at_high = guess, now
            at_low *= 0.5 if side < 0 else 1.0
            side = -1
    return high


def _left(mixture: Mixture, x: float) -> float:
    """Logarithm of the share that takes longer."""
    left = 1 - below(mixture, x)
    return log(left) if left > 1e-15 else -FAR


def within(mixture: Mixture, limit: float) -> tuple[float, Mixture]:
    """Share of responses within a limit, and what these are like."""
    if limit == inf:
        return 1.0, mixture
    kept: list[Part] = []
    for case in mixture:
        weight, shift, mean, spread = case
        rest = limit - shift
        share = _part_below(case, limit)
        if weight * share <= TINY:
            continue
        if share >= 1 - 1e-9 or spread <= 1e-9 * mean * mean:
            kept.append(Part(weight * share, shift, min(mean, rest), spread))
            continue
        shape, scale = mean * mean / spread, spread / mean
        once = _gamma_below(shape + 1, mean + scale, rest) / share
        twice = _gamma_below(shape + 2, mean + 2 * scale, rest) / share
        cut_mean = min(rest, mean * min(1.0, once))
        square = shape * (shape + 1) * scale * scale * min(1.0, twice)
        kept.append(Part(weight * share, shift, cut_mean, max(0.0, square - cut_mean**2)))
    whole = sum([p.weight for p in kept])
    if whole <= TINY:
        return 0.0, constant(limit)
    return min(1.0, whole), tuple([p._replace(weight=p.weight / whole) for p in kept])


def slowest(mixtures: list[Mixture]) -> Mixture:
    """The last of several that begin together and know nothing of each other."""
    if len(mixtures) == 1:
        return mixtures[0]
    low = max([min([p.shift for p in m]) for m in mixtures])
    high = max([quantile(m, 0.9995) for m in mixtures])
    if high <= low:
        return constant(low)
    points = [low + (high - low) * (n / POINTS) ** 2 for n in range(POINTS + 1)]
    shares = []
    for x in points:
        product = 1.0
        for m in mixtures:
            product *= below(m, x)
        shares.append(product)
    shares[-1] = 1.0
    steps = [
        (b - a, (x + y) / 2, (y - x) ** 2 / 12, (a + b) / 2)
        for (x, a), (y, b) in pairwise(list(zip(points, shares, strict=True)))
        if b > a
    ]
    if shares[0] > TINY:
        steps.insert(0, (shares[0], low, 0.0, shares[0] / 2))
    parts = []
    for left, right in pairwise(CUTS):
        chosen = [s for s in steps if left <= s[3] < right]
        weight = sum([s[0] for s in chosen])
        if weight <= TINY:
            continue
        mean = sum([s[0] * s[1] for s in chosen]) / weight
        spread = sum([s[0] * (s[2] + (s[1] - mean) ** 2) for s in chosen]) / weight
        parts.append(_shifted(weight, mean, spread, low))
    return reduced(parts)


def _shifted(weight: float, mean: float, spread: float, low: float) -> Part:
    """A case of these moments whose gamma is bell-shaped enough to be cut off on both sides."""
    rest = min(mean - low, 3 * sqrt(spread))
    return Part(weight, mean - rest, rest, spread)
