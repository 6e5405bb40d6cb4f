"""Missions, their phases, doors as written, and their content with its versions."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from db.tables.columns import (
    METADATA,
    document,
    keyed,
    made_id,
    moment,
    needed,
    of_mission,
    one_of,
)

CONTENT_TYPES = one_of("email", "video", "react_flow", "document", "simulation")

missions = Table(
    "missions",
    METADATA,
    made_id(),
    needed("slug", check="slug ~ '^[a-z][a-z0-9-]*$'"),
    needed("title"),
    needed("order_index", Integer),
    needed("difficulty", check=f"difficulty IN {one_of('beginner', 'intermediate', 'advanced')}"),
    document("config"),
    needed("published", Boolean, default="true"),
    moment("created_at"),
    moment("updated_at"),
    needed("in_pack", Boolean, default="false"),
    UniqueConstraint("slug"),
    Index("missions_by_order", "order_index"),
    Index("idx_mission_config", "config", postgresql_using="gin"),
    schema="public",
)

mission_phases = Table(
    "mission_phases",
    METADATA,
    made_id(),
    of_mission(),
    needed("phase_name"),
    needed("kind"),
    needed("sequence_order", Integer, check="sequence_order > 0"),
    moment("created_at"),
    UniqueConstraint("mission_id", "sequence_order"),
    UniqueConstraint("mission_id", "phase_name"),
    schema="public",
)

mission_prerequisites = Table(
    "mission_prerequisites",
    METADATA,
    made_id(),
    of_mission(),
    document("prerequisite_config"),
    moment("created_at"),
    UniqueConstraint("mission_id"),
    schema="public",
)

mission_content = Table(
    "mission_content",
    METADATA,
    made_id(),
    of_mission(),
    needed("phase_name"),
    needed("content_type", check=f"content_type IN {CONTENT_TYPES}"),
    document("content_data", None),
    needed("sequence_order", Integer, check="sequence_order >= 0"),
    needed("position", Integer, check="position >= 0", default="0"),
    needed("key"),
    Column("retired_rev", BigInteger),
    moment("created_at"),
    moment("updated_at"),
    UniqueConstraint("mission_id", "key"),
    Index(
        "idx_email_content",
        "content_data",
        postgresql_using="gin",
        postgresql_where=text("content_type = 'email'"),
    ),
    schema="public",
)

content_revisions = Table(
    "content_revisions",
    METADATA,
    Column("rev", BigInteger, Identity(always=True), primary_key=True),
    Column("digest", Text),
    moment("created_at"),
    needed("kind", check="kind IN ('pack', 'edit')", default="'pack'"),
    CheckConstraint("(kind = 'pack') = (digest IS NOT NULL)"),
    schema="private",
)

content_versions = Table(
    "content_versions",
    METADATA,
    made_id(),
    keyed("content_id", "public.mission_content.id"),
    needed("version_number", check=r"version_number ~ '^[0-9]+\.[0-9]+$'"),
    document("content_data", None),
    Column("change_notes", Text),
    needed("is_current", Boolean, default="false"),
    Column("rev", BigInteger, ForeignKey("private.content_revisions.rev"), nullable=False),
    moment("created_at"),
    Column("created_by", Uuid, ForeignKey("auth.users.id", ondelete="SET NULL")),
    UniqueConstraint("content_id", "version_number"),
    Index(
        "content_versions_one_current",
        "content_id",
        unique=True,
        postgresql_where=text("is_current"),
    ),
    Index("content_versions_as_of", "content_id", text("rev DESC")),
    Index(
        "content_versions_by_author",
        "created_by",
        postgresql_where=text("created_by IS NOT NULL"),
    ),
    schema="public",
)

content_answers = Table(
    "content_answers",
    METADATA,
    keyed("version_id", "public.content_versions.id", primary_key=True),
    document("answers", None),
    schema="private",
)

filed_pack = Table(
    "filed_pack",
    METADATA,
    needed("one", Boolean, check="one", default="true", primary_key=True),
    needed("stamp"),
    schema="private",
)
