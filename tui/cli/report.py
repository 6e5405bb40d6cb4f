"""`scopecreep report`: the results of a class in one table, from files alone."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from content.loader import load_pack
from content.packs import builtin
from content.problem import PackFaults, did_you_mean
from content.reporting.csv_rows import csv_text
from content.reporting.folder import MAX_FILES, files_of
from content.reporting.report import report
from content.reporting.shapes import Report
from content.reporting.text import BY, lines
from engine.mission import Mission
from tui.cli import fail
from tui.safety import one_line


@click.command(
    epilog="Examples: scopecreep report results/ --no-key; scopecreep report *.json --by learner "
    "--csv marks.csv. Learners write their files with 'scopecreep export'. Exit codes: 1 where a "
    "file is none (the others are reported all the same), 2 where there is nothing to report."
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--by", type=click.Choice(BY), default="node", help="What a row is about.  [node]")
@click.option("--node", "nodes", multiple=True, metavar="N", help="Only this decision; repeatable.")
@click.option("--mission", default="", metavar="M", help="Only this mission.")
@click.option(
    "--attempt",
    type=click.Choice(["first", "last", "best"]),
    default="first",
    help="Which completed playthrough of a learner counts.  [first]",
)
@click.option("--no-key", is_flag=True, help="Hold back what is best: for showing to the room.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Write the rows there.")
@click.option("--pack", type=click.Path(path_type=Path), help="Another pack than the built-in one.")
@click.option("--json", "as_data", is_flag=True, help="Print the whole report as JSON.")
def command(
    files: tuple[Path, ...],
    by: str,
    nodes: tuple[str, ...],
    mission: str,
    attempt: str,
    no_key: bool,
    csv_file: Path | None,
    pack: Path | None,
    as_data: bool,
) -> None:
    """Table the results in FILES, and in folders of them, by what was chosen.

    For each decision: the options, how many took each, and which was best. Then which facts were
    found by how many, how the scores lie, and what most missed. No server is needed.
    """
    named = list(dict.fromkeys(files_of(files)))
    if not named:
        fail("There is no result in what is named. A folder is searched for *.json.", 2)
    if len(named) > MAX_FILES:
        fail(f"{len(named):,} files are too many for one class; at most {MAX_FILES:,}.", 2)
    missions = _missions(pack)
    only = _slug(missions, mission)
    found = report(missions, named, which=attempt, only=only, key=not no_key)
    warn(found, room=no_key)
    if not found.missions and not found.bad:
        fail("There is nothing to report: no file holds an answer of such a mission.", 2)
    _known(found, nodes)
    _tell(found, by, nodes, csv_file, as_data)
    sys.exit(1 if found.bad else 0)


def warn(found: Report, *, room: bool) -> None:
    """What is to be known of the files; before the room only how much, for files bear names."""
    told = (*found.bad, *found.notes)
    if room and told and found.missions:
        files = f"{len(told)} file" if len(told) == 1 else f"{len(told)} files"
        click.echo(f"There is something to know of {files}; told without --no-key.", err=True)
        return
    for one in told:
        click.echo(f"{one_line(one.file)}: {one_line(one.says)}", err=True)


def _missions(pack: Path | None) -> tuple[Mission, ...]:
    try:
        return load_pack(pack or builtin()).missions
    except PackFaults as faults:
        fail("\n".join(str(problem) for problem in faults.problems), 2)


def _slug(missions: tuple[Mission, ...], name: str) -> str:
    """The slug of a mission that is named by slug or code; '' for none."""
    slugs = {m.card.code.lower(): m.slug for m in missions} | {m.slug: m.slug for m in missions}
    if name and name.lower() not in slugs:
        remedy = did_you_mean(name.lower(), list(slugs))
        fail(f"There is no mission '{name}' that is played. {remedy}".strip(), 2)
    return slugs.get(name.lower(), "")


def _known(found: Report, nodes: tuple[str, ...]) -> None:
    """Refuses decisions that nobody has met."""
    met = [node.node for mission in found.missions for node in mission.nodes]
    for name in nodes:
        if name not in met:
            remedy = did_you_mean(name, met)
            fail(f"Nobody has met a decision '{name}'. {remedy}".strip(), 2)


def _tell(
    found: Report, by: str, nodes: tuple[str, ...], csv_file: Path | None, as_data: bool
) -> None:
    if csv_file is not None:
        try:
            csv_file.write_text(csv_text(found, by), encoding="utf-8", newline="")
        except OSError as error:
            fail(f"{csv_file} cannot be written: {error.strerror}.", 2)
    if as_data:
        click.echo(found.text())
        return
    for line in lines(found, by, nodes):
        click.echo(line)
