"""A database that is away for a while: it takes no connection, and ends those that there are."""

from __future__ import annotations

import psycopg
from psycopg import sql

from db.server import SUPERUSER, ServerAddress

ENDING_MS = 5_000
"""How long a connection may take to end."""


def take_away(address: ServerAddress) -> None:
    """Ends every connection to the database, and lets nobody in until it is given back."""
    _admit(address, admit=False)
    with _keeper(address) as keeper:
        keeper.execute(
            "SELECT pg_terminate_backend(pid, %s) FROM pg_stat_activity WHERE datname = %s",
            (ENDING_MS, address.database),
        )


def give_back(address: ServerAddress) -> None:
    """Lets everybody in again."""
    _admit(address, admit=True)


def _admit(address: ServerAddress, *, admit: bool) -> None:
    statement = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}").format(
        sql.Identifier(address.database), sql.Literal(admit)
    )
    with _keeper(address) as keeper:
        keeper.execute(statement)


def _keeper(address: ServerAddress) -> psycopg.Connection:
    return psycopg.connect(address.conninfo(SUPERUSER, "postgres"), autocommit=True)
