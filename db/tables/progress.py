"""Progress by mission, playthroughs with their logs, and what becomes of them."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)

from db.tables.columns import (
    METADATA,
    document,
    keyed,
    made_id,
    moment,
    moment_if_any,
    needed,
    of_mission,
    of_player,
    one_of,
)

_PLAYTHROUGH = ("public.playthroughs.user_id", "public.playthroughs.id")
_PROGRESS = one_of("locked", "available", "in_progress", "completed")
_STATES = one_of("open", "submitted", "graded", "abandoned", "migrated")
_MIGRATIONS = one_of("pending", "migrated", "kept", "failed")

user_progress = Table(
    "user_progress",
    METADATA,
    made_id(primary_key=False),
    of_player(),
    of_mission(),
    needed("status", check=f"status IN {_PROGRESS}", default="'available'"),
    needed("current_phase", Integer, check="current_phase >= 0", default="0"),
    document("progress_data", default="'{}'"),
    needed("score", Integer, check="score BETWEEN 0 AND 100", default="0"),
    Column("first_score", Integer, CheckConstraint("first_score BETWEEN 0 AND 100")),
    needed("attempts", Integer, check="attempts >= 0", default="0"),
    moment_if_any("started_at"),
    moment_if_any("completed_at"),
    moment("created_at"),
    moment("updated_at"),
    PrimaryKeyConstraint("user_id", "mission_id"),
    CheckConstraint("(status = 'completed') = (completed_at IS NOT NULL)"),
    Index(
        "idx_completed_high_score",
        "mission_id",
        text("score DESC"),
        "completed_at",
        "user_id",
        postgresql_where=text("status = 'completed'"),
    ),
    Index("user_progress_by_mission", "mission_id"),
    schema="public",
    postgresql_with={"fillfactor": 85},
)

playthroughs = Table(
    "playthroughs",
    METADATA,
    of_player(),
    Column("id", Uuid, nullable=False),
    of_mission(),
    Column("rev", BigInteger, ForeignKey("private.content_revisions.rev"), nullable=False),
    needed("rules_version", Integer),
    needed("seed", BigInteger, check="seed >= 0"),
    needed("status", check=f"status IN {_STATES}", default="'open'"),
    needed("last_seq", Integer, default="0"),
    Column("score", Integer, CheckConstraint("score BETWEEN 0 AND 100")),
    moment("started_at"),
    moment_if_any("ended_at"),
    Column("migrated_from", Uuid),
    PrimaryKeyConstraint("user_id", "id"),
    ForeignKeyConstraint(("user_id", "migrated_from"), _PLAYTHROUGH),
    Index(
        "playthroughs_one_open",
        "user_id",
        "mission_id",
        unique=True,
        postgresql_where=text("status = 'open'"),
    ),
    Index("playthroughs_by_mission", "mission_id"),
    Index(
        "playthroughs_by_origin",
        "user_id",
        "migrated_from",
        postgresql_where=text("migrated_from IS NOT NULL"),
    ),
    schema="public",
    postgresql_with={"fillfactor": 85},
)

playthrough_events = Table(
    "playthrough_events",
    METADATA,
    Column("user_id", Uuid, nullable=False),
    Column("playthrough_id", Uuid, nullable=False),
    needed("seq", Integer, check="seq > 0"),
    document("action", None),
    document("events", "array"),
    moment("at", default="clock_timestamp()"),
    PrimaryKeyConstraint("user_id", "playthrough_id", "seq"),
    ForeignKeyConstraint(("user_id", "playthrough_id"), _PLAYTHROUGH, ondelete="CASCADE"),
    schema="public",
)

progress_migrations = Table(
    "progress_migrations",
    METADATA,
    made_id(primary_key=False),
    of_player(),
    Column("playthrough_id", Uuid, nullable=False),
    keyed("old_version_id", "public.content_versions.id", nullable=True),
    keyed("new_version_id", "public.content_versions.id"),
    needed("migration_status", check=f"migration_status IN {_MIGRATIONS}", default="'pending'"),
    document("migration_data", default="'{}'"),
    moment("created_at"),
    moment_if_any("migrated_at"),
    PrimaryKeyConstraint("user_id", "playthrough_id", "new_version_id"),
    ForeignKeyConstraint(("user_id", "playthrough_id"), _PLAYTHROUGH, ondelete="CASCADE"),
    CheckConstraint("(migration_status = 'pending') = (migrated_at IS NULL)"),
    Index("progress_migrations_by_new_version", "new_version_id"),
    Index("progress_migrations_by_old_version", "old_version_id"),
    Index(
        "progress_migrations_waiting",
        "created_at",
        postgresql_where=text("migration_status = 'pending'"),
    ),
    schema="public",
)

progress_notices = Table(
    "progress_notices",
    METADATA,
    made_id(primary_key=False),
    of_player(),
    of_mission(),
    moment("at", default="clock_timestamp()"),
    needed("role"),
    needed("keys", ARRAY(Text), check="cardinality(keys) > 0"),
    document("before"),
    document("after"),
    PrimaryKeyConstraint("user_id", "id"),
    Index("progress_notices_by_mission", "mission_id"),
    schema="public",
)
