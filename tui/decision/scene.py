"""What is to be seen of a decision sheet at one moment, with what is only being considered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from engine.board import judge, line
from engine.board.fields import (
    Amount,
    AnyField,
    Board,
    ChoiceField,
    Constraint,
    Message,
    Option,
    Section,
    Sequence,
    Several,
    Threshold,
)
from engine.board.judge import Lost, Slot, Standing
from engine.board.leaning import fields_under
from engine.board.sheet import Sheet, Value, decided, opening
from engine.board.standing import OnSheet
from engine.board.units import with_unit
from engine.conditions import Situation
from engine.design.graph import Illegal
from engine.mission import Mission


@dataclass(frozen=True)
class Pending:
    """A value that is shown and not yet entered."""

    address: str
    value: Value | None


@dataclass(frozen=True)
class Held:
    """A task of a sequence that is carried along the line."""

    task: str
    period: str
    at: int


@dataclass(frozen=True)
class Scene:
    """A sheet as the player has it before them."""

    mission: Mission
    board: Board
    entered: Sheet
    """What is entered, without what is considered."""
    situation: Situation
    cursor: str = ""
    """The address of the line under the cursor."""
    pending: Pending | None = None
    typing: str | None = None
    """What is being typed in place of a number."""
    field: Sequence | None = None
    """The sequence that is laid out on its line, if one is."""
    task: str = ""
    """The task under the cursor there."""
    held: Held | None = None
    joining: str = ""
    """The task that is to be joined with the one under the cursor."""
    moved: tuple[tuple[str, str], ...] = ()
    """People whose loss the last entry changed, and what changed it."""
    tinted: bool = True
    """Whether the look has tints, or plain surfaces only."""

    @cached_property
    def sheet(self) -> Sheet:
        """The sheet with what is considered."""
        try:
            if self.pending is not None:
                field, _, part = self.pending.address.partition(".")
                return decided(self.board, self.entered, field, part, self.pending.value)
            if self.held is not None and self.field is not None:
                held = self.held
                return decided(
                    self.board, self.entered, self.field.id, held.task, held.period, held.at
                )
        except Illegal:
            pass
        return self.entered

    @cached_property
    def opened(self) -> Sheet:
        """The sheet as its author laid it out."""
        return opening(self.board)

    @cached_property
    def on(self) -> OnSheet:
        """The playthrough with that sheet."""
        return OnSheet(self.board, self.sheet, self.situation)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The lines of the sheet that are open to decide."""
        return judge.slots(self.board, self.on)

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Each line's number, from 1."""
        return {slot.address: number for number, slot in enumerate(self.slots, start=1)}

    @property
    def slot(self) -> Slot | None:
        """The line under the cursor."""
        return next((slot for slot in self.slots if slot.address == self.cursor), None)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have a line."""
        ids = {slot.section for slot in self.slots}
        return tuple(section for section in self.board.sections if section.id in ids)

    @property
    def section(self) -> Section:
        """The section of the line under the cursor."""
        slot = self.slot
        wanted = slot.section if slot else self.sections[0].id
        return next(section for section in self.sections if section.id == wanted)

    @cached_property
    def constraints(self) -> tuple[tuple[Constraint, Standing], ...]:
        """The constraints that are known, as they stand."""
        return judge.constraints(self.board, self.on)

    @cached_property
    def losses(self) -> tuple[Lost, ...]:
        """What everybody would lose."""
        return judge.losses(self.board, self.on)

    @cached_property
    def filled(self) -> int:
        """How many lines of the sheet have something in them."""
        return sum(self.is_filled(slot) for slot in self.slots)

    def field_of(self, slot: Slot) -> AnyField:
        """The field that a line belongs to."""
        return self.board.field_by_id[slot.field]

    def is_filled(self, slot: Slot) -> bool:
        """Whether a line has something in it; a sequence, once no task is unanswered."""
        field = self.field_of(slot)
        if isinstance(field, Sequence):
            return not self.unanswered(field)
        return slot.address in self.sheet.by_address

    def unanswered(self, field: Sequence) -> tuple[str, ...]:
        """The tasks of a sequence that stand nowhere."""
        lines = self.sheet.lines(field.id)
        return tuple(t for t in self.tasks(field) if not line.place_of(lines, t))

    def tasks(self, field: Sequence) -> tuple[str, ...]:
        """The tasks of a sequence that are known, joined ones as one."""
        known = field.task_by_id
        return tuple(
            name
            for name in self.sheet.standing(field)
            if judge.seen(known[name].when, self.situation)
        )

    def empty(self, section: Section) -> int:
        """How many lines of a section have nothing in them."""
        lines = [slot for slot in self.slots if slot.section == section.id]
        return sum(not self.is_filled(slot) for slot in lines)

    def breaks(self, section: Section) -> bool:
        """Whether something that is known does not hold, and leans on a line of a section."""
        fields = {slot.field for slot in self.slots if slot.section == section.id}
        return any(
            standing.mark == "broken" and not fields.isdisjoint(fields_under(self.board, c.holds))
            for c, standing in self.constraints
        )


def value_text(field: AnyField, slot: Slot, sheet: Sheet) -> str:
    """What a line holds, in words; nothing where it is empty."""
    if isinstance(field, Amount | Threshold):
        number = sheet.number(field.id)
        return "" if number is None else f"{number:g}"
    return dict(slot.choices).get(sheet.text(slot.address), "")


def told_text(field: AnyField, slot: Slot, sheet: Sheet) -> str:
    """As `value_text`, a number with its unit."""
    text = value_text(field, slot, sheet)
    return with_unit(text, field.unit) if text and isinstance(field, Amount | Threshold) else text


def option_of(field: AnyField, slot: Slot, sheet: Sheet) -> Option | None:
    """The item of a line, or what is chosen on it."""
    if isinstance(field, Several):
        return next(item for item in field.items if item.id == slot.part)
    options: tuple[Option, ...] = ()
    if isinstance(field, ChoiceField):
        options = field.options
    elif isinstance(field, Message):
        options = next(side.options for side in field.parts if side.id == slot.part)
    return next((one for one in options if one.id == sheet.text(slot.address)), None)


def note_of(field: AnyField, slot: Slot, sheet: Sheet) -> str:
    """What stands beside a line: the note of what is chosen, else the line's own."""
    option = option_of(field, slot, sheet)
    return option.note if option and option.note else slot.note


def columns_of(field: AnyField, slot: Slot, sheet: Sheet) -> str:
    """The numbers of an item, or of what is chosen, that its author shows; those there are."""
    option = option_of(field, slot, sheet)
    if option is None or not isinstance(field, ChoiceField | Several):
        return ""
    given = dict(option.columns)
    return " · ".join(
        with_unit(f"{given[shown.column]:,.{shown.decimals}f}", shown.unit)
        for shown in field.shows
        if shown.column in given
    )
