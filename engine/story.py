"""A playthrough as a story: what was done, hour by hour, and what came of it at once."""

from __future__ import annotations

from typing import Literal

from engine.asking import LATE_PIN
from engine.frozen import Frozen
from engine.mission import Mission
from engine.notebook import PIN
from engine.phase_config import BoardDecision, SystemDesign
from engine.phases import BoardState, StudioState
from engine.phases.board_decision import judged
from engine.phases.changes import design_config
from engine.phases.system_design import figures, verdicts
from engine.shared import Chosen, Shared
from engine.state import State
from engine.texts import LATE, YOU

TURNING_POINT = 50
"""A choice worth less than this may be a turning point."""
MOST_TURNS = 5
"""Choices that are marked at most: the costliest."""


class Moment(Frozen):
    """One entry of the timeline."""

    minute: int
    said: str
    answer: str
    turning: bool = False
    node: str = ""
    kind: Literal["choice", "pair", "find", "design", "late"] = "choice"


def story(mission: Mission, state: State) -> tuple[Moment, ...]:
    """The whole mission in its own time: choices, discoveries, all that was handed in."""
    moments = _marked(mission, state.shared)
    moments += _findings(mission, state.shared)
    designs = [
        (design_config(mission, own.phase, state.shared), own)
        for own in state.phases
        if isinstance(own, StudioState)
    ]
    sheets = [
        (config, own)
        for config, own in zip(mission.phases, state.phases, strict=False)
        if isinstance(config, BoardDecision) and isinstance(own, BoardState)
    ]
    for handed in state.shared.handed_in:
        moments += [
            _sheet_moment(config, own, state.shared, handed.minute)
            for config, own in sheets
            if config.id == handed.phase
        ]
        moments += [
            _design_moment(mission, config, own, state.shared, handed.minute)
            for config, own in designs
            if config.id == handed.phase
        ]
    moments += _late(mission, state.shared)
    return tuple(sorted(moments, key=lambda moment: moment.minute))


def _marked(mission: Mission, shared: Shared) -> list[Moment]:
    """The timeline with the costliest of its poor choices as turning points, and no others."""
    weights: dict[str, int] = {m.id: m.weight for m in mission.email_by_id.values()}
    weights |= {e.id: e.weight for e in mission.exchange_by_id.values()}
    poor = [c for c in shared.choices if c.worth < TURNING_POINT and weights[c.node]]
    poor.sort(key=lambda choice: (choice.worth - 100) * weights[choice.node])
    turns = {(choice.node, choice.minute) for choice in poor[:MOST_TURNS]}
    return [
        moment.model_copy(update={"turning": (moment.node, moment.minute) in turns})
        for moment in timeline(mission, shared)
    ]


def _late(mission: Mission, shared: Shared) -> list[Moment]:
    """Letters that were written after the last conversation."""
    moments = []
    for asked in shared.asked:
        letter = mission.late_by_id[asked.question]
        heard = [
            mission.texts[played.ref]
            for played in shared.transcript
            if played.ref.startswith(f"{letter.id}/{LATE}/") and not played.ref.endswith(f"/{YOU}")
        ]
        first = heard[0] if heard else None
        moments.append(
            Moment(
                minute=asked.minute,
                said=f"You write to {mission.name(letter.to)} once more: {_ended(letter.label)}",
                answer=f"{mission.name(first.who)}: {first.say or first.silence}" if first else "",
                node=letter.id,
                kind="late",
            )
        )
    return moments


def _findings(mission: Mission, shared: Shared) -> list[Moment]:
    """Facts that a pinned passage told."""
    moments = []
    for found in shared.facts:
        if not found.via.startswith((PIN, LATE_PIN)):
            continue
        pin = shared.pin(found.via.partition(":")[2])
        mail = mission.email_by_id.get(pin.source) if pin else None
        source = f"'{mail.subject}'" if mail else pin.source if pin else ""
        if pin and source not in mission.attachment_by_name and not mail:
            source = "what was said"
        moments.append(
            Moment(
                minute=found.minute,
                said=f"You pin a passage of {source}." if source else "You pin a passage.",
                answer=mission.fact_by_id[found.fact].says,
                node=found.fact,
                kind="find",
            )
        )
    return moments


def _design_moment(
    mission: Mission, config: SystemDesign, own: StudioState, shared: Shared, minute: int
) -> Moment:
    found = verdicts(mission, config, own.design, shared)
    met = sum(v.met for v in found)
    cost = figures(mission, config, own.design).monthly_cost
    worst = min(found, key=lambda v: (v.met, v.score - v.required), default=None)
    return Moment(
        minute=minute,
        said=f"You hand in a design for {cost:,.0f} marks a month.",
        answer=(
            f"All {len(found)} of its rules hold."
            if worst is None or worst.met
            else f"{worst.text} {met} of {len(found)} rules hold."
        ),
        turning=any(v.score < TURNING_POINT / 100 for v in found),
        node=config.id,
        kind="design",
    )


def _sheet_moment(config: BoardDecision, own: BoardState, shared: Shared, minute: int) -> Moment:
    """A sheet that was handed in, with what it missed most."""
    found = judged(config, own, shared)
    worst = min(found, key=lambda line: (line.score - 1) * line.weight)
    full = sum(line.score >= 1 for line in found)
    return Moment(
        minute=minute,
        said=f"You hand in '{config.sheet.title}'.",
        answer=(
            f"All {len(found)} lines of its rubric are met."
            if full == len(found)
            else f"{worst.says} {full} of {len(found)} lines of its rubric are met."
        ),
        turning=any(line.score < TURNING_POINT / 100 for line in found),
        node=config.id,
        kind="design",
    )


def timeline(mission: Mission, shared: Shared) -> tuple[Moment, ...]:
    """Choices and discoveries in mission time."""
    moments = [_moment(mission, shared, choice) for choice in shared.choices]
    for compared in shared.compared:
        found = next((c for c in mission.contradictions if c.id == compared.contradiction), None)
        if found:
            said = "You lay two passages side by side. They disagree."
            moments.append(
                Moment(
                    minute=compared.minute,
                    said=said,
                    answer=found.means,
                    node=found.id,
                    kind="pair",
                )
            )
    return tuple(sorted(moments, key=lambda moment: moment.minute))


def _ended(label: str) -> str:
    """A label as a sentence: with a full stop, unless it asks or exclaims."""
    return label if label.endswith(("?", "!", ".")) else f"{label}."


def _moment(mission: Mission, shared: Shared, choice: Chosen) -> Moment:
    mail = mission.email_by_id.get(choice.node)
    node = mail or mission.exchange_by_id[choice.node]
    option = next((o for o in node.options if o.id == choice.move), None)
    if option:
        said = f"Sent: {_ended(option.label)}" if mail else f"“{option.say}”"
    elif choice.move.startswith("floor:"):
        said = f"You give {mission.name(choice.move.removeprefix('floor:'))} the floor."
    elif choice.move == "interrupt":
        said = "You cut in."
    else:
        said = f"'{mail.subject}' gets no answer." if mail else "You let it sit."
    told = [
        mission.texts[played.ref]
        for played in shared.transcript
        if played.ref.startswith(f"{choice.node}/{choice.move}/")
        and not played.ref.endswith(f"/{YOU}")
    ]
    heard = [words for words in told if words.who != "narrator"] or told
    answer = ""
    for words in heard[:1]:
        spoken = words.say or words.silence
        answer = spoken if words.who == "narrator" else f"{mission.name(words.who)}: {spoken}"
    return Moment(
        minute=choice.minute,
        said=said,
        answer=answer,
        turning=choice.worth < TURNING_POINT,
        node=choice.node,
    )
