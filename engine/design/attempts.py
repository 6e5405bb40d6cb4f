"""What becomes of a call whose caller waits for so long, and tries so often."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from engine.design import mixture as mix
from engine.design.mixture import Mixture
from engine.design.part import Part


class Outcome(NamedTuple):
    """A call with all its attempts."""

    success: float
    """Share that has an answer in the end."""
    attempts: float
    """Times that it is made, on average."""
    response: Mixture
    """How long the answer takes, where one comes."""
    gave_up_ms: float
    """How long it takes to give up, on average."""
    timed_out: float = 0.0
    """Attempts that were waited for in vain, on average."""
    pressure: float = 1.0
    """Attempts as they weigh on the queue: those that come while it is known to be full, and
    are turned away again, weigh less than others."""


def plain(answered: float, response: Mixture, failed_ms: float) -> Outcome:
    """One attempt, waited for until an answer or an error comes."""
    return Outcome(answered, 1.0, response, failed_ms)


def hot(caller: Part) -> Outcome:
    """Every attempt made, as in the middle of a storm of retries."""
    made = caller.retries + 1.0
    return Outcome(1.0, made, mix.NOTHING, 0.0, pressure=made)


def outcome(
    caller: Part, answered: float, response: Mixture, failed_ms: float, again: float
) -> Outcome:
    """The call as its caller makes it.

    `again` is the probability that an attempt made at once after one that was turned away is
    turned away too; it exceeds the ordinary share where the queue is small.
    """
    limit = caller.timeout_ms or inf
    if limit == inf and not caller.retries:
        return plain(answered, response, failed_ms)
    share, quick = mix.within(response, limit)
    slow, refused = answered * (1 - share), 1 - answered
    quick_fail = min(limit, failed_ms)
    reach, attempts, late, pressure = 1.0, 0.0, 0.0, 0.0
    first = max(mix.TINY, 1 - refused)
    good: list[tuple[float, Mixture]] = []
    before = failure = mix.NOTHING
    for number in range(caller.retries + 1):
        if number:
            before = mix.later(mix.then(before, failure), caller.backoff_ms)
            failed = refused + slow
            refused = min(1.0, (refused * again + slow * (1 - answered)) / failed)
            slow = (1 - refused) * (1 - share)
        failed = refused + slow
        attempts += reach
        pressure += reach * min(1.0, (1 - refused) / first)
        late += reach * slow
        good.append((reach * (1 - failed), mix.then(before, quick)))
        failure = mix.either([(slow, mix.constant(limit)), (refused, mix.constant(quick_fail))])
        reach *= failed
        if reach <= mix.TINY:
            break
    success = 1 - reach
    gave_up = mix.total(before) + (mix.total(failure) if reach > mix.TINY else 0.0)
    return Outcome(success, attempts, mix.either(good), gave_up, late, pressure)
