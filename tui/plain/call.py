"""The call in plain lines."""

from __future__ import annotations

from engine.actions import FinishPhase, GiveFloor, Interrupt, Say, StaySilent
from engine.dialogue import Exchange
from engine.phase_config import VideoCall
from engine.phases import CallState
from engine.texts import YOU
from tui.call.recording import address, captions, has_recording
from tui.people import full_name, role_line
from tui.plain.desk import Desk, spoken
from tui.plain.menu import Choice, Letter, Menu, answers, ask, pick
from tui.plain.pinning import pin_from

SAY, LEAVE = "say:", "leave"
FLOOR = Letter("f", "give the floor")
SILENT = Letter("s", "let it sit")
CUT_IN = Letter("i", "cut in")
PIN = Letter("p", "pin what was said")
ALL = Letter("t", "transcript")


def opening(desk: Desk, config: VideoCall) -> None:
    """Says who is in the call, and what was said before the player's first move."""
    for person in config.participants:
        desk.voice.say(
            f"In the call: {full_name(desk.mission, person)}, {role_line(desk.mission, person)}."
        )
    if has_recording(config):
        for line in captions(config).splitlines():
            desk.voice.say(f"Caption: {line}")
        if address(config):
            desk.voice.say(f"Recording, for other players: {address(config)}")
    desk.voice.say()
    _transcript(desk, config)


async def play(desk: Desk, config: VideoCall) -> None:
    """One move in the call."""
    own = desk.own(CallState)
    chosen = await ask(desk.voice, _menu(desk, config, own))
    if chosen.startswith(SAY):
        await desk.act(Say(option=chosen.removeprefix(SAY)))
    elif chosen == LEAVE:
        await desk.act(FinishPhase())
    elif chosen == FLOOR.letter:
        people = [(person, full_name(desk.mission, person)) for person in config.participants]
        person = await pick(desk.voice, "Who has the floor?", people)
        if person:
            await desk.act(GiveFloor(person=person))
    elif chosen == SILENT.letter:
        desk.voice.say("You let it sit.")
        await desk.act(StaySilent())
    elif chosen == CUT_IN.letter:
        desk.voice.say("You cut in.")
        await desk.act(Interrupt())
    elif chosen == PIN.letter:
        await _pin(desk, config)
    elif chosen == ALL.letter:
        _transcript(desk, config)
    else:
        await desk.standing(chosen)


def _menu(desk: Desk, config: VideoCall, own: CallState) -> Menu:
    if own.ended:
        return Menu("", (Choice(LEAVE, "Leave the call"),), (PIN, ALL, *desk.letters))
    exchange = _present(config, own)
    choices = answers(desk.mission, exchange, desk.shared, SAY)
    letters = [FLOOR, SILENT, *([CUT_IN] if exchange.interrupt else []), PIN, ALL, *desk.letters]
    return Menu("What do you say?", choices, tuple(letters))


def _present(config: VideoCall, own: CallState) -> Exchange:
    return next(exchange for exchange in config.exchanges if exchange.id == own.exchange)


def _said(desk: Desk, config: VideoCall) -> list[str]:
    return [played.ref for played in desk.shared.transcript if played.phase == config.id]


def _transcript(desk: Desk, config: VideoCall) -> None:
    for ref in _said(desk, config):
        if ref.endswith(f"/{YOU}"):
            desk.voice.say(f"You: {desk.mission.texts[ref].say}")
        else:
            desk.voice.say(spoken(desk.mission, ref))


async def _pin(desk: Desk, config: VideoCall) -> None:
    said = [ref for ref in reversed(_said(desk, config)) if desk.mission.texts[ref].say]
    chosen = await pick(desk.voice, "Whose words?", [(r, spoken(desk.mission, r)) for r in said])
    if chosen:
        await pin_from(desk, chosen)
