"""What comes next in a demo, in a few words."""

from __future__ import annotations

from content.demo import Beat, Hold, Meanwhile, Note, Scene, Show
from content.script import Act, ComparePins, DropPin, Press
from engine import actions as ac
from engine.mission import Mission

PLAIN = {
    "interrupt": "cut in",
    "stay_silent": "let it sit",
    "run_traffic": "run the traffic",
    "submit_design": "hand the design in",
    "submit_board": "hand the sheet in",
    "undo": "undo",
    "redo": "redo",
    "use_hint": "ask for a hint",
    "finish_phase": "finish the phase",
}


def says(beat: Beat, mission: Mission) -> str:
    """What a step is, in a few words; empty for one that shows nothing."""
    match beat:
        case Scene():
            return "rewind" if beat.back_to else beat.title
        case Hold():
            return f"ask: {beat.ask}"
        case Note():
            return "speak" if beat.say else ""
        case Press():
            return "look"
        case Meanwhile():
            return "meanwhile"
        case Show():
            return "the promise ledger" if beat.what == "promises" else "what the room said"
        case ComparePins():
            return "lay two pins side by side"
        case DropPin():
            return "take a pin off"
        case Act():
            return _action(beat.action, mission)
        case _:
            return ""


def _action(action: ac.AnyAction, mission: Mission) -> str:
    match action:
        case ac.OpenEmail():
            mail = mission.email_by_id.get(action.mail)
            return f"open '{mail.subject}'" if mail else "open a mail"
        case ac.OpenAttachment():
            return f"open {action.filename}"
        case ac.Reply():
            return "answer the mail"
        case ac.LeaveMail():
            return "send nothing"
        case ac.Pin():
            return "pin a passage"
        case ac.Say():
            return "say it"
        case ac.GiveFloor():
            return f"give {mission.name(action.person)} the floor"
        case ac.Place():
            return f"place {_kind(action.component)}"
        case ac.Remove():
            return f"remove {action.node}"
        case ac.Configure():
            return f"set {action.node}: {action.knob} {action.value}"
        case ac.Connect():
            return f"connect {action.source} to {action.target}"
        case ac.Disconnect():
            return f"cut {action.source} from {action.target}"
        case ac.HearFeedback():
            return "hear the next answer"
        case _:
            return PLAIN.get(action.kind, action.kind.replace("_", " "))


def _kind(component: str) -> str:
    article = "an" if component[:1] in "aeiou" else "a"
    return f"{article} {component.replace('_', ' ')}"
