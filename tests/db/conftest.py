"""The servers that the schema is tested on: the embedded one, and in the long run Debian's.

A test that takes `server` runs on both, in a fresh database that its module shares;
`admin` and `own_database` follow it. Every login that a test makes may come in:
`server.conninfo("ana")`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from content.loader import Pack
from db.server import ServerAddress
from tests.databases import fresh, make_pristine
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
