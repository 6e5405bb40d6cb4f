"""What the end of a mission shows: verdicts on requirements, the timeline, the one change."""

from __future__ import annotations

from collections.abc import Callable

from engine.design import graph
from engine.design.graph import Design
from engine.design.rules import Verdict
from engine.design.traffic import Figures
from engine.frozen import Frozen
from engine.knowledge import Fact, Requirement
from engine.limits import Limit, limit_of
from engine.mission import Mission, OneChange
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from engine.phases.changes import asked_for, design_config
from engine.phases.design_edits import edited, step_event
from engine.phases.system_design import figures, verdicts
from engine.scoring import aftermath
from engine.shared import Chosen, Shared
from engine.state import State


class RequirementVerdict(Frozen):
    """How a requirement came out."""

    requirement: Requirement
    kept: bool
    known: bool
    """Whether the player had found a fact that tells of it; true where none is needed."""
    why: str
    """What the rules say of it, in a learner's words."""
    nodes: tuple[str, ...]
    limit: Limit | None = None
    """What may be asked of its figure, where it has one."""


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
    limit: Limit | None = None


class ChangeLine(Frozen):
    """The design with one thing changed, under the same load."""

    says: str
    figures: tuple[ChangedFigure, ...]
    config: SystemDesign
    played: Design
    changed: Design


class ObjectiveLine(Frozen):
    """A learning objective, and what in this playthrough spoke to it."""

    objective: str
    says: str = ""


Handed = tuple[SystemDesign, Design]
"""A design, and its phase as choices have changed it."""


def submitted_design(mission: Mission, state: State, phase: str = "") -> Handed | None:
    """The last design phase that has begun, or one by its id, with its design."""
    for own in reversed(state.phases):
        if isinstance(own, StudioState) and phase in ("", own.phase):
            return design_config(mission, own.phase, state.shared), own.design
    return None


def requirement_verdicts(
    mission: Mission, state: State, feedback: str = ""
) -> tuple[RequirementVerdict, ...]:
    """How every requirement of the client's people came out, in the author's order; of a feedback,
    those that are heard in it.

    Each is held against the design of its own part; one whose part has not begun is left out.
    """
    by_rule = _by_rule(mission, state)
    return tuple(
        _verdict(mission, r, state.shared, by_rule, _design_for(mission, state, r))
        for r in asked_for(mission, state.shared, feedback)
        if _has_begun(mission, state, r)
    )


def kept_requirements(mission: Mission, state: State) -> tuple[str, ...]:
    """The requirements that the work keeps, each its own part's, in the author's order."""
    by_rule = _by_rule(mission, state)
    return tuple(
        r.id
        for r in asked_for(mission, state.shared)
        if _has_begun(mission, state, r)
        and _kept(r, state.shared, by_rule(_design_for(mission, state, r)))
    )


def _has_begun(mission: Mission, state: State, requirement: Requirement) -> bool:
    """Whether the work that a requirement is about has begun."""
    return mission.part_work.get(requirement.phase, -1) < len(state.phases)


def _design_for(mission: Mission, state: State, requirement: Requirement) -> Handed | None:
    """The design that a requirement is held against."""
    work = mission.part_work.get(requirement.phase)
    if work is None:
        return submitted_design(mission, state)
    return submitted_design(mission, state, mission.phases[work].id)


ByRule = Callable[[Handed | None], dict[str, Verdict]]


def _by_rule(mission: Mission, state: State) -> ByRule:
    """The verdicts on a design by rule; each design is judged once."""
    known: dict[str, dict[str, Verdict]] = {}

    def found(handed: Handed | None) -> dict[str, Verdict]:
        if handed is None:
            return {}
        name = handed[0].id
        if name not in known:
            known[name] = {v.rule: v for v in verdicts(mission, *handed, state.shared)}
        return known[name]

    return found


def _kept(requirement: Requirement, shared: Shared, by_rule: dict[str, Verdict]) -> bool:
    found = all(by_rule[rule].met for rule in requirement.rules if rule in by_rule)
    return found and (requirement.holds is None or requirement.holds.holds(shared))


def _verdict(
    mission: Mission,
    requirement: Requirement,
    shared: Shared,
    verdicts_on: ByRule,
    handed: Handed | None,
) -> RequirementVerdict:
    by_rule = verdicts_on(handed)
    found = [by_rule[rule] for rule in requirement.rules if rule in by_rule]
    kept = all(v.met for v in found)
    failing = [v for v in found if not v.met] or found
    if requirement.holds is not None:
        holds = requirement.holds.holds(shared)
        failing = failing if holds or not kept else []
        kept = kept and holds
    known = not requirement.facts or any(shared.knows(fact) for fact in requirement.facts)
    named = tuple(dict.fromkeys(node for v in failing for node in v.nodes))
    phase = handed[0].id if handed else ""
    return RequirementVerdict(
        requirement=requirement,
        kept=kept,
        known=known,
        why=" ".join(v.text for v in failing),
        nodes=named or _concerned(mission, requirement, handed),
        limit=limit_of(mission, shared, requirement.figure, requirement.rules, phase),
    )


def _concerned(
    mission: Mission, requirement: Requirement, handed: Handed | None
) -> tuple[str, ...]:
    """The components that a requirement's rules are about, where no rule finds fault with one."""
    if handed is None:
        return ()
    config, design = handed
    names: list[str] = []
    for rule in config.rules:
        if rule.id in requirement.rules:
            told = rule.model_dump(include={"components", "component", "target", "via"})
            for value in told.values():
                names += [value] if isinstance(value, str) else value
    kinds = [(node.id, mission.catalogue.kind(node.kind)) for node in design.nodes]
    return tuple(node for node, kind in kinds if any(kind.answers_to(name) for name in names))


def objective_lines(mission: Mission, state: State) -> tuple[ObjectiveLine, ...]:
    """Each learning objective with what spoke to it, where its author wrote something."""
    runs = sum(own.runs for own in state.phases if isinstance(own, StudioState))
    often = {0: "not once", 1: "once", 2: "twice"}.get(runs, f"{runs} times")
    lines = []
    for number, objective in enumerate(mission.card.learning_objectives):
        chain = mission.debrief.spoke[number : number + 1]
        spoken = next((s for s in (chain[0] if chain else ()) if s.when.holds(state.shared)), None)
        says = spoken.says.replace("{runs}", often) if spoken else ""
        lines.append(ObjectiveLine(objective=objective, says=says))
    return tuple(lines)


def fact_lines(mission: Mission, shared: Shared) -> tuple[FactLine, ...]:
    """Every hidden requirement and whether it was found."""
    return tuple(FactLine(fact=f, found=shared.knows(f.id)) for f in mission.facts)


def choice_lines(mission: Mission, shared: Shared) -> tuple[ChoiceLine, ...]:
    """What the debrief says of each choice, the costliest first; what is not scored comes last."""
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
    unscored = {one.id for one in mission.exchange_by_id.values() if not one.weight}
    return tuple(sorted(lines, key=lambda line: (line.chosen.node in unscored, line.chosen.worth)))


def one_change(mission: Mission, state: State) -> ChangeLine | None:
    """The author's counterfactual that fits this playthrough, evaluated on its design."""
    for change in mission.debrief.changes:
        found = submitted_design(mission, state, change.phase)
        if found is None or not change.when.holds(state.shared):
            continue
        config, design = found
        changed = _apply(mission, config, design, change)
        if changed is not None and changed != design:
            before, after = (figures(mission, config, d) for d in (design, changed))
            return ChangeLine(
                says=change.says,
                figures=_figures(mission, state.shared, config.id, change, before, after),
                config=config,
                played=design,
                changed=changed,
            )
    return None


def _figures(
    mission: Mission,
    shared: Shared,
    phase: str,
    change: OneChange,
    before: Figures,
    after: Figures,
) -> tuple[ChangedFigure, ...]:
    return tuple(
        ChangedFigure(
            name=name,
            played=getattr(before, name),
            changed=getattr(after, name),
            limit=limit_of(mission, shared, name, phase=phase),
        )
        for name in change.figures
    )


def _apply(
    mission: Mission, config: SystemDesign, design: Design, change: OneChange
) -> Design | None:
    """The changed design, or None where the played one has not what the change is about."""
    free = config.model_copy(update={"edits": None})
    try:
        for step in change.steps:
            design = edited(mission, free, design, step_event(step))
    except graph.Illegal:
        return None
    return design
