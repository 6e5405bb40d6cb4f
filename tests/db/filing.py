"""Missions, players and logins that tests of the schema make for themselves."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from db.server import GAME, SUPERUSER, ServerAddress
from tests.db.cast import Connection


def player(admin: Connection) -> UUID:
    user = value(admin, "INSERT INTO auth.users DEFAULT VALUES RETURNING id")
    admin.execute("INSERT INTO public.profiles (user_id, display_name) VALUES (%s, 'P')", (user,))
    return UUID(str(user))


@contextmanager
def learner(server: ServerAddress, user: UUID) -> Iterator[Connection]:
    """A learner's connection; what it does is taken back."""
    with psycopg.connect(server.conninfo(GAME)) as connection:
        connection.execute("SET ROLE authenticated")
        claims = json.dumps({"sub": str(user)})
        connection.execute("SELECT set_config('request.jwt.claims', %s, false)", (claims,))
        yield connection
        connection.rollback()


@contextmanager
def service(server: ServerAddress) -> Iterator[Connection]:
    """The service's connection; what it does is taken back."""
    with psycopg.connect(server.conninfo(SUPERUSER)) as connection:
        connection.execute("SET SESSION AUTHORIZATION authenticator")
        connection.execute("SET ROLE service_role")
        yield connection
        connection.rollback()


def board(connection: Connection) -> dict[str, str]:
    """Every mission's status for whoever asks."""
    rows = connection.execute("SELECT slug, user_status FROM public.available_missions()")
    return dict(rows.fetchall())


def wait_for_lock(admin: Connection, blocked: Connection) -> None:
    """Until the other connection waits for somebody."""
    for _ in range(500):
        waits = "SELECT cardinality(pg_blocking_pids(%s)) > 0"
        if value(admin, waits, blocked.info.backend_pid):
            return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def file(connection: Connection, slug: str, config: dict[str, Any] | None = None) -> UUID:
    """Files a mission."""
    row = connection.execute(
        "INSERT INTO public.missions (slug, title, order_index, difficulty, config)"
        " VALUES (%s, %s, 99, 'beginner', %s) RETURNING id",
        (slug, slug, Jsonb(config or {})),
    ).fetchone()
    assert row is not None
    return UUID(str(row[0]))


def ask(connection: Connection, mission: UUID, tree: Any) -> None:
    """Gives a mission prerequisites."""
    connection.execute(
        "INSERT INTO public.mission_prerequisites (mission_id, prerequisite_config) VALUES (%s, %s)"
        " ON CONFLICT (mission_id)"
        " DO UPDATE SET prerequisite_config = excluded.prerequisite_config",
        (mission, Jsonb(tree)),
    )


def value(connection: Connection, statement: str, *parameters: object) -> Any:
    row = connection.execute(statement, parameters).fetchone()
    assert row is not None
    return row[0]


def is_open(connection: Connection, user: UUID, mission: UUID) -> bool:
    return bool(value(connection, "SELECT public.check_mission_unlocked(%s, %s)", user, mission))


def completed(connection: Connection, user: UUID, mission: UUID, score: int) -> None:
    connection.execute(
        "INSERT INTO public.user_progress (user_id, mission_id, status, score, completed_at)"
        " VALUES (%s, %s, 'completed', %s, now())",
        (user, mission, score),
    )


def second(server: ServerAddress) -> Connection:
    """Another writer, in transactions."""
    return psycopg.connect(server.conninfo(SUPERUSER))


def take_back(admin: Connection) -> None:
    """Deletes the missions that a test filed; the pack's have a code."""
    with admin.transaction():
        admin.execute("DELETE FROM public.missions WHERE NOT config ? 'code'")
