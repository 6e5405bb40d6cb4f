"""The migrator beside players and authors who go on meanwhile, and who may run it."""

from __future__ import annotations

import asyncio
import threading
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from content.loader import Pack
from db import migrator
from db.server import GAME, REFEREE, ServerAddress
from engine import actions as ac
from engine.log import state_of
from engine.mission import Mission
from tests.db.migrants import (
    SLUG,
    ask,
    begin,
    id_of,
    issue,
    play_on,
    renamed,
    without_mail,
)
from tui.office import Office
from tui.session import Moved


async def test_the_player_who_acts_meanwhile_is_told_and_finds_the_heir(
    office: Office, keepers: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    issue(pack, keepers, renamed)
    await asyncio.to_thread(migrator.settle_all, keepers)
    await session.act(ac.OpenEmail(mail="nine-people"))
    with pytest.raises(Moved) as moved:
        await session.settle()
    assert moved.value.closed and moved.value.renewed
    heir = await begin(office)
    assert heir.renewed
    assert len(heir.rows) == 2
    await play_on(heir, ac.OpenEmail(mail="nine-people"))
    assert not (await begin(office)).renewed


async def test_while_the_player_records_there_is_always_one_open_playthrough(
    office: Office, keepers: str, pack: Pack, own_database: ServerAddress
) -> None:
    session = await begin(office)
    actions = [ac.OpenEmail(mail="your-desk"), ac.OpenEmail(mail="nine-people")]
    body = pack.mission(SLUG).email_by_id["nine-people"].body
    lines = [line for line in body.splitlines() if len(line) > 20]
    await play_on(session, *actions)
    stop = threading.Event()
    faults: list[object] = []

    def publish_and_migrate() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            ask(
                keepers,
                "SELECT public.update_mission_content(id, content_data || %s, '')"
                " FROM public.mission_content WHERE key = 'email_discovery/your-desk'",
                Jsonb({"subject": f"Edit {number}"}),
            )
            faults.extend(s for s in migrator.settle_all(keepers) if s.status != "migrated")

    def watch() -> None:
        with psycopg.connect(keepers, autocommit=True) as connection:
            while not stop.is_set():
                row = connection.execute(
                    "SELECT count(*) FROM public.playthroughs WHERE status = 'open'"
                ).fetchone()
                if row != (1,):
                    faults.append(row)

    threads = [threading.Thread(target=publish_and_migrate) for _ in range(2)]
    threads.append(threading.Thread(target=watch))
    for thread in threads:
        thread.start()
    stored = 0
    try:
        for turn in range(40):
            pinned = bool(session.state.shared.pins)
            action = (
                ac.Unpin(pin=session.state.shared.pins[0].id)
                if pinned
                else ac.Pin(source="nine-people", quote=lines[turn % len(lines)])
            )
            try:
                await play_on(session, action)
                stored += 1
            except Moved:
                session = await begin(office)
    finally:
        stop.set()
        for thread in threads:
            await asyncio.to_thread(thread.join)
    assert faults == []
    last = await begin(office)
    assert stored > 0
    assert len(last.rows) == 3 + stored
    assert state_of(last.mission, last.rows) == last.state
    assert len(ask(keepers, "SELECT 1 FROM public.playthroughs")) > 1


async def test_a_step_recorded_after_the_migrator_looked_is_a_conflict_for_it(
    office: Office, keepers: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    issue(pack, keepers, renamed)
    looked, acted = threading.Event(), threading.Event()
    redecide = migrator.redecide

    def slowly(mission: Mission, rows: Any, rev: int) -> Any:
        if not looked.is_set():
            looked.set()
            acted.wait(5)
        return redecide(mission, rows, rev)

    monkeypatch.setattr(migrator, "redecide", slowly)
    running = asyncio.create_task(asyncio.to_thread(migrator.settle_all, keepers))
    await asyncio.to_thread(looked.wait, 5)
    await play_on(session, ac.OpenEmail(mail="nine-people"))
    acted.set()
    (settled,) = await running
    assert settled.status == "migrated"
    heir = await begin(office)
    assert len(heir.rows) == 3


async def test_content_published_after_the_migrator_looked_is_a_conflict_for_it(
    office: Office, keepers: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    issue(pack, keepers, renamed)
    redecide, seen = migrator.redecide, []

    def overtaken(mission: Mission, rows: Any, rev: int) -> Any:
        if not seen:
            issue(pack, keepers, without_mail("nine-people"))
        seen.append(rev)
        return redecide(mission, rows, rev)

    monkeypatch.setattr(migrator, "redecide", overtaken)
    await asyncio.to_thread(migrator.settle_all, keepers)
    assert len(seen) == 2 and seen[0] < seen[1]
    assert "nine-people" not in (await begin(office)).mission.email_by_id
    assert migrator.waiting(keepers) == 0


async def test_the_referee_migrates_and_a_player_does_not(
    office: Office, keepers: str, pack: Pack, own_database: ServerAddress
) -> None:
    session = await begin(office)
    issue(pack, keepers, renamed)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        migrator.settle_all(own_database.conninfo(GAME))
    with psycopg.connect(own_database.conninfo(GAME), autocommit=True) as connection:
        connection.execute("SET ROLE authenticated")
        for call in (
            "pending_migrations()",
            f"migration_case('{uuid4()}', '{id_of(session)}')",
            f"content_at('{uuid4()}', 1)",
            f"settle_migration('{uuid4()}', '{uuid4()}', 'kept', '{{}}', 1, 1)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SELECT public.{call}")  # type: ignore[call-overload]
    (settled,) = migrator.settle_all(own_database.conninfo(REFEREE))
    assert settled.status == "migrated"


async def test_a_migration_brings_no_action_that_the_player_has_not_taken(
    office: Office, keepers: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    issue(pack, keepers, renamed)
    call = "SELECT public.settle_migration(%s, %s, 'migrated', '{}', %s, %s, %s, 1, %s, %s)"
    rev = ask(keepers, "SELECT max(rev) FROM private.content_revisions")[0][0]
    for events in ([], [[], []], {}, None):
        with pytest.raises(psycopg.errors.InvalidParameterValue):
            stored = None if events is None else Jsonb(events)
            summary = Jsonb({"phase_index": 1})
            ask(keepers, call, office.user, id_of(session), rev, 2, uuid4(), stored, summary)
    assert ask(keepers, "SELECT status FROM public.playthroughs") == [("open",)]


async def test_content_that_was_loaded_is_not_asked_for_again(
    office: Office, keepers: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    query = office.play.query

    async def counting(statement: str, parameters: tuple[Any, ...] = ()) -> Any:
        asked.append(statement)
        return await query(statement, parameters)

    monkeypatch.setattr(office.play, "query", counting)
    first = await begin(office)
    second = await begin(office, restart=True)
    third = await begin(office)
    assert sum("content_for" in statement for statement in asked) == 1
    assert first.mission is second.mission is third.mission
    issue(pack, keepers, renamed)
    assert (await begin(office)).mission == first.mission
    assert (await begin(office, restart=True)).mission == renamed(pack.mission(SLUG))
    assert sum("content_for" in statement for statement in asked) == 2
