"""What others write of progress is merged, told of, and read as far as it is sound."""

from __future__ import annotations

from typing import Any

import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

from db.board import BoardRow
from db.notices import count
from db.play import PlayConnection
from db.progress import readable
from db.server import GAME, SUPERUSER, ServerAddress
from engine import actions as ac
from tests.db.cast import (
    KETTLE,
    Connection,
    change,
    newcomer,
    progress,
    record,
    service,
    signed_in,
    start,
)
from tui.board.gather import entries_of
from tui.office import Office


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
