"""The servers that the schema is tested on: the embedded one, and in the long run Debian's.

A test that takes `server` runs on both, in a fresh database that its module shares;
`admin` and `own_database` follow it. Every login that a test makes may come in:
`server.conninfo("ana")`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest

from content.loader import Pack
from db.play import PlayConnection
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from tests.databases import fresh, make_pristine
from tests.db.cast import Cast, Connection, make_cast
from tests.db.clusters import debian_server
from tui.office import Office

BOTH = ("embedded", pytest.param("debian", marks=pytest.mark.slow))
"""What a fixture that takes a server of its own is parametrised by."""


@pytest.fixture(scope="session")
def debian(pack: Pack) -> Iterator[ServerAddress]:
    """Debian's PostgreSQL 15, or the oldest that is installed; one a worker."""
    with debian_server() as address:
        make_pristine(address, pack)
        yield address


@pytest.fixture(scope="module", params=BOTH)
def server(request: pytest.FixtureRequest) -> Iterator[ServerAddress]:
    """A database with schema and missions, one a module, on each server."""
    with fresh(request.getfixturevalue(request.param)) as address:
        yield address


@pytest.fixture(scope="module")
def keeper(server: ServerAddress) -> Iterator[Connection]:
    """A superuser's connection for a module whose tests take back what they do."""
    with psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def cast(keeper: Connection) -> Cast:
    """A small class with rows in every table, one a module."""
    return make_cast(keeper)


@pytest.fixture
def own(own_database: ServerAddress) -> Iterator[Connection]:
    """The keeper's connection to a database that nobody else sees."""
    with psycopg.connect(own_database.conninfo(SUPERUSER), autocommit=True) as connection:
        yield connection


@pytest.fixture
def service(own_database: ServerAddress) -> Iterator[Connection]:
    """A connection as the service, as a host's back end has one."""
    with psycopg.connect(own_database.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute("SET ROLE service_role")
        yield connection


@pytest.fixture
def keepers(own_database: ServerAddress) -> str:
    """The keeper's address of the database that nobody else sees."""
    return own_database.conninfo(SUPERUSER)


@pytest.fixture
async def office(own_database: ServerAddress) -> AsyncIterator[Office]:
    """Ana's office there."""
    play = await PlayConnection.open(own_database.conninfo(GAME))
    opened = Office(play, own_database.conninfo(REFEREE), None)
    await opened.sign_in("Ana")
    yield opened
    await opened.close()
