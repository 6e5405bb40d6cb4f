"""The functions that write for a player: what they refuse, and what they do at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from db.server import ServerAddress
from tests.db.cast import (
    RESULT,
    Connection,
    grade,
    newcomer,
    record,
    service,
    signed_in,
    start,
)

KIB = 1024
Malformed = psycopg.errors.InvalidParameterValue
TooLarge = psycopg.errors.ProgramLimitExceeded
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


def one(admin: Connection, statement: str, *values: object) -> Any:
    row = admin.execute(statement, values).fetchone()
    assert row is not None
    return row[0]


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


# --- once, whoever asks and however often -------------------------------------------------


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


# --- constraints say what is true ---------------------------------------------------------

WRONG = {
    "a status that is none": "UPDATE user_progress SET status = 'banana'",
    "a score above 100": "UPDATE user_progress SET score = 101",
    "a score below 0": "UPDATE user_progress SET score = -1",
    "a first score above 100": "UPDATE user_progress SET first_score = 101",
    "a phase below 0": "UPDATE user_progress SET current_phase = -3",
    "attempts below 0": "UPDATE user_progress SET attempts = -1",
    "completed without a date": "UPDATE user_progress SET status = 'completed'",
    "a date without completion": "UPDATE user_progress SET completed_at = now()",
    "progress that is no object": "UPDATE user_progress SET progress_data = '[]'",
    "progress of nobody": "UPDATE user_progress SET user_id = NULL",
    "progress of no mission": "UPDATE user_progress SET mission_id = NULL",
    "an account that is not there": "UPDATE user_progress SET user_id = gen_random_uuid()",
    "a mission that is not there": "UPDATE user_progress SET mission_id = gen_random_uuid()",
    "a second row": "INSERT INTO user_progress (user_id, mission_id)"
    " SELECT user_id, mission_id FROM user_progress",
    "a second open playthrough": "INSERT INTO playthroughs (user_id, id, mission_id, rev,"
    " rules_version, seed) SELECT user_id, gen_random_uuid(), mission_id, rev, 1, 1"
    " FROM playthroughs",
    "a playthrough of another kind": "UPDATE playthroughs SET status = 'paused'",
    "a seed below 0": "UPDATE playthroughs SET seed = -1",
    "a row of no number": "UPDATE playthrough_events SET seq = 0",
    "events that are no list": "UPDATE playthrough_events SET events = '{}'",
    "a name of nothing": "UPDATE profiles SET display_name = ''",
    "a name too long": "UPDATE profiles SET display_name = repeat('x', 61)",
    "points below 0": "UPDATE profiles SET xp = -1",
    "energy above 100": "UPDATE profiles SET energy = 101",
    "a role that is none": "UPDATE profiles SET role = 'headmaster'",
    "a class of no name": "INSERT INTO classes (name) VALUES ('')",
    "a difficulty that is none": "UPDATE missions SET difficulty = 'banana'",
    "a slug with blanks": "UPDATE missions SET slug = 'a b'",
    "a config that is no object": "UPDATE missions SET config = '[]'",
    "a content type that is none": "UPDATE mission_content SET content_type = 'hologram'",
    "two current versions": "INSERT INTO content_versions (content_id, version_number,"
    " content_data, rev, is_current) SELECT content_id, '99.1', content_data, rev, true"
    " FROM content_versions WHERE is_current",
    "a version that is no number": "INSERT INTO content_versions (content_id, version_number,"
    " content_data, rev) SELECT content_id, 'v2', content_data, rev FROM content_versions",
    "a version of nothing": "INSERT INTO content_versions (content_id, version_number,"
    " content_data, rev) SELECT gen_random_uuid(), '1.0', '{}', max(rev) FROM content_versions",
    "a notice of nothing": "INSERT INTO progress_notices (user_id, mission_id, role, keys, before,"
    " after) SELECT user_id, mission_id, 'x', '{}', '{}', '{}' FROM user_progress",
}
UNTRUE = (
    psycopg.errors.CheckViolation,
    psycopg.errors.NotNullViolation,
    psycopg.errors.ForeignKeyViolation,
    psycopg.errors.UniqueViolation,
)


def test_values_that_cannot_be_true_are_refused_whoever_writes(
    server: ServerAddress, admin: Connection
) -> None:
    with signed_in(server, newcomer(admin)) as game:
        start(game)
    taken = []
    for what, statement in WRONG.items():
        try:
            with admin.transaction(force_rollback=True):
                admin.execute("SET LOCAL ROLE scopecreep_owner")
                admin.execute(statement)
                admin.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except UNTRUE:
            continue
        taken.append(what)
    assert taken == []


def test_erasing_an_account_erases_all_that_it_left(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as game, service(server) as host:
        grade(host, user, start(game))
        start(game, restart=True)
    admin.execute("DELETE FROM auth.users WHERE id = %s", (user,))
    tables = admin.execute(
        "SELECT table_schema || '.' || table_name FROM information_schema.columns"
        " WHERE table_schema IN ('public', 'private') AND column_name = 'user_id'"
        " AND table_name IN (SELECT relname FROM pg_class WHERE relkind = 'r')"
    ).fetchall()
    assert len(tables) > 10
    for (table,) in tables:
        statement = f"SELECT count(*) FROM {table} WHERE user_id = %s"
        assert one(admin, statement, user) == 0, table
