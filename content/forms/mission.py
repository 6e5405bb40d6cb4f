"""mission.yaml: the card, what is hidden, the phases, the debrief."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from content.forms.edits import Edits
from content.forms.mail import ArrivalForm
from content.forms.parts import (
    EffectsForm,
    Form,
    Id,
    Label,
    MailLineForm,
    PointsByName,
    When,
    Words,
)
from engine.conditions import Always, Condition
from engine.dialogue import Meter
from engine.hints import STEPS
from engine.knowledge import Fact, Promise, Quote
from engine.late import Deadline, LateLetter
from engine.mission import Debrief, OneChange, PhaseCode, Spoken, Weights


class QuoteForm(Quote):
    """A verbatim passage."""

    source: str = Field(alias="in")
    quote: Words


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


Quotes = Annotated[
    tuple[QuoteForm, ...],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"type": ["array", "object"]}),
]


class FactForm(Fact):
    """A hidden requirement or circumstance."""

    id: Id
    evidence: tuple[QuoteForm, ...] = ()


class ContradictionForm(Form):
    """Two statements that cannot both be true."""

    id: Id
    left: Quotes = Field(min_length=1)
    left_also: Quotes = ()
    right: Quotes = Field(min_length=1)
    right_also: Quotes = ()
    means: Words
    effects: EffectsForm


class PromiseForm(Promise):
    """A commitment for the ledger."""

    id: Id
    wording: Words
    kept_when: When | None = None


class DueForm(Form):
    """A promise of an earlier mission that falls due in this one."""

    promise: str
    made_in: str = Field(alias="from")
    kept_when: When


class LateForm(LateLetter):
    """A letter that may still be written after the last conversation."""

    id: Id
    label: Label
    letter: Words
    needs: When | None = None
    days: float = Field(default=1, multiple_of=0.25, ge=0.25, le=5)
    effects: EffectsForm = EffectsForm()
    brings: tuple[MailLineForm, ...] = Field(min_length=1)


class PhaseForm(Form):
    """One phase, in play order."""

    kind: PhaseCode
    id: str = ""
    begins: ArrivalForm
    brief: str = ""
    hints: tuple[str, ...] = Field(default=(), max_length=len(STEPS))
    file: str = ""
    emails: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """The phase's id, which is its kind unless given."""
        return self.id or self.kind

    @property
    def source(self) -> str:
        """The file that holds the phase; empty for an inbox."""
        default = {
            "video_call": "call.yaml",
            "system_design": "design.yaml",
            "board_decision": "board.yaml",
            "client_feedback": "feedback.yaml",
        }
        return self.file or default.get(self.kind, "")


class ChangeForm(OneChange):
    """A counterfactual of the debrief."""

    when: When = Field(default=Always())
    steps: Edits = Field(min_length=1)


class SpokenForm(Spoken):
    """What spoke to a learning objective."""

    when: When = Field(default=Always())
    says: Words


class DebriefForm(Debrief):
    """What the mentor reads at the end."""

    changes: tuple[ChangeForm, ...] = ()
    spoke: tuple[tuple[SpokenForm, ...], ...] = ()


class WeightsForm(Weights):
    """How the phases combine; the three sum to 100."""

    @model_validator(mode="after")
    def _sum(self) -> Self:
        total = self.email_quality + self.video_performance + self.design_accuracy
        if total != 100:
            raise PydanticCustomError("weights", "The weights sum to {total}", {"total": total})
        return self


class CardForm(Form):
    """What the board shows of a mission."""

    slug: Id
    code: str = Field(pattern=r"^[A-Z][A-Z0-9]{1,5}$")
    title: Words
    order_index: int = Field(ge=0)
    difficulty: Literal["beginner", "intermediate", "advanced"]
    act: int = Field(ge=0, le=4)
    client: str
    map_title: tuple[Annotated[str, Field(max_length=14)], ...] = Field(min_length=1, max_length=2)
    short_title: str = Field(min_length=1, max_length=15)
    teaser: Words
    estimated_duration: int = Field(ge=1, le=240)
    learning_objectives: tuple[str, ...] = ()
    skills: PointsByName = ()
    unlock_conditions: dict[str, Any] | None = None
    prerequisites: dict[str, Any] | None = None


class StubForm(CardForm):
    """A mission of which only the card exists."""

    phases: tuple[PhaseCode, ...] = Field(min_length=1)
    playable: Literal[False]
    flags: tuple[Id, ...] = ()
    asks: tuple[Id, ...] = ()
    """Flags of other missions that it will ask about once it is written."""


class MissionForm(CardForm):
    """A mission that is played."""

    playable: Literal[True] = True
    scored: bool = True
    meters: tuple[Meter, ...] = ()
    weights: WeightsForm = WeightsForm()
    people: tuple[str, ...] = Field(min_length=1)
    client_contact: str
    phases: tuple[PhaseForm, ...] = Field(min_length=1)
    facts: tuple[FactForm, ...] = ()
    contradictions: tuple[ContradictionForm, ...] = ()
    promises: tuple[PromiseForm, ...] = ()
    dues: tuple[DueForm, ...] = ()
    flags: tuple[Id, ...] = ()
    late: tuple[LateForm, ...] = ()
    deadline: Deadline | None = None
    debrief: DebriefForm


__all__ = [
    "CardForm",
    "ChangeForm",
    "Condition",
    "ContradictionForm",
    "DebriefForm",
    "DueForm",
    "FactForm",
    "LateForm",
    "MissionForm",
    "PhaseForm",
    "PromiseForm",
    "QuoteForm",
    "StubForm",
    "WeightsForm",
]
