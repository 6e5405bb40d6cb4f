"""What stood on a decision sheet about something that was asked of it, in words."""

from __future__ import annotations

from engine import conditions as c
from engine import expressions as e
from engine.board.fields import (
    NOT_NOW,
    Amount,
    AnyField,
    Board,
    ChoiceField,
    Message,
    Owners,
    Sequence,
    Several,
    Threshold,
)
from engine.board.units import with_unit
from engine.conditions import Condition
from engine.mission import Mission
from engine.phase_config import BoardDecision
from engine.shared import Decided, Shared


def sheet_told(mission: Mission, shared: Shared, condition: Condition | None) -> tuple[str, ...]:
    """Each thing that a condition asks of a sheet, as it stood when it was handed in.

    Nothing where the condition asks nothing of a sheet, or none was handed in.
    """
    told: list[str] = []
    boards = {p.id: p.sheet for p in mission.phases if isinstance(p, BoardDecision)}
    for atom in c.atoms(condition) if condition is not None else ():
        for sheet in shared.decided:
            told += _told(boards[sheet.phase], sheet, atom)
    return tuple(dict.fromkeys(told))


def entries_told(board: Board, sheet: Decided) -> tuple[str, ...]:
    """Every line of a sheet that was handed in and that held something, in the sheet's order."""
    told = []
    for field in board.fields:
        parts = _labels(field)
        addresses = [f"{field.id}.{part}" for part in parts] or [field.id]
        for address in addresses:
            if any(entry.startswith(f"{address}=") for entry in sheet.entered):
                words = _entered(board, sheet, address, None)
                told.append(f"{field.label}, {words}" if parts else words)
    return tuple(told)


def _told(board: Board, sheet: Decided, atom: Condition) -> list[str]:
    match atom:
        case c.Within() if atom.constraint in board.constraint_by_id:
            title = board.constraint_by_id[atom.constraint].title
            return [f"{title}: {'holds' if atom.constraint in sheet.kept else 'does not hold'}"]
        case c.Entered() if atom.field.partition(".")[0] in board.field_by_id:
            return [_entered(board, sheet, atom.field, atom.item)]
        case c.Compared():
            leaves = (*e.leaves(atom.left), *e.leaves(atom.right))
            names = [leaf.name for leaf in leaves if isinstance(leaf, e.Named)]
            return [text for name in names for text in _number(board, sheet, name)]
    return []


def _number(board: Board, sheet: Decided, name: str) -> list[str]:
    figure, field = board.figure_by_id.get(name), board.field_by_id.get(name)
    found: tuple[str, str] | None = None
    if figure is not None:
        found = figure.label or name.replace("-", " "), figure.unit
    elif isinstance(field, Amount | Threshold):
        found = field.label, field.unit
    if found is None:
        return []
    number = dict(sheet.numbers).get(name)
    return [f"{found[0]}: {'empty' if number is None else with_unit(f'{number:,.6g}', found[1])}"]


def _entered(board: Board, sheet: Decided, address: str, item: str | None) -> str:
    """A line of the sheet with what it held; of items and tasks, whether or where one was."""
    name, _, part = address.partition(".")
    field = board.field_by_id[name]
    if not part and isinstance(field, Several | Sequence) and item is not None:
        part, address = item, f"{name}.{item}"
    prefix = f"{address}="
    names = [entry.removeprefix(prefix) for entry in sheet.entered if entry.startswith(prefix)]
    label = _labels(field).get(part, field.label)
    if isinstance(field, Amount | Threshold):
        return f"{label}: {with_unit(names[0], field.unit) if names else 'empty'}"
    words = _labels(field) | _choices(field)
    return f"{label}: {', '.join(words.get(each, each) for each in names) or 'empty'}"


def _labels(field: AnyField) -> dict[str, str]:
    """The parts of a field by id."""
    match field:
        case Several():
            return {item.id: item.label for item in field.items}
        case Owners():
            return {right.id: right.label for right in field.rights}
        case Message():
            return {side.id: side.label for side in field.parts}
        case Sequence():
            return {name: task.label for name, task in field.task_by_id.items()}
    return {}


def _choices(field: AnyField) -> dict[str, str]:
    """What may stand in a field or a part of it, by id."""
    match field:
        case ChoiceField():
            return {option.id: option.label for option in field.options}
        case Several():
            return {state.id: state.label for state in field.states}
        case Owners():
            return {person.id: person.label for person in field.people}
        case Message():
            return {option.id: option.label for side in field.parts for option in side.options}
        case Sequence():
            return {NOT_NOW: "not now"} | {period.id: period.label for period in field.periods}
    return {}
