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
from engine.game import RULES_VERSION, UnknownEvent, decide, fold
from engine.log import BrokenLog, Row, first_row, read_row, started_of, state_of
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
    kind: str = ""
    """The row that is refused and what was asked in it, where one is."""

    def document(self) -> dict[str, Any]:
        """What is noted in the queue."""
        told: dict[str, Any] = {"old": str(self.playthrough)}
        if self.heir:
            told["new"] = str(self.heir)
        if self.reason:
            told["reason"] = self.reason
        if self.seq is not None:
            told |= {"seq": self.seq, "kind": self.kind}
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
    update = {"rev": rev, "rules_version": RULES_VERSION}
    anew = [first_row(started_of(rows).model_copy(update=update))]
    state = state_of(mission, anew)
    for seq, row in enumerate(rows[1:], start=2):
        if row.seq != seq:
            raise BrokenLog(f"Row {seq} is missing: row {row.seq} follows in its place.")
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


@dataclass(frozen=True)
class _Verdict:
    """What is to become of a playthrough, before the database has agreed."""

    status: Status
    reason: str = ""
    seq: int | None = None
    kind: str = ""
    events: list[Any] | None = None
    """Where it is taken over: what each action came to, from row 2 on."""
    summary: dict[str, Any] | None = None


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
            verdict = self._judge(told)
            try:
                return self._write(user, playthrough, told, verdict)
            except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected):
                continue
        return None

    def _judge(self, told: dict[str, Any]) -> _Verdict:
        if told["status"] != "open":
            return _Verdict("kept", f"The playthrough is over: {told['status']}.")
        if told["rev"] >= told["newest"]:
            return _Verdict("kept", "The playthrough is on the newest content.")
        try:
            rows = [read_row(row) for row in told["rows"] or ()]
            anew, state = redecide(self._mission(told), rows, told["newest"])
        except Kept as kept:
            return _Verdict("kept", str(kept), kept.seq, kept.kind)
        except BrokenLog as broken:
            return _Verdict("failed", str(broken))
        except ShapeFault as fault:
            return _Verdict("failed", f"The newest content cannot be read ({fault}).")
        except Exception as fault:  # noqa: BLE001 - nobody else waits for one that fails
            return _Verdict("failed", f"The rules fail on the newest content ({fault!r}).")
        if len(anew) != told["last_seq"]:
            return _Verdict("failed", f"Of {told['last_seq']} rows {len(anew)} are there.")
        stored = [row.model_dump(mode="json") for row in anew]
        events = [row["events"] for row in stored[1:]]
        return _Verdict("migrated", events=events, summary=summary_document(state, len(stored)))

    def _write(
        self, user: UUID, playthrough: UUID, told: dict[str, Any], verdict: _Verdict
    ) -> Settled | None:
        settled = Settled(
            user,
            playthrough,
            told["card"]["slug"],
            verdict.status,
            uuid4() if verdict.status == "migrated" else None,
            verdict.reason,
            verdict.seq,
            verdict.kind,
        )
        count = self._ask(
            "SELECT public.settle_migration(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) AS settled",
            (
                user,
                playthrough,
                settled.status,
                Jsonb(settled.document()),
                told["newest"],
                told["last_seq"],
                settled.heir,
                RULES_VERSION,
                None if verdict.events is None else Jsonb(verdict.events),
                None if verdict.summary is None else Jsonb(verdict.summary),
            ),
        )
        return settled if count[0]["settled"] else None

    def _mission(self, told: dict[str, Any]) -> Mission:
        key = told["mission_id"], told["newest"]
        if key not in self._rows:
            found = self._ask("SELECT * FROM public.content_at(%s, %s)", key)
            self._rows[key] = tuple(ContentRow.model_validate(row) for row in found)
        return assemble(card_from(told["card"]), self._rows[key])

    def _ask(self, statement: str, values: tuple[Any, ...]) -> list[dict[str, Any]]:
        return self._connection.execute(statement, values).fetchall()
