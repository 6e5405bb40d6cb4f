"""A sheet as conditions see it: the playthrough, and on it the figures of what is entered."""

from __future__ import annotations

from functools import cached_property

from engine.board import line
from engine.board.estimate import exceeds, mean
from engine.board.fields import (
    NOT_NOW,
    Amount,
    AnyField,
    Board,
    ChoiceField,
    Message,
    Option,
    Owners,
    Sequence,
    Several,
    Threshold,
)
from engine.board.line import Placed
from engine.board.sheet import Sheet
from engine.conditions import Situation
from engine.expressions import Column, Leaf, Measure, Named, value
from engine.values import PromiseState


class OnSheet:
    """A situation in which a sheet lies on the table; everything else is the playthrough's."""

    def __init__(self, board: Board, sheet: Sheet, situation: Situation) -> None:
        self.board, self.sheet, self.situation = board, sheet, situation
        self._figures: dict[str, float | None] = {}
        self._placed: dict[str, tuple[Placed, ...]] = {}
        self._names: dict[str, frozenset[str]] = {}

    # --- the playthrough -----------------------------------------------------------------

    def knows(self, fact: str) -> bool:
        return self.situation.knows(fact)

    def has_flag(self, flag: str) -> bool:
        return self.situation.has_flag(flag)

    def has_promised(self, promise: str) -> bool:
        return self.situation.has_promised(promise)

    def has_kept(self, requirement: str) -> bool:
        return self.situation.has_kept(requirement)

    def over_budget(self, percent: int) -> bool:
        return self.situation.over_budget(percent)

    def promise_state(self, promise: str) -> PromiseState | None:
        return self.situation.promise_state(promise)

    def has_opened(self, source: str) -> bool:
        return self.situation.has_opened(source)

    def has_chosen(self, node: str, option: str | None) -> bool:
        return self.situation.has_chosen(node, option)

    def had_floor(self, person: str) -> bool:
        return self.situation.had_floor(person)

    def opens(self, person: str, trust: int) -> bool:
        return self.situation.opens(person, trust)

    def meter(self, name: str) -> int:
        return self.situation.meter(name)

    # --- the sheet -----------------------------------------------------------------------

    def has_entered(self, field: str, item: str | None) -> bool:
        """Whether a field is filled in, or holds an item."""
        found = self.board.field_by_id.get(field.partition(".")[0])
        if found is None:
            return self.situation.has_entered(field, item)
        return item in self.names(field) if item is not None else bool(self.names(field))

    def keeps(self, constraint: str) -> bool:
        """Whether a constraint holds."""
        found = self.board.constraint_by_id.get(constraint)
        return found.holds.holds(self) if found else self.situation.keeps(constraint)

    def reading(self, leaf: Leaf) -> float | None:
        """The value of a leaf of an expression."""
        match leaf:
            case Named():
                return self._named(leaf.name)
            case Column():
                return self._column(leaf)
            case Measure():
                return self._measure(leaf)

    def spread(self, estimate: str, kind: str, over: float) -> float | None:
        """An estimate's mean, or the share of its jobs above a number."""
        found = self.board.estimate_by_id.get(estimate)
        if found is None:
            return None
        points = (found.low, found.likely, found.high)
        return mean(*points) if kind == "mean" else exceeds(*points, over)

    @cached_property
    def entered(self) -> tuple[str, ...]:
        """Everything that `has_entered` says yes to, as `address` and `address=item`."""
        found: set[str] = set()
        for field in self.board.fields:
            for address in (field.id, *addresses(field)):
                names = self.names(address)
                found |= {address} if names else set()
                found |= {f"{address}={name}" for name in names}
        return tuple(sorted(found))

    @cached_property
    def numbers(self) -> tuple[tuple[str, float], ...]:
        """The values of all amounts, thresholds and figures that have one."""
        names = [f.id for f in self.board.fields if isinstance(f, Amount | Threshold)]
        names += list(self.board.figure_by_id)
        found = ((name, self._named(name)) for name in names)
        return tuple(sorted((name, number) for name, number in found if number is not None))

    @cached_property
    def kept_off(self) -> frozenset[str]:
        """Addresses that are not on the sheet: what nobody asked about is not entered either."""
        found: set[str] = set()
        for field in self.board.fields:
            if field.when is not None and not field.when.holds(self.situation):
                found |= {field.id, *addresses(field)}
            elif isinstance(field, Several | Owners):
                parts = field.items if isinstance(field, Several) else field.rights
                gone = (p.id for p in parts if p.when and not p.when.holds(self.situation))
                found |= {f"{field.id}.{part}" for part in gone}
        return frozenset(found)

    def names(self, address: str) -> frozenset[str]:
        """What is entered at an address; of `several` and sequences the items that are in."""
        if address not in self._names:
            self._names[address] = self._entered_at(address)
        return self._names[address]

    def _entered_at(self, address: str) -> frozenset[str]:
        name, _, part = address.partition(".")
        if address in self.kept_off:
            return frozenset()
        field, sheet = self.board.field_by_id[name], self.sheet
        if part:
            if isinstance(field, Sequence):
                place = line.place_of(sheet.lines(name), part)
                return frozenset({place} if place else ())
            given = sheet.text(address)
            return frozenset({given} if given else ())
        match field:
            case Amount() | Threshold():
                number = sheet.number(name)
                return frozenset(() if number is None else {f"{number:g}"})
            case ChoiceField():
                given = sheet.text(name)
                return frozenset({given} if given else ())
            case Several():
                return frozenset(item.id for item in self._in_state(field, field.states[0].id))
            case Sequence():
                return frozenset(spot.task.id for spot in self.placed(field))
        return frozenset(part for part in addresses(field) if self.names(part))

    def placed(self, field: Sequence) -> tuple[Placed, ...]:
        """The tasks that stand on a line."""
        if field.id not in self._placed:
            self._placed[field.id] = line.placed(field, self.sheet.lines(field.id))
        return self._placed[field.id]

    # --- figures -------------------------------------------------------------------------

    def _named(self, name: str) -> float | None:
        if name in self._figures:
            return self._figures[name]
        figure = self.board.figure_by_id.get(name)
        if figure is None:
            if name in self.board.field_by_id:
                return self.sheet.number(name)
            return self.situation.reading(Named(name=name))
        self._figures[name] = None  # a figure that leads back to itself has no value
        self._figures[name] = found = value(figure.value, self)
        return found

    def _column(self, leaf: Column) -> float | None:
        match self.board.field_by_id.get(leaf.field):
            case ChoiceField() as field:
                options = field.options
                chosen = [o for o in options if o.id == self.sheet.text(field.id)]
            case Several() as field:
                chosen = self._in_state(field, leaf.state or field.states[0].id)
            case Message() as field:
                chosen = [
                    option
                    for side in field.parts
                    for option in side.options
                    if option.id == self.sheet.text(f"{field.id}.{side.id}")
                ]
            case _:
                return None
        return sum(option.number(leaf.column) for option in chosen)

    def _in_state(self, field: Several, state: str) -> list[Option]:
        return [
            item
            for item in field.items
            if (address := f"{field.id}.{item.id}") not in self.kept_off
            and self.sheet.text(address) == state
        ]

    def _measure(self, leaf: Measure) -> float | None:
        field = self.board.field_by_id.get(leaf.field)
        if isinstance(field, Sequence):
            return self._on_line(field, leaf)
        if field is None or leaf.measure not in ("count", "open"):
            return None
        parts = [p for p in addresses(field) or (field.id,) if p not in self.kept_off]
        if leaf.measure == "open":
            return float(sum(not self.names(part) for part in parts))
        if not leaf.item:
            return float(len(self.names(field.id)))
        return float(sum(leaf.item in self.names(part) for part in parts))

    def _on_line(self, field: Sequence, leaf: Measure) -> float | None:
        found = self.placed(field)
        spot = next((spot for spot in found if spot.task.id == leaf.item), None)
        match leaf.measure:
            case "starts":
                return spot.starts if spot else None
            case "ends":
                return spot.ends if spot else None
            case "used":
                return line.used(found, leaf.item)
            case "over":
                return float(sum(line.used(found, p.id) > p.capacity + 1e-9 for p in field.periods))
            case "unready":
                return float(len({task for task, _ in line.unready(field, found)}))
            case "open":
                lines = self.sheet.lines(field.id)
                return float(
                    sum(not line.place_of(lines, task) for task in self.sheet.standing(field))
                )
            case "count":
                if leaf.item == NOT_NOW:
                    return float(len(dict(self.sheet.lines(field.id)).get(NOT_NOW, ())))
                return float(sum(leaf.item in ("", spot.period.id) for spot in found))


def addresses(field: AnyField) -> tuple[str, ...]:
    """The addresses of a field's parts; none where it has no parts."""
    match field:
        case Several():
            parts = [item.id for item in field.items]
        case Owners():
            parts = [right.id for right in field.rights]
        case Message():
            parts = [side.id for side in field.parts]
        case Sequence():
            parts = list(field.task_by_id)
        case _:
            parts = []
    return tuple(f"{field.id}.{part}" for part in parts)
