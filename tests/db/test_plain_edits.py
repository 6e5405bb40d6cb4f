"""Content and versions written by plain SQL: the two agree, and what was played stays."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.types.json import Jsonb

from content.loader import Pack
from db.server import ServerAddress
from tests.db.authors import (
    MAIL,
    SOURCE_MAIL,
    consistent,
    content_id,
    data_of,
    numbers,
    one,
    played,
    player,
    start,
    subject,
    update,
)


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


def test_played_content_is_neither_deleted_nor_renamed_and_goes_with_its_mission(
    own_database: ServerAddress, own: psycopg.Connection
) -> None:
    mail = content_id(own, MAIL)
    start(own_database, player(own))
    for act in (
        "DELETE FROM public.mission_content",
        "UPDATE public.mission_content SET key = 'x'",
    ):
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState, match="was played"):
            own.execute(f"{act} WHERE id = %s", (mail,))  # type: ignore[call-overload]
    own.execute("UPDATE public.mission_content SET key = key WHERE id = %s", (mail,))
    unplayed = content_id(own, "video_call", "client-discovery-workshop")
    own.execute("DELETE FROM public.mission_content WHERE id = %s", (unplayed,))
    with own.transaction(force_rollback=True):
        own.execute("SET LOCAL session_replication_role = 'origin'")
        own.execute("DELETE FROM public.mission_prerequisites")
        own.execute("DELETE FROM public.missions WHERE slug = 'kettle-protocol'")
        assert one(own, "SELECT count(*) FROM public.playthroughs") == 0
