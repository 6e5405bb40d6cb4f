"""Statements of the schema that the game shares with a web front end, as its document has them."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "source"


def statement(name: str) -> str:
    """A statement as the document has it.

    Raises:
        OSError: there is none of this name.
    """
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


STATISTICS_BY_THE_SOURCE = """
SELECT
    m.id as mission_id,
    m.title,
    m.difficulty,
    COUNT(DISTINCT up.user_id) as total_attempts,
    COUNT(DISTINCT CASE WHEN up.status = 'completed' THEN up.user_id END) as completions,
    AVG(CASE WHEN up.status = 'completed' THEN up.score END) as avg_score,
    AVG(CASE WHEN up.status = 'completed' THEN
        EXTRACT(EPOCH FROM (up.completed_at - up.started_at))/60
    END) as avg_completion_minutes,
    PERCENTILE_CONT(0.5) WITHIN GROUP (
        ORDER BY CASE WHEN up.status = 'completed' THEN up.score END
    ) as median_score
FROM missions m
LEFT JOIN user_progress up ON m.id = up.mission_id
GROUP BY m.id, m.title, m.difficulty
ORDER BY m.id"""
"""What `mission_statistics` shows; only the order is ours."""
