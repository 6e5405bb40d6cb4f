"""Lays out and upgrades the schema: Alembic for tables, SQL files for everything else.

Functions, views, triggers and policies are taken down before a migration and made anew after
it, in one transaction, so that a fault anywhere leaves the database as it was.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import psycopg

if TYPE_CHECKING:
    from sqlalchemy import Connection as SharedConnection

HEAD = "0003"
"""The newest migration that this release knows."""
OLDEST = 15
"""The oldest PostgreSQL that the schema stands on."""
_NOTE = "scopecreep"
"""How the comment on our schema begins: then the migration, then the digest."""
_HERE = Path(__file__).parent
_LOCK = 7_302_611
"""The advisory lock under which one game at a time migrates."""
_GIVES_WAY = 300
"""Milliseconds that an upgrade waits for a table before it lets all others go again. Less than
PostgreSQL takes to find a deadlock, so that it never ends the statement of somebody who plays."""
_PATIENCE = 30
"""Seconds after which it gives up."""

Connection = psycopg.Connection[Any]
Fill = Callable[[Connection], None]
"""What puts rows into tables that have just been laid out."""


class SchemaFault(Exception):
    """The schema cannot be used or upgraded; the message says why and what to do."""


class SchemaTooNew(SchemaFault):
    """A newer release has upgraded the database."""


@dataclass(frozen=True)
class SchemaStatus:
    """Which migration a database has, and whether its functions are this release's."""

    version: str | None
    current: bool

    @property
    def words(self) -> str:
        """The status in a few words."""
        if self.version is None:
            return "no schema yet"
        return f"schema {self.version}" + ("" if self.current else ", to be upgraded")


@cache
def sql_files() -> tuple[Path, ...]:
    """The SQL files in the order in which they run after the migrations."""
    folders = ("functions", "views", "triggers", "policies")
    found = [path for name in folders for path in sorted((_HERE / "sql" / name).glob("*.sql"))]
    return (*found, _HERE / "sql" / "grants.sql")


@cache
def digest() -> str:
    """A fingerprint of everything that makes up this release's schema."""
    own = ("roles.sql", "clear.sql", "schedule.sql")
    paths = (*(_HERE / "sql" / name for name in own), *sql_files())
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:24]


def status(conninfo: str) -> SchemaStatus:
    """What a database holds.

    Raises:
        SchemaFault: the server is too old, or a newer release has upgraded the database.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        return status_of(connection)


def status_of(connection: Connection) -> SchemaStatus:
    """What the database of a connection holds, by the note that every login may read."""
    server = connection.info.server_version // 10_000
    if server < OLDEST:
        raise SchemaFault(
            f"The server is PostgreSQL {server}; the game needs {OLDEST} or newer. "
            "Upgrade the server, or play without --database on the game's own."
        )
    row = connection.execute(
        "SELECT obj_description(to_regnamespace('private'), 'pg_namespace')"
    ).fetchone()
    noted = (row[0] if row and row[0] else "").split()
    if len(noted) != 3 or noted[0] != _NOTE:
        return SchemaStatus(None, current=False)
    _, version, found = noted
    if version > HEAD:
        raise SchemaTooNew(
            f"The database has schema {version}; this release of the game knows {HEAD}. "
            "Update the game to play on it."
        )
    return SchemaStatus(version, current=version == HEAD and found == digest())


def upgrade(conninfo: str) -> SchemaStatus:
    """Brings a database to this release's schema; does nothing where it is there.

    Raises:
        SchemaFault: the login may not do it, or a newer release has been here.
    """
    before = status(conninfo)
    if before.current:
        return before
    with _told_plainly(), _transaction(conninfo) as (connection, shared):
        if not status_of(connection).current:
            _begin(connection)
            _alembic(shared, HEAD)
            _finish(connection)
    return SchemaStatus(HEAD, current=True)


def lay_out(conninfo: str, version: str, fill: Fill) -> SchemaStatus:
    """Lays out an empty database as it was at one migration, fills it, and upgrades it: all of
    it or nothing.

    Raises:
        SchemaFault: the login may not do it, or something stands in the database.
    """
    with _told_plainly(), _transaction(conninfo) as (connection, shared):
        _refuse_what_stands(connection)
        _begin(connection)
        _alembic(shared, version)
        fill(connection)
        _alembic(shared, HEAD)
        _finish(connection)
    return SchemaStatus(HEAD, current=True)


def take_back(conninfo: str, version: str) -> SchemaStatus:
    """Takes the tables back to an earlier migration, for the release that knew no later one.

    That release makes its functions, triggers and policies when it upgrades next.

    Raises:
        SchemaFault: that would lose what players did, or the login may not do it.
    """
    with _told_plainly(), _transaction(conninfo) as (connection, shared):
        found = status_of(connection).version
        if found is None or found < version:
            raise SchemaFault(f"The database has not come to schema {version} yet.")
        _begin(connection)
        _alembic(shared, version, back=True)
        connection.execute(f"COMMENT ON SCHEMA private IS '{_NOTE} {version} taken-back'")
    return SchemaStatus(version, current=False)


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turns what the keeper can mend into a sentence that says how."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise SchemaFault(
            f"This login may not lay out the tables: {error.diag.message_primary}. "
            "Upgrade with a login that may make roles: 'scopecreep db upgrade'."
        ) from error
    except psycopg.errors.DependentObjectsStillExist as error:
        stands = (error.diag.message_detail or error.diag.message_primary or "").splitlines()[0]
        raise SchemaFault(
            f"Something that is not the game's stands on what the game makes anew: {stands}. "
            "Nothing was changed. Drop it, upgrade, and make it again."
        ) from error
    except psycopg.errors.ObjectNotInPrerequisiteState as error:
        raise SchemaFault(f"Nothing was changed: {error.diag.message_primary}.") from error


@contextmanager
def _transaction(conninfo: str) -> Iterator[tuple[Connection, SharedConnection]]:
    """One transaction on one connection, which Alembic shares; one game at a time is in it."""
    from sqlalchemy import create_engine  # here, for a game in progress imports psycopg alone
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(conninfo), poolclass=NullPool
    )
    try:
        with engine.begin() as shared:
            connection = cast("Connection", shared.connection.driver_connection)
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            yield connection, shared
    except DBAPIError as error:
        if error.orig is None:
            raise
        raise error.orig from error  # psycopg's own, whichever way it came


def _begin(connection: Connection) -> None:
    """Makes the roles, and clears the tables of everything that is made anew."""
    _run_file(connection, _HERE / "sql" / "roles.sql")
    connection.execute("SET LOCAL ROLE scopecreep_owner")
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            with connection.transaction():
                connection.execute(f"SET LOCAL lock_timeout = '{_GIVES_WAY}ms'")
                _run_file(connection, _HERE / "sql" / "clear.sql")
            break
        except psycopg.errors.LockNotAvailable as error:
            if time.monotonic() > deadline:
                raise SchemaFault(
                    f"Somebody has held tables of the game for {_PATIENCE} s. Nothing was "
                    "changed. Try again when nobody plays."
                ) from error
            time.sleep(_GIVES_WAY / 1000)
    connection.execute("SET LOCAL lock_timeout TO DEFAULT")


def _finish(connection: Connection) -> None:
    """Makes functions, views, triggers, policies and grants, and notes whose they are."""
    own_auth = connection.execute("SELECT to_regclass('auth.login_roles') IS NOT NULL").fetchone()
    for path in sql_files():
        if path.name == "01_auth_uid.sql" and not (own_auth and own_auth[0]):
            continue
        _run_file(connection, path)
    connection.execute(f"COMMENT ON SCHEMA private IS '{_NOTE} {HEAD} {digest()}'")
    connection.execute("RESET ROLE")
    _run_file(connection, _HERE / "sql" / "schedule.sql")


def _refuse_what_stands(connection: Connection) -> None:
    row = connection.execute(
        """
        SELECT c.oid::regclass::text FROM pg_class c
        WHERE c.relnamespace::regnamespace::text IN ('public', 'private')
            AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        UNION ALL SELECT 'auth.login_roles' WHERE to_regclass('auth.login_roles') IS NOT NULL
        LIMIT 1
        """
    ).fetchone()
    if row:
        raise SchemaFault(
            f"The database is not empty: {row[0]} stands there. Restore into an empty one: name "
            "a new folder with --data, or another database with --database."
        )


def _run_file(connection: Connection, path: Path) -> None:
    connection.execute(path.read_text(encoding="utf-8"))


def _alembic(shared: SharedConnection, version: str, *, back: bool = False) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE / "migrations").replace("%", "%%"))
    config.attributes["connection"] = shared
    (command.downgrade if back else command.upgrade)(config, version)
