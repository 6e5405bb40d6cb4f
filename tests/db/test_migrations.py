"""Migrations: from every earlier state to this one and back, all of it or nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from content.loader import Pack
from db import migrate
from db.server import SUPERUSER, ServerAddress
from engine import actions as ac
from engine.log import log_hash
from engine.mission import Mission
from tests.databases import copied, empty, fresh
from tests.db.catalogue import (
    TABLES,
    Catalogue,
    catalogue,
    columns_of,
    differences,
    listing,
    rows_of,
)
from tests.db.earlier import EARLIER, FIRST, LOG_OF_0001, load, office
from tui.cli import cli
from tui.filing import file_missions
from tui.headless import database as played


@pytest.fixture(scope="module", params=EARLIER)
def left(server: ServerAddress, request: pytest.FixtureRequest) -> Iterator[ServerAddress]:
    """What an earlier release left, to be copied."""
    with empty(server) as own:
        load(own, request.param)
        yield own


@pytest.fixture
def earlier(left: ServerAddress) -> Iterator[ServerAddress]:
    """A database of an earlier release, with players in it."""
    with copied(left, left.database) as own:
        yield own


@pytest.fixture(scope="module")
def upgraded(left: ServerAddress) -> Iterator[ServerAddress]:
    """The same after an upgrade, to be copied."""
    with copied(left, left.database) as own:
        migrate.upgrade(own.conninfo(SUPERUSER))
        yield own


# --- upwards -------------------------------------------------------------------------------------


def test_an_upgrade_keeps_every_row_of_an_earlier_release(earlier: ServerAddress) -> None:
    columns = columns_of(earlier)
    before = rows_of(earlier, columns)
    assert sum(map(len, before.values())) > 50
    migrate.upgrade(earlier.conninfo(SUPERUSER))
    assert rows_of(earlier, columns) == before


async def test_what_was_begun_under_an_earlier_release_is_played_on(
    earlier: ServerAddress, pack: Pack, kettle: Mission
) -> None:
    keeper = earlier.conninfo(SUPERUSER)
    migrate.upgrade(keeper)
    file_missions(keeper)
    for name in (FIRST, "Ben"):
        opened = await office(earlier, name)
        row = next(r for r in await opened.board() if r.card.slug == kettle.slug)
        assert row.score == (0 if name == FIRST else None)
        session = await opened.start(row, seed=1)
        assert [stored.seq for stored in session.rows] == [1, 2, 3]
        await session.act(ac.Reply(mail="nine-people", option="name-all-nine"))
        await session.settle()
        assert len(await opened.play.log(session.store.playthrough)) == 4  # type: ignore[attr-defined]
        await opened.close()
    script = pack.walkthroughs_of(kettle.slug)[0]
    anew = await played.run(script, kettle, earlier)
    assert (anew.status, anew.failures) == ("completed", ())


async def test_the_log_of_an_earlier_release_reads_as_it_was(earlier: ServerAddress) -> None:
    migrate.upgrade(earlier.conninfo(SUPERUSER))
    opened = await office(earlier, FIRST)
    with psycopg.connect(earlier.conninfo(SUPERUSER)) as connection:
        row = connection.execute(
            "SELECT id FROM public.playthroughs WHERE status = 'graded'"
        ).fetchone()
    assert row is not None
    assert log_hash(await opened.play.log(row[0])) == LOG_OF_0001
    await opened.close()


def test_an_upgraded_database_is_like_a_fresh_one(
    earlier: ServerAddress, server: ServerAddress
) -> None:
    migrate.upgrade(earlier.conninfo(SUPERUSER))
    with empty(server) as own:
        migrate.upgrade(own.conninfo(SUPERUSER))
        assert differences(listing(earlier), listing(own), "upgraded", "fresh") == []


def test_an_upgrade_that_has_nothing_to_do_does_nothing(server: ServerAddress) -> None:
    with fresh(server) as own:
        before = listing(own)
        oids = "SELECT array_agg(oid ORDER BY oid) FROM pg_proc WHERE proname = 'touch'"
        with psycopg.connect(own.conninfo(SUPERUSER), autocommit=True) as connection:
            stood = connection.execute(oids).fetchone()
            assert migrate.upgrade(own.conninfo(SUPERUSER)).current
            assert connection.execute(oids).fetchone() == stood
        assert listing(own) == before


def test_a_release_that_changes_functions_alone_leaves_none_of_the_old_behind(
    server: ServerAddress,
) -> None:
    with fresh(server) as own:
        before = listing(own)
        with psycopg.connect(own.conninfo(SUPERUSER), autocommit=True) as connection:
            connection.execute(
                """
                SET ROLE scopecreep_owner;
                CREATE FUNCTION public.content_for(text) RETURNS text LANGUAGE sql
                    AS $$ SELECT 'an overload of an earlier release' $$;
                CREATE PROCEDURE private.old_chore() LANGUAGE sql AS $$ SELECT 1 $$;
                CREATE VIEW public.old_view AS SELECT public.content_for('x') AS said;
                CREATE POLICY "Everybody sees all" ON public.profiles USING (true);
                CREATE TRIGGER old_trigger BEFORE UPDATE ON public.profiles
                    FOR EACH ROW EXECUTE FUNCTION private.touch();
                COMMENT ON SCHEMA private IS 'scopecreep 0002 another';
                RESET ROLE;
                """
            )
        assert len(differences(listing(own), before, "old", "new")) > 4
        migrate.upgrade(own.conninfo(SUPERUSER))
        assert differences(listing(own), before, "upgraded", "fresh") == []


def test_what_others_keep_beside_the_game_stays(server: ServerAddress) -> None:
    with fresh(server) as own:
        with psycopg.connect(own.conninfo(SUPERUSER), autocommit=True) as connection:
            connection.execute(
                """
                CREATE TABLE public.notes (id int);
                CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql
                    AS $$ BEGIN RETURN NEW; END $$;
                CREATE VIEW public.noted AS SELECT * FROM public.notes;
                CREATE TRIGGER note BEFORE INSERT ON public.profiles
                    FOR EACH ROW EXECUTE FUNCTION public.note();
                COMMENT ON SCHEMA private IS 'scopecreep 0002 another';
                """
            )
        before = listing(own)
        migrate.upgrade(own.conninfo(SUPERUSER))
        told = differences(before, listing(own), "before", "after")
        assert [line.split(":")[0] for line in told] == ["note on private"]


def test_what_others_have_built_on_the_games_functions_is_named_and_nothing_is_changed(
    server: ServerAddress,
) -> None:
    with fresh(server) as own:
        with psycopg.connect(own.conninfo(SUPERUSER), autocommit=True) as connection:
            connection.execute(
                """
                CREATE VIEW public.report AS SELECT title FROM public.mission_statistics;
                COMMENT ON SCHEMA private IS 'scopecreep 0002 another';
                """
            )
        before = listing(own)
        with pytest.raises(migrate.SchemaFault, match="report") as told:
            migrate.upgrade(own.conninfo(SUPERUSER))
        assert "Nothing was changed" in str(told.value)
        assert listing(own) == before


def test_two_games_upgrade_at_once_and_one_of_them_does_it(
    earlier: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish, done = migrate._finish, []
    monkeypatch.setattr(migrate, "_finish", lambda c: (done.append(1), finish(c)))
    both = threading.Barrier(2)
    found: list[migrate.SchemaStatus] = []

    def game() -> None:
        both.wait()
        found.append(migrate.upgrade(earlier.conninfo(SUPERUSER)))

    games = [threading.Thread(target=game) for _ in range(2)]
    for one in games:
        one.start()
    for one in games:
        one.join()
    assert [status.current for status in found] == [True, True]
    assert len(done) == 1


# --- all of it or nothing ------------------------------------------------------------------------


def with_broken(place: int, text: str) -> Callable[[Path], tuple[Path, ...]]:
    """The SQL files with a broken one among them."""

    def files(folder: Path) -> tuple[Path, ...]:
        broken = folder / "55_broken.sql"
        broken.write_text(text)
        found = list(migrate.sql_files())
        found.insert(place, broken)
        return tuple(found)

    return files


BROKEN = {
    "first": with_broken(0, "CREATE FUNCTION"),
    "amid": with_broken(30, "CREATE TABLE public.halfway (id int); SELECT 1/0"),
    "last": with_broken(10_000, "SELECT public.no_such_function()"),
}


@pytest.mark.parametrize("where", BROKEN)
def test_a_broken_file_leaves_the_database_as_it_was_and_is_told_plainly(
    earlier: ServerAddress, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, columns = listing(earlier), columns_of(earlier)
    rows = rows_of(earlier, columns)
    files = BROKEN[where](tmp_path)
    monkeypatch.setattr(migrate, "sql_files", lambda: files)
    done = CliRunner().invoke(cli, ["--database", earlier.url(SUPERUSER), "db", "upgrade"])
    assert done.exit_code == 3
    assert done.stderr.startswith("The database cannot be upgraded: ")
    assert len(done.stderr.splitlines()) == 1
    assert listing(earlier) == before
    assert rows_of(earlier, columns) == rows


def test_a_broken_migration_leaves_the_database_as_it_was(
    earlier: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = listing(earlier)
    with psycopg.connect(earlier.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute("CREATE TABLE public.player_totals (in_the_way int)")
    with pytest.raises(psycopg.errors.DuplicateTable):
        migrate.upgrade(earlier.conninfo(SUPERUSER))
    with psycopg.connect(earlier.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute("DROP TABLE public.player_totals")
    assert listing(earlier) == before


def test_a_server_that_is_too_old_is_refused_plainly(
    server: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "OLDEST", 99)
    for command in ("upgrade", "status"):
        done = CliRunner().invoke(cli, ["--database", server.url(SUPERUSER), "db", command])
        assert done.exit_code == 3
        assert "the game needs 99 or newer" in done.stderr


# --- downwards -----------------------------------------------------------------------------------


def test_down_gives_the_tables_of_before_and_up_again_those_of_now(earlier: ServerAddress) -> None:
    keeper = earlier.conninfo(SUPERUSER)
    columns = columns_of(earlier)
    rows = rows_of(earlier, columns)
    with psycopg.connect(keeper) as connection:
        tables = catalogue(connection, TABLES)
    migrate.upgrade(keeper)
    up = listing(earlier)
    assert not migrate.take_back(keeper, "0001").current
    with psycopg.connect(keeper) as connection:
        assert differences(catalogue(connection, TABLES), tables, "taken back", "before") == []
        functions = connection.execute(
            "SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner"
            " WHERE r.rolname = 'scopecreep_owner'"
        )
        assert functions.fetchall() == []
    kept = {table: found for table, found in rows.items() if table != "private.content_revisions"}
    assert rows_of(earlier, {table: columns[table] for table in kept}) == kept
    migrate.upgrade(keeper)
    assert differences(listing(earlier), up, "again", "at first") == []


WOULD_BE_LOST = {
    "a class": "INSERT INTO public.classes (name) VALUES ('Red')",
    "an instructor": "UPDATE public.profiles SET role = 'instructor'",
    "a choice": "UPDATE public.profiles SET show_on_boards = true",
    "a notice": "INSERT INTO public.progress_notices"
    " (user_id, mission_id, role, keys, before, after)"
    " SELECT user_id, mission_id, 'x', '{game}', '{}', '{}' FROM public.user_progress LIMIT 1",
    "a playthrough taken over": "UPDATE public.playthroughs SET status = 'migrated'"
    " WHERE status = 'open'",
    "an edit": "INSERT INTO private.content_revisions (kind) VALUES ('edit')",
    "an achievement": "INSERT INTO public.player_achievements (user_id, achievement)"
    " SELECT id, 'first-day' FROM auth.users",
}


@pytest.mark.parametrize("what", WOULD_BE_LOST)
def test_down_is_refused_where_it_would_lose_what_was_done(
    upgraded: ServerAddress, what: str
) -> None:
    with copied(upgraded, upgraded.database) as own:
        keeper = own.conninfo(SUPERUSER)
        with psycopg.connect(keeper, autocommit=True) as connection:
            connection.execute(WOULD_BE_LOST[what])
        before = listing(own)
        with pytest.raises(migrate.SchemaFault, match=r"Nothing was changed: .* los"):
            migrate.take_back(keeper, "0001")
        assert listing(own) == before


def test_nothing_comes_before_the_first_migration(server: ServerAddress) -> None:
    with empty(server) as own:
        with pytest.raises(migrate.SchemaFault, match="not come to schema"):
            migrate.take_back(own.conninfo(SUPERUSER), "0001")


# --- beside a host that has accounts of its own --------------------------------------------------

HOST = """
    GRANT anon, authenticated, service_role, claims_trusted, referee, scopecreep_owner
        TO host_keeper WITH ADMIN OPTION;
    GRANT CREATE, TEMPORARY ON DATABASE {database} TO host_keeper WITH GRANT OPTION;
    GRANT CREATE, USAGE ON SCHEMA public TO host_keeper WITH GRANT OPTION;
    CREATE SCHEMA auth;
    CREATE TABLE auth.users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), email text);
    CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE
        AS $$ SELECT nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
    GRANT USAGE ON SCHEMA auth TO host_keeper, authenticated WITH GRANT OPTION;
    GRANT REFERENCES, SELECT ON auth.users TO scopecreep_owner;
    GRANT USAGE ON SCHEMA auth TO scopecreep_owner;
"""


@pytest.fixture
def host(server: ServerAddress) -> Iterator[ServerAddress]:
    """A database whose host keeps accounts, and whose keeper is no superuser; the roles that
    are shared stand already."""
    with psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as admin:
        admin.execute("CREATE ROLE host_keeper LOGIN CREATEROLE")
        try:
            with empty(server) as own:
                with psycopg.connect(own.conninfo(SUPERUSER), autocommit=True) as inside:
                    inside.execute(HOST.format(database=own.database))
                yield own
        finally:
            admin.execute("DROP OWNED BY host_keeper CASCADE")
            admin.execute("DROP ROLE host_keeper")


def test_the_auth_schema_of_a_host_is_left_alone_by_a_keeper_who_is_no_superuser(
    host: ServerAddress,
) -> None:
    def of_auth() -> Catalogue:
        return {name: told for name, told in listing(host).items() if " auth." in name}

    before = of_auth()
    assert len(before) > 5
    keeper = host.conninfo("host_keeper")
    assert migrate.upgrade(keeper).current
    assert of_auth() == before
    with psycopg.connect(host.conninfo(SUPERUSER), autocommit=True) as admin:
        admin.execute("COMMENT ON SCHEMA private IS 'scopecreep 0002 another'")
    assert migrate.upgrade(keeper).current
    assert of_auth() == before
