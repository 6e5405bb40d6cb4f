"""Content versions: sane numbers, one current, whoever writes at the same time."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from content.loader import Pack
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from tests.db.authors import (
    MAIL,
    consistent,
    content_id,
    data_of,
    numbers,
    one,
    player,
    publishing,
    start,
    update,
    with_subject,
)


def test_ten_updates_count_on_from_1_9_to_1_10(
    own: psycopg.Connection, service: psycopg.Connection
) -> None:
    mail = content_id(own, MAIL)
    for number in range(11):
        update(service, mail, {**data_of(own, mail), "subject": f"Edit {number}"})
    assert numbers(own, mail) == [f"1.{n}" for n in range(12)]
    consistent(own)


def test_an_update_changes_what_is_shown_and_keeps_the_answers(
    own: psycopg.Connection, service: psycopg.Connection
) -> None:
    mail = content_id(own, MAIL)
    before = one(
        own,
        "SELECT a.answers FROM private.content_answers a JOIN public.content_versions v"
        " ON v.id = a.version_id WHERE v.content_id = %s AND v.is_current",
        mail,
    )
    version = update(service, mail, {**data_of(own, mail), "subject": "Another"}, "a better word")
    assert data_of(own, mail)["subject"] == "Another"
    row = own.execute(
        "SELECT v.change_notes, v.is_current, r.kind, r.digest, a.answers"
        " FROM public.content_versions v JOIN private.content_revisions r USING (rev)"
        " JOIN private.content_answers a ON a.version_id = v.id WHERE v.id = %s",
        (version,),
    ).fetchone()
    assert row == ("a better word", True, "edit", None, before)
    assert before


def test_an_update_notes_who_made_it(own: psycopg.Connection, service: psycopg.Connection) -> None:
    author, mail = player(own), content_id(own, MAIL)
    claims = json.dumps({"sub": str(author), "role": "service_role"})
    service.execute("SELECT set_config('request.jwt.claims', %s, false)", (claims,))
    version = update(service, mail, {**data_of(own, mail), "subject": "Signed"})
    service.execute("SELECT set_config('request.jwt.claims', %s, false)", (json.dumps({}),))
    nobody = update(service, mail, {**data_of(own, mail), "subject": "Unsigned"})
    claims = json.dumps({"sub": str(uuid4())})
    service.execute("SELECT set_config('request.jwt.claims', %s, false)", (claims,))
    stranger = update(service, mail, {**data_of(own, mail), "subject": "By a stranger"})
    by = "SELECT created_by FROM public.content_versions WHERE id = %s"
    written_by = [one(own, by, which) for which in (version, nobody, stranger)]
    assert written_by == [author, None, None]


@pytest.mark.parametrize(
    ("content", "data", "state"),
    [
        ("missing", Jsonb({}), "P0002"),
        (MAIL, None, "22023"),
        (MAIL, Jsonb([]), "22023"),
        (MAIL, Jsonb("text"), "22023"),
        ("retired", Jsonb({}), "55000"),
    ],
)
def test_an_update_that_cannot_be_is_refused_in_words(
    own: psycopg.Connection, service: psycopg.Connection, content: str, data: Any, state: str
) -> None:
    which = uuid4() if content == "missing" else content_id(own, MAIL)
    if content == "retired":
        own.execute("UPDATE public.mission_content SET retired_rev = 1 WHERE id = %s", (which,))
    with pytest.raises(psycopg.Error) as refused:
        service.execute("SELECT public.update_mission_content(%s, %s, '')", (which, data))
    assert refused.value.sqlstate == state
    consistent(own)


@pytest.mark.parametrize("role", ["anon", "authenticated", "referee"])
def test_nobody_but_the_service_writes_content(
    own_database: ServerAddress, own: psycopg.Connection, role: str
) -> None:
    login = REFEREE if role == "referee" else GAME
    mail = content_id(own, MAIL)
    with psycopg.connect(own_database.conninfo(login), autocommit=True) as connection:
        connection.execute(f"SET ROLE {role}")
        for call in (
            f"public.update_mission_content('{mail}', '{{}}', '')",
            "public.queue_migrations()",
            "private.write_version(NULL, NULL, NULL, NULL, NULL)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SELECT {call}")  # type: ignore[call-overload]


def test_two_authors_at_once_both_land(
    own_database: ServerAddress, own: psycopg.Connection
) -> None:
    mail = content_id(own, MAIL)
    data = data_of(own, mail)
    faults: list[Exception] = []

    def author(name: str) -> None:
        try:
            with psycopg.connect(own_database.conninfo(SUPERUSER), autocommit=True) as connection:
                connection.execute("SET ROLE service_role")
                for number in range(8):
                    update(connection, mail, {**data, "subject": f"{name} {number}"})
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)

    authors = [threading.Thread(target=author, args=(name,)) for name in ("one", "two")]
    for thread in authors:
        thread.start()
    for thread in authors:
        thread.join()
    assert faults == []
    assert numbers(own, mail) == [f"1.{n}" for n in range(17)]
    consistent(own)


def test_authors_of_every_kind_at_once_lose_nothing_and_never_deadlock(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    rows = [content_id(own, key) for key in (MAIL, "video_call", "system_design", "mission")]
    kettle, faults = pack.mission("kettle-protocol"), list[Exception]()

    def plainly(chance: random.Random) -> None:
        with psycopg.connect(own_database.conninfo(SUPERUSER), autocommit=True) as connection:
            connection.execute("SET ROLE service_role")
            for number in range(10):
                with connection.transaction():
                    for row in chance.sample(rows, 2):
                        connection.execute(
                            "UPDATE public.mission_content SET content_data = content_data || %s"
                            " WHERE id = %s",
                            (Jsonb({"mark": f"{chance.random()}"}), row),
                        )
                update(connection, rows[0], {**data_of(connection, rows[0]), "n": number})

    def publishing_packs(chance: random.Random) -> None:
        for number in range(3):
            publishing(pack, with_subject(kettle, f"Pack {number}"), own_database)

    def guarded(work: Callable[[random.Random], None], seed: int) -> None:
        try:
            work(random.Random(seed))
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)

    authors = [
        threading.Thread(target=guarded, args=(work, seed))
        for seed, work in enumerate((plainly, plainly, publishing_packs))
    ]
    for thread in authors:
        thread.start()
    for thread in authors:
        thread.join()
    assert faults == []
    consistent(own)
    found = numbers(own, rows[0])
    assert found == [f"1.{n}" for n in range(len(found))]


def test_an_author_who_has_not_finished_holds_the_next_one_up(
    own_database: ServerAddress, own: psycopg.Connection
) -> None:
    mail, other = content_id(own, MAIL), content_id(own, "video_call")
    slow = psycopg.connect(own_database.conninfo(SUPERUSER))
    slow.execute("SET ROLE service_role")
    slow.execute(
        "SELECT public.update_mission_content(%s, %s, '')", (mail, Jsonb(data_of(own, mail)))
    )
    with psycopg.connect(own_database.conninfo(SUPERUSER), autocommit=True) as quick:
        quick.execute("SET ROLE service_role")
        quick.execute("SET lock_timeout = '150ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            update(quick, other, data_of(own, other))
        slow.commit()
        slow.close()
        update(quick, other, data_of(own, other))
    revs = own.execute("SELECT rev FROM public.content_versions ORDER BY created_at").fetchall()
    assert revs == sorted(revs)


@pytest.mark.parametrize("number", ["1.0.0", "v2", "1", "", "1.x"])
def test_a_number_of_another_kind_cannot_enter(own: psycopg.Connection, number: str) -> None:
    mail = content_id(own, MAIL)
    with pytest.raises(psycopg.errors.CheckViolation):
        own.execute(
            "INSERT INTO public.content_versions (content_id, version_number, content_data)"
            " VALUES (%s, %s, '{}')",
            (mail, number),
        )


def test_two_current_versions_cannot_stand(own: psycopg.Connection) -> None:
    mail = content_id(own, MAIL)
    with pytest.raises(psycopg.errors.UniqueViolation):
        own.execute(
            "INSERT INTO public.content_versions"
            " (content_id, version_number, content_data, is_current)"
            " VALUES (%s, '7.0', '{}', true)",
            (mail,),
        )


# --- migrations are queued -----------------------------------------------------------------------


def test_an_update_queues_the_open_playthroughs_of_its_mission_and_no_others(
    own_database: ServerAddress, own: psycopg.Connection, service: psycopg.Connection
) -> None:
    ana, ben, eve = (player(own, name) for name in ("Ana", "Ben", "Eve"))
    mine = {start(own_database, user) for user in (ana, ben)}
    over = start(own_database, eve)
    own.execute("UPDATE public.playthroughs SET status = 'abandoned' WHERE id = %s", (over,))
    own.execute(
        "INSERT INTO public.user_progress (user_id, mission_id, status)"
        " SELECT %s, id, 'in_progress' FROM public.missions WHERE slug = %s",
        (ana, "client-discovery-workshop"),
    )
    start(own_database, ana, "client-discovery-workshop")
    mail = content_id(own, MAIL)
    old = one(own, "SELECT id FROM public.content_versions WHERE content_id = %s", mail)
    new = update(service, mail, {**data_of(own, mail), "subject": "New"})
    rows = own.execute(
        "SELECT playthrough_id, old_version_id, new_version_id, migration_status, migration_data"
        " FROM public.progress_migrations"
    ).fetchall()
    assert {row[0] for row in rows} == mine and len(rows) == 2
    assert {row[1:4] for row in rows} == {(old, new, "pending")}
    assert all(row[4] == {"auto_migration": True} for row in rows)


def test_queueing_what_is_queued_adds_nothing(
    own_database: ServerAddress, own: psycopg.Connection, service: psycopg.Connection, pack: Pack
) -> None:
    start(own_database, player(own))
    assert one(service, "SELECT public.queue_migrations()") == 0
    publishing(pack, with_subject(pack.mission("kettle-protocol"), "Other"), own_database)
    assert one(service, "SELECT public.queue_migrations()") == 1
    assert one(service, "SELECT public.queue_migrations()") == 0
    mail = content_id(own, MAIL)
    update(service, mail, {**data_of(own, mail), "subject": "New"})
    assert one(own, "SELECT count(*) FROM public.progress_migrations") == 2


def test_the_sources_own_row_of_the_queue_finds_its_playthrough(
    own_database: ServerAddress, own: psycopg.Connection, service: psycopg.Connection
) -> None:
    ana, mail = player(own), content_id(own, MAIL)
    version = one(own, "SELECT id FROM public.content_versions WHERE content_id = %s", mail)
    queue = (
        "INSERT INTO public.progress_migrations (user_id, old_version_id, new_version_id,"
        " migration_data) VALUES (%s, %s, %s, '{}') RETURNING playthrough_id"
    )
    with pytest.raises(psycopg.errors.NoDataFound, match="under way"):
        service.execute(queue, (ana, version, version))
    started = start(own_database, ana)
    assert one(service, queue, ana, version, version) == started
    with pytest.raises(psycopg.errors.CheckViolation):
        service.execute("UPDATE public.progress_migrations SET migration_status = 'banana'")
