"""Practice: a finished mission played again from one of its decisions; shown, never recorded."""

from __future__ import annotations

from engine.events import Choice
from engine.log import Row
from engine.state import State
from tui.session import Session, Summary


class Unkept:
    """Keeps no row: what is done in practice is gone when it is left."""

    file = ""
    """The name of the file that tells what was chosen; empty where none does."""

    async def record(self, row: Row, summary: Summary, state: State) -> None:
        """Lets the row go."""


def is_kept(session: Session) -> bool:
    """Whether what is done in a session is kept anywhere."""
    return not isinstance(session.store, Unkept)


def header_note(session: Session) -> str:
    """What stands in the header in place of the clock; empty where it is no practice."""
    if not session.practice:
        return ""
    return "practice, noted" if _file(session) else "practice, not kept"


def unkept_words(session: Session) -> str:
    """What becomes of what is done, where it is not stored; empty where it is."""
    if is_kept(session):
        return ""
    file = _file(session)
    return f"What you choose is written to {file}." if file else "Nothing of this is kept."


def _file(session: Session) -> str:
    return session.store.file if isinstance(session.store, Unkept) else ""


def practise_from(session: Session, node: str) -> Session:
    """The same playthrough as it stood before a mail or an exchange was answered.

    Raises:
        KeyError: it was never answered.
    """
    rows: list[Row] = []
    for row in session.rows:
        if any(isinstance(event, Choice) and event.node == node for event in row.events):
            return Session(session.mission, tuple(rows), Unkept(), practice=True)
        rows.append(row)
    raise KeyError(node)
