"""A thread as a page: the mail in front, its history folded over it, what came later below."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from engine.clock import clock_time
from engine.mail import Email
from engine.mission import Mission
from engine.phases.email_discovery import came_at
from engine.shared import Shared
from tui.inbox.mail_page import thread as mail_documents
from tui.inbox.threads import Thread
from tui.people import full_name
from tui.safety import one_line
from tui.widgets.reader import Document

SECONDARY = "$foreground 62%"
EARLIER = "$foreground 72%"
FOLD = "fold:"
"""What the line over the history leads to."""
GO = "go:"
"""Followed by the id of a mail of the thread."""


def thread_page(
    mission: Mission,
    shared: Shared,
    thread: Thread,
    mail: Email,
    *,
    unfolded: bool,
    width: int,
    wide: bool,
) -> tuple[tuple[Document, ...], int]:
    """A mail with its answers, its thread's history over it, folded, and what came later below.

    The number is the place of the mail's own document.
    """
    ids = [one.id for one in thread.mails]
    here = ids.index(mail.id) if mail.id in ids else 0
    earlier = [
        (one, mail_documents(mission, shared, one, width, wide=False))
        for one in thread.mails[:here]
    ]
    pages: list[Document] = []
    if earlier:
        pages.append(_fold(mission, shared, earlier, unfolded, width))
    if unfolded:
        for one, documents in earlier:
            if one.id in shared.opened:
                pages += [replace(document, style=EARLIER) for document in documents]
            else:
                pages.append(_pointer(mission, shared, one, width))
    own = len(pages)
    pages += mail_documents(mission, shared, mail, width, wide and not earlier)
    pages += [_pointer(mission, shared, one, width) for one in thread.mails[here + 1 :]]
    return tuple(pages), own


def _fold(
    mission: Mission,
    shared: Shared,
    earlier: list[tuple[Email, tuple[Document, ...]]],
    unfolded: bool,
    width: int,
) -> Document:
    count = sum(len(documents) for _, documents in earlier)
    names = dict.fromkeys(full_name(mission, one.sender) for one, _ in earlier)
    if any(shared.choice(one.id) for one, _ in earlier):
        names["You"] = None
    told = Content.assemble(
        ("▾ " if unfolded else "▸ ", "bold $accent"),
        (f"{count} earlier", "bold"),
        (f"   {', '.join(names)}", SECONDARY),
    )
    line = _with_key(told, "x", "folds" if unfolded else "opens", width)
    return Document("", "", (line,), links=((0, FOLD),))


def _with_key(told: Content, key: str, does: str, width: int) -> Content:
    """A line with the key that acts on it, cut where the two do not fit."""
    end = Content.assemble("   ", (key, "bold $accent"), (f" {does}", SECONDARY))
    room = width - end.cell_length
    told = told if told.cell_length <= room else told.truncate(room, ellipsis=True)
    return Content.assemble(told, end)


def _pointer(mission: Mission, shared: Shared, mail: Email, width: int) -> Document:
    """One line for a mail of the thread that is not on the page."""
    unread = mail.id not in shared.opened
    told = Content.assemble(
        ("● " if unread else "  ", "bold $accent"),
        (full_name(mission, mail.sender), "bold" if unread else ""),
        (f"  {clock_time(came_at(mission, shared, mail))}  {one_line(mail.subject)}", SECONDARY),
    )
    line = _with_key(told, "n", "goes there", width)
    return Document("", "", (line,), links=((0, GO + mail.id),))
