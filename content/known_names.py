"""What an expectation may name of a mission, so that a name that is nowhere is told and not taken
for one that is absent."""

from __future__ import annotations

from difflib import get_close_matches

from engine.mission import Mission
from engine.phase_config import BoardDecision, SystemDesign
from engine.state import State


def unknown(mission: Mission, state: State, field: str, name: str) -> bool:
    """Whether a name can be none of what a field speaks of.

    A flag may be one of any mission; it is unknown where it looks like one that this mission or
    the player has.
    """
    known = _known(mission, state, field)
    if known is None or name in known:
        return False
    return field != "flags" or bool(nearest(mission, state, field, name))


def nearest(mission: Mission, state: State, field: str, name: str) -> str:
    """The known name that looks most like it; '' where none does."""
    near = get_close_matches(name, sorted(_known(mission, state, field) or ()), n=1, cutoff=0.75)
    return near[0] if near else ""


def _known(mission: Mission, state: State, field: str) -> set[str] | None:
    """All names of a field; None where they are not known here."""
    player = state.shared.player
    match field:
        case "facts":
            return set(mission.fact_by_id)
        case "flags":
            return {*mission.flags, *player.flags}
        case "promises" | "kept_promises" | "broken_promises":
            made = (promise.id for promise in mission.promises)
            due = (one.promise for one in mission.dues)
            return {*made, *due, *(name for name, _ in player.promises)}
        case "opened":
            return {*mission.email_by_id, *mission.attachment_by_name}
        case "arrived" | "unread":
            return set(mission.email_by_id)
        case "requirements":
            return {requirement.id for requirement in mission.requirements}
        case "offers":
            letters = (o.id for mail in mission.email_by_id.values() for o in mail.options)
            spoken = (o.id for one in mission.exchange_by_id.values() for o in one.options)
            return {*letters, *spoken}
        case "changes":
            designs = (phase for phase in mission.phases if isinstance(phase, SystemDesign))
            return {change.id for phase in designs for change in phase.changes}
        case "constraints":
            boards = (phase for phase in mission.phases if isinstance(phase, BoardDecision))
            return {one.id for phase in boards for one in phase.sheet.constraints}
    return None
