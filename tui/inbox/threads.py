"""Mails of one matter as one thread: what belongs together, and what of it wants doing first."""

from __future__ import annotations

from dataclasses import dataclass

from engine.mail import Email
from engine.mission import Mission
from engine.phase_config import EmailDiscovery
from engine.phases import InboxState
from engine.shared import Shared
from tui.inbox.standing import Standing, arrived_mails, standing


@dataclass(frozen=True)
class Thread:
    """Mails that belong together, the oldest first; called by the one that began it."""

    id: str
    mails: tuple[Email, ...]

    @property
    def newest(self) -> Email:
        """The mail that came last."""
        return self.mails[-1]

    def holds(self, mail: str | None) -> bool:
        """Whether a mail is one of them."""
        return any(one.id == mail for one in self.mails)

    def after(self, mail: str | None) -> str:
        """The next of its mails; behind the last, the first."""
        ids = [one.id for one in self.mails]
        return ids[(ids.index(mail) + 1) % len(ids)] if mail in ids else ids[0]


def root_of(mission: Mission, mail: Email) -> str:
    """The mail that began a mail's thread."""
    seen: set[str] = set()
    while mail.thread and mail.thread in mission.email_by_id and mail.id not in seen:
        seen.add(mail.id)
        mail = mission.email_by_id[mail.thread]
    return mail.id


def threads_of(mission: Mission, config: EmailDiscovery, shared: Shared) -> tuple[Thread, ...]:
    """The threads of the mails that have come, the one with the newest mail first."""
    found: dict[str, list[Email]] = {}
    for mail in arrived_mails(mission, config, shared):
        found.setdefault(root_of(mission, mail), []).append(mail)
    return tuple(Thread(root, tuple(reversed(mails))) for root, mails in found.items())


def due(thread: Thread, shared: Shared, own: InboxState) -> str:
    """The mail to look at first: the oldest unread, else the oldest that asks, else the newest."""
    for wanted in (Standing.UNREAD, Standing.ASKS):
        for mail in thread.mails:
            if standing(mail, shared, own) is wanted:
                return mail.id
    return thread.newest.id


def standing_of(thread: Thread, shared: Shared, own: InboxState) -> Standing:
    """Where a thread stands: what most wants doing in it."""
    found = {standing(mail, shared, own) for mail in thread.mails}
    return next(stands for stands in Standing if stands in found)
