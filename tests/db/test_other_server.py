"""Another server than the embedded one: an ordinary PostgreSQL, with passwords and logins."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from db import migrate
from engine import actions as ac
from tests.cli.command import one_plain_message, scopecreep
from tests.db.clusters import Cluster, cluster, debian_programs, wheel_programs
from tests.db.conftest import BOTH
from tui.office import OpeningFailed, open_office
from tui.place import Place


class OtherServer:
    """A server that asks for passwords, and the way to stop and start it."""

    def __init__(self, cluster: Cluster) -> None:
        self.start, self.stop = cluster.start, cluster.stop
        self._cluster = cluster

    def url(self, login: str, password: str = "secret", database: str = "game") -> str:
        host = quote(str(self._cluster.socket), safe="")
        return f"postgresql://{login}:{password}@/{database}?host={host}"

    def place(self, login: str) -> Place:
        return Place(self._cluster.folder, self.url(login))


@pytest.fixture(scope="module", params=BOTH)
def other(request: pytest.FixtureRequest) -> Iterator[OtherServer]:
    programs = debian_programs() if request.param == "debian" else wheel_programs()
    with cluster(programs) as laid_out:
        home = laid_out.account.home
        laid_out.account.write(home / "password", "secret\n")
        laid_out.lay_out("postgres", "-A", "scram-sha-256", f"--pwfile={home / 'password'}")
        laid_out.start()
        made = OtherServer(laid_out)
        with psycopg.connect(made.url("postgres", database="postgres"), autocommit=True) as admin:
            admin.execute("CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'secret'")
            admin.execute("CREATE ROLE pupil LOGIN PASSWORD 'secret'")
            admin.execute("CREATE DATABASE game OWNER keeper")
            admin.execute("CREATE DATABASE bare")
        done = scopecreep("--database", made.url("keeper"), "db", "upgrade")
        assert done.returncode == 0, done.stderr
        with psycopg.connect(made.url("postgres"), autocommit=True) as admin:
            admin.execute("ALTER ROLE scopecreep_game PASSWORD 'secret'")
        yield made


def test_an_ordinary_keeper_lays_out_the_tables_and_files_the_missions(other: OtherServer) -> None:
    assert migrate.status(other.url("keeper")).current
    again = scopecreep("--database", other.url("keeper"), "db", "upgrade")
    assert again.returncode == 0, again.stderr
    board = scopecreep("missions", SCOPECREEP_DATABASE_URL=other.url("scopecreep_game"))
    assert "The Kettle Protocol" in board.stdout


def test_an_ordinary_keeper_backs_up_and_restores_into_another_database(
    other: OtherServer, tmp_path: Path
) -> None:
    path = tmp_path / "kept.backup"
    done = scopecreep("--database", other.url("keeper"), "db", "backup", path)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(other.url("postgres", database="postgres"), autocommit=True) as admin:
        admin.execute("CREATE DATABASE another OWNER keeper")
    another = other.url("keeper", database="another")
    done = scopecreep("--database", another, "db", "restore", path)
    assert done.returncode == 0, done.stderr
    board = scopecreep(
        "missions", SCOPECREEP_DATABASE_URL=other.url("scopecreep_game", database="another")
    )
    assert "The Kettle Protocol" in board.stdout
    done = scopecreep("--database", other.url("pupil"), "db", "backup", tmp_path / "x")
    assert "The backup cannot be made" in one_plain_message(done, 3)


async def test_the_games_login_plays_and_goes_on_after_a_restart(other: OtherServer) -> None:
    office = await open_office(other.place("scopecreep_game"), lambda step, seconds: None)
    await office.sign_in("Ana")
    row = next(r for r in await office.board() if r.card.slug == "kettle-protocol")
    session = await office.start(row)
    await session.act(ac.OpenEmail(mail="your-desk"))
    await session.settle()
    await asyncio.to_thread(other.stop)
    await asyncio.to_thread(other.start)
    await session.act(ac.OpenEmail(mail="nine-people"))
    await session.settle()
    assert [row.seq for row in await office.play.log(session.store.playthrough)] == [1, 2, 3]  # type: ignore[attr-defined]
    await office.close()


async def test_a_login_without_rights_is_told_what_its_keeper_grants(other: OtherServer) -> None:
    with pytest.raises(OpeningFailed, match='GRANT authenticated, claims_trusted TO "pupil"'):
        await open_office(other.place("pupil"), lambda step, seconds: None)
    with psycopg.connect(other.url("postgres"), autocommit=True) as admin:
        admin.execute("GRANT authenticated, claims_trusted TO pupil")
        office = await open_office(other.place("pupil"), lambda step, seconds: None)
        await office.close()
        admin.execute("REVOKE authenticated, claims_trusted FROM pupil")


@pytest.mark.parametrize(
    ("login", "password", "database", "said"),
    [
        ("scopecreep_game", "wrong", "game", "password authentication failed"),
        ("scopecreep_game", "secret", "nowhere", "does not exist"),
        ("pupil", "secret", "bare", "no schema yet"),
    ],
)
def test_what_stands_in_the_way_is_one_plain_message(
    other: OtherServer, login: str, password: str, database: str, said: str
) -> None:
    url = other.url(login, password, database)
    message = one_plain_message(scopecreep("missions", SCOPECREEP_DATABASE_URL=url), 3)
    assert said in message
    assert "password" not in message.replace(said, "")


def test_a_login_that_may_make_no_roles_cannot_upgrade(other: OtherServer) -> None:
    done = scopecreep("--database", other.url("pupil", database="bare"), "db", "upgrade")
    assert "may not lay out the tables" in one_plain_message(done, 3)


def test_an_older_game_on_a_newer_schema_exits_3_and_says_so(other: OtherServer) -> None:
    with psycopg.connect(other.url("keeper"), autocommit=True) as keeper:
        row = keeper.execute("SELECT obj_description('private'::regnamespace)").fetchone()
        assert row is not None
        keeper.execute("COMMENT ON SCHEMA private IS 'scopecreep 9999 later'")
        try:
            for command in (["missions"], ["db", "status"], ["db", "upgrade"]):
                done = scopecreep(*command, SCOPECREEP_DATABASE_URL=other.url("keeper"))
                assert "Update the game" in one_plain_message(done, 3)
        finally:
            keeper.execute(f"COMMENT ON SCHEMA private IS '{row[0]}'")


def test_no_password_is_ever_printed(other: OtherServer) -> None:
    for command in (["missions"], ["db", "status"], ["doctor"]):
        url = other.url("scopecreep_game", "open-sesame")
        done = scopecreep(*command, SCOPECREEP_DATABASE_URL=url, TERM="xterm")
        assert "open-sesame" not in done.stdout + done.stderr
        assert done.returncode == 3
    assert os.environ.get("SCOPECREEP_DATABASE_URL") is None
