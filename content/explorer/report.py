"""What was found out about a mission, as text and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from content.explorer.explore import Explored


def lines(one: Explored) -> Iterator[str]:
    """A mission as plain lines."""
    how = f"{one.states:,} states, {one.moves:,} moves, " if one.moves else ""
    yield f"{one.mission}: {how}{one.walks:,} walks, {one.seconds:.0f} s"
    for row in one.rows:
        mark = "✓" if row.reached == row.of else "✗"
        yield f"  {mark} {row.what:<22} {row.reached:>5} of {row.of}"
    grades = one.grades
    if grades.witnesses:
        yield f"    scores from {grades.lowest} to {grades.highest}"
        for phase, low, high in grades.phases:
            yield f"    {phase:<22} {low:>5} to {high}"
        names = " ".join(witness.grade for witness in grades.witnesses[:-2])
        yield f"    grades with a witness  {names}"
    for bound in one.bounds:
        yield f"  ~ {bound}"
    for problem in one.problems:
        yield f"  {problem}"


def reachability(one: Explored) -> tuple[tuple[str, int, int], ...]:
    """For each sort of thing, how much can be reached and how much there is."""
    return tuple((row.what, row.reached, row.of) for row in one.rows)
