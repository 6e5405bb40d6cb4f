"""A mission as rows of the shared tables, and back; one module a content type.

`content_data` holds what any front end may show, in the source schema's shapes; effects,
reactions and rules go to the answer side. Putting the two together gives the mission again.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from db.mission_rows import document, email, react_flow, simulation, video
from db.mission_rows.card import card_from, config_of
from db.mission_rows.row import ContentRow, Json, ShapeFault
from engine.design.react_flow import DesignFault
from engine.mission import Mission, MissionCard
from engine.phase_config import (
    BoardDecision,
    ClientFeedback,
    EmailDiscovery,
    SystemDesign,
    VideoCall,
)

__all__ = ["FORM", "ContentRow", "ShapeFault", "assemble", "card_from", "config_of", "split"]

FORM = 4
"""Rises when `split` lays the same mission out in other rows; the pack is then filed anew."""


def split(mission: Mission) -> tuple[ContentRow, ...]:
    """The content rows of a mission."""
    rows = [document.mission_row(mission)]
    for order, phase in enumerate(mission.phases, start=1):
        rows.append(document.brief_row(phase, order))
        match phase:
            case EmailDiscovery():
                rows += email.rows(mission, phase, order)
            case VideoCall():
                rows.append(video.row(mission, phase, order))
            case SystemDesign():
                rows.append(react_flow.row(phase, order))
            case BoardDecision():
                rows.append(simulation.row(phase, order))
            case ClientFeedback():
                rows.append(document.feedback_row(mission, phase, order))
    return tuple(rows)


def assemble(card: MissionCard, rows: tuple[ContentRow, ...]) -> Mission:
    """The mission of its rows, also of those that the first release stored.

    Raises:
        ShapeFault: the rows do not make a mission.
    """
    by_key = {row.key: row for row in rows}
    try:
        top = by_key[document.MISSION]
        whole: Json = {**top.answers, "card": card.model_dump(mode="json")}
        whole["glossary"] = top.content_data.get("glossary", [])
        whole["phases"] = [_phase(frame, by_key, whole) for frame in top.answers["phases"]]
        return Mission.model_validate(whole)
    except ValidationError as fault:
        where = ".".join(str(part) for part in fault.errors()[0]["loc"])
        raise ShapeFault(where) from fault
    except (KeyError, TypeError, ValueError, DesignFault) as fault:
        raise ShapeFault(str(fault)) from fault


def _phase(frame: Json, by_key: Mapping[str, ContentRow], whole: Json) -> Json:
    """A phase of its frame and rows; a feedback row brings the requirements to the whole."""
    name = frame["id"]
    told = document.brief_fields(by_key.get(document.brief_key(name)))
    phase = {k: v for k, v in frame.items() if k != "mails"} | told
    match frame["kind"]:
        case "email_discovery":
            return phase | {"emails": [email.mail(row, by_key) for row in _mails(frame, by_key)]}
        case "video_call":
            return phase | video.fields(by_key[name])
        case "system_design":
            return phase | react_flow.fields(by_key[name])
        case "board_decision":
            return phase | simulation.fields(by_key[name])
    answers = dict(by_key[name].answers)
    if "requirements" in answers:
        whole["requirements"] = answers.pop("requirements")
    return phase | answers


def _mails(frame: Json, by_key: Mapping[str, ContentRow]) -> list[ContentRow]:
    """The mails of an inbox: those that its frame lists; the first release listed none."""
    name = frame["id"]
    if "mails" in frame:
        return [by_key[f"{name}/{mail}"] for mail in frame["mails"]]
    own = [row for row in by_key.values() if row.phase_name == name and row.content_type == "email"]
    return sorted(own, key=lambda row: row.position)
