"""What every test stands on: no motion, a real scratch server a worker, the built-in pack."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("SCOPECREEP_DATABASE_URL", None)

from content.loader import Pack, load_pack
from content.packs import builtin
from db import migrate, publish
from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer, ServerAddress
from engine.mission import Mission


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts long tests first: each worker begins at one end and takes from the other's."""
    items.sort(key=lambda item: item.get_closest_marker("early") is None)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The pack that the game comes with."""
    return load_pack(builtin())


@pytest.fixture(scope="session")
def kettle(pack: Pack) -> Mission:
    """The tutorial: small, and with every kind of phase."""
    return pack.mission("kettle-protocol")


@pytest.fixture(scope="session")
def scratch_folder() -> Iterator[DataFolder]:
    """A data folder with a blank in its name, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="scope creep ") as name:
        yield DataFolder(Path(name))


@pytest.fixture(scope="session")
def server(scratch_folder: DataFolder, pack: Pack) -> Iterator[ServerAddress]:
    """A real PostgreSQL with schema and missions, one a worker; nothing on it is kept."""
    embedded = EmbeddedServer(scratch_folder, scratch=True)
    address = embedded.start(lambda step: None)
    admin = address.conninfo(SUPERUSER)
    migrate.upgrade(admin)
    publish.publish(pack.cards, pack.missions, admin)
    yield address
    embedded.leave()
    embedded.remove()


@pytest.fixture
def own_database(server: ServerAddress, pack: Pack) -> Iterator[ServerAddress]:
    """A database of its own on the scratch server, for tests that publish."""
    own = ServerAddress(server.socket, f"own_{os.getpid()}")
    quoted = f'"{own.database}"'
    with psycopg.connect(server.conninfo(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {quoted} TEMPLATE template0")
        conninfo = own.conninfo(SUPERUSER)
        migrate.upgrade(conninfo)
        publish.publish(pack.cards, pack.missions, conninfo)
        yield own
        connection.execute(f"DROP DATABASE {quoted} WITH (FORCE)")


@pytest.fixture
def admin(server: ServerAddress) -> Iterator[psycopg.Connection]:
    """A superuser's connection; players that a test made are gone after it."""
    with psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as connection:
        yield connection
        connection.execute("DELETE FROM auth.users")
