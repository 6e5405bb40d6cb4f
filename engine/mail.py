"""Mails and the files that come with them."""

from typing import Literal

from pydantic import Field

from engine.conditions import Condition
from engine.dialogue import BestWhen, Option, Unanswered
from engine.frozen import Frozen


class Attachment(Frozen):
    """A file that comes with a mail."""

    filename: str
    size_kb: int
    preview_available: bool = True
    form: Literal["table", "memo", "log", "plan", "calendar", "contract", "metrics"] = "memo"
    by: str = ""
    body: str
    """Laid-out text, at most 72 columns, shown verbatim."""
    locked: bool = False
    """Readable only once a choice unlocks it."""


class MailMetadata(Frozen):
    """The source schema's metadata of a mail."""

    priority: Literal["low", "normal", "high"] = "normal"
    sentiment: str = "neutral"
    key_issues: tuple[str, ...] = ()


class Arrival(Frozen):
    """When a mail comes in: mission time, and what must hold before it."""

    day: int = 1
    at: str
    """Clock time, HH:MM."""
    when: Condition | None = None


class Email(Frozen):
    """A mail of the inbox."""

    id: str
    subject: str
    sender: str
    to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    arrives: Arrival
    body: str
    attachments: tuple[Attachment, ...] = ()
    metadata: MailMetadata = MailMetadata()
    extract: str = ""
    """At most two lines of the mail that stay in sight while a reply is chosen at 80 columns."""
    signal: str = ""
    """The evidence that makes the best option best; for authors and the debrief."""
    best: tuple[BestWhen, ...] = ()
    weight: int = Field(default=2, ge=0)
    options: tuple[Option, ...] = ()
    may_leave: bool = False
    """'Send nothing' is offered as an answer."""
    unanswered: Unanswered | None = None
