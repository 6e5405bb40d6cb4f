"""The servers that the schema is tested on: the embedded one, and in the long run Debian's.

A test that takes `server` runs on both, in a fresh database that its module shares;
`admin` and `own_database` follow it. Every login that a test makes may come in:
`server.conninfo("ana")`.
"""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from content.loader import Pack
from db.server import SUPERUSER, ServerAddress
from tests.databases import fresh, make_pristine
from tests.db.cast import Cast, Connection, make_cast
from tests.db.clusters import debian_server

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
