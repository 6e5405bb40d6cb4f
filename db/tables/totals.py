"""What boards and statistics are read off."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Uuid,
    text,
)

from db.tables.columns import METADATA, moment, needed, of_mission, of_player

player_totals = Table(
    "player_totals",
    METADATA,
    of_player(primary_key=True),
    needed("total_score", Integer, check="total_score >= 0", default="0"),
    needed("missions_completed", Integer, check="missions_completed >= 0", default="0"),
    moment("reached_at"),
    Index(
        "player_totals_top",
        text("total_score DESC"),
        "reached_at",
        "user_id",
        postgresql_where=text("missions_completed > 0"),
    ),
    schema="public",
    postgresql_with={"fillfactor": 85},
)

mission_tally = Table(
    "mission_tally",
    METADATA,
    of_mission(),
    needed("score", Integer, check="score BETWEEN -1 AND 100"),
    needed("n", BigInteger),
    needed("timed", BigInteger),
    needed("spent", Numeric),
    PrimaryKeyConstraint("mission_id", "score"),
    schema="private",
)

mission_tally_changes = Table(
    "mission_tally_changes",
    METADATA,
    Column("mission_id", Uuid, nullable=False),
    needed("score", Integer),
    needed("n", Integer),
    needed("timed", Integer),
    needed("spent", Numeric),
    schema="private",
)

statistics_drawn = Table(
    "statistics_drawn",
    METADATA,
    needed("one", Boolean, check="one", default="true", primary_key=True),
    moment("at", default="'-infinity'"),
    needed("scheduled", Boolean, default="false"),
    schema="private",
)
