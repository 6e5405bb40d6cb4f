"""Taking playthroughs over to newer content: the same actions decided anew, or why not."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb
from pydantic import ValidationError

from content.loader import Pack
from db import migrator, publish
from db.play import PlayConnection
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from engine import actions as ac
from engine.game import RULES_VERSION, decide
from engine.log import first_difference, started_of, state_of
from engine.mission import Mission
from engine.phase_config import EmailDiscovery, SystemDesign
from engine.rejected import Rejected
from tests.engine.plays import random_play
from tui.office import DatabaseStore, Office
from tui.session import Moved, Session, summary_of

SLUG = "kettle-protocol"
Change = Callable[[Mission], Mission]


@pytest.fixture
async def office(own_database: ServerAddress) -> AsyncIterator[Office]:
    play = await PlayConnection.open(own_database.conninfo(GAME))
    opened = Office(play, own_database.conninfo(REFEREE), None)
    await opened.sign_in("Ana")
    yield opened
    await opened.close()


@pytest.fixture
def keeper(own_database: ServerAddress) -> str:
    return own_database.conninfo(SUPERUSER)


def ask(keeper: str, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(keeper, autocommit=True) as connection:
        return connection.execute(statement, values or None).fetchall()  # type: ignore[call-overload, no-any-return]


async def begin(office: Office, slug: str = SLUG, **how: bool) -> Session:
    row = next(r for r in await office.board() if r.card.slug == slug)
    return await office.start(row, seed=7, **how)


async def play_on(session: Session, *actions: ac.AnyAction) -> Session:
    for action in actions:
        await session.act(action)
        await session.settle()
    return session


def id_of(session: Session) -> UUID:
    assert isinstance(session.store, DatabaseStore)
    return session.store.playthrough


def issue(pack: Pack, keeper: str, change: Change) -> None:
    """Publishes the pack with the tutorial other than it is, and queues who plays it."""
    missions = tuple(change(m) if m.slug == SLUG else m for m in pack.missions)
    assert publish.publish(pack.cards, missions, keeper) is not None
    migrator.queue_open(keeper)


def inbox_changed(mission: Mission, **changes: Any) -> Mission:
    inbox = mission.phases[0].model_copy(update=changes)
    return mission.model_copy(update={"phases": (inbox, *mission.phases[1:])})


def body_said(mission: Mission, old: str, new: str) -> Mission:
    """The tutorial with other words in one of its mails."""
    inbox = mission.phases[0]
    assert isinstance(inbox, EmailDiscovery)
    assert any(old in mail.body for mail in inbox.emails)
    mails = [m.model_copy(update={"body": m.body.replace(old, new)}) for m in inbox.emails]
    return inbox_changed(mission, emails=tuple(mails))


def without_mail(name: str) -> Change:
    def change(mission: Mission) -> Mission:
        inbox = mission.phases[0]
        assert isinstance(inbox, EmailDiscovery)
        return inbox_changed(mission, emails=tuple(m for m in inbox.emails if m.id != name))

    return change


def renamed(mission: Mission) -> Mission:
    inbox = mission.phases[0]
    assert isinstance(inbox, EmailDiscovery)
    mail = inbox.emails[0].model_copy(update={"subject": "Your other desk"})
    return inbox_changed(mission, emails=(mail, *inbox.emails[1:]))


# --- what becomes of a playthrough ---------------------------------------------------------------


async def test_a_playthrough_is_taken_over_with_every_action_decided_anew(
    office: Office, keeper: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"), ac.OpenEmail(mail="nine-people"))
    old = id_of(session)
    issue(pack, keeper, renamed)
    (settled,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert (settled.status, settled.playthrough, settled.mission) == ("migrated", old, SLUG)
    heir = await begin(office)
    assert id_of(heir) == settled.heir != old
    assert heir.mission == renamed(pack.mission(SLUG))
    assert [row.action for row in heir.rows] == [row.action for row in session.rows]
    before, now = started_of(session.rows), started_of(heir.rows)
    assert now.rev > before.rev
    assert now == before.model_copy(update={"rev": now.rev})
    assert state_of(heir.mission, heir.rows) == heir.state
    rows = ask(
        keeper,
        "SELECT status, migrated_from, seed, last_seq, rules_version FROM public.playthroughs"
        " ORDER BY migrated_from NULLS FIRST",
    )
    assert rows == [("migrated", None, 7, 3, RULES_VERSION), ("open", old, 7, 3, RULES_VERSION)]
    ((status, data, dated),) = ask(
        keeper,
        "SELECT migration_status, migration_data, migrated_at IS NOT NULL"
        " FROM public.progress_migrations",
    )
    assert (status, dated) == ("migrated", True)
    assert data == {"auto_migration": True, "old": str(old), "new": str(settled.heir)}
    await play_on(heir, ac.OpenAttachment(filename="tea_rota.txt"))


async def test_a_refused_action_keeps_the_player_where_they_are_and_says_why(
    office: Office, keeper: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"), ac.OpenEmail(mail="nine-people"))
    issue(pack, keeper, without_mail("nine-people"))
    (settled,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert (settled.status, settled.heir, settled.seq) == ("kept", None, 3)
    assert settled.reason.startswith("open_email is refused: There is no mail 'nine-people'")
    ((status, data),) = ask(
        keeper, "SELECT migration_status, migration_data FROM public.progress_migrations"
    )
    assert status == "kept"
    assert (data["seq"], data["kind"]) == (3, "open_email")
    assert data["reason"] == settled.reason
    again = await begin(office)
    assert (id_of(again), again.mission) == (id_of(session), session.mission)
    await play_on(again, ac.OpenAttachment(filename="tea_rota.txt"))


async def test_a_mail_that_was_never_opened_may_go(office: Office, keeper: str, pack: Pack) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="nine-people"))
    issue(pack, keeper, without_mail("your-desk"))
    (settled,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert settled.status == "migrated"
    heir = await begin(office)
    assert "your-desk" not in heir.state.shared.arrived


async def test_a_pin_stays_where_its_words_stay_and_keeps_the_player_where_they_change(
    office: Office, keeper: str, pack: Pack
) -> None:
    body = pack.mission(SLUG).email_by_id["nine-people"].body
    words = next(line for line in body.splitlines() if len(line) > 30)
    session = await begin(office)
    pin = ac.Pin(source="nine-people", quote=words)
    await play_on(session, ac.OpenEmail(mail="nine-people"), pin)
    issue(pack, keeper, renamed)
    (settled,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert settled.status == "migrated"
    heir = await begin(office)
    assert heir.state.shared.pins == session.state.shared.pins
    issue(pack, keeper, lambda m: body_said(m, words, "Something else is said here now."))
    (settled,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert settled.status == "kept"
    assert settled.reason.startswith("pin is refused: Those words are not in the text.")


async def test_undo_and_redo_are_decided_anew_with_the_edits_that_they_concern(
    office: Office, keeper: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.FinishPhase())
    while session.state.present.exchange is not None:  # type: ignore[union-attr]
        await play_on(session, ac.StaySilent())
    await play_on(session, ac.FinishPhase())
    await play_on(
        session,
        ac.Place(component="tea_queue", node="list", x=1, y=0),
        ac.Move(node="list", x=1, y=2),
        ac.Undo(),
        ac.Undo(),
        ac.Redo(),
    )

    def wider(mission: Mission) -> Mission:
        phases = tuple(
            p.model_copy(update={"budget": p.budget + 5}) if isinstance(p, SystemDesign) else p
            for p in mission.phases
        )
        return mission.model_copy(update={"phases": phases})

    issue(pack, keeper, wider)
    (settled,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert settled.status == "migrated"
    heir = await begin(office)
    assert heir.state.present.design == session.state.present.design  # type: ignore[union-attr]
    await play_on(heir, ac.Redo())

    def without_kind(mission: Mission) -> Mission:
        phases = tuple(
            p.model_copy(update={"palette": tuple(k for k in p.palette if k != "tea_queue")})
            if isinstance(p, SystemDesign)
            else p
            for p in mission.phases
        )
        return mission.model_copy(update={"phases": phases})

    issue(pack, keeper, without_kind)
    (settled,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert settled.status == "kept"
    assert settled.reason.startswith("place is refused:")


async def test_several_edits_are_settled_at_once_and_the_queue_is_empty_then(
    office: Office, keeper: str
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    for number in range(3):
        ask(
            keeper,
            "SELECT public.update_mission_content(id, content_data || %s, '')"
            " FROM public.mission_content WHERE key = 'email_discovery/your-desk'",
            Jsonb({"subject": f"Edit {number}"}),
        )
    assert migrator.waiting(keeper) == 1
    (settled,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert settled.status == "migrated"
    rows = ask(keeper, "SELECT DISTINCT migration_status FROM public.progress_migrations")
    assert rows == [("migrated",)]
    assert migrator.waiting(keeper) == 0
    assert await asyncio.to_thread(migrator.settle_all, keeper) == ()
    heir = await begin(office)
    assert heir.mission.email_by_id["your-desk"].subject == "Edit 2"


async def test_an_heir_is_taken_over_again_and_names_the_one_before(
    office: Office, keeper: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    issue(pack, keeper, renamed)
    (first,) = await asyncio.to_thread(migrator.settle_all, keeper)
    issue(pack, keeper, without_mail("nine-people"))
    (second,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert second.playthrough == first.heir
    chain = ask(keeper, "SELECT id, migrated_from FROM public.playthroughs")
    assert dict(chain) == {
        id_of(session): None,
        first.heir: id_of(session),
        second.heir: first.heir,
    }
    ask(keeper, "WITH gone AS (DELETE FROM auth.users RETURNING 1) SELECT 1 FROM gone")
    assert ask(keeper, "SELECT 1 FROM public.playthroughs") == []


async def test_a_playthrough_that_is_over_is_kept(office: Office, keeper: str, pack: Pack) -> None:
    session = await begin(office)
    issue(pack, keeper, renamed)
    await office.play.submit(id_of(session), abandoned=True)
    (settled,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert (settled.status, settled.reason) == ("kept", "The playthrough is over: abandoned.")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("UPDATE public.playthrough_events SET action = '{\"kind\": \"fly\"}' WHERE seq = 2",
         "Row 2 holds something"),
        ("DELETE FROM public.playthrough_events WHERE seq = 2", "Row 2 is missing"),
        ("UPDATE public.playthrough_events SET events = '[]' WHERE seq = 1", "does not start"),
        ("UPDATE private.content_answers SET answers = answers - 'options'",
         "The newest content cannot be read"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_fails_with_the_reason_and_harms_nobody_else(
    office: Office, keeper: str, pack: Pack, damage: str, reason: str
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"), ac.OpenEmail(mail="nine-people"))
    issue(pack, keeper, renamed)
    with psycopg.connect(keeper, autocommit=True) as connection:
        connection.execute(damage)  # type: ignore[call-overload]
    (settled,) = await asyncio.to_thread(migrator.settle_all, keeper)
    assert settled.status == "failed"
    assert reason in settled.reason
    assert ask(keeper, "SELECT status FROM public.playthroughs") == [("open",)]
    ((status, told),) = ask(
        keeper, "SELECT migration_status, migration_data ->> 'reason' FROM progress_migrations"
    )
    assert (status, told) == ("failed", settled.reason)


async def test_the_board_shows_the_heir_as_each_stored_step_would(
    office: Office, keeper: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"), ac.FinishPhase())
    issue(pack, keeper, renamed)
    await asyncio.to_thread(migrator.settle_all, keeper)
    heir = await begin(office)
    row = next(r for r in await office.board() if r.card.slug == SLUG)
    summary = summary_of(heir.state, len(heir.rows))
    assert row.summary == vars(summary)
    assert row.playthrough == id_of(heir)


@given(seed=st.integers(0, 10_000), length=st.integers(1, 60), edits=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_whatever_was_played_and_edited_comes_to_a_true_log_or_to_the_refused_row(
    pack: Pack, seed: int, length: int, edits: int
) -> None:
    mission = pack.mission(SLUG)
    rows = random_play(mission, seed, length)[1]
    same, state = migrator.redecide(mission, rows, 2)
    assert same[1:] == tuple(rows[1:])
    assert state == state_of(mission, same)
    other = edited(mission, random.Random(edits))
    try:
        anew, state = migrator.redecide(other, rows, 2)
    except migrator.Kept as kept:
        before, _ = migrator.redecide(other, rows[: kept.seq - 1], 2)
        with pytest.raises(Rejected):
            decide(other, state_of(other, before), rows[kept.seq - 1].action)
    else:
        assert first_difference(other, anew) is None
        assert [row.action for row in anew] == [row.action for row in rows]
        assert state == state_of(other, anew)


def edited(mission: Mission, chance: random.Random) -> Mission:
    """The mission with something taken out of it, in one to three places."""
    document = mission.model_dump(mode="json")
    lists: list[list[Any]] = []

    def look(value: Any) -> None:
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(value, list) and value:
            lists.append(value)
        if isinstance(value, dict | list):
            for one in inner:
                look(one)

    for part in ("phases", "facts", "promises", "requirements"):
        look(document[part])
    for _ in range(chance.randint(1, 3)):
        found = chance.choice(lists)
        if found:
            found.pop(chance.randrange(len(found)))
    try:
        return Mission.model_validate(document)
    except ValidationError:
        return mission


# --- while the player plays ----------------------------------------------------------------------


async def test_the_player_who_acts_meanwhile_is_told_and_finds_the_heir(
    office: Office, keeper: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    issue(pack, keeper, renamed)
    await asyncio.to_thread(migrator.settle_all, keeper)
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
    office: Office, keeper: str, pack: Pack, own_database: ServerAddress
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
                keeper,
                "SELECT public.update_mission_content(id, content_data || %s, '')"
                " FROM public.mission_content WHERE key = 'email_discovery/your-desk'",
                Jsonb({"subject": f"Edit {number}"}),
            )
            faults.extend(s for s in migrator.settle_all(keeper) if s.status != "migrated")

    def watch() -> None:
        with psycopg.connect(keeper, autocommit=True) as connection:
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
    assert len(ask(keeper, "SELECT 1 FROM public.playthroughs")) > 1


async def test_a_step_recorded_after_the_migrator_looked_is_a_conflict_for_it(
    office: Office, keeper: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    issue(pack, keeper, renamed)
    looked, acted = threading.Event(), threading.Event()
    redecide = migrator.redecide

    def slowly(mission: Mission, rows: Any, rev: int) -> Any:
        if not looked.is_set():
            looked.set()
            acted.wait(5)
        return redecide(mission, rows, rev)

    monkeypatch.setattr(migrator, "redecide", slowly)
    running = asyncio.create_task(asyncio.to_thread(migrator.settle_all, keeper))
    await asyncio.to_thread(looked.wait, 5)
    await play_on(session, ac.OpenEmail(mail="nine-people"))
    acted.set()
    (settled,) = await running
    assert settled.status == "migrated"
    heir = await begin(office)
    assert len(heir.rows) == 3


async def test_content_published_after_the_migrator_looked_is_a_conflict_for_it(
    office: Office, keeper: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    issue(pack, keeper, renamed)
    redecide, seen = migrator.redecide, []

    def overtaken(mission: Mission, rows: Any, rev: int) -> Any:
        if not seen:
            issue(pack, keeper, without_mail("nine-people"))
        seen.append(rev)
        return redecide(mission, rows, rev)

    monkeypatch.setattr(migrator, "redecide", overtaken)
    await asyncio.to_thread(migrator.settle_all, keeper)
    assert len(seen) == 2 and seen[0] < seen[1]
    assert "nine-people" not in (await begin(office)).mission.email_by_id
    assert migrator.waiting(keeper) == 0


# --- rights and loading --------------------------------------------------------------------------


async def test_the_referee_migrates_and_a_player_does_not(
    office: Office, keeper: str, pack: Pack, own_database: ServerAddress
) -> None:
    session = await begin(office)
    issue(pack, keeper, renamed)
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
    office: Office, keeper: str, pack: Pack
) -> None:
    session = await begin(office)
    await play_on(session, ac.OpenEmail(mail="your-desk"))
    issue(pack, keeper, renamed)
    call = "SELECT public.settle_migration(%s, %s, 'migrated', '{}', %s, %s, %s, 1, %s, %s)"
    rev = ask(keeper, "SELECT max(rev) FROM private.content_revisions")[0][0]
    for events in ([], [[], []], {}, None):
        with pytest.raises(psycopg.errors.InvalidParameterValue):
            stored = None if events is None else Jsonb(events)
            summary = Jsonb({"phase_index": 1})
            ask(keeper, call, office.user, id_of(session), rev, 2, uuid4(), stored, summary)
    assert ask(keeper, "SELECT status FROM public.playthroughs") == [("open",)]


async def test_content_that_was_loaded_is_not_asked_for_again(
    office: Office, keeper: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    query = office.play._query

    async def counting(statement: str, parameters: tuple[Any, ...] = ()) -> Any:
        asked.append(statement)
        return await query(statement, parameters)

    monkeypatch.setattr(office.play, "_query", counting)
    first = await begin(office)
    second = await begin(office, restart=True)
    third = await begin(office)
    assert sum("content_for" in statement for statement in asked) == 1
    assert first.mission is second.mission is third.mission
    issue(pack, keeper, renamed)
    assert (await begin(office)).mission == first.mission
    assert (await begin(office, restart=True)).mission == renamed(pack.mission(SLUG))
    assert sum("content_for" in statement for statement in asked) == 2
