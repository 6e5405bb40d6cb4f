"""How an operation is measured: by the client's clock, by the server's, and in pages touched."""

from __future__ import annotations

import json
import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import psycopg

from db.server import GAME
from tests.benchmarks.crowd import Crowd

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Cost:
    """Medians: milliseconds at the client, milliseconds in the server, pages touched."""

    client: float
    server: float
    pages: float


class Asker:
    """Asks one prepared statement for one learner after another."""

    def __init__(self, connection: Connection, statement: str, *, learner: bool = False) -> None:
        self._connection = connection
        self._learner = learner
        self._used = [number for number in (1, 2, 3) if f"${number}" in statement]
        types = {1: "uuid", 2: "uuid", 3: "jsonb"}
        given = ", ".join(types[number] for number in self._used)
        self._name = f"asked_{id(self)}"
        renumbered = re.sub(
            r"\$(\d)", lambda found: f"${self._used.index(int(found[1])) + 1}", statement
        )
        connection.execute(f"PREPARE {self._name}{f' ({given})' if given else ''} AS {renumbered}")

    def ask(self, *values: object, explain: bool = False) -> tuple[float, Any]:
        """Seconds at the client, and the answer; the claims are set outside the clock."""
        if self._learner:
            sign_in(self._connection, values[0])
        given = ", ".join(f"'{values[number - 1]}'" for number in self._used)
        call = f"EXECUTE {self._name}{f'({given})' if given else ''}"
        if explain:
            call = f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {call}"
        begun = time.perf_counter()
        cursor = self._connection.execute(call)
        took = time.perf_counter() - begun  # all has arrived; Python makes values of it later
        return took, cursor.fetchall()


def costs(askers: list[Asker], learners: list[tuple[object, ...]]) -> list[Cost]:
    """What asking costs, one asker after the other for each learner, so that whatever else the
    machine does meets them alike. Half of the learners go by the client's clock."""
    half = max(1, len(learners) // 2)
    client: list[list[float]] = [[] for _ in askers]
    server: list[list[float]] = [[] for _ in askers]
    pages: list[list[float]] = [[] for _ in askers]
    for values in learners[:half]:
        for number, asker in enumerate(askers):
            client[number].append(asker.ask(*values)[0])
    for values in learners[-half:]:
        for number, asker in enumerate(askers):
            plan = asker.ask(*values, explain=True)[1][0][0][0]
            server[number].append(plan["Execution Time"])
            touched = plan["Plan"]
            pages[number].append(touched["Shared Hit Blocks"] + touched["Shared Read Blocks"])
    middle = statistics.median
    return [
        Cost(middle(took) * 1000, middle(ran), middle(read))
        for took, ran, read in zip(client, server, pages, strict=True)
    ]


def sign_in(connection: Connection, user: object) -> None:
    """Says whose the connection is from here on, as the game does once."""
    claims = json.dumps({"sub": str(user)})
    connection.execute("SELECT set_config('request.jwt.claims', %s, false)", (claims,))


@contextmanager
def as_learner(crowd: Crowd) -> Iterator[Connection]:
    """The game's own connection; whose it is the claims say."""
    with crowd.connect(GAME) as connection:
        connection.execute("SET ROLE authenticated")
        yield connection


@contextmanager
def as_source(crowd: Crowd) -> Iterator[Connection]:
    """A connection in the source's own schema, past its policies."""
    with crowd.connect() as connection:
        connection.execute("SET search_path = source, public")
        yield connection


@dataclass(frozen=True)
class Saves:
    """What saving costs: milliseconds, how many commits of one bare row in between take as long,
    bytes of write-ahead log, and how many of the table's updates stayed in their page."""

    client: float
    commits: float
    log_bytes: float
    in_page: float


def saves(
    crowd: Crowd, saver: Connection, table: str, save: Callable[[UUID], object], rounds: int = 4
) -> Saves:
    """Saves again and again for the same learners; the first two rounds are not counted, for
    each page is logged whole once."""
    users = crowd.users[:200]

    def standing() -> tuple[int, int, int]:
        saver.execute("SELECT pg_stat_force_next_flush()")
        row = admin.execute(
            "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint,"
            " n_tup_upd, n_tup_hot_upd FROM pg_stat_all_tables WHERE relid = %s::regclass",
            (table,),
        ).fetchone()
        assert row is not None
        return row[0], row[1], row[2]

    def timed(call: Callable[[], object]) -> float:
        begun = time.perf_counter()
        call()
        return time.perf_counter() - begun

    def each(rounds: int, bare: Callable[[], object] = lambda: None) -> list[tuple[float, float]]:
        times = []
        for user in users * rounds:
            sign_in(saver, user)
            times.append((timed(partial(save, user)), timed(bare)))
        return times

    with crowd.connect() as admin:
        each(2)
        before = standing()
        each(rounds)
        after = standing()
        admin.execute("CREATE TABLE public.bare (n integer)")
        insert = "INSERT INTO public.bare VALUES (1)"
        times = each(rounds, lambda: admin.execute(insert, prepare=True))
        admin.execute("DROP TABLE public.bare")
    client, bare = (statistics.median(column) for column in zip(*times, strict=True))
    return Saves(
        client * 1000,
        client / bare,
        (after[0] - before[0]) / (len(users) * rounds),
        (after[2] - before[2]) / max(1, after[1] - before[1]),
    )
