"""Where a mail stands: unread, asking, answered, left or read; and what came while playing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from engine.events import MailArrived, PhaseBegun
from engine.log import Row
from engine.mail import Attachment, Email
from engine.mission import Mission
from engine.phase_config import EmailDiscovery
from engine.phases import InboxState
from engine.phases.email_discovery import came_at
from engine.shared import Shared


class Standing(Enum):
    """What a mail waits for."""

    UNREAD = "unread"
    ASKS = "asks"
    ANSWERED = "answered"
    LEFT = "left"
    READ = "read"


def standing(mail: Email, shared: Shared, own: InboxState) -> Standing:
    """Where a mail stands."""
    if mail.id not in shared.opened:
        return Standing.UNREAD
    if mail.id in own.settled:
        choice = shared.choice(mail.id)
        silent = choice is not None and choice.move == "silence"
        return Standing.LEFT if silent else Standing.ANSWERED
    return Standing.ASKS if mail.options else Standing.READ


def came_while_playing(rows: Iterable[Row]) -> frozenset[str]:
    """Mails that came after the inbox had opened."""
    return frozenset(
        event.mail
        for row in rows
        if not any(isinstance(event, PhaseBegun) for event in row.events)
        for event in row.events
        if isinstance(event, MailArrived)
    )


def arrived_mails(mission: Mission, config: EmailDiscovery, shared: Shared) -> tuple[Email, ...]:
    """The mails that have come, the newest first."""
    by_id = {mail.id: mail for mail in config.emails}
    mails = [by_id[mail_id] for mail_id in reversed(shared.arrived) if mail_id in by_id]
    return tuple(sorted(mails, key=lambda mail: came_at(mission, shared, mail), reverse=True))


def first_to_read(mission: Mission, config: EmailDiscovery, shared: Shared, own: InboxState) -> str:
    """Where the list's cursor begins: the oldest unread mail, else the oldest that asks."""
    mails = arrived_mails(mission, config, shared)
    for wanted in (Standing.UNREAD, Standing.ASKS):
        found = [mail.id for mail in mails if standing(mail, shared, own) is wanted]
        if found:
            return found[-1]
    return mails[0].id


def readable_files(mail: Email, shared: Shared) -> tuple[Attachment, ...]:
    """The attachments of a mail that the player may open."""
    return tuple(f for f in mail.attachments if not f.locked or f.filename in shared.unlocked)
