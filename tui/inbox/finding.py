"""Which threads the list shows: by what stands in them, by what they wait for, and put away."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from engine.mail import Email
from engine.mission import Mission
from engine.phases import InboxState
from engine.shared import Chosen, Shared
from tui.inbox.standing import Standing, readable_files, standing
from tui.inbox.threads import Thread
from tui.people import full_name, role_line

FILTERS = ("all", "unread", "asks", "files", "sent", "archived")
NAMED = {
    "all": "",
    "unread": "unread",
    "asks": "asking for an answer",
    "files": "with files",
    "sent": "sent",
    "archived": "archived",
}
"""What the list's title says of a filter."""
FOLDER, PRIVATE = "views", 0o700


class Archive:
    """Mails that the player has put out of sight: a view of one playthrough, never a move.

    It is kept in the data folder, where that can be written; a thread comes back with its
    next mail.
    """

    def __init__(self, root: Path | None, playthrough: str) -> None:
        self._file = root / FOLDER / f"{playthrough}.json" if root and playthrough else None
        self._mails: set[str] = set()
        if self._file:
            with suppress(OSError, ValueError):
                told = json.loads(self._file.read_text(encoding="utf-8"))
                kept = told.get("archived") if isinstance(told, dict) else None
                if isinstance(kept, list):
                    self._mails = {mail for mail in kept if isinstance(mail, str)}

    def holds(self, thread: Thread) -> bool:
        """Whether all of a thread is put away."""
        return all(mail.id in self._mails for mail in thread.mails)

    def turn(self, thread: Thread) -> bool:
        """Puts a thread away, or back; gives whether it is away now."""
        ids = {mail.id for mail in thread.mails}
        away = not self.holds(thread)
        self._mails = self._mails | ids if away else self._mails - ids
        if self._file:
            with suppress(OSError):
                self._file.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
                told = json.dumps({"archived": sorted(self._mails)}, indent=2)
                self._file.write_text(told + "\n", encoding="utf-8")
        return away


def fits(
    mission: Mission,
    shared: Shared,
    own: InboxState,
    archive: Archive,
    thread: Thread,
    kind: str,
    wanted: str,
) -> bool:
    """Whether a thread is shown under a filter and while something is looked for."""
    if archive.holds(thread) != (kind == "archived") and kind != "sent" and not wanted:
        return False
    stands = {standing(mail, shared, own) for mail in thread.mails}
    shown = {
        "unread": Standing.UNREAD in stands,
        "asks": Standing.ASKS in stands,
        "files": any(readable_files(mail, shared) for mail in thread.mails),
        "sent": bool(letters(shared, thread)),
    }
    words = wanted.lower().split()
    return shown.get(kind, True) and all(
        any(word in said for said in _said(mission, shared, thread)) for word in words
    )


def letters(shared: Shared, thread: Thread) -> tuple[Chosen, ...]:
    """The letters that the player has written in a thread, the latest last."""
    sent = (c for c in shared.choices if thread.holds(c.node) and c.move != "silence")
    return tuple(sorted(sent, key=lambda choice: choice.minute))


def _said(mission: Mission, shared: Shared, thread: Thread) -> list[str]:
    """What may be looked through: heads of all mails, words and files of those that are open."""
    found: list[str] = []
    for mail in thread.mails:
        found += [full_name(mission, mail.sender), role_line(mission, mail.sender), mail.subject]
        if mail.id in shared.opened:
            found += _inside(mission, shared, mail)
    return [said.lower() for said in found]


def _inside(mission: Mission, shared: Shared, mail: Email) -> list[str]:
    files = [file.filename for file in readable_files(mail, shared)]
    answers = [
        mission.texts[played.ref].say
        for played in shared.transcript
        if played.ref.startswith(f"{mail.id}/")
    ]
    return [mail.body, *files, *answers]
