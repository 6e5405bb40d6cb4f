"""The schema that is declared for SQLAlchemy is the one that the migrations make."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import Column, Index, Integer, MetaData, Table, create_engine
from sqlalchemy.pool import NullPool

from db.server import SUPERUSER, ServerAddress
from db.tables import METADATA
from tests.databases import empty
from tests.db.catalogue import TABLES, Catalogue, catalogue, differences


def tables_of(address: ServerAddress) -> Catalogue:
    with psycopg.connect(address.conninfo(SUPERUSER)) as connection:
        return catalogue(connection, TABLES)


def made(declared: MetaData, address: ServerAddress) -> Catalogue:
    """The tables as SQLAlchemy makes them from their declaration."""
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(address.conninfo(SUPERUSER)),
        poolclass=NullPool,
    )
    with engine.begin() as connection:
        for schema in ("private", "auth"):
            connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
        declared.create_all(connection)
    return tables_of(address)


def test_the_migrated_schema_is_the_declared_one_object_by_object(server: ServerAddress) -> None:
    with empty(server) as own:
        declared = made(METADATA, own)
    told = differences(tables_of(server), declared, "migrated", "declared")
    assert told == [], "\n" + "\n".join(told)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.append_column(Column("more", Integer)), "only second: column public.plain"),
        (lambda t: setattr(t.c.n, "nullable", True), "column public.plain.n: first: integer not"),
        (lambda t: Index("plain_by_n", t.c.n), "only second: index public.plain_by_n"),
        (lambda t: setattr(t, "schema", "auth"), "only first: table public.plain"),
    ],
)
def test_a_difference_is_told_in_words(server: ServerAddress, change: object, said: str) -> None:
    one = MetaData()
    Table("plain", one, Column("n", Integer, nullable=False), schema="public")
    other = MetaData()
    change(Table("plain", other, Column("n", Integer, nullable=False), schema="public"))  # type: ignore[operator]
    with empty(server) as own, empty(server) as second:
        told = differences(made(one, own), made(other, second), "first", "second")
    assert any(line.startswith(said) for line in told), told
