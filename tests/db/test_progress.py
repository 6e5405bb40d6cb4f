"""Progress: merged and never lost, announced once, a projection of the log, and told where not."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

from content.loader import Pack
from db.board import BoardRow
from db.notices import count
from db.play import PlayConnection
from db.progress import readable
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from engine import actions as ac
from engine.log import state_of
from tests.db.cast import Connection, grade, newcomer, record, service, signed_in, start
from tests.db.watched import Watched
from tui.board.gather import entries_of
from tui.headless.play import play
from tui.office import Office
from tui.session import Session, summary_of

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "schemas" / "progress-data.json").read_text()
)
KETTLE = "(SELECT id FROM public.missions WHERE slug = 'kettle-protocol')"


def progress(admin: Connection, user: UUID) -> dict[str, Any]:
    row = admin.execute(
        f"SELECT to_jsonb(up) FROM public.user_progress up"
        f" WHERE user_id = %s AND mission_id = {KETTLE}",
        (user,),
    ).fetchone()
    assert row is not None
    return dict(row[0])


def change(connection: Connection, user: UUID, what: str, *values: object) -> None:
    connection.execute(
        f"UPDATE public.user_progress SET {what} WHERE user_id = %s AND mission_id = {KETTLE}",
        (*values, user),
    )


# --- nothing is lost, nothing falls --------------------------------------------------------


def test_writers_at_once_lose_no_update(server: ServerAddress, admin: Connection) -> None:
    rounds = 60
    user = newcomer(admin)
    merge = "progress_data = progress_data || %s, current_phase = %s"
    with signed_in(server, user) as game, signed_in(server, user) as web, service(server) as host:
        playthrough = start(game)

        def play_on() -> None:
            for seq in range(2, rounds + 2):
                record(game, playthrough, seq)

        def merge_as(connection: Connection, key: str) -> Callable[[], None]:
            def write() -> None:
                for number in range(rounds):
                    change(connection, user, merge, Jsonb({key: number}), number % 3)

            return write

        with ThreadPoolExecutor(3) as pool:
            for done in [
                pool.submit(w) for w in (play_on, merge_as(web, "w"), merge_as(host, "h"))
            ]:
                done.result()
    after = progress(admin, user)
    data = after["progress_data"]
    assert (data["w"], data["h"], data["game"]["last_seq"]) == (rounds - 1, rounds - 1, rounds + 1)
    assert after["current_phase"] == 2


def test_score_and_phase_never_fall_whoever_writes(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as web, service(server) as host:
        start(web)
        change(host, user, "score = 50, current_phase = 3")
        change(host, user, "score = 40, current_phase = 2")
        change(web, user, "score = 10, current_phase = 1")
        change(web, user, "score = 50")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            change(web, user, "score = 51")
    after = progress(admin, user)
    assert (after["score"], after["current_phase"]) == (50, 3)


def test_a_learner_raises_no_phase_beyond_the_last(
    server: ServerAddress, admin: Connection
) -> None:
    with signed_in(server, newcomer(admin)) as web:
        start(web)
        web.execute("UPDATE public.user_progress SET current_phase = 4")
        with pytest.raises(psycopg.errors.InvalidParameterValue, match="no phase 5"):
            web.execute("UPDATE public.user_progress SET current_phase = 5")


def test_a_learner_merges_at_most_64_kilobytes(server: ServerAddress, admin: Connection) -> None:
    with signed_in(server, newcomer(admin)) as web:
        start(web)
        with pytest.raises(psycopg.errors.ProgramLimitExceeded, match="64 kB"):
            web.execute(
                "UPDATE public.user_progress SET progress_data = progress_data || %s",
                (Jsonb({"mine": "x" * 70_000}),),
            )


def test_what_is_completed_stays_completed(server: ServerAddress, admin: Connection) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as game, service(server) as host:
        grade(host, user, start(game))
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState, match="stays completed"):
            change(host, user, "status = 'in_progress', completed_at = NULL")
        start(game, restart=True)
    assert progress(admin, user)["status"] == "completed"


def test_every_table_that_says_when_it_changed_has_it_kept(admin: Connection) -> None:
    tables = admin.execute(
        "SELECT c.oid::regclass::text, EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid"
        " AND t.tgfoid = 'private.touch'::regproc AND t.tgenabled = 'O')"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace::regnamespace::text IN ('public', 'private') AND c.relkind = 'r'"
        " AND a.attname = 'updated_at'"
    ).fetchall()
    assert ("user_progress", True) in tables or ("public.user_progress", True) in tables
    assert [table for table, kept in tables if not kept] == []


def test_the_time_of_a_change_is_the_databases_own(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as web:
        start(web)
        before = progress(admin, user)["updated_at"]
        change(web, user, "updated_at = '1999-01-01', progress_data = progress_data || '{}'")
    assert progress(admin, user)["updated_at"] > before


# --- announcements -------------------------------------------------------------------------


def heard(listener: Connection) -> list[dict[str, Any]]:
    """What has been announced since the last time."""
    return [json.loads(told.payload) for told in listener.notifies(timeout=0.3)]


@pytest.mark.parametrize("shown", [False, True])
def test_a_completion_is_announced_once_and_names_only_who_wants_to_be_seen(
    server: ServerAddress, admin: Connection, shown: bool
) -> None:
    user = newcomer(admin)
    admin.execute("UPDATE public.profiles SET show_on_boards = %s", (shown,))
    with (
        psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as listener,
        signed_in(server, user) as game,
        service(server) as host,
    ):
        listener.execute("LISTEN mission_completion")
        first = start(game)
        for seq in (2, 3):
            record(game, first, seq)
        change(host, user, "progress_data = progress_data || '{\"x\": 1}'")
        assert heard(listener) == []
        for _ in range(2):
            grade(host, user, first)
        change(host, user, "score = 90, status = 'completed'")
        grade(host, user, start(game, restart=True), score=100)
        told = heard(listener)
    after = progress(admin, user)
    wanted = {
        "user_id": str(user),
        "mission_id": after["mission_id"],
        "score": 80,
        "completion_time": after["completed_at"],
    }
    assert told == [wanted if shown else dict.fromkeys(wanted)]


def test_a_row_that_arrives_completed_is_announced_and_one_of_no_status_refused(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    file = (
        f"INSERT INTO public.user_progress (user_id, mission_id, status) VALUES (%s, {KETTLE}, %s)"
    )
    with (
        psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as listener,
        service(server) as host,
    ):
        listener.execute("LISTEN mission_completion")
        with pytest.raises(psycopg.errors.NotNullViolation):
            host.execute(file, (user, None))
        host.execute(file, (user, "completed"))
        assert len(heard(listener)) == 1
    assert progress(admin, user)["completed_at"] is not None


# --- the projection of the log -------------------------------------------------------------


async def test_progress_data_is_what_the_log_says_and_follows_its_published_schema(
    server: ServerAddress, admin: Connection, pack: Pack
) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    script = next(s for s in pack.walkthroughs_of("kettle-protocol") if s.name == "guided")
    office = Office(
        await PlayConnection.open(server.conninfo(GAME)), server.conninfo(REFEREE), None
    )
    await office.sign_in("Ana")
    user = office.user
    assert user is not None
    row = next(r for r in await office.board() if r.card.slug == "kettle-protocol")
    session = await office.start(row, seed=script.seed)
    looked = []
    begun = progress(admin, user)["progress_data"]
    jsonschema.validate(begun, SCHEMA)
    assert begun == {"game": {"phase": "email_discovery", "phase_index": 1, "last_seq": 1}}

    def look(at: Session) -> None:
        data = progress(admin, user)["progress_data"]
        jsonschema.validate(data, SCHEMA)
        wanted = summary_of(state_of(at.mission, at.rows), len(at.rows))
        assert data == {"game": asdict(wanted)}
        looked.append(data["game"]["last_seq"])

    await play(script, "database", Watched(session, look))
    await office.close_playthrough(session)
    after = progress(admin, user)
    jsonschema.validate(after["progress_data"], SCHEMA)
    assert set(after["progress_data"]) == {"game", "phases", "best"}
    assert looked == list(range(2, len(session.rows) + 1))
    again = next(r for r in await office.board() if r.card.slug == "kettle-protocol")
    await office.start(again, restart=True)
    assert progress(admin, user)["progress_data"] == after["progress_data"] | begun
    await office.close()


# --- told where others write ---------------------------------------------------------------


def notices(connection: Connection) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT user_id, role, keys, before, after FROM public.progress_notices ORDER BY at"
    ).fetchall()


def test_a_foreign_write_to_the_games_own_keys_is_kept_and_told(
    server: ServerAddress, admin: Connection
) -> None:
    user, other = newcomer(admin), newcomer(admin, "Ben")
    with signed_in(server, user) as game, service(server) as host:
        playthrough = start(game)
        record(game, playthrough, 2)
        own = {"phase_index": 1, "last_seq": 2}
        forged = {"game": {"phase_index": 4}, "phases": {"email": 100}, "web": 1}
        change(host, user, "progress_data = progress_data || %s", Jsonb(forged))
        assert progress(admin, user)["progress_data"] == forged
        change(host, user, "progress_data = progress_data || '{\"web\": 2}'")
        record(game, playthrough, 3)
        assert progress(admin, user)["progress_data"]["game"]["last_seq"] == 3
        told = ["service_role", ["game", "phases"], {"game": own}]
        after = {"game": {"phase_index": 4}, "phases": {"email": 100}}
        assert notices(game) == [(user, *told, after)]
        with signed_in(server, other) as web:
            assert notices(web) == []


def test_a_row_that_is_filed_with_the_games_own_keys_is_told_too(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with service(server) as host:
        host.execute(
            "INSERT INTO public.user_progress (user_id, mission_id, progress_data)"
            f" VALUES (%s, {KETTLE}, %s)",
            (user, Jsonb({"best": {"xp": 9}})),
        )
        assert notices(host) == [(user, "service_role", ["best"], {}, {"best": {"xp": 9}})]


def test_progress_without_a_playthrough_was_begun_elsewhere_and_is_ungraded(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with service(server) as host, signed_in(server, user) as web:
        host.execute(
            "INSERT INTO public.user_progress (user_id, mission_id, status, current_phase, score)"
            f" VALUES (%s, {KETTLE}, 'in_progress', 2, 40)",
            (user,),
        )
        row = web.execute(
            "SELECT user_status, user_score, current_phase, playthrough_id"
            " FROM public.available_missions() WHERE slug = 'kettle-protocol'"
        ).fetchone()
        assert row == ("in_progress", None, 2, None)
        start(web)
    after = progress(admin, user)
    assert (after["attempts"], after["current_phase"], after["first_score"]) == (1, 2, None)


@pytest.mark.parametrize("stored", ["locked", "available"])
def test_a_stored_status_that_is_not_begun_is_worked_out_anew(
    server: ServerAddress, admin: Connection, stored: str
) -> None:
    user = newcomer(admin)
    with service(server) as host, signed_in(server, user) as web:
        file = sql.SQL(
            "INSERT INTO public.user_progress (user_id, mission_id, status)"
            " SELECT %s, id, %s FROM public.missions"
        )
        host.execute(file, (user, stored))
        found = dict(
            web.execute("SELECT slug, user_status FROM public.available_missions()").fetchall()
        )
        assert web.execute("SELECT count(*) FROM public.mission_content").fetchone() == (0,)
    assert found["kettle-protocol"] == "available"
    assert found["urgent-performance"] == "locked"


def test_the_keeper_counts_what_others_wrote_and_a_player_may_not(
    server: ServerAddress, admin: Connection
) -> None:
    with service(server) as host:
        for name in ("Ana", "Ben"):
            host.execute(
                "INSERT INTO public.user_progress (user_id, mission_id, progress_data)"
                f" VALUES (%s, {KETTLE}, '{{\"game\": {{}}}}')",
                (newcomer(admin, name),),
            )
    assert count(server.conninfo(SUPERUSER)) == 2
    assert count(server.conninfo(GAME)) is None


async def test_the_board_tells_what_was_begun_or_changed_elsewhere(
    server: ServerAddress, admin: Connection
) -> None:
    office = Office(await PlayConnection.open(server.conninfo(GAME)), None, None)
    await office.sign_in("Ana")
    assert office.user is not None
    with service(server) as host:
        host.execute(
            "INSERT INTO public.user_progress (user_id, mission_id, status, progress_data)"
            f" VALUES (%s, {KETTLE}, 'in_progress', '{{\"game\": {{}}}}')",
            (office.user,),
        )
    row = next(r for r in await office.board() if r.card.slug == "kettle-protocol")
    assert (row.begun_elsewhere, row.changed_elsewhere) == (True, True)
    await office.start(row)
    row = next(r for r in await office.board() if r.card.slug == "kettle-protocol")
    assert (row.begun_elsewhere, row.changed_elsewhere) == (False, False)
    await office.close()


async def test_the_board_tells_of_a_foreign_write_until_the_next_step(
    server: ServerAddress, admin: Connection
) -> None:
    office = Office(await PlayConnection.open(server.conninfo(GAME)), None, None)
    await office.sign_in("Ana")

    async def kettle() -> BoardRow:
        return next(r for r in await office.board() if r.card.slug == "kettle-protocol")

    session = await office.start(await kettle())
    for mail in ("your-desk", "nine-people"):
        with service(server) as host:
            host.execute(
                "UPDATE public.user_progress SET progress_data = progress_data || %s"
                " WHERE user_id = %s",
                (Jsonb({"game": {"phase": mail}}), office.user),
            )
        assert (await kettle()).changed_elsewhere
        assert (await kettle()).changed_elsewhere
        await session.act(ac.OpenEmail(mail=mail))
        await session.settle()
        assert not (await kettle()).changed_elsewhere
    assert count(server.conninfo(SUPERUSER)) == 2
    await office.close()


def test_the_newest_hundred_foreign_writes_of_a_mission_are_kept(
    server: ServerAddress, admin: Connection
) -> None:
    ana, ben = newcomer(admin, "Ana"), newcomer(admin, "Ben")
    with service(server) as host:
        for user in (ana, ben):
            host.execute(
                "INSERT INTO public.user_progress (user_id, mission_id, progress_data)"
                f' VALUES (%s, {KETTLE}, \'{{"game": {{"n": 0}}}}\')',
                (user,),
            )
        for n in range(1, 121):
            host.execute(
                "UPDATE public.user_progress SET progress_data = %s WHERE user_id = %s",
                (Jsonb({"game": {"n": n}}), ana),
            )
    kept = admin.execute(
        "SELECT user_id, count(*), min((after -> 'game' -> 'n')::int) FROM public.progress_notices"
        " GROUP BY user_id ORDER BY count(*)"
    ).fetchall()
    assert kept == [(ben, 1, 0), (ana, 100, 21)]


GOOD = {
    "game": {"phase": "email", "phase_index": 2, "minute": 7.5, "trust": 50, "last_seq": 9},
    "phases": {"email": 90},
    "best": {"xp": 9, "skills": {"data": 2}},
}
JUNK: tuple[Any, ...] = (None, 7, "x", True, [], [1], {}, {"a": {}}, {"email": "x"}, 10**30)


def test_whatever_others_wrote_the_game_reads_what_is_sound() -> None:
    sound = GOOD | {"best": {"skills": {"data": 2}}}
    assert readable(GOOD | {"web": 1}) == sound
    nothing = {"game": {}, "phases": {}, "best": {"skills": {}}}
    for junk in JUNK:
        assert readable(junk) == nothing
        for key in GOOD:
            assert readable({key: junk}) == nothing
            if isinstance(junk, dict):
                continue
            inner = {**sound[key], **dict.fromkeys(GOOD[key], junk)}
            read = readable(GOOD | {key: inner})
            assert {k: v for k, v in read.items() if k != key} == {
                k: v for k, v in sound.items() if k != key
            }


async def test_a_board_opens_whatever_others_wrote(
    server: ServerAddress, admin: Connection
) -> None:
    office = Office(await PlayConnection.open(server.conninfo(GAME)), None, None)
    await office.sign_in("Ana")
    with service(server) as host:
        for junk in JUNK:
            host.execute("DELETE FROM public.user_progress")
            host.execute(
                "INSERT INTO public.user_progress (user_id, mission_id, status, progress_data)"
                f" VALUES (%s, {KETTLE}, 'in_progress', %s)",
                (office.user, Jsonb(dict.fromkeys(GOOD, junk))),
            )
            facts, _ = await office.facts()
            entries = entries_of(await office.board(), facts)
            assert next(e for e in entries if e.card.slug == "kettle-protocol").begun_elsewhere
    await office.close()
