"""A saved playthrough as a script that replays to the same events, and scripts as text."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from typing import Any

from ruamel.yaml import YAML

from content.script import Script
from engine import actions as ac
from engine.actions import AnyAction
from engine.game import RULES_VERSION
from engine.log import Row, started_of
from engine.mission import Mission
from engine.promises import promise_lines
from engine.scoring import score_mission
from engine.state import State

BARE: dict[type[ac.Action], str] = {
    ac.StaySilent: "silent",
    ac.Interrupt: "interrupt",
    ac.Undo: "undo",
    ac.Redo: "redo",
    ac.RunTraffic: "traffic",
    ac.SubmitDesign: "submit",
    ac.SubmitBoard: "hand_in",
    ac.UseHint: "hint",
    ac.Abandon: "abandon",
    ac.FinishPhase: "finish",
}
NAMED: dict[type[ac.Action], tuple[str, str]] = {
    ac.OpenEmail: ("open", "mail"),
    ac.LeaveMail: ("leave", "mail"),
    ac.Unpin: ("unpin", "pin"),
    ac.Say: ("say", "option"),
    ac.GiveFloor: ("floor", "person"),
    ac.Remove: ("remove", "node"),
    ac.Unframe: ("unframe", "group"),
    ac.KeepDesign: ("keep", "name"),
    ac.RestoreDesign: ("restore", "name"),
    ac.HearFeedback: ("hear", "requirement"),
    ac.AskLate: ("ask_late", "question"),
}
"""Verbs whose detail is one name, with the field that holds it."""


def step_of(action: AnyAction) -> Any:
    """The step of a script that asks for an action.

    Raises:
        ValueError: no step asks for it: a playthrough starts by itself.
    """
    kind = type(action)
    if kind in BARE:
        return BARE[kind]
    if kind in NAMED:
        verb, field = NAMED[kind]
        return {verb: getattr(action, field)}
    match action:
        case ac.OpenAttachment():
            return {"open": {"attachment": action.filename}}
        case ac.Pin():
            return {"pin": {"in": action.source, "quote": action.quote}}
        case ac.Compare():
            return {"compare": [action.left, action.right]}
        case ac.Reply():
            return {"reply": {"to": action.mail, "with": action.option}}
        case ac.DecideBoard():
            name = f"{action.field}.{action.part}" if action.part else action.field
            value: Any = action.value
            return {"set": {name: {"value": value, "at": action.at} if action.at else value}}
        case ac.JoinTasks():
            return {"join": {action.field: [action.one, action.other]}}
        case ac.Fail() | ac.PutBack():
            what = "zone" if action.what == "zone" else "node"
            return {"fail" if isinstance(action, ac.Fail) else "restore": {what: action.name}}
    return _edit(action)


def verb_of(action: AnyAction) -> str:
    """The verb with which a script asks for an action.

    Raises:
        ValueError: no step asks for it.
    """
    step = step_of(action)
    return step if isinstance(step, str) else str(next(iter(step)))


def _edit(action: AnyAction) -> Any:
    match action:
        case ac.Place():
            at = [action.x, action.y]
            detail: dict[str, Any] = {"kind": action.component, "as": action.node, "at": at}
            return {"place": {**detail, **({"label": action.label} if action.label else {})}}
        case ac.Duplicate():
            at = [action.x, action.y]
            return {"duplicate": {"node": action.source, "as": action.node, "at": at}}
        case ac.Move():
            return {"move": {action.node: [action.x, action.y]}}
        case ac.Configure():
            return {"configure": {action.node: {action.knob: action.value}}}
        case ac.Connect():
            return {"connect": [action.source, action.target]}
        case ac.Disconnect():
            return {"disconnect": [action.source, action.target]}
        case ac.Frame():
            far = [action.x + action.columns - 1, action.y + action.rows - 1]
            corners = {"from": [action.x, action.y], "to": far}
            return {"frame": {"as": action.group, "label": action.label, **corners}}
    raise ValueError(f"no step of a script is '{action.kind}'")


def script_of(
    mission: Mission, state: State, rows: list[Row], completed: dict[str, int]
) -> dict[str, Any]:
    """A playthrough as the document of a script, which expects what it came to.

    `completed` are the best scores of other missions, so that the doors are open.
    """
    started = started_of(rows)
    player = started.player
    start: dict[str, Any] = {
        "flags": [flag for flag in player.flags if flag not in mission.flags],
        "skills": dict(player.skills),
        "trust": dict(player.trust),
        "energy": player.energy,
        "promises": dict(player.promises),
        "completed": completed,
    }
    return {
        "format": 1,
        "recorded": {
            "revision": started.rev,
            "rules": started.rules_version,
            "content": stamp_of(mission),
        },
        "mission": mission.slug,
        "player": {"name": player.name},
        "start": {name: value for name, value in start.items() if value},
        "seed": started.seed,
        "steps": [step_of(row.action) for row in rows[1:]],
        "expect": _came_to(mission, state),
    }


def stamp_of(mission: Mission) -> str:
    """A short fingerprint of a mission's whole content."""
    whole = json.dumps(mission.model_dump(mode="json"), sort_keys=True)
    return sha256(whole.encode()).hexdigest()[:12]


def recorded_elsewhere(script: Script, mission: Mission) -> str:
    """What a script was recorded on, in words, where that is not what it is played on."""
    then = script.recorded
    if then is None:
        return ""
    now = stamp_of(mission)
    if then.rules == RULES_VERSION and then.content in ("", now):
        return ""
    was = f"revision {then.revision} (content {then.content or 'unknown'}, rules {then.rules})"
    return f"it was recorded on {was}; this is content {now}, rules {RULES_VERSION}"


def _came_to(mission: Mission, state: State) -> dict[str, Any]:
    card = score_mission(mission, state)
    lines = promise_lines(mission, state)
    found: dict[str, Any] = {
        "status": state.status,
        "score": card.score if state.score is None else state.score,
        "facts": sorted(state.shared.known),
        "flags": list(state.shared.flags),
        "promises": [made.promise for made in state.shared.promises],
        "kept_promises": [line.promise.id for line in lines if line.state == "kept"],
        "broken_promises": [line.promise.id for line in lines if line.state == "broken"],
    }
    return {name: value for name, value in found.items() if value not in ([], None)}


def text_of(document: dict[str, Any]) -> str:
    """A script's document as YAML: a step a line, quotes where a reader needs them."""
    yaml = YAML()
    yaml.width = 100_000
    yaml.default_flow_style = None
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()
