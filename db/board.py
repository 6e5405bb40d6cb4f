"""The board as the database tells it: every mission with where a player stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from db.mission_rows import card_from
from db.progress import readable
from engine.mission import MissionCard

BOARD = """
    SELECT b.*,
        (SELECT p.id FROM public.playthroughs p
         WHERE p.user_id = auth.uid() AND p.mission_id = b.mission_id AND p.status = 'submitted'
         ORDER BY p.ended_at LIMIT 1) AS handed_in,
        EXISTS (SELECT FROM public.progress_notices n
            WHERE n.user_id = auth.uid() AND n.mission_id = b.mission_id
                AND n.at > ALL (SELECT e.at FROM public.playthroughs p
                    JOIN public.playthrough_events e ON e.user_id = p.user_id
                        AND e.playthrough_id = p.id AND e.seq = p.last_seq
                    WHERE p.user_id = auth.uid() AND p.mission_id = b.mission_id)
        ) AS changed
    FROM public.available_missions() b ORDER BY b.order_index, b.slug
"""
"""What the board asks, as the player; the notices are those since the player's last step."""


@dataclass(frozen=True)
class BoardRow:
    """One mission as this player has it."""

    card: MissionCard
    status: str
    score: int | None
    first_score: int | None
    current_phase: int
    playthrough: UUID | None
    summary: dict[str, Any]
    progress: dict[str, Any]
    """What `progress_data` tells: beside the summary, the last scores by phase and the skills."""
    handed_in: UUID | None = None
    """A playthrough that is over and waits for its grade."""
    changed_elsewhere: bool = False
    """Whether another program has written into what the game keeps of it, since the player's
    last step."""

    @property
    def begun_elsewhere(self) -> bool:
        """Whether there is progress in it without any playthrough: it is not graded."""
        return self.status == "in_progress" and not (self.playthrough or self.handed_in)


def board_row(row: dict[str, Any]) -> BoardRow:
    """A mission of what the database answers."""
    progress = readable(row["progress_data"])
    return BoardRow(
        card=card_from(row),
        status=row["user_status"],
        score=row["user_score"],
        first_score=row["first_score"],
        current_phase=row["current_phase"],
        playthrough=row["playthrough_id"],
        summary=progress["game"],
        progress=progress,
        handed_in=row["handed_in"],
        changed_elsewhere=row["changed"],
    )
