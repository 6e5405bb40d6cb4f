"""The client's people answer, requirement by requirement; then the player answers them."""

from collections.abc import Iterator
from typing import Literal

from engine import actions as ac
from engine import events as ev
from engine.actions import AnyAction
from engine.dialogue import Exchange
from engine.events import AnyEvent
from engine.frozen import made
from engine.mission import Mission
from engine.phase_config import ClientFeedback, Phase
from engine.phases import nodes
from engine.phases.base import Draft, PhaseState
from engine.phases.changes import asked_for
from engine.rejected import Rejected
from engine.shared import Shared

LISTENING = 2
"""Minutes of mission time that an answer takes, the client's or the player's."""


class FeedbackState(PhaseState):
    """Whose answers have been heard, and which of the player's is waited for."""

    kind: Literal["client_feedback"] = "client_feedback"
    heard: tuple[str, ...] = ()
    exchange: str | None = None
    """The exchange that waits for the player's words."""
    passed: tuple[str, ...] = ()


def asks_verdicts(config: Phase) -> bool:
    """Whether anything in a feedback depends on what the work keeps."""
    return isinstance(config, ClientFeedback) and config.asks_verdicts


class ClientFeedbackKind:
    """The phase kind `client_feedback`."""

    kind = "client_feedback"

    def begin(self, config: ClientFeedback, shared: Shared) -> FeedbackState:
        return made(FeedbackState, phase=config.id)

    def opening(self, draft: Draft) -> None:
        draft.play(draft.config.opening, f"{draft.config.id}/opening")
        self._advance(draft)

    def decide(self, draft: Draft, action: AnyAction) -> None:
        match action:
            case ac.HearFeedback():
                self._hear(draft, action.requirement)
            case ac.Say():
                self._say(draft, action.option)
            case ac.StaySilent():
                self._stay_silent(draft)
            case ac.FinishPhase():
                if draft.own.exchange:
                    raise Rejected("They wait for your answer.", "Answer, or let it sit.")
                draft.play(draft.config.closing, f"{draft.config.id}/closing")
                draft.emit(made(ev.PhaseFinished, phase=draft.config.id))
            case _:
                raise Rejected(
                    "The work is handed in.", "Hear what the client says, then the debrief."
                )

    def evolve(
        self, mission: Mission, config: ClientFeedback, own: FeedbackState, event: AnyEvent
    ) -> FeedbackState:
        match event:
            case ev.FeedbackHeard():
                return own.model_copy(update={"heard": (*own.heard, event.requirement)})
            case ev.ExchangeReached():
                passed = (*own.passed, event.exchange)
                return own.model_copy(update={"exchange": event.exchange, "passed": passed})
            case ev.Said() | ev.SilenceKept():
                return own.model_copy(update={"exchange": None})
            case ev.PhaseFinished(phase=config.id):
                return own.model_copy(update={"finished": True})
        return own

    def legal(self, draft: Draft) -> Iterator[AnyAction]:
        exchange = self._present(draft)
        if exchange:
            for option in nodes.awake(draft.mission, exchange, draft.shared):
                yield ac.Say(option=option.id)
            yield ac.StaySilent()
            return
        for requirement in asked_for(draft.mission, draft.shared, draft.config.id):
            if requirement.id not in draft.own.heard:
                yield ac.HearFeedback(requirement=requirement.id)
                break
        yield ac.FinishPhase()

    def _hear(self, draft: Draft, requirement: str) -> None:
        known = asked_for(draft.mission, draft.shared, draft.config.id)
        if requirement not in [one.id for one in known]:
            raise Rejected(f"Nobody asked for '{requirement}'.", "Hear one that is listed.")
        if requirement in draft.own.heard:
            raise Rejected("That answer is heard.", "Go on to the next.")
        draft.emit(made(ev.FeedbackHeard, requirement=requirement))
        draft.minutes(LISTENING)
        self._advance(draft)

    def _present(self, draft: Draft) -> Exchange | None:
        config: ClientFeedback = draft.config
        return next((e for e in config.answers if e.id == draft.own.exchange), None)

    def _waiting(self, draft: Draft) -> Exchange:
        exchange = self._present(draft)
        if exchange is None:
            raise Rejected("Nobody waits for an answer of yours.", "Hear what the client says.")
        return exchange

    def _say(self, draft: Draft, option_id: str) -> None:
        exchange = self._waiting(draft)
        option = nodes.choose(draft.mission, exchange, option_id, draft.shared)
        earned = nodes.worth(exchange.best, option.id, option.worth, draft.shared)
        draft.emit(made(ev.Said, node=exchange.id, move=option.id, worth=earned))
        nodes.carry_out(draft, exchange, option)
        draft.minutes(LISTENING)
        self._advance(draft)

    def _stay_silent(self, draft: Draft) -> None:
        exchange = self._waiting(draft)
        silence = exchange.silence
        otherwise = silence.worth if silence else 0
        earned = nodes.worth(exchange.best, "silence", otherwise, draft.shared)
        draft.emit(made(ev.SilenceKept, node=exchange.id, worth=earned))
        if silence:
            nodes.carry_out_silence(draft, f"{exchange.id}/silence", silence)
        draft.minutes(LISTENING)
        self._advance(draft)

    def _advance(self, draft: Draft) -> None:
        """Comes to the next exchange that holds, once everybody has been heard."""
        config: ClientFeedback = draft.config
        heard, required = draft.own.heard, asked_for(draft.mission, draft.shared, config.id)
        if draft.own.exchange or len(heard) < len(required):
            return
        ids = [exchange.id for exchange in config.answers]
        behind = ids.index(draft.own.passed[-1]) + 1 if draft.own.passed else 0
        for exchange in config.answers[behind:]:
            if exchange.when is None or exchange.when.holds(draft.shared):
                draft.emit(made(ev.ExchangeReached, exchange=exchange.id))
                draft.play(exchange.lines, f"{exchange.id}/lines")
                return
