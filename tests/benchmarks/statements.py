"""What is measured: each operation as the game does it, and as the source's document has it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.db.source import statement

FLOOR = "SELECT * FROM public.user_progress WHERE user_id = $1 AND mission_id = $2"
"""The look-up that everything is held against: one row by its primary key."""


def _of_the_source(name: str, *numbers: int) -> str:
    """A statement of the source's document, whose parameters have these numbers here."""
    text = re.sub(r"\$(\d)", lambda found: f"${numbers[int(found[1]) - 1]}", statement(name))
    return text.strip().rstrip(";")


SOURCE_AVAILABLE = _of_the_source("available_missions", 1)
SOURCE_CONTENT = _of_the_source("content_with_progress", 2, 1)
SOURCE_UPDATE = _of_the_source("update_progress", 1, 3, 2)
SOURCE_BOARD = """
SELECT user_id, score, completed_at FROM user_progress
WHERE mission_id = $2 AND status = 'completed'
ORDER BY score DESC, completed_at, user_id LIMIT 20"""
SOURCE_OVERALL = """
SELECT user_id, sum(score), max(completed_at) FROM user_progress
WHERE status = 'completed'
GROUP BY user_id ORDER BY 2 DESC, 3, 1 LIMIT 20"""


@dataclass(frozen=True)
class Operation:
    """One operation in both schemas; $1 is the learner, $2 the mission."""

    name: str
    ours: str
    source: str
    runs: int = 300
    source_runs: int = 300


READING = (
    Operation(
        "available missions", "SELECT * FROM public.available_missions($1)", SOURCE_AVAILABLE
    ),
    Operation(
        "one mission unlocked",
        "SELECT public.check_mission_unlocked($1, $2)",
        "SELECT check_mission_unlocked($1, $2)",
    ),
    Operation("content with progress", SOURCE_CONTENT, SOURCE_CONTENT),
    Operation("content for play", "SELECT * FROM public.content_for($1)", ""),
    Operation(
        "leaderboard, a mission",
        "SELECT * FROM public.mission_leaderboard($2::uuid::text)",
        SOURCE_BOARD,
        source_runs=30,
    ),
    Operation(
        "leaderboard, overall", "SELECT * FROM public.overall_leaderboard()", SOURCE_OVERALL,
        source_runs=3,
    ),
)  # fmt: skip
