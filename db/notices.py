"""What other programs than the game have written into the game's own part of progress."""

from __future__ import annotations

import psycopg


def count(conninfo: str) -> int | None:
    """How many such writes are noted; None where this login may not know."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        try:
            row = connection.execute("SELECT count(*) FROM public.progress_notices").fetchone()
        except psycopg.errors.InsufficientPrivilege:
            return None
    return int(row[0]) if row else None
