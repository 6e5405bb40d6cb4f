"""Backups: the rows of every table in one file, and an empty database filled from it.

A backup is pg_dump's custom format and holds rows alone: what stands on the tables comes from
the release that restores. No SQL of a backup is ever run; its rows are copied into tables that
were laid out here, all of them or none.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from db import migrate
from db.address import OWNER
from db.binaries import MAJOR, found

Connection = psycopg.Connection[Any]
Table = tuple[str, str]
"""A table's schema and name."""

_VERSION: Table = ("private", "schema_version")
_ENTRY = re.compile(r"\d+; \d+ \d+ TABLE DATA (\w+) (\w+) \w+")
_COPY = re.compile(rb"COPY (\w+)\.(\w+) \((.+)\) FROM stdin;\n")
_MAGIC = b"PGDMP"
_END = b"\\.\n"
_PATIENCE = "30s"
"""How long a backup waits for a table that somebody is changing."""


class BackupFault(Exception):
    """The backup cannot be made; the message says why and what to do."""


class NoBackup(Exception):
    """The file is no backup of the game, or not a whole one."""


@dataclass(frozen=True)
class Backup:
    """A file with everything in it."""

    path: Path
    size: int
    """In bytes."""
    schema_version: str


def for_programs(conninfo: str) -> tuple[str, dict[str, str]]:
    """An address for PostgreSQL's programs, and their environment: others see a command line,
    so the password is not in it."""
    parts = conninfo_to_dict(conninfo)
    environment = dict(os.environ)
    if password := parts.pop("password", None):
        environment["PGPASSWORD"] = str(password)
    return make_conninfo("", **parts), environment


# --- making one ----------------------------------------------------------------------------------


def write(conninfo: str, target: Path) -> Backup:
    """Backs a database up into a new file that this account alone may read; whole or not at all.

    Raises:
        BackupFault: it cannot be made.
        SchemaFault: a newer release has upgraded the database.
    """
    version, tables = _what_stands(conninfo)
    if target.exists():
        raise BackupFault(f"{target} stands already. Name a new file.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _dump(conninfo, tables, part)
            with part.open("rb") as whole:
                os.fsync(whole.fileno())
                size = os.fstat(whole.fileno()).st_size
            part.rename(target)
            _settle(target.absolute().parent)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise BackupFault(f"{target} cannot be written: {error.strerror}.") from error
    return Backup(target, size, version)


def _what_stands(conninfo: str) -> tuple[str, list[Table]]:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        server = connection.info.server_version // 10_000
        if server > MAJOR:
            raise BackupFault(
                f"The server is PostgreSQL {server}, and this game's pg_dump knows {MAJOR} at "
                "most. Use a newer release of the game, or the server's own pg_dump."
            )
        version = migrate.status_of(connection).version
        if version is None:
            raise BackupFault("There is no game in this database yet, and nothing to back up.")
        return version, [*_tables(connection), _VERSION]


def _dump(conninfo: str, tables: list[Table], part: Path) -> None:
    address, environment = for_programs(conninfo)
    done = subprocess.run(
        [
            found().program("pg_dump"),
            "--format=custom",
            "--data-only",
            "--encoding=UTF8",
            f"--role={OWNER}",
            f"--lock-wait-timeout={_PATIENCE}",
            *(f"--table={schema}.{name}" for schema, name in tables),
            f"--file={part}",
            f"--dbname={address}",
        ],
        env={**environment, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupFault(f"The backup cannot be made: {_first(done.stderr)}")


def _first(said: str) -> str:
    """The first error of a program, without the name of the program."""
    lines = [line for line in said.splitlines() if "error:" in line] or said.splitlines()
    return lines[0].split("error:")[-1].strip() if lines else "it ended without a word."


def _settle(folder: Path) -> None:
    """Has the folder's new entry on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# --- taking one back -----------------------------------------------------------------------------


def check(path: Path) -> str:
    """Looks into a backup before any server is started; gives the schema that it holds.

    Raises:
        NoBackup: the file is none.
        SchemaTooNew: it is of a newer release.
    """
    _contents(path)
    return _version(path)


def restore(conninfo: str, path: Path) -> str:
    """Fills an empty database from a backup and upgrades it; gives the schema that it came with.

    Raises:
        NoBackup: the file is none, or not whole.
        SchemaFault: something stands in the database, or the backup is of a newer release.
    """
    tables = _contents(path)
    version = _version(path)
    try:
        migrate.lay_out(conninfo, version, lambda connection: _fill(connection, path, tables))
    except (psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError) as error:
        said = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise NoBackup(f"{path} cannot be restored, and nothing was changed: {said}.") from error
    return version


def _contents(path: Path) -> set[Table]:
    """The tables whose rows a backup holds."""
    with _reading(path, "--list") as listing:
        lines = listing.read().decode(errors="replace").splitlines()
    tables = {(entry[1], entry[2]) for line in lines if (entry := _ENTRY.fullmatch(line))}
    if _VERSION not in tables:
        raise NoBackup(f"{path} is no backup of this game.")
    return tables - {_VERSION}


def _version(path: Path) -> str:
    with _rows(path, _VERSION) as (_, rows):
        version = b"".join(rows).decode(errors="replace").strip()
    if not re.fullmatch(r"\d{4}", version):
        raise NoBackup(f"{path} does not say which schema it holds.")
    if version > migrate.HEAD:
        raise migrate.SchemaTooNew(
            f"{path} holds schema {version}; this release of the game knows {migrate.HEAD}. "
            "Update the game to restore it."
        )
    return version


def _fill(connection: Connection, path: Path, tables: set[Table]) -> None:
    """Copies the rows into the tables, those first that others refer to."""
    stand = _tables(connection)
    if other := sorted(tables ^ set(stand)):
        schema, name = other[0]
        raise NoBackup(
            f"{path} and this database differ in {schema}.{name}. "
            "Accounts that a host keeps are restored by that host, and first."
            if schema == "auth"
            else f"{path} and schema {_version(path)} differ in {schema}.{name}."
        )
    names = sql.SQL(", ").join(sql.Identifier(*table) for table in stand)
    connection.execute(sql.SQL("TRUNCATE {}").format(names))
    connection.execute("SET LOCAL client_encoding = 'UTF8'")
    for table in stand:
        with _rows(path, table) as (columns, rows):
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
                sql.Identifier(*table), sql.SQL(", ").join(map(sql.Identifier, columns))
            )
            with connection.cursor().copy(statement) as copy:
                for row in rows:
                    copy.write(row)
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _count_on(connection)


def _tables(connection: Connection) -> list[Table]:
    """The tables of the game, each after those that it refers to."""
    found = connection.execute(
        """
        SELECT c.relnamespace::regnamespace::text, c.relname,
            array_agg(ARRAY[r.relnamespace::regnamespace::text, r.relname::text])
                FILTER (WHERE r.oid <> c.oid)
        FROM pg_class c
        LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
        LEFT JOIN pg_class r ON r.oid = k.confrelid
        WHERE c.relnamespace::regnamespace::text IN ('public', 'private', 'auth')
            AND c.relkind = 'r' AND c.relowner::regrole::text = %s
        GROUP BY c.oid
        """,
        (OWNER,),
    ).fetchall()
    refers = {(row[0], row[1]): [tuple(other) for other in row[2] or ()] for row in found}
    return [t for t in TopologicalSorter(refers).static_order() if t in refers and t != _VERSION]


def _count_on(connection: Connection) -> None:
    """Lets numbers that the database gives go on after the highest that came in."""
    numbered = connection.execute(
        """
        SELECT c.relnamespace::regnamespace::text, c.relname, a.attname
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.attidentity <> '' AND c.relowner::regrole::text = %s
        """,
        (OWNER,),
    ).fetchall()
    for schema, table, column in numbered:
        connection.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 1),"
                " max({}) IS NOT NULL) FROM {}"
            ).format(
                sql.Literal(f"{schema}.{table}"),
                sql.Literal(column),
                sql.Identifier(column),
                sql.Identifier(column),
                sql.Identifier(schema, table),
            )
        )


@contextmanager
def _rows(path: Path, table: Table) -> Iterator[tuple[list[str], Iterator[bytes]]]:
    """The columns and rows that a backup holds of a table, as COPY takes them."""
    schema, name = table
    options = ("--data-only", f"--schema={schema}", f"--table={name}", "--file=-")
    with _reading(path, *options) as script:
        for line in script:
            if copy := _COPY.fullmatch(line):
                break
        else:
            raise NoBackup(f"{path} is not whole: the rows of {schema}.{name} are missing.")
        if (copy[1].decode(), copy[2].decode()) != table:
            raise NoBackup(f"{path} is no backup of this game.")
        columns = [column.strip('"') for column in copy[3].decode(errors="replace").split(", ")]
        yield columns, _until_end(script, path)
        for _ in script:
            pass  # so that the program ends by itself


def _until_end(script: IO[bytes], path: Path) -> Iterator[bytes]:
    for line in script:
        if line == _END:
            return
        yield line
    raise NoBackup(f"{path} is not whole: it ends amid the rows of a table.")


@contextmanager
def _reading(path: Path, *options: str) -> Iterator[IO[bytes]]:
    """What pg_restore writes about a file; it meets no server."""
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise NoBackup(f"{path} is no backup of this game.")
    except OSError as error:
        raise NoBackup(f"{path} cannot be read: {error.strerror}.") from error
    program = [found().program("pg_restore"), *options, str(path.absolute())]
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            program, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said
        ) as running:
            assert running.stdout is not None  # noqa: S101 - a pipe was asked for
            try:
                yield running.stdout
            except BaseException:
                running.kill()
                raise
        if running.returncode:
            said.seek(0)
            why = _first(said.read().decode(errors="replace"))
            raise NoBackup(f"{path} is no whole backup of this game: {why}.")
