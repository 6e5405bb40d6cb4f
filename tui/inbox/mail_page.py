"""A mail with its thread, or one of its files, as pages for the reader."""

from __future__ import annotations

from textual.content import Content

from engine.clock import clock_time, day_of
from engine.mail import Attachment, Email
from engine.mission import Mission
from engine.phases.email_discovery import came_at
from engine.shared import Shared
from engine.texts import ADDS
from tui.charts.lines import charts
from tui.inbox.forms import jumps_of, setting_of
from tui.inbox.marks import PRIORITY, SECONDARY
from tui.inbox.standing import readable_files
from tui.markdown import set_lines
from tui.people import badge, full_name, role_line
from tui.safety import harmless, one_line
from tui.widgets.reader import Document

INDENT = " " * 6
MOOD = "italic $foreground 72%"
RULE = 76
"""Cells of the line under a head."""
WIDEST_CHART = 96
"""Cells from which a chart grows no wider."""
OPEN_MAIL = "mail:"
"""What the line 'Enter opens it' leads to."""
OPEN_FILE = "file:"
"""Followed by a file's name."""
Part = tuple[str, str]


def size_text(file: Attachment) -> str:
    """A file's size as a mail program shows it."""
    if file.size_kb < 1024:
        return f"{file.size_kb} kB"
    return f"{file.size_kb / 1024:.1f}".removesuffix(".0") + " MB"


def thread(
    mission: Mission, shared: Shared, mail: Email, width: int, wide: bool
) -> tuple[Document, ...]:
    """The mail, the player's letter and what came of it, as documents one under the other."""
    head, links = _head(mission, shared, mail, width, wide)
    if mail.id not in shared.opened:
        note = Content.assemble(("Enter", "bold $accent"), (" opens it.", SECONDARY))
        links = (*links, (len(head), OPEN_MAIL))
        return (Document("", "", (*head, note), links=links),)
    documents = [Document(mail.id, mail.body, head, links=links, setting=set_lines)]
    documents += [
        Document(played.ref, mission.texts[played.ref].say, setting=set_lines)
        for played in shared.transcript
        if played.ref.startswith(f"{mail.id}/{ADDS}/")
    ]
    choice = shared.choice(mail.id)
    if choice and choice.move == "silence":
        when = clock_time(choice.minute)
        documents.append(Document("", f"{when}  You sent nothing.", style=f"italic {SECONDARY}"))
    documents += [
        answer_page(mission, played.ref, played.minute)
        for played in shared.transcript
        if played.ref.startswith(f"{mail.id}/") and not played.ref.startswith(f"{mail.id}/{ADDS}/")
    ]
    return tuple(documents)


def file_page(mission: Mission, mail: Email, file: Attachment, width: int, wide: bool) -> Document:
    """An attachment, as it is laid out, in the frame of its form."""
    text = file.body.rstrip("\n")
    return Document(
        file.filename,
        text,
        _file_head(mission, mail, file, width, wide),
        laid_out=True,
        setting=setting_of(file.form),
        jumps=jumps_of(file.form, text),
    )


def chart_page(
    mission: Mission, mail: Email, file: Attachment, width: int, height: int, wide: bool
) -> Document:
    """The figures of an attachment as charts, in so many cells; nothing of it is pinned."""
    head = _file_head(mission, mail, file, width, wide)
    room = height - len(head) - 1  # the blank line that ends a page
    return Document("", "", (*head, *charts(file.series, min(width, WIDEST_CHART), room)))


def _file_head(
    mission: Mission, mail: Email, file: Attachment, width: int, wide: bool
) -> tuple[Content, ...]:
    """Which file it is, from whom, and what may be done with it."""
    by = file.by or mail.sender
    head = [
        Content.assemble(
            badge(mission, by),
            "  ",
            ("▤ ", "$primary"),
            (one_line(file.filename), "bold $primary"),
            (f"   {file.form}, {size_text(file)}   from {full_name(mission, by)}", SECONDARY),
        ),
        Content.styled("─" * min(width, RULE), "$rule"),
    ]
    if wide:
        head.insert(0, Content(""))
    return tuple(head)


def _head(
    mission: Mission, shared: Shared, mail: Email, width: int, wide: bool
) -> tuple[tuple[Content, ...], tuple[tuple[int, str], ...]]:
    """Who wrote, to whom, when, how urgently, and the files; and which lines open a file."""
    sender = mission.person_by_id[mail.sender]
    name: list[Part] = [(full_name(mission, mail.sender), "bold")]
    role: list[Part] = [(role_line(mission, mail.sender), SECONDARY)]
    address: list[Part] = [(one_line(sender.email), SECONDARY)] if wide else []
    to: list[Part] = [(_recipients(mission, mail), SECONDARY)]
    minute = came_at(mission, shared, mail)
    when: list[Part] = [(f"day {day_of(minute)}, {clock_time(minute)}", SECONDARY)]
    first, groups = [name, role, *([address] if address else [])], [to, when]
    if mail.metadata.priority in PRIORITY:
        glyph, style = PRIORITY[mail.metadata.priority]
        mark, word = glyph.split(" ")
        groups.append([(f"{mark} priority {word}", style)])
    _seat_mood(mail.mood, sender.posture, first, groups, width)
    lines = [
        *_flowed(badge(mission, mail.sender), first, 2, width),
        *_flowed(None, groups, 3, width),
    ]
    if wide:
        lines.insert(0, Content(""))
    links: list[tuple[int, str]] = []
    for number, file in enumerate(readable_files(mail, shared)):
        links.append((len(lines), OPEN_FILE + file.filename))
        lines.append(_file_line(file, file.filename in shared.opened, first=number == 0))
    lines.append(Content.styled("─" * min(width, RULE), "$rule"))
    return tuple(lines), tuple(links)


def _seat_mood(
    mood: str, posture: str, first: list[list[Part]], second: list[list[Part]], width: int
) -> None:
    """Puts what a camera sees of the writer where it fits; a mail's own mood has room made."""
    seen: list[Part] = [(one_line(mood or posture), MOOD)]
    for line, gap, place in ((first, 2, len(first)), (second, 3, 2)):
        taken = sum(Content.assemble(*group).cell_length + gap for group in line)
        if seen[0][0] and len(INDENT) + taken + len(seen[0][0]) <= width:
            line.insert(place, seen)
            return
    if mood:
        second.append(seen)


def _file_line(file: Attachment, read: bool, first: bool) -> Content:
    parts: list[str | Part] = [
        INDENT,
        ("▤ ", "$primary"),
        (one_line(file.filename), "$primary" if read else "bold $primary"),
        (f"  {size_text(file)}", SECONDARY),
    ]
    if read:
        parts.append(("  ✓ opened", SECONDARY))
    if first:
        parts += [("   o", "bold $accent"), (" opens", SECONDARY)]
    return Content.assemble(*parts)


def _recipients(mission: Mission, mail: Email) -> str:
    to = ", ".join(["you", *(full_name(mission, person) for person in mail.to)])
    copies = ", ".join(full_name(mission, person) for person in mail.copy_to)
    return f"to {to}" + (f", copy {copies}" if copies else "")


def _flowed(mark: Part | None, groups: list[list[Part]], gap: int, width: int) -> list[Content]:
    """Groups side by side, some cells apart; what does not fit goes on the next line."""
    indent = Content.assemble(mark, "  ") if mark else Content(INDENT)
    lines, line = [], indent
    for group in groups:
        text = Content.assemble(*group)
        started = line.cell_length > len(INDENT)
        if started and line.cell_length + gap + text.cell_length > width:
            lines.append(line)
            line, started = Content(INDENT), False
        if line.cell_length + text.cell_length > width:
            text = text.truncate(width - line.cell_length, ellipsis=True)
        line = Content.assemble(line, " " * gap if started else "", text)
    return [*lines, line]


def answer_page(mission: Mission, ref: str, minute: int, *, dated: bool = False) -> Document:
    """Words of a thread by reference: whose, when, and what is seen instead of an answer.

    `dated` where a thread runs over days.
    """
    words = mission.texts[ref]
    when = f"day {day_of(minute)}, {clock_time(minute)}" if dated else clock_time(minute)
    if words.who == "narrator":
        return Document("", f"{when}  {words.say or words.silence}", style=f"italic {SECONDARY}")
    head = Content.assemble(
        badge(mission, words.who),
        "  ",
        (full_name(mission, words.who), "bold"),
        (f"   {when}", SECONDARY),
    )
    if words.silence:
        seen = Content.assemble(head, "   ", (harmless(words.silence), f"italic {SECONDARY}"))
        if seen.cell_length <= 72 and "\n" not in words.silence:
            return Document("", "", (seen,))
        return Document("", words.silence, (head,), style=f"italic {SECONDARY}")
    return Document(ref, words.say, (head, Content("")), setting=set_lines)
