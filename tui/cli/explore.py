"""`scopecreep explore`: every state of a mission's conversations, and the campaign between them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from content.explorer.campaign import Campaign, campaign
from content.explorer.explore import Effort, Explored, explore
from content.explorer.grades import files
from content.explorer.report import lines as told_lines
from content.explorer.report import written
from content.explorer.search import MOST_STATES, WALKS
from content.folder import read_pack
from content.loader import Pack, load_pack
from content.packs import builtin
from content.problem import PackFaults, Report, did_you_mean
from engine.mission import Mission
from tui.cli import fail
from tui.lint_shapes import Fault
from tui.machine import (
    CampaignExplored,
    CampaignMission,
    CampaignRun,
    Explore,
    ExploredMission,
    ExploredPhase,
    ExploredRow,
)


@click.command(
    epilog="Examples: scopecreep explore M02 --witness /tmp/m02; scopecreep explore --campaign. "
    "Exit codes: 1 where something that is written cannot happen, 2 where no mission is played."
)
@click.argument("missions", nargs=-1)
@click.option("--campaign", "across", is_flag=True, help="Explore the doors between missions.")
@click.option("--witness", type=click.Path(path_type=Path), help="Write a script a grade here.")
@click.option("--report", type=click.Path(path_type=Path), help="Write docs/reachability.md.")
@click.option("--pack", type=click.Path(path_type=Path), help="Another pack than the built-in one.")
@click.option("--quick", is_flag=True, help="Seeded walks alone, no scores; seconds a mission.")
@click.option(
    "--states", type=click.IntRange(1), default=MOST_STATES, show_default=True,
    help="States of one stage that are looked at, at most.",
)  # fmt: skip
@click.option(
    "--walks", type=click.IntRange(1, 1_000_000), default=WALKS, show_default=True,
    help="Seeded walks that remember everything.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**62), default=0, help="The walks' seed.")
@click.option("--workers", type=click.IntRange(1, 2), default=2, help="Processes.  [2]")
@click.option("--json", "as_data", is_flag=True, help="Print what was found as JSON.")
def command(
    missions: tuple[str, ...],
    across: bool,
    witness: Path | None,
    report: Path | None,
    pack: Path | None,
    quick: bool,
    states: int,
    walks: int,
    seed: int,
    workers: int,
    as_data: bool,
) -> None:
    """Search every state of the conversations of MISSIONS (all, if none is named).

    Finds what can never be said, offered, found or reached, conditions that decide nothing, moves
    that are no choice, and the least and the most that can be scored. Whatever was left out is
    told.
    """
    path = pack or builtin()
    only = () if across or report else missions
    try:
        loaded = load_pack(path, only)
    except PackFaults as faults:
        fail("\n".join(str(problem) for problem in faults.problems), 2)
    folder = read_pack(path, Report(), only)
    if not loaded.missions:
        fail("No mission of this pack is played.", 2)
    found: list[Explored] = []
    effort = Effort(states, walks, seed, workers, envelope=not quick, whole=not quick)
    for mission in _missions(loaded, missions) if missions or report or not across else ():
        scripts = loaded.walkthroughs_of(mission.slug)
        one = explore(mission, folder.missions[mission.slug], scripts, effort)
        found.append(one)
        if witness:
            _write(witness / mission.slug, one)
        if not as_data:
            _tell(told_lines(one))
    scores = {one.mission: one.grades for one in found}
    doors = campaign(loaded, folder, scores) if across or report else None
    if report and doors:
        _save(report, written(found, doors))
    if as_data:
        click.echo(_data(found, doors).text())
    elif doors:
        _tell(doors.lines())
    problems = [p for one in found for p in one.problems] + list(doors.problems if doors else ())
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


def _missions(pack: Pack, names: Sequence[str]) -> list[Mission]:
    """The missions of slugs or codes."""
    if not names:
        return list(pack.missions)
    by_name = {m.card.code.lower(): m for m in pack.missions} | {m.slug: m for m in pack.missions}
    for name in names:
        if name.lower() not in by_name:
            remedy = did_you_mean(name.lower(), pack.played)
            fail(f"There is no mission '{name}' that is played. {remedy}".strip(), 2)
    return list({by_name[n.lower()].slug: by_name[n.lower()] for n in names}.values())


def _write(folder: Path, one: Explored) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"{folder} cannot be made: {error.strerror}.", 2)
    for name, text in files(one.grades):
        _save(folder / name, text)


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.", 2)


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _data(found: Sequence[Explored], doors: Campaign | None) -> Explore:
    return Explore(
        missions=[
            ExploredMission(
                mission=one.mission,
                states=one.states,
                moves=one.moves,
                walks=one.walks,
                seconds=round(one.seconds, 1),
                bounds=list(one.bounds),
                reached=[ExploredRow(**asdict(row)) for row in one.rows],
                findings=[Fault.of(problem) for problem in one.problems],
                lowest=one.grades.lowest if one.grades.witnesses else None,
                highest=one.grades.highest if one.grades.witnesses else None,
                phases=[
                    ExploredPhase(phase=name, lowest=low, highest=high)
                    for name, low, high in one.grades.phases
                ],
                grades=[w.grade for w in one.grades.witnesses[:-2]],
            )
            for one in found
        ],
        campaign=_campaign(doors) if doors else None,
    )


def _campaign(doors: Campaign) -> CampaignExplored:
    return CampaignExplored(
        missions=[
            CampaignMission(mission=one.slug, opens=one.opens, way=list(one.way))
            for one in doors.missions
        ],
        runs=[CampaignRun(**asdict(run)) for run in doors.runs],
        bounds=list(doors.bounds),
        findings=[Fault.of(problem) for problem in doors.problems],
    )
