"""Accounts, and who looks after which class."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, PrimaryKeyConstraint, String, Table, Text
from sqlalchemy.types import UserDefinedType

from db.tables.columns import (
    METADATA,
    document,
    keyed,
    made_id,
    moment,
    needed,
    of_player,
    one_of,
)

ROLES = one_of("learner", "assistant", "instructor")


class Name(UserDefinedType[str]):
    """PostgreSQL's type of the names of roles."""

    cache_ok = True

    def get_col_spec(self, **options: Any) -> str:
        """As CREATE TABLE writes it."""
        return "name"


users = Table(
    "users",
    METADATA,
    made_id(),
    Column("email", Text, unique=True),
    document("raw_user_meta_data", None, "'{}'"),
    moment("created_at"),
    schema="auth",
)

login_roles = Table(
    "login_roles",
    METADATA,
    needed("role_name", Name, primary_key=True),
    of_player(unique=True),
    schema="auth",
)

classes = Table(
    "classes",
    METADATA,
    made_id(),
    needed("name", check="length(name) BETWEEN 1 AND 80"),
    moment("created_at"),
    moment("updated_at"),
    schema="public",
)

class_members = Table(
    "class_members",
    METADATA,
    keyed("class_id", "public.classes.id", primary_key=True),
    of_player(primary_key=True),
    needed("role", check=f"role IN {ROLES}", default="'learner'"),
    moment("joined_at"),
    Index("class_members_by_user", "user_id", "role", "class_id"),
    schema="public",
)

schema_version = Table(
    "schema_version",
    METADATA,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="schema_version_pkc"),
    schema="private",
)
"""Where Alembic keeps which migrations a database has had."""
