"""What feedbacks have told of the work before each further phase of a mission."""

from __future__ import annotations

from content.assembly import mails_of
from content.folder import MissionFolder


def heard_before(mission: MissionFolder) -> dict[int, frozenset[str]]:
    """For each file of a phase, by its identity, the requirements that were heard before it."""
    heard: set[str] = set()
    found: dict[int, frozenset[str]] = {}
    for phase in mission.mission.form.phases if mission.mission else ():
        feedback = mission.feedbacks.get(phase.name)
        if feedback:
            heard |= {requirement.id for requirement in feedback.form.requirements}
            continue
        for store in (mission.calls, mission.designs, mission.boards):
            if phase.name in store:
                found[id(store[phase.name])] = frozenset(heard)
        if phase.kind == "email_discovery":
            for name in mails_of(mission, phase):
                found[id(mission.mails[name].fitted)] = frozenset(heard)
    return found
