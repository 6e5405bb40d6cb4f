"""docs/schema.md says what the database has: every object stands in it, and nothing else."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from db.server import SUPERUSER
from tests.db.cast import Connection
from tests.db.diagram import diagram
from tests.db.test_rights import FUNCTIONS, TABLES

DOCUMENT = Path("docs/schema.md")
ROLES = Path("db/sql/roles.sql")
SOURCE = Path("tests/db/source/names.txt")
OURS = "('public', 'private', 'auth')"
_BLOCK = re.compile(r"(?<=```mermaid\n).*?(?=\n```)", re.DOTALL)


def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def section(title: str) -> str:
    """What stands under a heading, up to the next one of its rank or a higher one."""
    head = re.search(rf"^(#+) {re.escape(title)}$", text(), re.MULTILINE)
    assert head, f"no section '{title}'"
    rest = text()[head.end() :]
    end = re.search(rf"^#{{1,{len(head[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def first_cells(title: str) -> list[str]:
    """What is quoted in the first column of a section's tables."""
    rows = re.findall(r"^\| (`.*?) \|", section(title), re.MULTILINE)
    return [name for cell in rows for name in re.findall(r"`([^`]+)`", cell)]


def names(keeper: Connection, statement: str) -> set[str]:
    return {row[0] for row in keeper.execute(statement).fetchall()}


def tables(keeper: Connection) -> set[str]:
    return names(
        keeper,
        "SELECT relnamespace::regnamespace || '.' || relname FROM pg_class"
        f" WHERE relnamespace::regnamespace::text IN {OURS} AND relkind IN ('r', 'p')",
    )


def views(keeper: Connection) -> set[str]:
    return names(
        keeper,
        "SELECT relnamespace::regnamespace || '.' || relname FROM pg_class"
        f" WHERE relnamespace::regnamespace::text IN {OURS} AND relkind IN ('v', 'm')",
    )


def public_functions(keeper: Connection) -> set[str]:
    """With their arguments, which clients write out."""
    return names(
        keeper,
        "SELECT pronamespace::regnamespace || '.' || proname"
        " || '(' || pg_get_function_identity_arguments(oid) || ')'"
        " FROM pg_proc WHERE pronamespace::regnamespace::text IN ('public', 'auth')",
    )


def private_functions(keeper: Connection) -> set[str]:
    return names(
        keeper,
        "SELECT 'private.' || proname FROM pg_proc"
        " WHERE pronamespace::regnamespace::text = 'private'",
    )


def indexes(keeper: Connection) -> set[str]:
    """All but those of primary keys and unique constraints."""
    return names(
        keeper,
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        f" WHERE c.relnamespace::regnamespace::text IN {OURS}"
        " AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid"
        "                 AND k.contype IN ('p', 'u'))",
    )


def triggers(keeper: Connection) -> set[str]:
    return names(
        keeper,
        "SELECT c.relname || '.' || t.tgname FROM pg_trigger t"
        " JOIN pg_class c ON c.oid = t.tgrelid"
        f" WHERE c.relnamespace::regnamespace::text IN {OURS} AND NOT t.tgisinternal",
    )


def policies(keeper: Connection) -> set[str]:
    """The service's is the same on every table, and told once."""
    return names(
        keeper,
        "SELECT DISTINCT CASE WHEN p.polroles = ARRAY['service_role'::regrole::oid] THEN ''"
        " ELSE c.relname || '.' END || p.polname"
        " FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
        f" WHERE c.relnamespace::regnamespace::text IN {OURS}",
    )


def roles(keeper: Connection) -> set[str]:
    """Those that we make or count on; tests and hosts have others."""
    known = set(re.findall(r"\w+", ROLES.read_text(encoding="utf-8"))) | {SUPERUSER}
    return names(keeper, "SELECT rolname FROM pg_roles") & known


Found = Callable[[Connection], set[str]]
SECTIONS: dict[str, Found] = {
    "Tables": tables,
    "View": views,
    "Functions for clients": public_functions,
    "Functions of our own": private_functions,
    "Indexes": indexes,
    "Triggers": triggers,
    "Policies": policies,
    "Roles": roles,
}


@pytest.mark.parametrize("title", SECTIONS)
def test_the_document_names_what_the_database_has_and_nothing_else(
    keeper: Connection, title: str
) -> None:
    told = first_cells(title)
    assert len(told) == len(set(told)), "something stands there twice"
    assert set(told) == SECTIONS[title](keeper)


def test_what_roles_may_do_is_what_the_tests_of_rights_hold() -> None:
    assert f"```text\n{TABLES.strip()}\n```" in section("Roles")
    rows = re.findall(r"^\| `([\w.]+)\(.*?\)` \| (.*?) \|", section("Functions for clients"), re.M)
    callers = {name.partition("(")[0]: may for name, may in FUNCTIONS.items()}
    ours = {name: may for name, may in callers.items() if not name.startswith("private.")}
    assert dict(rows) == ours | {"public.broadcast_completion": "nobody"}


def test_the_diagram_is_the_databases_own(keeper: Connection) -> None:
    drawn = diagram(keeper)
    if os.environ.get("SNAPSHOTS") == "update":
        DOCUMENT.write_text(_BLOCK.sub(lambda _: drawn, text()), encoding="utf-8")
    assert _BLOCK.findall(text()) == [drawn]


def test_every_test_that_the_document_quotes_exists() -> None:
    defined = {
        name
        for path in Path("tests").rglob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text(), re.MULTILINE)
    }
    quoted = set(re.findall(r"`(test_\w+)`", text()))
    assert quoted <= defined
    assert len(quoted) > 40


def test_every_fault_of_the_source_has_its_mending_and_a_test() -> None:
    rows = re.findall(r"^\| .*\|$", section("Faults of the source, mended"), re.MULTILINE)
    faults = [row for row in rows if not re.match(r"\| (---|Fault) ", row)]
    assert len(faults) > 40
    for row in faults:
        fault, mended, by = (cell.strip() for cell in row.strip("|").split(" | "))
        assert fault
        assert mended
        assert re.fullmatch(r"`test_\w+`(, `test_\w+`)*", by), row


def test_every_name_of_the_source_is_kept_or_named_with_the_reason(keeper: Connection) -> None:
    kept = set().union(*(found(keeper) for found in SECTIONS.values()))
    bare = {name.removeprefix("public.").partition("(")[0] for name in kept}
    left_out = set(first_cells("Names that are not kept"))
    source = set(SOURCE.read_text(encoding="utf-8").splitlines())
    assert len(source) > 20
    assert source - bare == left_out
