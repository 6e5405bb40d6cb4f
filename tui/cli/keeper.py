"""The database as its keeper: for commands that write schema or content."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from db import migrate
from db.backup import BackupFault
from db.binaries import NoBinaries
from db.server import SUPERUSER, EmbeddedServer, ServerFailed
from tui.cli import fail
from tui.cli.place import place_of


def keepers(options: dict[str, str | None]) -> tuple[str, EmbeddedServer | None]:
    """The address to write with, and the embedded server where it is that one."""
    place = place_of(options)
    if place.database_url:
        return place.database_url, None
    server = EmbeddedServer(place.folder)
    try:
        return server.start(lambda step: None).conninfo(SUPERUSER), server
    except ServerFailed as failed:
        fail(str(failed), 3)


@contextmanager
def plainly(what: str, server: EmbeddedServer | None) -> Iterator[None]:
    """Ends the command with one sentence where the database refuses, and leaves the server."""
    try:
        yield
    except (migrate.SchemaFault, BackupFault, NoBinaries) as fault:
        fail(str(fault), 3)
    except psycopg.Error as error:
        fail(f"{what}: {(str(error).strip() or type(error).__name__).splitlines()[0]}", 3)
    finally:
        if server:
            server.leave()
