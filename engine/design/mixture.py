"""Response times as small mixtures of shifted gammas: added, mixed, and asked for quantiles.

A response is a handful of cases (waited or not, hit or missed), each a constant plus a
gamma-distributed part. Moments add exactly; the gamma's tail is Wilson and Hilferty's
approximation (1931).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import erfc, exp, inf, log, sqrt

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


Part = tuple[float, float, float, float]
"""One case: its probability, constant part, and mean and variance of the rest, in ms. A plain
tuple, for an evaluation makes a thousand."""
Mixture = tuple[Part, ...]

NOTHING: Mixture = ((1.0, 0.0, 0.0, 0.0),)


def constant(value: float) -> Mixture:
    """Always the same time."""
    return ((1.0, value, 0.0, 0.0),)


def total(mixture: Mixture) -> float:
    """The mean."""
    return sum([w * (s + m) for w, s, m, _ in mixture])


def variance(mixture: Mixture) -> float:
    """The variance."""
    mean = total(mixture)
    return sum([w * (v + (s + m - mean) ** 2) for w, s, m, v in mixture])


def later(mixture: Mixture, delay: float) -> Mixture:
    """The same after a constant delay."""
    return tuple([(w, s + delay, m, v) for w, s, m, v in mixture]) if delay else mixture


def scaled(mixture: Mixture, by: float) -> Mixture:
    """The same, so many times as long."""
    return tuple([(w, s * by, m * by, v * by * by) for w, s, m, v in mixture])


def then(first: Mixture, second: Mixture) -> Mixture:
    """One after the other."""
    if first is NOTHING:
        return second
    if second is NOTHING:
        return first
    return _both(first, second)


@lru_cache(maxsize=4096)
def _both(first: Mixture, second: Mixture) -> Mixture:
    """Kept, for an edit leaves most components as they were."""
    return reduced(
        [
            (wa * wb, sa + sb, ma + mb, va + vb)
            for wa, sa, ma, va in first
            for wb, sb, mb, vb in second
        ]
    )


def either(cases: list[tuple[float, Mixture]]) -> Mixture:
    """One of several, each with its probability; these are normed to one."""
    return _one_of(tuple(cases))


@lru_cache(maxsize=4096)
def _one_of(cases: tuple[tuple[float, Mixture], ...]) -> Mixture:
    whole = sum([weight for weight, _ in cases])
    if whole <= TINY:
        return NOTHING
    return reduced([(w * weight / whole, s, m, v) for weight, x in cases for w, s, m, v in x])


def reduced(parts: list[Part]) -> Mixture:
    """At most `MOST` parts: neighbours that differ least are merged, moments kept."""
    parts = [part for part in parts if part[0] > TINY]
    if len(parts) > 1:
        parts.sort(key=_middle)
    if len(parts) <= MOST:
        return tuple(parts) or NOTHING
    gaps = [
        wa * wb / (wa + wb) * (sb + mb - sa - ma) ** 2
        for (wa, sa, ma, _), (wb, sb, mb, _) in pairwise(parts)
    ]
    for _ in range(len(parts) - MOST):
        at = gaps.index(min(gaps))
        one = parts[at] = _merged(parts[at], parts.pop(at + 1))
        del gaps[at]
        if at > 0:
            gaps[at - 1] = _gap(parts[at - 1], one)
        if at < len(gaps):
            gaps[at] = _gap(one, parts[at + 1])
    return tuple(parts)


def _middle(part: Part) -> float:
    return part[1] + part[2]


def _gap(a: Part, b: Part) -> float:
    weight, shift, mean, _ = a
    other, begins, lasts, _ = b
    return weight * other / (weight + other) * (begins + lasts - shift - mean) ** 2


def _merged(a: Part, b: Part) -> Part:
    weight_a, shift, mean_a, spread_a = a
    weight_b, shift_b, mean_b, spread_b = b
    mean_a, mean_b = shift + mean_a, shift_b + mean_b
    weight = weight_a + weight_b
    shift = min(shift, shift_b)
    mean = (weight_a * mean_a + weight_b * mean_b) / weight
    square = weight_a * (spread_a + mean_a * mean_a) + weight_b * (spread_b + mean_b * mean_b)
    return weight, shift, mean - shift, max(0.0, square / weight - mean * mean)


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


Tail = tuple[float, float, float, float, float]
"""One case made ready to be asked often: its probability, constant part and mean; then, of a
gamma, Wilson and Hilferty's correction and the root of its shape. The root is 0 for an exponential,
and the correction as well where it always takes the same time."""


def _tail(part: Part) -> Tail:
    weight, shift, mean, spread = part
    if mean <= TINY:
        return weight, shift, 0.0, 0.0, 0.0
    if spread <= 1e-9 * mean * mean:
        return weight, shift, mean, 0.0, 0.0
    shape = mean * mean / spread
    if 0.98 < shape < 1.02:
        return weight, shift, mean, 1.0, 0.0
    return weight, shift, mean, 1 / (9 * shape), sqrt(shape)


def _below(tails: list[Tail], x: float) -> float:
    result = 0.0
    for weight, shift, mean, correction, root in tails:
        rest = x - shift
        if rest <= 0:
            result += weight if rest == 0 and not mean else 0.0
        elif root:
            score = ((rest / mean) ** THIRD - 1 + correction) * 3 * root
            result += weight * 0.5 * erfc(-score * HALF_ROOT)
        elif correction:
            result += weight * (1 - exp(-rest / mean))
        elif rest >= mean:
            result += weight
    return min(1.0, result)


def below(mixture: Mixture, x: float) -> float:
    """Share of responses that take less than x."""
    return _below([_tail(part) for part in mixture], x)


@lru_cache(maxsize=8192)
def quantile(mixture: Mixture, share: float) -> float:
    """The time within which this share of responses is given, to 0.01%.

    The false position method on the logarithm of what is left (its tail is nearly straight),
    with the older end's weight halved where it stands still.
    """
    if len(mixture) == 1 and mixture[0][3] == 0:
        return mixture[0][1] + mixture[0][2]
    goal = log(1 - share)
    tails, low, at_low, high, at_high, spread = _ends(mixture)
    at_low -= goal
    if at_low <= 0:
        return low
    at_high -= goal
    while at_high > 0:
        low, at_low = high, at_high
        high += 2 * (high - low) + 3 * spread
        at_high = _left(tails, high) - goal
    side = 0
    for number in range(60):
        if high - low <= 1e-4 * high:
            break
        steep = at_low - at_high
        guess = (low + high) / 2
        if steep < FAR and number % 6 != 5:
            guess = low + (high - low) * at_low / steep
        now = _left(tails, guess) - goal
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


@lru_cache(maxsize=64)
def _ends(mixture: Mixture) -> tuple[list[Tail], float, float, float, float, float]:
    """Between what a quantile is looked for first: two times, with what is left at each, and the
    spread. Kept for a moment, for several quantiles are asked of one mixture."""
    tails = [_tail(part) for part in mixture]
    low, spread = min([p[1] for p in mixture]), sqrt(variance(mixture))
    high = total(mixture) + 2 * spread + TINY
    return tails, low, _left(tails, low), high, _left(tails, high), spread


def _left(tails: list[Tail], x: float) -> float:
    """Logarithm of the share that takes longer."""
    left = 1 - _below(tails, x)
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
            kept.append((weight * share, shift, min(mean, rest), spread))
            continue
        shape, scale = mean * mean / spread, spread / mean
        once = _gamma_below(shape + 1, mean + scale, rest) / share
        twice = _gamma_below(shape + 2, mean + 2 * scale, rest) / share
        cut_mean = min(rest, mean * min(1.0, once))
        square = shape * (shape + 1) * scale * scale * min(1.0, twice)
        kept.append((weight * share, shift, cut_mean, max(0.0, square - cut_mean**2)))
    whole = sum([p[0] for p in kept])
    if whole <= TINY:
        return 0.0, constant(limit)
    return min(1.0, whole), tuple([(w / whole, s, m, v) for w, s, m, v in kept])


def slowest(mixtures: list[Mixture]) -> Mixture:
    """The last of several that begin together and know nothing of each other."""
    if len(mixtures) == 1:
        return mixtures[0]
    low = max([min([p[1] for p in m]) for m in mixtures])
    high = max([quantile(m, 0.9995) for m in mixtures])
    if high <= low:
        return constant(low)
    points = [low + (high - low) * (n / POINTS) ** 2 for n in range(POINTS + 1)]
    shares, tails = [], [[_tail(part) for part in m] for m in mixtures]
    for x in points:
        product = 1.0
        for each in tails:
            product *= _below(each, x)
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
    return weight, mean - rest, rest, spread
