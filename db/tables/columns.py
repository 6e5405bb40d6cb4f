"""Kinds of columns that many tables share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    TIMESTAMP,
    CheckConstraint,
    Column,
    ForeignKey,
    MetaData,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

METADATA = MetaData()
"""Every table of the schemas `public`, `private` and, where it is ours, `auth`."""

_Type = TypeEngine[Any] | type[TypeEngine[Any]]


def made_id(*, primary_key: bool = True) -> Column[Any]:
    """An id that the database makes."""
    return Column(
        "id",
        Uuid,
        primary_key=primary_key,
        nullable=False,
        server_default=text("gen_random_uuid()"),
    )


def keyed(
    name: str, to: str, *, primary_key: bool = False, nullable: bool = False, unique: bool = False
) -> Column[Any]:
    """What a row belongs to, and goes with."""
    return Column(
        name,
        Uuid,
        ForeignKey(to, ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=nullable,
        unique=unique or None,
    )


def of_player(*, primary_key: bool = False, unique: bool = False) -> Column[Any]:
    """Whose row it is."""
    return keyed("user_id", "auth.users.id", primary_key=primary_key, unique=unique)


def of_mission(*, primary_key: bool = False, nullable: bool = False) -> Column[Any]:
    """Which mission it belongs to."""
    return keyed("mission_id", "public.missions.id", primary_key=primary_key, nullable=nullable)


def needed(
    name: str,
    kind: _Type = Text,
    *,
    check: str | None = None,
    default: str | None = None,
    primary_key: bool = False,
) -> Column[Any]:
    """A column that is never null, with what holds of it and what stands in it by default."""
    return Column(
        name,
        kind,
        *((CheckConstraint(check),) if check else ()),
        nullable=False,
        primary_key=primary_key,
        server_default=text(default) if default is not None else None,
    )


def document(name: str, kind: str | None = "object", default: str | None = None) -> Column[Any]:
    """JSON that is an object, an array, or anything."""
    check = f"jsonb_typeof({name}) = '{kind}'" if kind else None
    return needed(name, JSONB, check=check, default=default)


def moment(name: str, *, default: str | None = "now()") -> Column[Any]:
    """When something happened."""
    return needed(name, TIMESTAMP(timezone=True), default=default)


def moment_if_any(name: str) -> Column[Any]:
    """When something happened, if it has."""
    return Column(name, TIMESTAMP(timezone=True))


def one_of(*words: str) -> str:
    """The list of a check for one of some words."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"
