"""Backups: everything in one file, and all of it back, whatever stood in the way."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import psycopg
import pytest

from content.loader import Pack
from db import backup, binaries, migrate, publish
from db.server import SUPERUSER, ServerAddress
from engine import actions as ac
from engine.log import log_hash
from engine.mission import Mission
from tests.databases import empty, fresh
from tests.db.cast import make_cast
from tests.db.catalogue import columns_of, differences, listing, rows_of
from tests.db.commands import refused, run
from tests.db.earlier import FIRST, LOG_OF_0001, load, office
from tui.headless import database as played

BOARD = "SELECT * FROM public.overall_leaderboard(20)"
SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


def ask(address: ServerAddress, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(address.conninfo(SUPERUSER), autocommit=True) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture(scope="module")
def lived_in(server: ServerAddress) -> ServerAddress:
    """A database with rows in every table; nothing here changes it."""
    keeper = server.conninfo(SUPERUSER)
    publish.set_stamp(keeper, "own pack small")
    with psycopg.connect(keeper, autocommit=True) as connection:
        make_cast(connection)
        connection.execute("SELECT public.refresh_mission_statistics()")
        connection.execute(
            "INSERT INTO public.user_progress (user_id, mission_id, status, score, completed_at)"
            " SELECT p.user_id, m.id, 'completed', 70, now() FROM public.profiles p,"
            " public.missions m WHERE m.slug <> 'kettle-protocol'"
        )
    return server


@pytest.fixture(scope="module")
def kept(lived_in: ServerAddress, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    path = tmp_path_factory.mktemp("a backup") / "kept.backup"
    backup.write(lived_in.conninfo(SUPERUSER), path)
    return path


@pytest.fixture
def nothing(server: ServerAddress) -> Iterator[ServerAddress]:
    """A database with nothing in it."""
    with empty(server) as own:
        yield own


# --- there and back ------------------------------------------------------------------------------


def test_every_row_comes_back_and_nothing_else_differs(
    lived_in: ServerAddress, kept: Path, nothing: ServerAddress
) -> None:
    assert backup.restore(nothing.conninfo(SUPERUSER), kept) == migrate.HEAD
    columns = columns_of(lived_in)
    before = rows_of(lived_in, columns)
    assert [table for table, rows in before.items() if not rows] == []
    assert rows_of(nothing, columns) == before
    assert differences(listing(lived_in), listing(nothing), "before", "restored") == []
    assert ask(nothing, BOARD) == ask(lived_in, BOARD) != []


async def test_what_was_played_is_played_on_after_a_restore(
    server: ServerAddress, nothing: ServerAddress, pack: Pack, kettle: Mission, tmp_path: Path
) -> None:
    script = pack.walkthroughs_of(kettle.slug)[0]
    with fresh(server) as own:
        result = await played.run(script, kettle, own)
        opened = await office(own, "Ben")
        row = next(r for r in await opened.board() if r.card.slug == kettle.slug)
        session = await opened.start(row, seed=7)
        await session.act(ac.OpenEmail(mail="your-desk"))
        await session.settle()
        await opened.close()
        assert run("db", "backup", tmp_path / "one.backup", database=own).exit_code == 0
    done = run("db", "restore", tmp_path / "one.backup", "--json", database=nothing)
    assert done.exit_code == 0, done.output
    opened = await office(nothing, script.player.name)
    ((graded,),) = ask(nothing, "SELECT id FROM public.playthroughs WHERE status = 'graded'")
    assert log_hash(await opened.play.log(graded)) == result.log_hash
    row = next(r for r in await opened.board() if r.card.slug == kettle.slug)
    assert row.status == "completed"
    await opened.close()
    opened = await office(nothing, "Ben")
    row = next(r for r in await opened.board() if r.card.slug == kettle.slug)
    again = await opened.start(row, seed=8)
    assert again.state == session.state
    await again.act(ac.OpenEmail(mail="nine-people"))
    await again.settle()
    assert len(await opened.play.log(again.store.playthrough)) == 3  # type: ignore[attr-defined]
    await opened.close()


async def test_a_backup_of_an_earlier_release_is_upgraded_after_it_is_restored(
    server: ServerAddress, nothing: ServerAddress, tmp_path: Path
) -> None:
    with empty(server) as own:
        keeper = load(own, "0001")
        columns = columns_of(own)
        before = rows_of(own, columns)
        backup.write(keeper, tmp_path / "old.backup")
    assert backup.restore(nothing.conninfo(SUPERUSER), tmp_path / "old.backup") == "0001"
    assert migrate.status(nothing.conninfo(SUPERUSER)).current
    assert rows_of(nothing, columns) == before
    opened = await office(nothing, FIRST)
    ((graded,),) = ask(nothing, "SELECT id FROM public.playthroughs WHERE status = 'graded'")
    assert log_hash(await opened.play.log(graded)) == LOG_OF_0001
    await opened.close()


def test_numbers_go_on_where_they_stood(kept: Path, nothing: ServerAddress, pack: Pack) -> None:
    keeper = nothing.conninfo(SUPERUSER)
    backup.restore(keeper, kept)
    ((last,),) = ask(nothing, "SELECT max(rev) FROM private.content_revisions")
    made = publish.publish(pack.cards[:3], pack.missions[:1], keeper)
    assert made is not None
    assert made.rev == last + 1


def test_somebodys_own_pack_is_theirs_after_a_restore(
    server: ServerAddress, nothing: ServerAddress, tmp_path: Path
) -> None:
    with fresh(server) as own:
        publish.set_stamp(own.conninfo(SUPERUSER), "own pack small")
        run("db", "backup", tmp_path / "own.backup", database=own)
        revisions = ask(own, "SELECT rev, digest FROM private.content_revisions")
    assert run("db", "restore", tmp_path / "own.backup", database=nothing).exit_code == 0
    assert publish.stamp(nothing.conninfo(SUPERUSER)) == "own pack small"
    assert ask(nothing, "SELECT rev, digest FROM private.content_revisions") == revisions


def test_what_is_done_is_told_as_data(
    server: ServerAddress, nothing: ServerAddress, kept: Path, tmp_path: Path
) -> None:
    for command, file, database in (
        ("backup", [tmp_path / "x"], server),
        ("restore", [kept], nothing),
        ("upgrade", [], nothing),
    ):
        done = run("db", command, *file, "--json", database=database)
        assert done.exit_code == 0, done.output
        schema = json.loads((SCHEMAS / f"db-{command}.json").read_text())
        jsonschema.validate(json.loads(done.stdout), schema)


# --- the file ------------------------------------------------------------------------------------


def test_a_backup_is_for_its_maker_alone_and_never_written_over(
    lived_in: ServerAddress, kept: Path
) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
    whole = kept.read_bytes()
    assert "stands already" in refused(run("db", "backup", kept, database=lived_in), 2)
    assert kept.read_bytes() == whole


def test_a_backup_that_fails_leaves_no_file(
    lived_in: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_PATIENCE", "1ms")
    with psycopg.connect(lived_in.conninfo(SUPERUSER)) as other:
        other.execute("LOCK TABLE public.classes")
        done = run("db", "backup", tmp_path / "x", database=lived_in)
    assert "The backup cannot be made: " in refused(done, 3)
    assert list(tmp_path.iterdir()) == []
    done = run("db", "backup", tmp_path / "no" / "x", database=lived_in)
    assert "No such file" in refused(done, 3)


def test_an_empty_database_has_nothing_to_back_up(nothing: ServerAddress, tmp_path: Path) -> None:
    done = run("db", "backup", tmp_path / "x", database=nothing)
    assert "no game in this database" in refused(done, 3)


def test_a_server_newer_than_pg_dump_is_told_plainly(
    lived_in: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "MAJOR", 14)
    done = run("db", "backup", tmp_path / "x", database=lived_in)
    assert "this game's pg_dump knows 14 at most" in refused(done, 3)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.05, 0.5, 0.99])
def test_part_of_a_backup_is_refused_and_changes_nothing(
    share: float, kept: Path, nothing: ServerAddress, tmp_path: Path
) -> None:
    whole = kept.read_bytes()
    part = tmp_path / "part.backup"
    part.write_bytes(whole[: int(len(whole) * share)])
    refused(run("db", "restore", part, database=nothing), 2)
    assert migrate.status(nothing.conninfo(SUPERUSER)).version is None
    assert [name for name in listing(nothing) if name.startswith("table")] == []


def dumped(address: ServerAddress, path: Path, form: str) -> Path:
    """What pg_dump by itself makes of a database."""
    program = binaries.found().program("pg_dump")
    dump = [program, f"--format={form}", "--file", str(path), address.conninfo(SUPERUSER)]
    subprocess.run(dump, check=True)
    return path


@pytest.mark.parametrize("kind", ["text", "a folder", "nothing", "plain", "tar", "another's"])
def test_a_file_that_is_no_backup_is_told_plainly(
    kind: str, server: ServerAddress, nothing: ServerAddress, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    if kind == "text":
        path.write_text("I am a shopping list.\n")
    elif kind == "a folder":
        path.mkdir()
    elif kind in ("plain", "tar"):
        dumped(server, path, kind)
    elif kind == "another's":
        with empty(server) as other:
            with psycopg.connect(other.conninfo(SUPERUSER), autocommit=True) as connection:
                connection.execute("CREATE TABLE public.missions AS SELECT 1 AS id")
            dumped(other, path, "custom")
    said = refused(run("db", "restore", path, database=nothing), 2)
    assert said.startswith(str(path))


def test_a_backup_of_a_newer_release_is_refused(
    server: ServerAddress, nothing: ServerAddress, tmp_path: Path
) -> None:
    with fresh(server) as own:
        with psycopg.connect(own.conninfo(SUPERUSER), autocommit=True) as connection:
            connection.execute("UPDATE private.schema_version SET version_num = '0099'")
        backup.write(own.conninfo(SUPERUSER), tmp_path / "new.backup")
    done = run("db", "restore", tmp_path / "new.backup", database=nothing)
    assert "Update the game" in refused(done, 3)


# --- what a backup may not do --------------------------------------------------------------------


def test_no_sql_of_a_backup_is_run(
    server: ServerAddress, nothing: ServerAddress, tmp_path: Path
) -> None:
    with fresh(server) as own:
        with psycopg.connect(own.conninfo(SUPERUSER), autocommit=True) as connection:
            connection.execute(
                """
                CREATE FUNCTION public.evil() RETURNS trigger LANGUAGE plpgsql
                    AS $$ BEGIN RETURN NEW; END $$;
                CREATE TRIGGER evil BEFORE INSERT ON public.profiles
                    FOR EACH ROW EXECUTE FUNCTION public.evil();
                CREATE OR REPLACE FUNCTION private.is_service() RETURNS boolean
                    LANGUAGE sql STABLE AS $$ SELECT true $$;
                ALTER TABLE public.profiles DROP CONSTRAINT profiles_xp_check;
                """
            )
        path = dumped(own, tmp_path / "full", "custom")
    backup.restore(nothing.conninfo(SUPERUSER), path)
    assert differences(listing(nothing), listing(server), "restored", "as it should be") == []


@pytest.mark.parametrize(
    ("wanted", "put"),
    [
        (rb"COPY (public.profiles \(.*?\)) FROM stdin;", rb"COPY \1 FROM '/etc'"),
        (rb"COPY public.profiles", rb"COPY public.classesx"),
        (rb"COPY public.classes \(id", rb"COPY public.classes (xx"),
    ],
)
def test_a_backup_that_was_tampered_with_is_refused(
    wanted: bytes, put: bytes, kept: Path, nothing: ServerAddress, tmp_path: Path
) -> None:
    whole = kept.read_bytes()
    found = re.search(wanted, whole)
    assert found is not None
    changed = found.expand(put).ljust(len(found[0]))[: len(found[0])]
    path = tmp_path / "tampered"
    path.write_bytes(whole[: found.start()] + changed + whole[found.end() :])
    refused(run("db", "restore", path, database=nothing), 2)
    assert migrate.status(nothing.conninfo(SUPERUSER)).version is None


def test_rows_that_the_schema_does_not_allow_are_refused(
    server: ServerAddress, nothing: ServerAddress, tmp_path: Path
) -> None:
    with fresh(server) as own:
        with psycopg.connect(own.conninfo(SUPERUSER), autocommit=True) as connection:
            make_cast(connection)
            connection.execute("ALTER TABLE public.profiles DROP CONSTRAINT profiles_energy_check")
            connection.execute("UPDATE public.profiles SET energy = 101")
        backup.write(own.conninfo(SUPERUSER), tmp_path / "x")
    said = refused(run("db", "restore", tmp_path / "x", database=nothing), 2)
    assert "nothing was changed" in said
    assert "profiles_energy_check" in said


def test_a_database_in_which_something_stands_is_not_restored_into(
    kept: Path, server: ServerAddress, nothing: ServerAddress
) -> None:
    with fresh(server) as own:
        before = rows_of(own, columns_of(own))
        assert "not empty" in refused(run("db", "restore", kept, database=own), 3)
        assert rows_of(own, columns_of(own)) == before
    with psycopg.connect(nothing.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute("CREATE TABLE public.recipes (id int)")
    assert "recipes stands there" in refused(run("db", "restore", kept, database=nothing), 3)


def test_a_password_is_on_no_programs_command_line() -> None:
    address, environment = backup.for_programs("postgresql://ana:s3cret@host.example/game?port=1")
    assert "s3cret" not in address
    assert environment["PGPASSWORD"] == "s3cret"
    assert "host.example" in address


# --- beside a host that keeps the accounts -------------------------------------------------------

ACCOUNTS = """
    CREATE SCHEMA auth;
    CREATE TABLE auth.users (id uuid PRIMARY KEY, email text);
    CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT NULL::uuid $$;
    GRANT USAGE ON SCHEMA auth TO scopecreep_owner;
    GRANT REFERENCES, SELECT ON auth.users TO scopecreep_owner;
    INSERT INTO auth.users VALUES ('00000000-0000-4000-8000-00000000000a', 'ana@host.example');
"""


def host(address: ServerAddress, *more: str) -> str:
    keeper = address.conninfo(SUPERUSER)
    with psycopg.connect(keeper, autocommit=True) as connection:
        for statements in (ACCOUNTS, *more):
            connection.execute(statements)
    return keeper


def said_of(address: ServerAddress, path: Path) -> str:
    """What is said of a backup that cannot come into a database."""
    return refused(run("db", "restore", path, database=address), 2)


def test_accounts_that_a_host_keeps_are_the_hosts_to_restore(
    server: ServerAddress, kept: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hosted.backup"
    with empty(server) as own:
        migrate.upgrade(host(own))
        ask(own, "INSERT INTO public.profiles SELECT id, 'Ana' FROM auth.users RETURNING 1")
        backup.write(own.conninfo(SUPERUSER), path)
    with empty(server) as own:
        assert backup.restore(host(own), path) == migrate.HEAD
        assert ask(own, "SELECT display_name FROM public.profiles") == [("Ana",)]
    with empty(server) as own:
        host(own, "DELETE FROM auth.users")
        assert 'violates foreign key constraint "profiles_user_id_fkey"' in said_of(own, path)
        assert migrate.status(own.conninfo(SUPERUSER)).version is None
        assert "restored by that host" in said_of(own, kept)
    with empty(server) as own:
        assert "restored by that host" in said_of(own, path)
