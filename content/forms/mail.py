"""emails/<id>.md: the front matter of a mail."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from content.forms.parts import (
    Best,
    ClockTime,
    Filename,
    Form,
    Id,
    MailOptionForm,
    Posture,
    UnansweredForm,
    When,
    Words,
    with_worth_of_the_best,
)
from engine.frozen import Frozen
from engine.mail import Arrival, Attachment, MailMetadata, Series

AttachmentKind = Literal["table", "memo", "log", "plan", "calendar", "contract", "metrics"]
if set(get_args(AttachmentKind)) != set(get_args(Attachment.model_fields["form"].annotation)):
    raise TypeError("the forms of attachments differ from the engine's")


class SenderForm(Frozen):
    """Who wrote a mail: a person's id, or the source schema's three fields."""

    id: str = ""
    name: str = ""
    email: str = ""
    role: str = ""


def _sender(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


Sender = Annotated[
    SenderForm,
    BeforeValidator(_sender),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {k: {"type": "string"} for k in ("name", "email", "role")},
                    "required": ["name", "email", "role"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


class ArrivalForm(Arrival):
    """When something begins or comes in."""

    day: int = Field(default=1, ge=1, le=60)
    at: ClockTime
    when: When | None = None


class AttachmentForm(Frozen):
    """A file that comes with a mail; its text stands in the attachments folder."""

    filename: Filename
    size_kb: int = Field(ge=1)
    preview_available: bool = True
    form: AttachmentKind = "memo"
    by: str = ""
    locked: bool = False
    series: tuple[Series, ...] = ()


class AddedForm(Form):
    """A paragraph that a mail has only where a condition holds when it comes."""

    when: When | None = None
    also: bool = False
    text: Words


class MailForm(Form):
    """The front matter of a mail."""

    subject: Words
    sender: Sender = Field(alias="from")
    to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = Field(default=(), alias="copy")
    arrives: ArrivalForm
    attachments: tuple[AttachmentForm, ...] = ()
    metadata: MailMetadata = MailMetadata()
    thread: Id | None = None
    mood: Posture = ""
    extract: str = ""
    signal: str = ""
    best: Best = ()
    weight: int = Field(default=2, ge=0)
    options: tuple[MailOptionForm, ...] = Field(default=(), alias="response_options")
    may_leave: bool = False
    unanswered: UnansweredForm | None = None
    adds: tuple[AddedForm, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _fill_worth(cls, data: Any) -> Any:
        return with_worth_of_the_best(data, "response_options")
