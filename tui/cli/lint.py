"""`scopecreep lint`: everything that is wrong or doubtful about a pack, at once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from content.loader import lint
from content.packs import builtin
from content.schema import write


@click.command(
    epilog="Example: scopecreep lint my-pack --json. Exit code 2 where there are errors."
)
@click.argument("pack", required=False, type=click.Path(path_type=Path))
@click.option("--schema", type=click.Path(path_type=Path), help="Write JSON Schemas here instead.")
@click.option("--json", "as_data", is_flag=True, help="Print problems as JSON.")
def command(pack: Path | None, schema: Path | None, as_data: bool) -> None:
    """Check a content PACK (the built-in one if none is named)."""
    if schema:
        for path in write(schema):
            click.echo(path)
        return
    problems = lint(pack or builtin())
    errors = [problem for problem in problems if problem.severity == "error"]
    if as_data:
        found = [
            {
                "severity": problem.severity,
                "code": problem.code,
                "file": problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "message": problem.message,
                "remedy": problem.remedy,
            }
            for problem in problems
        ]
        click.echo(json.dumps({"problems": found}, indent=2))
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{len(errors)} errors, {len(problems) - len(errors)} warnings.", err=True)
    sys.exit(2 if errors else 0)
