"""Where a cue leaks: what each policy's answer at a node is worth, as blind players found out.

Blind players answer by chance, so the mean of those who took an answer, less the mean of all who
came to the node, is what the answer does to the score, with everything that follows from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pvariance

from content.bots.league import played, rounds
from content.bots.policies import BLIND
from content.bots.seat import Picked
from content.bots.table import Outcome
from content.loader import Pack

SURE = 2.0
"""Standard errors that an effect must exceed."""
LEAST = 0.5
"""Points of the mission's score under which nothing is told."""


@dataclass(frozen=True, slots=True)
class Leak:
    """What following a cue does at one node."""

    mission: str
    node: str
    policy: str
    picks: str
    """The answer that it picks most often."""
    best_share: float
    """How often that is the best move, as things stand then."""
    chance_share: float
    """How often any answer would be."""
    points: float
    """Points of the mission's score gained over chance; negative where the cue misleads."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """One player at a node, and what the mission came to."""

    picked: Picked
    score: int


def leaks(
    pack: Pack, missions: Sequence[str], runs: int, seed: int = 0, workers: int = 0
) -> list[Leak]:
    """What every cue does at every node where it tells, the strongest of each mission first.

    Raises:
        Stranded: a bot did not come to the end of a mission.
        NoWayOut: a grid or sheet could not be handed in.
    """
    work = rounds(missions, [BLIND], runs, seed, watch=True)
    outcomes: dict[str, list[Outcome]] = {}
    for piece, found in zip(work, played(pack, work, workers), strict=True):
        outcomes.setdefault(piece.mission, []).extend(found)
    return [
        leak
        for mission in missions
        for leak in sorted(_of(mission, outcomes[mission]), key=lambda one: -abs(one.points))
    ]


def _of(mission: str, outcomes: Iterable[Outcome]) -> Iterator[Leak]:
    visits: dict[str, list[_Visit]] = {}
    for outcome in outcomes:
        for picked in outcome.picked:
            visits.setdefault(picked.node, []).append(_Visit(picked, outcome.score))
    for node, here in visits.items():
        worth, doubt = _worth(here)
        for policy in dict(here[0].picked.others):
            leak = _leak(mission, node, policy, here, worth)
            unsure = SURE * doubt.get(leak.picks, 0.0)
            if abs(leak.points) >= max(LEAST, unsure):
                yield leak


def _worth(visits: list[_Visit]) -> tuple[dict[str, float], dict[str, float]]:
    """By answer: points over the mean of the node, and their standard error."""
    mean = fmean(visit.score for visit in visits)
    by_option: dict[str, list[int]] = {}
    for visit in visits:
        by_option.setdefault(visit.picked.option, []).append(visit.score)
    worth = {option: fmean(scores) - mean for option, scores in by_option.items()}
    doubt = {
        option: sqrt(pvariance(scores) / len(scores)) if len(scores) > 1 else float("inf")
        for option, scores in by_option.items()
    }
    return worth, doubt


def _leak(
    mission: str, node: str, policy: str, visits: list[_Visit], worth: dict[str, float]
) -> Leak:
    picks = [dict(visit.picked.others)[policy] for visit in visits]
    hits = [pick == visit.picked.best for pick, visit in zip(picks, visits, strict=True)]
    chance = [
        1 / len(v.picked.offered) if v.picked.best in v.picked.offered else 0.0 for v in visits
    ]
    return Leak(
        mission=mission,
        node=node,
        policy=policy,
        picks=Counter(picks).most_common(1)[0][0],
        best_share=round(fmean(hits), 2),
        chance_share=round(fmean(chance), 2),
        points=round(fmean(worth.get(pick, 0.0) for pick in picks), 1),
    )
