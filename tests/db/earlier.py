"""Databases that earlier releases left, with players in them."""

from __future__ import annotations

from pathlib import Path

import psycopg

from db.play import PlayConnection
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from tui.office import Office

EARLIER = ("0001",)
GOLDEN = Path(__file__).parent / "golden"
FIRST = "New Starter"
LOG_OF_0001 = "6e7bc76033aa90b46348f940005fe3862c57c2e78d7a04910accddbf598bdcf2"
"""Of the playthrough that is graded in the stored database."""


def load(address: ServerAddress, version: str) -> str:
    """Fills an empty database with what an earlier release left; gives its keeper's address.

    In it, the tutorial is published; one player has completed it and plays it again, Ben
    has begun it.
    """
    conninfo = address.conninfo(SUPERUSER)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute((GOLDEN / f"database-{version}.sql").read_text())
    return conninfo


async def office(address: ServerAddress, name: str) -> Office:
    play = await PlayConnection.open(address.conninfo(GAME))
    opened = Office(play, address.conninfo(REFEREE), None)
    await opened.sign_in(name)
    return opened
