"""Who is asking: claims, logins of one's own, and names; and that nobody becomes another."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import psycopg
import pytest

from db.server import SUPERUSER, ServerAddress
from tests.db.cast import ACTORS, Cast, Connection, acting, tried

ANA, MAPPED = ACTORS["learner"], ACTORS["mapped"]


def whose(connection: Connection) -> UUID | None:
    row = connection.execute("SELECT auth.uid()").fetchone()
    assert row is not None
    return row[0]  # type: ignore[no-any-return]


def test_claims_name_the_player_in_both_ways_in_which_they_are_set(
    server: ServerAddress, cast: Cast
) -> None:
    ana, ben = str(cast.people["A"]), str(cast.people["B"])
    with acting(server, cast, ACTORS["anon"]) as connection:
        say = "SELECT set_config(%s, %s, true)"
        assert whose(connection) is None
        connection.execute(say, ("request.jwt.claim.sub", ben))
        assert whose(connection) == cast.people["B"]
        connection.execute(say, ("request.jwt.claims", json.dumps({"sub": ana, "role": "x"})))
        assert whose(connection) == cast.people["A"]
        connection.execute(say, ("request.jwt.claims", json.dumps({"role": "anon"})))
        assert whose(connection) is None


SUBJECTS = ("null", '""', "7", '"ana"', '{"a": 1}', '"\\u0000"', "[]")
UNREADABLE = (
    *("", "{", "[]", "7", "null", '"x"', "{}", "'; DROP TABLE", "\x7f", "ana"),
    *(f'{{"sub": {subject}}}' for subject in SUBJECTS),
)


@pytest.mark.parametrize("setting", ["request.jwt.claims", "request.jwt.claim.sub"])
def test_claims_that_cannot_be_read_name_nobody(
    server: ServerAddress, cast: Cast, setting: str
) -> None:
    with acting(server, cast, ACTORS["anon"]) as connection:
        connection.execute("SET ROLE authenticated")
        for claims in UNREADABLE:
            connection.execute("SELECT set_config(%s, %s, true)", (setting, claims))
            assert whose(connection) is None, claims
            assert tried(connection, "SELECT * FROM public.user_progress") == []
            assert tried(connection, "SELECT * FROM public.missions") == []


def test_an_account_that_does_not_exist_plays_nothing(server: ServerAddress, cast: Cast) -> None:
    with acting(server, cast, ANA) as connection:
        claims = json.dumps({"sub": str(uuid4())})
        connection.execute("SELECT set_config('request.jwt.claims', %s, true)", (claims,))
        start = "SELECT public.start_mission('kettle-protocol', gen_random_uuid(), 1, 1)"
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="no such account"):
            connection.execute(start)


def test_a_login_of_ones_own_becomes_nobody_else(server: ServerAddress, cast: Cast) -> None:
    with psycopg.connect(server.conninfo("login_of_ana"), autocommit=True) as connection:
        for role in ("service_role", "referee", "scopecreep_owner", "authenticator", "postgres"):
            for how in ("SET ROLE", "SET SESSION AUTHORIZATION"):
                with pytest.raises(psycopg.Error):
                    connection.execute(f"{how} {role}")
        for setting, value in (
            ("request.jwt.claims", json.dumps({"sub": str(cast.people["B"])})),
            ("request.jwt.claim.sub", str(cast.people["B"])),
        ):
            connection.execute("SELECT set_config(%s, %s, false)", (setting, value))
        assert whose(connection) == cast.people["A"]
        connection.execute("SET ROLE authenticated")
        assert whose(connection) == cast.people["A"]
        for statement in (
            "UPDATE auth.login_roles SET user_id = gen_random_uuid()",
            "INSERT INTO auth.login_roles SELECT 'x', gen_random_uuid()",
            "ALTER ROLE login_of_nobody RENAME TO login_of_ben",
            "GRANT claims_trusted TO login_of_ana",
        ):
            assert tried(connection, statement) is None, statement


def test_a_login_of_nobody_is_nobody_whatever_it_claims(server: ServerAddress, cast: Cast) -> None:
    with psycopg.connect(server.conninfo("login_of_nobody"), autocommit=True) as connection:
        claims = json.dumps({"sub": str(cast.people["B"])})
        for setting in ("request.jwt.claims", "request.jwt.claim.sub"):
            value = claims if setting.endswith("s") else str(cast.people["B"])
            connection.execute("SELECT set_config(%s, %s, false)", (setting, value))
        assert whose(connection) is None
        for call in (
            "SELECT public.create_player('Ben')",
            "SELECT public.start_mission('kettle-protocol', gen_random_uuid(), 1, 1)",
        ):
            assert tried(connection, call) is None
        assert tried(connection, "SELECT * FROM public.local_players()") == []


def test_the_web_signs_nobody_in_by_name_and_lists_nobody(
    server: ServerAddress, cast: Cast
) -> None:
    with acting(server, cast, ANA) as connection:
        assert tried(connection, "SELECT public.create_player('Ben')") is None
        assert tried(connection, "SELECT * FROM public.local_players()") is None


def test_a_login_of_ones_own_signs_in_as_its_player_under_any_name(
    server: ServerAddress, cast: Cast
) -> None:
    with acting(server, cast, MAPPED) as connection:
        assert tried(connection, "SELECT public.create_player('Ben')") == [(cast.people["A"],)]
        names = tried(connection, "SELECT display_name FROM public.local_players()")
        assert names == [("Ana",)]


def test_a_name_that_came_first_is_not_taken_by_a_later_one(
    server: ServerAddress, keeper: Connection, cast: Cast
) -> None:
    with psycopg.connect(server.conninfo(SUPERUSER)) as connection:
        connection.execute(
            "WITH u AS (INSERT INTO auth.users DEFAULT VALUES RETURNING id)"
            " INSERT INTO public.profiles (user_id, display_name) SELECT id, 'Ben' FROM u"
        )
        connection.execute("SET LOCAL SESSION AUTHORIZATION scopecreep_game")
        connection.execute("SET LOCAL ROLE authenticated")
        found = tried(connection, "SELECT public.create_player('Ben')")
        assert found == [(cast.people["B"],)]
        for name in ("", "x" * 61, None):
            with pytest.raises(psycopg.errors.InvalidParameterValue):
                tried(connection, "SELECT public.create_player(%s)", (name,))
        connection.rollback()
