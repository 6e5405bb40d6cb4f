"""The list of mails as styled rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from engine.clock import clock_time, day_of
from engine.mail import Email
from engine.mission import Mission
from engine.phases import InboxState
from engine.phases.email_discovery import came_at
from engine.shared import Shared
from tui.inbox.standing import Standing, readable_files, standing
from tui.people import full_name, role_line
from tui.safety import one_line
from tui.widgets.rows import Row

SECONDARY = "$foreground 62%"
PRIORITY = {"high": ("▲ high", "$error"), "low": ("▽ low", SECONDARY)}
MARKS = {
    Standing.UNREAD: ("●", "bold $accent"),
    Standing.ASKS: ("?", "bold $accent"),
    Standing.ANSWERED: ("✓", "$success"),
    Standing.LEFT: ("–", SECONDARY),
    Standing.READ: (" ", ""),
}
"""The first column of the list; glyphs that differ in shape as well as in colour."""


@dataclass(frozen=True)
class ListLook:
    """What all rows of the list share."""

    width: int
    """Cells of a row, without the cursor's column."""
    with_day: bool
    fresh: frozenset[str]
    """Mails that came while the inbox was being worked on."""


def spans_days(mission: Mission, shared: Shared, mails: tuple[Email, ...]) -> bool:
    """Whether the list has to name days beside hours."""
    return len({day_of(came_at(mission, shared, mail)) for mail in mails}) > 1


def list_row(mission: Mission, shared: Shared, own: InboxState, mail: Email, look: ListLook) -> Row:
    """Three lines of the list: sender and time, subject, role and marks."""
    stands = standing(mail, shared, own)
    unread = stands is Standing.UNREAD
    minute = came_at(mission, shared, mail)
    when = f"day {day_of(minute)}, " * look.with_day + clock_time(minute)
    glyph, style = MARKS[stands]
    name = full_name(mission, mail.sender)
    first = _apart(
        Content.assemble((f"{glyph} ", style), (name, "bold" if unread else "$foreground 85%")),
        Content.styled(when, "$foreground 72%"),
        look.width,
    )
    subject = Content.assemble("  ", (one_line(mail.subject), "" if unread else "$foreground 72%"))
    marks: list[tuple[str, str]] = []
    if unread and mail.id in look.fresh:
        marks.append(("new", "bold $accent"))
    if mail.metadata.priority in PRIORITY:
        marks.append(PRIORITY[mail.metadata.priority])
    files = len(readable_files(mail, shared))
    if files:
        marks.append((f"▤ {files}", "$foreground 80%"))
    tail = Content.assemble(*[part for mark in marks for part in (("  ", ""), mark)])
    return Row(mail.id, (first, subject, _role(mission, mail.sender, tail, look.width)))


def list_title(mails: tuple[Email, ...], shared: Shared, own: InboxState) -> Content:
    """How many are unread and how many ask: the list's lower border."""
    count = Counter(standing(mail, shared, own) for mail in mails)
    parts: list[str | tuple[str, str]] = [f"{count[Standing.UNREAD]} unread of {len(mails)}"]
    asking = count[Standing.ASKS]
    if asking:
        parts += ["   ", ("?", "$accent"), f" {asking} {'asks' if asking == 1 else 'ask'}"]
    return Content.assemble(*parts)


def _apart(left: Content, right: Content, width: int) -> Content:
    room = width - right.cell_length - 1
    left = left if left.cell_length <= room else left.truncate(room, ellipsis=True)
    return Content.assemble(left, " " * max(1, width - left.cell_length - right.cell_length), right)


def _role(mission: Mission, sender: str, tail: Content, width: int) -> Content:
    """The sender's role; the firm goes first where the marks need the room."""
    known = mission.person_by_id.get(sender)
    room = width - tail.cell_length - 2
    whole = role_line(mission, sender)
    short = one_line(known.role) if known else whole
    text = Content.styled(whole if cell_len(whole) <= room else short, SECONDARY)
    text = text if text.cell_length <= room else text.truncate(room, ellipsis=True)
    return Content.assemble("  ", text, tail)
