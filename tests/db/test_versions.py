"""Content versions: sane numbers, one current, pinned per playthrough, whoever writes them."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from content.loader import Pack
from db import publish
from db.mission_rows import FORM, ContentRow, assemble
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from engine.mission import Mission
from tests.db.test_mission_rows import GOLDEN
from tui.filing import file_missions

SOURCE_MAIL = {
    "subject": "Urgent: System Performance Issues",
    "from": {"name": "Sarah Chen", "email": "s.chen@techcorp.example", "role": "CTO"},
    "body": "Our customer portal has been experiencing significant slowdowns...",
}


def one(connection: psycopg.Connection, statement: str, *values: Any) -> Any:
    row = connection.execute(statement, values or None).fetchone()
    return None if row is None else row[0]


@pytest.fixture
def own(own_database: ServerAddress) -> Iterator[psycopg.Connection]:
    """The keeper's connection to a database that nobody else sees."""
    with psycopg.connect(own_database.conninfo(SUPERUSER), autocommit=True) as connection:
        yield connection


@pytest.fixture
def service(own_database: ServerAddress) -> Iterator[psycopg.Connection]:
    """A connection as the service, as a host's back end has one."""
    with psycopg.connect(own_database.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute("SET ROLE service_role")
        yield connection


def content_id(own: psycopg.Connection, key: str, mission: str = "kettle-protocol") -> UUID:
    found = one(
        own,
        "SELECT c.id FROM public.mission_content c JOIN public.missions m ON m.id = c.mission_id"
        " WHERE m.slug = %s AND c.key = %s",
        mission,
        key,
    )
    assert isinstance(found, UUID)
    return found


MAIL = "email_discovery/your-desk"


def data_of(own: psycopg.Connection, content: UUID) -> dict[str, Any]:
    found = one(own, "SELECT content_data FROM public.mission_content WHERE id = %s", content)
    assert isinstance(found, dict)
    return found


def update(
    connection: psycopg.Connection, content: UUID, data: dict[str, Any], notes: str = ""
) -> UUID:
    found = one(
        connection,
        "SELECT public.update_mission_content(%s, %s, %s)",
        content,
        Jsonb(data),
        notes,
    )
    assert isinstance(found, UUID)
    return found


def numbers(own: psycopg.Connection, content: UUID) -> list[str]:
    rows = own.execute(
        "SELECT version_number FROM public.content_versions WHERE content_id = %s ORDER BY rev",
        (content,),
    ).fetchall()
    return [row[0] for row in rows]


def consistent(own: psycopg.Connection) -> None:
    """What must hold of all content, whoever has written it."""
    astray = own.execute(
        """
        SELECT c.key FROM public.mission_content c
        LEFT JOIN LATERAL (SELECT v.* FROM public.content_versions v WHERE v.content_id = c.id
                           ORDER BY v.rev DESC LIMIT 1) v ON true
        WHERE v.id IS NULL OR NOT v.is_current OR v.content_data <> c.content_data
        """
    ).fetchall()
    assert astray == []


def player(own: psycopg.Connection, name: str = "Ana") -> UUID:
    user = one(own, "INSERT INTO auth.users DEFAULT VALUES RETURNING id")
    own.execute("INSERT INTO public.profiles (user_id, display_name) VALUES (%s, %s)", (user, name))
    return UUID(str(user))


def start(
    address: ServerAddress, user: UUID, mission: str = "kettle-protocol", restart: bool = False
) -> UUID:
    with psycopg.connect(address.conninfo(GAME), autocommit=True) as connection:
        connection.execute("SET ROLE authenticated")
        claims = json.dumps({"sub": str(user)})
        connection.execute("SELECT set_config('request.jwt.claims', %s, false)", (claims,))
        found = one(
            connection,
            "SELECT public.start_mission(%s, %s, 7, 1, %s)",
            mission,
            uuid4(),
            restart,
        )
        return UUID(str(found))


def played(own: psycopg.Connection, playthrough: UUID, pack: Pack) -> Mission:
    """The mission as a playthrough has it."""
    row = own.execute(
        "SELECT m.slug, m.id, p.rev FROM public.playthroughs p"
        " JOIN public.missions m ON m.id = p.mission_id WHERE p.id = %s",
        (playthrough,),
    ).fetchone()
    assert row is not None
    cursor = own.execute("SELECT * FROM public.content_at(%s, %s)", (row[1], row[2]))
    names = [column.name for column in cursor.description or ()]
    found = [ContentRow.model_validate(dict(zip(names, told, strict=True))) for told in cursor]
    return assemble(pack.mission(row[0]).card, tuple(found))


def subject(mission: Mission) -> str:
    return mission.phases[0].emails[0].subject  # type: ignore[union-attr, no-any-return]


def publishing(pack: Pack, changed: Mission, address: ServerAddress) -> publish.Published | None:
    """Publishes the pack with one mission other than it is."""
    missions = tuple(changed if m.slug == changed.slug else m for m in pack.missions)
    return publish.publish(pack.cards, missions, address.conninfo(SUPERUSER))


def with_subject(mission: Mission, text: str) -> Mission:
    inbox = mission.phases[0]
    mail = inbox.emails[0].model_copy(update={"subject": text})  # type: ignore[union-attr]
    inbox = inbox.model_copy(update={"emails": (mail, *inbox.emails[1:])})  # type: ignore[union-attr]
    return mission.model_copy(update={"phases": (inbox, *mission.phases[1:])})


# --- update_mission_content ----------------------------------------------------------------------


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
    by = "SELECT created_by FROM public.content_versions WHERE id = %s"
    assert (one(own, by, version), one(own, by, nobody)) == (author, None)


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


# --- plain SQL -----------------------------------------------------------------------------------


def test_the_sources_own_insert_gets_its_first_version(own: psycopg.Connection) -> None:
    own.execute(
        "INSERT INTO public.mission_content"
        " (mission_id, phase_name, content_type, content_data, sequence_order, key)"
        " SELECT id, 'email_discovery', 'email', %s, 1, 'web/1' FROM public.missions"
        " WHERE slug = 'kettle-protocol'",
        (Jsonb(SOURCE_MAIL),),
    )
    assert numbers(own, content_id(own, "web/1")) == ["1.0"]
    consistent(own)


def test_a_plain_update_gets_one_version_however_often_it_is_made(
    own_database: ServerAddress, own: psycopg.Connection
) -> None:
    start(own_database, player(own))
    mail = content_id(own, MAIL)
    with own.transaction():
        for number in range(3):
            own.execute(
                "UPDATE public.mission_content SET content_data = content_data || %s WHERE id = %s",
                (Jsonb({"subject": f"Plain {number}"}), mail),
            )
    assert numbers(own, mail) == ["1.0", "1.1"]
    assert one(own, "SELECT count(*) FROM public.progress_migrations") == 1
    consistent(own)


def test_an_update_that_changes_nothing_makes_no_version(own: psycopg.Connection) -> None:
    before = one(own, "SELECT count(*) FROM public.content_versions")
    own.execute("UPDATE public.mission_content SET content_data = content_data")
    own.execute("UPDATE public.mission_content SET position = position + 1")
    assert one(own, "SELECT count(*) FROM public.content_versions") == before


def test_the_sources_own_steps_of_an_update_come_to_the_same(
    own: psycopg.Connection, pack: Pack, own_database: ServerAddress
) -> None:
    mail = content_id(own, MAIL)
    new = {**data_of(own, mail), "subject": "By hand"}
    version = one(
        own,
        "INSERT INTO public.content_versions (content_id, version_number, content_data,"
        " change_notes) VALUES (%s, '1.1', %s, 'by hand') RETURNING id",
        mail,
        Jsonb(new),
    )
    own.execute(
        "UPDATE public.content_versions SET is_current = FALSE WHERE content_id = %s AND id != %s",
        (mail, version),
    )
    own.execute("UPDATE public.content_versions SET is_current = TRUE WHERE id = %s", (version,))
    assert data_of(own, mail)["subject"] == "By hand"
    consistent(own)
    started = start(own_database, player(own))
    assert subject(played(own, started, pack)) == "By hand"


def test_going_back_to_an_older_version_is_a_new_version(
    own: psycopg.Connection, service: psycopg.Connection
) -> None:
    mail = content_id(own, MAIL)
    first = data_of(own, mail)
    update(service, mail, {**first, "subject": "Worse"})
    with own.transaction():
        own.execute(
            "UPDATE public.content_versions SET is_current = false WHERE content_id = %s", (mail,)
        )
        own.execute(
            "UPDATE public.content_versions SET is_current = true"
            " WHERE content_id = %s AND version_number = '1.0'",
            (mail,),
        )
    assert data_of(own, mail) == first
    assert numbers(own, mail) == ["1.0", "1.1", "1.2"]
    consistent(own)


@pytest.mark.parametrize(
    "change",
    ["content_data = '{}'", "version_number = '9.9'", "rev = 1 + rev", "content_id = NULL"],
)
def test_a_version_stands_as_it_was_written(own: psycopg.Connection, change: str) -> None:
    with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
        own.execute(f"UPDATE public.content_versions SET {change}")  # type: ignore[call-overload]
    own.execute("UPDATE public.content_versions SET change_notes = 'noted'")


def test_played_content_is_not_deleted_and_goes_with_its_mission(
    own_database: ServerAddress, own: psycopg.Connection
) -> None:
    mail = content_id(own, MAIL)
    start(own_database, player(own))
    with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState, match="was played"):
        own.execute("DELETE FROM public.mission_content WHERE id = %s", (mail,))
    unplayed = content_id(own, "video_call", "client-discovery-workshop")
    own.execute("DELETE FROM public.mission_content WHERE id = %s", (unplayed,))
    with own.transaction(force_rollback=True):
        own.execute("SET LOCAL session_replication_role = 'origin'")
        own.execute("DELETE FROM public.mission_prerequisites")
        own.execute("DELETE FROM public.missions WHERE slug = 'kettle-protocol'")
        assert one(own, "SELECT count(*) FROM public.playthroughs") == 0


# --- packs ---------------------------------------------------------------------------------------


def test_an_edit_by_hand_outlives_a_start_and_not_a_changed_pack(
    own_database: ServerAddress, own: psycopg.Connection, service: psycopg.Connection, pack: Pack
) -> None:
    mail = content_id(own, MAIL)
    update(service, mail, {**data_of(own, mail), "subject": "By hand"})
    assert publish.publish(pack.cards, pack.missions, own_database.conninfo(SUPERUSER)) is None
    assert data_of(own, mail)["subject"] == "By hand"
    kettle = pack.mission("kettle-protocol")
    changed = publishing(pack, with_subject(kettle, "By the pack"), own_database)
    assert changed is not None and changed.changed == ("kettle-protocol",)
    assert data_of(own, mail)["subject"] == "By the pack"
    assert numbers(own, mail) == ["1.0", "1.1", "1.2"]
    consistent(own)


def test_publishing_leaves_what_others_have_added(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    own.execute(
        "INSERT INTO public.missions (slug, title, order_index, difficulty, config)"
        " VALUES ('of-the-web', 'Of the Web', 90, 'beginner', '{}')"
    )
    own.execute(
        "INSERT INTO public.mission_content"
        " (mission_id, phase_name, content_type, content_data, sequence_order, key)"
        " SELECT id, 'email_discovery', 'email', %s, 1, 'web/1' FROM public.missions"
        " WHERE slug = 'kettle-protocol'",
        (Jsonb(SOURCE_MAIL),),
    )
    kettle = pack.mission("kettle-protocol")
    publishing(pack, with_subject(kettle, "Other"), own_database)
    assert one(own, "SELECT published FROM public.missions WHERE slug = 'of-the-web'")
    assert one(own, "SELECT retired_rev IS NULL FROM public.mission_content WHERE key = 'web/1'")
    started = start(own_database, player(own))
    assert played(own, started, pack) == with_subject(kettle, "Other")


def test_a_mission_that_a_pack_no_longer_has_leaves_the_board(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    fewer = tuple(card for card in pack.cards if card.slug != pack.cards[-1].slug)
    publish.publish(fewer, pack.missions, own_database.conninfo(SUPERUSER))
    gone = own.execute("SELECT slug FROM public.missions WHERE NOT published").fetchall()
    assert gone == [(pack.cards[-1].slug,)]


def test_ten_edits_midway_leave_a_playthrough_on_its_content(
    own_database: ServerAddress, own: psycopg.Connection, service: psycopg.Connection, pack: Pack
) -> None:
    kettle, user, mail = pack.mission("kettle-protocol"), player(own), content_id(own, MAIL)
    started = start(own_database, user)
    for number in range(10):
        update(service, mail, {**data_of(own, mail), "subject": f"Edit {number}"})
        assert played(own, started, pack) == kettle
    anew = start(own_database, user, restart=True)
    assert played(own, anew, pack) == with_subject(kettle, "Edit 9")
    assert played(own, started, pack) == kettle


def test_a_mail_that_is_taken_out_and_put_back_is_out_for_those_between(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    kettle, user = pack.mission("kettle-protocol"), player(own)
    inbox = kettle.phases[0]
    emails = tuple(reversed(inbox.emails[:2]))  # type: ignore[union-attr]
    less = inbox.model_copy(update={"emails": emails})
    fewer = kettle.model_copy(update={"phases": (less, *kettle.phases[1:])})
    first = start(own_database, user)
    publishing(pack, fewer, own_database)
    between = start(own_database, user, restart=True)
    publishing(pack, kettle, own_database)
    last = start(own_database, user, restart=True)
    assert played(own, first, pack) == played(own, last, pack) == kettle
    assert played(own, between, pack) == fewer
    consistent(own)


def test_a_publisher_that_fails_midway_changes_nothing(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    before = one(own, "SELECT max(rev) FROM private.content_revisions")
    card = pack.cards[-1]
    broken = card.model_copy(update={"difficulty": "impossible"})
    kettle = with_subject(pack.mission("kettle-protocol"), "Other")
    with pytest.raises(psycopg.errors.CheckViolation):
        publish.publish((*pack.cards[:-1], broken), (kettle,), own_database.conninfo(SUPERUSER))
    assert one(own, "SELECT max(rev) FROM private.content_revisions") == before
    assert data_of(own, content_id(own, MAIL))["subject"] != "Other"


def test_a_pack_whose_rows_take_another_form_is_filed_again(
    own_database: ServerAddress, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = own_database.conninfo(SUPERUSER)
    file_missions(keeper)
    stamp = publish.stamp(keeper)
    assert publish.publish(pack.cards, pack.missions, keeper) is None
    monkeypatch.setattr("db.publish.FORM", FORM + 1)
    monkeypatch.setattr("tui.filing.FORM", FORM + 1)
    file_missions(keeper)
    assert publish.stamp(keeper) not in (stamp, None)
    with psycopg.connect(keeper) as connection:
        assert one(connection, "SELECT max(rev) FROM private.content_revisions") == 2


def test_content_of_the_first_release_is_read_and_filed_anew(
    own_database: ServerAddress, own: psycopg.Connection, pack: Pack
) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    mission = Mission.model_validate(golden["mission"])
    card = mission.card.model_copy(update={"unlock_conditions": None, "prerequisites": None})
    mission = mission.model_copy(update={"card": card})
    packed = pack.model_copy(update={"cards": (card,), "missions": (mission,)})
    keeper = own_database.conninfo(SUPERUSER)
    own.execute(
        "INSERT INTO public.missions (slug, title, order_index, difficulty, config, in_pack)"
        " VALUES (%s, %s, 1, 'beginner', '{}', true)",
        (card.slug, card.title),
    )
    for row in golden["rows"]:
        own.execute(
            "WITH c AS (INSERT INTO public.mission_content (mission_id, key, phase_name,"
            " content_type, content_data, sequence_order, position)"
            " SELECT id, %s, %s, %s, %s, %s, %s FROM public.missions WHERE slug = %s RETURNING id)"
            " SELECT private.write_version(c.id, %s, %s, 1, NULL) FROM c",
            (
                row["key"],
                row["phase_name"],
                row["content_type"],
                Jsonb(row["content_data"]),
                row["sequence_order"],
                row["position"],
                card.slug,
                Jsonb(row["content_data"]),
                Jsonb(row["answers"]),
            ),
        )
    user = player(own)
    old = start(own_database, user, card.slug)
    assert played(own, old, packed) == mission
    assert publish.publish(packed.cards, packed.missions, keeper) is not None
    new = start(own_database, user, card.slug, restart=True)
    assert played(own, new, packed) == played(own, old, packed) == mission
    consistent(own)
