"""Servers of their own, and fresh databases made cheaply from a template, for tests."""

from __future__ import annotations

import getpass
import itertools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg

from content.loader import Pack
from db import migrate, publish
from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer, ServerAddress

PRISTINE = "pristine"
_NUMBERS = itertools.count(1)


def admit_every_login(server: EmbeddedServer) -> None:
    """Lets this account in under any login, so that tests may make learners of their own."""
    account = server.account
    names = {getpass.getuser(), *account.os_names}
    lines = "".join(f'scopecreep "{name}" all\n' for name in names)
    account.write(account.cluster / "pg_ident.conf", lines)
    with _keeper(server.address) as keeper:
        keeper.execute("SELECT pg_reload_conf()")


def fill(address: ServerAddress, pack: Pack) -> None:
    """Lays out the tables of an empty database, and files the missions."""
    migrate.upgrade(address.conninfo(SUPERUSER))
    publish.publish(pack.cards, pack.missions, address.conninfo(SUPERUSER))


def keep_pristine(address: ServerAddress) -> None:
    """Copies a filled database, that nobody is in, as the template of all that follow."""
    with _keeper(address) as keeper:
        keeper.execute(f"CREATE DATABASE {PRISTINE} TEMPLATE {address.database}")


def make_pristine(address: ServerAddress, pack: Pack) -> None:
    """Makes the template itself, on a server that has no filled database yet."""
    with _keeper(address) as keeper:
        keeper.execute(f"CREATE DATABASE {PRISTINE} TEMPLATE template0")
    fill(replace(address, database=PRISTINE), pack)


@contextmanager
def fresh(address: ServerAddress) -> Iterator[ServerAddress]:
    """A database as it is before the first player comes; gone afterwards."""
    with copied(address, PRISTINE) as own:
        with _keeper(address) as keeper:
            # What a database may be used for is not copied with it.
            keeper.execute(f"REVOKE TEMPORARY ON DATABASE {own.database} FROM PUBLIC")
            keeper.execute(
                f"GRANT CREATE, CONNECT, TEMPORARY ON DATABASE {own.database} TO scopecreep_owner"
            )
        yield own


@contextmanager
def empty(address: ServerAddress) -> Iterator[ServerAddress]:
    """A database with nothing in it; gone afterwards."""
    with copied(address, "template0") as own:
        yield own


@contextmanager
def copied(address: ServerAddress, template: str) -> Iterator[ServerAddress]:
    """A copy of a database that nobody is in; gone afterwards."""
    own = replace(address, database=f"own_{os.getpid()}_{next(_NUMBERS)}")
    with _keeper(address) as keeper:
        keeper.execute(f"CREATE DATABASE {own.database} TEMPLATE {template}")
    try:
        yield own
    finally:
        with _keeper(address) as keeper:
            keeper.execute(f"DROP DATABASE {own.database} WITH (FORCE)")


def _keeper(address: ServerAddress) -> psycopg.Connection:
    return psycopg.connect(address.conninfo(SUPERUSER, "postgres"), autocommit=True)


@contextmanager
def own_folder(prefix: str) -> Iterator[DataFolder]:
    """A data folder with a server of its own, which is stopped and removed however it stands."""
    with tempfile.TemporaryDirectory(prefix=prefix) as name:
        folder = DataFolder(Path(name))
        yield folder
        with EmbeddedServer(folder, scratch=True) as last:
            pass
        last.remove()
