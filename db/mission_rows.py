"""A mission as rows of the shared tables, and back.

`content_data` holds what any front end may show, in the source schema's shapes; effects,
reactions and rules go to the answer side. Putting the two together gives the mission again.
"""

from __future__ import annotations

from typing import Any

from engine.design import react_flow
from engine.frozen import Frozen
from engine.mission import Mission, MissionCard, Person
from engine.phase_config import ClientFeedback, EmailDiscovery, Phase, SystemDesign, VideoCall

Json = dict[str, Any]
CARD_IN_COLUMNS = ("slug", "title", "order_index", "difficulty", "prerequisites")


class ContentRow(Frozen):
    """One row of `mission_content` with its answers."""

    key: str
    phase_name: str
    content_type: str
    sequence_order: int
    position: int
    content_data: dict[str, Any]
    answers: dict[str, Any]


def config_of(card: MissionCard, mission: Mission | None) -> Json:
    """The source schema's `missions.config`, with what the board shows beside it."""
    config: Json = card.model_dump(mode="json", exclude=set(CARD_IN_COLUMNS))
    if mission:
        config["scoring"] = mission.weights.model_dump(mode="json")
    return config


def card_from(row: Json) -> MissionCard:
    """The card of a row of `missions` with its prerequisites."""
    config = {key: value for key, value in row["config"].items() if key != "scoring"}
    columns = {key: row[key] for key in CARD_IN_COLUMNS}
    return MissionCard.model_validate({**config, **columns})


def split(mission: Mission) -> tuple[ContentRow, ...]:
    """The content rows of a mission."""
    rows = [_mission_row(mission)]
    for order, phase in enumerate(mission.phases, start=1):
        match phase:
            case EmailDiscovery():
                rows += [
                    _email_row(mission, phase, mail.id, order, position)
                    for position, mail in enumerate(phase.emails)
                ]
            case VideoCall():
                rows.append(_call_row(mission, phase, order))
            case SystemDesign():
                rows.append(_design_row(phase, order))
            case ClientFeedback():
                rows.append(_feedback_row(phase, order))
    return tuple(rows)


def assemble(card: MissionCard, rows: tuple[ContentRow, ...]) -> Mission:
    """The mission of its rows."""
    top = next(row for row in rows if row.key == "mission")
    document: Json = {**top.answers, "card": card.model_dump(mode="json")}
    document["phases"] = [_phase(frame, rows) for frame in top.answers["phases"]]
    return Mission.model_validate(document)


def _person(person: Person) -> Json:
    return {"name": person.name, "email": person.email, "role": person.role}


def _mission_row(mission: Mission) -> ContentRow:
    answers = mission.model_dump(mode="json", exclude={"card", "phases"})
    answers["phases"] = [
        phase.model_dump(mode="json", include={"id", "kind", "begins", "brief", "hints"})
        for phase in mission.phases
    ]
    data = {
        "key": "mission",
        "title": mission.card.title,
        "people": [_person(person) for person in mission.people],
        "learning_objectives": list(mission.card.learning_objectives),
    }
    return ContentRow(
        key="mission",
        phase_name="mission",
        content_type="document",
        sequence_order=0,
        position=0,
        content_data=data,
        answers=answers,
    )


PUBLIC_MAIL = ("subject", "body", "metadata", "arrives", "to", "copy_to", "may_leave", "extract")
PUBLIC_FILE = ("filename", "size_kb", "preview_available")
PUBLIC_OPTION = ("id", "label")


def _email_row(
    mission: Mission, phase: EmailDiscovery, mail_id: str, order: int, position: int
) -> ContentRow:
    mail = next(mail for mail in phase.emails if mail.id == mail_id)
    whole = mail.model_dump(mode="json")
    data = {key: whole[key] for key in PUBLIC_MAIL}
    data["from"] = _person(mission.person_by_id[mail.sender])
    data["attachments"], hidden_files = _parted(whole["attachments"], PUBLIC_FILE)
    data["response_options"], hidden_options = _parted(whole["options"], PUBLIC_OPTION)
    answers = {
        key: value
        for key, value in whole.items()
        if key not in (*PUBLIC_MAIL, "attachments", "options")
    }
    answers |= {"attachments": hidden_files, "options": hidden_options}
    return ContentRow(
        key=f"{phase.id}/{mail.id}",
        phase_name=phase.id,
        content_type="email",
        sequence_order=order,
        position=position,
        content_data=data,
        answers=answers,
    )


def _parted(items: list[Json], public: tuple[str, ...]) -> tuple[list[Json], list[Json]]:
    """What any front end may show of each item, and the rest of it."""
    shown = [{key: item[key] for key in public} for item in items]
    hidden = [{k: v for k, v in item.items() if k not in public} for item in items]
    return shown, hidden


def _joined(shown: list[Json], hidden: list[Json]) -> list[Json]:
    return [{**one, **other} for one, other in zip(shown, hidden, strict=True)]


PUBLIC_CALL = ("participants", "note", "media_url", "captions")


def _call_row(mission: Mission, phase: VideoCall, order: int) -> ContentRow:
    whole = phase.model_dump(mode="json", exclude={"id", "kind", "begins", "brief", "hints"})
    data = {key: whole[key] for key in PUBLIC_CALL}
    data["people"] = [_person(mission.person_by_id[p]) for p in phase.participants]
    answers = {key: value for key, value in whole.items() if key not in PUBLIC_CALL}
    return ContentRow(
        key=phase.id,
        phase_name=phase.id,
        content_type="video",
        sequence_order=order,
        position=0,
        content_data=data,
        answers=answers,
    )


def _design_row(phase: SystemDesign, order: int) -> ContentRow:
    whole = phase.model_dump(mode="json", exclude={"id", "kind", "begins", "brief", "hints"})
    rules = whole.pop("rules")
    del whole["initial"]
    features = whole.pop("interactive_features")
    validation: Json = {}
    for rule in rules:
        if rule["kind"] == "required_components":
            validation.setdefault("required_components", []).extend(rule["components"])
        if rule["kind"] == "performance":
            names = ("response_time_ms", "throughput_rps")
            validation["performance_target"] = {name: rule[name] for name in names}
    data = {
        **whole,
        "initial_state": react_flow.document(phase.initial),
        "validation_rules": validation,
        "interactive_features": features,
    }
    return ContentRow(
        key=phase.id,
        phase_name=phase.id,
        content_type="react_flow",
        sequence_order=order,
        position=0,
        content_data=data,
        answers={"rules": rules},
    )


def _feedback_row(phase: ClientFeedback, order: int) -> ContentRow:
    whole = phase.model_dump(mode="json", exclude={"id", "kind", "begins", "brief", "hints"})
    return ContentRow(
        key=phase.id,
        phase_name=phase.id,
        content_type="document",
        sequence_order=order,
        position=0,
        content_data={"key": "feedback"},
        answers=whole,
    )


def _phase(frame: Json, rows: tuple[ContentRow, ...]) -> Json | Phase:
    own = [row for row in rows if row.phase_name == frame["id"]]
    match frame["kind"]:
        case "email_discovery":
            mails = sorted(own, key=lambda row: row.position)
            return {**frame, "emails": [_mail(row) for row in mails]}
        case "video_call":
            data = {key: own[0].content_data[key] for key in PUBLIC_CALL}
            return {**frame, **data, **own[0].answers}
        case "system_design":
            data = dict(own[0].content_data)
            data["initial"] = react_flow.parse(data.pop("initial_state"))
            del data["validation_rules"]
            return {**frame, **data, **own[0].answers}
    return {**frame, **own[0].answers}


def _mail(row: ContentRow) -> Json:
    data, answers = row.content_data, row.answers
    mail: Json = {key: data[key] for key in PUBLIC_MAIL}
    hidden = {key: value for key, value in answers.items() if key not in ("attachments", "options")}
    mail |= hidden
    mail["attachments"] = _joined(data["attachments"], answers["attachments"])
    mail["options"] = _joined(data["response_options"], answers["options"])
    return mail
