"""Playthroughs that stand at one exchange of a call or feedback, whatever led there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine import conditions as c
from engine import events as ev
from engine.actions import FinishPhase
from engine.dialogue import Exchange
from engine.events import AnyEvent
from engine.game import fold
from engine.log import Row, state_of
from engine.mission import Mission
from engine.phase_config import ClientFeedback, VideoCall
from engine.phases import KINDS
from engine.phases.base import Draft
from engine.phases.changes import asked_for, phase_config
from engine.phases.nodes import offered
from engine.shared_changes import evolve_shared
from tests.engine.plays import started
from tests.tui.stage import NowhereStore
from tui.session import Session

Talk = VideoCall | ClientFeedback
Before = tuple[AnyEvent, ...]
SEED = 7


def exchanges(mission: Mission) -> Iterator[tuple[Talk, Exchange]]:
    """Every exchange that waits for the player, with its phase."""
    for phase in mission.phases:
        if isinstance(phase, Talk):
            own = phase.exchanges if isinstance(phase, VideoCall) else phase.answers
            yield from ((phase, exchange) for exchange in own if exchange.options)


def _known(mission: Mission, atom: c.Condition) -> AnyEvent | None:
    """What makes a part of a condition hold; None for what no single event does."""
    match atom:
        case c.Known():
            return ev.FactFound(fact=atom.fact, via="test")
        case c.Flagged():
            return ev.FlagRaised(flag=atom.flag)
        case c.Promised():
            return ev.PromiseMade(promise=atom.promise)
        case c.Opened() if atom.source in mission.email_by_id:
            return ev.MailOpened(mail=atom.source)
        case c.Opened():
            return ev.FileOpened(filename=atom.source)
        case c.Floor():
            return ev.FloorTaken(person=atom.person, trust=100)
        case c.Chosen():
            return ev.Said(node=atom.node, move=atom.option or "silence", worth=0)
    return None


def situations(mission: Mission, exchange: Exchange) -> list[tuple[Before, list[str]]]:
    """What may have happened before an exchange, until each of its answers is offered in one.

    With each stand the answers that it is the first to offer.
    """
    shared = state_of(mission, [started(mission, SEED)]).shared
    tried: list[Before] = [()]
    for option in exchange.options:
        parts = c.atoms(option.needs) if option.needs else ()
        told = [event for atom in parts if (event := _known(mission, atom))]
        tried += [some for n in range(1, len(told) + 1) for some in combinations(told, n)]
    seen: set[str] = set()
    found = []
    for before in tried:
        after = shared
        for event in before:
            after = evolve_shared(after, mission.phases[0].id, event)
        new = [option.id for option in offered(exchange, after) if option.id not in seen]
        if new:
            found.append((before, new))
            seen |= set(new)
    assert seen == {option.id for option in exchange.options}, exchange.id
    return found


def at_node(mission: Mission, phase: Talk, exchange: Exchange, known: Before = ()) -> Session:
    """A log that leads straight to an exchange, past what happened before it."""
    first = started(mission, SEED)
    before: list[AnyEvent] = list(known)
    at = next(n for n, one in enumerate(mission.phases) if one.id == phase.id)
    for past, coming in zip(mission.phases[:at], mission.phases[1 : at + 1], strict=True):
        if past.kind == "system_design":
            before.append(ev.DesignSubmitted(score=50, monthly_cost=1))
        before += [ev.PhaseFinished(phase=past.id), ev.PhaseBegun(phase=coming.id)]
    state = fold(mission, state_of(mission, [first]), tuple(before))
    own, shared = state.phases[-1], state.shared
    config = phase_config(mission, phase.id, shared)
    draft = Draft(mission, config, shared, own, KINDS[phase.kind].evolve, phase_config)
    if isinstance(phase, ClientFeedback):
        for requirement in asked_for(mission, shared):
            draft.emit(ev.FeedbackHeard(requirement=requirement.id))
    draft.emit(ev.ExchangeReached(exchange=exchange.id))
    draft.play(exchange.lines, f"{exchange.id}/lines")
    row = Row(seq=2, action=FinishPhase(), events=(*before, *draft.events))
    return Session(mission, (first, row), NowhereStore())
