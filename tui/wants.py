"""What a door still wants, in a line."""

from __future__ import annotations

from engine.unlocks.condition import Explanation

ALL = "all of these"


def wants(told: Explanation) -> list[str]:
    """Each unmet clause at the top, in words."""
    if not told.inner:
        return [] if told.met else [_wanted(told)]
    if told.words == ALL:
        return [reason for clause in told.inner for reason in wants(clause)]
    if told.met:
        return []
    alternatives = [_wanted(clause) for clause in told.inner]
    return [f"{told.words}: {', '.join(alternatives)}"]


def _wanted(clause: Explanation) -> str:
    """One clause in words, with what it holds in brackets; of what must hold together, the part
    that does not."""
    if clause.inner:
        lacking = [one for one in clause.inner if clause.words != ALL or not one.met]
        inner = ", ".join(_wanted(one) for one in lacking or clause.inner)
        return f"{clause.words.removesuffix(' these')} ({inner})"
    return f"{clause.words} ({clause.have})" if clause.have else clause.words
