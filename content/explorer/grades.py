"""Scores and grades with their witnesses: conversations joined with designs, by the engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from content.explorer.envelope import End, Envelope
from content.explorer.outcomes import Outcome
from content.explorer.witness import (
    Astray,
    Player,
    Unfit,
    replayed,
    script,
    walked,
    works_of,
)
from content.script import Script
from engine.mission import Mission
from engine.scoring import GRADES, Scorecard, grade_of

SPREAD = 24
"""Conversations between the worst and the best that are joined with designs."""
ENOUGH_PLAYS = 160
"""Plays by the engine at most."""


@dataclass(frozen=True)
class Measured:
    """A playthrough that the engine played, with its script."""

    score: int
    grade: str
    phases: tuple[tuple[str, int], ...]
    text: str


@dataclass(frozen=True)
class Grades:
    """The least, the most, and one playthrough for each grade."""

    lowest: int = 0
    highest: int = 0
    phases: tuple[tuple[str, int, int], ...] = ()
    """Phase, its least and its most."""
    witnesses: tuple[Measured, ...] = ()
    """One for each grade that was found, the best first; then the lowest and the highest."""
    missing: tuple[str, ...] = ()
    astray: tuple[str, ...] = ()
    plays: int = 0


@dataclass
class _Tally:
    """What the plays came to so far."""

    by_grade: dict[str, Measured] = field(default_factory=dict)
    lowest: Measured | None = None
    highest: Measured | None = None
    phases: dict[str, tuple[int, int]] = field(default_factory=dict)
    astray: list[str] = field(default_factory=list)
    plays: int = 0

    def add(self, one: Measured) -> None:
        """Counts a play in."""
        self.plays += 1
        self.by_grade.setdefault(one.grade, one)
        if self.lowest is None or one.score < self.lowest.score:
            self.lowest = one
        if self.highest is None or one.score > self.highest.score:
            self.highest = one
        for phase, score in one.phases:
            low, high = self.phases.get(phase, (score, score))
            self.phases[phase] = (min(low, score), max(high, score))


def measured(
    mission: Mission,
    scores: Envelope,
    works: dict[str, tuple[Outcome, ...]],
    live: frozenset[str],
    scripts: Sequence[Script] = (),
) -> Grades:
    """Plays conversations with designs on the engine until every grade has its witness; what the
    walkthroughs score is among what is told."""
    if not scores.ends or not mission.scored:
        return Grades()
    tally = _Tally()
    chosen = _spread(scores)
    samples = list(works_of(works)) or [{}]
    for end in (chosen[0], chosen[-1]):
        for work in samples:
            _play(mission, end, work, live, tally)
    for end in chosen:
        for work in samples:
            if len(tally.by_grade) == len(GRADES) or tally.plays >= ENOUGH_PLAYS:
                break
            _play(mission, end, work, live, tally)
    for walkthrough in scripts:
        found = walked(mission, walkthrough)
        if found:
            tally.add(_one(*found))
    for end in scores.ends:
        for phase, score in end.scores:
            low, high = tally.phases.get(phase, (score, score))
            tally.phases[phase] = (min(low, score), max(high, score))
    return _grades(tally)


def _spread(scores: Envelope) -> list[End]:
    """Conversations from the best to the worst."""
    ranked = sorted(scores.ends, key=lambda end: end.talks, reverse=True)
    step = max(1, (len(ranked) - 1) // SPREAD)
    return [*ranked[:-1:step], ranked[-1]]


def _play(
    mission: Mission, end: End, work: dict[str, Outcome], live: frozenset[str], tally: _Tally
) -> None:
    try:
        player, card = replayed(mission, end.keys, work, live)
    except Unfit:
        return
    except Astray as astray:
        tally.astray.append(str(astray))
        return
    for phase, score in end.scores:
        if dict(card.phase_tally).get(phase, score) != score:
            tally.astray.append(
                f"'{phase}' was found to score {score}, and scores {dict(card.phase_tally)[phase]}."
            )
    tally.add(_one(player, card))


def _one(player: Player, card: Scorecard) -> Measured:
    return Measured(card.score, grade_of(card.score), card.phase_tally, script(player, card))


def _grades(tally: _Tally) -> Grades:
    order = [grade for _, grade in GRADES]
    found = [tally.by_grade[grade] for grade in order if grade in tally.by_grade]
    ends = [one for one in (tally.lowest, tally.highest) if one is not None]
    return Grades(
        lowest=tally.lowest.score if tally.lowest else 0,
        highest=tally.highest.score if tally.highest else 0,
        phases=tuple((name, low, high) for name, (low, high) in sorted(tally.phases.items())),
        witnesses=(*found, *ends),
        missing=tuple(grade for grade in order if grade not in tally.by_grade),
        astray=tuple(dict.fromkeys(tally.astray)),
        plays=tally.plays,
    )


def files(grades: Grades) -> Iterator[tuple[str, str]]:
    """The scripts to write, with their names."""
    if not grades.witnesses:
        return
    names = [one.grade for one in grades.witnesses[:-2]] + ["lowest", "highest"]
    for name, one in zip(names, grades.witnesses, strict=True):
        yield f"{name if len(name) > 1 else f'grade-{name.lower()}'}.yaml", one.text
