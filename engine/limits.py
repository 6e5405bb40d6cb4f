"""What a mission asks of its design's figures, so that a figure can be shown beside its limit."""

from engine.design.rules import Available, Budget, ErrorRate, Performance, Rule
from engine.frozen import Frozen
from engine.mission import Mission
from engine.phases.changes import design_config
from engine.shared import Shared


class Limit(Frozen):
    """A figure may be at most, or must be at least, so much."""

    value: float
    at_most: bool = True

    def kept_by(self, figure: float) -> bool:
        """Whether a figure is within it."""
        return figure <= self.value if self.at_most else figure >= self.value


def limit_of(
    mission: Mission, shared: Shared, figure: str, rules: tuple[str, ...] = (), phase: str = ""
) -> Limit | None:
    """The limit of a figure, from the rules named, or from any of a design phase: the mission's
    first unless another is given."""
    first = mission.design_phase
    phase = phase or (first.id if first else "")
    rules_now = design_config(mission, phase, shared).rules if phase else ()
    for rule in rules_now:
        if rules and rule.id not in rules:
            continue
        limit = _limits(rule, shared).get(figure)
        if limit:
            return limit
    return limit_of(mission, shared, figure, phase=phase) if rules else None


def _limits(rule: Rule, shared: Shared) -> dict[str, Limit]:
    match rule:
        case Performance():
            return {
                "p95_ms": Limit(value=rule.response_time_ms),
                "goodput_rps": Limit(value=rule.throughput_rps, at_most=False),
            }
        case ErrorRate(request=""):
            return {"error_share": Limit(value=rule.at_most)}
        case Available():
            return {"availability": Limit(value=rule.at_least, at_most=False)}
        case Budget():
            return {"monthly_cost": Limit(value=max(1.0, rule.at_most + shared.budget))}
    return {}
