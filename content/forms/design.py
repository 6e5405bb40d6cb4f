"""design.yaml: the grid, its load, its budget and its rules."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from content.forms.edits import Start
from content.forms.parts import Form, Id, When, Words
from engine.conditions import Always
from engine.design.kind import ClassKind, Kind, Value
from engine.design.load import Load
from engine.design.rules import Rule
from engine.frozen import Frozen
from engine.grid_change import GridChange
from engine.grid_terms import Blackout, EditLimit
from engine.phase_config import BoardSize


class PlacedForm(Frozen):
    """A component that stands on the grid when the phase opens."""

    id: Words
    kind: str
    at: tuple[int, int]
    label: str = ""
    config: dict[str, Value] = Field(default_factory=dict)
    fixed: bool = False
    configurable: bool = True


class PlacesForm(Frozen):
    """The opening design in short."""

    place: tuple[PlacedForm, ...] = ()
    connect: tuple[tuple[str, str], ...] = ()


class DrawingForm(Frozen):
    """The opening design as React Flow has it; unknown fields are kept."""

    model_config = ConfigDict(extra="allow")

    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...] = ()


def _shape(value: Any) -> str:
    nodes = value.get("nodes") if isinstance(value, dict) else getattr(value, "nodes", None)
    return "react_flow" if nodes is not None else "short"


Initial = Annotated[
    Annotated[PlacesForm, Tag("short")] | Annotated[DrawingForm, Tag("react_flow")],
    Discriminator(_shape),
]


class GridChangeForm(GridChange):
    """What becomes of the grid where a choice has reached it."""

    id: Id
    when: When = Field(default=Always())
    says: str = Field(min_length=1, max_length=140)
    start: Start = ()


class BlackoutForm(Blackout):
    """What is down all through a design phase."""

    says: str = Field(min_length=1, max_length=140)


class DesignForm(Form):
    """A system_design phase."""

    board: BoardSize
    budget: int = Field(ge=0)
    """Marks a month; with `continues`, what may be spent on top of what was handed in there and
    of the reserve that it left."""
    continues: str = ""
    """The id of an earlier design phase: this one opens with what was handed in there."""
    reserve: int = Field(default=0, ge=0)
    """Marks a month of the budget that the design which continues this one may spend, as far as
    they are left."""
    outage: BlackoutForm | None = None
    """What is down all through the phase, and a sentence that says when and why."""
    edits: EditLimit | None = None
    """How many components may be exchanged; without the line, all may be changed."""
    palette: tuple[str, ...] = Field(min_length=1)
    initial: Initial = PlacesForm()
    knobs: tuple[str, ...] | None = None
    """Names of the settings that may be turned in this mission; without the line, all."""
    load: Load
    rules: tuple[Rule, ...] = Field(min_length=1)
    known_without_asking: tuple[str, ...] = ()
    lesson: tuple[str, ...] = ()
    """Components that carry the lesson: without each of them the reference has to lose."""
    interactive_features: dict[str, Any] = Field(default_factory=dict)
    changes: tuple[GridChangeForm, ...] = Field(default=(), max_length=24)


def _effort(value: Any) -> Any:
    return list(value.items()) if isinstance(value, dict) else value


class KindForm(Kind):
    """components/<id>.yaml: one kind of the catalogue."""

    effort: Annotated[
        tuple[tuple[ClassKind, float], ...],
        BeforeValidator(_effort),
        WithJsonSchema({"type": "object", "additionalProperties": {"type": "number"}}),
    ] = ()
