"""`react_flow` rows: designs, in the source schema's shape."""

from __future__ import annotations

from db.mission_rows.row import ContentRow, Json
from engine.design import react_flow
from engine.phase_config import SystemDesign

FIELDS = ("board", "palette", "load", "budget", "known_without_asking", "interactive_features")
HIDDEN = ("rules", "changes", "lesson", "continues", "reserve", "outage", "edits")
"""What is judged, what choices elsewhere come to, what the grid is about and on what terms it is
drawn: each would tell what was not asked, or what is still to come."""
TARGETS = ("response_time_ms", "throughput_rps")


def row(phase: SystemDesign, order: int) -> ContentRow:
    """The grid as it opens, with the rules that the source shows; the others are answers."""
    whole = phase.model_dump(mode="json", include={*FIELDS, *HIDDEN})
    validation: Json = {}
    for rule in whole["rules"]:
        if rule["kind"] == "required_components":
            validation.setdefault("required_components", []).extend(rule["components"])
        if rule["kind"] == "performance":
            validation["performance_target"] = {name: rule[name] for name in TARGETS}
    data = {
        **{name: whole[name] for name in FIELDS},
        "initial_state": react_flow.document(phase.initial),
        "validation_rules": validation,
    }
    return ContentRow(
        key=phase.id,
        phase_name=phase.id,
        content_type="react_flow",
        sequence_order=order,
        position=0,
        content_data=data,
        answers={name: whole[name] for name in HIDDEN},
    )


def fields(row: ContentRow) -> Json:
    """The design of its row."""
    data = row.content_data
    return {
        **{name: data[name] for name in FIELDS},
        "initial": react_flow.parse(data["initial_state"]),
        **{name: row.answers[name] for name in HIDDEN if name in row.answers},
    }
