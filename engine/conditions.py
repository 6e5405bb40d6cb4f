"""What authored text may depend on: facts, flags, trust, who had the floor, what was chosen."""

from __future__ import annotations

from typing import Annotated, Literal, Protocol

from pydantic import Field

from engine.expressions import Expression, Readings, value
from engine.frozen import Frozen
from engine.values import PromiseState


class Situation(Readings, Protocol):
    """What a condition may ask of a playthrough."""

    def knows(self, fact: str) -> bool: ...
    def has_flag(self, flag: str) -> bool: ...
    def has_promised(self, promise: str) -> bool: ...
    def has_kept(self, requirement: str) -> bool: ...
    def over_budget(self, percent: int) -> bool: ...
    def promise_state(self, promise: str) -> PromiseState | None: ...
    def has_opened(self, source: str) -> bool: ...
    def has_chosen(self, node: str, option: str | None) -> bool: ...
    def had_floor(self, person: str) -> bool: ...
    def opens(self, person: str, trust: int) -> bool: ...
    def meter(self, name: str) -> int: ...
    def has_entered(self, field: str, item: str | None) -> bool: ...
    def keeps(self, constraint: str) -> bool: ...


class Always(Frozen):
    """Holds everywhere; as the last of a chain it reads `otherwise`."""

    kind: Literal["always"] = "always"

    def holds(self, situation: Situation) -> bool:
        return True


class Known(Frozen):
    """The player has found the fact."""

    kind: Literal["known"] = "known"
    fact: str

    def holds(self, situation: Situation) -> bool:
        return situation.knows(self.fact)


class Flagged(Frozen):
    """The campaign flag is raised, here or in an earlier mission."""

    kind: Literal["flag"] = "flag"
    flag: str

    def holds(self, situation: Situation) -> bool:
        return situation.has_flag(self.flag)


class Promised(Frozen):
    """The player has made the promise in this mission."""

    kind: Literal["promised"] = "promised"
    promise: str

    def holds(self, situation: Situation) -> bool:
        return situation.has_promised(self.promise)


class Stands(Frozen):
    """A promise of an earlier mission was made and stands so: open, kept or broken."""

    kind: Literal["stands"] = "stands"
    promise: str
    state: PromiseState

    def holds(self, situation: Situation) -> bool:
        return situation.promise_state(self.promise) == self.state


class Kept(Frozen):
    """The work that was handed in keeps the requirement; known in feedback alone."""

    kind: Literal["kept"] = "kept"
    requirement: str

    def holds(self, situation: Situation) -> bool:
        return situation.has_kept(self.requirement)


class OverBudget(Frozen):
    """The design that was handed in costs more than its budget and this many hundredths of it."""

    kind: Literal["over_budget"] = "over_budget"
    percent: int

    def holds(self, situation: Situation) -> bool:
        return situation.over_budget(self.percent)


class Opened(Frozen):
    """The player has opened the mail or attachment."""

    kind: Literal["opened"] = "opened"
    source: str

    def holds(self, situation: Situation) -> bool:
        return situation.has_opened(self.source)


class Chosen(Frozen):
    """The player has answered the mail or exchange, with this option if one is named."""

    kind: Literal["chosen"] = "chosen"
    node: str
    option: str | None = None

    def holds(self, situation: Situation) -> bool:
        return situation.has_chosen(self.node, self.option)


class Floor(Frozen):
    """The person has had the floor in this mission."""

    kind: Literal["floor"] = "floor"
    person: str

    def holds(self, situation: Situation) -> bool:
        return situation.had_floor(self.person)


class Opens(Frozen):
    """Trust had reached `trust`, shifted by the person's reserve, when they took the floor."""

    kind: Literal["opens"] = "opens"
    person: str
    trust: int

    def holds(self, situation: Situation) -> bool:
        return situation.opens(self.person, self.trust)


class Meter(Frozen):
    """A meter compared with a number."""

    kind: Literal["meter"] = "meter"
    meter: Literal["trust", "budget", "days", "energy"]
    op: Literal[">=", "<"]
    value: int

    def holds(self, situation: Situation) -> bool:
        now = situation.meter(self.meter)
        return now >= self.value if self.op == ">=" else now < self.value


class Compared(Frozen):
    """Two numbers of a decision sheet compared; false where one of them is not entered."""

    kind: Literal["compared"] = "compared"
    left: Expression
    op: Literal[">=", "<=", ">", "<", "==", "!="]
    right: Expression

    def holds(self, situation: Situation) -> bool:
        left, right = value(self.left, situation), value(self.right, situation)
        if left is None or right is None:
            return False
        match self.op:
            case ">=":
                return left >= right
            case "<=":
                return left <= right
            case ">":
                return left > right
            case "<":
                return left < right
            case "==":
                return left == right
            case "!=":
                return left != right


class Entered(Frozen):
    """Something is entered in a field of a decision sheet; this item, if one is named."""

    kind: Literal["entered"] = "entered"
    field: str
    item: str | None = None

    def holds(self, situation: Situation) -> bool:
        return situation.has_entered(self.field, self.item)


class Within(Frozen):
    """The decision sheet keeps a constraint."""

    kind: Literal["within"] = "within"
    constraint: str

    def holds(self, situation: Situation) -> bool:
        return situation.keeps(self.constraint)


class Not(Frozen):
    """The inner condition does not hold."""

    kind: Literal["not"] = "not"
    inner: Condition

    def holds(self, situation: Situation) -> bool:
        return not self.inner.holds(situation)


class AllOf(Frozen):
    """Every inner condition holds."""

    kind: Literal["all"] = "all"
    inner: tuple[Condition, ...]

    def holds(self, situation: Situation) -> bool:
        for condition in self.inner:  # noqa: SIM110 - asked at every turn, and twice as quick
            if not condition.holds(situation):
                return False
        return True


class AnyOf(Frozen):
    """At least one inner condition holds."""

    kind: Literal["any"] = "any"
    inner: tuple[Condition, ...]

    def holds(self, situation: Situation) -> bool:
        for condition in self.inner:  # noqa: SIM110 - as above
            if condition.holds(situation):
                return True
        return False


Condition = Annotated[
    Always
    | Known
    | Flagged
    | Promised
    | Stands
    | Kept
    | OverBudget
    | Opened
    | Chosen
    | Floor
    | Opens
    | Meter
    | Compared
    | Entered
    | Within
    | Not
    | AllOf
    | AnyOf,
    Field(discriminator="kind"),
]

for _model in (Not, AllOf, AnyOf):
    _model.model_rebuild()


def atoms(condition: Condition) -> tuple[Condition, ...]:
    """The leaves of a condition, for references and coverage."""
    if isinstance(condition, Not):
        return atoms(condition.inner)
    if isinstance(condition, AllOf | AnyOf):
        return tuple(leaf for inner in condition.inner for leaf in atoms(inner))
    return (condition,)
