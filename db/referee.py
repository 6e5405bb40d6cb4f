"""Grading: the one write of a score, under a role that may do nothing else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb


def may_grade(conninfo: str) -> bool:
    """Whether a login may record results."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        try:
            connection.execute("SET ROLE referee")
        except psycopg.errors.InsufficientPrivilege:
            return False
    return True


def record_result(conninfo: str, user: UUID, playthrough: UUID, result: dict[str, Any]) -> None:
    """Writes a playthrough's result: score, phases, skills, flags, trust, promises, energy."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("SET ROLE referee")
        connection.execute(
            "SELECT public.record_result(%s, %s, %s)", (user, playthrough, Jsonb(result))
        )


def refresh_statistics(conninfo: str) -> bool:
    """Refreshes `mission_statistics` where that is due and nothing else does it.

    Every few minutes is enough: the numbers are for reading, not for play.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("SET ROLE referee")
        row = connection.execute("SELECT public.refresh_stale_statistics()").fetchone()
        return bool(row and row[0])
