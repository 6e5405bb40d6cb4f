"""What an author declares of a decision sheet: fields, figures, constraints, losses, rubric."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer

from engine.conditions import Always, Condition
from engine.dialogue import NOTHING, Effects, Line
from engine.expressions import Expression
from engine.frozen import Frozen

NOT_NOW = "not-now"
"""Where an item of a sequence stands that is put off."""


def _pairs(value: Any) -> Any:
    return tuple(sorted(value.items())) if isinstance(value, dict) else value


Columns = Annotated[
    tuple[tuple[str, float], ...],
    BeforeValidator(_pairs),
    PlainSerializer(lambda pairs: dict(pairs)),
]
"""Numbers by name, as a price or a size; a JSON object outside."""


class Option(Frozen):
    """One thing that may be chosen, or that may be in or out."""

    id: str
    label: str
    note: str = ""
    columns: Columns = ()
    when: Condition | None = None
    """Where it is offered at all; always, where nothing is said."""
    fits: tuple[str, ...] = ()
    """In a message: options of other parts, of which at least one must be taken beside it."""
    start: str = ""
    """Of an item of `several`: its state as the sheet opens, where it is not the field's."""

    def number(self, column: str) -> float:
        """The option's number in a column; 0 where it has none."""
        return next((value for name, value in self.columns if name == column), 0.0)


class Shown(Frozen):
    """A column that stands beside what is chosen, or beside each item."""

    column: str
    unit: str = ""
    decimals: int = Field(default=0, ge=0, le=4)


class FieldBase(Frozen):
    """What all fields share."""

    id: str
    label: str
    short: str = ""
    note: str = ""
    """What stands beside it on the sheet."""
    help: str = ""
    """What `?` says of it."""
    when: Condition | None = None
    """Where it is on the sheet at all: nobody decides what was not asked."""


class Amount(FieldBase):
    """A number between bounds, in steps."""

    kind: Literal["amount"] = "amount"
    low: float
    high: float
    step: float = Field(default=1, gt=0)
    unit: str = ""
    start: float | None = None


class Threshold(FieldBase):
    """A criterion with its bound."""

    kind: Literal["threshold"] = "threshold"
    bound: Literal["at_most", "at_least"]
    low: float
    high: float
    step: float = Field(default=1, gt=0)
    unit: str = ""
    start: float | None = None


class ChoiceField(FieldBase):
    """One of a few."""

    kind: Literal["choice"] = "choice"
    options: tuple[Option, ...] = Field(min_length=2)
    start: str = ""
    shows: tuple[Shown, ...] = ()


class Label(Frozen):
    """A state, a person or a right, by name."""

    id: str
    label: str
    note: str = ""
    when: Condition | None = None


class Several(FieldBase):
    """Items, each in one of a few states; the first state counts in sums."""

    kind: Literal["several"] = "several"
    states: tuple[Label, ...] = (Label(id="in", label="in"), Label(id="out", label="out"))
    items: tuple[Option, ...] = Field(min_length=1)
    start: str = ""
    shows: tuple[Shown, ...] = ()


class Owners(FieldBase):
    """Rights, each with one person who is accountable."""

    kind: Literal["owners"] = "owners"
    rights: tuple[Label, ...] = Field(min_length=1)
    people: tuple[Label, ...] = Field(min_length=2)


class MessagePart(Frozen):
    """One side of a message: its route, what is struck out of it, when it goes."""

    id: str
    label: str
    options: tuple[Option, ...] = Field(min_length=2)


class Message(FieldBase):
    """A message whose parts must fit together."""

    kind: Literal["message"] = "message"
    parts: tuple[MessagePart, ...] = Field(min_length=1)


class Period(Frozen):
    """A stretch of the line, and how much work it takes."""

    id: str
    label: str
    begins: int
    ends: int
    """The last unit, e.g. week, that belongs to it."""
    capacity: float = Field(gt=0)


class Task(Frozen):
    """A piece of work for the line."""

    id: str
    label: str
    short: str = ""
    """At most ten characters, where the line is narrow."""
    length: float = Field(gt=0)
    waits_for: tuple[str, ...] = ()
    """Tasks that must have ended before it starts."""
    note: str = ""
    group: str = ""
    """What it belongs to; tasks of a group share a hue."""
    when: Condition | None = None


class Join(Frozen):
    """Two tasks that are one job, and the job that they are."""

    of: tuple[str, str]
    task: Task
    when: Condition | None = None


class Mark(Frozen):
    """A date or a stretch of time on the line that everybody sees."""

    label: str
    begins: int
    ends: int
    hard: bool = False
    when: Condition | None = None


class Sequence(FieldBase):
    """Tasks in order on a line with so much capacity a period."""

    kind: Literal["sequence"] = "sequence"
    unit: str = "week"
    points: str = "points"
    periods: tuple[Period, ...] = Field(min_length=1)
    tasks: tuple[Task, ...] = Field(min_length=1)
    joins: tuple[Join, ...] = ()
    marks: tuple[Mark, ...] = ()
    start: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Periods (or `not-now`) with the tasks that stand there as the sheet opens."""

    @cached_property
    def task_by_id(self) -> dict[str, Task]:
        """Every task, joined ones too."""
        own = {task.id: task for task in self.tasks}
        return own | {join.task.id: join.task for join in self.joins}

    @cached_property
    def join_by_id(self) -> dict[str, Join]:
        return {join.task.id: join for join in self.joins}


AnyField = Annotated[
    Amount | Threshold | ChoiceField | Several | Owners | Message | Sequence,
    Field(discriminator="kind"),
]


class Section(Frozen):
    """Fields under one heading."""

    id: str
    title: str
    aside: str = ""
    """What stands at the right of the heading, e.g. a unit."""
    fields: tuple[AnyField, ...] = Field(min_length=1)
    chart: str = ""
    """The estimate that is drawn here, if any."""
    line: str = ""
    """The figure that is drawn through the chart."""


class Estimate(Frozen):
    """What a job may cost, by three points."""

    id: str
    title: str = ""
    low: float
    likely: float
    high: float
    line_title: str = ""
    """What the figure drawn through its chart is called."""
    over_title: str = ""
    """What lies beyond that figure."""


class Figure(Frozen):
    """A number that follows from the fields."""

    id: str
    value: Expression
    label: str = ""
    unit: str = ""
    decimals: int = Field(default=0, ge=0, le=4)
    section: str = ""
    """Where it is shown; nowhere, where nothing is said."""
    beside: str = ""
    """A figure that is shown at its right."""


class Gauge(Frozen):
    """What a constraint measures, and of how much."""

    value: Expression
    of: Expression | None = None
    unit: str = ""
    decimals: int = Field(default=0, ge=0, le=4)


class Constraint(Frozen):
    """Something that should hold of the sheet."""

    id: str
    title: str
    short: str = ""
    holds: Condition
    near: Condition | None = None
    """Where it holds by little."""
    gauge: Gauge | None = None
    broken: str = ""
    """What is wrong where it does not hold."""
    hard: bool = False
    """Whether the sheet cannot be handed in without it."""
    when: Condition | None = None
    """Where it is known."""


class LossCase(Frozen):
    """What somebody would lose where a condition holds, from 0 (nothing) to 3."""

    when: Condition = Always()
    says: str
    amount: int = Field(ge=0, le=3)


class Loss(Frozen):
    """What one person would lose: the first case that holds."""

    who: str
    asked: Condition | None = None
    """Where they have told; else only `unasked` is known."""
    unasked: str = "Not asked."
    cases: tuple[LossCase, ...] = Field(min_length=1)


class RubricCase(Frozen):
    """What a criterion earns where a condition holds, and why."""

    when: Condition = Always()
    score: float = Field(ge=0, le=1)
    says: str


class Criterion(Frozen):
    """One line of the rubric; the first case that holds counts, else nothing."""

    id: str
    title: str
    weight: float = Field(default=1, gt=0)
    required: bool = False
    """Below a half, the sheet is capped at 69."""
    where: str = ""
    """Where it was to be found, for the debrief."""
    cases: tuple[RubricCase, ...] = Field(min_length=1)


class Outcome(Frozen):
    """What handing the sheet in does, where a condition holds; each that holds counts."""

    when: Condition = Always()
    effects: Effects = NOTHING


class Board(Frozen):
    """A decision sheet."""

    title: str
    sections: tuple[Section, ...] = Field(min_length=1)
    estimates: tuple[Estimate, ...] = ()
    figures: tuple[Figure, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    losses: tuple[Loss, ...] = ()
    rubric: tuple[Criterion, ...] = Field(min_length=1)
    outcomes: tuple[Outcome, ...] = ()
    closing: tuple[Line, ...] = ()

    @cached_property
    def fields(self) -> tuple[AnyField, ...]:
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def field_by_id(self) -> dict[str, AnyField]:
        return {field.id: field for field in self.fields}

    @cached_property
    def figure_by_id(self) -> dict[str, Figure]:
        return {figure.id: figure for figure in self.figures}

    @cached_property
    def estimate_by_id(self) -> dict[str, Estimate]:
        return {estimate.id: estimate for estimate in self.estimates}

    @cached_property
    def constraint_by_id(self) -> dict[str, Constraint]:
        return {constraint.id: constraint for constraint in self.constraints}
