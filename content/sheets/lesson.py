"""A cut of twenty minutes, and what to ask the room."""

from __future__ import annotations

from collections.abc import Iterator

from content.reporting.tables import decisions
from content.sheets.markdown import cell, flat, table
from content.sheets.time import CUT, cut
from engine.mission import Mission
from engine.phase_config import BoardDecision, ClientFeedback, EmailDiscovery, VideoCall

HEAVIEST = 4
"""Decisions of an inbox, at most, that a cut asks for."""
TALKED = 3
"""Decisions that a debrief has time for."""


def timeline(mission: Mission) -> Iterator[str]:
    """The section on the cut."""
    planned = cut(mission)
    whole = sum(planned.values())
    fits = mission.card.estimated_duration <= CUT
    yield f"## The whole in {whole} minutes" if fits else f"## A cut of {whole} minutes"
    yield ""
    rows, now = [], 0
    for phase in mission.phases:
        if phase.id not in planned:
            continue
        until = now + planned[phase.id]
        rows.append([f"{now} to {until}", *_doing(mission, phase.id)])
        now = until
    rows.append(["then", "Debrief: half as long again, see the questions below.", "The report"])
    yield from table(["minutes", "learners", "projector"], rows)


def _doing(mission: Mission, phase: str) -> list[str]:
    config = mission.phase_by_id[phase]
    code = mission.card.code
    if isinstance(config, EmailDiscovery):
        letters = [one for where, one in decisions(mission) if where == phase]
        heaviest = sorted(letters, key=lambda one: -one.weight)[:HEAVIEST]
        named = [cell(one.subject) for one in config.emails if one in heaviest]
        files = [file.filename for mail in config.emails for file in mail.attachments]
        first = f", open {files[0]} first" if files else ""
        return [
            (
                f"Read and answer{first}; these letters at least: {'; '.join(named)}. Then finish "
                "the inbox."
            ),
            "The clock, and nothing else",
        ]
    if isinstance(config, VideoCall):
        people = ", ".join(mission.name(person) for person in config.participants)
        alone = "Nobody speaks to a neighbour yet."
        return [f"The call with {people}, to its end. {alone}", "The clock"]
    if mission.card.estimated_duration <= CUT:
        heard = isinstance(config, ClientFeedback)
        told = "Hear each of them, then close." if heard else "Draw, run it, hand it in."
        return [told, "The clock"]
    scene = f"`scopecreep play {code} --scene {phase} --seed 2024`"
    if isinstance(config, BoardDecision):
        change = "set two lines that the room names, and look what holds and who gives up what"
        return ["Say which line to set, and to what; one sets it for all.", f"{scene}: {change}"]
    run = "run it as it stands, change one thing that the room names, run it again"
    return ["Say what to draw; one draws for all.", f"{scene}: {run}"]


def _weighty(mission: Mission) -> list[str]:
    """The decisions to talk about, in order: the heaviest letter and the heaviest words, and
    whatever else weighs most."""
    met = [
        (where, node)
        for where, node in decisions(mission)
        if not isinstance(mission.phase_by_id[where], ClientFeedback)
    ]
    asked = sorted(met, key=lambda one: -one[1].weight)
    firsts = {where: node.id for where, node in reversed(asked)}
    chosen = [*firsts.values(), *(n.id for _, n in asked if n.id not in firsts.values())][:TALKED]
    return [node.id for _, node in met if node.id in chosen]


def questions(mission: Mission) -> Iterator[str]:
    """The section on the debrief: what the content gives to ask, and what to listen for."""
    yield "## What to ask the room"
    yield ""
    yield "What happened first, then why, and the score last."
    yield ""
    if mission.scored:
        nodes = " ".join(f"--node {name}" for name in _weighty(mission))
        yield "What the room chose where it weighed most, in the letters and aloud:"
        yield ""
        yield f"    scopecreep report results/ --no-key {nodes}"
        yield ""
    yield "1. What did you know when you answered the first letter, and what did you assume?"
    number = 2
    for fact in mission.facts:
        if fact.must:
            holder = f" {mission.name(fact.who)} held it." if fact.who else ""
            yield (
                f"{number}. Who found “{flat(fact.title)}”, and where?{holder} Where nobody did: "
                f"{flat(fact.missed)}"
            )
            number += 1
    for objective, told in zip(
        mission.card.learning_objectives, mission.debrief.spoke, strict=False
    ):
        first = flat(told[0].says).replace("{runs}", "twice") if told else ""
        yield f"{number}. {objective}: where did you do it? At its best it reads: “{first}”"
        number += 1
    for one in mission.contradictions:
        yield f"{number}. Which two statements could not both be true? {flat(one.means)}"
        number += 1
    yield f"{number}. {flat(mission.debrief.question)} Listen for: {flat(mission.debrief.answer)}"
    yield f"{number + 1}. What will you do on Monday? {flat(mission.debrief.take_with_you)}"
