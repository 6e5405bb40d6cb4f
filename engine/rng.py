"""Chance as data: every draw is a function of the playthrough's seed and a name."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def draw(seed: int, name: str, index: int = 0) -> int:
    """A number below 2^64, the same for the same seed, name and index for ever.

    SHA-256 in counter mode: its output is fixed by a standard, not by a Python release.
    """
    return int.from_bytes(sha256(f"{seed}/{name}/{index}".encode()).digest()[:8], "big")


def shuffled(seed: int, name: str, items: Sequence[T]) -> tuple[T, ...]:
    """The items in the order that this seed gives them under this name (Fisher and Yates)."""
    return tuple([items[place] for place in _places(seed, name, len(items))])


@lru_cache(maxsize=4096)
def _places(seed: int, name: str, count: int) -> tuple[int, ...]:
    """Kept, for the answers at one node are laid out again and again."""
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        pick = draw(seed, name, last) % (last + 1)
        order[last], order[pick] = order[pick], order[last]
    return tuple(order)
