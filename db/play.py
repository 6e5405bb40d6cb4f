"""Everything that a game in progress asks of Postgres, one named call each, asynchronously."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from pydantic import ValidationError

from db.mission_rows import ContentRow, assemble, card_from
from engine.log import Row, read_row
from engine.mission import Mission, MissionCard

CONFLICT = "40001"


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


class PlayConnection:
    """One player's connection. Role and claims are set once; every call is one statement."""

    def __init__(self, connection: psycopg.AsyncConnection[Any], conninfo: str) -> None:
        self._connection = connection
        self._conninfo = conninfo
        self._user: UUID | None = None

    @classmethod
    async def open(cls, conninfo: str) -> PlayConnection:
        """Connects as the game's own login.

        Raises:
            ServerLost: the server cannot be reached.
            PlayFault: a pooler stands between that shares connections out by statement.
        """
        connection = await _connect(conninfo)
        await _refuse_pooler(connection)
        await connection.execute("SET ROLE authenticated")
        return cls(connection, conninfo)

    async def close(self) -> None:
        """Ends the connection."""
        await self._connection.close()

    async def sign_in(self, name: str) -> UUID:
        """Becomes the player of a name, who is made if there is none."""
        rows = await self._query("SELECT public.create_player(%s) AS id", (name,))
        user = UUID(str(rows[0]["id"]))
        self._user = user
        await self._become()
        return user

    async def players(self) -> tuple[LocalPlayer, ...]:
        """Everybody who has played on this computer, the latest first."""
        rows = await self._query("SELECT * FROM public.local_players()")
        return tuple(
            LocalPlayer(row["user_id"], row["display_name"], row["last_played"]) for row in rows
        )

    async def board(self) -> tuple[BoardRow, ...]:
        """Every mission with where the player stands."""
        rows = await self._query("SELECT * FROM public.available_missions()")
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
            FROM public.profiles p
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
            " WHERE e.playthrough_id = %s ORDER BY e.seq",
            (playthrough,),
        )
        return tuple(read_row(row) for row in rows)

    async def mission(self, playthrough: UUID, card: MissionCard) -> Mission:
        """The mission at the playthrough's revision.

        Raises:
            PlayFault: what is stored of it is not what this game reads.
        """
        rows = await self._query("SELECT * FROM public.content_for(%s)", (playthrough,))
        try:
            return assemble(card, tuple(ContentRow.model_validate(row) for row in rows))
        except ValidationError as fault:
            where = ".".join(str(part) for part in fault.errors()[0]["loc"])
            raise PlayFault(
                f"'{card.title}' is stored in a shape that this game does not read ({where}). "
                "It was published by another version; begin it anew."
            ) from fault

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

    async def _become(self) -> None:
        claims = json.dumps({"sub": str(self._user), "role": "authenticated"})
        await self._connection.execute(
            "SELECT set_config('request.jwt.claims', %s, false)", (claims,)
        )

    async def _query(
        self, statement: str, parameters: tuple[Any, ...] = ()
    ) -> list[dict[str, Any]]:
        try:
            if self._connection.closed:
                await self._reconnect()
            cursor = await self._connection.execute(statement, parameters or None)
            return await cursor.fetchall()
        except psycopg.errors.SerializationFailure as error:
            raise Conflict(str(error.diag.message_primary)) from error
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            await self._connection.close()
            raise ServerLost("The database does not answer.") from error
        except psycopg.Error as error:
            said = error.diag.message_primary or str(error).splitlines()[0]
            raise PlayFault(said) from error

    async def _reconnect(self) -> None:
        self._connection = await _connect(self._conninfo)
        await self._connection.execute("SET ROLE authenticated")
        if self._user is not None:
            await self._become()


async def _connect(conninfo: str) -> psycopg.AsyncConnection[Any]:
    try:
        return await psycopg.AsyncConnection.connect(
            conninfo, autocommit=True, row_factory=dict_row, connect_timeout=10
        )
    except psycopg.OperationalError as error:
        first = str(error).strip().splitlines()[0]
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
    return BoardRow(
        card=card_from(row),
        status=row["user_status"],
        score=row["user_score"],
        first_score=row["first_score"],
        current_phase=row["current_phase"],
        playthrough=row["playthrough_id"],
        summary=row["progress_data"].get("game", {}),
    )
