"""What an action brought, as the status line tells it."""

from __future__ import annotations

from engine.events import AnyEvent, FactFound, FileUnlocked, MailArrived, PromiseMade
from engine.mission import Mission
from tui.safety import one_line


def news(mission: Mission, events: tuple[AnyEvent, ...]) -> tuple[str, str]:
    """New mail, new files and new knowledge, the shortest way that names each."""
    mails = [mission.email_by_id[e.mail] for e in events if isinstance(e, MailArrived)]
    files = [one_line(e.filename) for e in events if isinstance(e, FileUnlocked)]
    facts = [mission.fact_by_id[e.fact].says for e in events if isinstance(e, FactFound)]
    promised = [
        one_line(promise.wording)
        for e in events
        if isinstance(e, PromiseMade)
        for promise in mission.promises
        if promise.id == e.promise
    ]
    told: list[tuple[str, str]] = []
    if len(mails) == 1:
        (mail,) = mails
        name = one_line(mission.name(mail.sender))
        told.append(("New mail.", f"{name}: {one_line(mail.subject)}"))
    elif mails:
        names = dict.fromkeys(one_line(mission.name(mail.sender)) for mail in mails)
        told.append((f"{len(mails)} new mails.", ", ".join(names)))
    if files:
        told.append(("New file.", ", ".join(files)))
    if facts:
        more = f" And {len(facts) - 1} more, under k." if len(facts) > 1 else ""
        told.append(("Now you know:", one_line(facts[0]) + more))
    if promised:
        told.append(("In the ledger:", " ".join(promised)))
    if not told:
        return "", ""
    head, rest = told[0]
    return head, " · ".join([rest, *(f"{title} {text}" for title, text in told[1:])])
