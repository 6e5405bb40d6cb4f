"""board.yaml: a decision sheet."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from content.forms.parts import EffectsForm, Form, Id, LineForm, When, Words
from content.sums import parse_sum
from content.tokens import ConditionFault
from engine.board import fields as b
from engine.conditions import Always
from engine.expressions import Expression

ShortLabel = Annotated[str, Field(min_length=1, max_length=40)]


def _sum(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise PydanticCustomError("sum_type", "A sum is a number or a text")
    try:
        return parse_sum(str(value))
    except ConditionFault as fault:
        raise PydanticCustomError(
            "sum",
            "{message}",
            {"message": fault.message, "offset": fault.offset, "remedy": fault.remedy},
        ) from fault


Sum = Annotated[
    Expression,
    BeforeValidator(_sum),
    WithJsonSchema(
        {"type": ["string", "number"], "description": "A sum, e.g. `discovery + scope.price`."}
    ),
]


def _labels(value: Any) -> Any:
    """Ids alone stand for things that are called so."""
    if isinstance(value, list):
        return [{"id": each, "label": each} if isinstance(each, str) else each for each in value]
    return value


class LabelForm(b.Label):
    """A state, a person or a right."""

    id: Id
    label: ShortLabel
    when: When | None = None


Labels = Annotated[
    tuple[LabelForm, ...],
    BeforeValidator(_labels),
    Field(min_length=1),
    WithJsonSchema(
        {
            "type": "array",
            "minItems": 1,
            "items": {"anyOf": [{"type": "string"}, LabelForm.model_json_schema()]},
        }
    ),
]


class SheetOptionForm(b.Option):
    """Something to choose, or that is in or out."""

    id: Id
    label: ShortLabel
    when: When | None = None
    columns: Annotated[
        b.Columns,
        WithJsonSchema({"type": "object", "additionalProperties": {"type": "number"}}),
    ] = ()


class AmountForm(b.Amount):
    """A number between bounds."""

    id: Id
    label: ShortLabel
    when: When | None = None


class ThresholdForm(b.Threshold):
    """A criterion with its bound."""

    id: Id
    label: ShortLabel
    when: When | None = None


class ChoiceForm(b.ChoiceField):
    """One of a few."""

    id: Id
    label: ShortLabel
    when: When | None = None
    options: tuple[SheetOptionForm, ...] = Field(min_length=2)


class SeveralForm(b.Several):
    """Items, each in one of a few states."""

    id: Id
    label: ShortLabel
    when: When | None = None
    states: Labels = (LabelForm(id="in", label="in"), LabelForm(id="out", label="out"))
    items: tuple[SheetOptionForm, ...] = Field(min_length=1)


class OwnersForm(b.Owners):
    """Rights, each with one person who is accountable."""

    id: Id
    label: ShortLabel
    when: When | None = None
    rights: Labels
    people: Labels


class MessagePartForm(b.MessagePart):
    """One side of a message."""

    id: Id
    label: ShortLabel
    options: tuple[SheetOptionForm, ...] = Field(min_length=2)


class MessageForm(b.Message):
    """A message whose parts must fit together."""

    id: Id
    label: ShortLabel
    when: When | None = None
    parts: tuple[MessagePartForm, ...] = Field(min_length=1)


class TaskForm(b.Task):
    """A piece of work for the line."""

    id: Id
    label: ShortLabel
    short: str = Field(default="", max_length=10)
    when: When | None = None


class JoinForm(b.Join):
    """Two tasks that are one job."""

    task: TaskForm
    when: When | None = None


class MarkForm(b.Mark):
    """A date or a stretch of time on the line."""

    label: ShortLabel
    when: When | None = None


class PeriodForm(b.Period):
    """A stretch of the line."""

    id: Id
    label: Annotated[str, Field(min_length=1, max_length=12)]


def _start(value: Any) -> Any:
    return sorted(value.items()) if isinstance(value, dict) else value


class SequenceForm(b.Sequence):
    """Tasks in order on a line with so much capacity a period."""

    id: Id
    label: ShortLabel
    when: When | None = None
    periods: tuple[PeriodForm, ...] = Field(min_length=1)
    tasks: tuple[TaskForm, ...] = Field(min_length=1)
    joins: tuple[JoinForm, ...] = ()
    marks: tuple[MarkForm, ...] = ()
    start: Annotated[
        tuple[tuple[str, tuple[str, ...]], ...],
        BeforeValidator(_start),
        WithJsonSchema({"type": "object"}),
    ] = ()


AnyFieldForm = Annotated[
    AmountForm | ThresholdForm | ChoiceForm | SeveralForm | OwnersForm | MessageForm | SequenceForm,
    Field(discriminator="kind"),
]


class SectionForm(b.Section):
    """Fields under one heading."""

    id: Id
    title: Annotated[str, Field(min_length=1, max_length=20)]
    fields: tuple[AnyFieldForm, ...] = Field(min_length=1)


class EstimateForm(b.Estimate):
    """What a job may cost, by three points."""

    id: Id


class FigureForm(b.Figure):
    """A number that follows from the fields."""

    id: Id
    value: Sum


class GaugeForm(b.Gauge):
    """What a constraint measures."""

    value: Sum
    of: Sum | None = None


class ConstraintForm(b.Constraint):
    """Something that should hold of the sheet."""

    id: Id
    title: Annotated[str, Field(min_length=1, max_length=44)]
    short: str = Field(default="", max_length=24)
    holds: When
    near: When | None = None
    gauge: GaugeForm | None = None
    when: When | None = None


class LossCaseForm(b.LossCase):
    """What somebody would lose."""

    when: When = Field(default=Always())
    says: Words


class LossForm(b.Loss):
    """What one person would lose."""

    asked: When | None = None
    cases: tuple[LossCaseForm, ...] = Field(min_length=1)


class RubricCaseForm(b.RubricCase):
    """What a criterion earns, and why."""

    when: When = Field(default=Always())
    says: Words


class CriterionForm(b.Criterion):
    """One line of the rubric."""

    id: Id
    title: Words
    cases: tuple[RubricCaseForm, ...] = Field(min_length=1)


class OutcomeForm(b.Outcome):
    """What handing the sheet in does."""

    when: When = Field(default=Always())
    effects: EffectsForm = EffectsForm()


class BoardForm(Form):
    """A board_decision phase."""

    title: Annotated[str, Field(min_length=1, max_length=40)]
    sections: tuple[SectionForm, ...] = Field(min_length=1)
    estimates: tuple[EstimateForm, ...] = ()
    figures: tuple[FigureForm, ...] = ()
    constraints: tuple[ConstraintForm, ...] = ()
    losses: tuple[LossForm, ...] = ()
    rubric: tuple[CriterionForm, ...] = Field(min_length=1)
    outcomes: tuple[OutcomeForm, ...] = ()
    closing: tuple[LineForm, ...] = ()
