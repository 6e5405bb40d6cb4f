"""Doors in the database: what may be written, what is read, and that nothing dangles."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.types.json import Jsonb

from content.loader import Pack
from db import migrate, publish
from db.server import SUPERUSER, ServerAddress
from tests.db.cast import Connection
from tests.db.filing import (
    ask,
    completed,
    file,
    is_open,
    player,
    second,
    service,
    take_back,
    value,
    wait_for_lock,
)
from tui.cli import cli

ALL_DOORS = "SELECT string_agg(opens::text, ' ' ORDER BY mission_id) FROM private.mission_doors"
LEVEL = {"type": "player_level", "minimum": 5}
NESTED = {
    "logic": "AND",
    "conditions": [
        {
            "type": "missions_completed",
            "mission_ids": ["intro-1", "intro-2"],
            "minimum_score": 80,
        },
        {
            "type": "OR",
            "conditions": [
                {"type": "player_level", "minimum": 5},
                {"type": "skills_unlocked", "skills": ["advanced_analysis"]},
            ],
        },
    ],
}
"""The source's example, as it stands there."""


@pytest.fixture(autouse=True)
def kept(admin: Connection) -> Iterator[None]:
    """The missions that a test filed are gone after it."""
    yield
    take_back(admin)


# --- what may be written ------------------------------------------------------------------

MALFORMED: tuple[Any, ...] = (
    {"type": "AND", "conditions": [[]]},
    {"type": "nonsense"},
    {"type": "OR", "conditions": [{}, {"type": "player_level", "minimum": "5"}]},
    {"type": "AT_LEAST", "count": 2, "conditions": [{}]},
    {"type": "player_level", "minimum": 5.5},
    {"type": "energy", "minimum": True},
    {"mission_ids": [None]},
)


@pytest.mark.parametrize("tree", MALFORMED)
def test_a_malformed_tree_is_refused_where_it_is_written(admin: Connection, tree: Any) -> None:
    mission = file(admin, "written-badly")
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^the prerequisites of"):
        ask(admin, mission, tree)
    config = Jsonb({"unlock_conditions": tree})
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^the unlock conditions of"):
        admin.execute("UPDATE public.missions SET config = %s WHERE id = %s", (config, mission))
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^the unlock conditions of"):
        file(admin, "another", {"unlock_conditions": tree})


def test_a_refusal_names_the_first_fault_and_details_all(admin: Connection) -> None:
    mission = file(admin, "twice-wrong")
    tree = {"type": "AND", "conditions": [{"type": "energy"}, {"type": "riddle"}]}
    with pytest.raises(psycopg.errors.InvalidParameterValue) as refused:
        ask(admin, mission, tree)
    faults = [
        "$.conditions[0].minimum: must be a whole number from 0 to 1000000",
        "$.conditions[1].type: unknown condition 'riddle'",
    ]
    diag = refused.value.diag
    said = f"the prerequisites of 'twice-wrong' are malformed at {faults[0]}"
    assert diag.message_primary == said
    assert (diag.message_detail or "").split("\n") == faults


def test_the_sources_nested_example_is_taken_and_judged(admin: Connection) -> None:
    intro = [file(admin, slug) for slug in ("intro-1", "intro-2")]
    advanced = file(admin, "advanced-mission-id")
    ask(admin, advanced, NESTED)
    ana, ben = player(admin), player(admin)
    for mission, score in zip(intro, (80, 79), strict=True):
        completed(admin, ana, mission, score)
        completed(admin, ben, mission, 80)
    admin.execute("UPDATE public.profiles SET xp = 480 WHERE user_id = ANY (%s)", ([ana, ben],))
    assert not is_open(admin, ana, advanced)  # one point short
    assert is_open(admin, ben, advanced)
    admin.execute("UPDATE public.profiles SET xp = 479 WHERE user_id = %s", (ben,))
    assert not is_open(admin, ben, advanced)
    admin.execute("INSERT INTO public.player_skills VALUES (%s, 'advanced_analysis', 1)", (ben,))
    assert is_open(admin, ben, advanced)


def test_a_mission_has_one_row_of_prerequisites(admin: Connection) -> None:
    mission = file(admin, "only-one")
    ask(admin, mission, LEVEL)
    with pytest.raises(psycopg.errors.UniqueViolation):
        admin.execute(
            "INSERT INTO public.mission_prerequisites (mission_id, prerequisite_config)"
            " VALUES (%s, '{}')",
            (mission,),
        )


def test_the_service_writes_doors_though_their_tables_are_closed_to_it(
    server: ServerAddress, admin: Connection
) -> None:
    mission = file(admin, "by-the-service")
    with service(server) as connection:
        ask(connection, mission, LEVEL)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT * FROM private.mission_doors")


# --- names in a tree are missions ---------------------------------------------------------


@pytest.mark.parametrize("name", ["intro-9", "0a8f4a58-3fd4-4b4c-9b2b-5d4f7a4d3a11", "A-B"])
def test_a_tree_that_names_no_mission_is_refused(admin: Connection, name: str) -> None:
    mission = file(admin, "lost")
    with pytest.raises(
        psycopg.errors.ForeignKeyViolation,
        match=f"^the door of 'lost' names '{name}', and there is no such mission",
    ):
        ask(admin, mission, {"type": "NOT", "conditions": [{"mission_ids": [name]}]})


def test_a_pack_may_file_missions_in_any_order(server: ServerAddress, admin: Connection) -> None:
    with second(server) as writer:
        later = file(writer, "later", {"unlock_conditions": {"mission_ids": ["earlier"]}})
        ask(writer, later, {"mission_ids": ["earlier"]})
        file(writer, "earlier")
    named = "SELECT count(*) FROM private.mission_door_names WHERE mission_id = %s"
    assert value(admin, named, later) == 1


@pytest.mark.parametrize("by_id", [False, True])
def test_a_mission_that_a_tree_names_cannot_go(admin: Connection, by_id: bool) -> None:
    named, asking = file(admin, "named"), file(admin, "asking")
    ask(admin, asking, {"mission_ids": [str(named) if by_id else "named"]})
    delete = "DELETE FROM public.missions WHERE id = %s"
    with pytest.raises(psycopg.errors.ForeignKeyViolation, match="'asking' names"):
        admin.execute(delete, (named,))
    rename = "UPDATE public.missions SET slug = 'renamed' WHERE id = %s"
    if by_id:
        admin.execute(rename, (named,))
    else:
        with pytest.raises(psycopg.errors.ForeignKeyViolation, match="'asking' names 'named'"):
            admin.execute(rename, (named,))
    ask(admin, asking, {})
    admin.execute(delete, (named,))


def test_a_mission_goes_together_with_what_names_it(admin: Connection) -> None:
    named, asking = file(admin, "goes-first"), file(admin, "goes-too")
    ask(admin, asking, {"mission_ids": ["goes-first"]})
    admin.execute("DELETE FROM public.missions WHERE id = ANY (%s)", ([named, asking],))


@pytest.mark.parametrize("naming_waits", [False, True])
def test_a_mission_deleted_while_a_tree_comes_to_name_it_leaves_no_dangling_name(
    server: ServerAddress, admin: Connection, naming_waits: bool
) -> None:
    named, asking = file(admin, "contested"), file(admin, "asks-for-it")
    with second(server) as naming, second(server) as deleting, ThreadPoolExecutor(1) as aside:
        ask(naming, asking, {"mission_ids": ["contested"]})
        deleting.execute("DELETE FROM public.missions WHERE id = %s", (named,))
        if naming_waits:
            waiting = aside.submit(naming.commit)
            wait_for_lock(admin, naming)
            deleting.commit()
            with pytest.raises(psycopg.errors.ForeignKeyViolation, match="'asks-for-it' names"):
                waiting.result()
        else:
            deleting.commit()
            with pytest.raises(psycopg.errors.ForeignKeyViolation, match="'asks-for-it' names"):
                naming.commit()
    assert (
        value(
            admin,
            "SELECT count(*) FROM private.mission_door_names n WHERE n.mission_id = %s",
            asking,
        )
        == 0
    )


def test_two_who_write_the_two_trees_of_a_mission_at_once_both_count(
    server: ServerAddress, admin: Connection
) -> None:
    mission = file(admin, "two-authors")
    with second(server) as one, second(server) as other, ThreadPoolExecutor(1) as aside:
        one.execute(
            "UPDATE public.missions SET config = %s WHERE id = %s",
            (Jsonb({"unlock_conditions": LEVEL}), mission),
        )
        waiting = aside.submit(ask, other, mission, {"type": "flag_set", "flag": "heard"})
        wait_for_lock(admin, other)
        one.commit()
        waiting.result()
        other.commit()
    compiled = "SELECT opens::text FROM private.mission_doors WHERE mission_id = %s"
    opens = value(admin, compiled, mission)
    assert "level" in opens
    assert "heard" in opens


# --- a new release ------------------------------------------------------------------------


def make_stale(connection: Connection) -> None:
    """As if another release had laid out functions and triggers."""
    connection.execute(
        f"COMMENT ON SCHEMA private IS 'scopecreep {migrate.HEAD} of-another-release'"
    )


def test_doors_are_compiled_anew_by_each_release(own_database: ServerAddress) -> None:
    conninfo = own_database.conninfo(SUPERUSER)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        before = value(connection, ALL_DOORS)
        connection.execute("UPDATE private.mission_doors SET opens = '1 == 0'")
        connection.execute("DELETE FROM private.mission_door_names")
        make_stale(connection)
        migrate.upgrade(conninfo)
        assert value(connection, ALL_DOORS) == before
        assert value(connection, "SELECT count(*) FROM private.mission_door_names") > 50


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (
            {"type": "moon"},
            "the unlock conditions of 'kettle-protocol' are malformed at $.type: unknown condition",
        ),
        (
            {"mission_ids": ["moon"]},
            "the door of 'kettle-protocol' names 'moon', and there is no such mission",
        ),
    ],
)
def test_a_tree_from_before_that_is_refused_now_stops_the_upgrade_in_words(
    own_database: ServerAddress, tree: dict[str, object], said: str
) -> None:
    conninfo = own_database.conninfo(SUPERUSER)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("ALTER TABLE public.missions DISABLE TRIGGER ALL")
        connection.execute(
            "UPDATE public.missions SET config = config || %s WHERE slug = 'kettle-protocol'",
            (Jsonb({"unlock_conditions": tree}),),
        )
        connection.execute("ALTER TABLE public.missions ENABLE TRIGGER ALL")
        make_stale(connection)
        doors = value(connection, ALL_DOORS)
        done = CliRunner().invoke(cli, ["--database", own_database.url(SUPERUSER), "db", "upgrade"])
        assert done.exit_code == 3
        assert done.stderr.startswith(f"Nothing was changed: {said}")
        assert done.stderr.endswith("; mend it in the database, then upgrade.\n")
        assert value(connection, ALL_DOORS) == doors


def test_publishing_keeps_doors_that_stand(own_database: ServerAddress, pack: Pack) -> None:
    conninfo = own_database.conninfo(SUPERUSER)
    cards = [card.model_copy(update={"teaser": f"{card.teaser}!"}) for card in pack.cards]
    with psycopg.connect(conninfo, autocommit=True) as connection:
        before = value(connection, ALL_DOORS)
        assert publish.publish(cards, pack.missions, conninfo)
        assert value(connection, ALL_DOORS) == before
