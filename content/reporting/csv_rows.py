"""A report on a class as rows for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from content.reporting.shapes import MissionReport, Report

Cell = str | int | float | None
FORMULA = ("=", "+", "-", "@")


def csv_text(report: Report, by: str) -> str:
    """The report's rows, one an answer, a learner or a requirement, under a line of headings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    rows = {"node": _answers, "learner": _people, "requirement": _requirements}[by]
    for number, mission in enumerate(report.missions):
        for line, row in enumerate(rows(mission)):
            if line or not number:
                writer.writerow([_safe(cell) for cell in row])
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _answers(mission: MissionReport) -> Iterator[list[Cell]]:
    yield ["mission", "phase", "node", "asked", "move", "words", "count", "share", "best", "worth"]
    for node in mission.nodes:
        for move in node.moves:
            answer = (move.move, move.words, move.count, move.share, move.best, move.worth)
            yield [mission.code, node.phase, node.node, node.title, *answer]


def _people(mission: MissionReport) -> Iterator[list[Cell]]:
    """One row a learner. Columns are the same in all missions: phases, and answers, share one."""
    yield [
        *("mission", "learner", "status", "score", "grade", "phases", "facts", "facts_of"),
        *("best", "moves", "kept", "requirements", "promises_broken", "hints", "days_late"),
        *("attempts", "seed", "answers"),
    ]
    of = len(mission.facts) + mission.facts_held_back
    for one in mission.people:
        answers = " ".join(f"{node}={move}" for node, move in one.answers.items())
        phases = " ".join(f"{phase}={score}" for phase, score in one.phases.items())
        yield [mission.code, one.learner, one.status, one.score, one.grade, phases, one.facts, of,
               one.best, one.moves, one.kept, one.requirements, one.promises_broken, one.hints,
               one.days_late, one.attempts, one.seed, answers]  # fmt: skip


def _requirements(mission: MissionReport) -> Iterator[list[Cell]]:
    yield ["mission", "requirement", "title", "owner", "judged", "kept", "known"]
    for one in mission.requirements:
        counts = [one.judged, one.kept, one.known]
        yield [mission.code, one.requirement, one.title, one.owner, *counts]
