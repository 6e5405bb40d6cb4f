"""The functions that write for a player: what they refuse, and that once is once."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

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

KIB = 1024
Malformed = psycopg.errors.InvalidParameterValue
TooLarge = psycopg.errors.ProgramLimitExceeded


# --- what is no row, no summary, no result ----------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        {"seq": 0},
        {"seq": -1},
        {"action": []},
        {"action": "x"},
        {"action": {}},
        {"action": {"kind": 7}},
        {"events": {}},
        {"events": "x"},
        {"events": [1]},
        {"events": [[]]},
        {"events": [{"kind": "fine"}, {"v": 1}]},
        {"events": [{"kind": "fine"}, [{"kind": "nested"}]]},
        {"summary": []},
        {"summary": {}},
        {"summary": {"phase_index": "1"}},
        {"summary": {"phase_index": 1.5}},
        {"summary": {"phase_index": -1}},
        {"summary": {"phase_index": 10**12}},
        {"summary": {"phase_index": [1]}},
        {"summary": {"phase_index": 1, "phase": 7}},
        {"summary": {"phase_index": 1, "minute": "soon"}},
        {"summary": {"phase_index": 1, "trust": {}}},
        {"summary": {"phase_index": 1, "last_seq": 3}},
        {"summary": {"phase_index": 1, "last_seq": None}},
    ],
    ids=str,
)
def test_what_is_no_row_of_a_log_is_refused_and_stores_nothing(
    server: ServerAddress, admin: Connection, changed: dict[str, Any]
) -> None:
    with signed_in(server, newcomer(admin)) as game:
        playthrough = start(game)
        with pytest.raises(Malformed):
            record(game, playthrough, **{"seq": 2, **changed})
        assert record(game, playthrough, 2) == "stored"


def test_nothing_that_is_left_out_is_taken_for_a_row(
    server: ServerAddress, admin: Connection
) -> None:
    with signed_in(server, newcomer(admin)) as game:
        playthrough = start(game)
        good = (playthrough, 2, Jsonb({"kind": "x"}), Jsonb([]), Jsonb({"phase_index": 1}))
        for left_out in range(5):
            values = tuple(None if n == left_out else v for n, v in enumerate(good))
            with pytest.raises(psycopg.Error) as refused:
                game.execute("SELECT public.record_events(%s, %s, %s, %s, %s)", values)
            assert refused.value.sqlstate in ("22023", "42501")


def test_a_row_and_a_summary_have_a_size_that_they_may_have(
    server: ServerAddress, admin: Connection
) -> None:
    with signed_in(server, newcomer(admin)) as game:
        playthrough = start(game)
        large = ({"kind": "x", "text": "x" * 60 * KIB},)
        with pytest.raises(TooLarge, match="64 kB"):
            record(game, playthrough, 2, {"kind": "x", "text": "y" * 10 * KIB}, large)
        with pytest.raises(TooLarge, match="4 kB"):
            record(game, playthrough, 2, summary={"phase_index": 1, "phase": "x" * 5 * KIB})
        assert record(game, playthrough, 2, events=large) == "stored"


def test_a_playthrough_has_at_most_5000_rows(server: ServerAddress, admin: Connection) -> None:
    with signed_in(server, newcomer(admin)) as game:
        playthrough = start(game)
        admin.execute("UPDATE public.playthroughs SET last_seq = 4999")
        assert record(game, playthrough, 5000) == "stored"
        with pytest.raises(TooLarge, match="at most 5000 rows"):
            record(game, playthrough, 5001)


def test_a_summary_raises_no_phase_beyond_the_last(
    server: ServerAddress, admin: Connection
) -> None:
    with signed_in(server, newcomer(admin)) as game:
        record(game, start(game), 2, summary={"phase_index": 999})
    assert one(admin, "SELECT current_phase FROM public.user_progress") == 4


@pytest.mark.parametrize(
    "changed",
    [
        {"score": 101},
        {"score": -1},
        {"score": 7.5},
        {"score": "80"},
        {"score": None},
        {"xp": -1},
        {"xp": 10**9},
        {"energy": 101},
        {"phases": []},
        {"phases": {"email": 101}},
        {"skills": {"data": -1}},
        {"skills": {"data": "2"}},
        {"skills": None},
        {"trust": {"kettle": 101}},
        {"flags": {}},
        {"flags": [7]},
        {"promises": {}},
        {"promises": [{"promise": "tea"}]},
        {"promises": ["tea"]},
        {"achievements": None},
        {"achievements": {}},
        {"achievements": [None]},
        {"achievements": [["tea"]]},
    ],
    ids=str,
)
def test_what_is_no_result_is_refused_and_leaves_the_playthrough_open(
    server: ServerAddress, admin: Connection, changed: dict[str, Any]
) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as game, service(server) as host:
        playthrough = start(game)
        with pytest.raises(Malformed, match="a result has score"):
            grade(host, user, playthrough, **changed)
        assert one(admin, "SELECT status FROM public.playthroughs") == "open"
        assert one(admin, "SELECT status FROM public.user_progress") == "in_progress"


def test_a_result_of_nothing_is_refused(server: ServerAddress, admin: Connection) -> None:
    user = newcomer(admin)
    with service(server) as host:
        for result in (None, Jsonb(None), Jsonb([]), Jsonb("x"), Jsonb({})):
            with pytest.raises(Malformed):
                host.execute("SELECT public.record_result(%s, %s, %s)", (user, uuid4(), result))
        with pytest.raises(psycopg.errors.NoDataFound, match="no such playthrough"):
            grade(host, user, uuid4())


# --- once is once ---------------------------------------------------------------------------


def test_a_playthrough_is_graded_once_and_for_all(server: ServerAddress, admin: Connection) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as game, service(server) as host:
        playthrough = start(game)
        grade(host, user, playthrough)
        grade(host, user, playthrough, score=100, xp=100, skills={"data": 9})
    assert one(admin, "SELECT score FROM public.playthroughs") == RESULT["score"]
    assert one(admin, "SELECT score FROM public.user_progress") == RESULT["score"]
    assert one(admin, "SELECT xp FROM public.profiles") == RESULT["xp"]


def test_handing_in_twice_changes_nothing_and_of_nothing_is_refused(
    server: ServerAddress, admin: Connection
) -> None:
    with signed_in(server, newcomer(admin)) as game:
        playthrough = start(game)
        game.execute("SELECT public.submit(%s)", (playthrough,))
        before = one(admin, "SELECT ended_at FROM public.playthroughs")
        game.execute("SELECT public.submit(%s, true)", (playthrough,))
        assert one(admin, "SELECT status FROM public.playthroughs") == "submitted"
        assert one(admin, "SELECT ended_at FROM public.playthroughs") == before
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="no such playthrough"):
            game.execute("SELECT public.submit(%s)", (uuid4(),))


def test_an_account_of_the_web_gets_its_profile_with_its_first_playthrough(
    server: ServerAddress, admin: Connection
) -> None:
    user = one(admin, "INSERT INTO auth.users DEFAULT VALUES RETURNING id")
    with signed_in(server, user) as web, service(server) as host:
        grade(host, user, start(web))
    assert one(admin, "SELECT xp FROM public.profiles WHERE user_id = %s", user) == RESULT["xp"]


def test_a_result_counts_though_the_progress_row_was_erased(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as web, service(server) as host:
        playthrough = start(web)
        host.execute("DELETE FROM public.user_progress")
        grade(host, user, playthrough)
    assert one(admin, "SELECT score FROM public.user_progress") == RESULT["score"]
