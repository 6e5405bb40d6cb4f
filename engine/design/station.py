"""One component as a queueing station: c servers, Q places to wait, general service.

Erlang's formulas for M/M/c, corrected for variability by Allen and Cunneen, with a finite
queue whose length is geometric at rate sigma; at rho >= 1 the same formulas hold, because
the queue is finite (TRAFFIC, section 2).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import exp, log, sqrt
from typing import NamedTuple

from engine.design.mixture import NOTHING, Mixture, Part, then

WAIT_SLICES = 4
"""Slices of a queue that is bounded and flat rather than exponential."""
NEVER = 1e-9
"""Probabilities below this are left out."""
HOPELESS = 1e18
EVEN = 1e-3
LOOKED_AT, MOST_STEPS = 40, 120
"""States and steps to which a station's nearest future is followed."""
OVERFLOW = 500.0
"""Powers beyond e to this are taken at their limit."""


class Station(NamedTuple):
    """What a station does with the requests that come to it."""

    utilisation: float
    """Share of the servers that is busy, at most 1."""
    demand: float
    """Servers that the offered load would keep busy, over those there are; may exceed 1."""
    blocked: float
    """Share of requests turned away."""
    wait_ms: float
    """Mean wait of those served."""
    own: Mixture
    """Their service."""
    queue: float
    """Requests waiting, on average."""
    waiting: float = 0.0
    """Share of those served that had to wait."""
    ratio: float = 0.0
    """By how much a queue of one more is less likely: sigma."""
    waits: Mixture = NOTHING
    departures: float = 1.0
    """Squared coefficient of variation of the time between departures."""

    @property
    def response(self) -> Mixture:
        """Wait and service."""
        return then(self.waits, self.own)

    def of(self, service_ms: float, variability: float) -> Mixture:
        """The response of a request whose own service takes this long."""
        return then(self.waits, served(service_ms, variability))


class Arrivals(NamedTuple):
    """How requests come to a station."""

    burst: float = 1.0
    """Squared coefficient of variation of the time between them."""
    ease: float = 1.0
    """By how much that and the variability of service lengthen the queue more, or less, than they
    would if each request came once."""
    batch: float = 0.0
    """How many others come with one at the very same time, on average."""
    shape: float | None = None
    """Squared coefficient of variation of the work that comes in one, by which the wait has its
    shape; that of service where it is not known."""


ALONE = Arrivals()


@lru_cache(maxsize=4096)
def erlang_b(servers: int, load: float) -> float:
    """Share blocked at `servers` servers without a queue, by the stable recursion."""
    if load <= 0:
        return 0.0
    inverse = 1.0
    for n in range(1, servers + 1):
        inverse = 1 + n * inverse / load
        if inverse > HOPELESS:
            return 0.0
    return 1 / inverse


def felt_variability(variability: float, servers: int, rho: float) -> float:
    """The variability of service as a queue before many servers feels it: short of the limit, a
    long service holds up one server while others go on.

    Constant service as G. P. Cosmetatos has it (1975); what varies more than an exponential
    after simulations of two exponentials, on the scale on which many servers are near their limit,
    (1 - rho) sqrt(c) (S. Halfin and W. Whitt, 1981).
    """
    if servers == 1 or rho >= 1 or variability == 1:
        return variability
    if variability > 1:
        return 1 + (variability - 1) * exp(-0.65 * (1 - rho) * (sqrt(servers) - 1))
    rest = (1 - rho) * (servers - 1) * (sqrt(4 + 5 * servers) - 2) / (16 * servers * rho)
    return 1 - (1 - variability) * max(0.0, 1 - rest)


def peaked_b(servers: int, rho: float, peakedness: float) -> float:
    """Share blocked where arrivals come in bunches: so many fewer servers of bunches (Hayward's
    approximation: A. A. Fredericks, Congestion in blocking systems, 1980).
    """
    if servers == 1 or 0.99 < peakedness < 1.01:
        return erlang_b(servers, rho * servers)
    some = max(1.0, servers / peakedness)
    few = int(some)
    low = erlang_b(few, rho * few)
    if some == few:
        return low
    high = erlang_b(few + 1, rho * (few + 1))
    weight = some - few
    return float(low ** (1 - weight) * high**weight)


@lru_cache(maxsize=8192)
def solve(
    rate: float,
    service_ms: float,
    servers: int,
    variability: float,
    room: int,
    arrivals: Arrivals = ALONE,
) -> Station:
    """The station at `rate` requests a second, whose service time has this squared coefficient
    of variation.
    """
    arrival_variability, ease, batch = arrivals.burst, arrivals.ease, arrivals.batch
    if rate <= 0 or service_ms <= 0:
        own = served(service_ms, variability)
        return Station(0.0, 0.0, 0.0, 0.0, own, 0.0, departures=arrival_variability)
    load = rate * service_ms / 1000
    rho = load / servers
    felt = felt_variability(variability, servers, rho)
    k = max(0.05, ease * (arrival_variability + felt) / 2)
    met = 1.0
    if rho < 1 and arrival_variability != 1:
        found = met_by_arrivals(rho, arrival_variability)
        k = 2 * k / (arrival_variability + 1) * (1 - rho) / max(1e-9, 1 - found)
        met = (found / rho) ** min(1.0, (1 + arrival_variability) / 2 / servers)
    sigma = max(1e-9, 1 - (1 - rho) / max(1e-9, k))
    full = peaked_b(servers, rho, (1 + arrival_variability + batch) / 2)
    blocked, waiting = _blocked_and_waiting(full, rho, k, sigma, room)
    waiting = min(1.0, waiting * met)
    shape = variability if arrivals.shape is None else arrivals.shape
    waits = _waits(waiting, sigma, room, service_ms / servers, _spread(shape, rho))
    if 1 + batch > servers:
        waits = then(waits, within_batch(1 + batch, servers, service_ms))
    wait = sum([p[0] * p[2] for p in waits])
    own = served(service_ms, variability)
    busy = min(1.0, rho * (1 - blocked))
    return Station(
        utilisation=busy,
        demand=rho,
        blocked=blocked,
        wait_ms=wait,
        own=own,
        queue=rate * (1 - blocked) * wait / 1000,
        waiting=waiting,
        ratio=sigma,
        waits=waits,
        departures=departures(busy, arrival_variability, variability, servers),
    )


def within_batch(size: float, servers: int, service_ms: float) -> Mixture:
    """What those of a batch that are more than the servers wait for the others of it."""
    late = size - servers
    mean = service_ms / servers * (late + 1) / 2
    share = late / size
    return ((1 - share, 0.0, 0.0, 0.0), (share, 0.0, mean, mean * mean))


def departures(busy: float, arrivals: float, services: float, servers: int) -> float:
    """Squared coefficient of variation of the time between departures (Whitt)."""
    calm = (1 - busy**2) * (arrivals - 1)
    return max(0.0, 1 + calm + busy**2 / sqrt(servers) * (max(services, 0.2) - 1))


@lru_cache(maxsize=4096)
def met_by_arrivals(rho: float, arrivals: float) -> float:
    """Ratio of the geometric queue that arrivals of this variability meet at one exponential
    server: the root of s = A(mu (1 - s)), with A the transform of a gamma, or of two
    exponentials where arrivals are burstier than Poisson.
    """
    if arrivals > 1:
        short = (1 + sqrt((arrivals - 1) / (arrivals + 1))) / 2
        fast, slow = 2 * short * rho, 2 * (1 - short) * rho
    ratio = rho
    for _ in range(60):
        gap = 1 - ratio
        if arrivals > 1:
            now = short * fast / (fast + gap) + (1 - short) * slow / (slow + gap)
        elif arrivals > EVEN:
            now = (1 + gap * arrivals / rho) ** (-1 / arrivals)
        else:
            now = exp(-gap / rho)
        if abs(now - ratio) < 1e-7:
            break
        ratio = now
    return min(now, 1 - 1e-9)


def apart(station: Station, queues: int, use: float, service_ms: float, servers: int) -> Station:
    """The station as so many queues, each request in the shortest, rather than as one; `use` is
    what the servers of one would be kept busy by, for all wait alike, but are not equally busy.

    Whoever waits does so behind one in `queues` of those that wait, and for a whole service.
    """
    ratio, waiting, busy = station.ratio, station.waiting, min(1.0, use * (1 - station.blocked))
    if queues < 2 or not 0 < ratio < 1 or waiting <= NEVER or use >= 1:
        return station._replace(utilisation=busy, demand=use)
    waiting *= 1 - 0.5 * (1 - 1 / queues) * (1 - use)
    mean = service_ms / servers / (1 - ratio**queues)
    return station._replace(
        utilisation=busy,
        demand=use,
        wait_ms=waiting * mean,
        waiting=waiting,
        waits=((1 - waiting, 0.0, 0.0, 0.0), (waiting, 0.0, mean, mean * mean)),
    )


@lru_cache(maxsize=1024)
def still_full(rate: float, service_ms: float, servers: int, room: int, after_ms: float) -> float:
    """Chance that a station that was full is full again so much later.

    The number that is there is followed step by step (uniformisation); of a long queue only
    the end that is near the limit is looked at.
    """
    places = min(LOOKED_AT, servers + room)
    floor = servers + room - places
    speed, arrive = servers / service_ms, rate / 1000
    whole = arrive + speed
    mean = whole * after_ms
    if mean <= 0:
        return 1.0
    if mean > MOST_STEPS:
        after_ms, mean = MOST_STEPS / whole, float(MOST_STEPS)
    leave = [min(n + floor, servers) / service_ms / whole for n in range(places + 1)]
    come = arrive / whole
    now = [0.0] * places + [1.0]
    term = exp(-mean)
    result, number = term, 0
    while number < mean + 6 * sqrt(mean) + 6:
        number += 1
        ahead = [0.0] * (places + 1)
        for n, chance in enumerate(now):
            if chance < NEVER:
                continue
            down = leave[n] if n else 0.0
            up = come if n < places else 0.0
            ahead[n] += chance * (1 - down - up)
            if n:
                ahead[n - 1] += chance * down
            if n < places:
                ahead[n + 1] += chance * up
        now = ahead
        term *= mean / number
        result += term * now[places]
    return min(1.0, result)


def _blocked_and_waiting(
    b: float, rho: float, k: float, sigma: float, room: int
) -> tuple[float, float]:
    """Share turned away, and share of those taken in that has to wait."""
    growth = room * log(sigma)
    if growth > OVERFLOW:
        return 1 - 1 / rho, 1.0
    power = exp(growth)
    flat = abs(sigma - 1) < 1e-9
    t = b * rho * (room if flat else (1 - power) / (1 - sigma)) / k
    blocked = min(1.0, b * power / (1 + t))
    if blocked >= 1:
        return blocked, 1.0
    waiting = (b + t - blocked * (1 + t)) / ((1 + t) * (1 - blocked))
    return blocked, min(1.0, max(0.0, waiting))


def served(service_ms: float, variability: float) -> Mixture:
    """A service time: a gamma, or two exponentials where it varies more than one does."""
    if variability <= 1.05:
        return ((1.0, 0.0, service_ms, variability * service_ms**2),)
    short = (1 + sqrt((variability - 1) / (variability + 1))) / 2
    parts = []
    for weight in (short, 1 - short):
        mean = service_ms / (2 * weight)
        parts.append((weight, 0.0, mean, mean * mean))
    return tuple(parts)


def _waits(waiting: float, sigma: float, room: int, step: float, spread: float) -> Mixture:
    """No wait, and the wait for (j + 1) departures, j geometric and cut at the room."""
    if waiting <= NEVER:
        return NOTHING
    parts = [(1 - waiting, 0.0, 0.0, 0.0)] if waiting < 1 - NEVER else []
    if sigma < 1 and room * log(sigma) < -6:
        mean = step / (1 - sigma)
        return (*parts, (waiting, 0.0, mean, spread * mean * mean))
    return tuple(parts + _slices(waiting, sigma, max(1, room), step))


def _spread(variability: float, rho: float) -> float:
    """Variance of a wait over its squared mean, given that there is one, as Pollaczek and
    Khinchin have it for one server; 1 for an exponential service.
    """
    if variability <= 1.05:
        third = (1 + variability) * (1 + 2 * variability) / 3
    else:
        short = (1 + sqrt((variability - 1) / (variability + 1))) / 2
        third = 0.25 / short**2 + 0.25 / (1 - short) ** 2
    mean = (1 + variability) / 2
    return max(0.2, 2 * rho - 1 + third * (1 - rho) / mean**2)


def _slices(waiting: float, sigma: float, room: int, step: float) -> list[Part]:
    """The wait in a queue that its room bounds, cut into slices of equal length."""
    slope = log(sigma)
    if abs(slope * room) < 1e-6:
        slope = 1e-6 / room
    ends = [room * n / WAIT_SLICES for n in range(WAIT_SLICES + 1)]
    top = max(0.0, slope * room)
    found: list[tuple[float, float]] = []
    for low, high in pairwise(ends):
        at_low, at_high = exp(slope * low - top), exp(slope * high - top)
        area = (at_high - at_low) / slope
        mean = (high * at_high - low * at_low) / (at_high - at_low) - 1 / slope if area else low
        found.append((area, min(high, max(low, mean))))
    whole = sum(area for area, _ in found)
    width = room / WAIT_SLICES * step
    return [
        (
            waiting * area / whole,
            0.0,
            (place + 1) * step,
            width**2 / 12 + (place + 1) * step**2,
        )
        for area, place in found
        if area > 0
    ]
