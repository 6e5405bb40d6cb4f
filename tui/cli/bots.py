"""`scopecreep bots`: players without judgement, many times over, and what they come to."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from content.bots.grids import NoWayOut
from content.bots.league import Breach, Row, breaches, league
from content.bots.nodes import Leak, leaks
from content.bots.policies import BLIND, POLICIES
from content.bots.report import written
from content.bots.table import Stranded, table_of
from content.lessons import NoLesson, trials
from content.lint.played import LESSON_NOT_NEEDED
from content.loader import Pack, load_pack
from content.packs import builtin
from content.problem import PackFaults, did_you_mean
from engine.mission import Mission
from tui.cli import fail
from tui.machine import BotBreach, BotLeak, BotRow, Bots, GridBreach

RUNS = 200
LEAKS = 12
"""Leaks of each mission that are printed."""
REPORT_RUNS = 320


@click.command(
    epilog="Examples: scopecreep bots M02 --policy longest --policy random --runs 1000; scopecreep "
    "bots --nodes. Exit codes: 1 where a mission breaks a rule of bots, 2 where there is no such "
    "mission or policy."
)
@click.argument("missions", nargs=-1)
@click.option("--policy", "policies", multiple=True, metavar="P", help="Only this bot; repeatable.")
@click.option("--runs", type=click.IntRange(1, 100_000), help=f"Runs a bot and mission.  [{RUNS}]")
@click.option("--seed", type=click.IntRange(0, 2**62), default=0, help="The first run's seed.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes.  [one a core]")
@click.option("--pack", type=click.Path(path_type=Path), help="Another pack than the built-in one.")
@click.option("--nodes", is_flag=True, help="Tell too at which nodes a cue does what.")
@click.option("--report", type=click.Path(path_type=Path), help="Write docs/campaign-report.md.")
@click.option("--json", "as_data", is_flag=True, help="Print the rows as JSON.")
def command(
    missions: tuple[str, ...],
    policies: tuple[str, ...],
    runs: int | None,
    seed: int,
    workers: int | None,
    pack: Path | None,
    nodes: bool,
    report: Path | None,
    as_data: bool,
) -> None:
    """Let bots play MISSIONS (all that give grades, if none is named), and hold them to rules.

    A bot that follows a cue stays within five points of one that answers by chance, and comes to
    45 at most; the expert comes to 95. The expert's design wins; without what its lesson is about,
    untouched, or by money alone a grid is lost. Bots are: random, first, last, longest, shortest,
    politest, always-ask, never-ask, keyword-echo, greedy-meter, gold.
    """
    try:
        loaded = load_pack(pack or builtin(), () if report else missions)
    except PackFaults as faults:
        fail("\n".join(str(problem) for problem in faults.problems), 2)
    if report and not report.parent.is_dir():
        fail(f"There is no folder {report.parent} to write {report.name} into.", 2)
    chosen = _missions(loaded, missions)
    bots = _policies(policies)
    slugs = [mission.slug for mission in chosen]
    try:
        if report:
            _write(report, written(loaded, runs or REPORT_RUNS, seed, workers or 0))
            return
        rows = league(loaded, slugs, bots, runs or RUNS, seed, workers or 0)
        found = leaks(loaded, slugs, runs or RUNS, seed, workers or 0) if nodes else []
        grids = [] if policies else [one for slug in slugs for one in _grids(loaded, slug)]
    except (Stranded, NoWayOut) as failed:
        fail(str(failed), 1)
    broken = breaches(rows, [mission.slug for mission in chosen if mission.scored])
    _tell(rows, broken, grids, found, as_data)
    sys.exit(1 if broken or grids else 0)


def _grids(pack: Pack, slug: str) -> Iterator[GridBreach]:
    """The designs of a mission's grids that do not come to what they should."""
    try:
        for trial in trials(table_of(pack, slug)):
            if not trial.holds:
                yield GridBreach(
                    mission=slug,
                    phase=trial.phase,
                    design=trial.design,
                    load=trial.load,
                    says=str(trial),
                    code=trial.rule.code,
                    remedy=trial.rule.remedy,
                )
    except NoLesson as none:
        rule = LESSON_NOT_NEEDED
        yield GridBreach(mission=slug, says=str(none), code=rule.code, remedy=rule.remedy)


def _missions(pack: Pack, names: Sequence[str]) -> list[Mission]:
    """The missions of slugs or codes."""
    if not names:
        graded = [mission for mission in pack.missions if mission.scored]
        return graded or fail("No mission of this pack gives grades; name one.", 2)
    by_name = {m.card.code.lower(): m for m in pack.missions} | {m.slug: m for m in pack.missions}
    for name in names:
        if name.lower() not in by_name:
            remedy = did_you_mean(name.lower(), pack.played)
            fail(f"There is no mission '{name}' that is played. {remedy}".strip(), 2)
    return list({by_name[n.lower()].slug: by_name[n.lower()] for n in names}.values())


def _policies(names: Sequence[str]) -> list[str]:
    for name in names:
        if name not in POLICIES:
            remedy = did_you_mean(name, POLICIES)
            fail(f"There is no policy '{name}'. {remedy}".strip(), 2)
    return list(dict.fromkeys(names)) or list(POLICIES)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.", 2)
    click.echo(path)


def _tell(
    rows: Sequence[Row],
    broken: Sequence[Breach],
    grids: Sequence[GridBreach],
    found: Sequence[Leak],
    as_data: bool,
) -> None:
    if as_data:
        told = Bots(
            rows=[BotRow(**asdict(row)) for row in rows],
            breaches=[BotBreach(**asdict(breach)) for breach in broken],
            grids=list(grids),
            nodes=[BotLeak(**asdict(leak)) for leak in found],
        )
        click.echo(told.text())
        return
    for mission in dict.fromkeys(row.mission for row in rows):
        own = [row for row in rows if row.mission == mission]
        click.echo(f"{mission}, {own[0].runs} runs a bot")
        click.echo(f"  {'':<13} {'median':>6} {'p10':>6} {'p90':>6} {'passing':>8}")
        marked = {breach.policy for breach in broken if breach.mission == mission}
        for row in own:
            mark = "✗" if row.policy in marked else " "
            click.echo(
                f"{mark} {row.policy:<13} {row.median:>6g} {row.p10:>6g} {row.p90:>6g}"
                f" {row.share_passing:>8.1%}"
            )
        _tell_leaks([leak for leak in found if leak.mission == mission][:LEAKS])
    for breach in broken:
        line = f"{breach.mission}: {breach.says} {breach.remedy} [{breach.code}]"
        click.echo(line, err=True)
    for grid in grids:
        click.echo(f"{grid.says} {grid.remedy} [{grid.code}]", err=True)


def _tell_leaks(found: Sequence[Leak]) -> None:
    if found:
        click.echo(f"  what a cue is worth, in points over {BLIND}; best: how often (any: ...)")
    for leak in found:
        click.echo(
            f"  {leak.points:>+5.1f} {leak.policy:<13} {leak.node} -> {leak.picks}, "
            f"best {leak.best_share:.0%} (any: {leak.chance_share:.0%})"
        )
