"""What is handed in: the whole sheet in one page, before it is too late."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from engine.board.fields import NOT_NOW, Amount, AnyField, Message, Sequence, Several, Threshold
from engine.board.judge import Slot
from tui.debrief.lines import wrap
from tui.decision.scene import Scene, value_text
from tui.decision.side import MARKS
from tui.safety import one_line

LABEL, WIDTH = 25, 68
"""Columns of a label, and of the whole page."""
EMPTY = "empty"


def summary(scene: Scene) -> Content:
    """The sheet in words, with what does not hold of what is known."""
    lines: list[Content] = []
    for field in dict.fromkeys(slot.field for slot in scene.slots):
        slots = [slot for slot in scene.slots if slot.field == field]
        for label, text in _told(scene, scene.board.field_by_id[field], slots):
            lines += _row(label, text)
    mark, style = MARKS["broken"]
    for constraint, standing in scene.constraints:
        if standing.mark == "broken":
            title = one_line(constraint.title)
            lines.append(Content.assemble((f"{mark} ", style), title, (" does not hold", "$mute")))
    return Content("\n").join(lines)


def _row(label: str, text: str) -> list[Content]:
    rows = wrap(text or EMPTY, WIDTH - LABEL - 1)
    style = "bold" if text else "bold $error"
    heads = [one_line(label)[:LABEL].ljust(LABEL + 1), *[" " * (LABEL + 1)] * (len(rows) - 1)]
    return [
        Content.assemble((head, "$foreground 72%"), (row, style))
        for head, row in zip(heads, rows, strict=True)
    ]


def _told(scene: Scene, field: AnyField, slots: list[Slot]) -> Iterator[tuple[str, str]]:
    """A field as labels and texts; items of one state stand together."""
    if isinstance(field, Sequence):
        yield from _sequence(scene, field)
    elif isinstance(field, Several):
        for state in field.states:
            inside = [s.label for s in slots if scene.sheet.text(s.address) == state.id]
            if inside:
                yield f"{field.label}: {state.label}", ", ".join(inside)
        left = [slot.label for slot in slots if not scene.sheet.text(slot.address)]
        if left:
            yield f"{field.label}: {EMPTY}", ", ".join(left)
    elif isinstance(field, Message):
        given = [value_text(field, slot, scene.sheet) for slot in slots]
        yield field.label, " · ".join(text or EMPTY for text in given) if any(given) else ""
    else:
        for slot in slots:
            text = value_text(field, slot, scene.sheet)
            unit = field.unit if isinstance(field, Amount | Threshold) and text else ""
            yield slot.label, f"{text}{unit}"


def _sequence(scene: Scene, field: Sequence) -> Iterator[tuple[str, str]]:
    lines = dict(scene.sheet.lines(field.id))
    for name, label in (*((p.id, p.label) for p in field.periods), (NOT_NOW, "not now")):
        tasks = ", ".join(field.task_by_id[task].label for task in lines.get(name, ()))
        if tasks:
            yield f"{field.label}: {label}", tasks
    left = len(scene.unanswered(field))
    if left:
        yield field.label, "1 task unanswered" if left == 1 else f"{left} tasks unanswered"
