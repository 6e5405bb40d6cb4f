"""Takes playthroughs under way over to the newest content, by deciding their actions anew.

The player's own actions are put to the rules again on the newest revision. Where all of them
are accepted, a new playthrough with their outcome follows the old one; where one is refused,
the player stays on the content that they began with, and the reason is noted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from db.mission_rows import ContentRow, ShapeFault, assemble, card_from
from engine.design.graph import Illegal
from engine.events import Started
from engine.game import RULES_VERSION, UnknownEvent, decide, fold
from engine.log import BrokenLog, Row, first_row, read_row, state_of
from engine.mission import Mission
from engine.rejected import Rejected
from engine.state import State

Status = Literal["migrated", "kept", "failed"]
ATTEMPTS = 5
"""How often a playthrough is tried whose player goes on acting meanwhile."""
_Connection = psycopg.Connection[dict[str, Any]]


@dataclass(frozen=True)
class Settled:
    """What became of one playthrough."""

    user: UUID
    playthrough: UUID
    mission: str
    status: Status
    heir: UUID | None = None
    reason: str = ""
    seq: int | None = None
    """The row that is refused, where one is."""

    def document(self) -> dict[str, Any]:
        """What is noted in the queue."""
        told: dict[str, Any] = {"old": str(self.playthrough)}
        if self.heir:
            told["new"] = str(self.heir)
        if self.reason:
            told["reason"] = self.reason
        if self.seq is not None:
            told["seq"] = self.seq
        return told


class Kept(Exception):
    """An action is refused on the newest content: which row, and the rules' words."""

    def __init__(self, row: Row, said: str) -> None:
        super().__init__(f"{row.action.kind} is refused: {said}")
        self.seq = row.seq
        self.kind = row.action.kind


def redecide(mission: Mission, rows: Sequence[Row], rev: int) -> tuple[tuple[Row, ...], State]:
    """The same actions on other content: the rows that they come to, and the state at the end.

    Raises:
        Kept: the rules refuse an action there.
        BrokenLog: the log does not start as it must, or does not fit the mission at all.
    """
    started = rows[0].events[0] if rows and rows[0].events else None
    if not isinstance(started, Started):
        raise BrokenLog("Row 1 does not start the playthrough.")
    update = {"rev": rev, "rules_version": RULES_VERSION}
    anew = [first_row(started.model_copy(update=update))]
    state = state_of(mission, anew)
    for row in rows[1:]:
        try:
            events = decide(mission, state, row.action)
            state = fold(mission, state, events)
        except Rejected as rejected:
            raise Kept(row, str(rejected)) from rejected
        except (UnknownEvent, Illegal) as fault:
            raise BrokenLog(f"Row {row.seq} does not fit the mission. {fault}") from fault
        anew.append(row.model_copy(update={"events": events}))
    return tuple(anew), state


def summary_document(state: State, last_seq: int) -> dict[str, Any]:
    """What the board shows of a playthrough, as each stored action leaves it."""
    return {
        "phase": state.phases[-1].phase,
        "phase_index": len(state.phases),
        "minute": state.shared.minute,
        "trust": state.shared.trust,
        "last_seq": last_seq,
    }


def queue_open(conninfo: str) -> int:
    """Queues every playthrough that is under way on older content; gives how many were added."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        row = connection.execute("SELECT public.queue_migrations()").fetchone()
        return int(row[0]) if row else 0


def waiting(conninfo: str) -> int:
    """How many playthroughs wait to be taken over."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        row = connection.execute("SELECT count(*) FROM public.pending_migrations(NULL)").fetchone()
        return int(row[0]) if row else 0


def settle_all(conninfo: str) -> tuple[Settled, ...]:
    """Settles whatever waits, one playthrough a transaction; what moves on too fast waits on."""
    with psycopg.connect(conninfo, autocommit=True, row_factory=dict_row) as connection:
        pending = connection.execute("SELECT * FROM public.pending_migrations(NULL)").fetchall()
        desk = _Desk(connection)
        done = [desk.settle(row["user_id"], row["playthrough_id"]) for row in pending]
    return tuple(one for one in done if one is not None)


class _Desk:
    """One run of the migrator: it reads the content of a mission and revision once."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._rows: dict[tuple[str, int], tuple[ContentRow, ...]] = {}

    def settle(self, user: UUID, playthrough: UUID) -> Settled | None:
        """Settles one playthrough; None where another migrator has, or it never stands still."""
        for _ in range(ATTEMPTS):
            case = self._ask("SELECT public.migration_case(%s, %s) AS told", (user, playthrough))
            told = case[0]["told"] if case else None
            if told is None:
                return None  # erased meanwhile
            try:
                settled = self._settle(user, playthrough, told)
            except psycopg.errors.SerializationFailure:
                continue
            return settled
        return None

    def _settle(self, user: UUID, playthrough: UUID, told: dict[str, Any]) -> Settled | None:
        slug, rev = told["card"]["slug"], told["newest"]
        events: list[Any] | None = None
        summary: dict[str, Any] | None = None
        heir, reason, seq = None, "", None
        status: Status
        try:
            if told["status"] != "open":
                raise _Over(f"The playthrough is over: {told['status']}.")
            if told["rev"] >= rev:
                raise _Over("The playthrough is on the newest content.")
            rows = [read_row(row) for row in told["rows"]]
            anew, state = redecide(self._mission(told), rows, rev)
        except _Over as over:
            status, reason = "kept", str(over)
        except Kept as kept:
            status, reason, seq = "kept", str(kept), kept.seq
        except BrokenLog as broken:
            status, reason = "failed", str(broken)
        except ShapeFault as fault:
            status, reason = "failed", f"The newest content cannot be read ({fault})."
        else:
            status, heir = "migrated", uuid4()
            stored = [row.model_dump(mode="json") for row in anew]
            events = [row["events"] for row in stored[1:]]
            summary = summary_document(state, len(stored))
        settled = Settled(user, playthrough, slug, status, heir, reason, seq)
        count = self._ask(
            "SELECT public.settle_migration(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) AS settled",
            (
                user,
                playthrough,
                status,
                Jsonb(settled.document()),
                rev,
                told["last_seq"],
                heir,
                RULES_VERSION,
                None if events is None else Jsonb(events),
                None if summary is None else Jsonb(summary),
            ),
        )
        return settled if count and count[0]["settled"] else None

    def _mission(self, told: dict[str, Any]) -> Mission:
        key = told["mission_id"], told["newest"]
        if key not in self._rows:
            found = self._ask("SELECT * FROM public.content_at(%s, %s)", key)
            self._rows[key] = tuple(ContentRow.model_validate(row) for row in found)
        return assemble(card_from(told["card"]), self._rows[key])

    def _ask(self, statement: str, values: tuple[Any, ...]) -> list[dict[str, Any]]:
        return self._connection.execute(statement, values).fetchall()


class _Over(Exception):
    """There is nothing to take over."""
