"""The embedded database's own upkeep: it backs itself up before it upgrades itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db import migrate
from db.address import SUPERUSER
from db.binaries import NoBinaries
from db.lease import Busy, exclusive
from db.server import EmbeddedServer

KEPT = 5
"""How many backups of its own the game keeps."""
_NAMED = "schema-*.backup"


@dataclass(frozen=True)
class Upgraded:
    """What an upgrade found, what it made of it, and where the state of before is kept."""

    before: migrate.SchemaStatus
    now: migrate.SchemaStatus
    backup: Path | None


def upgrade(server: EmbeddedServer) -> Upgraded:
    """Brings an embedded database that runs to this release's schema, after a backup of it.

    Raises:
        SchemaFault: it cannot be upgraded, or not backed up first.
    """
    conninfo = server.address.conninfo(SUPERUSER)
    before = migrate.status(conninfo)
    if before.current:
        return Upgraded(before, before, None)
    try:
        with exclusive(server.folder.run / "upgrade.lock"):
            before = migrate.status(conninfo)  # another game may have been at it meanwhile
            kept = None
            if before.version is not None and not before.current:
                kept = _back_up(conninfo, before.version, server.folder.backups)
            return Upgraded(before, migrate.upgrade(conninfo), kept)
    except Busy as busy:
        raise migrate.SchemaFault(f"Another game upgrades the database. {busy}") from busy


def _back_up(conninfo: str, version: str, folder: Path) -> Path:
    from db import backup  # here, for a warm start backs nothing up

    for unfinished in folder.glob(f".{_NAMED}.*.part"):
        unfinished.unlink(missing_ok=True)
    name = f"schema-{version}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.backup"
    try:
        made = backup.write(conninfo, folder / name)
    except (backup.BackupFault, NoBinaries) as fault:
        raise migrate.SchemaFault(
            f"The database is not upgraded, for it cannot be backed up before. {fault}"
        ) from fault
    for old in sorted(folder.glob(_NAMED), key=_made_at)[:-KEPT]:
        old.unlink(missing_ok=True)
    return made.path


def _made_at(path: Path) -> str:
    return path.name.removeprefix("schema-").partition("-")[2]
