"""`scopecreep lint`: everything that is wrong or doubtful about a pack, at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from content.lint import sarif
from content.lint.allow import Settled
from content.lint.table import SECTIONS, explained
from content.loader import check
from content.packs import builtin
from content.schema import write
from tui.cli import fail
from tui.lint_shapes import Lint, LintRules


@click.command(
    epilog="Example: scopecreep lint my-pack --sarif lint.sarif. A warning is allowed by a comment "
    "at its line: # lint: allow CODE because REASON. Exit code 2 where there are errors, or "
    "nothing was there to check."
)
@click.argument("pack", required=False, type=click.Path(path_type=Path))
@click.option("--schema", type=click.Path(path_type=Path), help="Write JSON Schemas here instead.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="How problems are printed.",
)
@click.option("--json", "as_data", is_flag=True, help="The same as --format json.")
@click.option(
    "--sarif", "log", type=click.Path(path_type=Path), help="Write SARIF 2.1.0 to this file too."
)
@click.option("--rules", "table", is_flag=True, help="Print every rule instead.")
@click.option("--explain", metavar="CODE", help="Explain one rule instead.")
def command(
    pack: Path | None,
    schema: Path | None,
    form: str,
    as_data: bool,
    log: Path | None,
    table: bool,
    explain: str | None,
) -> None:
    """Check a content PACK (the built-in one if none is named)."""
    form = "json" if as_data else form
    if schema:
        _write_schemas(schema)
    elif explain:
        _explain(explain)
    elif table:
        click.echo(LintRules.table().text() if form == "json" else _rules())
    else:
        _check(pack or builtin(), form, log)


def _check(pack: Path, form: str, log: Path | None) -> None:
    found = check(pack)
    here = Path.cwd()
    base = here if pack.absolute().is_relative_to(here) else pack
    if log:
        try:
            log.write_text(sarif.text(found, base), encoding="utf-8")
        except OSError as error:
            fail(f"{log} cannot be written: {error.strerror}.", 2)
    if form == "json":
        click.echo(Lint.of(found).text())
    elif form == "sarif":
        click.echo(sarif.text(found, base), nl=False)
    else:
        for problem in found.problems:
            click.echo(str(problem))
        click.echo(_sum(found), err=True)
    sys.exit(2 if any(problem.severity == "error" for problem in found.problems) else 0)


def _sum(found: Settled) -> str:
    errors = sum(problem.severity == "error" for problem in found.problems)
    counts = f"{_count(errors, 'error')}, {_count(len(found.problems) - errors, 'warning')}"
    return f"{counts}, {len(found.allowed)} allowed." if found.allowed else f"{counts}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _explain(code: str) -> None:
    try:
        click.echo(explained(code))
    except KeyError as unknown:
        fail(str(unknown.args[0]), 2)


def _rules() -> str:
    lines = []
    for part in SECTIONS:
        lines += [f"{part.title} ({part.told_by})", ""]
        lines += [f"  {rule.code} ({rule.severity}): {rule.description}" for rule in part.rules]
        lines.append("")
    return "\n".join(lines).rstrip()


def _write_schemas(folder: Path) -> None:
    try:
        written = write(folder)
    except OSError as error:
        fail(f"{folder} cannot be written: {error.strerror}.", 2)
    for path in written:
        click.echo(path)
