"""What a player is told about doors: open or not, and why; the same as the engine says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.loader import Pack
from db.server import GAME, ServerAddress
from engine.unlocks import Facts, door, explain, holds
from tests.db.cast import Connection
from tests.db.filing import (
    ask,
    board,
    completed,
    file,
    is_open,
    learner,
    player,
    service,
    take_back,
    value,
)

LEVEL = {"type": "player_level", "minimum": 5}
campaign_facts = st.fixed_dictionaries(
    {
        "scores": st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=25, max_size=25),
        "xp": st.integers(0, 3_000),
        "energy": st.integers(0, 100),
        "skills": st.dictionaries(
            st.sampled_from(("architecture", "negotiation", "ethics", "reliability")),
            st.integers(0, 6),
        ),
        "flags": st.sets(st.sampled_from(("emeka_blamed", "vault_installed", "coop_capped"))),
    }
)
"""What a player may have achieved in the pack's campaign."""


@pytest.fixture(autouse=True)
def kept(admin: Connection) -> Iterator[None]:
    """The missions that a test filed are gone after it."""
    yield
    take_back(admin)


def settle(admin: Connection, user: UUID, known: dict[str, Any], pack: Pack) -> Facts:
    """Gives a player what they are to have, and tells it as the engine's facts."""
    scores = zip((card.slug for card in pack.cards), known["scores"], strict=False)
    done = {slug: score for slug, score in scores if score is not None}
    for slug, score in done.items():
        completed(
            admin, user, value(admin, "SELECT id FROM public.missions WHERE slug = %s", slug), score
        )
    level = value(
        admin,
        "UPDATE public.profiles SET xp = %s, energy = %s WHERE user_id = %s RETURNING level",
        known["xp"],
        known["energy"],
        user,
    )
    for skill, points in known["skills"].items():
        admin.execute("INSERT INTO public.player_skills VALUES (%s, %s, %s)", (user, skill, points))
    for flag in known["flags"]:
        admin.execute(
            "INSERT INTO public.player_flags (user_id, flag, mission_id)"
            " SELECT %s, %s, id FROM public.missions LIMIT 1",
            (user, flag),
        )
    return Facts(
        completed=tuple(sorted(done.items())),
        level=level,
        skills=tuple(sorted(known["skills"].items())),
        flags=tuple(sorted(known["flags"])),
        energy=known["energy"],
    )


def test_an_empty_list_opens_and_a_slug_breaks_nothing(admin: Connection) -> None:
    user, first = player(admin), file(admin, "first")
    nothing, by_slug, by_id = (file(admin, slug) for slug in ("nothing", "by-slug", "by-id"))
    ask(admin, nothing, {"type": "missions_completed", "mission_ids": []})
    ask(admin, by_slug, {"type": "missions_completed", "mission_ids": ["first"]})
    ask(admin, by_id, {"type": "missions_completed", "mission_ids": [str(first)]})
    assert [is_open(admin, user, m) for m in (nothing, by_slug, by_id)] == [True, False, False]
    completed(admin, user, first, 1)
    assert [is_open(admin, user, m) for m in (nothing, by_slug, by_id)] == [True, True, True]


def test_a_mission_that_was_begun_stays_when_its_door_closes(
    server: ServerAddress, admin: Connection
) -> None:
    user, mission = player(admin), file(admin, "begun")
    admin.execute(
        "INSERT INTO public.user_progress (user_id, mission_id, status)"
        " VALUES (%s, %s, 'in_progress')",
        (user, mission),
    )
    ask(admin, mission, LEVEL)
    with learner(server, user) as connection:
        seen = "SELECT count(*) FROM public.missions WHERE slug = 'begun'"
        assert value(connection, seen) == 1
        assert board(connection)["begun"] == "in_progress"
        assert not is_open(connection, user, mission)
    admin.execute("DELETE FROM public.user_progress WHERE user_id = %s", (user,))
    with learner(server, user) as connection:
        assert value(connection, seen) == 0
        assert board(connection)["begun"] == "locked"


def test_a_stored_locked_row_opens_with_its_door(server: ServerAddress, admin: Connection) -> None:
    user, mission = player(admin), file(admin, "was-locked")
    ask(admin, mission, LEVEL)
    admin.execute(
        "INSERT INTO public.user_progress (user_id, mission_id, status) VALUES (%s, %s, 'locked')",
        (user, mission),
    )
    with learner(server, user) as connection:
        assert board(connection)["was-locked"] == "locked"
    admin.execute("DELETE FROM public.mission_prerequisites WHERE mission_id = %s", (mission,))
    with learner(server, user) as connection:
        assert board(connection)["was-locked"] == "available"
        seen = "SELECT count(*) FROM public.missions WHERE slug = 'was-locked'"
        assert value(connection, seen) == 1


def test_both_trees_must_hold(admin: Connection) -> None:
    user = player(admin)
    shut = {"type": "OR", "conditions": []}
    for number, (own, asked, opens) in enumerate(
        [({}, {}, True), (shut, {}, False), ({}, shut, False), (None, {}, True), (LEVEL, {}, False)]
    ):
        mission = file(admin, f"both-{number}", {"unlock_conditions": own})
        ask(admin, mission, asked)
        assert is_open(admin, user, mission) is opens


@given(known=campaign_facts)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_board_check_and_lock_of_every_mission_are_the_engines(
    server: ServerAddress, admin: Connection, pack: Pack, known: dict[str, Any]
) -> None:
    user = player(admin)
    facts = settle(admin, user, known, pack)
    ids = dict(admin.execute("SELECT slug, id FROM public.missions").fetchall())
    with learner(server, user) as connection:
        status = board(connection)
        for card in pack.cards:
            tree = door(card.unlock_conditions, card.prerequisites)
            told = value(
                connection, "SELECT public.explain_mission_lock(%s, %s)", user, ids[card.slug]
            )
            assert told == explain(tree, facts).model_dump(mode="json")
            assert is_open(connection, user, ids[card.slug]) == holds(tree, facts)
            begun = facts.score(card.slug) is not None
            expected = "completed" if begun else "available" if holds(tree, facts) else "locked"
            assert status[card.slug] == expected


def test_locks_are_explained_to_their_owner_and_the_service_alone(
    server: ServerAddress, admin: Connection
) -> None:
    ana, ben = player(admin), player(admin)
    kettle = value(admin, "SELECT id FROM public.missions WHERE slug = 'kettle-protocol'")
    question = "SELECT public.explain_mission_lock(%s, %s)"
    with service(server) as connection:
        assert value(connection, question, ben, kettle)["met"]
    with learner(server, ana) as connection:
        assert value(connection, question, ana, kettle)["met"]
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="not yours"):
            connection.execute(question, (ben, kettle))
    with learner(server, ana) as connection:
        with pytest.raises(psycopg.errors.NoDataFound, match="there is no mission"):
            connection.execute(question, (ana, uuid4()))


def test_who_looks_after_a_class_asks_about_its_learners_and_no_others(
    server: ServerAddress, admin: Connection
) -> None:
    iris, ana, ben = player(admin), player(admin), player(admin)
    red = value(admin, "INSERT INTO public.classes (name) VALUES ('Red') RETURNING id")
    for user, role in ((iris, "instructor"), (ana, "learner")):
        admin.execute("INSERT INTO public.class_members VALUES (%s, %s, %s)", (red, user, role))
    kettle = value(admin, "SELECT id FROM public.missions WHERE slug = 'kettle-protocol'")
    with learner(server, iris) as connection:
        assert is_open(connection, ana, kettle)
        assert not is_open(connection, ben, kettle)
        rows = connection.execute("SELECT * FROM public.available_missions(%s)", (ana,))
        assert len(rows.fetchall()) == 25
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="not yours"):
            connection.execute("SELECT * FROM public.available_missions(%s)", (ben,))
    admin.execute("DELETE FROM public.classes WHERE id = %s", (red,))


def test_who_is_nobody_has_no_board(server: ServerAddress) -> None:
    with psycopg.connect(server.conninfo(GAME), autocommit=True) as connection:
        connection.execute("SET ROLE authenticated")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"^nobody is signed in"):
            connection.execute("SELECT * FROM public.available_missions()")


def test_missions_that_share_a_number_stand_in_the_order_of_their_slugs(
    server: ServerAddress, admin: Connection
) -> None:
    for slug in ("twin-c", "twin-a", "twin-b"):
        admin.execute(
            "UPDATE public.missions SET order_index = 3 WHERE id = %s", (file(admin, slug),)
        )
    with learner(server, player(admin)) as connection:
        found = connection.execute("SELECT slug, order_index FROM public.available_missions()")
        shared = [row[0] for row in found if row[1] == 3]
    assert len(shared) == 4
    assert shared == sorted(shared)
