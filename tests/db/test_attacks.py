"""What a learner with a login of their own, or a hand on the web front end, tries in vain."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import psycopg
import pytest

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
