"""Sound missions made unsound, which bots that play them, or designs on their grids, must show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from content.bots.policies import EXPERT
from engine.design.rules import Budget
from engine.mission import Mission
from engine.phase_config import SystemDesign
from tests.content.bots.mutants import best_is_longest, nobody_can_know


@dataclass(frozen=True)
class PlayedMutant:
    """One fault, put into a mission."""

    fault: str
    """What was done, as the table of the documents tells it."""
    caught: str
    """The code of the rule that is broken."""
    make: Callable[[Mission], Mission]
    by: str
    """The bot, or the design, that shows it."""
    says: str = ""
    """Words of what is told."""


def with_grid(mission: Mission, **fields: Any) -> Mission:
    """The mission with a grid that is other than it was."""
    phases = tuple(
        phase.model_copy(update=fields) if isinstance(phase, SystemDesign) else phase
        for phase in mission.phases
    )
    return mission.model_copy(update={"phases": phases})


def _budget_alone(mission: Mission) -> Mission:
    grid = mission.design_phase
    assert grid
    kept = tuple(rule for rule in grid.rules if isinstance(rule, Budget))
    return with_grid(mission, rules=kept, changes=())


def _poor(mission: Mission) -> Mission:
    grid = mission.design_phase
    assert grid
    rules = tuple(
        rule.model_copy(update={"at_most": 1_000}) if isinstance(rule, Budget) else rule
        for rule in grid.rules
    )
    return with_grid(mission, rules=rules)


BOTS = (
    PlayedMutant(
        "every best answer is made the longest, whatever is known",
        "cue-pays",
        best_is_longest,
        "longest",
        "of a blind player",
    ),
    PlayedMutant(
        "the longest answer is best in every node of mails and calls",
        "bot-too-good",
        best_is_longest,
        "longest",
        "at most 45 is allowed",
    ),
    PlayedMutant(
        "six facts that count are told by nobody",
        "expert-falls-short",
        lambda mission: nobody_can_know(mission, 6),
        EXPERT,
        "has to reach 95",
    ),
)

LESSONS = (
    PlayedMutant(
        "a rule asks for a thousand marks a month, which no design keeps",
        "reference-loses",
        _poor,
        "reference",
    ),
    PlayedMutant(
        "a lesson is deleted: the grid teaches what nobody needs there",
        "lesson-not-needed",
        lambda mission: with_grid(mission, lesson=("stock_cache", "load_balancer")),
        "without load_balancer",
    ),
    PlayedMutant(
        "the rules of a grid are deleted, all but the budget",
        "untouched-wins",
        _budget_alone,
        "untouched",
    ),
    PlayedMutant(
        "the budget buys everything",
        "money-wins",
        lambda mission: with_grid(mission, budget=1_000_000),
        "everything",
    ),
)
