"""call.yaml and feedback.yaml: what people say aloud."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from content.forms.parts import (
    CallOptionForm,
    ExchangeForm,
    Form,
    Id,
    LineForm,
    Posture,
    SilenceForm,
    When,
    with_worth_of_the_best,
)
from engine.bands import Band
from engine.knowledge import Reaction, Requirement


def _exchange(value: Any) -> Any:
    return with_worth_of_the_best(value, "options")


class CallForm(Form):
    """A video_call phase."""

    participants: tuple[str, ...] = Field(min_length=1)
    postures: dict[str, Posture] = Field(default_factory=dict)
    note: str = ""
    media_url: str = ""
    captions: str = ""
    bands: dict[str, dict[Band, Annotated[Posture, Field(min_length=1)]]] = Field(
        default_factory=dict
    )
    """What somebody is seen to do as trust comes into a band, in the third person."""
    default_silence: tuple[LineForm, ...] = ()
    default_floor: tuple[LineForm, ...] = ()
    closing: tuple[LineForm, ...] = ()
    early_end: tuple[LineForm, ...] = ()
    exchanges: tuple[Annotated[ExchangeForm, BeforeValidator(_exchange)], ...] = Field(min_length=1)


class ReactionForm(Reaction):
    """How a requirement's owner meets its verdict."""

    word: str = Field(min_length=1, max_length=24)
    say: str = Field(min_length=1)


class RequirementForm(Requirement):
    """Something that the client's people needed."""

    id: Id
    phase: Literal[""] = ""
    """Given by the file in which it stands."""
    holds: When | None = None
    kept: ReactionForm
    broken: ReactionForm


class AnswerForm(ExchangeForm):
    """An exchange in which the player answers for a trade-off; it is never scored."""

    weight: Literal[0] = 0
    options: tuple[CallOptionForm, ...] = Field(min_length=3)
    silence: SilenceForm
    floors: tuple[()] = ()
    interrupt: None = None


class FeedbackForm(Form):
    """A client_feedback phase, and what the client needed."""

    opening: tuple[LineForm, ...] = ()
    closing: tuple[LineForm, ...] = ()
    requirements: tuple[RequirementForm, ...] = ()
    answers: tuple[Annotated[AnswerForm, BeforeValidator(_exchange)], ...] = ()
