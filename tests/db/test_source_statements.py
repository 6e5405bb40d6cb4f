"""The source schema's own statements: unchanged but for real ids in place of its placeholders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from content.loader import Pack
from db.play import PlayConnection
from db.server import GAME, REFEREE, ServerAddress
from tests.db.cast import Connection, grade, newcomer, service, signed_in, start
from tests.db.source import statement
from tests.db.watched import Watched
from tui.headless.play import play
from tui.office import Office
from tui.session import Session


def source(name: str, **placeholders: UUID) -> str:
    """A statement of the source, with ids for what it writes in words."""
    text = statement(name)
    for placeholder, real in placeholders.items():
        quoted = f"'{placeholder.replace('_', '-')}'"
        assert quoted in text
        text = text.replace(quoted, f"'{real}'")
    return text


def run(connection: Connection, name: str, *values: object) -> list[dict[str, Any]]:
    """A query of the source with its numbered parameters."""
    with psycopg.RawCursor(connection, row_factory=dict_row) as cursor:
        cursor.execute(source(name), values)
        return cursor.fetchall()


def file_mission(host: Connection, title: str) -> UUID:
    """A mission as a client of the source files it, which knows of no slug."""
    row = host.execute(
        "INSERT INTO missions (title, order_index, difficulty, config)"
        " VALUES (%s, 1, 'beginner', '{}') RETURNING id",
        (title,),
    ).fetchone()
    assert row is not None
    return UUID(str(row[0]))


@pytest.fixture
def host(server: ServerAddress, admin: Connection) -> Iterator[Connection]:
    """The service; the missions that it files are gone after the test."""
    known = admin.execute("SELECT array_agg(id) FROM missions").fetchone()
    assert known is not None
    with service(server) as connection:
        yield connection
    admin.execute("DELETE FROM auth.users")
    admin.execute("DELETE FROM mission_prerequisites WHERE mission_id <> ALL (%s)", (known[0],))
    admin.execute("DELETE FROM missions WHERE id <> ALL (%s)", (known[0],))


# --- its inserts ---------------------------------------------------------------------------


def test_the_sources_mission_is_filed_and_named_from_its_title(host: Connection) -> None:
    host.execute(source("mission"))
    rows = host.execute(
        "SELECT slug, published, config ->> 'estimated_duration' FROM missions"
        " WHERE title = 'Client Discovery Workshop' ORDER BY created_at"
    ).fetchall()
    assert rows == [
        ("client-discovery-workshop", True, rows[0][2]),
        ("client-discovery-workshop-2", True, "45"),
    ]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Intro 1", "intro-1"),
        ("  What's Up, Dock? ", "what-s-up-dock"),
        ("2 Kettles", "mission-2-kettles"),
        ("茶", "mission"),
        ("-", "mission"),
        ("x" * 300, "x" * 60),
    ],
)
def test_any_title_gives_a_slug_that_the_schema_takes(
    host: Connection, title: str, slug: str
) -> None:
    for wanted in (slug, f"{slug}-2", f"{slug}-3"):
        made = file_mission(host, title)
        found = host.execute("SELECT slug FROM missions WHERE id = %s", (made,)).fetchone()
        assert found == (wanted,)


def test_the_sources_mail_and_diagram_are_filed_and_keyed(host: Connection) -> None:
    mission = file_mission(host, "A Mission")
    for name in ("email", "diagram", "email"):
        host.execute(source(name, mission_id=mission))
    rows = host.execute(
        "SELECT id, key, phase_name, content_type, sequence_order, position FROM mission_content"
        " WHERE mission_id = %s ORDER BY sequence_order, position",
        (mission,),
    ).fetchall()
    assert [row[2:] for row in rows] == [
        ("email_discovery", "email", 1, 0),
        ("email_discovery", "email", 1, 1),
        ("system_design", "react_flow", 3, 0),
    ]
    assert [row[1] for row in rows] == [f"{row[2]}/{row[0]}" for row in rows]


def test_the_sources_nested_prerequisite_is_filed_and_opens_as_it_says(
    server: ServerAddress, admin: Connection, host: Connection
) -> None:
    first, second = file_mission(host, "Intro 1"), file_mission(host, "Intro 2")
    advanced = file_mission(host, "Advanced Mission")
    host.execute(source("prerequisite", advanced_mission_id=advanced))
    user = newcomer(admin)

    def is_open() -> bool:
        row = host.execute("SELECT check_mission_unlocked(%s, %s)", (user, advanced)).fetchone()
        return row == (True,)

    def complete(mission: UUID, score: int) -> None:
        host.execute(
            "INSERT INTO user_progress (user_id, mission_id, status, score)"
            " VALUES (%s, %s, 'completed', %s)"
            " ON CONFLICT (user_id, mission_id) DO UPDATE SET score = excluded.score",
            (user, mission, score),
        )

    assert not is_open()
    complete(first, 80)
    complete(second, 79)
    admin.execute("UPDATE profiles SET xp = 480 WHERE user_id = %s", (user,))
    assert not is_open()
    complete(second, 80)
    assert is_open()
    admin.execute("UPDATE profiles SET xp = 479 WHERE user_id = %s", (user,))
    assert not is_open()
    admin.execute("INSERT INTO player_skills VALUES (%s, 'advanced_analysis', 1)", (user,))
    assert is_open()


# --- its queries ---------------------------------------------------------------------------


def test_the_sources_list_of_missions_tells_each_status(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as web, service(server) as host:
        grade(host, user, start(web), score=70)
        start(web, "client-discovery-workshop")
        everything = run(host, "available_missions", user)
        assert [row["order_index"] for row in everything] == sorted(
            row["order_index"] for row in everything
        )
        told = {row["slug"]: (row["user_status"], row["user_score"]) for row in everything}
        assert told["kettle-protocol"] == ("completed", 70)
        assert told["client-discovery-workshop"] == ("in_progress", None)
        assert told["urgent-performance"] == ("locked", None)
        board = host.execute("SELECT slug, user_status FROM available_missions(%s)", (user,))
        assert {slug: told[slug][0] for slug in told} == dict(board.fetchall())
        seen = run(web, "available_missions", user)
        assert {row["slug"]: (row["user_status"], row["user_score"]) for row in seen} == {
            slug: what for slug, what in told.items() if what[0] != "locked"
        }


def test_the_sources_update_merges_and_raises_for_the_service(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as web, service(server) as host:
        start(web)
        mission = web.execute("SELECT mission_id FROM user_progress").fetchone()
        assert mission is not None
        run(host, "update_progress", user, Jsonb({"a": 1, "b": {"x": 1}}), mission[0])
        patch = Jsonb({"b": {"y": 2}, "current_phase": 3, "score": 60})
        (row,) = run(host, "update_progress", user, patch, mission[0])
        assert (row["current_phase"], row["score"]) == (3, 60)
        assert row["progress_data"] == {
            "game": {"phase": "email_discovery", "phase_index": 1, "last_seq": 1},
            "a": 1,
            "b": {"y": 2},
            "current_phase": 3,
            "score": 60,
        }
        lower = Jsonb({"current_phase": 2, "score": 50})
        (row,) = run(host, "update_progress", user, lower, mission[0])
        assert (row["current_phase"], row["score"]) == (3, 60)


@pytest.mark.parametrize("score", [None, 0, 59, 60, 61])
def test_the_sources_update_serves_a_learner_whose_score_it_does_not_raise(
    server: ServerAddress, admin: Connection, score: int | None
) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as web, service(server) as host:
        start(web)
        mission = web.execute("SELECT mission_id FROM user_progress").fetchone()
        assert mission is not None
        run(host, "update_progress", user, Jsonb({"score": 60}), mission[0])
        patch = Jsonb({"tab": 2, "current_phase": 2} | ({} if score is None else {"score": score}))
        if score == 61:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                run(web, "update_progress", user, patch, mission[0])
            return
        (row,) = run(web, "update_progress", user, patch, mission[0])
        assert (row["score"], row["current_phase"], row["progress_data"]["tab"]) == (60, 2, 2)
        stranger = newcomer(admin, "Ben")
        assert run(web, "update_progress", stranger, patch, mission[0]) == []


def test_the_sources_content_query_tells_what_is_done_at_hand_and_to_come(
    server: ServerAddress, admin: Connection
) -> None:
    user = newcomer(admin)
    with signed_in(server, user) as web, service(server) as host:
        mission = host.execute("SELECT id FROM missions WHERE slug = 'kettle-protocol'").fetchone()
        assert mission is not None
        assert run(web, "content_with_progress", mission[0], user) == []
        host.execute(
            "INSERT INTO user_progress (user_id, mission_id, status) VALUES (%s, %s, 'available')",
            (user, mission[0]),
        )
        rows = run(host, "content_with_progress", mission[0], user)
        first = [row["phase_status"] for row in rows if row["sequence_order"] > 0]
        assert set(first) == {"locked"}


async def test_the_sources_content_query_is_right_at_every_step_of_a_playthrough(
    server: ServerAddress, admin: Connection, pack: Pack
) -> None:
    script = next(s for s in pack.walkthroughs_of("kettle-protocol") if s.name == "guided")
    office = Office(
        await PlayConnection.open(server.conninfo(GAME)), server.conninfo(REFEREE), None
    )
    await office.sign_in("Ana")
    assert office.user is not None
    row = next(r for r in await office.board() if r.card.slug == "kettle-protocol")
    session = await office.start(row, seed=script.seed)
    mission = admin.execute("SELECT id FROM missions WHERE slug = 'kettle-protocol'").fetchone()
    assert mission is not None
    told: list[dict[str, str]] = []
    with signed_in(server, office.user) as web:

        def phases() -> dict[str, str]:
            rows = run(web, "content_with_progress", mission[0], office.user)
            return {row["phase_name"]: row["phase_status"] for row in rows}

        def look(at: Session) -> None:
            now = len(at.state.phases)
            told.append(phases())
            wanted = {
                phase.id: "completed" if n < now else "current" if n == now else "locked"
                for n, phase in enumerate(at.mission.phases, start=1)
            }
            assert told[-1] == wanted | {"mission": "completed"}

        look(session)
        await play(script, "database", Watched(session, look))
        await office.close_playthrough(session)
        assert set(phases().values()) == {"completed"}
    assert len({tuple(step.items()) for step in told}) == 4
    await office.close()
