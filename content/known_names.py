"""What an expectation may name of a mission, so that a name that is nowhere is told and not taken
for one that is absent."""

from __future__ import annotations

from difflib import get_close_matches

from engine import actions as ac
from engine.actions import AnyAction
from engine.board.standing import addresses
from engine.mission import Mission
from engine.phase_config import BoardDecision, SystemDesign
from engine.state import State


def stranger(mission: Mission, action: AnyAction) -> str:
    """The name in an action that nothing in the mission has; '' where all are known.

    Components, passages and what is entered on a sheet are left to the rules.
    """
    mails, files = set(mission.email_by_id), set(mission.attachment_by_name)
    offers = _offers(mission)
    named: tuple[tuple[str, set[str]], ...] = ()
    match action:
        case ac.OpenEmail() | ac.LeaveMail():
            named = ((action.mail, mails),)
        case ac.OpenAttachment():
            named = ((action.filename, files),)
        case ac.Reply():
            named = ((action.mail, mails), (action.option, offers))
        case ac.Say():
            named = ((action.option, offers),)
        case ac.GiveFloor():
            named = ((action.person, {person.id for person in mission.people}),)
        case ac.HearFeedback():
            named = ((action.requirement, {one.id for one in mission.requirements}),)
        case ac.AskLate():
            named = ((action.question, set(mission.late_by_id)),)
    return next((name for name, known in named if name not in known), "")


def _offers(mission: Mission) -> set[str]:
    """The ids of all answers to mails, and of all that can be said."""
    letters = (o.id for mail in mission.email_by_id.values() for o in mail.options)
    spoken = (o.id for one in mission.exchange_by_id.values() for o in one.options)
    return {*letters, *spoken}


def unknown(mission: Mission, state: State, field: str, name: str) -> bool:
    """Whether a name can be none of what a field speaks of.

    A flag may be one of any mission; it is unknown where it looks like one that this mission or
    the player has.
    """
    known = _known(mission, state, field)
    if field == "entered":
        name = name.partition("=")[0]
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
            return _offers(mission)
        case "changes":
            designs = (phase for phase in mission.phases if isinstance(phase, SystemDesign))
            return {change.id for phase in designs for change in phase.changes}
        case "entered":
            sheets = (phase.sheet for phase in mission.phases if isinstance(phase, BoardDecision))
            fields = [field for sheet in sheets for field in sheet.fields]
            return {name for one in fields for name in (one.id, *addresses(one))}
        case "constraints":
            boards = (phase for phase in mission.phases if isinstance(phase, BoardDecision))
            return {one.id for phase in boards for one in phase.sheet.constraints}
    return None
