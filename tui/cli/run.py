"""`scopecreep run`: scripts played headless, with what they expect."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from content.loader import Pack, load_pack
from content.packs import builtin
from content.problem import PackFaults
from content.script import Script
from content.script_names import names_of, needs_all, unknown_names
from db.cluster import ServerFailed
from tui.cli import fail
from tui.headless.alike import Alike
from tui.headless.cells import WAYS, Cell, cells_of, named, varied_by
from tui.headless.result import Result, as_run, failure_lines
from tui.headless.scripts import NoScripts, scripts_of
from tui.headless.workers import WorkerLost, played
from tui.run_shapes import Runs

ALL = "all"
FORMAT = 1
TIMEOUT = 300.0
"""Seconds that one run may take, where nothing else is said."""


@click.command(
    epilog="Examples: scopecreep run gold.yaml --through screen --json; scopecreep run "
    "'tests/**/*.yaml' --through all --workers 2. Exit codes: 0 all passed, 1 a run failed, 2 a "
    "script cannot be read or nothing is chosen, 3 there can be no database."
)
@click.argument("scripts", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--through",
    type=click.Choice([*WAYS, ALL]),
    multiple=True,
    default=("engine",),
    show_default=True,
    help="Which way; several times for several, whose logs must be the same.",
)
@click.option(
    "--only",
    metavar="NAME",
    multiple=True,
    help="Only scripts of this name or pattern: gold, 'urgent-performance/*'.",
)
@click.option(
    "--matrix",
    metavar="NAME=A,B",
    multiple=True,
    help="Vary seed, size or theme of every script: size=80x24,120x40.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Play so many side by side, each on a database of its own.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="S",
    default=TIMEOUT,
    show_default=True,
    help="Seconds that one run may take.",
)
@click.option("--next", "ahead", is_flag=True, help="Tell which steps could follow.")
@click.option("--fail-fast", is_flag=True, help="Stop after the first run that fails.")
@click.option("--junit", type=click.Path(path_type=Path), help="Write JUnit XML here.")
@click.option("--json", "as_data", is_flag=True, help="Print results as JSON.")
@click.option(
    "--pictures",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep pictures of screens that failed here; else beside the JUnit file, or where the "
    "failure says.",
)
@click.option(
    "--shrink",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the shortest script that still fails here, for each that does.",
)
def command(
    scripts: tuple[Path, ...],
    through: tuple[str, ...],
    only: tuple[str, ...],
    matrix: tuple[str, ...],
    workers: int,
    timeout: float,
    ahead: bool,
    fail_fast: bool,
    junit: Path | None,
    as_data: bool,
    pictures: Path | None,
    shrink: Path | None,
) -> None:
    """Play SCRIPTS: files, folders or patterns (all walkthroughs of the built-in pack if none is
    named). A script's `matrix` is played whole."""
    if junit:
        _writable(junit)
    if shrink:
        _folder(shrink)
    try:
        varied = varied_by(matrix)
    except ValueError as wrong:
        fail(str(wrong), 2)
    ways = WAYS if ALL in through else tuple(dict.fromkeys(through))
    # A database holds the whole pack, and what is written for machines tells of which it was.
    pack, wanted = _read(scripts, whole=ways != ("engine",) or as_data or junit is not None)
    cells = named(cells_of(varied(wanted), ways), only)
    if not cells:
        names = ", ".join(dict.fromkeys(script.name for script in wanted))
        fail(f"No script is called {' or '.join(only)}. There are {names}.", 2)
    begun = datetime.now(UTC)
    results: list[Result] = []
    try:
        album = pictures or _beside(junit)
        with closing(_results(cells, pack, workers, timeout, album)) as coming:
            for result in coming:
                results.append(result)
                if not as_data:
                    _tell(result, max(len(cell.name) for cell in cells))
                    if ahead:
                        _tell_following(result, pack)
                if fail_fast and not result.passed:
                    break
    except (ServerFailed, WorkerLost) as failed:
        fail(str(failed), 3)
    _report(results, len(cells), pack, begun, junit, as_data)
    if shrink:
        _shrink(results, pack, shrink, timeout)
    if all(result.skipped for result in results):
        fail("Nothing was played: none of these scripts is for the ways that were asked for.", 2)
    sys.exit(0 if all(result.passed for result in results) else 1)


def _read(paths: tuple[Path, ...], *, whole: bool) -> tuple[Pack, list[Script]]:
    """The pack, whole or as far as the scripts need it, and the scripts that are meant; ends with
    2 where they cannot be played."""
    try:
        given = scripts_of(paths)
        needed = () if whole else {slug for script in given for slug in script.missions}
        pack = load_pack(builtin(), needed)
    except PackFaults as faults:
        fail("\n".join(str(problem) for problem in faults.problems), 2)
    except NoScripts as none:
        fail(str(none), 2)
    wanted = given or list(pack.walkthroughs)
    # What a player brings along may come from any mission.
    every = load_pack(builtin()) if needed and any(map(needs_all, wanted)) else pack
    names = names_of(every)
    if unknown := [problem for script in wanted for problem in unknown_names(script, names)]:
        fail("\n".join(str(problem) for problem in unknown), 2)
    return pack, wanted


def _beside(junit: Path | None) -> Path | None:
    """The folder for pictures beside a JUnit file: `results.xml` has `results-pictures`."""
    return junit.with_name(f"{junit.stem}-pictures") if junit else None


def _results(
    cells: list[Cell], pack: Pack, workers: int, timeout: float, pictures: Path | None
) -> Generator[Result]:
    """The results in order, each held against the log of the ways before it."""
    alike = Alike()
    coming = played(
        cells,
        pack.cards,
        pack.missions,
        workers=workers,
        seconds=timeout,
        pictures=pictures,
    )
    with closing(coming):
        for result in coming:
            yield alike.held(result)


def _report(
    results: list[Result],
    asked: int,
    pack: Pack,
    begun: datetime,
    junit: Path | None,
    as_data: bool,
) -> None:
    """Everything that is told at the end."""
    if junit or as_data:
        from db.publish import digest_of
        from engine.game import RULES_VERSION
        from tui.headless.junit import as_junit

        content = digest_of(pack.cards, pack.missions)[:12]
        told = {"pack": pack.id, "version": pack.version, "content": content}
        if junit:
            numbers = {"rules": str(RULES_VERSION), "format": str(FORMAT)}
            _write(junit, as_junit(results, {**told, **numbers}, begun))
        if as_data:
            runs = [as_run(result) for result in results]
            click.echo(Runs(runs=runs, rules=RULES_VERSION, format=FORMAT, **told).text())
    failed = sum(not result.passed for result in results)
    skipped = sum(bool(result.skipped) for result in results)
    parts = [f"{len(results) - failed - skipped} passed"]
    parts += [f"{failed} failed"] if failed else []
    parts += [f"{skipped} skipped"] if skipped else []
    parts += [f"{asked - len(results)} not played"] if asked > len(results) else []
    if asked > 1 and not as_data:
        click.echo(", ".join(parts))


def _shrink(results: list[Result], pack: Pack, folder: Path, timeout: float) -> None:
    """Writes a shorter script beside the words of each that failed."""
    from tui.headless.seat import Seat
    from tui.headless.shorter import shorter

    cut: set[tuple[object, ...]] = set()
    """What the engine has cut already: other ways fail alike."""
    with Seat(pack.cards, pack.missions) as seat:
        for result in results:
            if result.passed:
                continue
            first = result.failures[0]
            alike = (result.script, result.seed, first.step, first.expected, first.found)
            if alike in cut:
                continue

            def plays(script: Script, through: str, like: Result = result) -> Result:
                screen = through == "screen"
                size, theme = (like.size, like.theme) if screen else (None, "")
                return seat.play(Cell(script, through, size, theme), timeout)

            name = result.name.removesuffix(".playthrough")
            found = shorter(result, plays)
            if found is None:
                click.echo(f"{name}: played again it does not fail so; nothing is cut.", err=True)
                continue
            if found.through == "engine":
                cut.add(alike)
            path = folder / f"{_filename(name)}.{found.through}.shrunk.yaml"
            _write(path, found.text)
            click.echo(
                f"{name}: {found.steps} of {found.before} steps still fail so through "
                f"'{found.through}': {path}",
                err=True,
            )


def _filename(name: str) -> str:
    """A cell's name without the signs that shells and file systems read otherwise."""
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in name).rstrip("-")


def _writable(junit: Path) -> None:
    """Ends with 2 where a file cannot be: better told before the runs than after them."""
    if junit.is_dir():
        fail(f"{junit} is a folder. Name a file to write the results into.", 2)
    if not junit.parent.is_dir():
        fail(f"There is no folder {junit.parent} to write {junit.name} into.", 2)


def _folder(path: Path) -> None:
    """Makes a folder where it is missing; ends with 2 where nothing can be written into it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"The folder {path} cannot be made: {error.strerror}.", 2)
    if not os.access(path, os.W_OK | os.X_OK):
        fail(f"Nothing can be written into the folder {path}.", 2)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.", 2)


def _tell(result: Result, width: int) -> None:
    if result.skipped:
        click.echo(f"- {result.name:<{width}} {result.mission:<28} {result.through:<9} skipped")
        click.echo(f"  {result.skipped}")
        return
    mark = "✓" if result.passed else "✗"
    click.echo(
        f"{mark} {result.name:<{width}} {result.mission:<28} {result.through:<9}"
        f" {result.status:<10} {result.score:>3} {result.grade}  {result.actions} actions"
        f"  {result.log_hash[:12]}  {result.seconds:.1f} s"
    )
    for number, part in enumerate(result.parts, start=1):
        click.echo(
            f"  {number} {part.mission:<28} {part.status:<10} {part.score:>3} {part.grade}"
            f"  {part.actions} actions  {part.log_hash[:12]}"
        )
    for note in result.notes:
        click.echo(f"  {note}")
    varied = result.name.partition("[")[2].removesuffix("]")
    under = f"{result.through} {varied}".strip()
    for line in failure_lines(result):
        told = "" if under == "engine" else f" [{under}]"
        click.echo(f"  {line}{told}", err=True)


def _tell_following(result: Result, pack: Pack) -> None:
    """Which steps could follow, ready to be written into the script."""
    from tui.headless.following import following

    if lines := result.rows and following(pack.mission(result.mission), result.rows):
        click.echo("  could go on with:")
        click.echo("\n".join(lines))
    else:
        click.echo("  is over; nothing can follow.")
