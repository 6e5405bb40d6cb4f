"""The entity diagram of docs/schema.md, drawn from a server's own catalogues."""

from __future__ import annotations

from typing import Any

import psycopg

Connection = psycopg.Connection[Any]

_KEY_COLUMNS = """
    SELECT c.oid::regclass::text, a.attname, format_type(a.atttypid, a.atttypmod),
        array_agg(DISTINCT k.contype::text), a.attnotnull
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND a.attnum = ANY (k.conkey)
        AND k.contype IN ('p', 'f', 'u')
    WHERE c.relnamespace::regnamespace::text IN ('public', 'private', 'auth')
        AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_version'
    GROUP BY c.oid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull
    ORDER BY c.relnamespace::regnamespace::text = 'public' DESC, 1, a.attnum
"""
_REFERENCES = """
    SELECT k.confrelid::regclass::text, k.conrelid::regclass::text,
        string_agg(a.attname, ', ' ORDER BY p.n), bool_and(a.attnotnull),
        EXISTS (SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indisunique
                    AND i.indpred IS NULL AND k.conkey @> i.indkey::smallint[]),
        k.confdeltype::text
    FROM pg_constraint k
    CROSS JOIN unnest(k.conkey) WITH ORDINALITY p (attnum, n)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.attnum
    WHERE k.contype = 'f' AND k.connamespace::regnamespace::text IN ('public', 'private', 'auth')
    GROUP BY k.oid ORDER BY 1, 2, 3
"""
_KEYS = {"p": "PK", "f": "FK", "u": "UK"}


def diagram(connection: Connection) -> str:
    """Every table with its columns and keys, and which table names which."""
    connection.execute("SET search_path = pg_catalog")  # so that every name is told in full
    columns = connection.execute(_KEY_COLUMNS).fetchall()
    references = connection.execute(_REFERENCES).fetchall()
    connection.execute("RESET search_path")
    lines = ["erDiagram"]
    for table in dict.fromkeys(row[0] for row in columns):
        lines.append(f"    {_entity(table)} {{")
        for name, kind, kinds in (row[1:4] for row in columns if row[0] == table):
            keys = ", ".join(_KEYS[k] for k in "pfu" if k in kinds)
            lines.append(f"        {_type(kind)} {name} {keys}".rstrip())
        lines.append("    }")
    for parent, child, names, needed, single, _ in references:
        one = "||" if needed else "|o"
        many = "o|" if single else "o{"
        lines.append(f'    {_name(parent)} {one}--{many} {_name(child)} : "{names}"')
    return "\n".join(lines)


def _name(table: str) -> str:
    return table.removeprefix("public.").replace(".", "_")


def _entity(table: str) -> str:
    name = _name(table)
    return name if table.startswith("public.") else f'{name}["{table}"]'


def _type(kind: str) -> str:
    short = {"timestamp with time zone": "timestamptz"}.get(kind, kind)
    return short.replace("[]", "_list")
