"""What the end of a mission shows: verdicts on requirements, the timeline, the one change."""

from __future__ import annotations

from typing import Any

from engine import events as ev
from engine.design import graph
from engine.design.graph import Design
from engine.design.rules import Verdict
from engine.design.traffic import Figures
from engine.events import AnyEvent
from engine.frozen import Frozen
from engine.knowledge import Fact, Requirement
from engine.mission import DesignStep, Mission, OneChange
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from engine.phases.system_design import edited, figures, verdicts
from engine.scoring import aftermath
from engine.shared import Chosen, Shared
from engine.state import State

TURNING_POINT = 50
"""A choice worth less than this is marked as a turning point."""


class RequirementVerdict(Frozen):
    """How a requirement came out."""

    requirement: Requirement
    kept: bool
    known: bool
    """Whether the player had found a fact that tells of it; true where none is needed."""
    why: str
    """What the rules say of it, in a learner's words."""
    nodes: tuple[str, ...]


class Moment(Frozen):
    """One entry of the timeline."""

    minute: int
    said: str
    answer: str
    turning: bool = False
    node: str = ""


class FactLine(Frozen):
    """One hidden requirement, as the debrief lists it."""

    fact: Fact
    found: bool


class ChoiceLine(Frozen):
    """One choice, with what happened and why."""

    chosen: Chosen
    person: str
    happened: str
    why: str


class ChangedFigure(Frozen):
    """One figure as played, and with the change."""

    name: str
    played: float
    changed: float


class ChangeLine(Frozen):
    """The design with one thing changed, under the same load."""

    says: str
    figures: tuple[ChangedFigure, ...]


def submitted_design(mission: Mission, state: State) -> tuple[SystemDesign, Design] | None:
    """The last design phase that has begun, and the design as it stands there."""
    for config, own in zip(
        reversed(mission.phases[: len(state.phases)]), reversed(state.phases), strict=True
    ):
        if isinstance(config, SystemDesign) and isinstance(own, StudioState):
            return config, own.design
    return None


def requirement_verdicts(mission: Mission, state: State) -> tuple[RequirementVerdict, ...]:
    """How every requirement of the client's people came out, in the author's order."""
    design = submitted_design(mission, state)
    by_rule: dict[str, Verdict] = {}
    if design:
        by_rule = {v.rule: v for v in verdicts(mission, *design, state.shared)}
    return tuple(_verdict(r, state.shared, by_rule) for r in mission.requirements)


def _verdict(
    requirement: Requirement, shared: Shared, by_rule: dict[str, Verdict]
) -> RequirementVerdict:
    found = [by_rule[rule] for rule in requirement.rules if rule in by_rule]
    kept = all(v.met for v in found)
    if requirement.holds is not None:
        kept = kept and requirement.holds.holds(shared)
    known = not requirement.facts or any(shared.knows(fact) for fact in requirement.facts)
    failing = [v for v in found if not v.met] or found
    return RequirementVerdict(
        requirement=requirement,
        kept=kept,
        known=known,
        why=" ".join(v.text for v in failing),
        nodes=tuple(node for v in failing for node in v.nodes),
    )


def timeline(mission: Mission, shared: Shared) -> tuple[Moment, ...]:
    """Choices and discoveries in mission time."""
    moments = [_moment(mission, shared, choice) for choice in shared.choices]
    for compared in shared.compared:
        found = next((c for c in mission.contradictions if c.id == compared.contradiction), None)
        if found:
            said = "You lay two passages side by side. They disagree."
            moments.append(Moment(minute=compared.minute, said=said, answer=found.means))
    return tuple(sorted(moments, key=lambda moment: moment.minute))


def _moment(mission: Mission, shared: Shared, choice: Chosen) -> Moment:
    mail = mission.email_by_id.get(choice.node)
    node = mail or mission.exchange_by_id[choice.node]
    option = next((o for o in node.options if o.id == choice.move), None)
    if option:
        said = f"{option.label}." if mail else f"“{option.say}”"
    elif choice.move.startswith("floor:"):
        said = f"You give {mission.name(choice.move.removeprefix('floor:'))} the floor."
    elif choice.move == "interrupt":
        said = "You cut in."
    else:
        said = f"'{mail.subject}' gets no answer." if mail else "You let it sit."
    answer = ""
    for played in shared.transcript:
        if played.ref.startswith(f"{choice.node}/{choice.move}/"):
            words = mission.texts[played.ref]
            if words.who != "you":
                spoken = words.say or words.silence
                answer = (
                    spoken if words.who == "narrator" else f"{mission.name(words.who)}: {spoken}"
                )
                break
    return Moment(
        minute=choice.minute,
        said=said,
        answer=answer,
        turning=choice.worth < TURNING_POINT,
        node=choice.node,
    )


def fact_lines(mission: Mission, shared: Shared) -> tuple[FactLine, ...]:
    """Every hidden requirement and whether it was found."""
    return tuple(FactLine(fact=f, found=shared.knows(f.id)) for f in mission.facts)


def choice_lines(mission: Mission, shared: Shared) -> tuple[ChoiceLine, ...]:
    """What the debrief says of each choice, the costliest first."""
    lines = []
    for choice in shared.choices:
        after = aftermath(mission, choice)
        if after is None:
            continue
        mail = mission.email_by_id.get(choice.node)
        exchange = mission.exchange_by_id.get(choice.node)
        spoken = [line.who for line in exchange.lines if line.who != "narrator"] if exchange else []
        person = mail.sender if mail else (spoken or [mission.client_contact])[-1]
        lines.append(
            ChoiceLine(chosen=choice, person=person, happened=after.happened, why=after.why)
        )
    return tuple(sorted(lines, key=lambda line: line.chosen.worth))


def one_change(mission: Mission, state: State) -> ChangeLine | None:
    """The author's counterfactual that fits this playthrough, evaluated on its design."""
    found = submitted_design(mission, state)
    if found is None:
        return None
    config, design = found
    for change in mission.debrief.changes:
        if not change.when.holds(state.shared):
            continue
        changed = _apply(mission, config, design, change)
        if changed is not None and changed != design:
            before, after = (figures(mission, config, d) for d in (design, changed))
            return ChangeLine(says=change.says, figures=_figures(change, before, after))
    return None


def _figures(change: OneChange, before: Figures, after: Figures) -> tuple[ChangedFigure, ...]:
    return tuple(
        ChangedFigure(name=name, played=getattr(before, name), changed=getattr(after, name))
        for name in change.figures
    )


def _apply(
    mission: Mission, config: SystemDesign, design: Design, change: OneChange
) -> Design | None:
    """The changed design, or None where the played one has not what the change is about."""
    try:
        for step in change.steps:
            for event in _events(step):
                design = edited(mission, config, design, event)
    except graph.Illegal:
        return None
    return design


def _events(step: DesignStep) -> list[AnyEvent]:
    detail: dict[str, Any] = step.detail
    match step.verb:
        case "place":
            return [ev.ComponentPlaced(**detail)]
        case "remove":
            return [ev.ComponentRemoved(**detail)]
        case "configure":
            return [ev.ComponentConfigured(**detail)]
        case "connect":
            return [ev.LinkMade(**detail)]
        case "disconnect":
            return [ev.LinkCut(**detail)]
