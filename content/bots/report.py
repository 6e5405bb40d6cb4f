"""The report on a campaign: what bots come to, where cues leak, and what its grids teach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from content.bots.league import (
    CEILING,
    EXPERT_FROM,
    NEAR,
    PASSING,
    Breach,
    Row,
    breaches,
    league,
)
from content.bots.nodes import Leak, leaks
from content.bots.policies import BLIND, POLICIES
from content.bots.table import table_of
from content.lessons import LOADS, LOSES, WINS, NoLesson, Trial, trials
from content.loader import Pack
from engine.mission import Mission

TOLD = 4
"""Leaks that are told of each bot that breaks a rule."""


def written(pack: Pack, runs: int, seed: int = 0, workers: int = 0) -> str:
    """The whole report, in Markdown; the same for the same pack, runs and seed.

    Raises:
        Stranded: a bot did not come to the end of a mission.
        NoWayOut: a grid or sheet could not be handed in.
    """
    graded = [mission for mission in pack.missions if mission.scored]
    slugs = [mission.slug for mission in graded]
    rows = league(pack, slugs, list(POLICIES), runs, seed, workers)
    broken = breaches(rows, slugs)
    found = leaks(pack, slugs, runs, seed, workers)
    lines = [*_opening(runs, seed)]
    for mission in pack.missions:
        lines += ["", f"## {mission.card.code} {mission.card.title}"]
        if mission in graded:
            lines += _bots(mission, rows, broken, found)
        else:
            lines += ["", "It gives no grades, so no bot is held to anything."]
        lines += _lessons(pack, mission)
    return "\n".join(lines) + "\n"


def _opening(runs: int, seed: int) -> Iterator[str]:
    yield "# What bots come to"
    yield ""
    yield (
        f"Written by `make report`: {runs} runs a bot and mission, seeds from {seed} on. Bots open "
        "everything, pin, compare and ask late for nothing, and share one random hand at grids and "
        "sheets, so that conversation is what they differ in."
    )
    yield ""
    yield (
        f"No bot's median may exceed {CEILING}; one that follows a cue stays within {NEAR} points "
        f"of `random`; `gold`, the expert, reaches {EXPERT_FROM}. *Passing* is the share of runs "
        f"that come to {PASSING}. A ✗ marks what breaks a rule."
    )
    yield ""
    yield "| bot | answers with |"
    yield "| --- | --- |"
    for policy in POLICIES.values():
        yield f"| {policy.name} | {policy.says} |"


def _bots(
    mission: Mission, rows: Sequence[Row], broken: Sequence[Breach], found: Sequence[Leak]
) -> Iterator[str]:
    marked = {breach.policy for breach in broken if breach.mission == mission.slug}
    yield ""
    yield "| bot | median | p10 | p90 | passing | |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for row in rows:
        if row.mission == mission.slug:
            mark = "✗" if row.policy in marked else ""
            yield (
                f"| {row.policy} | {row.median:g} | {row.p10:g} | {row.p90:g} "
                f"| {row.share_passing:.1%} | {mark} |"
            )
    told = list(_told([r for r in rows if r.mission == mission.slug], marked, found))
    if told:
        yield ""
        yield "Where the cues that break a rule do most, in points of the score over any answer:"
        yield ""
        yield "| cue | node | picks | points | best | any is best |"
        yield "| --- | --- | --- | ---: | ---: | ---: |"
    for leak in told:
        yield (
            f"| {leak.policy} | {leak.node} | {leak.picks} | {leak.points:+.1f} "
            f"| {leak.best_share:.0%} | {leak.chance_share:.0%} |"
        )


def _told(rows: Sequence[Row], marked: Iterable[str], found: Sequence[Leak]) -> Iterator[Leak]:
    """The strongest leaks of each bot that breaks a rule, in the direction in which it is off."""
    medians = {row.policy: row.median for row in rows}
    for row in rows:
        if row.policy in marked and POLICIES[row.policy].cue:
            way = 1 if row.median > medians[BLIND] else -1
            own = (leak for leak in found if leak.policy == row.policy and leak.points * way > 0)
            yield from islice((leak for leak in own if leak.mission == row.mission), TOLD)


def _lessons(pack: Pack, mission: Mission) -> Iterator[str]:
    try:
        yield from _grids(list(trials(table_of(pack, mission.slug))))
    except NoLesson as none:
        yield ""
        yield f"✗ {none}"


def _grids(tried: Sequence[Trial]) -> Iterator[str]:
    for phase in dict.fromkeys(trial.phase for trial in tried):
        own = [trial for trial in tried if trial.phase == phase]
        limit = LOSES if own[0].graded else WINS - 1
        yield ""
        yield (
            f"Designs of `{phase}`, in points under each load; one that wins comes to {WINS}, one "
            f"that loses to {limit} at most."
        )
        yield ""
        yield f"| design | wanted | {' | '.join(LOADS)} | marks a month | |"
        yield f"| --- | --- |{' ---: |' * len(LOADS)} ---: | --- |"
        for design in dict.fromkeys(trial.design for trial in own):
            yield _grid_line([trial for trial in own if trial.design == design])


def _grid_line(tried: Iterable[Trial]) -> str:
    by_load = {trial.load: trial for trial in tried}
    first = next(iter(by_load.values()))
    scores = " | ".join(str(by_load[load].score) for load in LOADS)
    mark = "" if all(trial.holds for trial in by_load.values()) else "✗"
    return (
        f"| {first.design} | {first.wants} | {scores} | {first.cost:,} of {first.budget:,} "
        f"| {mark} |"
    )
