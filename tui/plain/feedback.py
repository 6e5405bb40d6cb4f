"""The client's feedback in plain lines."""

from __future__ import annotations

from engine.actions import FinishPhase, HearFeedback, Say, StaySilent
from engine.debrief import RequirementVerdict, requirement_verdicts
from engine.phase_config import ClientFeedback
from engine.phases import FeedbackState
from tui.plain.call import SAY, SILENT
from tui.plain.desk import Desk, spoken
from tui.plain.menu import Choice, Letter, Menu, answers, ask

CLOSE = Letter("f", "close, and go on to the debrief")


def opening(desk: Desk, config: ClientFeedback) -> None:
    """Says what was said before the first answer."""
    for played in desk.shared.transcript:
        if played.phase == config.id:
            desk.voice.say(spoken(desk.mission, played.ref))


async def play(desk: Desk, config: ClientFeedback) -> None:
    """One answer, or the close."""
    own = desk.own(FeedbackState)
    if own.exchange:
        await _answer_them(desk, config, own.exchange)
        return
    by_id = {v.requirement.id: v for v in requirement_verdicts(desk.mission, desk.state, config.id)}
    waiting = [v for v in by_id.values() if v.requirement.id not in own.heard]
    title = f"{len(waiting)} answers are still to come." if waiting else "All have answered."
    following = tuple(
        Choice(v.requirement.id, f"Hear {desk.mission.name(v.requirement.owner)}")
        for v in waiting[:1]
    )
    chosen = await ask(desk.voice, Menu(title, following, (CLOSE, *desk.letters)))
    if chosen == CLOSE.letter:
        await desk.act(FinishPhase())
    elif chosen in by_id:
        if await desk.act(HearFeedback(requirement=chosen)):
            _answer(desk, by_id[chosen])
    else:
        await desk.standing(chosen)


def _answer(desk: Desk, verdict: RequirementVerdict) -> None:
    requirement = verdict.requirement
    reaction = requirement.kept if verdict.kept else requirement.broken
    name = desk.mission.name(requirement.owner)
    desk.voice.say(f"{requirement.title}: {'kept' if verdict.kept else 'not kept'}.")
    if requirement.limit:
        desk.voice.say(f"Asked was: {requirement.limit}")
    if not verdict.kept and not verdict.known and requirement.unasked:
        desk.voice.say(f"{name}: {requirement.unasked}")
    desk.voice.say(f"{name}: {reaction.say}")
    if reaction.aside:
        desk.voice.say(f"({reaction.aside})")
    if verdict.why:
        desk.voice.say(verdict.why)


async def _answer_them(desk: Desk, config: ClientFeedback, exchange_id: str) -> None:
    """The player answers for a trade-off."""
    exchange = next(one for one in config.answers if one.id == exchange_id)
    choices = answers(desk.mission, exchange, desk.shared, SAY)
    chosen = await ask(desk.voice, Menu("What do you say?", choices, (SILENT, *desk.letters)))
    if chosen.startswith(SAY):
        await desk.act(Say(option=chosen.removeprefix(SAY)))
    elif chosen == SILENT.letter:
        desk.voice.say("You let it sit.")
        await desk.act(StaySilent())
    else:
        await desk.standing(chosen)
