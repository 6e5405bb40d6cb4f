"""What the game knows of a player: growth, and what campaigns remember."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Computed, DateTime, Index, Integer, Table

from db.tables.accounts import ROLES
from db.tables.columns import METADATA, moment, needed, of_mission, of_player

profiles = Table(
    "profiles",
    METADATA,
    of_player(primary_key=True),
    needed("display_name", check="length(display_name) BETWEEN 1 AND 60"),
    needed("xp", Integer, check="xp >= 0", default="0"),
    Column(
        "level",
        Integer,
        Computed("floor(sqrt(xp / 20.0 + 1))::integer", persisted=True),
        nullable=False,
    ),
    needed("energy", Integer, check="energy BETWEEN 0 AND 100", default="70"),
    moment("created_at"),
    moment("updated_at"),
    needed("role", check=f"role IN {ROLES}", default="'learner'"),
    needed("show_on_boards", Boolean, default="false"),
    Index("profiles_by_name", "display_name"),
    schema="public",
)

player_skills = Table(
    "player_skills",
    METADATA,
    of_player(primary_key=True),
    needed("skill", primary_key=True),
    needed("points", Integer, check="points >= 0"),
    schema="public",
)

player_flags = Table(
    "player_flags",
    METADATA,
    of_player(primary_key=True),
    needed("flag", primary_key=True),
    of_mission(),
    moment("set_at"),
    Index("player_flags_by_mission", "mission_id"),
    schema="public",
)

client_trust = Table(
    "client_trust",
    METADATA,
    of_player(primary_key=True),
    needed("client", primary_key=True),
    needed("trust", Integer, check="trust BETWEEN 0 AND 100"),
    schema="public",
)

player_promises = Table(
    "player_promises",
    METADATA,
    of_player(primary_key=True),
    of_mission(primary_key=True),
    needed("promise", primary_key=True),
    needed("wording"),
    needed("made_to"),
    needed("due", default="''"),
    moment("made_at"),
    needed("witness", default="''"),
    needed("state", check="state IN ('open', 'kept', 'broken')", default="'open'"),
    Column("settled_at", DateTime(timezone=True)),
    Index("player_promises_by_mission", "mission_id"),
    schema="public",
)

player_achievements = Table(
    "player_achievements",
    METADATA,
    of_player(primary_key=True),
    needed("achievement", primary_key=True),
    of_mission(nullable=True),
    moment("earned_at"),
    Index("player_achievements_by_mission", "mission_id"),
    schema="public",
)
