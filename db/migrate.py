"""Lays out and upgrades the schema: Alembic for tables, SQL files for everything else.

Functions, triggers and policies are made anew around each migration, in one transaction, so
that a fault anywhere leaves the database as it was.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import psycopg

if TYPE_CHECKING:
    from sqlalchemy import Connection as SharedConnection

HEAD = "0002"
"""The newest migration that this release knows."""
_NOTE = "scopecreep"
"""How the comment on our schema begins: then the migration, then the digest."""
_HERE = Path(__file__).parent
_LOCK = 7_302_611
"""The advisory lock under which one game at a time migrates."""


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
    paths = (_HERE / "sql" / "roles.sql", *sql_files(), _HERE / "sql" / "schedule.sql")
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:24]


def status(conninfo: str) -> SchemaStatus:
    """What a database holds.

    Raises:
        SchemaTooNew: a newer release has upgraded it.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        return _status(connection)


def _status(connection: psycopg.Connection[Any]) -> SchemaStatus:
    """Reads the note on the schema `private`, which every login may read."""
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
    try:
        _upgrade(conninfo)
    except psycopg.errors.InsufficientPrivilege as error:
        raise SchemaFault(
            f"This login may not lay out the tables: {error.diag.message_primary}. "
            "Upgrade with a login that may make roles: 'scopecreep db upgrade'."
        ) from error
    return SchemaStatus(HEAD, current=True)


def _upgrade(conninfo: str) -> None:
    """Runs everything in one transaction, on a connection that Alembic shares."""
    from sqlalchemy import create_engine  # here, for a game in progress imports psycopg alone
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(conninfo), poolclass=NullPool
    )
    try:
        with engine.begin() as shared:
            connection = cast("psycopg.Connection[Any]", shared.connection.driver_connection)
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            if not _status(connection).current:
                _apply(connection, shared)
    except DBAPIError as error:
        if error.orig is None:
            raise
        raise error.orig from error  # psycopg's own, whichever way it came


def _apply(connection: psycopg.Connection[Any], shared: SharedConnection) -> None:
    _run_file(connection, _HERE / "sql" / "roles.sql")
    connection.execute("SET LOCAL ROLE scopecreep_owner")
    _alembic(shared)
    own_auth = connection.execute("SELECT to_regclass('auth.login_roles') IS NOT NULL").fetchone()
    for path in sql_files():
        if path.name == "01_auth_uid.sql" and not (own_auth and own_auth[0]):
            continue
        _run_file(connection, path)
    connection.execute(f"COMMENT ON SCHEMA private IS '{_NOTE} {HEAD} {digest()}'")
    connection.execute("RESET ROLE")
    _run_file(connection, _HERE / "sql" / "schedule.sql")


def _run_file(connection: psycopg.Connection[Any], path: Path) -> None:
    connection.execute(path.read_text(encoding="utf-8"))


def _alembic(shared: SharedConnection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE / "migrations").replace("%", "%%"))
    config.attributes["connection"] = shared
    command.upgrade(config, "head")
