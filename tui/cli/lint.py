"""`scopecreep lint`: everything that is wrong or doubtful about a pack, at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from content.loader import lint
from content.packs import builtin
from content.schema import write
from tui.cli import fail
from tui.machine import Fault, Lint


@click.command(
    epilog="Example: scopecreep lint my-pack --json. Exit code 2 where there are errors."
)
@click.argument("pack", required=False, type=click.Path(path_type=Path))
@click.option("--schema", type=click.Path(path_type=Path), help="Write JSON Schemas here instead.")
@click.option("--json", "as_data", is_flag=True, help="Print problems as JSON.")
def command(pack: Path | None, schema: Path | None, as_data: bool) -> None:
    """Check a content PACK (the built-in one if none is named)."""
    if schema:
        try:
            written = write(schema)
        except OSError as error:
            fail(f"{schema} cannot be written: {error.strerror}.", 2)
        for path in written:
            click.echo(path)
        return
    problems = lint(pack or builtin())
    errors = [problem for problem in problems if problem.severity == "error"]
    if as_data:
        click.echo(Lint(problems=[Fault.of(problem) for problem in problems]).text())
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{len(errors)} errors, {len(problems) - len(errors)} warnings.", err=True)
    sys.exit(2 if errors else 0)
