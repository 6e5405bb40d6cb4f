"""`scopecreep sheet`: a mission's facilitator's sheet."""

from __future__ import annotations

from pathlib import Path

import click

from content.bots.table import Stranded
from content.loader import Pack, load_pack
from content.packs import builtin
from content.problem import PackFaults, did_you_mean
from content.sheets.sheet import sheet
from tui.cli import fail


@click.command(
    epilog="Examples: scopecreep sheet M02 -o m02.md; scopecreep sheet --all docs/sheets. A sheet "
    "tells everything that a mission hides."
)
@click.argument("mission", required=False, default="")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write it here, not to the screen."
)
@click.option("--all", "folder", type=click.Path(path_type=Path), help="Write all into a folder.")
@click.option("--pack", type=click.Path(path_type=Path), help="Another pack than the built-in one.")
def command(mission: str, output: Path | None, folder: Path | None, pack: Path | None) -> None:
    """Write the facilitator's sheet of MISSION, from its content: all that it hides, too."""
    if bool(mission) == bool(folder):
        fail("Name one mission, as in 'scopecreep sheet M02', or '--all FOLDER'.", 2)
    try:
        loaded = load_pack(pack or builtin(), [mission] if mission else ())
    except PackFaults as faults:
        fail("\n".join(str(problem) for problem in faults.problems), 2)
    try:
        if folder:
            _all(loaded, folder)
            return
        text = sheet(loaded, _slug(loaded, mission))
    except Stranded as failed:
        fail(str(failed), 1)
    if output is None:
        click.echo(text, nl=False)
        return
    _write(output, text)


def _all(pack: Pack, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"{folder} cannot be made: {error.strerror}.", 2)
    for mission in pack.missions:
        _write(folder / f"{mission.card.code}-{mission.slug}.md", sheet(pack, mission.slug))


def _slug(pack: Pack, name: str) -> str:
    slugs = {name.lower(): m.slug for m in pack.missions for name in (m.card.code, m.slug)}
    if name.lower() not in slugs:
        remedy = did_you_mean(name.lower(), pack.played)
        fail(f"There is no mission '{name}' that is played. {remedy}".strip(), 2)
    return slugs[name.lower()]


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.", 2)
    click.echo(path)
