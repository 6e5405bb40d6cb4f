"""The shortest script that still fails as a longer one did, by delta debugging.

Steps are taken out in ever smaller pieces for as long as the script fails in the same way
(A. Zeller and R. Hildebrandt, *Simplifying and isolating failure-inducing input*, 2002: the
complements alone, which is enough to come to a script of which every step is needed).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Fails = Callable[[Sequence[Any]], bool]
"""Whether a script of these steps still fails in the way that is looked for."""


def shrunk(steps: Sequence[Any], fails: Fails, most: int = 2_000) -> list[Any]:
    """Steps of which none can be left out, at most so many scripts tried.

    Raises:
        ValueError: the steps do not fail to begin with.
    """
    if not fails(steps):
        raise ValueError("the script does not fail")
    kept, pieces, tried = list(steps), 2, 0
    while len(kept) > 1 and tried < most:
        size = -(-len(kept) // pieces)
        for start in range(0, len(kept), size):
            rest = kept[:start] + kept[start + size :]
            tried += 1
            if fails(rest):
                kept, pieces = rest, max(2, pieces - 1)
                break
        else:
            if size == 1:
                break
            pieces = min(len(kept), 2 * pieces)
    if len(kept) == 1 and fails([]):
        return []
    return kept
