"""What a mission asks of a design: rules with partial credit, each in a learner's words.

One module is one rule; `Rule` is the table of all. A new rule is a module and a line there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, get_args

from pydantic import Field

from engine.design.graph import Design
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.outage import ALL_UP, Outage
from engine.design.rules.async_for import AsyncFor
from engine.design.rules.auth_before_store import AuthBeforeStore
from engine.design.rules.available import Available
from engine.design.rules.budget import Budget
from engine.design.rules.cleared_within import ClearedWithin
from engine.design.rules.data_not_in import DataNotIn
from engine.design.rules.drained_within import DrainedWithin
from engine.design.rules.encrypted import Encrypted
from engine.design.rules.error_rate import ErrorRate
from engine.design.rules.forbid_component import ForbidComponent
from engine.design.rules.forbid_edge import ForbidEdge
from engine.design.rules.forbid_setting import ForbidSetting
from engine.design.rules.headroom import Headroom
from engine.design.rules.multi_zone import MultiZone
from engine.design.rules.must_pass import MustPass
from engine.design.rules.no_spof import NoSpof
from engine.design.rules.no_waste import NoWaste
from engine.design.rules.not_saturated import NotSaturated
from engine.design.rules.observed import Observed
from engine.design.rules.path_exists import PathExists
from engine.design.rules.performance import Performance
from engine.design.rules.required_components import RequiredComponents
from engine.design.rules.residency import Residency
from engine.design.rules.retry_safe import RetrySafe
from engine.design.rules.rpo_rto import RpoRto
from engine.design.rules.survives_any import SurvivesAny
from engine.design.rules.view import MET_FROM, RuleBase, Verdict, View

CAPPED_AT, CAP_BELOW = 69, 0.5
"""A required rule below a half caps the design's score (TRAFFIC, rules)."""

Rule = Annotated[
    RequiredComponents
    | ForbidComponent
    | ForbidEdge
    | ForbidSetting
    | PathExists
    | MustPass
    | MultiZone
    | NoSpof
    | Performance
    | NotSaturated
    | ClearedWithin
    | DrainedWithin
    | ErrorRate
    | Available
    | SurvivesAny
    | Budget
    | RpoRto
    | Residency
    | Encrypted
    | AuthBeforeStore
    | DataNotIn
    | AsyncFor
    | Headroom
    | RetrySafe
    | Observed
    | NoWaste,
    Field(discriminator="kind"),
]
KINDS: dict[str, type[RuleBase]] = {
    rule.model_fields["kind"].default: rule for rule in get_args(get_args(Rule)[0])
}
"""Every rule by its kind."""


@lru_cache(maxsize=256)
def judge(
    rules: tuple[Rule, ...],
    design: Design,
    catalogue: Catalogue,
    load: Load,
    budget_moved: int = 0,
    down: frozenset[Outage] = ALL_UP,
) -> tuple[Verdict, ...]:
    """What each rule says of a design under a load, `budget_moved` marks having been added to
    what it may cost, and without what is down."""
    view = View(design, catalogue, load, budget_moved, down)
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
    return CAPPED_AT if capping(verdicts) else 100


def capping(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The required rules that are below a half, and so cap the design."""
    return tuple(v for v in verdicts if v.required and v.score < CAP_BELOW)


__all__ = [
    "CAPPED_AT",
    "CAP_BELOW",
    "KINDS",
    "MET_FROM",
    "AsyncFor",
    "AuthBeforeStore",
    "Available",
    "Budget",
    "DataNotIn",
    "Encrypted",
    "ErrorRate",
    "ForbidComponent",
    "ForbidEdge",
    "ForbidSetting",
    "Headroom",
    "MultiZone",
    "MustPass",
    "NoSpof",
    "NoWaste",
    "NotSaturated",
    "Observed",
    "PathExists",
    "Performance",
    "RequiredComponents",
    "Residency",
    "RetrySafe",
    "RpoRto",
    "Rule",
    "RuleBase",
    "SurvivesAny",
    "Verdict",
    "View",
    "cap_of",
    "capping",
    "judge",
    "total",
]
