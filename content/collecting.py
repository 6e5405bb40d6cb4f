"""How often Python looks for objects that hold each other, in a program of unchanging values."""

import gc

YOUNG, MIDDLE, OLD = 100_000, 10, 10


def collect_seldom() -> None:
    """Lets the collector of cycles run a hundredth as often as it would, for the whole process.

    Missions, states and events hold one another one way only and go when they are let go of, so
    a collection walks over all of a pack to find next to nothing. What does hold itself (screens,
    tracebacks) is still collected, some megabytes later.
    """
    gc.set_threshold(YOUNG, MIDDLE, OLD)
