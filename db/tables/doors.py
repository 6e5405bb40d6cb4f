"""When a mission's door opens, as it is compiled, and which missions it names."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, Text, Uuid
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.dialects.postgresql import JSONPATH

from db.tables.columns import METADATA, needed, of_mission

mission_doors = Table(
    "mission_doors",
    METADATA,
    of_mission(primary_key=True),
    needed("opens", JSONPATH),
    schema="private",
)

mission_door_names = Table(
    "mission_door_names",
    METADATA,
    of_mission(),
    Column(
        "slug",
        Text,
        ForeignKey("public.missions.slug", deferrable=True, initially="DEFERRED"),
    ),
    Column(
        "named_id",
        Uuid,
        ForeignKey("public.missions.id", deferrable=True, initially="DEFERRED"),
    ),
    Unique("mission_id", "slug", "named_id", postgresql_nulls_not_distinct=True),
    CheckConstraint("num_nonnulls(slug, named_id) = 1"),
    Index("mission_door_names_by_slug", "slug"),
    Index("mission_door_names_by_id", "named_id"),
    schema="private",
)
