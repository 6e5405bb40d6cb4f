"""What a mission asks of a design: rules with partial credit, each in a learner's words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from engine.design.graph import Design
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.rules.cost import Budget, NoWaste
from engine.design.rules.service import (
    AsyncFor,
    Available,
    ErrorRate,
    Headroom,
    NotSaturated,
    Performance,
)
from engine.design.rules.structure import (
    ForbidComponent,
    ForbidEdge,
    MustPass,
    NoSpof,
    PathExists,
    RequiredComponents,
)
from engine.design.rules.view import MET_FROM, RuleBase, Verdict, View

CAPPED_AT, CAP_BELOW = 69, 0.5
"""A required rule below a half caps the design's score (TRAFFIC, rules)."""

Rule = Annotated[
    RequiredComponents
    | ForbidComponent
    | ForbidEdge
    | PathExists
    | MustPass
    | NoSpof
    | Performance
    | NotSaturated
    | ErrorRate
    | Available
    | Budget
    | Headroom
    | AsyncFor
    | NoWaste,
    Field(discriminator="kind"),
]


def judge(
    rules: tuple[Rule, ...],
    design: Design,
    catalogue: Catalogue,
    load: Load,
    budget_moved: int = 0,
) -> tuple[Verdict, ...]:
    """What each rule says of a design under a load, `budget_moved` marks having been added to
    what it may cost."""
    view = View(design, catalogue, load, budget_moved)
    return tuple(_verdict(rule, view) for rule in rules)


def _verdict(rule: Rule, view: View) -> Verdict:
    score, text, nodes = rule.answer(view)
    score = min(1.0, max(0.0, score))
    if rule.text and score < MET_FROM:
        text = f"{rule.text} {text}"
    return Verdict(
        rule=rule.id,
        score=score,
        weight=rule.weight,
        required=rule.required,
        text=text,
        nodes=tuple(dict.fromkeys(nodes)),
    )


def total(verdicts: tuple[Verdict, ...]) -> float:
    """The design's score out of 100, capped where a required rule is below a half."""
    weight = sum(v.weight for v in verdicts)
    if not weight:
        return 0.0
    return min(100 * sum(v.weight * v.score for v in verdicts) / weight, cap_of(verdicts))


def cap_of(verdicts: tuple[Verdict, ...]) -> int:
    """The most that the design can score."""
    failed = any(v.required and v.score < CAP_BELOW for v in verdicts)
    return CAPPED_AT if failed else 100


__all__ = [
    "CAPPED_AT",
    "CAP_BELOW",
    "MET_FROM",
    "AsyncFor",
    "Available",
    "Budget",
    "ErrorRate",
    "ForbidComponent",
    "ForbidEdge",
    "Headroom",
    "MustPass",
    "NoSpof",
    "NoWaste",
    "NotSaturated",
    "PathExists",
    "Performance",
    "RequiredComponents",
    "Rule",
    "RuleBase",
    "Verdict",
    "View",
    "cap_of",
    "judge",
    "total",
]
