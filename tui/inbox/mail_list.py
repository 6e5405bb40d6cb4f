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
from engine.shared import Chosen, Shared
from engine.texts import YOU
from tui.inbox.marks import MARKS, PRIORITY, SECONDARY
from tui.inbox.standing import Standing, readable_files, standing
from tui.inbox.threads import Thread, standing_of
from tui.people import full_name, role_line
from tui.safety import one_line
from tui.widgets.rows import Row

UNREAD = Standing.UNREAD


@dataclass(frozen=True)
class Mark:
    """Something that a row tells of its thread."""

    text: str
    short: str
    """What is left of it where room is short."""
    style: str

    @classmethod
    def whole(cls, text: str, style: str) -> Mark:
        """One that is never shortened."""
        return cls(text, text, style)


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


def list_row(
    mission: Mission, shared: Shared, own: InboxState, thread: Thread, look: ListLook
) -> Row:
    """Three lines of the list: senders and time, subject, role and marks."""
    stands = standing_of(thread, shared, own)
    unread = stands is Standing.UNREAD
    front = thread.newest
    minute = came_at(mission, shared, front)
    when = f"day {day_of(minute)}, " * look.with_day + clock_time(minute)
    glyph, style = MARKS[stands]
    subject = thread.mails[0].subject
    return Row(
        thread.id,
        (
            _apart(
                Content.assemble((f"{glyph} ", style), _names(mission, shared, thread)),
                Content.styled(when, "$foreground 72%"),
                look.width,
            ),
            Content.assemble("  ", (one_line(subject), "" if unread else "$foreground 72%")),
            _role(mission, _one_of(thread), _marks(shared, own, thread, look), look.width),
        ),
    )


def sent_row(
    mission: Mission, shared: Shared, thread: Thread, sent: tuple[Chosen, ...], look: ListLook
) -> Row:
    """Three lines on what the player wrote last in a thread: to whom, on what, how it begins."""
    last = sent[-1]
    when = f"day {day_of(last.minute)}, " * look.with_day + clock_time(last.minute)
    glyph, style = MARKS[Standing.ANSWERED]
    to = full_name(mission, mission.email_by_id[last.node].sender)
    says = mission.texts[f"{last.node}/{last.move}/{YOU}"].say
    begins = Content.styled(f"  {one_line(says)}", SECONDARY)
    count = f"  {len(sent)} letters" if len(sent) > 1 else ""
    room = look.width - len(count)
    return Row(
        thread.id,
        (
            _apart(
                Content.assemble((f"{glyph} ", style), ("to ", SECONDARY), one_line(to)),
                Content.styled(when, "$foreground 72%"),
                look.width,
            ),
            Content.assemble("  ", (one_line(thread.mails[0].subject), "$foreground 72%")),
            Content.assemble(
                begins.truncate(room, ellipsis=True) if begins.cell_length > room else begins,
                (count, "$foreground 80%"),
            ),
        ),
    )


def _one_of(thread: Thread) -> str:
    """Who has written a thread; nobody where several have."""
    people = {mail.sender for mail in thread.mails}
    return thread.newest.sender if len(people) == 1 else ""


def _names(mission: Mission, shared: Shared, thread: Thread) -> Content:
    """Who has written, those with something unread in bold."""
    unread = {mail.sender for mail in thread.mails if mail.id not in shared.opened}
    people = dict.fromkeys(mail.sender for mail in thread.mails)
    parts: list[str | tuple[str, str]] = []
    for person in people:
        known = full_name(mission, person) if len(people) == 1 else mission.name(person)
        style = "bold" if person in unread else "$foreground 85%"
        parts += [", "] * bool(parts) + [(one_line(known), style)]
    return Content.assemble(*parts)


def _marks(shared: Shared, own: InboxState, thread: Thread, look: ListLook) -> list[Mark]:
    """New, how many mails and how many of them unread, priority, files."""
    unread = [mail for mail in thread.mails if mail.id not in shared.opened]
    waiting = [
        mail for mail in thread.mails if standing(mail, shared, own) in (UNREAD, Standing.ASKS)
    ]
    marks: list[Mark] = []
    if any(mail.id in look.fresh for mail in unread):
        marks.append(Mark("new", "", "bold $accent"))
    if len(thread.mails) > 1:
        marks.append(Mark.whole(f"{len(thread.mails)} mails", "$foreground 80%"))
        if unread:
            marks.append(Mark.whole(f"{len(unread)} unread", "bold"))
    heard = waiting or list(thread.mails if len(thread.mails) == 1 else thread.mails[:1])
    urgent = {mail.metadata.priority for mail in heard}
    words = [PRIORITY[word] for word in ("high", "low") if word in urgent][:1]
    marks += [Mark(text, text.split(" ")[0], style) for text, style in words]
    files = sum(len(readable_files(mail, shared)) for mail in thread.mails)
    if files:
        marks.append(Mark(f"▤ {files}", "▤", "$foreground 80%"))
    return marks


def _written(marks: list[Mark], short: int) -> Content:
    """Marks in a row, so many of them from the right in their short form."""
    last = len(marks) - short
    texts = [m.text if n < last else m.short for n, m in enumerate(marks)]
    styles = [m.style for m in marks]
    return Content.assemble(
        *[
            part
            for text, style in zip(texts, styles, strict=True)
            if text
            for part in (("  ", ""), (text, style))
        ]
    )


def list_title(
    mails: tuple[Email, ...], shared: Shared, own: InboxState, shown: str = ""
) -> Content:
    """How many are unread and how many ask: the list's lower border; or how many are shown."""
    count = Counter(standing(mail, shared, own) for mail in mails)
    parts: list[str | tuple[str, str]] = [f"{count[Standing.UNREAD]} unread of {len(mails)}"]
    asking = count[Standing.ASKS]
    if shown:
        return Content.styled(shown, "$accent")
    if asking:
        parts += ["   ", ("?", "$accent"), f" {asking} {'asks' if asking == 1 else 'ask'}"]
    return Content.assemble(*parts)


def _apart(left: Content, right: Content, width: int) -> Content:
    room = width - right.cell_length - 1
    left = left if left.cell_length <= room else left.truncate(room, ellipsis=True)
    return Content.assemble(left, " " * max(1, width - left.cell_length - right.cell_length), right)


def _role(mission: Mission, sender: str, marks: list[Mark], width: int) -> Content:
    """The sender's role and the marks; where room is short the firm goes first, then the words
    of the marks, for these stand in the mail as well."""
    known = mission.person_by_id.get(sender)
    whole = role_line(mission, sender)
    short = one_line(known.role) if known else whole
    for less in range(len(marks) + 1):
        tail = _written(marks, less)
        room = width - tail.cell_length - 2
        if cell_len(short) <= room:
            break
    known_as = f"{short}, {one_line(mission.card.client_short)}"
    ours = known is not None and known.organisation == mission.card.client
    told = (whole, *([known_as] if ours else []), short)
    fitting = next((words for words in told if cell_len(words) <= room), short)
    text = Content.styled(fitting, SECONDARY)
    text = text if text.cell_length <= room else text.truncate(room, ellipsis=True)
    return Content.assemble("  ", text, tail) if text else tail
