"""Many runs of many bots, over several processes; what comes out hangs on the seeds alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median, quantiles

from content.bots.policies import BLIND, EXPERT, POLICIES
from content.bots.table import Outcome, Table, table_of
from content.collecting import collect_seldom
from content.lint import played as rules
from content.loader import Pack
from content.problem import Rule

PASSING = 60
"""Score from which a mission is passed."""
CEILING = 45
"""What a bot's median may be at most (CAMPAIGN, rules for writing choices)."""
NEAR = 5
"""Points that following a cue may change of a blind player's median, up or down."""
EXPERT_FROM = 95
"""What the expert has to reach."""
CHUNK = 128
"""Runs of one bot that a process takes at a time."""


@dataclass(frozen=True, slots=True)
class Row:
    """One bot at one mission."""

    mission: str
    policy: str
    runs: int
    median: float
    p10: float
    p90: float
    share_passing: float


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule of bots that a mission breaks."""

    mission: str
    policy: str
    says: str
    code: str
    """The rule's."""
    remedy: str


@dataclass(frozen=True, slots=True)
class Round:
    """Runs of one bot at one mission, on seeds in a row."""

    mission: str
    policy: str
    seeds: range
    watch: bool = False


def rounds(
    missions: Iterable[str], policies: Iterable[str], runs: int, seed: int, *, watch: bool = False
) -> list[Round]:
    """Work in pieces: each policy on the same seeds, from `seed` on."""
    wanted = tuple(policies)
    return [
        Round(mission, policy, range(at, min(at + CHUNK, seed + runs)), watch)
        for mission in missions
        for policy in wanted
        for at in range(seed, seed + runs, CHUNK)
    ]


def played(pack: Pack, work: Sequence[Round], workers: int = 0) -> Iterator[list[Outcome]]:
    """The outcomes of each piece of work, in its order.

    `workers` is how many processes share it, by default one a core; 1 plays here.

    Raises:
        Stranded: a bot did not come to the end of a mission.
        NoWayOut: a grid or sheet could not be handed in.
    """
    names = {piece.mission for piece in work}
    tables = {name: table_of(pack, name) for name in names}
    workers = min(workers or os.cpu_count() or 1, len(work))
    if workers < 2:
        for piece in work:
            yield _round(tables, piece)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _sit_down, (tables,)) as pool:
        yield from pool.map(_round_here, work)


_here: dict[str, Table] = {}
"""The tables of a worker's process."""


def _sit_down(tables: dict[str, Table]) -> None:
    collect_seldom()
    _here.update(tables)


def _round_here(piece: Round) -> list[Outcome]:
    return _round(_here, piece)


def _round(tables: dict[str, Table], piece: Round) -> list[Outcome]:
    table, policy = tables[piece.mission], POLICIES[piece.policy]
    return [table.run(policy, seed, watch=piece.watch) for seed in piece.seeds]


def league(
    pack: Pack,
    missions: Sequence[str],
    policies: Sequence[str],
    runs: int,
    seed: int = 0,
    workers: int = 0,
) -> list[Row]:
    """A row for each bot at each mission.

    Raises:
        Stranded: a bot did not come to the end of a mission.
        NoWayOut: a grid or sheet could not be handed in.
    """
    work = rounds(missions, policies, runs, seed)
    scores: dict[tuple[str, str], list[int]] = {}
    for piece, outcomes in zip(work, played(pack, work, workers), strict=True):
        own = scores.setdefault((piece.mission, piece.policy), [])
        own += [outcome.score for outcome in outcomes]
    return [_row(mission, policy, found) for (mission, policy), found in scores.items()]


def _row(mission: str, policy: str, scores: list[int]) -> Row:
    tenths = quantiles(scores, n=10, method="inclusive") if len(scores) > 1 else scores * 9
    return Row(
        mission=mission,
        policy=policy,
        runs=len(scores),
        median=float(median(scores)),
        p10=round(tenths[0], 1),
        p90=round(tenths[8], 1),
        share_passing=round(sum(score >= PASSING for score in scores) / len(scores), 3),
    )


def breaches(rows: Iterable[Row], scored: Iterable[str], room: float = 0.0) -> list[Breach]:
    """Which rules are broken, in missions that give grades.

    A rule that compares with the blind bot is looked at where it has played too. `room` is how
    far beyond its bounds a bot may come, where it has played few times.
    """
    graded = set(scored)
    wanted = [row for row in rows if row.mission in graded]
    blind = {row.mission: row.median for row in wanted if row.policy == BLIND}
    return [
        Breach(row.mission, row.policy, says, rule.code, rule.remedy)
        for row in wanted
        for rule, says in _broken(row, blind.get(row.mission), room)
    ]


def _broken(row: Row, blind: float | None, room: float) -> Iterator[tuple[Rule, str]]:
    if row.policy == EXPERT:
        if row.median < EXPERT_FROM:
            says = f"The expert comes to {row.median:g}, and has to reach {EXPERT_FROM}."
            yield rules.EXPERT_FALLS_SHORT, says
        return
    if row.median > CEILING + room:
        says = f"{row.policy} comes to {row.median:g}; at most {CEILING} is allowed."
        yield rules.BOT_TOO_GOOD, says
    off = row.median - blind if blind is not None else 0.0
    if POLICIES[row.policy].cue and abs(off) > NEAR + room:
        says = f"{row.policy} comes to {row.median:g}, {off:+g} from {blind:g} of a blind player."
        yield rules.CUE_PAYS, says
