"""`video` rows: calls."""

from __future__ import annotations

from db.mission_rows.row import ContentRow, Json, person_shown
from engine.mission import Mission
from engine.phase_config import VideoCall

FIELDS = ("participants", "note", "media_url", "captions")


def row(mission: Mission, phase: VideoCall, order: int) -> ContentRow:
    """Who sits in the call; what is said in it is an answer."""
    whole = phase.model_dump(mode="json", exclude={"id", "kind", "begins", "brief", "hints"})
    data = {name: whole[name] for name in FIELDS}
    data["people"] = [person_shown(mission.person_by_id[p]) for p in phase.participants]
    return ContentRow(
        key=phase.id,
        phase_name=phase.id,
        content_type="video",
        sequence_order=order,
        position=0,
        content_data=data,
        answers={name: value for name, value in whole.items() if name not in FIELDS},
    )


def fields(row: ContentRow) -> Json:
    """The call of its row."""
    return {**{name: row.content_data[name] for name in FIELDS}, **row.answers}
