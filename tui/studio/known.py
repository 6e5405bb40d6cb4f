"""What the player may know of the goals: what the brief states, and what was found out.

A rule is known where the mission says that the brief states it, or where a fact was found
that tells of a requirement with this rule. Nothing else is shown before the feedback.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.design.rules import Available, ErrorRate, Performance, Rule, Verdict
from engine.knowledge import Requirement
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.system_design import verdicts
from engine.shared import Shared
from tui.figures import milliseconds, per_second, percent
from tui.studio.scene import Scene

WELL_ANSWERED = 0.995
"""Share of requests answered from which a performance rule counts them as all."""

NOT_BY_DRAWING = "The drawing does its part; what was said and promised does not."


@dataclass(frozen=True)
class Goals:
    """The goals that are known; None where one is not."""

    p95_ms: float | None = None
    answered: float | None = None
    availability: float | None = None


@dataclass(frozen=True)
class Tick:
    """One thing that is known to be needed, and whether the design does it."""

    met: bool
    text: str
    why: str
    judged: bool = True
    """False where nothing is measured yet."""


def known_rules(mission: Mission, config: SystemDesign, shared: Shared) -> tuple[Rule, ...]:
    """The rules that the brief states or a found fact tells of."""
    known = set(config.known_without_asking)
    for requirement in mission.requirements_of(config.id):
        if any(shared.knows(fact) for fact in requirement.facts):
            known |= set(requirement.rules)
    return tuple(rule for rule in config.rules if rule.id in known)


def goals(scene: Scene) -> Goals:
    """The goals of the gauges, from the known rules."""
    p95 = answered = available = None
    for rule in known_rules(scene.mission, scene.config, scene.shared):
        if isinstance(rule, Performance):
            p95, answered = rule.response_time_ms, max(answered or 0, WELL_ANSWERED)
        elif isinstance(rule, ErrorRate) and not rule.request:
            answered = max(answered or 0, 1 - rule.at_most)
        elif isinstance(rule, Available):
            available = rule.at_least
    return Goals(p95, answered, available)


def ticks(scene: Scene) -> tuple[Tick, ...]:
    """What is known to be needed, with how it stands: in the words of a requirement where all of
    it is known, else in those of the rules that are."""
    rules = known_rules(scene.mission, scene.config, scene.shared)
    wanted = {rule.id for rule in rules}
    said = {
        verdict.rule: verdict
        for verdict in verdicts(scene.mission, scene.config, scene.turned, scene.shared)
        if verdict.rule in wanted
    }
    found: list[Tick] = []
    told: set[str] = set()
    for requirement in scene.mission.requirements_of(scene.config.id):
        spoken = [said[rule] for rule in requirement.rules if rule in said]
        if spoken and _known(requirement, scene):
            told |= {verdict.rule for verdict in spoken}
            text = requirement.limit or requirement.title
            found.append(_tick(text, spoken, _stands(requirement, scene.shared)))
    if not scene.measured:
        stated = [_asked(rule) for rule in rules if rule.id not in told]
        asked = (*(tick.text for tick in found), *(text for text in stated if text))
        return tuple(Tick(False, text, scene.unmeasured, judged=False) for text in asked)
    rest = [said[rule.id] for rule in rules if rule.id not in told]
    return (*found, *(_tick(verdict.text, [verdict]) for verdict in rest))


def _asked(rule: Rule) -> str:
    """What a rule of the brief asks, where nothing is measured; empty where figures say it all."""
    match rule:
        case Performance():
            quick = milliseconds(rule.response_time_ms)
            return f"p95 at most {quick}, at {per_second(rule.throughput_rps)}."
        case ErrorRate():
            whose = f" of {rule.request}" if rule.request else ""
            return f"At most {percent(rule.at_most, 2)}{whose} fail."
        case Available():
            return f"Available {percent(rule.at_least, 2)}."
    return ""


def _known(requirement: Requirement, scene: Scene) -> bool:
    """Whether a requirement's own words are known: a rule that is shared tells only itself."""
    if not requirement.facts or any(scene.shared.knows(fact) for fact in requirement.facts):
        return True
    return set(requirement.rules) <= set(scene.config.known_without_asking)


def _stands(requirement: Requirement, shared: Shared) -> bool:
    """Whether what no design rule shows holds too; not told before its requirement is known."""
    known = not requirement.facts or any(shared.knows(fact) for fact in requirement.facts)
    return not known or requirement.holds is None or requirement.holds.holds(shared)


def _tick(text: str, spoken: list[Verdict], stands: bool = True) -> Tick:
    missed = [verdict.text for verdict in spoken if not verdict.met]
    if not stands:
        missed.append(NOT_BY_DRAWING)
    return Tick(not missed, text, missed[0] if missed else "")
