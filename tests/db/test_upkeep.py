"""The embedded database backs itself up before it upgrades itself."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from db import backup, migrate, upkeep
from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer
from tests.databases import empty
from tests.db.catalogue import columns_of, listing, rows_of
from tests.db.commands import refused, run
from tests.db.earlier import load


@pytest.fixture(scope="module")
def own_server() -> Iterator[EmbeddedServer]:
    """An embedded server of its own, with nothing in it."""
    with tempfile.TemporaryDirectory(prefix="upkeep ") as name:
        running = EmbeddedServer(DataFolder(Path(name)), scratch=True)
        running.start(lambda step: None)
        yield running
        running.leave()
        running.remove()


def empty_again(server: EmbeddedServer) -> None:
    """Leaves the game's database with nothing in it."""
    address = server.address
    with psycopg.connect(address.conninfo(SUPERUSER, "postgres"), autocommit=True) as keeper:
        keeper.execute(f"DROP DATABASE {address.database} WITH (FORCE)")
        keeper.execute(f"CREATE DATABASE {address.database} TEMPLATE template0")


@pytest.fixture
def earlier(own_server: EmbeddedServer) -> EmbeddedServer:
    """The server with a database of the first release in it, and no backups."""
    empty_again(own_server)
    address = own_server.address
    with psycopg.connect(address.conninfo(SUPERUSER), autocommit=True) as keeper:
        keeper.execute((Path(migrate.__file__).parent / "sql" / "roles.sql").read_text())
        keeper.execute("DROP SCHEMA private")
    load(address, "0001")
    for path in own_server.folder.backups.iterdir():
        path.unlink()
    return own_server


def test_the_embedded_database_is_backed_up_before_it_is_upgraded(
    earlier: EmbeddedServer,
) -> None:
    address = earlier.address
    columns = columns_of(address)
    before = rows_of(address, columns)
    done = upkeep.upgrade(earlier)
    assert (done.before.version, done.now.current) == ("0001", True)
    assert done.backup is not None
    assert done.backup.parent == earlier.folder.backups
    assert upkeep.upgrade(earlier).backup is None
    with empty(address) as other:
        assert backup.restore(other.conninfo(SUPERUSER), done.backup) == "0001"
        assert rows_of(other, columns) == before


def test_the_last_few_backups_are_kept(
    earlier: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "KEPT", 2)
    stale = earlier.folder.backups / ".schema-0001-x.backup.7.part"
    stale.write_text("half")
    mine = earlier.folder.backups / "mine.backup"
    mine.write_text("a player's own")
    made = []
    for _ in range(upkeep.KEPT + 2):
        made.append(upkeep.upgrade(earlier).backup)
        migrate.take_back(earlier.address.conninfo(SUPERUSER), "0001")
    assert set(earlier.folder.backups.iterdir()) == {mine, *made[-upkeep.KEPT :]}


def test_two_games_that_start_at_once_make_one_backup(earlier: EmbeddedServer) -> None:
    games = [threading.Thread(target=upkeep.upgrade, args=(earlier,)) for _ in range(2)]
    for game in games:
        game.start()
    for game in games:
        game.join()
    assert migrate.status(earlier.address.conninfo(SUPERUSER)).current
    assert len(list(earlier.folder.backups.iterdir())) == 1


def test_what_cannot_be_backed_up_is_not_upgraded(earlier: EmbeddedServer) -> None:
    backups = earlier.folder.backups
    backups.rmdir()
    backups.write_text("in the way")
    try:
        with pytest.raises(migrate.SchemaFault, match="not upgraded, for it cannot be backed up"):
            upkeep.upgrade(earlier)
    finally:
        backups.unlink()
        backups.mkdir()
    assert migrate.status(earlier.address.conninfo(SUPERUSER)).version == "0001"


def test_a_game_whose_upgrade_fails_says_so_and_leaves_the_database_as_it_was(
    earlier: EmbeddedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = listing(earlier.address)
    broken = tmp_path / "99_broken.sql"
    broken.write_text("SELECT public.no_such_function()")
    files = (*migrate.sql_files(), broken)
    monkeypatch.setattr(migrate, "sql_files", lambda: files)
    done = run("--data", earlier.folder.root, "missions")
    assert done.exit_code == 3
    assert "The database cannot be laid out: function public.no_such_function()" in done.stderr
    assert "Traceback" not in done.stderr
    assert listing(earlier.address) == before


def test_a_new_data_folder_is_filled_from_a_backup_and_a_used_one_is_not(
    earlier: EmbeddedServer, own_server: EmbeddedServer
) -> None:
    kept = upkeep.upgrade(earlier).backup
    assert kept is not None
    empty_again(own_server)
    roles = (
        "SELECT string_agg(format('%I', rolname), ', ' ORDER BY rolname) FROM pg_roles"
        " WHERE rolname !~ '^pg_' AND rolname <> current_user"
    )
    with psycopg.connect(own_server.address.conninfo(SUPERUSER), autocommit=True) as keeper:
        made = keeper.execute(roles).fetchone()
        assert made is not None
        keeper.execute(f"DROP ROLE {made[0]}")
    folder = own_server.folder.root
    first = run("--data", folder, "db", "restore", kept)
    assert first.exit_code == 0, first.output
    assert "not empty" in refused(run("--data", folder, "db", "restore", kept), 3)
    assert f"schema {migrate.HEAD}" in run("--data", folder, "db", "status").stdout
    with psycopg.connect(own_server.address.conninfo(SUPERUSER), autocommit=True) as keeper:
        assert keeper.execute(roles).fetchone() == made
