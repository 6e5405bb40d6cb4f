"""The inbox's contents as styled text; no widget and no rule lives here."""

from __future__ import annotations

from textual.content import Content

from engine.clock import clock_time, day_of, minute_of
from engine.mail import Attachment, Email
from engine.mission import Mission
from engine.phase_config import EmailDiscovery
from engine.phases import InboxState
from engine.phases.email_discovery import waiting
from engine.shared import Shared
from tui.people import badge, full_name, role_line
from tui.widgets.reader import Document
from tui.widgets.rows import Row

SECONDARY = "$foreground 62%"
PRIORITY = {"high": ("▲ high", "$error"), "low": ("▽ low", SECONDARY)}
BADGE_GAP = " " * 2


def arrived_mails(config: EmailDiscovery, shared: Shared) -> tuple[Email, ...]:
    """The mails that have come, the newest first."""
    by_id = {mail.id: mail for mail in config.emails}
    mails = [by_id[mail_id] for mail_id in shared.arrived if mail_id in by_id]
    return tuple(
        sorted(mails, key=lambda mail: minute_of(mail.arrives.day, mail.arrives.at), reverse=True)
    )


def size_text(file: Attachment) -> str:
    """A file's size as a mail program shows it."""
    if file.size_kb < 1024:
        return f"{file.size_kb} kB"
    return f"{file.size_kb / 1024:.1f}".removesuffix(".0") + " MB"


def readable_files(mail: Email, shared: Shared) -> tuple[Attachment, ...]:
    """The attachments of a mail that the player may open."""
    return tuple(f for f in mail.attachments if not f.locked or f.filename in shared.unlocked)


def arrival_time(mail: Email, with_day: bool) -> str:
    """When a mail came, as its list row shows it."""
    return f"day {mail.arrives.day}, {mail.arrives.at}" if with_day else mail.arrives.at


def list_row(mission: Mission, shared: Shared, own: InboxState, mail: Email, width: int) -> Row:
    """Three lines of the list: sender and time, subject, role and marks."""
    unread = mail.id not in shared.opened
    settled = mail.id in own.settled
    mark = ("● ", "$accent") if unread else ("✓ ", "$success") if settled else ("  ", "")
    name = Content.styled(full_name(mission, mail.sender), "bold" if unread else "$foreground 85%")
    first = Content.assemble(mark, name)
    when = Content.styled(mail.arrives.at, SECONDARY)
    gap = max(1, width - first.cell_length - when.cell_length - 1)
    files = len(readable_files(mail, shared))
    marks: list[tuple[str, str]] = []
    if mail.metadata.priority in PRIORITY:
        text, style = PRIORITY[mail.metadata.priority]
        marks += [("  ", ""), (text, style)]
    if files:
        marks += [("  ", ""), (f"▤ {files}", "$foreground 80%")]
    if mail.options and not settled and not unread:
        marks += [("  ", ""), ("↩ asks", "$accent")]
    return Row(
        mail.id,
        (
            Content.assemble(first, " " * gap, when),
            Content.assemble("  ", (mail.subject, "$foreground" if unread else SECONDARY)),
            _role_and_marks(role_line(mission, mail.sender), marks, width),
        ),
    )


def _role_and_marks(role: str, marks: list[tuple[str, str]], width: int) -> Content:
    """The sender's role, cut where needed, so that the marks always show."""
    tail = Content.assemble(*marks)
    left = Content.assemble("  ", (role, SECONDARY))
    room = width - 1 - tail.cell_length
    return Content.assemble(
        left if left.cell_length <= room else left.truncate(room, ellipsis=True), tail
    )


def mail_head(mission: Mission, shared: Shared, mail: Email, width: int) -> tuple[Content, ...]:
    """Who wrote, to whom, when, and the files."""
    sender = mission.person_by_id[mail.sender]
    copies = ", ".join(full_name(mission, person) for person in mail.copy_to)
    to = "to you" + (f", copy {copies}" if copies else "")
    when = arrival_time(mail, "days" in mission.meters)
    rule = Content.styled("─" * width, "$rule")
    head = [
        Content.assemble(
            badge(mission, mail.sender),
            BADGE_GAP,
            (sender.name, "bold"),
            "  ",
            (role_line(mission, mail.sender), SECONDARY),
        ),
    ]
    second = Content.assemble(" " * 6, (f"{to}   {when}", SECONDARY))
    if mail.metadata.priority in PRIORITY:
        text, style = PRIORITY[mail.metadata.priority]
        second = Content.assemble(second, "   ", (text, style))
    head.append(second)
    for number, file in enumerate(readable_files(mail, shared)):
        read = file.filename in shared.opened
        head.append(
            Content.assemble(
                " " * 6,
                ("▤ ", "$primary"),
                (file.filename, "$primary" if read else "bold $primary"),
                (f"  {size_text(file)}", SECONDARY),
                *([("   o", "bold $accent"), (" opens", SECONDARY)] if number == 0 else []),
            )
        )
    return (*head, rule)


def thread(mission: Mission, shared: Shared, mail: Email, width: int) -> tuple[Document, ...]:
    """The mail, the player's letter and what came of it, as documents one under the other."""
    documents = [Document(mail.id, mail.body, mail_head(mission, shared, mail, width))]
    for played in shared.transcript:
        if not played.ref.startswith(f"{mail.id}/"):
            continue
        words = mission.texts[played.ref]
        when = clock_time(played.minute)
        if words.who == "narrator":
            documents.append(Document("", words.say or words.silence, style=f"italic {SECONDARY}"))
            continue
        head = Content.assemble(
            badge(mission, words.who),
            BADGE_GAP,
            (full_name(mission, words.who), "bold"),
            (f"   {when}", SECONDARY),
        )
        if words.silence:
            documents.append(Document("", words.silence, (head,), style=f"italic {SECONDARY}"))
        else:
            documents.append(Document(played.ref, words.say, (head, Content(""))))
    choice = shared.choice(mail.id)
    if choice and choice.move == "silence":
        documents.append(Document("", "You sent nothing.", style=f"italic {SECONDARY}"))
    return tuple(documents)


def file_page(mission: Mission, mail: Email, file: Attachment, width: int) -> Document:
    """An attachment, as it is laid out."""
    by = full_name(mission, file.by) if file.by else full_name(mission, mail.sender)
    head = (
        Content.assemble(
            ("▤ ", "$primary"),
            (file.filename, "bold $primary"),
            (f"   {size_text(file)}   from {by}", SECONDARY),
        ),
        Content.styled("─" * width, "$rule"),
    )
    return Document(file.filename, file.body.rstrip("\n"), head, laid_out=True)


def option_rows(labels: tuple[tuple[str, str], ...], spacious: bool) -> tuple[Row, ...]:
    """Numbered answers, none preferred."""
    return tuple(
        Row(
            option_id,
            (Content.assemble((f"{number} ", "bold $accent"), (label, "$foreground 90%")),),
            gap=1 if spacious else 0,
        )
        for number, (option_id, label) in enumerate(labels, start=1)
    )


def unanswered_names(
    mission: Mission, config: EmailDiscovery, shared: Shared, own: InboxState
) -> tuple[str, ...]:
    """Subjects of the mails that still ask for an answer."""
    return tuple(mail.subject for mail in waiting(config, shared, own))


def day_and_time(minute: int) -> str:
    """Mission time in words."""
    return f"day {day_of(minute)}, {clock_time(minute)}"
