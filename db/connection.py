"""One player's connection to Postgres: role and claims, one question at a time, and what is
done where the server goes away.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, Self
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from db.server import ServerFailed

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


class PlayersConnection:
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

    @classmethod
    async def open(cls, conninfo: str, revive: Callable[[], object] | None = None) -> Self:
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
        rows = await self.query("SELECT public.create_player(%s) AS id", (name,))
        user = UUID(str(rows[0]["id"]))
        self._user = user
        await self.query(*self._claims())
        return user

    @asynccontextmanager
    async def unkept(self) -> AsyncIterator[None]:
        """Whatever is asked in here leaves no trace in the database."""
        try:
            await self.query("BEGIN")
            yield
        finally:
            await self.query("ROLLBACK")

    def _claims(self) -> tuple[str, tuple[str]]:
        """The statement that makes this connection the player's."""
        claims = json.dumps({"sub": str(self._user), "role": "authenticated"})
        return "SELECT set_config('request.jwt.claims', %s, false)", (claims,)

    async def query(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
        """The rows that a statement gives, asked to its end whoever still waits."""
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
            try:
                self._connection = await _connect(self._conninfo)
            except ServerLost as lost:  # started, and gone again: why is in the server's log
                raise ServerLost("The database does not answer.") from lost
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
