"""Conditions in words, for those who look into a mission's key."""

from __future__ import annotations

from engine import conditions as co
from engine.conditions import Condition
from engine.mission import Mission


def says(condition: Condition, mission: Mission) -> str:
    """When something holds, as it follows `where` or `if`; '' where it always does."""
    match condition:
        case co.Always():
            return ""
        case co.Known():
            fact = mission.fact_by_id.get(condition.fact)
            return f"'{fact.title if fact else condition.fact}' is known"
        case co.Flagged():
            return f"the flag '{condition.flag.replace('_', ' ')}' is raised"
        case co.Promised() | co.Stands():
            made = next((p for p in mission.promises if p.id == condition.promise), None)
            wording = made.wording.rstrip(".") if made else condition.promise
            state = condition.state if isinstance(condition, co.Stands) else "promised"
            return f"'{wording}' is {state}"
        case co.Kept():
            wanted = next((r for r in mission.requirements if r.id == condition.requirement), None)
            return f"'{wanted.title if wanted else condition.requirement}' is kept"
        case co.OverBudget():
            return f"the design costs more than {condition.percent}% over its budget"
        case co.Opened():
            return f"{condition.source} was opened"
        case co.Chosen():
            what = f" with `{condition.option}`" if condition.option else ""
            return f"`{condition.node}` was answered{what}"
        case co.Floor():
            return f"{mission.name(condition.person)} has had the floor"
        case co.Opens():
            return f"{mission.name(condition.person)} had the floor at trust {condition.trust}"
        case co.Meter():
            how = "is at least" if condition.op == ">=" else "is under"
            return f"{condition.meter} {how} {condition.value}"
        case co.Not():
            return f"not ({says(condition.inner, mission)})"
        case co.AllOf():
            return " and ".join(_inner(one, mission) for one in condition.inner)
        case co.AnyOf():
            return " or ".join(_inner(one, mission) for one in condition.inner)
        case co.Entered():
            item = f" {condition.item}" if condition.item else ""
            return f"the sheet's {condition.field} holds{item or ' something'}"
        case co.Within():
            return f"the sheet keeps {condition.constraint}"
        case co.Compared():
            return "the sheet's figures are so"


def _inner(condition: Condition, mission: Mission) -> str:
    told = says(condition, mission)
    return f"({told})" if isinstance(condition, co.AllOf | co.AnyOf) else told
