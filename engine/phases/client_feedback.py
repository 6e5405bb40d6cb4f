"""The client's people answer, requirement by requirement."""

from collections.abc import Iterator
from typing import Literal

from engine import actions as ac
from engine import events as ev
from engine.actions import AnyAction
from engine.events import AnyEvent
from engine.mission import Mission
from engine.phase_config import ClientFeedback
from engine.phases.base import Draft, PhaseState
from engine.rejected import Rejected
from engine.shared import Shared

LISTENING = 2
"""Minutes of mission time that an answer takes."""


class FeedbackState(PhaseState):
    """Whose answers have been heard."""

    kind: Literal["client_feedback"] = "client_feedback"
    heard: tuple[str, ...] = ()


class ClientFeedbackKind:
    """The phase kind `client_feedback`."""

    kind = "client_feedback"

    def begin(self, config: ClientFeedback, shared: Shared) -> FeedbackState:
        return FeedbackState(phase=config.id)

    def opening(self, draft: Draft) -> None:
        draft.play(draft.config.opening, f"{draft.config.id}/opening")

    def decide(self, draft: Draft, action: AnyAction) -> None:
        match action:
            case ac.HearFeedback():
                known = {requirement.id for requirement in draft.mission.requirements}
                if action.requirement not in known:
                    raise Rejected(
                        f"Nobody asked for '{action.requirement}'.", "Hear one that is listed."
                    )
                if action.requirement in draft.own.heard:
                    raise Rejected("That answer is heard.", "Go on to the next.")
                draft.emit(ev.FeedbackHeard(requirement=action.requirement))
                draft.minutes(LISTENING)
            case ac.FinishPhase():
                draft.play(draft.config.closing, f"{draft.config.id}/closing")
                draft.emit(ev.PhaseFinished(phase=draft.config.id))
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
            case ev.PhaseFinished(phase=config.id):
                return own.model_copy(update={"finished": True})
        return own

    def legal(self, draft: Draft) -> Iterator[AnyAction]:
        for requirement in draft.mission.requirements:
            if requirement.id not in draft.own.heard:
                yield ac.HearFeedback(requirement=requirement.id)
                break
        yield ac.FinishPhase()
