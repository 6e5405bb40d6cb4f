"""A crowd of learners in a real database, and the same rows in the source's own schema."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from content.loader import Pack
from db import migrate, publish
from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer, ServerAddress

Connection = psycopg.Connection[Any]

ROWS_EACH = 8
"""Rows of progress a learner has, on average."""
MOST_ROWS = 14
CHUNK = 20_000
SKILLS, FLAGS = ("data", "ethics"), ("heard", "kept", "told")
HERE = Path(__file__).parent
TOTALS = """
    INSERT INTO public.player_totals (user_id, total_score, missions_completed, reached_at)
    SELECT user_id, sum(score), count(*), max(completed_at)
    FROM public.user_progress WHERE status = 'completed' GROUP BY user_id"""
TALLIES = """
    INSERT INTO private.mission_tally (mission_id, score, n, timed, spent)
    SELECT mission_id, -1, count(*), 0, 0 FROM public.user_progress GROUP BY mission_id
    UNION ALL
    SELECT mission_id, score, count(*), count(started_at),
        coalesce(sum(extract(epoch FROM completed_at - started_at) * 1000000), 0)
    FROM public.user_progress WHERE status = 'completed' GROUP BY mission_id, score"""


@dataclass(frozen=True)
class Crowd:
    """A database with learners in it. Everybody has completed the first mission, and plays it
    once more."""

    address: ServerAddress
    users: tuple[UUID, ...]
    """A sample of the learners; the playthrough of each has the learner's own id."""
    missions: tuple[UUID, ...]
    learners: int

    def connect(self, role: str = SUPERUSER, **how: Any) -> Connection:
        """A connection under a login."""
        return psycopg.connect(self.address.conninfo(role), autocommit=True, **how)


@contextmanager
def crowd(folder: Path, pack: Pack, learners: int) -> Iterator[Crowd]:
    """A server with that many learners on it, and no more of it afterwards."""
    server = EmbeddedServer(DataFolder(folder))
    try:
        address = server.start(lambda step: None)
        with psycopg.connect(address.conninfo(SUPERUSER), autocommit=True) as admin:
            for name, value in _settings(learners).items():
                admin.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        server.leave()
        server.start(lambda step: None)
        migrate.upgrade(address.conninfo(SUPERUSER))
        publish.publish(pack.cards, pack.missions, address.conninfo(SUPERUSER))
        yield _fill(address, learners)
    finally:
        server.leave()
        # Not a scratch server, for it syncs what it commits; so it is not removed by itself.
        shutil.rmtree(server.account.home, ignore_errors=True)


def _settings(learners: int) -> dict[str, str]:
    """Room for the crowd: a quarter of the memory at most, and no work in the background."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    buffers = max(64, min(learners * 8 // 1000, memory // 4))
    return {
        "shared_buffers": f"{buffers}MB",
        "maintenance_work_mem": f"{max(64, min(1000, memory // 16))}MB",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "1h",
        "autovacuum": "off",
    }


def _fill(address: ServerAddress, learners: int) -> Crowd:
    chance = random.Random(learners)
    users = sorted({chance.getrandbits(128) for _ in range(learners)})
    played = [chance.randint(2, MOST_ROWS) for _ in users]
    with psycopg.connect(address.conninfo(SUPERUSER), autocommit=True) as admin:
        # Constraints are checked by what wrote such rows before; here they would take hours.
        admin.execute("SET session_replication_role = replica")
        admin.execute("SET synchronous_commit = off")
        found = admin.execute("SELECT id FROM public.missions ORDER BY order_index").fetchall()
        missions = [UUID(str(row[0])) for row in found]
        revision = admin.execute("SELECT max(rev) FROM private.content_revisions").fetchone()
        assert revision is not None
        _copy_people(admin, users, missions[0], revision[0], chance)
        _copy_progress(admin, users, played, missions, chance)
        admin.execute(TOTALS)
        admin.execute(TALLIES)
        admin.execute("VACUUM (ANALYZE)")
        admin.execute("SELECT public.refresh_mission_statistics()")
    sample = chance.sample(users, min(len(users), 1_000))
    return Crowd(address, tuple(UUID(int=user) for user in sample), tuple(missions), learners)


def _copy(admin: Connection, into: str, lines: Iterable[str]) -> None:
    rest = iter(lines)
    with admin.cursor().copy(f"COPY {into} FROM STDIN") as copy:
        while chunk := list(islice(rest, CHUNK)):
            copy.write("".join(chunk))


def _copy_people(
    admin: Connection, users: list[int], first: UUID, rev: int, chance: random.Random
) -> None:
    rolled = chance.random
    _copy(admin, "auth.users (id)", (f"{user:032x}\n" for user in users))
    _copy(
        admin,
        "public.profiles (user_id, display_name, xp, energy, show_on_boards)",
        (
            f"{user:032x}\tLearner {n}\t{int(rolled() * 2000)}\t{40 + int(rolled() * 50)}"
            f"\t{'t' if rolled() < 0.3 else 'f'}\n"
            for n, user in enumerate(users)
        ),
    )
    _copy(
        admin,
        "public.player_skills (user_id, skill, points)",
        (f"{user:032x}\t{skill}\t{int(rolled() * 9)}\n" for user in users for skill in SKILLS),
    )
    _copy(
        admin,
        "public.player_flags (user_id, flag, mission_id)",
        (f"{user:032x}\t{flag}\t{first}\n" for user in users for flag in FLAGS),
    )
    _copy(
        admin,
        "public.playthroughs (user_id, id, mission_id, rev, rules_version, seed, last_seq)",
        (f"{user:032x}\t{user:032x}\t{first}\t{rev}\t1\t7\t1\n" for user in users),
    )
    _copy(
        admin,
        "public.playthrough_events (user_id, playthrough_id, seq, action, events)",
        (
            f'{user:032x}\t{user:032x}\t1\t{{"kind": "start", "v": 1}}'
            f'\t[{{"kind": "started", "v": 1, "seed": 7}}]\n'
            for user in users
        ),
    )


def _copy_progress(
    admin: Connection,
    users: list[int],
    played: list[int],
    missions: list[UUID],
    chance: random.Random,
) -> None:
    """Mission by mission, as rows come in: those of one learner lie apart."""
    indexes = admin.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = 'public.user_progress'::regclass AND NOT indisunique"
    ).fetchall()
    for name, _ in indexes:
        admin.execute(f"DROP INDEX {name}")
    for number, mission in enumerate(missions):
        _copy(
            admin,
            "public.user_progress (user_id, mission_id, status, current_phase, progress_data,"
            " score, first_score, attempts, started_at, completed_at)",
            _progress_lines(number, mission, users, played, chance.random),
        )
    for _, definition in indexes:
        admin.execute(definition)


def _progress_lines(
    number: int, mission: UUID, users: list[int], played: list[int], rolled: Any
) -> Iterator[str]:
    for user, rows in zip(users, played, strict=True):
        if number >= rows:
            continue
        score, minute = 35 + int(rolled() * 66), int(rolled() * 90)
        day, month = 1 + int(rolled() * 28), 1 + number % 12
        began = f"2026-{month:02}-{day:02} 09:{minute % 60:02}"
        game = (
            f'{{"game": {{"phase": "design", "phase_index": 3, "minute": {minute},'
            f' "trust": {score}, "last_seq": {minute}}}'
        )
        if number and number == rows - 1:
            yield (f"{user:032x}\t{mission}\tin_progress\t3\t{game}}}\t0\t\\N\t1\t{began}\t\\N\n")
        else:
            yield (
                f"{user:032x}\t{mission}\tcompleted\t5\t{game}, "
                f'"phases": {{"letters": {score}, "call": {score}, "design": {score}}}, '
                f'"best": {{"xp": {score}, "skills": {{"data": 2, "ethics": 1}}}}}}'
                f"\t{score}\t{score}\t1\t{began}\t2026-{month:02}-{day:02} "
                f"{10 + score % 8}:{minute % 60:02}:{int(rolled() * 60):02}\n"
            )


def lay_out_source(crowd: Crowd) -> None:
    """The source's own schema beside ours, with the same rows; its policies are left out, for
    under them nothing of its content is seen."""
    with crowd.connect() as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("SET synchronous_commit = off")
        admin.execute("CREATE SCHEMA source")
        admin.execute("SET search_path = source, public")
        admin.execute((HERE / "source_schema.sql").read_text(encoding="utf-8"))
        admin.execute("VACUUM (ANALYZE)")
        admin.execute("SELECT refresh_mission_statistics()")
