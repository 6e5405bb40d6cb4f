"""What the schema tests stand on: two servers, and databases that know nothing of each other."""

from __future__ import annotations

import psycopg
import pytest

from db import migrate
from db.server import SUPERUSER, ServerAddress
from tests.db.clusters import SUPPORTED


def major(address: ServerAddress) -> int:
    with psycopg.connect(address.conninfo(SUPERUSER)) as connection:
        return connection.info.server_version // 10_000


def test_the_embedded_server_is_postgresql_18(embedded: ServerAddress) -> None:
    assert major(embedded) == 18


@pytest.mark.slow
def test_debians_server_is_of_an_older_version(debian: ServerAddress) -> None:
    assert major(debian) in SUPPORTED


def test_a_fresh_database_has_schema_and_missions_and_no_players(
    own_database: ServerAddress, admin: psycopg.Connection
) -> None:
    admin.execute("INSERT INTO auth.users DEFAULT VALUES")
    with psycopg.connect(own_database.conninfo(SUPERUSER)) as connection:
        assert migrate.status(own_database.conninfo(SUPERUSER)).current
        assert connection.execute("SELECT count(*) > 1 FROM public.missions").fetchone() == (True,)
        assert connection.execute("SELECT count(*) FROM auth.users").fetchone() == (0,)


def test_a_learners_own_login_comes_in_and_may_make_no_tables(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    admin.execute("CREATE ROLE learner_ana LOGIN")
    try:
        with psycopg.connect(server.conninfo("learner_ana"), autocommit=True) as connection:
            assert connection.execute("SELECT session_user").fetchone() == ("learner_ana",)
            for where in ("TEMP", ""):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(f"CREATE {where} TABLE user_progress (id int)")
    finally:
        admin.execute("DROP ROLE learner_ana")
