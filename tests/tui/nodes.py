"""Playthroughs that stand at one exchange of a call or feedback, whatever led there."""

from __future__ import annotations

from collections.abc import Iterator

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
from tests.engine.plays import started
from tests.tui.stage import NowhereStore
from tui.session import Session

Talk = VideoCall | ClientFeedback


def exchanges(mission: Mission) -> Iterator[tuple[Talk, Exchange]]:
    """Every exchange that waits for the player, with its phase."""
    for phase in mission.phases:
        if isinstance(phase, Talk):
            own = phase.exchanges if isinstance(phase, VideoCall) else phase.answers
            yield from ((phase, exchange) for exchange in own if exchange.options)


def _known(mission: Mission) -> Iterator[AnyEvent]:
    yield from (ev.FactFound(fact=fact.id, via="test") for fact in mission.facts)
    yield from (ev.FlagRaised(flag=flag) for flag in mission.flags)
    yield from (ev.PromiseMade(promise=promise.id) for promise in mission.promises)


def at_node(mission: Mission, phase: Talk, exchange: Exchange, *, knowing: bool) -> Session:
    """A log that leads straight to an exchange; with all that can be known, or with nothing."""
    first = started(mission, 7)
    before: list[AnyEvent] = list(_known(mission)) if knowing else []
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
