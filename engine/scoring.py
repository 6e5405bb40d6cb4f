"""The scorecard: every point, where it came from, where it was lost and where it lay."""

from __future__ import annotations

from typing import Literal

from engine.asking import days_late, found_late
from engine.board import judge
from engine.design.rules import cap_of, capping
from engine.dialogue import Aftermath, Silence
from engine.frozen import Frozen, made
from engine.hints import spent
from engine.mission import Mission
from engine.phase_config import BoardDecision, EmailDiscovery, SystemDesign, VideoCall
from engine.phases import BoardState, CallState, StudioState
from engine.phases.board_decision import judged
from engine.phases.changes import as_played
from engine.phases.system_design import verdicts
from engine.shared import Chosen, Shared
from engine.state import State
from engine.values import Tally, tally

MUST, SHOULD = 3, 1
"""Weights of facts that a design must, or should, be built on (CAMPAIGN, notation)."""
FOUND_LATE = 0.5
"""What a fact is worth that was bought after the last conversation."""
LATE_COST = 3
"""Points of the mission that each whole day beyond the deadline costs (CAMPAIGN, meters)."""
GRADES: tuple[tuple[int, str], ...] = ((95, "A"), (80, "B"), (60, "C"), (0, "D"))

_WEIGHT_OF = {
    "email_discovery": "email_quality",
    "video_call": "video_performance",
    "system_design": "design_accuracy",
    "board_decision": "design_accuracy",
}


class ScoreLine(Frozen):
    """One entry of the scorecard, in points of its phase's rubric."""

    phase: str
    kind: Literal["fact", "decision", "rule", "criterion", "hint"]
    ref: str
    title: str
    earned: float
    possible: float
    reason: str
    where: str = ""
    nodes: tuple[str, ...] = ()


class PhaseScore(Frozen):
    """A phase out of 100, with its lines."""

    phase: str
    kind: str
    score: int
    weight: int
    cap: int = 100
    """The most that the design or sheet could score; under 100 where something required fails."""
    capped_by: tuple[str, ...] = ()
    """What fails of that, in a learner's words."""
    lines: tuple[ScoreLine, ...]


class Scorecard(Frozen):
    """A playthrough's result, explained."""

    score: int
    grade: str
    phases: tuple[PhaseScore, ...]
    days_late: int = 0
    """Whole days beyond the deadline."""
    late_cost: int = 0
    """Points that they took; never more than there were."""

    @property
    def phase_tally(self) -> Tally:
        return tuple(sorted((p.phase, p.score) for p in self.phases if p.weight))


def grade_of(score: int) -> str:
    """A from 95, B from 80, C from 60, D below."""
    return next(letter for least, letter in GRADES if score >= least)


def score_mission(mission: Mission, state: State) -> Scorecard:
    """The scorecard of a playthrough as it stands; phases not begun count nothing yet.

    Repeated phases of one kind share that kind's weight evenly, so that they average; a sheet
    counts as a design.
    """
    scores = tuple(
        _score_phase(mission, state, number)
        for number in range(min(len(mission.phases), len(state.phases)))
    )
    total_weight = sum(p.weight for p in scores)
    weights = {weight_of(p.kind): p.weight for p in scores}
    kinds = {
        name: [p.score for p in scores if weight_of(p.kind) == name]
        for name, weight in weights.items()
        if weight
    }
    spread = sum(weights[kind] for kind in kinds)
    value = sum(weights[k] * sum(v) / len(v) for k, v in kinds.items()) / spread if spread else 0
    score = round(value) if total_weight else 0
    late = days_late(mission, state.shared)
    cost = min(score, LATE_COST * late)
    return made(
        Scorecard,
        score=score - cost,
        grade=grade_of(score - cost),
        phases=scores,
        days_late=late,
        late_cost=cost,
    )


def weight_of(kind: str) -> str:
    """The mission's weight that a kind of phase shares in; nothing where it has none."""
    return _WEIGHT_OF.get(kind, "")


def _score_phase(mission: Mission, state: State, number: int) -> PhaseScore:
    config = as_played(mission, mission.phases[number], state.shared)
    weight = getattr(mission.weights, weight_of(config.kind), 0)
    lines = [*_fact_lines(mission, state.shared, config.id)]
    if isinstance(config, EmailDiscovery | VideoCall):
        lines += _decision_lines(mission, state.shared, config.id)
    own = state.phases[number]
    if isinstance(config, VideoCall) and isinstance(own, CallState) and own.early:
        lines += _unheard_lines(config, own)
    cap, capped_by = 100, tuple[str, ...]()
    if isinstance(config, SystemDesign) and isinstance(own, StudioState):
        found = verdicts(mission, config, own.design, state.shared)
        cap, capped_by = cap_of(found), tuple(v.text for v in capping(found))
        lines += [
            made(
                ScoreLine,
                phase=config.id,
                kind="rule",
                ref=v.rule,
                title=v.text,
                earned=v.weight * v.score,
                possible=v.weight,
                reason=v.text,
                nodes=v.nodes,
            )
            for v in found
        ]
    if isinstance(config, BoardDecision) and isinstance(own, BoardState):
        criteria = judged(config, own, state.shared)
        cap, capped_by = judge.cap_of(criteria), tuple(c.says for c in judge.capping(criteria))
        lines += [
            made(
                ScoreLine,
                phase=config.id,
                kind="criterion",
                ref=line.id,
                title=line.title,
                earned=line.weight * line.score,
                possible=line.weight,
                reason=line.says,
                where=line.where,
            )
            for line in criteria
        ]
    possible = sum([line.possible for line in lines])
    earned = sum([line.earned for line in lines])
    hints = spent(tally(state.shared.hints, config.id))
    score = min(cap, round(100 * earned / possible)) if possible else 0
    if hints:
        lines.append(_hint_line(config.id, hints))
    return made(
        PhaseScore,
        phase=config.id,
        kind=config.kind,
        score=max(0, score - hints),
        weight=weight,
        cap=cap,
        capped_by=capped_by,
        lines=tuple(lines),
    )


def _hint_line(phase: str, cost: int) -> ScoreLine:
    return made(
        ScoreLine,
        phase=phase,
        kind="hint",
        ref="hints",
        title="Hints",
        earned=-cost,
        possible=0,
        reason=f"{cost} points of this phase went on hints.",
    )


def _fact_lines(mission: Mission, shared: Shared, phase: str) -> list[ScoreLine]:
    lines = []
    told = {found.fact: found for found in shared.facts}
    for fact in mission.facts:
        if fact.phase != phase:
            continue
        weight = MUST if fact.must else SHOULD
        known = told.get(fact.id)
        late = known is not None and found_late(mission, known)
        by_letter = " It was asked for late, by letter." if late else ""
        lines.append(
            made(
                ScoreLine,
                phase=phase,
                kind="fact",
                ref=fact.id,
                title=fact.title,
                earned=weight * (FOUND_LATE if late else 1) if known else 0,
                possible=weight,
                reason=f"{fact.says}{by_letter}" if known else fact.missed,
                where=fact.where,
            )
        )
    return lines


def _decision_lines(mission: Mission, shared: Shared, phase: str) -> list[ScoreLine]:
    lines = []
    for choice in shared.choices:
        if choice.phase != phase:
            continue
        node = mission.email_by_id.get(choice.node) or mission.exchange_by_id[choice.node]
        after = aftermath(mission, choice)
        lines.append(
            made(
                ScoreLine,
                phase=phase,
                kind="decision",
                ref=choice.node,
                title=after.happened if after else _unwritten(mission, choice),
                earned=node.weight * choice.worth / 100,
                possible=node.weight,
                reason=after.why if after else "",
            )
        )
    return lines


def _unwritten(mission: Mission, choice: Chosen) -> str:
    """What was done where no author has told of it: a silence or a floor that brought nothing."""
    if choice.move.startswith("floor:"):
        person = mission.name(choice.move.removeprefix("floor:"))
        return f"You gave {person} the floor, who had nothing to add."
    return "You let it sit, and nothing came of it."


def _unheard_lines(config: VideoCall, own: CallState) -> list[ScoreLine]:
    """What a call that ended early never came to: nothing is earned where nobody was left."""
    return [
        made(
            ScoreLine,
            phase=config.id,
            kind="decision",
            ref=exchange.id,
            title="The call was over.",
            earned=0,
            possible=exchange.weight,
            reason="They left before it came to this.",
        )
        for exchange in config.exchanges
        if exchange.options and exchange.when is None and exchange.id not in own.passed
    ]


def aftermath(mission: Mission, choice: Chosen) -> Aftermath | None:
    """What the debrief says of a choice, where its author wrote something."""
    mail = mission.email_by_id.get(choice.node)
    node = mail or mission.exchange_by_id[choice.node]
    option = next((o for o in node.options if o.id == choice.move), None)
    if option:
        return option.after
    if mail:
        return mail.unanswered.after if mail.unanswered else None
    exchange = mission.exchange_by_id[choice.node]
    said: Silence | None = None
    if choice.move == "silence":
        said = exchange.silence
    elif choice.move == "interrupt":
        said = exchange.interrupt
    else:
        said = next((f for f in exchange.floors if f"floor:{f.person}" == choice.move), None)
    return said.after if said else None
