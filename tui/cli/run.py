"""`scopecreep run`: scripts played headless, with what they expect."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from content.loader import load_pack
from content.packs import builtin
from content.problem import PackFaults
from content.script import Script
from db.cluster import ServerFailed
from engine.mission import Mission, MissionCard
from tui.cli import fail
from tui.headless.result import Result, as_junit, as_run, failure_lines
from tui.headless.scripts import NoScripts, scripts_of
from tui.machine import Runs

THROUGH = ("engine", "database", "screen", "plain")


@click.command(
    epilog="Examples: scopecreep run gold.yaml --through screen --json; scopecreep run "
    "my-scripts/. Exit codes: 1 where an expectation failed, 2 where a script cannot be read."
)
@click.argument("scripts", nargs=-1, type=click.Path(path_type=Path))
@click.option("--through", type=click.Choice(THROUGH), default="engine", show_default=True)
@click.option("--junit", type=click.Path(path_type=Path), help="Write JUnit XML here.")
@click.option("--json", "as_data", is_flag=True, help="Print results as JSON.")
@click.option(
    "--shrink",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the shortest script that still fails here, for each that does.",
)
def command(
    scripts: tuple[Path, ...],
    through: str,
    junit: Path | None,
    as_data: bool,
    shrink: Path | None,
) -> None:
    """Play SCRIPTS, files or folders (all walkthroughs of the built-in pack if none is named)."""
    if junit and not junit.parent.is_dir():
        fail(f"There is no folder {junit.parent} to write {junit.name} into.", 2)
    try:
        pack = load_pack(builtin())
        wanted = scripts_of(scripts) or list(pack.walkthroughs)
    except PackFaults as faults:
        fail("\n".join(str(problem) for problem in faults.problems), 2)
    except NoScripts as none:
        fail(str(none), 2)
    missions = {mission.slug: mission for mission in pack.missions}
    unknown = [script for script in wanted if script.mission not in missions]
    if unknown:
        fail(
            "\n".join(f"{s.file}: there is no playable mission '{s.mission}'." for s in unknown),
            2,
        )
    try:
        results = asyncio.run(_run(wanted, missions, pack.cards, through))
    except ServerFailed as failed:
        fail(str(failed), 3)
    if junit:
        _write(junit, as_junit(results))
    _tell(results, as_data)
    if shrink:
        _shrink(results, missions, shrink)
    sys.exit(0 if all(result.passed for result in results) else 1)


def _shrink(results: list[Result], missions: dict[str, Mission], folder: Path) -> None:
    """Writes a shorter script beside the words of each that failed."""
    from tui.headless.shorter import shorter

    for result in results:
        if result.passed:
            continue
        text = shorter(Path(result.script), missions[result.mission])
        name = Path(result.script).name
        if text is None:
            click.echo(f"{name}: the bare engine does not fail so; nothing is left out.", err=True)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name.removesuffix('.yaml')}.shrunk.yaml"
        _write(path, text)
        click.echo(f"{name}: the shortest that still fails is {path}.", err=True)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.", 2)


async def _run(
    scripts: list[Script],
    missions: dict[str, Mission],
    cards: tuple[MissionCard, ...],
    through: str,
) -> list[Result]:
    if through == "engine":
        from tui.headless import engine

        return [await engine.run(script, missions[script.mission]) for script in scripts]
    from tui.headless import database, plain, screen
    from tui.headless.scratch import lay_out, scratch_server

    results = []
    async with scratch_server() as (folder, address):
        await asyncio.to_thread(lay_out, address, cards, tuple(missions.values()))
        for script in scripts:
            mission = missions[script.mission]
            if through == "database":
                results.append(await database.run(script, mission, address))
            elif through == "plain":
                results.append(await plain.run(script, mission, address))
            else:
                results.append(await screen.run(script, mission, folder, address))
    return results


def _tell(results: list[Result], as_data: bool) -> None:
    if as_data:
        click.echo(Runs(runs=[as_run(result) for result in results]).text())
        return
    for result in results:
        mark = "✓" if result.passed else "✗"
        click.echo(
            f"{mark} {Path(result.script).name:<16} {result.mission:<28} {result.through:<9}"
            f" {result.status:<10} {result.score:>3} {result.grade}  {result.actions} actions"
            f"  {result.log_hash[:12]}  {result.seconds:.1f} s"
        )
        for line in failure_lines(result):
            click.echo(f"  {line}", err=True)
