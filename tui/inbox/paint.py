"""What one may answer, as styled text: replies, the letter behind each, and the way out."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace

from textual.content import Content

from engine.dialogue import Option
from engine.mail import Email
from engine.mission import Mission
from engine.phase_config import EmailDiscovery
from engine.phases import InboxState
from engine.phases.nodes import EVERYONE_ASLEEP
from engine.shared import Shared
from tui.inbox.marks import MARKS, SECONDARY
from tui.inbox.standing import Standing, arrived_mails, readable_files, standing
from tui.people import full_name
from tui.safety import harmless, one_line
from tui.widgets.rows import Row

Part = str | tuple[str, str]
LEAVE = ":leave"
"""The sheet for sending nothing."""
FINISH = ":finish"
"""The sheet for closing the inbox."""
FILES = ":files"
"""The choice among several files."""
COUNTS = {1: "one reply", 2: "two replies", 3: "three replies", 4: "four replies"}


@dataclass(frozen=True)
class Sheet:
    """Something to read before it is confirmed."""

    title: Content
    subtitle: Content
    text: Content
    yes: str
    no: str


def option_rows(
    labels: tuple[tuple[str, str], ...], spacious: bool, width: int = 0, asleep: str = ""
) -> tuple[Row, ...]:
    """Numbered answers, none preferred; wrapped where a width is given, greyed while asleep."""
    gap = 1 if spacious else 0
    rows = []
    for number, (option_id, label) in enumerate(labels, start=1):
        out = option_id == asleep
        text = f"{EVERYONE_ASLEEP} · {label}" if out else label
        lines = _option(str(number), text, width, "$faint" if out else "$foreground 90%")
        rows.append(Row(option_id, lines, gap=gap if number < len(labels) else 0))
    return tuple(rows)


def with_silence(rows: tuple[Row, ...], spacious: bool) -> tuple[Row, ...]:
    """The answers with one more: sending nothing."""
    spaced = tuple(replace(row, gap=1 if spacious else 0) for row in rows)
    return (*spaced, Row(LEAVE, _option("z", "Send nothing", 0), gap=0))


def _option(
    key: str, label: str, width: int, style: str = "$foreground 90%"
) -> tuple[Content, ...]:
    text = one_line(label)
    wrapped = textwrap.wrap(text, max(20, width - 3)) if width else [text]
    return tuple(
        Content.assemble((f"{key} " if number == 0 else "  ", "bold $accent"), (line, style))
        for number, line in enumerate(wrapped or [""])
    )


def question(mission: Mission, mail: Email, narrow: bool, width: int) -> Content:
    """What is asked; where the mail is out of sight, with the lines of it that matter."""
    ask = Content.styled("Which reply is the most effective?", "$foreground 72%")
    if not narrow:
        return ask
    lead = f"{one_line(mission.name(mail.sender))} asks  "
    extract = one_line(mail.extract) or one_line(mail.subject)
    lines = textwrap.wrap(extract, width - len(lead))[:2]
    told = Content.assemble(
        (lead, "$foreground 62%"),
        "\n".join(
            line if number == 0 else " " * len(lead) + line for number, line in enumerate(lines)
        ),
    )
    return Content.assemble(told, "\n", ("─" * width, "$rule"), "\n\n", ask)


def letter_sheet(mission: Mission, mail: Email, option: Option, count: int, narrow: bool) -> Sheet:
    """The letter as it would go out."""
    copies = ", ".join(full_name(mission, person) for person in option.copy_to)
    parts: list[Part] = [("To    ", SECONDARY), full_name(mission, mail.sender), "\n"]
    if copies:
        parts += [("Copy  ", SECONDARY), copies, "\n"]
    parts += [("Re    ", SECONDARY), one_line(mail.subject), "\n"]
    parts += [("─" * 70, "$edge"), "\n\n"] if narrow else ["\n"]
    replies = COUNTS.get(count, "replies")
    return Sheet(
        title=Content.assemble("Letter, ", ("not sent", "bold")),
        subtitle=Content("a sent letter cannot be recalled"),
        text=Content.assemble(*parts, harmless(option.say)),
        yes="Send it",
        no=f"Back to the {replies}" if count > 1 else "Back to the mail",
    )


def silence_sheet(mission: Mission, mail: Email) -> Sheet:
    """Sending nothing, before it is done."""
    name = full_name(mission, mail.sender)
    return Sheet(
        title=Content.assemble("No letter, ", ("not decided", "bold")),
        subtitle=Content("a mail left is settled"),
        text=Content.assemble(
            ("To    ", SECONDARY),
            name,
            "\n",
            ("Re    ", SECONDARY),
            one_line(mail.subject),
            f"\n\nNothing goes out. {name} gets no answer to this mail.",
        ),
        yes="Send nothing",
        no="Back to the replies",
    )


def finish_sheet(
    mission: Mission, config: EmailDiscovery, shared: Shared, own: InboxState, follows: str
) -> Sheet:
    """What is unread and unanswered, before the inbox is closed."""
    parts: list[Part] = []
    for mail in reversed(arrived_mails(mission, config, shared)):
        for mark, style, what in _loose_ends(mail, shared, own):
            name = one_line(mission.name(mail.sender))
            parts += [(f"{mark} ", style), f"{name}, {one_line(mail.subject)}"]
            parts += [(f"   {what}", SECONDARY), "\n"]
    if parts:
        parts += ["\nNobody reads or answers for you: what is left is left."]
    else:
        parts += ["Every mail is read, and every one that asks is settled."]
    return Sheet(
        title=Content("Finish the inbox"),
        subtitle=Content(f"next: {follows}"),
        text=Content.assemble(*parts),
        yes="Finish",
        no="Back to the mail",
    )


def _loose_ends(mail: Email, shared: Shared, own: InboxState) -> list[tuple[str, str, str]]:
    stands = standing(mail, shared, own)
    glyph, style = MARKS[stands]
    if stands is Standing.UNREAD:
        return [(glyph, style, "unread")]
    ends = []
    if stands is Standing.ASKS:
        ends.append((glyph, style, "no answer" + (", and none need go" if mail.may_leave else "")))
    unopened = [f for f in readable_files(mail, shared) if f.filename not in shared.opened]
    ends += [("▤", "$primary", f"{one_line(file.filename)} unopened") for file in unopened]
    return ends
