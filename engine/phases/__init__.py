"""The phase kinds, in one table."""

from typing import Annotated

from pydantic import Field

from engine.phases.base import PhaseKind
from engine.phases.board_decision import BoardDecisionKind, BoardState
from engine.phases.client_feedback import ClientFeedbackKind, FeedbackState
from engine.phases.email_discovery import EmailDiscoveryKind, InboxState
from engine.phases.system_design import StudioState, SystemDesignKind
from engine.phases.video_call import CallState, VideoCallKind

KINDS: dict[str, PhaseKind] = {
    "email_discovery": EmailDiscoveryKind(),
    "video_call": VideoCallKind(),
    "system_design": SystemDesignKind(),
    "board_decision": BoardDecisionKind(),
    "client_feedback": ClientFeedbackKind(),
}

AnyPhaseState = Annotated[
    InboxState | CallState | StudioState | BoardState | FeedbackState,
    Field(discriminator="kind"),
]

__all__ = [
    "KINDS",
    "AnyPhaseState",
    "BoardState",
    "CallState",
    "FeedbackState",
    "InboxState",
    "StudioState",
]
