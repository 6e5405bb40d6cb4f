"""`scopecreep db`: the database behind the game."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from db import backup as backups
from db import migrate, notices, upkeep
from db.binaries import NoBinaries, found
from db.folders import FolderFault
from db.server import SUPERUSER, EmbeddedServer
from tui.cli import fail
from tui.cli.keeper import keepers, plainly
from tui.cli.place import place_of
from tui.filing import file_missions
from tui.machine import DatabaseBackup, DatabaseRestore, DatabaseStatus, DatabaseUpgrade


@click.group(epilog="Example: scopecreep db psql -- -c 'select count(*) from missions'")
def command() -> None:
    """The database: url, status, upgrade, backup, restore, psql."""


@command.command(epilog="Example: scopecreep db url")
@click.pass_obj
def url(options: dict[str, str | None]) -> None:
    """Where the database is, as psycopg and psql take it, for its keeper."""
    place = place_of(options)
    try:
        click.echo(place.database_url or EmbeddedServer(place.folder).address.url(SUPERUSER))
    except FolderFault as fault:
        fail(str(fault), 3)


@command.command(epilog="Example: scopecreep db status --json")
@click.option("--json", "as_data", is_flag=True, help="Print the status as JSON.")
@click.pass_obj
def status(options: dict[str, str | None], as_data: bool) -> None:
    """Whether the server answers, and which schema it holds."""
    conninfo, server = keepers(options)
    with plainly("The database does not answer", server):
        found = migrate.status(conninfo)
        changed = notices.count(conninfo) if found.current else None
    if as_data:
        told = DatabaseStatus(
            embedded=server is not None,
            schema_version=found.version,
            current=found.current,
            changed_elsewhere=changed,
        )
        click.echo(told.text())
    else:
        click.echo(f"The server answers: {found.words}.")
        if changed:
            times = "once" if changed == 1 else f"{changed} times"
            click.echo(f"Another program wrote {times} into what the game keeps of progress.")


@command.command(epilog="Example: scopecreep --database postgresql://... db upgrade")
@click.option("--json", "as_data", is_flag=True, help="Print what was done as JSON.")
@click.pass_obj
def upgrade(options: dict[str, str | None], as_data: bool) -> None:
    """Bring the schema to this release's, and file its missions.

    The embedded database is backed up first; another by its keeper.
    """
    conninfo, server = keepers(options)
    with plainly("The database cannot be upgraded", server):
        if server:
            done = upkeep.upgrade(server)
        else:
            before = migrate.status(conninfo)
            done = upkeep.Upgraded(before, migrate.upgrade(conninfo), None)
        file_missions(conninfo)
    if as_data:
        told = DatabaseUpgrade(
            before=done.before.version,
            schema_version=migrate.HEAD,
            changed=not done.before.current,
            backup=str(done.backup) if done.backup else None,
        )
        click.echo(told.text())
        return
    click.echo(f"Done: {done.now.words}.")
    if done.backup:
        click.echo(f"The database of before is kept in {done.backup}.")


@command.command(epilog="Example: scopecreep db backup before-the-holidays.backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_data", is_flag=True, help="Print what was done as JSON.")
@click.pass_obj
def backup(options: dict[str, str | None], file: Path, as_data: bool) -> None:
    """Write everything in the database to a new file, for you alone to read."""
    if file.exists():
        fail(f"{file} stands already. Name a new file.", 2)
    conninfo, server = keepers(options)
    with plainly("The backup cannot be made", server):
        made = backups.write(conninfo, file)
    if as_data:
        told = DatabaseBackup(file=str(file), size=made.size, schema_version=made.schema_version)
        click.echo(told.text())
    else:
        click.echo(f"Done: {file}, {made.size:,} bytes, schema {made.schema_version}.")


@command.command(epilog="Example: scopecreep --data NEW-FOLDER db restore my.backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_data", is_flag=True, help="Print what was done as JSON.")
@click.pass_obj
def restore(options: dict[str, str | None], file: Path, as_data: bool) -> None:
    """Fill an empty database from a backup, and bring it to this release's schema."""
    try:
        backups.check(file)
        conninfo, server = keepers(options)
        with plainly("The backup cannot be restored", server):
            came_with = backups.restore(conninfo, file)
            file_missions(conninfo)
    except backups.NoBackup as fault:
        fail(str(fault), 2)
    except (migrate.SchemaFault, NoBinaries) as fault:
        fail(str(fault), 3)
    if as_data:
        told = DatabaseRestore(file=str(file), came_with=came_with, schema_version=migrate.HEAD)
        click.echo(told.text())
    else:
        click.echo(f"Done: {file} of schema {came_with} is restored, as schema {migrate.HEAD}.")


@command.command(
    context_settings={"ignore_unknown_options": True},
    epilog="Example: scopecreep db psql -- -c '\\dt'",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def psql(options: dict[str, str | None], arguments: tuple[str, ...]) -> None:
    """Open psql on the database, as its keeper."""
    conninfo, server = keepers(options)
    try:
        address, environment = backups.for_programs(conninfo)
        done = subprocess.run(
            [found().program("psql"), address, *arguments], env=environment, check=False
        )
        sys.exit(done.returncode)
    except NoBinaries as fault:
        fail(str(fault), 3)
    finally:
        if server:
            server.leave()
