"""What is measured: each operation as the game does it, and as the source's document has it."""

from __future__ import annotations

from dataclasses import dataclass

FLOOR = "SELECT * FROM public.user_progress WHERE user_id = $1 AND mission_id = $2"
"""The look-up that everything is held against: one row by its primary key."""

SOURCE_AVAILABLE = """
WITH user_completed AS (
    SELECT mission_id, score
    FROM user_progress
    WHERE user_id = $1 AND status = 'completed'
)
SELECT m.*,
       CASE WHEN uc.mission_id IS NOT NULL THEN 'completed'
            WHEN up.status IS NOT NULL THEN up.status
            WHEN check_mission_unlocked($1, m.id) THEN 'available'
            ELSE 'locked'
       END as user_status,
       uc.score as user_score
FROM missions m
LEFT JOIN user_completed uc ON m.id = uc.mission_id
LEFT JOIN user_progress up ON m.id = up.mission_id AND up.user_id = $1
ORDER BY m.order_index"""
SOURCE_CONTENT = """
SELECT
    mc.*,
    CASE
        WHEN up.current_phase > mc.sequence_order THEN 'completed'
        WHEN up.current_phase = mc.sequence_order THEN 'current'
        ELSE 'locked'
    END as phase_status
FROM mission_content mc
JOIN user_progress up ON up.mission_id = mc.mission_id
WHERE mc.mission_id = $2 AND up.user_id = $1
ORDER BY mc.sequence_order"""
SOURCE_UPDATE = """
UPDATE user_progress
SET
    progress_data = progress_data || $3::jsonb,
    current_phase = GREATEST(current_phase, ($3->>'current_phase')::int),
    score = GREATEST(score, ($3->>'score')::int),
    updated_at = now()
WHERE user_id = $1 AND mission_id = $2
RETURNING *"""
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
