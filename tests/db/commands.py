"""Commands run within the test's own process, on its databases."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from db.server import SUPERUSER, ServerAddress
from tui.cli import cli


def run(*arguments: str | Path, database: ServerAddress | None = None) -> Result:
    """Runs a command within this process, where tests may change what it meets."""
    where = ["--database", database.url(SUPERUSER)] if database else []
    return CliRunner().invoke(cli, [*where, *map(str, arguments)])


def refused(done: Result, code: int) -> str:
    """What a command that refuses says: one line, and the documented code."""
    assert done.exit_code == code, done.output
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    return done.stderr
