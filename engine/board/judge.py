"""How a sheet stands: which fields are open to decide, what holds, what is lost, what it earns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from engine.board.fields import (
    Amount,
    AnyField,
    Board,
    ChoiceField,
    Constraint,
    Message,
    Option,
    Owners,
    Sequence,
    Several,
    Threshold,
)
from engine.board.standing import OnSheet
from engine.conditions import Condition, Situation
from engine.expressions import value
from engine.frozen import Frozen, made

CAPPED_AT, CAP_BELOW = 69, 0.5
"""Points that a sheet keeps at most while a required criterion earns less than a half."""


class Slot(Frozen):
    """One line of the sheet that is decided by itself."""

    field: str
    part: str = ""
    label: str
    section: str
    note: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Ids and labels, where it is chosen from."""

    @property
    def address(self) -> str:
        """The field, or the part of it."""
        return f"{self.field}.{self.part}" if self.part else self.field


class Standing(Frozen):
    """A constraint as it stands."""

    id: str
    mark: Literal["kept", "broken", "near", "limit"]
    value: float | None = None
    of: float | None = None


class Lost(Frozen):
    """What one person would lose."""

    who: str
    asked: bool
    says: str
    amount: int | None


class Earned(Frozen):
    """What one criterion of the rubric earns."""

    id: str
    title: str
    score: float
    weight: float
    required: bool
    says: str
    where: str = ""


def seen(when: Condition | None, situation: Situation) -> bool:
    """Whether something that depends on a condition is on the sheet."""
    return when is None or when.holds(situation)


def slots(board: Board, on: OnSheet) -> tuple[Slot, ...]:
    """The lines that are open to decide, from the top to the foot of the sheet."""
    return tuple(
        slot
        for section in board.sections
        for field in section.fields
        if seen(field.when, on.situation)
        for slot in _slots(field, section.id, on)
    )


def slots_of(board: Board, on: OnSheet, field: str) -> Iterator[Slot]:
    """The lines of one field that are open to decide, one after another."""
    for section in board.sections:
        for known in section.fields:
            if known.id == field and seen(known.when, on.situation):
                yield from _slots(known, section.id, on)


def _slots(field: AnyField, section: str, on: OnSheet) -> Iterator[Slot]:
    def slot(part: str, label: str, note: str, choices: tuple[tuple[str, str], ...]) -> Slot:
        return made(
            Slot,
            field=field.id,
            part=part,
            label=label,
            section=section,
            note=note,
            choices=choices,
        )

    match field:
        case Amount() | Threshold() | Sequence():
            yield slot("", field.label, field.note, ())
        case ChoiceField():
            yield slot("", field.label, field.note, _offered(field.options, on))
        case Several():
            states = tuple((state.id, state.label) for state in field.states)
            for item in field.items:
                if seen(item.when, on.situation):
                    yield slot(item.id, item.label, item.note, states)
        case Owners():
            people = tuple((p.id, p.label) for p in field.people if seen(p.when, on.situation))
            for right in field.rights:
                if seen(right.when, on.situation):
                    yield slot(right.id, right.label, right.note, people)
        case Message():
            for place, side in enumerate(field.parts):
                before = {on.sheet.text(f"{field.id}.{o.id}") for o in field.parts[:place]}
                fitting = tuple(
                    option for option in side.options if not option.fits or before & {*option.fits}
                )
                yield slot(side.id, side.label, "", _offered(fitting, on))


def _offered(options: tuple[Option, ...], on: OnSheet) -> tuple[tuple[str, str], ...]:
    return tuple((o.id, o.label) for o in options if seen(o.when, on.situation))


def constraints(board: Board, on: OnSheet) -> tuple[tuple[Constraint, Standing], ...]:
    """The constraints that are known, each as it stands."""
    return tuple(
        (constraint, _standing(constraint, on))
        for constraint in board.constraints
        if seen(constraint.when, on.situation)
    )


def _standing(constraint: Constraint, on: OnSheet) -> Standing:
    gauge = constraint.gauge
    now = value(gauge.value, on) if gauge else None
    of = value(gauge.of, on) if gauge and gauge.of is not None else None
    mark: Literal["kept", "broken", "near", "limit"] = "kept"
    if not constraint.holds.holds(on):
        mark = "broken"
    elif now is not None and now == of:
        mark = "limit"
    elif constraint.near is not None and constraint.near.holds(on):
        mark = "near"
    return Standing(id=constraint.id, mark=mark, value=now, of=of)


def losses(board: Board, on: OnSheet) -> tuple[Lost, ...]:
    """What everybody would lose, as far as they were asked."""
    found = []
    for loss in board.losses:
        if not seen(loss.asked, on.situation):
            found.append(Lost(who=loss.who, asked=False, says=loss.unasked, amount=None))
            continue
        case = next((case for case in loss.cases if case.when.holds(on)), None)
        says, amount = (case.says, case.amount) if case else ("Nothing.", 0)
        found.append(Lost(who=loss.who, asked=True, says=says, amount=amount))
    return tuple(found)


def refusal(board: Board, on: OnSheet) -> Constraint | None:
    """The first constraint that keeps the sheet from being handed in; None where it may be."""
    for constraint in board.constraints:
        known = constraint.hard and seen(constraint.when, on.situation)
        if known and not constraint.holds.holds(on):
            return constraint
    return None


def earned(board: Board, on: OnSheet) -> tuple[Earned, ...]:
    """What each criterion of the rubric earns."""
    found = []
    for criterion in board.rubric:
        case = next((case for case in criterion.cases if case.when.holds(on)), None)
        found.append(
            made(
                Earned,
                id=criterion.id,
                title=criterion.title,
                score=case.score if case else 0.0,
                weight=criterion.weight,
                required=criterion.required,
                says=case.says if case else "Nothing on the sheet speaks to it.",
                where=criterion.where,
            )
        )
    return tuple(found)


def cap_of(lines: tuple[Earned, ...]) -> int:
    """The most that the sheet can score."""
    return CAPPED_AT if capping(lines) else 100


def capping(lines: tuple[Earned, ...]) -> tuple[Earned, ...]:
    """The required criteria that earn less than a half, and so cap the sheet."""
    return tuple(line for line in lines if line.required and line.score < CAP_BELOW)


def total(lines: tuple[Earned, ...]) -> float:
    """The sheet's score out of 100."""
    weight = sum(line.weight for line in lines)
    share = sum(line.weight * line.score for line in lines) / weight if weight else 0.0
    return min(100 * share, cap_of(lines))
