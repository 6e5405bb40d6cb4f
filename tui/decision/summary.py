"""What is handed in: the whole sheet in one page, before it is too late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from engine.board.fields import NOT_NOW, AnyField, Message, Sequence, Several
from engine.board.judge import Slot
from tui.debrief.lines import pad, wrap
from tui.decision.scene import Scene, told_text
from tui.decision.side import MARKS
from tui.safety import one_line

LABEL, WIDTH = (25, 32), 68
"""Columns of the labels, at least and at most, and of the whole page."""
EMPTY, AS_IT_LAY = "empty", "Left as it lay there"


@dataclass(frozen=True)
class Shorter:
    """What is left out of a page that would scroll."""

    counted: bool = False
    """Items that stand as the sheet opened are counted, not named."""
    gathered: bool = False
    """What stands as the sheet opened is named in one row, and what is empty in another."""
    cut: bool = False
    """Every row takes one line."""


STEPS = (
    Shorter(),
    Shorter(counted=True),
    Shorter(counted=True, gathered=True),
    Shorter(counted=True, gathered=True, cut=True),
)


def summary(scene: Scene, rows: int) -> Content:
    """The sheet in words, with what does not hold of what is known, in as many rows at most.

    Only what does not fit even where all is shortened goes on below.
    """
    lines: list[Content] = []
    for shorter in STEPS:
        lines = _lines(scene, shorter)
        if len(lines) <= rows:
            break
    return Content("\n").join(lines)


def _lines(scene: Scene, shorter: Shorter) -> list[Content]:
    lines: list[Content] = []
    rows = list(_rows(scene, shorter))
    longest = max((cell_len(one_line(label)) for label, _ in rows), default=0)
    labels = max(LABEL[0], min(LABEL[1], longest))
    for label, text in rows:
        lines += _row(label, text, labels, shorter)
    mark, style = MARKS["broken"]
    for constraint, standing in scene.constraints:
        if standing.mark == "broken":
            title = one_line(constraint.title)
            lines.append(Content.assemble((f"{mark} ", style), title, (" does not hold", "$mute")))
    return lines


def _row(label: str, text: str, labels: int, shorter: Shorter) -> list[Content]:
    room = WIDTH - labels - 1
    rows = wrap(one_line(text or EMPTY), room)
    if shorter.cut and len(rows) > 1:
        rows = [f"{rows[0] if cell_len(rows[0]) < room else rows[0][: room - 1]}…"]
    style = "bold" if text else "bold $error"
    head = _cut(one_line(label), labels)
    heads = [pad(head, labels + 1), *[" " * (labels + 1)] * (len(rows) - 1)]
    return [
        Content.assemble((head, "$foreground 72%"), (row, style))
        for head, row in zip(heads, rows, strict=True)
    ]


def _cut(label: str, width: int) -> str:
    return label if cell_len(label) <= width else f"{label[: width - 1]}…"


def _rows(scene: Scene, shorter: Shorter) -> Iterator[tuple[str, str]]:
    """Labels and texts, what was decided first where the rest is gathered."""
    left: list[str] = []
    empty: list[str] = []
    for field in dict.fromkeys(slot.field for slot in scene.slots):
        found = scene.board.field_by_id[field]
        slots = [slot for slot in scene.slots if slot.field == field]
        if not shorter.gathered or isinstance(found, Sequence):
            yield from _told(scene, found, slots, shorter)
            continue
        same = [slot for slot in slots if _as_it_lay(scene, slot)]
        blank = [slot for slot in slots if not scene.is_filled(slot)]
        for group, names in ((same, left), (blank, empty)):
            if group and len(group) == len(slots):
                names.append(found.label)
            elif isinstance(found, Several) and group:
                names.append(f"{len(group)} of {found.label}")
            else:
                names += [slot.label for slot in group]
        yield from _told(scene, found, [s for s in slots if s not in (*same, *blank)], shorter)
    if left:
        yield AS_IT_LAY, ", ".join(left)
    if empty:
        yield EMPTY.capitalize(), ", ".join(empty)


def _as_it_lay(scene: Scene, slot: Slot) -> bool:
    """Whether a line holds what stood there as the sheet opened."""
    given = scene.sheet.by_address.get(slot.address)
    return given is not None and given == scene.opened.by_address.get(slot.address)


def _told(
    scene: Scene, field: AnyField, slots: list[Slot], shorter: Shorter
) -> Iterator[tuple[str, str]]:
    """A field as labels and texts; items of one state stand together."""
    if not slots:
        return
    if isinstance(field, Sequence):
        yield from _sequence(scene, field)
    elif isinstance(field, Several):
        yield from _several(scene, field, slots, shorter)
    elif isinstance(field, Message):
        given = [told_text(field, slot, scene.sheet) for slot in slots]
        yield field.label, " · ".join(text or EMPTY for text in given) if any(given) else ""
    else:
        for slot in slots:
            yield slot.label, told_text(field, slot, scene.sheet)


def _several(
    scene: Scene, field: Several, slots: list[Slot], shorter: Shorter
) -> Iterator[tuple[str, str]]:
    for state in field.states:
        inside = [s for s in slots if scene.sheet.text(s.address) == state.id]
        named = [s.label for s in inside if not (shorter.counted and _as_it_lay(scene, s))]
        others = len(inside) - len(named)
        if others:
            named.append(f"{others} more, as they lay there" if named else f"{others}, as it lay")
        if named:
            yield f"{field.label}: {state.label}", ", ".join(named)
    left = [slot.label for slot in slots if not scene.sheet.text(slot.address)]
    if left:
        yield f"{field.label}: {EMPTY}", ", ".join(left)


def _sequence(scene: Scene, field: Sequence) -> Iterator[tuple[str, str]]:
    lines = dict(scene.sheet.lines(field.id))
    for name, label in (*((p.id, p.label) for p in field.periods), (NOT_NOW, "not now")):
        tasks = ", ".join(field.task_by_id[task].label for task in lines.get(name, ()))
        if tasks:
            yield f"{field.label}: {label}", tasks
    left = len(scene.unanswered(field))
    if left:
        yield field.label, "1 task unanswered" if left == 1 else f"{left} tasks unanswered"
