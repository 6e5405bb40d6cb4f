"""How a mission's minutes fall to its phases."""

from __future__ import annotations

from content.reporting.tables import decisions
from engine.mission import Mission
from engine.phase_config import BoardDecision, EmailDiscovery, SystemDesign

WORDS_A_MINUTE = 220
DECIDING, BUILDING = 0.6, 10.0
"""Minutes that a decision and a grid or sheet take."""
CUT = 20
"""Minutes of a cut."""
IN_A_CUT = {"email_discovery": 9, "video_call": 7, "system_design": 4, "board_decision": 4}
"""How the minutes of a cut fall to kinds of phases; feedback belongs to the debrief."""


def minutes(mission: Mission) -> dict[str, int]:
    """Whole minutes for each phase, which together are the mission's own estimate."""
    effort = {phase.id: _effort(mission, phase.id) for phase in mission.phases}
    return _shared(effort, mission.card.estimated_duration)


def cut(mission: Mission) -> dict[str, int]:
    """Whole minutes for each phase that a cut of twenty minutes plays; a mission that is no longer
    than that is played whole."""
    if mission.card.estimated_duration <= CUT:
        return minutes(mission)
    parts = {p.id: float(IN_A_CUT[p.kind]) for p in mission.phases if p.kind in IN_A_CUT}
    return _shared(parts, CUT)


def _effort(mission: Mission, phase: str) -> float:
    """Minutes of reading, deciding and building, as they would be at an even pace."""
    config = mission.phase_by_id[phase]
    asked = [node for where, node in decisions(mission) if where == phase]
    options = [option for node in asked for option in node.options]
    words = sum(len((option.label or option.say).split()) for option in options)
    words += len(config.brief.split())
    if isinstance(config, EmailDiscovery):
        words += sum(len(mail.body.split()) for mail in config.emails)
        words += sum(len(file.body.split()) for mail in config.emails for file in mail.attachments)
    for node in asked:
        words += sum(len(line.say.split()) for line in getattr(node, "lines", ()))
    for part in ("opening", "closing"):
        words += sum(len(line.say.split()) for line in getattr(config, part, ()))
    building = BUILDING if isinstance(config, SystemDesign | BoardDecision) else 0.0
    return words / WORDS_A_MINUTE + DECIDING * len(asked) + building


def _shared(parts: dict[str, float], whole: int) -> dict[str, int]:
    """Whole minutes in the proportion of the parts, at least one each, whose sum is the whole."""
    total = sum(parts.values())
    exact = {name: whole * part / total for name, part in parts.items()}
    given = {name: max(1, int(share)) for name, share in exact.items()}
    while sum(given.values()) != whole:
        step = 1 if sum(given.values()) < whole else -1
        able = [name for name in given if step > 0 or given[name] > 1]
        if not able:
            break
        given[max(able, key=lambda name: step * (exact[name] - given[name]))] += step
    return given
