"""Where a pin comes from: in words for lists and cards, and as the page it was taken from."""

from __future__ import annotations

from textual.content import Content

from engine.asking import is_late_answer
from engine.clock import clock_time, day_of
from engine.mission import Mission
from engine.shared import Pinned, Shared
from tui.inbox.mail_page import file_page, thread
from tui.letters.pages import thread as late_thread
from tui.people import badge, full_name
from tui.safety import one_line
from tui.widgets.reader import Document


def who_said(mission: Mission, pin: Pinned) -> str:
    """The id of who wrote or said it."""
    words = mission.texts.get(pin.source)
    return words.who if words else ""


def origin(mission: Mission, pin: Pinned) -> str:
    """Where it stands, in a few words: a file's name, or whose mail or which call."""
    if pin.source in mission.attachment_by_name:
        return one_line(pin.source)
    mail = mission.email_by_id.get(pin.source.split("/")[0])
    if is_late_answer(mission, pin.source):
        who = who_said(mission, pin)
        return f"{'You' if who == 'you' else one_line(mission.name(who))}, letter"
    kind = "call" if mail is None else "mail" if mail.id == pin.source else "answer"
    who = who_said(mission, pin)
    name = "You" if who == "you" else one_line(mission.name(who))
    return f"{name}, {kind}"


def card_origin(mission: Mission, pin: Pinned) -> str:
    """Where it stands, for a card that names the person already."""
    mail = mission.email_by_id.get(pin.source)
    if mail is not None:
        return f"mail, {one_line(mail.subject)}"
    return origin(mission, pin).rsplit(", ", 1)[-1]


def when(minute: int) -> str:
    """Mission time in words."""
    return f"day {day_of(minute)}, {clock_time(minute)}"


def page(
    mission: Mission, shared: Shared, source: str, width: int
) -> tuple[str, tuple[Document, ...]]:
    """The title and the documents of the page that a source stands on."""
    for mail in mission.email_by_id.values():
        file = next((f for f in mail.attachments if f.filename == source), None)
        if file:
            return one_line(source), (file_page(mission, mail, file, width, wide=False),)
    mail_id = source.split("/")[0]
    if mail_id in mission.email_by_id:
        told = thread(mission, shared, mission.email_by_id[mail_id], width, wide=False)
        return one_line(mission.email_by_id[mail_id].subject), told
    if is_late_answer(mission, source):
        return one_line(mission.late_by_id[mail_id].label), late_thread(mission, shared, mail_id)
    return "The call, as it was said", _call(mission, shared, source)


def _call(mission: Mission, shared: Shared, source: str) -> tuple[Document, ...]:
    phase = next((entry.phase for entry in shared.transcript if entry.ref == source), None)
    documents = []
    for entry in shared.transcript:
        if entry.phase != phase or is_late_answer(mission, entry.ref):
            continue
        words = mission.texts[entry.ref]
        if words.who == "narrator":
            documents.append(Document("", words.say, style="italic $foreground 62%"))
            continue
        name = full_name(mission, words.who)
        head = Content.assemble(
            badge(mission, words.who),
            "  ",
            (name, "bold"),
            (f"   {clock_time(entry.minute)}", "$foreground 62%"),
        )
        documents.append(Document(entry.ref, words.say, (head,)))
    return tuple(documents)
