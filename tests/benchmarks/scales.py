"""The measurements on a crowd: reading, saving and refreshing, ours beside the source's."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from db.server import GAME
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.measuring import Asker, Cost, Saves, as_learner, as_source, costs, saves
from tests.benchmarks.statements import FLOOR, READING, SOURCE_UPDATE, Operation

LOOK_UP = "a look-up by primary key"
OWN_TABLE, SOURCE_TABLE = "public.user_progress", "source.user_progress"
UNPAID = {
    "without idx_progress_data": ("idx_progress_data",),
    "and without idx_user_status": ("idx_user_status",),
    "and without idx_available_missions": ("idx_available_missions",),
}
"""The source's indexes that no query of its document needs, taken away one after another."""


@dataclass(frozen=True)
class Reading:
    """One operation's cost beside the source's, and beside a row looked up by its primary key,
    as the same learner under the same policies asks for it."""

    operation: Operation
    ours: Cost
    source: Cost | None
    look_up: Cost

    @property
    def look_ups(self) -> float:
        """The client's time, in look-ups."""
        return self.ours.client / self.look_up.client


def readings(crowd: Crowd, *, source: bool, runs: int = 300) -> list[Reading]:
    """Measures everything that is read."""
    return [_reading(crowd, operation, source, runs) for operation in READING]


def _reading(crowd: Crowd, operation: Operation, source: bool, runs: int) -> Reading:
    with as_learner(crowd) as connection:
        look_up = Asker(connection, FLOOR, learner=True)
        asker = Asker(connection, operation.ours, learner=True)
        found = costs([look_up, asker], _learners(crowd, runs))
    theirs = None
    if source and operation.source:
        with as_source(crowd) as connection:
            asked = _learners(crowd, operation.source_runs)
            theirs = costs([Asker(connection, operation.source)], asked)[0]
    return Reading(operation, found[1], theirs, found[0])


def bare_look_up(crowd: Crowd, runs: int = 300) -> Cost:
    """A row by its primary key, past all policies."""
    with crowd.connect() as connection:
        return costs([Asker(connection, FLOOR)], _learners(crowd, runs))[0]


def _learners(crowd: Crowd, runs: int) -> list[tuple[object, ...]]:
    """Whom to ask for: learners of the sample, and the first mission."""
    return [(user, crowd.missions[0]) for user in itertools.islice(crowd.users, runs)]


def in_the_game(crowd: Crowd, *, share: float = 0.5, runs: int = 300) -> dict[str, float]:
    """Milliseconds through the game's own connection, values made and all; the look-up, by the
    name `LOOK_UP`, is asked in turn with the rest. `share` of the times are shorter."""
    return asyncio.run(_in_the_game(crowd, share, runs))


async def _in_the_game(crowd: Crowd, share: float, runs: int) -> dict[str, float]:
    asked = {LOOK_UP: FLOOR} | {operation.name: operation.ours for operation in READING}
    times: dict[str, list[float]] = {name: [] for name in asked}
    user, mission = crowd.users[0], crowd.missions[0]
    connection = await psycopg.AsyncConnection.connect(
        crowd.address.conninfo(GAME), autocommit=True, row_factory=dict_row
    )
    async with connection:
        await connection.execute("SET ROLE authenticated")
        await connection.execute(
            "SELECT set_config('request.jwt.claims', %s, false)", (json.dumps({"sub": str(user)}),)
        )
        for _ in range(runs):
            for name, statement in asked.items():
                named = statement.replace("$1", "%(user)s").replace("$2", "%(mission)s")
                begun = time.perf_counter()
                cursor = await connection.execute(named, {"user": user, "mission": mission})
                rows = await cursor.fetchall()
                times[name].append(time.perf_counter() - begun)
                del rows, cursor  # not on the next one's clock
    return {name: sorted(taken)[int(len(taken) * share)] * 1000 for name, taken in times.items()}


def recorded(crowd: Crowd) -> Saves:
    """The game's own save: a row of the log, the playthrough, the summary."""
    with crowd.connect() as admin:
        stand = dict(
            admin.execute(
                "SELECT user_id, last_seq FROM public.playthroughs WHERE user_id = ANY (%s)",
                (list(crowd.users),),
            ).fetchall()
        )
    action = Jsonb({"kind": "place", "component": "cache", "at": [3, 4]})
    event = Jsonb([{"kind": "component_placed", "v": 1, "id": "c7", "at": [3, 4], "as": "cache"}])
    with as_learner(crowd) as connection:

        def save(user: UUID) -> None:
            stand[user] += 1
            summary = {"phase": "design", "phase_index": 3, "minute": stand[user], "trust": 55}
            connection.execute(
                "SELECT public.record_events(%s, %s, %s, %s, %s)",
                (user, stand[user], action, event, Jsonb(summary)),
                prepare=True,
            )

        return saves(crowd, connection, OWN_TABLE, save)


def merged(crowd: Crowd, *, source: bool) -> Saves:
    """The source's own update of progress, in our schema as a learner or in the source's."""
    opened, table = (as_source, SOURCE_TABLE) if source else (as_learner, OWN_TABLE)
    tabs = itertools.count()
    with opened(crowd) as connection:
        asker = Asker(connection, SOURCE_UPDATE)

        def save(user: UUID) -> None:
            asker.ask(user, crowd.missions[0], f'{{"web": {{"tab": {next(tabs)}}}}}')

        return saves(crowd, connection, table, save)


def without_indexes(crowd: Crowd) -> dict[str, Saves]:
    """What the source's update costs as indexes go; nothing brings them back."""
    found = {}
    for name, gone in UNPAID.items():
        with crowd.connect() as admin:
            for index in gone:
                admin.execute(f"DROP INDEX source.{index}")
        found[name] = merged(crowd, source=True)
    return found


def indexes(crowd: Crowd, schema: str) -> list[tuple[str, float, int]]:
    """Each index of the progress table: megabytes, and how often a query has used it."""
    with crowd.connect() as admin:
        rows = admin.execute(
            "SELECT indexrelname, pg_relation_size(indexrelid) / 1e6, idx_scan"
            " FROM pg_stat_user_indexes WHERE schemaname = %s AND relname = 'user_progress'"
            " ORDER BY 2 DESC",
            (schema,),
        ).fetchall()
    return [(str(name), float(size), int(scans)) for name, size, scans in rows]


def refresh(crowd: Crowd, *, changed: int = 500, share: float = 0.5) -> float:
    """Milliseconds of drawing the statistics anew, with results changed since. `share` of the
    times are shorter."""

    def change() -> None:
        with crowd.connect() as admin:
            admin.execute("SET ROLE scopecreep_owner")
            admin.execute(
                "UPDATE public.user_progress SET score = (score + 1) %% 101"
                " WHERE mission_id = %s AND user_id = ANY (%s)",
                (crowd.missions[0], list(crowd.users[:changed])),
            )

    return _timed(crowd, "SELECT public.refresh_mission_statistics()", change, share, runs=9)


def source_refresh(crowd: Crowd) -> float:
    """Milliseconds of the source's refresh."""
    return _timed(crowd, "SELECT source.refresh_mission_statistics()", lambda: None, 0, runs=1)


def _timed(
    crowd: Crowd, statement: str, before: Callable[[], None], share: float, runs: int
) -> float:
    times = []
    with crowd.connect() as admin:
        admin.execute("SET search_path = source, public")
        for _ in range(runs):
            before()
            begun = time.perf_counter()
            admin.execute(statement)
            times.append(time.perf_counter() - begun)
    return sorted(times)[int(runs * share)] * 1000
