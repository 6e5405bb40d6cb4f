"""How events change the part of the state that all phases share.

One function an event, found by its class: an action comes to several events, and to ask one
kind after another would take as long as the change itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from engine import events as ev
from engine.events import AnyEvent, Choice
from engine.frozen import made
from engine.shared import (
    Asked,
    Came,
    Changed,
    Chosen,
    Compared,
    Decided,
    Found,
    HandedIn,
    Made,
    Pinned,
    Played,
    Shared,
)
from engine.values import tally, with_tally

Fields = dict[str, object]
"""The fields that are other than before."""


def evolve_shared(shared: Shared, phase: str, event: AnyEvent) -> Shared:
    """The shared state after an event; events of no shared meaning leave it as it is."""
    change = CHANGES.get(type(event))
    return shared.model_copy(update=change(shared, phase, event)) if change else shared


def _minutes(shared: Shared, phase: str, event: ev.MinutesPassed) -> Fields:
    return minutes_passed(shared, event.minutes)


def minutes_passed(shared: Shared, minutes: int) -> Fields:
    """What is other than before once mission time has passed."""
    return {"minute": shared.minute + minutes}


def _meter(shared: Shared, phase: str, event: ev.MeterMoved) -> Fields:
    match event.meter:
        case "trust":
            return {"trust": _clamp(shared.trust + event.by)}
        case "budget":
            return {"budget": shared.budget + event.by}
        case "days":
            return {"ticks": shared.ticks - event.by}
        case "energy":
            return {"energy": _clamp(shared.energy + event.by)}


def _reserve(shared: Shared, phase: str, event: ev.ReserveMoved) -> Fields:
    now = tally(shared.reserve, event.person)
    return {"reserve": with_tally(shared.reserve, event.person, now + event.by)}


def _fact(shared: Shared, phase: str, event: ev.FactFound) -> Fields:
    found = made(Found, fact=event.fact, via=event.via, minute=shared.minute)
    return {"facts": (*shared.facts, found)}


def _flag(shared: Shared, phase: str, event: ev.FlagRaised) -> Fields:
    return {"flags": tuple(sorted({*shared.flags, event.flag}))}


def _promise(shared: Shared, phase: str, event: ev.PromiseMade) -> Fields:
    new = made(Made, promise=event.promise, minute=shared.minute)
    return {"promises": (*shared.promises, new)}


def _unlocked(shared: Shared, phase: str, event: ev.FileUnlocked) -> Fields:
    return {"unlocked": (*shared.unlocked, event.filename)}


def _arrived(shared: Shared, phase: str, event: ev.MailArrived) -> Fields:
    return {"came": (*shared.came, made(Came, mail=event.mail, minute=shared.minute))}


def _mail_opened(shared: Shared, phase: str, event: ev.MailOpened) -> Fields:
    return {"opened": (*shared.opened, event.mail)}


def _file_opened(shared: Shared, phase: str, event: ev.FileOpened) -> Fields:
    return {"opened": (*shared.opened, event.filename)}


def _floor(shared: Shared, phase: str, event: ev.FloorTaken) -> Fields:
    return {"floor": with_tally(shared.floor, event.person, event.trust)}


def _line(shared: Shared, phase: str, event: ev.LinePlayed) -> Fields:
    return lines_played(shared, phase, (event.ref,))


def lines_played(shared: Shared, phase: str, refs: Iterable[str]) -> Fields:
    """What lines leave that are spoken at one minute."""
    return {"transcript": (*shared.transcript, *[_played(shared, phase, ref) for ref in refs])}


def _hint(shared: Shared, phase: str, event: ev.HintTaken) -> Fields:
    return {"hints": with_tally(shared.hints, event.phase, event.number)}


def _design(shared: Shared, phase: str, event: ev.DesignSubmitted) -> Fields:
    handed = made(HandedIn, phase=phase, minute=shared.minute, over=event.over)
    return {"handed_in": (*shared.handed_in, handed)}


def _grid(shared: Shared, phase: str, event: ev.GridChanged) -> Fields:
    changed = made(
        Changed,
        phase=event.phase,
        change=event.change,
        as_it_opens=event.as_it_opens,
        minute=shared.minute,
    )
    return {"changes": (*shared.changes, changed)}


def _late(shared: Shared, phase: str, event: ev.LateAsked) -> Fields:
    asked = made(Asked, question=event.question, phase=phase, minute=shared.minute)
    letter = _played(shared, phase, f"{event.question}/late/you")
    return {"asked": (*shared.asked, asked), "transcript": (*shared.transcript, letter)}


def _judged(shared: Shared, phase: str, event: ev.RequirementsJudged) -> Fields:
    return {"kept": event.kept}


def _board(shared: Shared, phase: str, event: ev.BoardSubmitted) -> Fields:
    handed = made(HandedIn, phase=phase, minute=shared.minute)
    sheet = Decided(phase=phase, numbers=event.numbers, entered=event.entered, kept=event.kept)
    return {"handed_in": (*shared.handed_in, handed), "decided": (*shared.decided, sheet)}


def _pin(shared: Shared, phase: str, event: ev.PinMade) -> Fields:
    pin = made(Pinned, id=event.pin, source=event.source, quote=event.quote, minute=shared.minute)
    return {"pins": (*shared.pins, pin), "next_pin": shared.next_pin + 1}


def _unpin(shared: Shared, phase: str, event: ev.PinDropped) -> Fields:
    return {"pins": tuple(pin for pin in shared.pins if pin.id != event.pin)}


def _pair(shared: Shared, phase: str, event: ev.PairCompared) -> Fields:
    compared = made(
        Compared,
        left=event.left,
        right=event.right,
        contradiction=event.contradiction,
        half=event.half,
        minute=shared.minute,
    )
    return {"compared": (*shared.compared, compared)}


def _choice(shared: Shared, phase: str, event: Choice) -> Fields:
    chosen = made(
        Chosen,
        phase=phase,
        node=event.node,
        move=event.move,
        worth=event.worth,
        minute=shared.minute,
    )
    return {"choices": (*shared.choices, chosen)}


def _words(shared: Shared, phase: str, event: ev.ReplySent | ev.Said) -> Fields:
    spoken = _played(shared, phase, f"{event.node}/{event.move}/you")
    return {**_choice(shared, phase, event), "transcript": (*shared.transcript, spoken)}


def _played(shared: Shared, phase: str, ref: str) -> Played:
    return made(Played, ref=ref, phase=phase, minute=shared.minute)


def _clamp(value: int) -> int:
    return max(0, min(100, value))


CHANGES: dict[type, Callable[[Shared, str, Any], Fields]] = {
    ev.MinutesPassed: _minutes,
    ev.MeterMoved: _meter,
    ev.ReserveMoved: _reserve,
    ev.FactFound: _fact,
    ev.FlagRaised: _flag,
    ev.PromiseMade: _promise,
    ev.FileUnlocked: _unlocked,
    ev.MailArrived: _arrived,
    ev.MailOpened: _mail_opened,
    ev.FileOpened: _file_opened,
    ev.FloorTaken: _floor,
    ev.LinePlayed: _line,
    ev.HintTaken: _hint,
    ev.DesignSubmitted: _design,
    ev.GridChanged: _grid,
    ev.LateAsked: _late,
    ev.RequirementsJudged: _judged,
    ev.BoardSubmitted: _board,
    ev.PinMade: _pin,
    ev.PinDropped: _unpin,
    ev.PairCompared: _pair,
    ev.ReplySent: _words,
    ev.Said: _words,
    ev.MailLeft: _choice,
    ev.FloorGiven: _choice,
    ev.SilenceKept: _choice,
    ev.Interrupted: _choice,
}
"""Every event that changes anything here."""

CAUSES = CHANGES.keys() - {ev.MinutesPassed}
"""Those after which a condition may hold that did not before: none asks for the time."""
