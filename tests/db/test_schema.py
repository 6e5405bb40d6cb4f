"""The shared schema: who may do what, and doors that SQL and engine judge alike."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from db import migrate
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from engine.unlocks import BadTree, Facts, holds, level_of, parse_tree

SOURCE_COLUMNS = {
    "missions": "id title order_index difficulty config created_at updated_at",
    "user_progress": "id user_id mission_id status current_phase progress_data score attempts "
    "started_at completed_at created_at updated_at",
    "mission_prerequisites": "id mission_id prerequisite_config created_at",
    "mission_content": "id mission_id phase_name content_type content_data sequence_order "
    "created_at",
}
TABLES = (
    "public.missions",
    "public.mission_phases",
    "public.mission_prerequisites",
    "public.mission_content",
    "public.content_versions",
    "public.profiles",
    "public.player_skills",
    "public.player_flags",
    "public.client_trust",
    "public.player_promises",
    "public.user_progress",
    "public.playthroughs",
    "public.playthrough_events",
    "private.content_answers",
    "private.content_revisions",
    "auth.users",
)


def player(admin: psycopg.Connection, name: str = "Ana") -> UUID:
    row = admin.execute("INSERT INTO auth.users DEFAULT VALUES RETURNING id").fetchone()
    assert row is not None
    admin.execute(
        "INSERT INTO public.profiles (user_id, display_name) VALUES (%s, %s)", (row[0], name)
    )
    return UUID(str(row[0]))


def as_player(server: ServerAddress, user: UUID) -> psycopg.Connection:
    connection = psycopg.connect(server.conninfo(GAME), autocommit=True)
    connection.execute("SET ROLE authenticated")
    claims = json.dumps({"sub": str(user)})
    connection.execute("SELECT set_config('request.jwt.claims', %s, false)", (claims,))
    return connection


def start(connection: psycopg.Connection, mission: str = "kettle-protocol") -> UUID:
    row = connection.execute(
        "SELECT public.start_mission(%s, %s, 7, 1)", (mission, uuid4())
    ).fetchone()
    assert row is not None
    return UUID(str(row[0]))


def test_every_column_of_the_source_is_there(admin: psycopg.Connection) -> None:
    for table, columns in SOURCE_COLUMNS.items():
        found = admin.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s",
            (table,),
        ).fetchall()
        assert set(columns.split()) <= {row[0] for row in found}


def test_row_level_security_is_on_everywhere(admin: psycopg.Connection) -> None:
    off = admin.execute(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND n.nspname IN ('public', 'private', 'auth')"
        " AND NOT c.relrowsecurity AND c.relname <> 'schema_version'"
    ).fetchall()
    assert off == []


def test_definer_functions_pin_their_search_path(admin: psycopg.Connection) -> None:
    loose = admin.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname IN ('public', 'private', 'auth') AND p.prosecdef"
        " AND NOT coalesce(p.proconfig::text, '') LIKE '%search_path=%'"
    ).fetchall()
    assert loose == []


def test_upgrading_again_changes_nothing(server: ServerAddress) -> None:
    status = migrate.upgrade(server.conninfo(SUPERUSER))
    assert (status.version, status.current) == (migrate.HEAD, True)


def test_a_newer_schema_is_refused(server: ServerAddress, admin: psycopg.Connection) -> None:
    row = admin.execute(
        "SELECT obj_description('private'::regnamespace, 'pg_namespace')"
    ).fetchone()
    assert row is not None
    admin.execute("COMMENT ON SCHEMA private IS 'scopecreep 9999 whatever'")
    try:
        for role in (SUPERUSER, GAME):
            with pytest.raises(migrate.SchemaTooNew, match="Update the game"):
                migrate.status(server.conninfo(role))
    finally:
        admin.execute(f"COMMENT ON SCHEMA private IS '{row[0]}'")


def test_the_games_own_login_can_tell_which_schema_it_meets(server: ServerAddress) -> None:
    assert migrate.status(server.conninfo(GAME)).current


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("role", ["anon", "authenticated"])
def test_no_learner_writes_to_a_table(
    server: ServerAddress, admin: psycopg.Connection, table: str, role: str
) -> None:
    user = player(admin)
    with as_player(server, user) as connection:
        start(connection)
        connection.execute(f"SET ROLE {role}")
        for statement in (f"DELETE FROM {table}", f"INSERT INTO {table} DEFAULT VALUES"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


@pytest.mark.parametrize("table", TABLES)
def test_anon_reads_nothing(server: ServerAddress, table: str) -> None:
    with psycopg.connect(server.conninfo(GAME), autocommit=True) as connection:
        connection.execute("SET ROLE anon")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"SELECT * FROM {table}")


OWN = ("profiles", "user_progress", "playthroughs", "playthrough_events")


@pytest.mark.parametrize("table", OWN)
def test_a_learner_sees_their_own_rows_and_no_others(
    server: ServerAddress, admin: psycopg.Connection, table: str
) -> None:
    ana, ben = player(admin, "Ana"), player(admin, "Ben")
    for user in (ana, ben):
        with as_player(server, user) as connection:
            start(connection)
    with as_player(server, ana) as connection:
        seen = connection.execute(f"SELECT DISTINCT user_id FROM public.{table}").fetchall()
    assert seen == [(ana,)]


def test_a_learner_cannot_raise_a_score_or_touch_the_games_key(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    with as_player(server, player(admin)) as connection:
        start(connection)
        for change in ("score = 100", """progress_data = '{"game": {"phase_index": 4}}'"""):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"UPDATE public.user_progress SET {change}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE public.user_progress SET status = 'completed'")


def test_the_web_may_merge_its_own_part_and_raise_the_phase(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    with as_player(server, player(admin)) as connection:
        start(connection)
        row = connection.execute(
            "UPDATE public.user_progress SET progress_data = progress_data || %s,"
            " current_phase = 2 RETURNING progress_data - 'game', current_phase",
            (Jsonb({"web": {"tab": 3}}),),
        ).fetchone()
        assert row == ({"web": {"tab": 3}}, 2)
        row = connection.execute(
            "UPDATE public.user_progress SET current_phase = 1 RETURNING current_phase"
        ).fetchone()
        assert row == (2,)


def test_only_the_referee_records_results(server: ServerAddress, admin: psycopg.Connection) -> None:
    user = player(admin)
    with as_player(server, user) as connection:
        started = start(connection)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT public.record_result(%s, %s, '{}')", (user, started))
    with psycopg.connect(server.conninfo(REFEREE), autocommit=True) as referee:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            referee.execute("SELECT * FROM public.user_progress")


def test_answers_are_not_in_what_a_learner_reads(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    with as_player(server, player(admin)) as connection:
        start(connection)
        rows = connection.execute(
            "SELECT content_data::text FROM public.mission_content"
        ).fetchall()
    assert rows
    whole = " ".join(row[0] for row in rows)
    for secret in ("worth", "lure", "effects", '"best"', "brings"):
        assert secret not in whole


def test_content_is_seen_only_of_missions_that_were_started(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    with as_player(server, player(admin)) as connection:
        assert connection.execute("SELECT count(*) FROM public.mission_content").fetchone() == (0,)


def test_a_locked_mission_does_not_start(server: ServerAddress, admin: psycopg.Connection) -> None:
    with as_player(server, player(admin)) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="locked"):
            start(connection, "urgent-performance")


def test_a_login_that_is_not_trusted_is_nobody_whatever_it_claims(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    user = player(admin)
    with psycopg.connect(server.conninfo(REFEREE), autocommit=True) as connection:
        connection.execute(
            "SELECT set_config('request.jwt.claims', %s, false)", (json.dumps({"sub": str(user)}),)
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT * FROM public.available_missions()")


def test_the_board_of_another_is_not_shown(
    server: ServerAddress, admin: psycopg.Connection
) -> None:
    ana, ben = player(admin, "Ana"), player(admin, "Ben")
    with as_player(server, ana) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT * FROM public.available_missions(%s)", (ben,))
        row = connection.execute(
            "SELECT public.check_mission_unlocked(%s, id) FROM public.missions", (ben,)
        ).fetchone()
        assert row == (False,)


def test_levels_in_sql_are_the_engines(admin: psycopg.Connection) -> None:
    user = player(admin)
    for xp in (0, 59, 60, 61, 159, 160, 299, 300, 1979, 1980, 5000):
        row = admin.execute(
            "UPDATE public.profiles SET xp = %s WHERE user_id = %s RETURNING level", (xp, user)
        ).fetchone()
        assert row == (level_of(xp),)


# --- doors: one evaluator in two languages -------------------------------------------------

MISSIONS = ("intro-1", "intro-2", "third")
SKILLS = ("data", "ethics")
FLAGS = ("heard", "blamed")

leaves = st.one_of(
    st.builds(
        lambda ids, least: {
            "type": "missions_completed",
            "mission_ids": ids,
            "minimum_score": least,
        },
        st.lists(st.sampled_from(MISSIONS), max_size=3),
        st.integers(0, 100),
    ),
    st.builds(lambda n: {"type": "player_level", "minimum": n}, st.integers(0, 5)),
    st.builds(lambda n: {"type": "simple", "required_level": n}, st.integers(0, 5)),
    st.builds(
        lambda skills, levels: {"type": "skills_unlocked", "skills": skills, "levels": levels},
        st.lists(st.sampled_from(SKILLS), max_size=2),
        st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 4)),
    ),
    st.builds(lambda flag: {"type": "flag_set", "flag": flag}, st.sampled_from(FLAGS)),
    st.builds(lambda n: {"type": "energy", "minimum": n}, st.integers(0, 100)),
    st.just({}),
)


def _groups(inner: st.SearchStrategy[dict]) -> st.SearchStrategy[dict]:
    several = st.lists(inner, max_size=3)
    return st.one_of(
        st.builds(
            lambda c, k: {k: "AND", "conditions": c}, several, st.sampled_from(["type", "logic"])
        ),
        st.builds(lambda c: {"type": "OR", "conditions": c}, several),
        st.builds(
            lambda c: {"logic": "NOT", "conditions": c}, st.lists(inner, min_size=1, max_size=2)
        ),
        several.flatmap(
            lambda c: st.integers(0, len(c)).map(
                lambda n: {"type": "AT_LEAST", "count": n, "conditions": c}
            )
        ),
    )


trees = st.recursive(leaves, _groups, max_leaves=8)
facts = st.builds(
    lambda done, level, skills, flags, energy: Facts(
        completed=tuple(sorted(done.items())),
        level=level,
        skills=tuple(sorted(skills.items())),
        flags=tuple(sorted(flags)),
        energy=energy,
    ),
    st.dictionaries(st.sampled_from(MISSIONS), st.integers(0, 100)),
    st.integers(1, 5),
    st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 4)),
    st.sets(st.sampled_from(FLAGS)),
    st.integers(0, 100),
)


@given(cases=st.lists(st.tuples(trees, facts), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_sql_and_engine_judge_every_door_alike(server: ServerAddress, cases: list) -> None:
    wanted = [holds(parse_tree(tree), known) for tree, known in cases]
    document = [{"tree": tree, "facts": known.model_dump(mode="json")} for tree, known in cases]
    with psycopg.connect(server.conninfo(SUPERUSER)) as connection:
        found = connection.execute(
            "SELECT private.holds(c -> 'tree', c -> 'facts')"
            " FROM jsonb_array_elements(%s) WITH ORDINALITY AS e(c, n) ORDER BY n",
            (Jsonb(document),),
        ).fetchall()
    assert [row[0] for row in found] == wanted


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        ({"type": "AND", "conditions": {}}, "$.conditions"),
        ({"type": "OR", "conditions": [{"type": "nonsense"}]}, "$.conditions[0].type"),
        ({"type": "AT_LEAST", "count": 3, "conditions": []}, "$.count"),
        ({"type": "player_level", "minimum": "five"}, "$.minimum"),
        ({"type": "missions_completed", "mission_ids": "intro-1"}, "$.mission_ids"),
        ([], "$"),
    ],
)
def test_a_malformed_tree_is_named_by_its_path(tree: object, path: str) -> None:
    with pytest.raises(BadTree) as fault:
        parse_tree(tree)
    assert any(told.startswith(f"{path}:") for told in fault.value.faults)
