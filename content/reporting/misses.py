"""What most of a class missed: where a debrief is best begun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.reporting.shapes import FactCount, Miss, NodeCount, RequirementCount
from engine.mission import Mission

TOLD = 5
LEAST_SHARE = 0.25
"""What a smaller part of the class missed is no common miss."""


def misses(
    mission: Mission,
    nodes: Sequence[NodeCount],
    facts: Sequence[FactCount],
    requirements: Sequence[RequirementCount],
    learners: int,
) -> list[Miss]:
    """The most common misses, the most common first.

    Of equally common ones, a fact comes before the decision and the requirement that hang on it.
    """
    found = [
        *_facts(mission, facts, learners),
        *_decisions(mission, nodes),
        *_requirements(requirements),
    ]
    told = [miss for miss in found if miss.count and miss.count >= LEAST_SHARE * learners]
    return sorted(told, key=lambda miss: (-miss.count, miss.of))[:TOLD]


def _facts(mission: Mission, facts: Sequence[FactCount], learners: int) -> Iterator[Miss]:
    for fact in sorted(facts, key=lambda fact: not fact.must):
        yield Miss(
            kind="fact",
            ref=fact.fact,
            says=f"{fact.title} was not found. {mission.fact_by_id[fact.fact].missed}",
            count=learners - fact.found,
            of=learners,
        )


def _decisions(mission: Mission, nodes: Sequence[NodeCount]) -> Iterator[Miss]:
    for node in nodes:
        wrong = [move for move in node.moves if move.count > (move.best_for or 0)]
        if not wrong or node.best is None or not node.scored:
            continue
        taken = max(wrong, key=lambda move: move.count - (move.best_for or 0))
        lure = _lure(mission, node.node, taken.move)
        drawn = f" It draws by {lure}." if lure else ""
        count = taken.count - (taken.best_for or 0)
        yield Miss(
            kind="decision",
            ref=node.node,
            says=f"'{node.title}' ({node.node}) had another best answer. "
            f"Most often: '{taken.words}' ({count}).{drawn}",
            count=node.answered - node.best,
            of=node.answered,
        )


def _lure(mission: Mission, node: str, move: str) -> str:
    known = mission.email_by_id.get(node) or mission.exchange_by_id.get(node)
    option = next((o for o in known.options if o.id == move), None) if known else None
    return (option.lure or "").replace("-", " ") if option else ""


def _requirements(requirements: Sequence[RequirementCount]) -> Iterator[Miss]:
    for wanted in requirements:
        yield Miss(
            kind="requirement",
            ref=wanted.requirement,
            says=f"{wanted.title}, for {wanted.owner}, was not kept.",
            count=wanted.judged - wanted.kept,
            of=wanted.judged,
        )
