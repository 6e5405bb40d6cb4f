"""Everything that makes up a schema, as a server's own catalogues tell it, to compare with."""

from __future__ import annotations

from typing import Any

import psycopg

from db.server import SUPERUSER, ServerAddress

Catalogue = dict[str, str]
"""Objects by name, each with its definition."""
Columns = dict[str, list[str]]
"""The columns of each table."""

_OURS = "('public', 'private', 'auth')"
_NO_EXTENSION = "NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = {0}.oid AND d.deptype = 'e')"

TABLES = (
    f"""
    SELECT 'table ' || c.oid::regclass,
        coalesce((SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o), 'plain')
    FROM pg_class c WHERE c.relnamespace::regnamespace::text IN {_OURS} AND c.relkind IN ('r', 'p')
    """,
    f"""
    SELECT 'column ' || c.oid::regclass || '.' || a.attname,
        format_type(a.atttypid, a.atttypmod)
            || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
            || CASE a.attidentity WHEN 'a' THEN ' identity always'
                                  WHEN 'd' THEN ' identity by default' ELSE '' END
            || coalesce(CASE a.attgenerated WHEN '' THEN ' default ' ELSE ' generated ' END
                || pg_get_expr(d.adbin, d.adrelid), '')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace::regnamespace::text IN {_OURS} AND c.relkind IN ('r', 'p')
        AND a.attnum > 0 AND NOT a.attisdropped
    """,
    # PostgreSQL 18 lists NOT NULL among the constraints; the columns say it already.
    f"""
    SELECT 'constraint ' || c.conrelid::regclass || '.' || c.conname, pg_get_constraintdef(c.oid)
    FROM pg_constraint c
    WHERE c.connamespace::regnamespace::text IN {_OURS} AND c.contype IN ('p', 'f', 'u', 'c', 'x')
        AND c.conrelid <> 0
    """,
    f"""
    SELECT 'index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace::regnamespace::text IN {_OURS} AND t.relkind IN ('r', 'p')
    """,
)
"""What the tables are made of: what the migrations make and the declaration repeats."""

REST = (
    """
    SELECT 'schema ' || n.nspname,
        concat_ws('; ', pg_get_userbyid(n.nspowner),
            (SELECT string_agg(g::text, ', ' ORDER BY g::text) FROM unnest(n.nspacl) g))
    FROM pg_namespace n WHERE n.nspname IN ('private', 'auth')
    """,
    f"""
    SELECT 'relation ' || c.oid::regclass, concat_ws('; ', c.relkind::text,
        pg_get_userbyid(c.relowner),
        CASE WHEN c.relrowsecurity THEN 'row level security' END,
        CASE WHEN c.relforcerowsecurity THEN 'forced' END,
        (SELECT string_agg(g::text, ', ' ORDER BY g::text) FROM unnest(c.relacl) g),
        CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END)
    FROM pg_class c
    WHERE c.relnamespace::regnamespace::text IN {_OURS} AND {_NO_EXTENSION.format("c")}
    """,
    f"""
    SELECT 'grants on ' || c.oid::regclass || '.' || a.attname,
        (SELECT string_agg(g::text, ', ' ORDER BY g::text) FROM unnest(a.attacl) g)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace::regnamespace::text IN {_OURS} AND a.attacl IS NOT NULL
        AND NOT a.attisdropped
    """,
    f"""
    SELECT 'index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace::regnamespace::text IN {_OURS} AND t.relkind = 'm'
    """,
    f"""
    SELECT 'trigger ' || c.oid::regclass || '.' || t.tgname, pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace::regnamespace::text IN {_OURS} AND NOT t.tgisinternal
    """,
    f"""
    SELECT 'policy ' || c.oid::regclass || '.' || p.polname, concat_ws('; ', p.polcmd::text,
        p.polpermissive::text,
        (SELECT string_agg(r::regrole::text, ', ' ORDER BY r::regrole::text)
         FROM unnest(p.polroles) r),
        pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid))
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace::regnamespace::text IN {_OURS}
    """,
    f"""
    SELECT 'function ' || p.oid::regprocedure, concat_ws('; ', pg_get_userbyid(p.proowner),
        (SELECT string_agg(g::text, ', ' ORDER BY g::text) FROM unnest(p.proacl) g),
        pg_get_functiondef(p.oid))
    FROM pg_proc p
    WHERE p.pronamespace::regnamespace::text IN {_OURS} AND {_NO_EXTENSION.format("p")}
    """,
    """
    SELECT 'note on private', coalesce(obj_description(to_regnamespace('private')), 'none')
    """,
)
"""What is made anew at each upgrade, and who may do what."""


def catalogue(
    connection: psycopg.Connection[Any], parts: tuple[str, ...] = (*TABLES, *REST)
) -> Catalogue:
    """A listing of all objects with their definitions."""
    connection.execute("SET search_path = pg_catalog")  # so that every name is told in full
    listed: Catalogue = {}
    for part in parts:
        listed |= dict(connection.execute(part).fetchall())
    connection.execute("RESET search_path")
    return listed


def differences(one: Catalogue, other: Catalogue, first: str, second: str) -> list[str]:
    """In words, what stands in one listing and not in the other, or stands there otherwise."""
    told = [f"only {first}: {name}: {one[name]}" for name in sorted(one.keys() - other.keys())]
    told += [f"only {second}: {name}: {other[name]}" for name in sorted(other.keys() - one.keys())]
    return told + [
        f"{name}: {first}: {one[name]}; {second}: {other[name]}"
        for name in sorted(one.keys() & other.keys())
        if one[name] != other[name]
    ]


def listing(address: ServerAddress) -> Catalogue:
    """A listing of all objects of a database."""
    with psycopg.connect(address.conninfo(SUPERUSER)) as connection:
        return catalogue(connection)


def rows_of(address: ServerAddress, columns: Columns) -> dict[str, list[str]]:
    """The rows of tables, of these columns alone."""
    with psycopg.connect(address.conninfo(SUPERUSER)) as connection:
        return {
            table: [
                row[0]
                for row in connection.execute(
                    f"SELECT ({', '.join(names)})::text AS r FROM {table} ORDER BY r"  # type: ignore[arg-type]
                )
            ]
            for table, names in columns.items()
        }


def columns_of(address: ServerAddress) -> Columns:
    """The columns of every table that holds what is the game's."""
    with psycopg.connect(address.conninfo(SUPERUSER)) as connection:
        found = connection.execute(
            """
            SELECT c.oid::regclass::text, array_agg('"' || a.attname || '"')
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace::regnamespace::text IN ('public', 'private', 'auth')
                AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
                AND c.relname <> 'schema_version'
            GROUP BY 1
            """
        )
        return {table: [f"{table}.{name}" for name in names] for table, names in found}
