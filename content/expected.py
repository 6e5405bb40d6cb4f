"""What a playthrough script may expect at one moment."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from engine.frozen import Frozen
from engine.values import PromiseState, Text


class Bounds(Frozen):
    """What a number may be."""

    exactly: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    def allow(self, value: float) -> bool:
        """Whether a number is within the bounds."""
        return (
            (self.exactly is None or value == self.exactly)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
        )

    def __str__(self) -> str:
        words = (("", self.exactly), ("at least ", self.at_least), ("at most ", self.at_most))
        return " and ".join(f"{word}{value:g}" for word, value in words if value is not None)


def _bounds(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"exactly": value}
    if isinstance(value, dict | Bounds):
        return value
    raise PydanticCustomError("bounds", "a number")


def _possible(bounds: Bounds) -> Bounds:
    least, most = bounds.at_least, bounds.at_most
    if least is not None and most is not None and least > most:
        raise PydanticCustomError("no_number", "no number", {"bounds": str(bounds)})
    return bounds


Expected = Annotated[
    Bounds,
    BeforeValidator(_bounds),
    AfterValidator(_possible),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {
                    "type": "object",
                    "properties": {k: {"type": "number"} for k in ("at_least", "at_most")},
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        }
    ),
]


def _pairs(value: Any) -> Any:
    return tuple(value.items()) if isinstance(value, dict) else value


ByName = Annotated[
    tuple[tuple[str, Expected], ...],
    BeforeValidator(_pairs),
    WithJsonSchema({"type": "object"}),
]
"""Bounds by name."""


WordsByName = Annotated[
    tuple[tuple[str, Text], ...],
    BeforeValidator(_pairs),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]
"""A text by name."""
StateOfPromise = Annotated[
    tuple[tuple[str, PromiseState], ...],
    BeforeValidator(_pairs),
    WithJsonSchema(
        {"type": "object", "additionalProperties": {"enum": ["open", "kept", "broken"]}}
    ),
]
"""How a promise stands, by its name."""
NamesByName = Annotated[
    tuple[tuple[str, tuple[str, ...]], ...],
    BeforeValidator(_pairs),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        }
    ),
]
"""Names in their order, by name."""


class Line(Frozen):
    """A line that must be among those of a scorecard; what is not named may be anything."""

    model_config = ConfigDict(serialize_by_alias=True)

    phase: str | None = None
    about: str | None = Field(default=None, alias="for")
    """The fact, answer, rule or criterion that it is about."""

    @property
    def named(self) -> dict[str, str]:
        """The fields that must be the same, with the names that the engine gives them."""
        kind: str | None = getattr(self, "kind", None)
        wanted = {"phase": self.phase, "kind": kind, "ref": self.about}
        return {name: value for name, value in wanted.items() if value is not None}


class LedgerLine(Line):
    """A line of the ledger: points of the mission, earned or lost."""

    kind: Literal["fact", "decision", "rule", "criterion", "hint", "cap", "late"] | None = None
    points: Expected | None = None


class CardLine(Line):
    """A line of the scorecard, in points of its phase's rubric."""

    kind: Literal["fact", "decision", "rule", "criterion", "hint"] | None = None
    earned: Expected | None = None
    of: Expected | None = None


class Expectation(Frozen):
    """What must hold of a playthrough at one moment; what is not named is not checked."""

    status: Literal["open", "completed", "abandoned"] | None = None
    phase: str | None = None
    """The phase that is being played."""
    grade: str | None = None
    score: Expected | None = None
    phases: ByName = ()
    grades: WordsByName = ()
    """By phase, as far as it is scored."""
    ledger: tuple[LedgerLine, ...] = ()
    scorecard: tuple[CardLine, ...] = ()
    trust: Expected | None = None
    trust_of: ByName = ()
    """By person: the client's trust less what the person holds back."""
    budget: Expected | None = None
    days: Expected | None = None
    """Days spent."""
    energy: Expected | None = None
    facts: tuple[str, ...] = ()
    not_facts: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    not_flags: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    not_promises: tuple[str, ...] = ()
    kept_promises: tuple[str, ...] = ()
    """Promises that were kept, made here or fallen due here; told when the mission is over."""
    not_kept_promises: tuple[str, ...] = ()
    broken_promises: tuple[str, ...] = ()
    not_broken_promises: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    not_opened: tuple[str, ...] = ()
    arrived: tuple[str, ...] = ()
    not_arrived: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """Mails that have come and were not opened."""
    not_unread: tuple[str, ...] = ()
    threads: NamesByName = ()
    """By the mail that began it: all of a thread that has come, the oldest first."""
    said: WordsByName = ()
    """By person, or `you`: a part of what was last said or written."""
    requirements: tuple[str, ...] = ()
    """Requirements that the design keeps."""
    not_requirements: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    """Changes of the grid that hold."""
    not_changes: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    """Options on offer now."""
    not_offers: tuple[str, ...] = ()
    metrics: ByName = ()
    """Figures of the design as it stands."""
    figures: ByName = ()
    """Amounts, thresholds and figures of the decision sheet as it stands."""
    constraints: tuple[str, ...] = ()
    """Constraints that the sheet keeps."""
    not_constraints: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    """What stands on the sheet: a field or part, or `rights.night=nkechi`."""
    not_entered: tuple[str, ...] = ()
    level: Expected | None = None
    xp: Expected | None = None
    skills: ByName = ()
    """Points by skill; like level, experience, doors and what is carried, with what a mission
    that is over has given."""
    completed: ByName = ()
    """Best scores by mission."""
    carried_trust: ByName = ()
    """Opening trust next time, by client."""
    carried_promises: StateOfPromise = ()
    """How promises of all missions stand."""
    unlocks: tuple[str, ...] = ()
    """Missions whose door stands open."""
    not_unlocks: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return self == Expectation()

    @property
    def of_career(self) -> bool:
        """Whether it asks for what a player has from mission to mission."""
        return any(getattr(self, name) not in (None, ()) for name in OF_CAREER)


OF_CAREER = (
    "level",
    "xp",
    "skills",
    "completed",
    "carried_trust",
    "carried_promises",
    "unlocks",
    "not_unlocks",
)
"""What a player has from mission to mission; not of one playthrough alone."""
