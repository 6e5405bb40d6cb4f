"""`document` rows: the mission's rules, briefs, attachments, feedback."""

from __future__ import annotations

from db.mission_rows.row import ContentRow, Json, person_shown
from engine.mail import Attachment, Email
from engine.mission import Mission
from engine.phase_config import ClientFeedback, EmailDiscovery, Phase

MISSION = "mission"
FILE_FIELDS = ("filename", "size_kb", "preview_available", "form", "by", "locked")


def mission_row(mission: Mission) -> ContentRow:
    """What the mission is as a whole; its answers list the phases and mails that belong to it.

    The list is what a revision is read by: a row that is not in it is another front end's, or
    of another revision.
    """
    kept_elsewhere = {"card", "phases", "glossary"}
    if feedback_of(mission):
        kept_elsewhere.add("requirements")
    answers = mission.model_dump(mode="json", exclude=kept_elsewhere)
    answers["phases"] = [_frame(phase) for phase in mission.phases]
    data = {
        "key": MISSION,
        "title": mission.card.title,
        "people": [person_shown(person) for person in mission.people],
        "learning_objectives": list(mission.card.learning_objectives),
        **mission.model_dump(mode="json", include={"glossary"}),
    }
    return _document(MISSION, MISSION, 0, 0, data, answers)


def _frame(phase: Phase) -> Json:
    frame = phase.model_dump(mode="json", include={"id", "kind", "begins"})
    if isinstance(phase, EmailDiscovery):
        frame["mails"] = [mail.id for mail in phase.emails]
    return frame


def brief_key(phase: str) -> str:
    """The key of a phase's brief."""
    return f"{phase}/brief"


def brief_row(phase: Phase, order: int) -> ContentRow:
    """What a phase asks for; its hints are told one by one."""
    data = {"key": "brief", "phase": phase.id, "text": phase.brief}
    answers = {"hints": list(phase.hints)}
    return _document(brief_key(phase.id), phase.id, order, 0, data, answers)


def brief_fields(row: ContentRow | None) -> Json:
    """Brief and hints of a phase; nothing where the first release kept them in its frame."""
    if row is None:
        return {}
    return {"brief": row.content_data["text"], "hints": row.answers["hints"]}


def attachment_key(mail_key: str, filename: str) -> str:
    """The key of a file that comes with a mail."""
    return f"{mail_key}/{filename}"


def attachment_row(
    phase: Phase, mail: Email, file: Attachment, order: int, position: int
) -> ContentRow:
    """A file of a mail; text and figures are answers where a choice has to unlock it first."""
    data: Json = {
        "key": "attachment",
        "mail": mail.id,
        "title": file.filename,
        **file.model_dump(mode="json", include=set(FILE_FIELDS)),
    }
    answers: Json = {}
    side = data if file.preview_available and not file.locked else answers
    side["body"] = file.body
    if file.series:
        side["series"] = file.model_dump(mode="json", include={"series"})["series"]
    key = attachment_key(f"{phase.id}/{mail.id}", file.filename)
    return _document(key, phase.id, order, position, data, answers)


def attachment_fields(row: ContentRow) -> Json:
    """A file of a mail, whole."""
    data, answers = row.content_data, row.answers
    fields: Json = {name: data[name] for name in FILE_FIELDS}
    series = answers.get("series", data.get("series", []))
    return {**fields, "body": answers.get("body", data.get("body")), "series": series}


def feedback_of(mission: Mission) -> ClientFeedback | None:
    """The phase whose row carries the requirements: the first that is heard out."""
    return next((phase for phase in mission.phases if isinstance(phase, ClientFeedback)), None)


def feedback_row(mission: Mission, phase: ClientFeedback, order: int) -> ContentRow:
    """Who answers; what they say is an answer, and so are the requirements that they answer."""
    answers = phase.model_dump(mode="json", include={"opening", "closing", "answers"})
    if phase is feedback_of(mission):
        answers["requirements"] = mission.model_dump(mode="json", include={"requirements"})[
            "requirements"
        ]
    data = {"key": "feedback", "phase": phase.id, "client": mission.card.client}
    return _document(phase.id, phase.id, order, 0, data, answers)


def _document(
    key: str, phase: str, order: int, position: int, data: Json, answers: Json
) -> ContentRow:
    return ContentRow(
        key=key,
        phase_name=phase,
        content_type="document",
        sequence_order=order,
        position=position,
        content_data=data,
        answers=answers,
    )
