"""What a learner with a login of their own, or a hand on the web front end, tries in vain."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from db.server import SUPERUSER, ServerAddress
from tests.db.cast import ACTORS, Cast, Connection, acting, tried

ANA, MAPPED = ACTORS["learner"], ACTORS["mapped"]


def state_of(keeper: Connection) -> list[Any]:
    """Everything that players have reached."""
    return [
        keeper.execute(f"SELECT * FROM public.{table} ORDER BY 1, 2, 3").fetchall()
        for table in ("user_progress", "playthroughs", "playthrough_events", "profiles")
    ]


# --- the rows of others --------------------------------------------------------------------


@pytest.mark.parametrize("actor", [ANA, MAPPED])
@pytest.mark.parametrize(
    "call",
    [
        "SELECT * FROM public.available_missions(%(ben)s)",
        """SELECT public.record_events(%(his)s, 2, '{"kind": "x"}', '[]', '{"phase_index": 1}')""",
        "SELECT public.submit(%(his)s)",
        "SELECT public.submit(%(his)s, true)",
        "SELECT public.record_result(%(ben)s, %(his)s, '{}')",
        "SELECT public.record_result(%(ana)s, %(hers)s, '{}')",
    ],
)
def test_no_function_reads_or_writes_for_another(
    server: ServerAddress, keeper: Connection, cast: Cast, actor: Any, call: str
) -> None:
    before = state_of(keeper)
    values = {
        "ben": cast.people["B"],
        "his": cast.playthroughs["B"],
        "ana": cast.people["A"],
        "hers": cast.playthroughs["A"],
    }
    with acting(server, cast, actor) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(call, values)
    assert state_of(keeper) == before


def test_what_is_asked_of_another_is_answered_with_nothing(
    server: ServerAddress, cast: Cast
) -> None:
    ben = cast.people["B"]
    with acting(server, cast, ANA) as connection:
        door = "SELECT public.check_mission_unlocked(%s, %s)"
        assert tried(connection, door, (ben, cast.mission)) in (None, [(False,)])
        for table in ("user_progress", "playthroughs", "playthrough_events", "profiles"):
            look = f"SELECT * FROM public.{table} WHERE user_id = %s"
            assert tried(connection, look, (ben,)) == []
        his = cast.playthroughs["B"]
        assert tried(connection, "SELECT * FROM public.content_for(%s)", (his,)) in (None, [])


# --- results -------------------------------------------------------------------------------

CHANGES = {
    "score": "score = 100",
    "first score": "first_score = 100",
    "status": "status = 'completed', completed_at = now()",
    "attempts": "attempts = 99",
    "begun": "started_at = '1999-01-01'",
    "completed": "completed_at = '1999-01-01'",
    "made": "created_at = '1999-01-01'",
    "mission": "mission_id = (SELECT id FROM public.missions WHERE id <> mission_id LIMIT 1)",
    "owner": "user_id = gen_random_uuid()",
    "the game's summary": """progress_data = '{"game": {"phase_index": 4}}'""",
    "phase scores": """progress_data = progress_data || '{"phases": {"email": 100}}'""",
    "what was earned": """progress_data = progress_data || '{"best": {"xp": 1}}'""",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("granted_all", [False, True])
def test_a_learner_changes_no_result_even_where_a_host_grants_all_on_the_table(
    server: ServerAddress, cast: Cast, change: str, granted_all: bool
) -> None:
    with psycopg.connect(server.conninfo(SUPERUSER)) as connection:
        if granted_all:
            connection.execute("GRANT ALL ON public.user_progress TO authenticated")
        claims = json.dumps({"sub": str(cast.people["A"])})
        connection.execute("SELECT set_config('request.jwt.claims', %s, true)", (claims,))
        connection.execute("SET LOCAL SESSION AUTHORIZATION authenticator")
        connection.execute("SET LOCAL ROLE authenticated")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"UPDATE public.user_progress SET {CHANGES[change]}")
        connection.rollback()


def test_a_learner_inserts_no_progress_even_where_a_host_allows_inserts(
    server: ServerAddress, cast: Cast
) -> None:
    with psycopg.connect(server.conninfo(SUPERUSER)) as connection:
        connection.execute("GRANT ALL ON public.user_progress TO authenticated")
        connection.execute(
            "CREATE POLICY careless ON public.user_progress FOR INSERT TO authenticated"
            " WITH CHECK (user_id = auth.uid())"
        )
        claims = json.dumps({"sub": str(cast.people["A"])})
        connection.execute("SELECT set_config('request.jwt.claims', %s, true)", (claims,))
        connection.execute("SET LOCAL SESSION AUTHORIZATION authenticator")
        connection.execute("SET LOCAL ROLE authenticated")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="referee"):
            connection.execute(
                "INSERT INTO public.user_progress (user_id, mission_id, status, completed_at)"
                " SELECT auth.uid(), id, 'completed', now() FROM public.missions LIMIT 1"
            )
        connection.rollback()


def test_a_locked_mission_is_neither_seen_nor_begun_nor_opened(
    server: ServerAddress, keeper: Connection, cast: Cast
) -> None:
    row = keeper.execute("SELECT id FROM public.missions WHERE slug = 'urgent-performance'")
    locked = row.fetchone()
    with acting(server, cast, ANA) as connection:
        for statement in (
            "SELECT public.start_mission('urgent-performance', gen_random_uuid(), 1, 1)",
            "DELETE FROM public.mission_prerequisites",
            "UPDATE public.mission_prerequisites SET prerequisite_config = '{}'",
            "UPDATE public.profiles SET xp = 9999",
            "INSERT INTO public.player_flags SELECT auth.uid(), 'x', id FROM public.missions",
        ):
            assert tried(connection, statement) is None, statement
        look = "SELECT 1 FROM public.missions WHERE id = %s"
        assert tried(connection, look, locked) == []
        look = "SELECT 1 FROM public.mission_content WHERE mission_id = %s"
        assert tried(connection, look, locked) == []


@pytest.mark.parametrize("seed", [-1, None])
def test_a_start_that_makes_no_sense_is_refused_plainly(
    server: ServerAddress, cast: Cast, seed: int | None
) -> None:
    start = "SELECT public.start_mission(%s, %s, %s, %s)"
    with acting(server, cast, ANA) as connection:
        for values in (
            ("kettle-protocol", uuid4(), seed, 1),
            ("kettle-protocol", None, 1, 1),
            ("kettle-protocol", uuid4(), 1, 0),
        ):
            with pytest.raises(psycopg.errors.InvalidParameterValue):
                tried(connection, start, values)
        for name in ("no-such-mission", None, "x" * 5000):
            with pytest.raises(psycopg.errors.NoDataFound, match="there is no mission") as fault:
                tried(connection, start, (name, uuid4(), 1, 1))
            assert len(str(fault.value)) < 300


def test_the_id_of_one_playthrough_starts_no_other_mission(
    server: ServerAddress, cast: Cast
) -> None:
    with acting(server, cast, ANA) as connection:
        with pytest.raises(psycopg.errors.InvalidParameterValue, match="another mission"):
            tried(
                connection,
                "SELECT public.start_mission('client-discovery-workshop', %s, 1, 1)",
                (cast.playthroughs["A"],),
            )


# --- answers -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["learner", "mapped", "instructor", "service"])
def test_answers_are_out_of_reach_by_any_table(
    server: ServerAddress, cast: Cast, name: str
) -> None:
    with acting(server, cast, ACTORS[name]) as connection:
        for table in ("private.content_answers", "private.content_revisions"):
            assert tried(connection, f"SELECT * FROM {table}") is None


def test_content_with_answers_is_given_for_ones_own_playthrough_alone(
    server: ServerAddress, cast: Cast
) -> None:
    give = "SELECT count(*) FROM public.content_for(%s)"
    with acting(server, cast, ANA) as connection:
        own = tried(connection, give, (cast.playthroughs["A"],))
        assert own is not None
        assert own[0][0] > 0
        for other in (cast.playthroughs["B"], uuid4(), None):
            assert tried(connection, give, (other,)) in (None, [(0,)])


# --- identity ------------------------------------------------------------------------------


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


# --- shadows -------------------------------------------------------------------------------

CALLS = (
    "SELECT auth.uid()",
    "SELECT public.check_mission_unlocked(auth.uid(), id) FROM public.missions ORDER BY 1",
    "SELECT public.explain_mission_lock(auth.uid(), id) FROM public.missions ORDER BY 1",
    "SELECT place, score FROM public.mission_leaderboard('kettle-protocol')",
    "SELECT place, total_score FROM public.overall_leaderboard()",
    "SELECT public.class_leaderboard(id) FROM public.classes",
    "SELECT public.create_class('Mine')",
    "SELECT public.add_class_member(id, auth.uid(), 'instructor') FROM public.classes",
    "SELECT public.remove_class_member(id, auth.uid()) FROM public.classes",
    "SELECT user_status, progress_data FROM public.available_missions()",
    "SELECT key FROM public.content_for((SELECT id FROM public.playthroughs LIMIT 1))",
    "SELECT public.create_player('Ana')",
    "SELECT user_id, display_name FROM public.local_players()",
    "SELECT name FROM public.classes",
    "SELECT class_id, user_id FROM public.class_members",
    """SELECT public.record_events((SELECT id FROM public.playthroughs LIMIT 1), 2,
        '{"kind": "x"}', '[]', '{"phase_index": 1}')""",
    "SELECT public.submit((SELECT id FROM public.playthroughs LIMIT 1))",
    "SELECT public.start_mission('kettle-protocol', '00000000-0000-0000-0000-000000000001', 1, 1)",
)
"""Calls that run every definer function which a learner reaches."""
TYPES = ("uuid", "jsonb", "text", "integer", "boolean", "int4", "bool", "timestamptz", "bigint")


def test_every_definer_function_that_learners_reach_is_among_those_calls(
    keeper: Connection,
) -> None:
    rows = keeper.execute(
        "SELECT p.pronamespace::regnamespace || '.' || p.proname FROM pg_proc p"
        " WHERE p.prosecdef AND p.pronamespace::regnamespace::text IN ('public', 'auth')"
        " AND has_function_privilege('authenticated', p.oid, 'EXECUTE')"
    ).fetchall()
    called = " ".join(CALLS)
    assert [name for (name,) in rows if f"{name}(" not in called] == []


def answers(connection: Connection) -> list[Any]:
    found: list[Any] = []
    with connection.transaction(force_rollback=True):
        for call in CALLS:
            try:
                with connection.transaction():
                    found.append(connection.execute(call).fetchall())
            except psycopg.Error as error:
                found.append(error.sqlstate)
    return found


def spread_shadows(connection: Connection, tables: list[str]) -> None:
    """Fills the session with tables, types, functions and operators by the names of ours."""
    for table in tables:
        name = sql.Identifier(table)
        connection.execute(sql.SQL("CREATE TEMP TABLE {} (LIKE public.missions)").format(name))
        connection.execute(sql.SQL("GRANT ALL ON {} TO PUBLIC").format(name))
    body = (
        "BEGIN IF current_user = 'scopecreep_owner' THEN"
        " RAISE EXCEPTION 'this runs as %', current_user; END IF; RETURN true; END"
    )
    for name in TYPES:
        typed = sql.SQL("pg_catalog.{}").format(sql.Identifier(name))
        if name in ("integer", "boolean", "bigint"):
            typed = sql.SQL(name)
        heard = sql.Identifier(f"heard_{name}")
        connection.execute(
            sql.SQL("CREATE FUNCTION pg_temp.{}({}) RETURNS boolean LANGUAGE plpgsql AS {}").format(
                heard, typed, sql.Literal(body)
            )
        )
        connection.execute(
            sql.SQL("CREATE DOMAIN pg_temp.{} AS {} CHECK (pg_temp.{}(VALUE))").format(
                sql.Identifier(name), typed, heard
            )
        )
    connection.execute(
        "CREATE FUNCTION mischief.never(pg_catalog.uuid, pg_catalog.uuid) RETURNS pg_catalog.bool"
        " LANGUAGE sql AS 'SELECT true'"
    )
    for operator in ("=", "<>"):
        connection.execute(
            f"CREATE OPERATOR mischief.{operator} (FUNCTION = mischief.never,"
            " LEFTARG = pg_catalog.uuid, RIGHTARG = pg_catalog.uuid)"
        )
    connection.execute(
        "CREATE FUNCTION mischief.pg_has_role(name, text, text) RETURNS pg_catalog.bool"
        " LANGUAGE sql AS 'SELECT true'"
    )
    connection.execute("SET search_path = pg_temp, mischief, pg_catalog, public")


def test_nothing_of_the_callers_own_shadows_what_our_functions_mean(
    server: ServerAddress, keeper: Connection, cast: Cast
) -> None:
    tables = [
        row[0]
        for row in keeper.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text"
            " IN ('public', 'private', 'auth')"
        )
    ]
    # Worse than we allow: a keeper gives the login room for objects of its own.
    keeper.execute(f"GRANT TEMPORARY ON DATABASE {server.database} TO login_of_ana")
    keeper.execute("CREATE SCHEMA mischief AUTHORIZATION login_of_ana")
    try:
        with psycopg.connect(server.conninfo("login_of_ana"), autocommit=True) as plain:
            wanted = answers(plain)
        with psycopg.connect(server.conninfo("login_of_ana"), autocommit=True) as connection:
            spread_shadows(connection, tables)
            assert answers(connection) == wanted
    finally:
        keeper.execute("DROP SCHEMA mischief CASCADE")
        keeper.execute(f"REVOKE TEMPORARY ON DATABASE {server.database} FROM login_of_ana")


# --- announcements and statistics ----------------------------------------------------------


def test_a_forged_announcement_changes_nothing(
    server: ServerAddress, keeper: Connection, cast: Cast
) -> None:
    before = state_of(keeper)
    with psycopg.connect(server.conninfo("login_of_ana"), autocommit=True) as connection:
        forged = json.dumps({"user_id": str(cast.people["B"]), "score": 100})
        connection.execute("SELECT pg_notify('mission_completion', %s)", (forged,))
    assert state_of(keeper) == before


def test_learners_refresh_no_statistics(
    server: ServerAddress, keeper: Connection, cast: Cast
) -> None:
    views = keeper.execute(
        "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'm'"
        " AND relnamespace::regnamespace::text IN ('public', 'private')"
    ).fetchall()
    for name in ("learner", "mapped", "instructor"):
        with acting(server, cast, ACTORS[name]) as connection:
            for (view,) in views:
                for how in ("", "CONCURRENTLY "):
                    assert tried(connection, f"REFRESH MATERIALIZED VIEW {how}{view}") is None
            if views:
                assert tried(connection, "SELECT public.refresh_mission_statistics()") is None
