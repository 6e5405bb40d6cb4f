"""Mails and the files that come with them."""

from typing import Literal

from pydantic import Field, model_validator

from engine.clock import minute_of
from engine.conditions import Condition
from engine.dialogue import BestWhen, Line, Option, Unanswered
from engine.frozen import Frozen


class Series(Frozen):
    """A row of figures in a file, for a chart: one value to each place on the axis."""

    name: str = Field(min_length=1, max_length=24)
    unit: str = Field(default="", max_length=24)
    """What the values are counted in; series of one unit share a chart."""
    x: tuple[str, ...] = Field(min_length=2)
    """What the places on the axis are called, from left to right."""
    values: tuple[float, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _paired(self) -> "Series":
        if len(self.x) != len(self.values):
            raise ValueError("A series has one value to each place on its axis.")
        return self


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
    series: tuple[Series, ...] = ()
    """Figures of the text that are shown as a chart as well."""


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

    @property
    def minute(self) -> int:
        """The mission minute."""
        return minute_of(self.day, self.at)


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
    thread: str | None = None
    """The mail that began the matter, where this one belongs to another's thread."""
    mood: str = ""
    """What a camera would see of its writer, at most 22 characters; no judgement."""
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
    adds: tuple[Line, ...] = ()
    """Further paragraphs of the mail, by what holds when it comes: chains as in any talk."""
