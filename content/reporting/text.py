"""A report on a class as plain lines, at most 80 columns wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from content.reporting.shapes import MissionReport, MoveCount, NodeCount, Report

WIDTH = 80
BAR = 10
"""Cells of a bar at 100%."""
BY = ("node", "learner", "requirement")


def lines(report: Report, by: str = "node", only: Sequence[str] = ()) -> Iterator[str]:
    """The report: by decision, by learner, or by requirement; `only` some decisions, if named."""
    for number, mission in enumerate(report.missions):
        if number:
            yield ""
        yield from _only(mission, only) if only else _mission(mission, by)


def _only(mission: MissionReport, only: Sequence[str]) -> Iterator[str]:
    """Some decisions alone, as they are put before a room."""
    yield mission.code
    for number, node in enumerate(mission.nodes, start=1):
        if node.node in only:
            yield from ("", *_node(number, node))


def _mission(mission: MissionReport, by: str) -> Iterator[str]:
    people = "1 learner" if mission.learners == 1 else f"{mission.learners} learners"
    yield f"{mission.code} {mission.title}: {people}, {mission.completed} finished"
    if mission.seeds > 1:
        yield f"{mission.seeds} seeds were played, so answers stood in different orders."
    if by == "learner":
        yield from ("", *_people(mission))
        return
    if by == "requirement":
        yield from ("", *_requirements(mission))
        return
    if mission.misses:
        yield from ("", *_misses(mission))
    yield from ("", *_nodes(mission))
    yield from ("", *_facts(mission))
    if mission.requirements:
        yield from ("", *_requirements(mission))
    if mission.spreads and mission.with_key:  # the score comes last, and never before the room
        yield from ("", *_spreads(mission))


def _spreads(mission: MissionReport) -> Iterator[str]:
    yield f"{'SCORES':<20} {'lowest':>7} {'1/4':>7} {'median':>7} {'3/4':>7} {'highest':>8}"
    for one in mission.spreads:
        yield (
            f"  {one.of.replace('_', ' '):<18} {one.lowest:>7g} {one.quarter:>7g} "
            f"{one.median:>7g} {one.three_quarters:>7g} {one.highest:>8g}"
        )
    grades = ", ".join(f"{count} {grade}" for grade, count in mission.grades.items())
    yield f"  Grades: {grades}."


def _misses(mission: MissionReport) -> Iterator[str]:
    yield "MISSED MOST, and so worth the debrief's first minutes"
    for miss in mission.misses:
        yield from _wrapped(f"  {miss.count:>2} of {miss.of:<3} ", miss.says)


def _nodes(mission: MissionReport) -> Iterator[str]:
    key = "; ✓ is best, ~ is best for some" if mission.with_key else ""
    yield f"WHAT WAS CHOSEN{key}"
    for number, node in enumerate(mission.nodes, start=1):
        if number > 1:
            yield ""
        yield from _node(number, node)


def _node(number: int, node: NodeCount) -> Iterator[str]:
    yield from _wrapped(f"{number:>2}. ", f"{node.title} ({node.asked})")
    best = "" if node.best is None else f", {node.best} with the best in their situation"
    yield f"    {node.node}: {node.answered} answered{best}"
    for move in sorted(node.moves, key=lambda move: -move.count):
        mark = " " if move.best is None else "✓" if move.best == "always" else "~"
        bar = "█" * round(BAR * move.share)
        yield from _wrapped(
            f"  {mark} {move.count:>3} {move.share:>4.0%} {bar:<{BAR}} ", move.words + _when(move)
        )


def _when(move: MoveCount) -> str:
    if move.best in (None, "always"):
        return ""
    right = "" if move.best_for == move.count else f"; so for {move.best_for} of {move.count}"
    where = "otherwise" if move.best == "otherwise" else f"where {move.best}"
    return f" [best {where}{right}]"


def _facts(mission: MissionReport) -> Iterator[str]:
    yield "WHAT WAS FOUND"
    for fact in sorted(mission.facts, key=lambda fact: -fact.found):
        late = f", {fact.late} of them late" if fact.late else ""
        must = "" if fact.must or not mission.with_key else " (not essential)"
        where = f" {fact.where}." if fact.where else ""
        bar = "█" * round(BAR * fact.share)
        start = f"    {fact.found:>3} {fact.share:>4.0%} {bar:<{BAR}} "
        yield from _wrapped(start, f"{fact.title}{must}{late}.{where}")
    if mission.facts_held_back:
        count = mission.facts_held_back
        yield "    and 1 that nobody found" if count == 1 else f"    and {count} that nobody found"


def _requirements(mission: MissionReport) -> Iterator[str]:
    yield f"{'WHAT WAS KEPT':<43} {'for':<12} {'kept':>9} {'known':>9}"
    for one in mission.requirements:
        kept, known = f"{one.kept} of {one.judged}", f"{one.known} of {one.judged}"
        yield f"  {one.title[:40]:<41} {one.owner[:12]:<12} {kept:>9} {known:>9}"
    if not mission.requirements:
        why = "nobody has finished" if mission.with_key else "the key is held back"
        yield f"  Nothing is told: {why}."


def _people(mission: MissionReport) -> Iterator[str]:
    heads = f"{'score':>6} {'facts':>6} {'best':>7} {'kept':>7} {'hints':>6} {'tries':>6}"
    yield f"{'LEARNER':<28} {heads}"
    for one in mission.people:
        score = f"{one.score} {one.grade}" if one.score is not None else one.status[:6]
        best = "" if one.best is None else f"{one.best}/{one.moves}"
        kept = f"{one.kept}/{one.requirements}" if one.requirements else ""
        yield (
            f"  {one.learner[:26]:<26} {score:>6} {one.facts:>6} {best:>7} {kept:>7} "
            f"{one.hints:>6} {one.attempts:>6}"
        )


def _wrapped(start: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=" " * len(start)) or [
        start.rstrip()
    ]
