"""What was found out about a mission, as text and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from content.explorer.campaign import Campaign
from content.explorer.explore import Explored
from content.problem import Problem


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


def written(found: Sequence[Explored], doors: Campaign) -> str:
    """What can be reached in a campaign, in Markdown; the same for the same pack and effort."""
    command = "scopecreep explore --campaign --report FILE"
    lines = [
        "# What can be reached",
        "",
        f"Written by `make report` (`{command}`). How it is found: `docs/testing.md`.",
    ]
    for one in found:
        lines += ["", *section(one)]
    return "\n".join([*lines, "", *between(doors)]) + "\n"


def between(doors: Campaign) -> Iterator[str]:
    """The doors between missions, in Markdown."""
    yield from ("## Between the missions", "", "| mission | opens | shortest way |")
    yield "| --- | --- | --- |"
    for door in doors.missions:
        way = ", ".join(door.way) or "open from the start"
        yield f"| {door.slug} | {'yes' if door.opens else '✗'} | {way} |"
    yield from ("", *(f"- {run.player}: {run.says}." for run in doors.runs))
    yield from (*(f"- {bound}" for bound in doors.bounds), "", *_counts(doors.problems))


def section(one: Explored) -> Iterator[str]:
    """What can be reached in one mission, in Markdown."""
    yield from (f"## {one.mission}", "", *_searched(one), "", *_table(one))
    if one.grades.witnesses:
        yield from ("", *_scores(one))
    yield from ("", *(f"- {bound}" for bound in one.bounds), "", *_counts(one.problems))


def _searched(one: Explored) -> Iterator[str]:
    yield f"{one.states:,} states, {one.moves:,} moves, {one.walks:,} walks."


def _table(one: Explored) -> Iterator[str]:
    yield "| what | reached | of | |"
    yield "| --- | ---: | ---: | --- |"
    for what, reached, of in reachability(one):
        yield f"| {what} | {reached} | {of} | {'' if reached == of else '✗'} |"


def _scores(one: Explored) -> Iterator[str]:
    yield "| scores | least | most |"
    yield "| --- | ---: | ---: |"
    for phase, low, high in one.grades.phases:
        yield f"| {phase} | {low} | {high} |"
    yield f"| the mission | {one.grades.lowest} | {one.grades.highest} |"


def _counts(problems: Sequence[Problem]) -> Iterator[str]:
    """How often each finding was made, and each error in words."""
    counted = Counter(problem.code for problem in problems)
    told = ", ".join(f"{count} `{code}`" for code, count in sorted(counted.items()))
    yield f"Findings: {told or 'none'}."
    for problem in problems:
        if problem.severity == "error":
            yield f"- ✗ {problem.message} `{problem.code}`"
