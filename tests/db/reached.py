"""Learners with results, and what boards and statistics make of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from db.server import GAME, ServerAddress

Row = tuple[Any, ...]
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STATISTICS = "SELECT * FROM public.mission_statistics ORDER BY mission_id"
TOTALS_BY_COUNT = """
    SELECT user_id, sum(score)::integer, count(*)::integer, max(completed_at)
    FROM public.user_progress WHERE status = 'completed' GROUP BY user_id ORDER BY user_id"""
TOTALS = """
    SELECT user_id, total_score, missions_completed, reached_at
    FROM public.player_totals WHERE missions_completed > 0 ORDER BY user_id"""


def rows(connection: psycopg.Connection[Any], statement: str, *given: object) -> list[Row]:
    return connection.execute(statement, given or None).fetchall()


def learner(
    admin: psycopg.Connection[Any], name: str | None = None, *, shown: bool = False
) -> UUID:
    user = UUID(str(rows(admin, "INSERT INTO auth.users DEFAULT VALUES RETURNING id")[0][0]))
    if name:
        admin.execute(
            "INSERT INTO public.profiles (user_id, display_name, show_on_boards)"
            " VALUES (%s, %s, %s)",
            (user, name, shown),
        )
    return user


def missions(admin: psycopg.Connection[Any]) -> list[UUID]:
    return [row[0] for row in rows(admin, "SELECT id FROM public.missions ORDER BY order_index")]


def completed(
    admin: psycopg.Connection[Any], user: UUID, mission: UUID, score: int, minute: int = 60
) -> None:
    """A completed mission, begun at nine."""
    admin.execute(
        "INSERT INTO public.user_progress"
        " (user_id, mission_id, status, score, started_at, completed_at)"
        " VALUES (%s, %s, 'completed', %s, %s, %s)",
        (user, mission, score, MORNING, MORNING + timedelta(minutes=minute)),
    )


@contextmanager
def acting_as(server: ServerAddress, user: UUID) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(server.conninfo(GAME), autocommit=True) as connection:
        connection.execute("SET ROLE authenticated")
        claims = json.dumps({"sub": str(user)})
        connection.execute("SELECT set_config('request.jwt.claims', %s, false)", (claims,))
        yield connection


def refreshed(admin: psycopg.Connection[Any]) -> list[Row]:
    admin.execute("SELECT public.refresh_mission_statistics()")
    return rows(admin, STATISTICS)


def alike(found: list[Row], counted: list[Row]) -> bool:
    """Equal, but for the last digits of a quotient."""

    def plain(row: Row) -> Row:
        return tuple(
            value if value is None or isinstance(value, (str, UUID)) else float(value)
            for value in row
        )

    return [plain(row) for row in found] == [
        tuple(pytest.approx(v, rel=1e-9) if isinstance(v, float) else v for v in plain(row))
        for row in counted
    ]
