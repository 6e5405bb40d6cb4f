"""Gathers what a learner hands in: the playthroughs of one mission, with what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from content.recording import stamp_of
from content.reporting.handed_in import (
    NUMBERS,
    Export,
    FactFound,
    Move,
    PhaseMark,
    Played,
    PromiseMade,
    Verdict,
)
from engine.asking import found_late
from engine.debrief import requirement_verdicts
from engine.log import Row, log_hash, started_of, state_of
from engine.mission import Mission
from engine.promises import promise_lines
from engine.scoring import grade_of, score_mission


def number_of(learner: str, *, anonymous: bool = False) -> int:
    """The number of a learner by what the database calls them."""
    salted = f"{'anonymous' if anonymous else 'named'}/{learner}".encode()
    return int.from_bytes(sha256(salted).digest()[:8], "big") % NUMBERS


def export(
    mission: str,
    player: str,
    learner: str,
    attempts: Iterable[tuple[str, Mission, Sequence[Row]]],
    *,
    anonymous: bool = False,
) -> Export:
    """A learner's file. An attempt is a playthrough's id, its mission as it was then, and its log.

    Raises:
        BrokenLog: a log cannot be read.
    """
    return Export(
        learner=number_of(learner, anonymous=anonymous),
        player="" if anonymous else player,
        mission=mission,
        playthroughs=[played(one, then, rows) for one, then, rows in attempts],
    )


def played(playthrough: str, mission: Mission, rows: Sequence[Row]) -> Played:
    """One playthrough, as it is handed in.

    Raises:
        BrokenLog: its log cannot be read.
    """
    started, state = started_of(rows), state_of(mission, rows)
    shared, done = state.shared, state.status == "completed"
    card = score_mission(mission, state)
    score = state.score if done and mission.scored else None
    return Played(
        playthrough=sha256(playthrough.encode()).hexdigest()[:16],
        status=state.status,
        seed=started.seed,
        revision=started.rev,
        rules=started.rules_version,
        content=stamp_of(mission),
        log=log_hash(rows)[:16],
        actions=len(rows) - 1,
        score=score,
        grade="" if score is None else grade_of(score),
        phases=[PhaseMark(phase=p.phase, score=p.score) for p in card.phases if p.weight],
        moves=[
            Move(phase=c.phase, node=c.node, move=c.move, worth=c.worth) for c in shared.choices
        ],
        facts=[FactFound(fact=f.fact, late=found_late(mission, f)) for f in shared.facts],
        requirements=[
            Verdict(requirement=v.requirement.id, kept=v.kept, known=v.known)
            for v in (requirement_verdicts(mission, state) if done else ())
        ],
        promises=[
            PromiseMade(promise=line.promise.id, state=line.state)
            for line in promise_lines(mission, state)
        ],
        hints=sum(taken for _, taken in shared.hints),
        days_late=card.days_late,
    )
