"""Progress: merged and never lost, announced once, a projection of the log, and told where not."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import jsonschema
import psycopg
import pytest
from psycopg.types.json import Jsonb

from content.loader import Pack
from db.play import PlayConnection
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from engine.log import state_of
from tests.db.cast import (
    KETTLE,
    Connection,
    change,
    grade,
    newcomer,
    progress,
    record,
    service,
    signed_in,
    start,
)
from tests.db.watched import Watched
from tui.headless.play import play
from tui.office import Office
from tui.session import Session, summary_of

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "schemas" / "progress-data.json").read_text()
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
