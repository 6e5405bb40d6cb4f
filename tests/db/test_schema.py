"""The shared schema: what the source promises, what a login can tell of it, what is shown."""

from __future__ import annotations

import psycopg
import pytest

from db import migrate
from db.server import GAME, SUPERUSER, ServerAddress
from engine.unlocks import level_of
from tests.db.cast import Connection, newcomer, signed_in, start

SOURCE_COLUMNS = {
    "missions": "id title order_index difficulty config created_at updated_at",
    "user_progress": "id user_id mission_id status current_phase progress_data score attempts "
    "started_at completed_at created_at updated_at",
    "mission_prerequisites": "id mission_id prerequisite_config created_at",
    "mission_content": "id mission_id phase_name content_type content_data sequence_order "
    "created_at",
    "content_versions": "id content_id version_number content_data change_notes is_current "
    "created_at created_by",
    "progress_migrations": "id user_id old_version_id new_version_id migration_status "
    "migration_data migrated_at",
}


def test_every_column_of_the_source_is_there(admin: Connection) -> None:
    for table, columns in SOURCE_COLUMNS.items():
        found = admin.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s",
            (table,),
        ).fetchall()
        assert set(columns.split()) <= {row[0] for row in found}


def test_row_level_security_is_on_everywhere(admin: Connection) -> None:
    off = admin.execute(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND n.nspname IN ('public', 'private', 'auth')"
        " AND NOT c.relrowsecurity AND c.relname <> 'schema_version'"
    ).fetchall()
    assert off == []


def test_a_newer_schema_is_refused(server: ServerAddress, admin: Connection) -> None:
    row = admin.execute(
        "SELECT obj_description('private'::regnamespace, 'pg_namespace')"
    ).fetchone()
    assert row is not None
    admin.execute("COMMENT ON SCHEMA private IS 'scopecreep 9999 whatever'")
    try:
        for role in (SUPERUSER, GAME):
            with pytest.raises(migrate.SchemaTooNew, match="Update the game"):
                migrate.status(server.conninfo(role))
    finally:
        admin.execute(f"COMMENT ON SCHEMA private IS '{row[0]}'")


def test_the_games_own_login_can_tell_which_schema_it_meets(server: ServerAddress) -> None:
    assert migrate.status(server.conninfo(GAME)).current


def test_content_is_seen_once_its_mission_was_started_and_without_answers(
    server: ServerAddress, admin: Connection
) -> None:
    look = "SELECT content_data::text FROM public.mission_content"
    with signed_in(server, newcomer(admin)) as learner:
        assert learner.execute(look).fetchall() == []
        start(learner)
        shown = learner.execute(look).fetchall()
    assert shown
    whole = " ".join(row[0] for row in shown)
    for secret in ("worth", "lure", "effects", '"best"', "brings"):
        assert secret not in whole


def test_levels_in_sql_are_the_engines(admin: psycopg.Connection) -> None:
    user = newcomer(admin)
    for xp in (0, 59, 60, 61, 159, 160, 299, 300, 1979, 1980, 5000):
        row = admin.execute(
            "UPDATE public.profiles SET xp = %s WHERE user_id = %s RETURNING level", (xp, user)
        ).fetchone()
        assert row == (level_of(xp),)
