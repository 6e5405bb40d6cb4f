"""Totals and statistics: what is kept along the way equals what a full count gives."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)
from psycopg.types.json import Jsonb

from content.loader import Pack
from db import migrate
from db import referee as grading
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from engine.mission import Mission
from tests.db.reached import (
    MORNING,
    STATISTICS,
    TOTALS,
    TOTALS_BY_COUNT,
    Row,
    acting_as,
    alike,
    completed,
    learner,
    missions,
    refreshed,
    rows,
)
from tests.db.source import STATISTICS_BY_THE_SOURCE
from tui.headless import database as played


class Learners(RuleBasedStateMachine):
    """Whatever happens to progress, totals and statistics are what counting anew would give."""

    address: ServerAddress
    everybody: Bundle[UUID] = Bundle("everybody")
    moments = st.integers(0, 5000).map(lambda minute: MORNING + timedelta(minutes=minute))
    which = st.integers(0, 3)
    scores = st.integers(0, 100)
    numbers = st.integers(0, 20)

    @initialize(target=everybody)
    def begin(self) -> Any:
        self.admin = psycopg.connect(self.address.conninfo(SUPERUSER), autocommit=True)
        # As the owner, whom no guard keeps from lowering a score or taking a result back.
        self.admin.execute("SET ROLE scopecreep_owner")
        self.admin.execute("DELETE FROM auth.users")
        self.missions = missions(self.admin)[:3]
        extra = rows(
            self.admin,
            "INSERT INTO public.missions (slug, title, order_index, difficulty, config)"
            " VALUES (%s, 'Extra', 99, 'beginner', '{}') RETURNING id",
            f"extra-{uuid4()}",
        )
        self.missions.append(extra[0][0])
        return multiple(*[learner(self.admin) for _ in range(4)])

    def teardown(self) -> None:
        if hasattr(self, "admin"):
            self.admin.execute("DELETE FROM public.missions WHERE title = 'Extra'")
            self.admin.close()

    @rule(target=everybody)
    def comes(self) -> UUID:
        return learner(self.admin)

    @rule(user=everybody, which=which, begun=st.none() | moments)
    def begins(self, user: UUID, which: int, begun: datetime | None) -> None:
        self.admin.execute(
            "INSERT INTO public.user_progress (user_id, mission_id, status, started_at)"
            " VALUES (%s, %s, 'in_progress', %s) ON CONFLICT DO NOTHING",
            (user, self.missions[which], begun),
        )

    @rule(user=everybody, which=which, score=scores, begun=st.none() | moments, ended=moments)
    def completes(
        self, user: UUID, which: int, score: int, begun: datetime | None, ended: datetime
    ) -> None:
        self.admin.execute(
            "INSERT INTO public.user_progress AS up"
            " (user_id, mission_id, status, score, started_at, completed_at)"
            " VALUES (%s, %s, 'completed', %s, %s, %s)"
            " ON CONFLICT (user_id, mission_id) DO UPDATE SET status = 'completed',"
            " score = greatest(up.score, excluded.score),"
            " completed_at = coalesce(up.completed_at, excluded.completed_at)",
            (user, self.missions[which], score, begun, ended),
        )

    @rule(which=which, scores=st.lists(scores, min_size=5, max_size=5), ended=moments)
    def everybody_completes(self, which: int, scores: list[int], ended: datetime) -> None:
        users = rows(self.admin, "SELECT id FROM auth.users ORDER BY id")
        for (user,), score in zip(users, scores, strict=False):
            self.completes(user, which, score, MORNING, ended)

    @rule(which=which, score=scores)
    def everybody_is_regraded(self, which: int, score: int) -> None:
        self.admin.execute(
            "UPDATE public.user_progress SET score = %s"
            " WHERE mission_id = %s AND status = 'completed'",
            (score, self.missions[which]),
        )

    def row(self, number: int) -> Row:
        """The user and the mission of some row of progress."""
        found = rows(
            self.admin,
            "SELECT user_id, mission_id FROM public.user_progress ORDER BY user_id, mission_id",
        )
        return found[number % len(found)] if found else (None, None)

    @rule(number=numbers)
    def a_result_is_taken_back(self, number: int) -> None:
        self.admin.execute(
            "UPDATE public.user_progress SET status = 'in_progress', completed_at = NULL"
            " WHERE (user_id, mission_id) = (%s, %s)",
            self.row(number),
        )

    @rule(number=numbers, which=which)
    def a_row_moves_to_another_mission(self, number: int, which: int) -> None:
        with suppress(psycopg.errors.UniqueViolation):
            self.admin.execute(
                "UPDATE public.user_progress SET mission_id = %s"
                " WHERE (user_id, mission_id) = (%s, %s)",
                (self.missions[which], *self.row(number)),
            )

    @rule(number=numbers, heir=everybody)
    def a_row_moves_to_another_learner(self, number: int, heir: UUID) -> None:
        with suppress(psycopg.errors.UniqueViolation):
            self.admin.execute(
                "UPDATE public.user_progress SET user_id = %s"
                " WHERE (user_id, mission_id) = (%s, %s)",
                (heir, *self.row(number)),
            )

    @rule(number=numbers)
    def a_row_is_deleted(self, number: int) -> None:
        self.admin.execute(
            "DELETE FROM public.user_progress WHERE (user_id, mission_id) = (%s, %s)",
            self.row(number),
        )

    @rule(user=consumes(everybody))
    def is_erased(self, user: UUID) -> None:
        self.admin.execute("DELETE FROM auth.users WHERE id = %s", (user,))

    @rule()
    def a_mission_is_erased(self) -> None:
        self.admin.execute("DELETE FROM public.missions WHERE title = 'Extra'")
        self.missions[3] = self.missions[0]

    @rule()
    def the_statistics_are_refreshed(self) -> None:
        refreshed(self.admin)

    @invariant()
    def totals_are_what_a_count_gives(self) -> None:
        if hasattr(self, "admin"):
            assert rows(self.admin, TOTALS) == rows(self.admin, TOTALS_BY_COUNT)

    @invariant()
    def statistics_are_what_the_source_defines(self) -> None:
        if not hasattr(self, "admin"):
            return
        counted = rows(self.admin, STATISTICS_BY_THE_SOURCE)
        # Read through the view's own definition: most steps come before any refresh.
        view = rows(self.admin, "SELECT pg_get_viewdef('public.mission_statistics'::regclass)")
        now = view[0][0].rstrip(";")
        assert alike(rows(self.admin, f"SELECT * FROM ({now}) v ORDER BY mission_id"), counted)
        assert alike(refreshed(self.admin), counted)


def _played(server: ServerAddress, examples: int, steps: int) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    machine = type("Learners", (Learners,), {"address": server})
    quick = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=quick)


def test_totals_and_statistics_equal_a_full_count_whatever_happens(server: ServerAddress) -> None:
    _played(server, 10, 15)


@pytest.mark.slow
def test_totals_and_statistics_equal_a_full_count_in_long_runs(server: ServerAddress) -> None:
    _played(server, 60, 50)


def test_the_statistics_have_the_sources_columns_and_types(admin: psycopg.Connection[Any]) -> None:
    admin.execute(f"CREATE TEMP VIEW as_the_source AS {STATISTICS_BY_THE_SOURCE}")
    shape = """
        SELECT attname, atttypid::regtype FROM pg_attribute
        WHERE attrelid = '{}'::regclass AND attnum > 0 ORDER BY attnum"""
    assert rows(admin, shape.format("public.mission_statistics")) == rows(
        admin, shape.format("as_the_source")
    )


def test_missions_completed_at_once_by_one_learner_are_all_counted(
    server: ServerAddress, admin: psycopg.Connection[Any]
) -> None:
    wanted = missions(admin)[:6]

    def complete(user: UUID, mission: UUID) -> None:
        with psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as own:
            completed(own, user, mission, 10)

    for _ in range(5):
        user = learner(admin)
        with ThreadPoolExecutor(6) as together:
            list(together.map(lambda mission, who=user: complete(who, mission), wanted))
        found = rows(admin, "SELECT total_score FROM public.player_totals WHERE user_id = %s", user)
        assert found == [(60,)]


def test_completing_a_mission_waits_for_no_other_learner(
    server: ServerAddress, admin: psycopg.Connection[Any]
) -> None:
    ana, ben = learner(admin), learner(admin)
    mission = missions(admin)[0]
    with psycopg.connect(server.conninfo(SUPERUSER)) as slow:
        completed(slow, ana, mission, 50)
        admin.execute("SET lock_timeout = '2s'")
        completed(admin, ben, mission, 50)
        slow.commit()
    counted = rows(admin, STATISTICS_BY_THE_SOURCE)
    assert alike(refreshed(admin), counted)


def test_a_saved_action_counts_nothing(
    server: ServerAddress, admin: psycopg.Connection[Any]
) -> None:
    user = learner(admin, "Ana")
    with acting_as(server, user) as connection:
        started = rows(
            connection, "SELECT public.start_mission('kettle-protocol', %s, 7, 1)", uuid4()
        )
        before = rows(admin, "SELECT count(*) FROM private.mission_tally_changes")
        for seq in (2, 3):
            connection.execute(
                "SELECT public.record_events(%s, %s, '{\"kind\": \"open\"}', '[]', %s)",
                (started[0][0], seq, Jsonb({"phase_index": 1, "minute": seq})),
            )
    assert rows(admin, "SELECT count(*) FROM private.mission_tally_changes") == before


# --- refreshing ----------------------------------------------------------------------------


def test_a_new_layout_of_the_views_finds_them_filled(
    own_database: ServerAddress,
) -> None:
    with psycopg.connect(own_database.conninfo(SUPERUSER), autocommit=True) as admin:
        completed(admin, learner(admin), missions(admin)[0], 80)
        counted = rows(admin, STATISTICS_BY_THE_SOURCE)
        assert not alike(rows(admin, STATISTICS), counted)
        admin.execute("COMMENT ON SCHEMA private IS 'scopecreep 0001 older'")
        migrate.upgrade(own_database.conninfo(SUPERUSER))
        assert alike(rows(admin, STATISTICS), counted)


def test_whoever_grades_refreshes_what_is_stale_and_nothing_else(
    server: ServerAddress, admin: psycopg.Connection[Any]
) -> None:
    refereed = server.conninfo(REFEREE)
    admin.execute("UPDATE private.statistics_drawn SET at = '-infinity'")
    completed(admin, learner(admin), missions(admin)[0], 80)
    assert grading.refresh_statistics(refereed)
    assert not grading.refresh_statistics(refereed)
    assert alike(rows(admin, STATISTICS), rows(admin, STATISTICS_BY_THE_SOURCE))


async def test_a_mission_played_to_its_end_shows_in_the_statistics(
    server: ServerAddress, admin: psycopg.Connection[Any], pack: Pack, kettle: Mission
) -> None:
    admin.execute("UPDATE private.statistics_drawn SET at = '-infinity'")
    await played.run(pack.walkthroughs_of(kettle.slug)[0], kettle, server)
    for _ in range(600):
        found = rows(admin, "SELECT title FROM public.mission_statistics WHERE completions = 1")
        if found:
            break
        await asyncio.sleep(0.1)
    assert found == [(kettle.card.title,)]


def test_statistics_list_a_mission_as_soon_as_it_is_published(
    server: ServerAddress, admin: psycopg.Connection[Any], pack: Pack
) -> None:
    found = {row[0] for row in rows(admin, "SELECT title FROM public.mission_statistics")}
    assert {card.title for card in pack.cards} <= found


def test_two_at_once_refresh_once(server: ServerAddress, admin: psycopg.Connection[Any]) -> None:
    admin.execute("UPDATE private.statistics_drawn SET at = '-infinity'")
    with psycopg.connect(server.conninfo(SUPERUSER)) as first:
        first.execute("SELECT public.refresh_mission_statistics()")
        assert not grading.refresh_statistics(server.conninfo(REFEREE))


CRON = """
    CREATE SCHEMA cron;
    CREATE TABLE cron.job (jobname text PRIMARY KEY, schedule text, command text, username text);
    CREATE FUNCTION cron.schedule(job_name text, schedule text, command text) RETURNS bigint
    LANGUAGE sql AS $$
        INSERT INTO cron.job VALUES (job_name, schedule, command, current_user)
        ON CONFLICT (jobname) DO UPDATE SET schedule = excluded.schedule RETURNING 1::bigint
    $$;"""


def test_where_pg_cron_stands_it_refreshes_and_the_game_does_not(
    own_database: ServerAddress,
) -> None:
    with psycopg.connect(own_database.conninfo(SUPERUSER), autocommit=True) as admin:
        admin.execute(CRON)
        for _ in range(2):
            admin.execute("COMMENT ON SCHEMA private IS 'scopecreep 0001 older'")
            migrate.upgrade(own_database.conninfo(SUPERUSER))
        jobs = rows(admin, "SELECT jobname, schedule, command, username FROM cron.job")
        command = "SELECT public.refresh_mission_statistics();"
        assert jobs == [("refresh-stats", "0 * * * *", command, SUPERUSER)]
        admin.execute(command)
        assert rows(admin, "SELECT public.refresh_stale_statistics('0')") == [(False,)]
        admin.execute("DROP SCHEMA cron CASCADE")
        assert rows(admin, "SELECT public.refresh_stale_statistics('0')") == [(True,)]


@pytest.mark.parametrize("role", ["anon", "authenticated"])
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT public.refresh_mission_statistics()",
        "SELECT public.refresh_stale_statistics()",
        "REFRESH MATERIALIZED VIEW public.mission_statistics",
        "SELECT * FROM private.mission_tally",
        "SELECT private.draw_up_totals(gen_random_uuid())",
    ],
)
def test_no_learner_touches_the_statistics(
    server: ServerAddress, role: str, statement: str
) -> None:
    with psycopg.connect(server.conninfo(GAME), autocommit=True) as connection:
        connection.execute(f"SET ROLE {role}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


def test_learners_read_the_statistics_and_nobody_else_unasked(
    server: ServerAddress, admin: psycopg.Connection[Any]
) -> None:
    with acting_as(server, learner(admin)) as connection:
        assert rows(connection, STATISTICS) is not None
        connection.execute("SET ROLE anon")
        for board in ("mission_statistics", "overall_leaderboard()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                rows(connection, f"SELECT * FROM public.{board}")
