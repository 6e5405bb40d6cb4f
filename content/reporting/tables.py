"""Counts what a class chose, found and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles

from content.reporting.folder import Learner, counted
from content.reporting.handed_in import Move, Played, cleaned
from content.reporting.shapes import (
    FactCount,
    LearnerLine,
    MissionReport,
    MoveCount,
    NodeCount,
    RequirementCount,
    Spread,
)
from content.reporting.words import says
from engine.dialogue import Exchange
from engine.mail import Email
from engine.mission import Mission
from engine.phase_config import ClientFeedback

BEST = 100
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Seat:
    """A learner in the class, with the playthrough that counts."""

    name: str
    learner: Learner
    played: Played


def seats(
    everybody: Sequence[Learner], names: dict[int, str], which: str
) -> tuple[list[Seat], list[Learner]]:
    """Who counts, by name, and whose file has nothing to count."""
    taken, idle = [], []
    for learner in everybody:
        one = counted(learner, which)
        if one is None:
            idle.append(learner)
        else:
            taken.append(Seat(names[learner.number], learner, one))
    return sorted(taken, key=lambda seat: seat.name.casefold()), idle


def tabled(mission: Mission, class_: Sequence[Seat], *, key: bool) -> MissionReport:
    """A mission, as a class played it; without the key, nothing tells what is right."""
    from content.reporting.misses import misses

    plays = [seat.played for seat in class_]
    nodes = list(_nodes(mission, plays, key))
    facts = list(_facts(mission, plays, key))
    told = [fact for fact in facts if key or fact.found]
    requirements = _requirements(mission, plays) if key else []
    return MissionReport(
        mission=mission.slug,
        code=mission.card.code,
        title=mission.card.title,
        learners=len(class_),
        completed=sum(one.status == "completed" for one in plays),
        with_key=key,
        seeds=len({one.seed for one in plays}),
        grades=dict(sorted(Counter(one.grade for one in plays if one.grade).items())),
        spreads=list(_spreads(mission, plays)),
        nodes=nodes,
        facts=told,
        facts_held_back=len(facts) - len(told),
        requirements=requirements,
        misses=misses(mission, nodes, facts, requirements, len(class_)) if key else [],
        people=[_line(seat, key) for seat in class_],
    )


def decisions(mission: Mission) -> Iterator[tuple[str, Email | Exchange]]:
    """Every mail and exchange that asks for an answer, with its phase, in the author's order."""
    for phase in mission.phases:
        for name in ("emails", "exchanges", "answers"):
            for node in getattr(phase, name, ()):
                if node.options:
                    yield phase.id, node


def _nodes(mission: Mission, plays: Sequence[Played], key: bool) -> Iterator[NodeCount]:
    answers: dict[str, list[Move]] = {}
    for one in plays:
        for move in {move.node: move for move in one.moves}.values():
            answers.setdefault(move.node, []).append(move)
    for phase, node in decisions(mission):
        given = answers.pop(node.id, [])
        if given:
            yield _node(mission, phase, node, given, key)
    for name, given in answers.items():  # of other content, which this game does not have
        yield _unknown(name, given, key)


def _node(
    mission: Mission, phase: str, node: Email | Exchange, given: Sequence[Move], key: bool
) -> NodeCount:
    best: dict[str, str] = {}
    for case in node.best:
        when = says(case.when, mission) or (ALWAYS if len(node.best) == 1 else "otherwise")
        best[case.option] = f"{best[case.option]}; or {when}" if case.option in best else when
    counts = Counter(move.move for move in given)
    ways = list(dict.fromkeys([*(option.id for option in node.options), *best, *counts]))
    if not key:  # what nobody took and no page offers would give the answer away
        ways = [way for way in ways if way in counts or any(o.id == way for o in node.options)]
    title, asked = _heading(mission, node)
    return NodeCount(
        node=node.id,
        phase=phase,
        title=title,
        asked=asked,
        scored=not isinstance(mission.phase_by_id[phase], ClientFeedback),
        answered=len(given),
        best=sum(move.worth == BEST for move in given) if key else None,
        moves=[
            MoveCount(
                move=way,
                words=_words(mission, node, way),
                count=counts[way],
                share=round(counts[way] / len(given), 4),
                best=best.get(way) if key else None,
                best_for=_best_for(way, given) if key else None,
                worth=_worth(way, given) if key else None,
            )
            for way in ways
        ],
    )


def _unknown(name: str, given: Sequence[Move], key: bool) -> NodeCount:
    counts = Counter(move.move for move in given)
    return NodeCount(
        node=name,
        phase=given[0].phase,
        title=name,
        asked="not in this game's content",
        scored=True,
        answered=len(given),
        best=sum(move.worth == BEST for move in given) if key else None,
        moves=[
            MoveCount(
                move=way,
                words=way,
                count=count,
                share=round(count / len(given), 4),
                best=None,
                best_for=_best_for(way, given) if key else None,
                worth=_worth(way, given) if key else None,
            )
            for way, count in counts.items()
        ],
    )


def _best_for(way: str, given: Sequence[Move]) -> int:
    return sum(move.move == way and move.worth == BEST for move in given)


def _worth(way: str, given: Sequence[Move]) -> float | None:
    earned = [move.worth for move in given if move.move == way]
    return round(fmean(earned), 1) if earned else None


def _heading(mission: Mission, node: Email | Exchange) -> tuple[str, str]:
    """What a decision answers to, and where it was asked."""
    if isinstance(node, Email):
        return node.subject, f"mail from {mission.name(node.sender)}"
    spoken = [line for line in node.lines if line.who != "narrator" and line.say]
    if not spoken:
        return node.id.replace("-", " "), "call"
    last = spoken[-1]
    return last.say, f"{mission.name(last.who)}, aloud"


def _words(mission: Mission, node: Email | Exchange, way: str) -> str:
    for option in node.options:
        if option.id == way:
            return option.label or option.say
    if way == "silence":
        return "(sent nothing)" if isinstance(node, Email) else "(stayed silent)"
    if way == "interrupt":
        return "(cut in)"
    if way.startswith("floor:"):
        return f"(gave {mission.name(way.removeprefix('floor:'))} the floor)"
    return way


def _facts(mission: Mission, plays: Sequence[Played], key: bool) -> Iterator[FactCount]:
    found = [{fact.fact: fact.late for fact in one.facts} for one in plays]
    for fact in mission.facts:
        late = [one[fact.id] for one in found if fact.id in one]
        yield FactCount(
            fact=fact.id,
            title=fact.title,
            must=fact.must,
            phase=fact.phase,
            found=len(late),
            late=sum(late),
            share=round(len(late) / len(plays), 4),
            where=fact.where if key else None,
        )


def _requirements(mission: Mission, plays: Sequence[Played]) -> list[RequirementCount]:
    """The requirements that were asked of anybody."""
    lines = []
    for wanted in mission.requirements:
        own = [v for one in plays for v in one.requirements if v.requirement == wanted.id]
        if own:
            lines.append(
                RequirementCount(
                    requirement=wanted.id,
                    title=wanted.title,
                    owner=mission.name(wanted.owner),
                    judged=len(own),
                    kept=sum(verdict.kept for verdict in own),
                    known=sum(verdict.known for verdict in own),
                )
            )
    return lines


def _spreads(mission: Mission, plays: Sequence[Played]) -> Iterator[Spread]:
    done = [one for one in plays if one.score is not None]
    whole = [one.score for one in done if one.score is not None]
    if not whole:
        return
    yield spread("mission", whole)
    for phase in mission.phases:
        own = [mark.score for one in done for mark in one.phases if mark.phase == phase.id]
        if own:
            yield spread(phase.id, own)


def spread(of: str, scores: Sequence[int]) -> Spread:
    """The quartiles of scores, of which there is at least one."""
    low, middle, high = (
        quantiles(scores, n=4, method="inclusive") if len(scores) > 1 else [scores[0]] * 3
    )
    return Spread(
        of=of,
        count=len(scores),
        lowest=min(scores),
        quarter=round(low, 1),
        median=round(middle, 1),
        three_quarters=round(high, 1),
        highest=max(scores),
    )


def _line(seat: Seat, key: bool) -> LearnerLine:
    one = seat.played
    name = cleaned(seat.name)
    return LearnerLine(
        learner=str(name),
        status=one.status,
        score=one.score,
        grade=one.grade,
        phases={mark.phase: mark.score for mark in one.phases},
        facts=len({fact.fact for fact in one.facts}),
        best=sum(move.worth == BEST for move in one.moves) if key else None,
        moves=len(one.moves),
        answers={move.node: move.move for move in one.moves},
        kept=sum(verdict.kept for verdict in one.requirements),
        requirements=len(one.requirements),
        promises_broken=sum(made.state == "broken" for made in one.promises),
        hints=one.hints,
        days_late=one.days_late,
        attempts=len(seat.learner.played),
        seed=one.seed,
    )
