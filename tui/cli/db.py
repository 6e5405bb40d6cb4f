"""`scopecreep db`: the database behind the game."""

from __future__ import annotations

import subprocess
import sys

import click

from db import migrate
from db.binaries import NoBinaries, found
from db.server import SUPERUSER, EmbeddedServer, ServerFailed
from tui.cli import fail
from tui.cli.place import place_of


@click.group(epilog="Example: scopecreep db psql -- -c 'select count(*) from missions'")
def command() -> None:
    """The database: url, status, upgrade, psql."""


def _conninfo(options: dict[str, str | None]) -> tuple[str, EmbeddedServer | None]:
    place = place_of(options)
    if place.database_url:
        return place.database_url, None
    server = EmbeddedServer(place.folder)
    try:
        return server.start(lambda step: None).conninfo(SUPERUSER), server
    except ServerFailed as failed:
        fail(str(failed), 3)
        raise


@command.command(epilog="Example: scopecreep db url")
@click.pass_obj
def url(options: dict[str, str | None]) -> None:
    """Where the database is, as psycopg and psql take it."""
    place = place_of(options)
    server = EmbeddedServer(place.folder)
    click.echo(place.database_url or server.address.conninfo(SUPERUSER))


@command.command(epilog="Example: scopecreep db status")
@click.pass_obj
def status(options: dict[str, str | None]) -> None:
    """Whether the server answers, and which schema it holds."""
    conninfo, server = _conninfo(options)
    try:
        click.echo(f"The server answers: {migrate.status(conninfo).words}.")
    except migrate.SchemaFault as fault:
        fail(str(fault), 3)
    except Exception as error:  # noqa: BLE001 - psycopg's, told in one line
        fail(f"The database does not answer: {str(error).splitlines()[0]}", 3)
    finally:
        if server:
            server.leave()


@command.command(epilog="Example: scopecreep --database postgresql://... db upgrade")
@click.pass_obj
def upgrade(options: dict[str, str | None]) -> None:
    """Bring the schema to this release's."""
    conninfo, server = _conninfo(options)
    try:
        click.echo(f"Done: {migrate.upgrade(conninfo).words}.")
    except migrate.SchemaFault as fault:
        fail(str(fault), 3)
    except Exception as error:  # noqa: BLE001 - psycopg's, told in one line
        fail(f"The database cannot be upgraded: {str(error).splitlines()[0]}", 3)
    finally:
        if server:
            server.leave()


@command.command(
    context_settings={"ignore_unknown_options": True},
    epilog="Example: scopecreep db psql -- -c '\\dt'",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def psql(options: dict[str, str | None], arguments: tuple[str, ...]) -> None:
    """Open psql on the database, as its keeper."""
    conninfo, server = _conninfo(options)
    try:
        program = found().program("psql")
        sys.exit(subprocess.run([program, conninfo, *arguments], check=False).returncode)
    except NoBinaries as fault:
        fail(str(fault), 3)
    finally:
        if server:
            server.leave()
