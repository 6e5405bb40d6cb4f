"""Checks of who takes part in a call, of options that lead to others, and of weights."""

from __future__ import annotations

from content.fitting import Fitted, parts
from content.folder import MissionFolder
from content.forms.call import CallForm
from content.lint import case_rules as rules
from content.lint.decisions import Decision, decisions
from content.problem import Report
from engine.dialogue import Line, Option

NOBODY = ("narrator", "you")
"""Who speaks and is no person."""
WEIGHED = {
    "email_quality": ("email_discovery",),
    "video_performance": ("video_call",),
    "design_accuracy": ("system_design", "board_decision"),
}
"""The kinds of phase that each weight is for."""


def check_calls(mission: MissionFolder, report: Report) -> None:
    """Checks calls, chains of options, and the weights of a mission."""
    for call in mission.calls.values():
        _there(call, report)
        if call.form.media_url and not call.form.captions.strip():
            message = "There is something to be heard, and nothing to be read of it."
            report.add(rules.NO_CAPTIONS, call.place(("media_url",)), message)
    for node in decisions(mission):
        _circle(node, report)
    _weights(mission, report)
    _facts(mission, report)


def _there(call: Fitted[CallForm], report: Report) -> None:
    there = {*call.form.participants, *NOBODY}
    for path, part in parts(call.form):
        if isinstance(part, Line) and part.who not in there:
            message = f"'{part.who}' speaks, and takes no part in this call."
            report.add(rules.NOT_IN_CALL, call.place((*path, "who")), message)
        elif isinstance(part, Option) and part.floor and part.floor not in there:
            message = f"'{part.id}' gives the floor to '{part.floor}', who takes no part here."
            report.add(rules.NOT_IN_CALL, call.place((*path, "floor")), message)


def _circle(node: Decision, report: Report) -> None:
    leads = {option.id: option.then for option in node.options if option.then}
    for number, option in enumerate(node.options):
        seen: list[str] = []
        current = leads.get(option.id)
        while current and current not in seen:
            seen.append(current)
            current = leads.get(current)
        if option.id in seen:
            message = f"'{option.id}' leads back to itself."
            report.add(rules.CIRCLE, node.option_place(number), message)


def _weights(mission: MissionFolder, report: Report) -> None:
    card = mission.mission
    if card is None or not card.form.scored:
        return
    played = {phase.kind for phase in card.form.phases}
    for name, kinds in WEIGHED.items():
        weight = getattr(card.form.weights, name)
        there = not played.isdisjoint(kinds)
        if there is (weight > 0):
            continue
        what = " or ".join(kinds)
        message = (
            f"There is a {what}, and it counts for nothing."
            if there
            else f"{weight} of 100 points are for a {what}, and there is none."
        )
        report.add(rules.WEIGHTLESS, card.place(("weights",), key=True), message)


def _facts(mission: MissionFolder, report: Report) -> None:
    card = mission.mission
    if card is None:
        return
    kinds = {phase.id or phase.kind: phase.kind for phase in card.form.phases}
    for number, fact in enumerate(card.form.facts):
        if kinds.get(fact.phase) in ("system_design", "board_decision", "client_feedback"):
            message = f"'{fact.id}' counts in '{fact.phase}', where nobody asks."
            report.add(rules.FACT_ELSEWHERE, card.place(("facts", number, "phase")), message)
