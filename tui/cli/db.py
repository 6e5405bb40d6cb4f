"""`scopecreep db`: the database behind the game."""

from __future__ import annotations

import subprocess
import sys

import click

from db import migrate, notices
from db.binaries import NoBinaries, found
from db.folders import FolderFault
from db.server import SUPERUSER, EmbeddedServer
from tui.cli import fail
from tui.cli.keeper import keepers, plainly
from tui.cli.place import place_of
from tui.filing import file_missions
from tui.machine import DatabaseStatus


@click.group(epilog="Example: scopecreep db psql -- -c 'select count(*) from missions'")
def command() -> None:
    """The database: url, status, upgrade, psql."""


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
@click.pass_obj
def upgrade(options: dict[str, str | None]) -> None:
    """Bring the schema to this release's, and file its missions."""
    conninfo, server = keepers(options)
    with plainly("The database cannot be upgraded", server):
        found = migrate.upgrade(conninfo)
        file_missions(conninfo)
    click.echo(f"Done: {found.words}.")


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
        program = found().program("psql")
        sys.exit(subprocess.run([program, conninfo, *arguments], check=False).returncode)
    except NoBinaries as fault:
        fail(str(fault), 3)
    finally:
        if server:
            server.leave()
