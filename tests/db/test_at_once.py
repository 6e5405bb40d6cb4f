"""The functions that write for a player, called by several at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import psycopg
import pytest

from db.server import ServerAddress
from tests.db.cast import (
    RESULT,
    Connection,
    grade,
    newcomer,
    one,
    record,
    service,
    signed_in,
    start,
)

Conflict = psycopg.errors.SerializationFailure


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What calls come to that run side by side: each one's value or its error."""

    def tried(call: Callable[[], Any]) -> Any:
        try:
            return call()
        except psycopg.Error as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return [done.result() for done in [pool.submit(tried, call) for call in calls]]


def test_two_starts_at_once_open_one_playthrough(server: ServerAddress, admin: Connection) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as here, signed_in(server, user) as there:
        for _ in range(5):
            admin.execute("DELETE FROM public.user_progress")
            admin.execute("DELETE FROM public.playthroughs")
            first, second = at_once(lambda: start(here), lambda: start(there))
            assert first == second
            assert one(admin, "SELECT count(*) FROM public.playthroughs") == 1
            assert one(admin, "SELECT attempts FROM public.user_progress") == 1


def test_a_start_waits_for_one_that_is_under_way_and_comes_to_the_same_playthrough(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with (
        signed_in(server, user) as here,
        signed_in(server, user) as there,
        ThreadPoolExecutor(1) as pool,
    ):
        with here.transaction():
            first = start(here)
            second = pool.submit(start, there)
            with pytest.raises(TimeoutError):
                second.result(0.2)
        assert second.result(5) == first


def test_two_restarts_at_once_leave_one_open(server: ServerAddress, admin: Connection) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as here, signed_in(server, user) as there:
        for _ in range(5):
            made = at_once(lambda: start(here, restart=True), lambda: start(there, restart=True))
            assert all(isinstance(playthrough, UUID) for playthrough in made)
            statement = "SELECT count(*) FROM public.playthroughs WHERE status = 'open'"
            assert one(admin, statement) == 1


def test_what_is_recorded_while_it_is_handed_in_is_stored_whole_or_not_at_all(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    hand_in = "SELECT public.submit(%s)"
    with signed_in(server, user) as here, signed_in(server, user) as there:
        for _ in range(10):
            playthrough = start(here, restart=True)
            written, _ = at_once(
                lambda now=playthrough: record(here, now, 2),  # type: ignore[misc]
                lambda now=playthrough: there.execute(hand_in, (now,)),  # type: ignore[misc]
            )
            rows = one(
                admin,
                "SELECT array_agg(seq ORDER BY seq) FROM public.playthrough_events"
                " WHERE playthrough_id = %s",
                playthrough,
            )
            last = one(admin, "SELECT last_seq FROM public.playthroughs WHERE id = %s", playthrough)
            assert written == "stored" or isinstance(written, Conflict)
            assert rows == ([1, 2] if written == "stored" else [1])
            assert last == len(rows)
            with pytest.raises(Conflict):
                record(here, playthrough, len(rows) + 1)


def test_two_terminals_that_record_at_once_store_one_row_and_one_conflict(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as here, signed_in(server, user) as there:
        playthrough = start(here)
        for seq in range(2, 12):
            told = at_once(
                lambda n=seq: record(here, playthrough, n, {"kind": "a"}),  # type: ignore[misc]
                lambda n=seq: record(there, playthrough, n, {"kind": "b"}),  # type: ignore[misc]
            )
            assert sorted(type(t).__name__ for t in told) == ["SerializationFailure", "str"]


@pytest.mark.parametrize("several", [False, True])
def test_results_that_arrive_at_once_count_once_each(
    server: ServerAddress, admin: Connection, several: bool
) -> None:
    user = newcomer(admin)
    with ExitStack() as open_ones:
        game = open_ones.enter_context(signed_in(server, user))
        hosts = [open_ones.enter_context(service(server)) for _ in range(3)]
        played = []
        for _ in hosts:
            playthrough = start(game, restart=several)
            game.execute("SELECT public.submit(%s)", (playthrough,)) if several else None
            played.append(playthrough)
        told = at_once(
            *(lambda h=h, p=p: grade(h, user, p) for h, p in zip(hosts, played, strict=True))  # type: ignore[misc]
        )
        assert told == [None, None, None]
    assert one(admin, "SELECT xp FROM public.profiles") == RESULT["xp"]
    assert one(admin, "SELECT points FROM public.player_skills") == RESULT["skills"]["data"]
    graded = one(admin, "SELECT count(*) FROM public.playthroughs WHERE status = 'graded'")
    assert graded == len(set(played))


def test_two_who_sign_in_under_a_new_name_at_once_are_one(
    server: ServerAddress, admin: Connection
) -> None:
    with ExitStack() as open_ones:
        games = [
            open_ones.enter_context(
                psycopg.connect(server.conninfo("scopecreep_game"), autocommit=True)
            )
            for _ in range(2)
        ]
        for game in games:
            game.execute("SET ROLE authenticated")
        first, second = at_once(
            *(lambda g=g: one(g, "SELECT public.create_player('Zoe')") for g in games)  # type: ignore[misc]
        )
    assert first == second
