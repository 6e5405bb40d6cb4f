"""call.yaml and feedback.yaml: what people say aloud."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from content.forms.parts import (
    ExchangeForm,
    Form,
    Id,
    LineForm,
    Posture,
    When,
    with_worth_of_the_best,
)
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
    holds: When | None = None
    kept: ReactionForm
    broken: ReactionForm


class FeedbackForm(Form):
    """A client_feedback phase, and what the client needed."""

    opening: tuple[LineForm, ...] = ()
    closing: tuple[LineForm, ...] = ()
    requirements: tuple[RequirementForm, ...] = ()
