"""Indexes and keys: every reference that is followed is indexed, every learner's row is theirs."""

from __future__ import annotations

from typing import Any

import psycopg

from tests.db.reached import (
    rows,
)

UNINDEXED = {
    "content_versions_rev_fkey": "revisions are never deleted, nor looked up from their side",
    "playthroughs_rev_fkey": "as above",
}
"""Foreign keys without an index, each with the reason."""


def test_every_foreign_key_that_is_joined_or_cascades_is_indexed(
    admin: psycopg.Connection[Any],
) -> None:
    found = rows(
        admin,
        """
        SELECT c.conname FROM pg_constraint c
        JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        WHERE c.contype = 'f' AND n.nspname IN ('public', 'private', 'auth')
            AND NOT EXISTS (
                SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indisvalid
                    -- The key's columns, in any order, are the first of the index.
                    AND (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey
                    -- A partial index serves where all it leaves out is NULL keys.
                    AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid)
                        ~ '^\\(\\w+ IS NOT NULL\\)$'))
        ORDER BY 1""",
    )
    assert {row[0] for row in found} == set(UNINDEXED)


TOGETHER = {
    "class_members": "keyed by class: a class is small, and lives where its members are read",
    "login_roles": "keyed by the login, which is how it is looked up; unique by learner",
}
"""Tables with a `user_id` that is not the first of their key, each with the reason."""


def test_learners_tables_are_keyed_by_the_learner_first(admin: psycopg.Connection[Any]) -> None:
    found = rows(
        admin,
        """
        SELECT t.relname, a.attname = 'user_id' FROM pg_index i
        JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
        WHERE i.indisprimary AND n.nspname IN ('public', 'private', 'auth') AND EXISTS (
            SELECT 1 FROM pg_attribute u WHERE u.attrelid = t.oid AND u.attname = 'user_id')""",
    )
    assert len(found) > 8
    assert {name for name, first in found if not first} == set(TOGETHER)
