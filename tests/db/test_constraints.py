"""Constraints say what is true, whoever writes; and what is erased leaves nothing."""

from __future__ import annotations

import psycopg

from db.server import ServerAddress
from tests.db.cast import (
    Connection,
    grade,
    newcomer,
    one,
    service,
    signed_in,
    start,
)

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
    "a migration of another kind": "INSERT INTO progress_migrations (user_id, playthrough_id,"
    " new_version_id, migration_status, migrated_at) SELECT user_id, id,"
    " (SELECT id FROM content_versions LIMIT 1), 'banana', now() FROM playthroughs",
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
