"""Objects of the caller's own by the names of ours change nothing that our functions do."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from db.server import ServerAddress
from tests.db.cast import Cast, Connection

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
