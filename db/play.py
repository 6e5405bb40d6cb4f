"""Everything that a game in progress asks of Postgres, one named call each, asynchronously."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from db.mission_rows import ContentRow, ShapeFault, assemble, card_from
from db.progress import readable
from db.server import ServerFailed
from db.shelf import Shelf
from engine.log import Row, read_row
from engine.mission import Mission, MissionCard

Revive = Callable[[], object]
"""Starts a server that has gone away."""
GOING_DOWN = frozenset({"57P01", "57P02", "57P03", "57P05"})
"""What a server says when it ends a connection, or does not take one yet."""
CLOSING_PATIENCE = 2.0
"""Seconds that a connection which is closed waits for the answer to its last question."""


class PlayFault(Exception):
    """Postgres said no; the message is its own first line."""


class Conflict(PlayFault):
    """Another terminal has stored a different row under this number."""


class ServerLost(PlayFault):
    """The server cannot be reached."""


@dataclass(frozen=True)
class LocalPlayer:
    """A player of this computer."""

    user_id: UUID
    name: str
    last_played: datetime | None


@dataclass(frozen=True)
class BoardRow:
    """One mission as this player has it."""

    card: MissionCard
    status: str
    score: int | None
    first_score: int | None
    current_phase: int
    playthrough: UUID | None
    summary: dict[str, Any]
    progress: dict[str, Any]
    """What `progress_data` tells: beside the summary, the last scores by phase and the skills."""
    handed_in: UUID | None = None
    """A playthrough that is over and waits for its grade."""
    changed_elsewhere: bool = False
    """Whether another program has written into what the game keeps of it, since the player's
    last step."""

    @property
    def begun_elsewhere(self) -> bool:
        """Whether there is progress in it without any playthrough: it is not graded."""
        return self.status == "in_progress" and not (self.playthrough or self.handed_in)


class PlayConnection:
    """One player's connection. Role and claims are set once; every call is one statement.

    All calls may be delivered twice, so one that meets a dropped connection is made again on
    a new one. A question is asked to its end even if nobody waits for the answer any more:
    one that is broken off leaves a connection of which nobody knows how it stands.
    """

    def __init__(
        self,
        connection: psycopg.AsyncConnection[Any],
        conninfo: str,
        revive: Revive | None = None,
    ) -> None:
        self._connection = connection
        self._conninfo = conninfo
        self._revive = revive
        self._user: UUID | None = None
        self._turn = asyncio.Lock()
        self._closing = False
        self._shelf = Shelf()

    @classmethod
    async def open(
        cls, conninfo: str, revive: Callable[[], object] | None = None
    ) -> PlayConnection:
        """Connects as the game's own login; `revive` starts a server that has gone away.

        Raises:
            ServerLost: the server cannot be reached.
            PlayFault: the login may not play, or a pooler stands between that shares
                connections out by statement.
        """
        connection = await _connect(conninfo)
        try:
            await _refuse_pooler(connection)
            await connection.execute("SET ROLE authenticated")
        except psycopg.errors.InsufficientPrivilege as error:
            login = connection.info.user
            await connection.close()
            raise PlayFault(
                f"The login '{login}' may not play here. Its keeper allows it with: "
                f'GRANT authenticated, claims_trusted TO "{login}".'
            ) from error
        except psycopg.Error as error:
            await connection.close()
            raise PlayFault(_words(error)) from error
        except (PlayFault, asyncio.CancelledError):
            await connection.close()
            raise
        return cls(connection, conninfo, revive)

    async def close(self) -> None:
        """Ends the connection, once what is being asked is answered or takes too long."""
        self._closing = True
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING_PATIENCE), self._turn:
                pass
        await self._connection.close()

    async def sign_in(self, name: str) -> UUID:
        """Becomes the player of a name, who is made if there is none."""
        rows = await self._query("SELECT public.create_player(%s) AS id", (name,))
        user = UUID(str(rows[0]["id"]))
        self._user = user
        await self._query(*self._claims())
        return user

    @asynccontextmanager
    async def unkept(self) -> AsyncIterator[None]:
        """Whatever is asked in here leaves no trace in the database."""
        try:
            await self._query("BEGIN")
            yield
        finally:
            await self._query("ROLLBACK")

    async def players(self) -> tuple[LocalPlayer, ...]:
        """Everybody who has played on this computer, the latest first."""
        rows = await self._query("SELECT * FROM public.local_players()")
        return tuple(
            LocalPlayer(row["user_id"], row["display_name"], row["last_played"]) for row in rows
        )

    async def board(self) -> tuple[BoardRow, ...]:
        """Every mission with where the player stands."""
        rows = await self._query(
            """
            SELECT b.*, (SELECT p.id FROM public.playthroughs p
                WHERE p.user_id = auth.uid() AND p.mission_id = b.mission_id
                    AND p.status = 'submitted' ORDER BY p.ended_at LIMIT 1) AS handed_in,
                EXISTS (SELECT FROM public.progress_notices n
                    WHERE n.user_id = auth.uid() AND n.mission_id = b.mission_id
                        AND n.at > ALL (SELECT e.at FROM public.playthroughs p
                            JOIN public.playthrough_events e ON e.user_id = p.user_id
                                AND e.playthrough_id = p.id AND e.seq = p.last_seq
                            WHERE p.user_id = auth.uid() AND p.mission_id = b.mission_id)
                ) AS changed
            FROM public.available_missions() b ORDER BY b.order_index, b.slug
            """
        )
        return tuple(_board_row(row) for row in rows)

    async def facts(self) -> dict[str, Any]:
        """What of the player decides about doors: level, skills, flags, energy, experience."""
        rows = await self._query(
            """
            SELECT coalesce(p.level, 1) AS level, coalesce(p.xp, 0) AS xp,
                coalesce(p.energy, 70) AS energy, p.display_name,
                coalesce((SELECT jsonb_object_agg(s.skill, s.points)
                          FROM public.player_skills s), '{}') AS skills,
                coalesce((SELECT jsonb_agg(f.flag) FROM public.player_flags f), '[]') AS flags
            FROM public.profiles p WHERE p.user_id = (SELECT auth.uid())
            """
        )
        return dict(rows[0])

    async def start(
        self, mission: str, playthrough: UUID, seed: int, rules_version: int, restart: bool
    ) -> UUID:
        """Opens a playthrough, or gives the one that is open."""
        rows = await self._query(
            "SELECT public.start_mission(%s, %s, %s, %s, %s) AS id",
            (mission, playthrough, seed, rules_version, restart),
        )
        return UUID(str(rows[0]["id"]))

    async def log(self, playthrough: UUID) -> tuple[Row, ...]:
        """The rows of a playthrough, in order.

        Raises:
            BrokenLog: a row is not one that this game can read.
        """
        rows = await self._query(
            "SELECT e.seq, e.action, e.events FROM public.playthrough_events e"
            " WHERE e.user_id = (SELECT auth.uid()) AND e.playthrough_id = %s ORDER BY e.seq",
            (playthrough,),
        )
        return tuple(read_row(row) for row in rows)

    async def mission(self, playthrough: UUID, card: MissionCard, rev: int) -> Mission:
        """The mission at the playthrough's revision, from the shelf where it was loaded before.

        Raises:
            PlayFault: what is stored of it is not what this game reads.
        """
        if (known := self._shelf.find(card, rev)) is not None:
            return known
        rows = await self._query("SELECT * FROM public.content_for(%s)", (playthrough,))
        try:
            found = assemble(card, tuple(ContentRow.model_validate(row) for row in rows))
        except ShapeFault as fault:
            raise PlayFault(
                f"'{card.title}' is stored in a shape that this game does not read ({fault}). "
                "It was published by another version; begin it anew."
            ) from fault
        return self._shelf.keep(found, rev)

    async def record(self, playthrough: UUID, row: Row, summary: dict[str, Any]) -> None:
        """Stores one accepted action.

        Raises:
            Conflict: another row stands under this number.
            ServerLost: the server cannot be reached.
        """
        document = row.model_dump(mode="json")
        await self._query(
            "SELECT public.record_events(%s, %s, %s, %s, %s)",
            (
                playthrough,
                row.seq,
                Jsonb(document["action"]),
                Jsonb(document["events"]),
                Jsonb(summary),
            ),
        )

    async def submit(self, playthrough: UUID, abandoned: bool = False) -> None:
        """Closes a playthrough."""
        await self._query("SELECT public.submit(%s, %s)", (playthrough, abandoned))

    async def status(self, playthrough: UUID) -> str:
        """Whether a playthrough is open, submitted, graded, abandoned or migrated."""
        rows = await self._query(
            "SELECT p.status FROM public.playthroughs p"
            " WHERE p.user_id = (SELECT auth.uid()) AND p.id = %s",
            (playthrough,),
        )
        return str(rows[0]["status"]) if rows else "abandoned"

    async def renewed(self, playthrough: UUID) -> bool:
        """Whether a playthrough was brought up to newer content, with no step taken since."""
        rows = await self._query(
            "SELECT 1 FROM public.playthroughs p JOIN public.playthroughs o"
            " ON o.user_id = p.user_id AND o.id = p.migrated_from AND o.last_seq = p.last_seq"
            " WHERE p.user_id = (SELECT auth.uid()) AND p.id = %s",
            (playthrough,),
        )
        return bool(rows)

    def _claims(self) -> tuple[str, tuple[str]]:
        """The statement that makes this connection the player's."""
        claims = json.dumps({"sub": str(self._user), "role": "authenticated"})
        return "SELECT set_config('request.jwt.claims', %s, false)", (claims,)

    async def _query(
        self, statement: str, parameters: tuple[Any, ...] = ()
    ) -> list[dict[str, Any]]:
        return await asyncio.shield(asyncio.create_task(self._in_turn(statement, parameters)))

    async def _in_turn(self, statement: str, parameters: tuple[Any, ...]) -> list[dict[str, Any]]:
        async with self._turn:
            was_open = not self._connection.closed
            try:
                return await self._ask(statement, parameters)
            except ServerLost:
                if not was_open or self._closing:
                    raise
            return await self._ask(statement, parameters)

    async def _ask(self, statement: str, parameters: tuple[Any, ...]) -> list[dict[str, Any]]:
        try:
            if self._connection.closed:
                await self._reconnect()
            cursor = await self._connection.execute(statement, parameters or None)
            return await cursor.fetchall() if cursor.description else []
        except psycopg.errors.SerializationFailure as error:
            raise Conflict(_words(error)) from error
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            if error.sqlstate and error.sqlstate not in GOING_DOWN:
                raise PlayFault(_words(error)) from error  # it answers, and says what is wrong
            await self._connection.close()
            raise ServerLost("The database does not answer.") from error
        except psycopg.Error as error:
            raise PlayFault(_words(error)) from error

    async def _reconnect(self) -> None:
        if self._closing:
            raise ServerLost("The database was left.")
        try:
            self._connection = await _connect(self._conninfo)
        except ServerLost as lost:
            if self._revive is None:
                raise ServerLost("The database does not answer.") from lost
            try:
                await asyncio.to_thread(self._revive)
            except ServerFailed as failed:
                raise ServerLost(failed.cause) from failed
            self._connection = await _connect(self._conninfo)
        if self._closing:
            await self._connection.close()
            raise ServerLost("The database was left.")
        await self._connection.execute("SET ROLE authenticated")
        if self._user is not None:
            await self._connection.execute(*self._claims())


def _words(error: psycopg.Error) -> str:
    """What Postgres says is wrong, in its own first line."""
    said = error.diag.message_primary or (str(error).strip() or "no reason given").splitlines()[0]
    return f"{said[0].upper()}{said[1:].rstrip('.')}."


async def _connect(conninfo: str) -> psycopg.AsyncConnection[Any]:
    try:
        return await psycopg.AsyncConnection.connect(
            conninfo, autocommit=True, row_factory=dict_row, connect_timeout=10
        )
    except psycopg.Error as error:
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ServerLost(f"The database does not answer: {first}") from error


async def _refuse_pooler(connection: psycopg.AsyncConnection[Any]) -> None:
    """Role and claims live in the session, so each statement must meet the same backend."""
    seen = set()
    for _ in range(3):
        cursor = await connection.execute("SELECT pg_backend_pid() AS pid")
        row = await cursor.fetchone()
        seen.add(row["pid"] if row else None)
    if len(seen) > 1:
        raise PlayFault(
            "Between the game and Postgres stands a pooler that shares connections out by "
            "statement. Name the server's own address, or a pool in session mode."
        )


def _board_row(row: dict[str, Any]) -> BoardRow:
    progress = readable(row["progress_data"])
    return BoardRow(
        card=card_from(row),
        status=row["user_status"],
        score=row["user_score"],
        first_score=row["first_score"],
        current_phase=row["current_phase"],
        playthrough=row["playthrough_id"],
        summary=progress["game"],
        progress=progress,
        handed_in=row["handed_in"],
        changed_elsewhere=row["changed"],
    )
