"""Boards: who stands where, who is named, and who sees them; and achievements."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from db import referee as grading
from db.server import GAME, REFEREE, ServerAddress
from tests.db.reached import (
    MORNING,
    acting_as,
    completed,
    learner,
    missions,
    rows,
)


def test_a_missions_board_ranks_by_score_then_by_who_was_earlier(
    server: ServerAddress, admin: psycopg.Connection[Any]
) -> None:
    first, second = missions(admin)[:2]
    ana, ben = learner(admin, "Ana"), learner(admin, "Ben", shown=True)
    cem, nobody = learner(admin, "Cem"), learner(admin)
    for user, score, minute in ((ana, 70, 30), (ben, 70, 20), (cem, 90, 40), (nobody, 10, 5)):
        completed(admin, user, first, score, minute)
    completed(admin, ben, second, 99)
    with acting_as(server, ana) as connection:
        board = "SELECT place, display_name, score, is_me FROM public.mission_leaderboard(%s)"
        wanted = [
            (1, None, 90, False),
            (2, "Ben", 70, False),
            (3, "Ana", 70, True),
            (4, None, 10, False),
        ]
        assert rows(connection, board, "kettle-protocol") == wanted
        assert rows(connection, board, str(first)) == wanted


def test_the_overall_board_adds_up_missions(
    server: ServerAddress, admin: psycopg.Connection[Any]
) -> None:
    first, second = missions(admin)[:2]
    ana, ben = learner(admin, "Ana"), learner(admin, "Ben", shown=True)
    completed(admin, ana, first, 60, 10)
    completed(admin, ana, second, 30, 20)
    completed(admin, ben, first, 90, 15)
    with acting_as(server, ana) as connection:
        assert rows(connection, "SELECT * FROM public.overall_leaderboard()") == [
            (1, "Ben", 90, 1, MORNING + timedelta(minutes=15), False),
            (2, "Ana", 90, 2, MORNING + timedelta(minutes=20), True),
        ]


@pytest.mark.parametrize(
    ("limit", "length"), [(None, 20), (0, 1), (-5, 1), (3, 3), (20, 20), (5000, 100)]
)
def test_boards_have_an_end(
    server: ServerAddress, admin: psycopg.Connection[Any], limit: int | None, length: int
) -> None:
    mission = missions(admin)[0]
    admin.execute(
        "WITH new AS (INSERT INTO auth.users (id) SELECT gen_random_uuid()"
        " FROM generate_series(1, 120) RETURNING id)"
        " INSERT INTO public.user_progress (user_id, mission_id, status, score, completed_at)"
        " SELECT id, %s, 'completed', 50, now() FROM new",
        (mission,),
    )
    with acting_as(server, learner(admin)) as connection:
        for board, given in (
            ("mission_leaderboard('kettle-protocol', %s)", limit),
            ("overall_leaderboard(%s)", limit),
        ):
            found = rows(connection, f"SELECT place FROM public.{board}", given)
            assert [row[0] for row in found] == list(range(1, length + 1))


def test_a_board_of_no_mission_is_told_plainly(
    server: ServerAddress, admin: psycopg.Connection[Any]
) -> None:
    with acting_as(server, learner(admin)) as connection:
        with pytest.raises(psycopg.errors.NoDataFound, match="there is no mission nowhere"):
            rows(connection, "SELECT * FROM public.mission_leaderboard('nowhere')")


def test_a_class_board_is_for_its_members_and_names_all_to_who_looks_after_it(
    server: ServerAddress, admin: psycopg.Connection[Any]
) -> None:
    mission = missions(admin)[0]
    people = {name: learner(admin, name) for name in ("Ana", "Ben", "Other", "Tutor")}
    room = rows(admin, "INSERT INTO public.classes (name) VALUES ('Monday') RETURNING id")[0][0]
    for name, role in (("Ana", "learner"), ("Ben", "learner"), ("Tutor", "instructor")):
        admin.execute(
            "INSERT INTO public.class_members (class_id, user_id, role) VALUES (%s, %s, %s)",
            (room, people[name], role),
        )
    for name, score in (("Ana", 40), ("Ben", 60), ("Other", 99), ("Tutor", 98)):
        completed(admin, people[name], mission, score)
    board = "SELECT place, display_name, score, is_me FROM public.class_leaderboard(%s, %s)"
    for which in (None, "kettle-protocol"):
        with acting_as(server, people["Ana"]) as connection:
            assert rows(connection, board, room, which) == [
                (1, None, 60, False),
                (2, "Ana", 40, True),
            ]
        with acting_as(server, people["Tutor"]) as connection:
            assert rows(connection, board, room, which) == [
                (1, "Ben", 60, False),
                (2, "Ana", 40, False),
            ]
        with acting_as(server, people["Other"]) as connection:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                rows(connection, board, room, which)
    admin.execute("DELETE FROM public.classes")


def test_who_is_nobody_sees_no_board(server: ServerAddress, admin: psycopg.Connection[Any]) -> None:
    room = rows(admin, "INSERT INTO public.classes (name) VALUES ('Red') RETURNING id")[0][0]
    boards = ("mission_leaderboard('kettle-protocol')", "overall_leaderboard()")
    with psycopg.connect(server.conninfo(GAME), autocommit=True) as connection:
        connection.execute("SET ROLE authenticated")
        for board in (*boards, f"class_leaderboard('{room}')"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"nobody|not a class"):
                rows(connection, f"SELECT * FROM public.{board}")
    with psycopg.connect(server.conninfo("authenticator"), autocommit=True) as connection:
        connection.execute("SET ROLE service_role")
        for board in boards:
            rows(connection, f"SELECT * FROM public.{board}")
    admin.execute("DELETE FROM public.classes")


# --- achievements --------------------------------------------------------------------------


def test_a_result_that_names_achievements_leaves_each_once(
    server: ServerAddress, admin: psycopg.Connection[Any]
) -> None:
    user = learner(admin, "Ana")
    result: dict[str, Any] = {
        "score": 80,
        "phases": {},
        "xp": 80,
        "skills": {},
        "flags": [],
        "trust": {},
        "energy": 70,
        "promises": [],
    }
    for earned in ([], ["paper-trail"], ["paper-trail", "slept"]):
        with acting_as(server, user) as connection:
            started = rows(
                connection,
                "SELECT public.start_mission('kettle-protocol', %s, 7, 1, true)",
                uuid4(),
            )[0][0]
        given = result | ({"achievements": earned} if earned else {})
        grading.record_result(server.conninfo(REFEREE), user, started, given)
    assert rows(
        admin,
        "SELECT a.achievement, m.slug FROM public.player_achievements a"
        " JOIN public.missions m ON m.id = a.mission_id WHERE a.user_id = %s ORDER BY 1",
        user,
    ) == [("paper-trail", "kettle-protocol"), ("slept", "kettle-protocol")]
