"""What several kinds of file share: ids, conditions, effects, lines, options."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from content.conditions import parse
from content.tokens import ConditionFault
from engine.conditions import Condition
from engine.dialogue import (
    Aftermath,
    BestWhen,
    Effects,
    Exchange,
    FloorAnswer,
    Line,
    Option,
    Points,
    Silence,
    Unanswered,
)
from engine.frozen import Frozen

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=64)]
Filename = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=80)]
ClockTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Words = Annotated[str, Field(min_length=1)]
Posture = Annotated[str, Field(max_length=22)]
Label = Annotated[str, Field(min_length=1, max_length=70)]


def _condition(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("condition_type", "A condition is a text")
    try:
        return parse(value)
    except ConditionFault as fault:
        raise PydanticCustomError(
            "condition",
            "{message}",
            {"message": fault.message, "offset": fault.offset, "remedy": fault.remedy},
        ) from fault


When = Annotated[
    Condition,
    BeforeValidator(_condition),
    WithJsonSchema({"type": "string", "description": "A condition, e.g. `trust >= 50 and not x`."}),
]


def _points(value: Any) -> Any:
    if isinstance(value, dict):
        return [{"name": name, "value": number} for name, number in value.items()]
    return value


PointsByName = Annotated[
    tuple[Points, ...],
    BeforeValidator(_points),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "integer"}}),
]


def _best(value: Any) -> Any:
    if isinstance(value, str):
        return [{"option": value}]
    if isinstance(value, dict):
        return [{"when": when, "option": option} for when, option in value.items()]
    return value


class BestForm(BestWhen):
    """One case of `best`."""

    when: When = Field(default=BestWhen.model_fields["when"].default)


Best = Annotated[
    tuple[BestForm, ...],
    BeforeValidator(_best),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ]
        }
    ),
]


class EffectsForm(Effects):
    """What a choice or a line does."""

    trust: int = Field(default=0, ge=-100, le=100)
    days: float = Field(default=0, multiple_of=0.25, ge=-20, le=20)
    energy: int = Field(default=0, ge=-100, le=100)
    reserve: PointsByName = ()


class LineForm(Line):
    """A line of a call or of feedback."""

    when: When | None = None
    effects: EffectsForm = EffectsForm()
    posture: Posture = ""


class MailLineForm(LineForm):
    """A message that a reply brings."""

    who: str = Field(alias="from")
    say: str = Field(default="", alias="body")


class AftermathForm(Aftermath):
    """What the debrief says of a choice."""

    happened: Words
    why: Words


def _worth_may_be_left_out(schema: dict[str, Any]) -> None:
    """`worth` is filled in for the option that is best in every case."""
    schema["required"] = [name for name in schema.get("required", ()) if name != "worth"]


class MailOptionForm(Option):
    """A reply."""

    model_config = ConfigDict(json_schema_extra=_worth_may_be_left_out)

    id: Id
    label: Label
    say: Words = Field(alias="letter")
    copy_to: tuple[str, ...] = Field(default=(), alias="copy")
    needs: When | None = None
    effects: EffectsForm = EffectsForm()
    brings: tuple[MailLineForm, ...] = ()
    after: AftermathForm


class CallOptionForm(Option):
    """Something the player may say."""

    model_config = ConfigDict(json_schema_extra=_worth_may_be_left_out)

    id: Id
    say: Label
    needs: When | None = None
    effects: EffectsForm = EffectsForm()
    brings: tuple[LineForm, ...] = ()
    after: AftermathForm


class SilenceForm(Silence):
    """What follows saying nothing, or cutting in."""

    effects: EffectsForm = EffectsForm()
    brings: tuple[LineForm, ...] = ()
    after: AftermathForm


class FloorAnswerForm(FloorAnswer):
    """What one person says when given the floor."""

    effects: EffectsForm = EffectsForm()
    brings: tuple[LineForm, ...] = ()
    after: AftermathForm


class UnansweredForm(Unanswered):
    """What follows leaving a mail."""

    effects: EffectsForm = EffectsForm()
    brings: tuple[MailLineForm, ...] = ()
    after: AftermathForm


def _floors(value: Any) -> Any:
    if isinstance(value, dict):
        return [
            {**answer, "person": person} if isinstance(answer, dict) else answer
            for person, answer in value.items()
        ]
    return value


Floors = Annotated[
    tuple[FloorAnswerForm, ...],
    BeforeValidator(_floors),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "object"}}),
]


class ExchangeForm(Exchange):
    """One turn of a call."""

    id: Id
    when: When | None = None
    lines: tuple[LineForm, ...] = ()
    best: Best = ()
    options: tuple[CallOptionForm, ...] = ()
    silence: SilenceForm | None = None
    floors: Floors = ()
    interrupt: SilenceForm | None = None


def with_worth_of_the_best(data: Any, options: str) -> Any:
    """The node with `worth: 100` on the option that is best in every case, unless it says."""
    if not isinstance(data, dict) or not isinstance(best := data.get("best"), str):
        return data
    moves = data.get(options)
    if not isinstance(moves, list):
        return data
    filled = [
        {"worth": 100, **move} if isinstance(move, dict) and move.get("id") == best else move
        for move in moves
    ]
    return {**data, options: filled}


class Form(Frozen):
    """The base of whole files."""
