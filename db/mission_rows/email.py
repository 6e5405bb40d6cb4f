"""`email` rows, in the source schema's shape."""

from __future__ import annotations

from collections.abc import Mapping

from db.mission_rows import document
from db.mission_rows.row import ContentRow, Json, joined, parted, person_shown
from engine.mail import Email
from engine.mission import Mission
from engine.phase_config import EmailDiscovery

FIELDS = ("subject", "body", "to", "copy_to", "may_leave", "extract")
LATER_FIELDS = ("thread", "mood")
"""Fields that rows of the first releases lack."""
FILE = ("filename", "size_kb", "preview_available")
OPTION = ("id", "label")
PARTED = ("metadata", "arrives", "attachments", "options", "arrives_when", "key_issues")
"""Fields of which a part is shown, and the hidden parts' own names."""


def rows(mission: Mission, phase: EmailDiscovery, order: int) -> list[ContentRow]:
    """Each mail and each file that comes with one."""
    found = []
    for position, mail in enumerate(phase.emails):
        found.append(_row(mission, phase, mail, order, position))
        found += [
            document.attachment_row(phase, mail, file, order, position) for file in mail.attachments
        ]
    return found


def _row(
    mission: Mission, phase: EmailDiscovery, mail: Email, order: int, position: int
) -> ContentRow:
    whole = mail.model_dump(mode="json")
    data: Json = {name: whole[name] for name in (*FIELDS, *LATER_FIELDS)}
    answers = {k: v for k, v in whole.items() if k not in (*FIELDS, *LATER_FIELDS, *PARTED)}
    data["from"] = person_shown(mission.person_by_id[mail.sender])
    # What a mail waits for would tell which letters bring it.
    data["arrives"] = {k: v for k, v in whole["arrives"].items() if k != "when"}
    answers["arrives_when"] = whole["arrives"]["when"]
    data["metadata"], telling = _metadata(mission, whole["metadata"])
    if telling:
        answers["key_issues"] = whole["metadata"]["key_issues"]
    data["attachments"] = [{key: file[key] for key in FILE} for file in whole["attachments"]]
    data["response_options"], answers["options"] = parted(whole["options"], "id", OPTION)
    return ContentRow(
        key=f"{phase.id}/{mail.id}",
        phase_name=phase.id,
        content_type="email",
        sequence_order=order,
        position=position,
        content_data=data,
        answers=answers,
    )


def _metadata(mission: Mission, metadata: Json) -> tuple[Json, bool]:
    """The metadata without the issues that name what is to be found, and whether any did."""
    named = {fact.id for fact in mission.facts} | set(mission.flags)
    named |= {requirement.id for requirement in mission.requirements}
    secret = {_plain(name) for name in named}
    shown = [issue for issue in metadata["key_issues"] if _plain(issue) not in secret]
    return {**metadata, "key_issues": shown}, shown != metadata["key_issues"]


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(" ", "-")


def mail(row: ContentRow, by_key: Mapping[str, ContentRow]) -> Json:
    """The mail of its row and the rows of its files; reads the first release's form as well."""
    data, answers = row.content_data, row.answers
    whole: Json = {name: data[name] for name in FIELDS}
    whole |= {name: data[name] for name in LATER_FIELDS if name in data}
    whole |= {k: v for k, v in answers.items() if k not in PARTED}
    whole["metadata"] = dict(data["metadata"])
    if "key_issues" in answers:
        whole["metadata"]["key_issues"] = answers["key_issues"]
    whole["arrives"] = dict(data["arrives"])
    if "arrives_when" in answers:
        whole["arrives"]["when"] = answers["arrives_when"]
    whole["options"] = joined(data["response_options"], answers["options"], "id")
    if "attachments" in answers:
        whole["attachments"] = joined(data["attachments"], answers["attachments"], "filename")
    else:
        whole["attachments"] = [
            {
                **document.attachment_fields(
                    by_key[document.attachment_key(row.key, file["filename"])]
                ),
                **file,
            }
            for file in data["attachments"]
        ]
    return whole
