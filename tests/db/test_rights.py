"""Every role against every table, verb and function, held to tables of what each may do."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest

from db.server import ServerAddress
from tests.db.cast import ACTORS, Cast, Connection, acting, tried

OURS = ("public", "private", "auth")

# What is seen, then what may be written (i, u, d). Letters are players, whose rows alone are
# seen; a dash is refused. Learners write their own rows only, in the columns named below.
TABLES = """
table                        learner  mapped  stranger  assistant  instructor  service
public.missions              some     some    none      some       some        all:iud
public.mission_phases        all      all     none      all        all         all:iud
public.mission_prerequisites all      all     none      all        all         all:iud
public.mission_content       some     some    none      some       some        all:iud
public.content_versions      -        -       -         -          -           all:iud
public.profiles              A:u      A:u     none:u    ACO:u      ACI:u       ABCIO:iud
public.player_skills         A        A       none      O          I           ABCIO:iud
public.player_flags          A        A       none      O          I           ABCIO:iud
public.client_trust          A        A       none      O          I           ABCIO:iud
public.player_promises       A        A       none      O          I           ABCIO:iud
public.player_achievements   A        A       none      O          I           ABCIO:iud
public.player_totals         A        A       none      ACO        ACI         ABCIO:iud
public.user_progress         A:u      A:u     none:u    ACO:u      ACI:u       ABCIO:iud
public.playthroughs          A        A       none      ACO        ACI         ABCIO:iud
public.playthrough_events    A        A       none      O          I           ABCIO:iud
public.progress_migrations   A        A       none      O          I           ABCIO:iud
public.progress_notices      A        A       none      O          I           ABCIO:iud
public.classes               some     some    none      some       some        all:iud
public.class_members         A        A       none      ACIO       ACIO        ABCIO:iud
public.mission_statistics    all      all     all       all        all         all
private.content_revisions    -        -       -         -          -           -
private.filed_pack           -        -       -         -          -           -
private.mission_doors        -        -       -         -          -           -
private.mission_door_names   -        -       -         -          -           -
private.mission_tally        -        -       -         -          -           -
private.mission_tally_changes -       -       -         -          -           -
private.statistics_drawn     -        -       -         -          -           -
private.content_answers      -        -       -         -          -           -
private.schema_version       -        -       -         -          -           -
auth.users                   -        -       -         -          -           -
auth.login_roles             -        -       -         -          -           -
"""
NOTHING = ("anon", "authenticator", "game", "referee")
"""Who may do nothing to any table."""
LEARNERS_COLUMNS = {
    "public.user_progress": {"progress_data", "current_phase", "score", "updated_at"},
    "public.profiles": {"show_on_boards"},
}
"""What `authenticated` may update at all."""

# Who may execute; what is not named here nobody may.
FUNCTIONS = {
    "auth.uid()": "anon authenticated service_role",
    "public.create_player(text)": "authenticated",
    "public.local_players()": "authenticated",
    "public.check_mission_unlocked(uuid,uuid)": "authenticated service_role",
    "public.available_missions(uuid)": "authenticated service_role",
    "public.explain_mission_lock(uuid,uuid)": "authenticated service_role",
    "public.start_mission(text,uuid,bigint,integer,boolean)": "authenticated service_role",
    "public.record_events(uuid,integer,jsonb,jsonb,jsonb)": "authenticated service_role",
    "public.submit(uuid,boolean)": "authenticated service_role",
    "public.content_for(uuid)": "authenticated service_role",
    "public.record_result(uuid,uuid,jsonb)": "service_role referee",
    "public.content_at(uuid,bigint)": "service_role referee",
    "public.update_mission_content(uuid,jsonb,text)": "service_role",
    "public.queue_migrations()": "service_role",
    "public.pending_migrations(integer)": "service_role referee",
    "public.migration_case(uuid,uuid)": "service_role referee",
    "public.settle_migration(uuid,uuid,text,jsonb,bigint,integer,uuid,integer,jsonb,jsonb)": ""
    "service_role referee",
    "public.create_class(text)": "authenticated",
    "public.add_class_member(uuid,uuid,text)": "authenticated service_role",
    "public.remove_class_member(uuid,uuid)": "authenticated service_role",
    "public.mission_leaderboard(text,integer)": "authenticated service_role",
    "public.overall_leaderboard(integer)": "authenticated service_role",
    "public.class_leaderboard(uuid,text,integer)": "authenticated service_role",
    "public.refresh_mission_statistics()": "service_role",
    "public.refresh_stale_statistics(interval)": "service_role referee",
    "private.my_missions()": "authenticated",
    "private.my_classes(text[])": "authenticated",
    "private.my_learners()": "authenticated",
}
PUBLIC_TRIGGERS = {"public.broadcast_completion()"}
"""Functions in the exposed schema that only triggers run."""


def grid() -> dict[str, dict[str, tuple[str, str]]]:
    """The table above: table to actor to what is seen and what may be written."""
    head, *lines = (line.split() for line in TABLES.strip().splitlines())
    return {
        line[0]: {
            actor: (cell.partition(":")[0], cell.partition(":")[2])
            for actor, cell in zip(head[1:], line[1:], strict=True)
        }
        for line in lines
    }


GRID = grid()
SEEING = tuple(next(iter(GRID.values())))


def tables_of(keeper: Connection, kinds: str = "rpmv") -> set[str]:
    rows = keeper.execute(
        "SELECT n.nspname || '.' || c.relname FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = ANY (%s) AND c.relkind::text = ANY (%s)"
        " AND pg_get_userbyid(c.relowner) = 'scopecreep_owner'",
        (list(OURS), list(kinds)),
    ).fetchall()
    return {row[0] for row in rows}


def columns_of(keeper: Connection, table: str) -> list[str]:
    rows = keeper.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' AND attidentity = '' ORDER BY attnum",
        (table,),
    ).fetchall()
    return [row[0] for row in rows]


def seen(connection: Connection, cast: Cast, table: str, columns: list[str], total: int) -> str:
    """What of a table is seen, in the words of the grid."""
    if "user_id" in columns:
        rows = tried(connection, f"SELECT DISTINCT user_id FROM {table}")
        if rows is None:
            return "-"
        return "".join(sorted(cast.letter(row[0]) for row in rows)) or "none"
    rows = tried(connection, f"SELECT * FROM {table}")
    if rows is None:
        return "-"
    return "none" if not rows else "all" if len(rows) == total else "some"


def count(keeper: Connection, table: str) -> int:
    row = keeper.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row is not None
    return int(row[0])


def writes(connection: Connection, table: str, columns: list[str]) -> str:
    """Which of insert, update and delete are not refused."""
    column = sorted(LEARNERS_COLUMNS.get(table, set()) - {"updated_at"} or set(columns[:1]))[0]
    statements = {
        "i": f"INSERT INTO {table} ({columns[0]}) SELECT NULL WHERE false",
        "u": f"UPDATE {table} SET {column} = DEFAULT WHERE false",
        "d": f"DELETE FROM {table} WHERE false",
    }
    return "".join(k for k, s in statements.items() if tried(connection, s) is not None)


def test_every_table_stands_in_the_grid(keeper: Connection) -> None:
    assert tables_of(keeper) == set(GRID)


@pytest.mark.parametrize("name", SEEING)
def test_each_role_sees_and_writes_what_the_grid_says(
    server: ServerAddress, keeper: Connection, cast: Cast, name: str
) -> None:
    wrong = []
    with acting(server, cast, ACTORS[name]) as connection:
        for table in sorted(tables_of(keeper, "rp")):
            columns = columns_of(keeper, table)
            found = (
                seen(connection, cast, table, columns, count(keeper, table)),
                writes(connection, table, columns),
            )
            if found != GRID[table][name]:
                wrong.append((table, found, GRID[table][name]))
    assert wrong == []


@pytest.mark.parametrize("name", NOTHING)
def test_who_has_taken_no_role_of_a_player_touches_no_table(
    server: ServerAddress, keeper: Connection, cast: Cast, name: str
) -> None:
    with acting(server, cast, ACTORS[name]) as connection:
        for table in tables_of(keeper):
            assert tried(connection, f"SELECT 1 FROM {table}") is None, table
        for table in tables_of(keeper, "rp"):
            assert writes(connection, table, columns_of(keeper, table)) == "", table


@pytest.mark.parametrize("role", ["PUBLIC", "anon", "authenticated", "service_role", "referee"])
def test_nobody_may_truncate_refer_to_watch_or_maintain(keeper: Connection, role: str) -> None:
    kinds = ["TRUNCATE", "REFERENCES", "TRIGGER"]
    if keeper.info.server_version >= 170000:
        kinds.append("MAINTAIN")
    for table in tables_of(keeper):
        for kind in kinds:
            row = keeper.execute(
                "SELECT has_table_privilege(%s, %s, %s)", (role.lower(), table, kind)
            )
            assert row.fetchone() == (False,), (table, kind)


def test_learners_may_update_the_columns_that_are_named_and_no_others(keeper: Connection) -> None:
    for table in tables_of(keeper, "rp"):
        may = {
            column
            for column in columns_of(keeper, table)
            if keeper.execute(
                "SELECT has_column_privilege('authenticated', %s, %s, 'UPDATE')", (table, column)
            ).fetchone()
            == (True,)
        }
        assert may == LEARNERS_COLUMNS.get(table, set()), table


@pytest.mark.parametrize("name", ["learner", "mapped", "assistant", "instructor", "stranger"])
def test_learners_and_teachers_write_to_their_own_rows_only(
    server: ServerAddress, cast: Cast, name: str
) -> None:
    own = {"learner": 1, "mapped": 1, "assistant": 1, "instructor": 1, "stranger": 0}[name]
    with acting(server, cast, ACTORS[name]) as connection:
        merge = "UPDATE public.user_progress SET progress_data = progress_data || '{\"web\": 1}'"
        assert tried(connection, merge) == own
        assert tried(connection, "UPDATE public.profiles SET show_on_boards = true") == own


def test_every_function_is_granted_by_name_or_to_nobody(keeper: Connection) -> None:
    rows = keeper.execute(
        "SELECT n.nspname || '.' || p.proname || '('"
        " || replace(oidvectortypes(p.proargtypes), ', ', ',') || ')', p.oid FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ANY (%s)"
        " AND pg_get_userbyid(p.proowner) = 'scopecreep_owner'",
        (list(OURS),),
    ).fetchall()
    found = {}
    for name, oid in rows:
        roles = ("public", "anon", "authenticated", "service_role", "referee")
        may = [
            role
            for role in roles
            if keeper.execute(
                "SELECT has_function_privilege(%s, %s, 'EXECUTE')", (role, oid)
            ).fetchone()
            == (True,)
        ]
        if may or (name.startswith("public.") and name not in PUBLIC_TRIGGERS):
            found[name] = " ".join(may)
    assert found == FUNCTIONS


def test_everything_of_ours_belongs_to_one_owner(keeper: Connection) -> None:
    others = keeper.execute(
        "SELECT o.name FROM ("
        "  SELECT oid::regclass::text AS name, relowner AS owner, relnamespace AS place"
        "  FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S')"
        "  UNION ALL SELECT oid::regprocedure::text, proowner, pronamespace FROM pg_proc"
        "  UNION ALL SELECT nspname::text, nspowner, oid FROM pg_namespace"
        "  WHERE nspname <> 'public') o"
        " WHERE o.place::regnamespace::text = ANY (%s)"
        " AND pg_get_userbyid(o.owner) <> 'scopecreep_owner'",
        (list(OURS),),
    ).fetchall()
    assert others == []


def test_every_function_looks_into_the_callers_temporary_schema_last(keeper: Connection) -> None:
    loose = keeper.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p"
        " WHERE p.pronamespace::regnamespace::text = ANY (%s)"
        " AND pg_get_userbyid(p.proowner) = 'scopecreep_owner'"
        " AND p.proconfig IS DISTINCT FROM ARRAY['search_path=pg_catalog, pg_temp']",
        (list(OURS),),
    ).fetchall()
    assert loose == []


def test_nobody_but_the_owner_creates_anything_in_our_schemas(
    server: ServerAddress, cast: Cast
) -> None:
    for name, actor in ACTORS.items():
        with acting(server, cast, actor) as connection:
            for schema in ("public", "private", "auth"):
                statement = f"CREATE TABLE {schema}.mine (x integer)"
                assert tried(connection, statement) is None, (name, schema)
            assert tried(connection, "CREATE TEMP TABLE mine (x integer)") is None, name
            assert tried(connection, "CREATE SCHEMA mine") is None, name


@pytest.mark.parametrize("name", ["learner", "instructor"])
def test_policies_find_a_players_rows_by_the_key_and_ask_who_is_asking_once(
    server: ServerAddress, cast: Cast, name: str
) -> None:
    with acting(server, cast, ACTORS[name]) as connection:
        connection.execute("SET LOCAL enable_seqscan = off")
        for table in ("user_progress", "playthroughs", "profiles", "player_totals"):
            rows = connection.execute(f"EXPLAIN SELECT * FROM public.{table}").fetchall()
            plan = "\n".join(row[0] for row in rows)
            assert "Seq Scan" not in plan, plan
            assert "uid()" not in plan, plan
            assert "InitPlan" in plan, plan


# --- classes -------------------------------------------------------------------------------


def test_an_instructor_opens_a_class_and_sees_to_its_members(
    server: ServerAddress, cast: Cast
) -> None:
    with acting(server, cast, ACTORS["instructor"]) as connection:
        row = connection.execute("SELECT public.create_class('Green')").fetchone()
        assert row is not None
        for role in ("learner", "assistant"):
            connection.execute(
                "SELECT public.add_class_member(%s, %s, %s)", (row[0], cast.people["B"], role)
            )
        members = connection.execute(
            "SELECT user_id, role FROM public.class_members WHERE class_id = %s ORDER BY role",
            (row[0],),
        ).fetchall()
        assert members == [(cast.people["B"], "assistant"), (cast.people["I"], "instructor")]
        connection.execute("SELECT public.remove_class_member(%s, %s)", (row[0], cast.people["B"]))
        assert tried(connection, "SELECT 1 FROM public.class_members WHERE class_id = %s", row) == [
            (1,)
        ]


def test_a_learner_who_joins_a_class_is_seen_by_its_teachers_and_after_leaving_is_not(
    server: ServerAddress, cast: Cast
) -> None:
    look = "SELECT count(*) FROM public.user_progress WHERE user_id = %s"
    ben = cast.people["B"]
    with acting(server, cast, ACTORS["instructor"]) as connection:
        assert tried(connection, look, (ben,)) == [(0,)]
        connection.execute("SELECT public.add_class_member(%s, %s)", (cast.red, ben))
        assert tried(connection, look, (ben,)) == [(1,)]
        connection.execute("SELECT public.remove_class_member(%s, %s)", (cast.red, ben))
        assert tried(connection, look, (ben,)) == [(0,)]


@pytest.mark.parametrize("name", ["learner", "mapped", "assistant", "stranger"])
def test_only_instructors_change_who_is_in_a_class(
    server: ServerAddress, cast: Cast, name: str
) -> None:
    with acting(server, cast, ACTORS[name]) as connection:
        for class_id in (cast.red, cast.blue):
            add = "SELECT public.add_class_member(%s, %s, 'instructor')"
            for who in ("A", "B", "O"):
                assert tried(connection, add, (class_id, cast.people[who])) is None
        out = "SELECT public.remove_class_member(%s, %s)"
        assert tried(connection, out, (cast.red, cast.people["I"])) is None
        assert tried(connection, "SELECT public.create_class('Mine')") is None


def test_an_instructor_has_no_say_in_another_class(server: ServerAddress, cast: Cast) -> None:
    with acting(server, cast, ACTORS["instructor"]) as connection:
        for statement in (
            "SELECT public.add_class_member(%s, %s)",
            "SELECT public.remove_class_member(%s, %s)",
        ):
            assert tried(connection, statement, (cast.blue, cast.people["B"])) is None
        assert tried(connection, "SELECT name FROM public.classes") == [("Red",)]


def test_everybody_may_leave_a_class_but_its_last_instructor(
    server: ServerAddress, cast: Cast
) -> None:
    out = "SELECT public.remove_class_member(%s, %s)"
    with acting(server, cast, ACTORS["learner"]) as connection:
        assert tried(connection, out, (cast.red, cast.people["A"])) is not None
    with acting(server, cast, ACTORS["instructor"]) as connection:
        for statement in (out, "SELECT public.add_class_member(%s, %s, 'learner')"):
            with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState, match="keeps an instr"):
                tried(connection, statement, (cast.red, cast.people["I"]))


def test_who_or_what_does_not_exist_joins_no_class(server: ServerAddress, cast: Cast) -> None:
    add = "SELECT public.add_class_member(%s, %s, %s)"
    with acting(server, cast, ACTORS["service"]) as connection:
        for class_id, user in ((cast.red, uuid4()), (uuid4(), cast.people["A"]), (cast.red, None)):
            with pytest.raises(psycopg.errors.NoDataFound, match="there is no such"):
                tried(connection, add, (class_id, user, "learner"))
        with pytest.raises(psycopg.errors.InvalidParameterValue):
            tried(connection, add, (cast.red, cast.people["A"], "headmaster"))
