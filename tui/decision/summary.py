"""What is handed in: every line of the sheet in one page, before it is too late."""

from __future__ import annotations

from textual.content import Content

from engine.board.fields import NOT_NOW, Amount, Sequence, Threshold
from engine.board.judge import Slot
from tui.decision.scene import Scene, value_text
from tui.decision.side import MARKS
from tui.safety import one_line

LABEL = 26


def summary(scene: Scene) -> Content:
    """The sheet in words, with what does not hold of what is known."""
    lines: list[Content] = []
    for section in scene.sections:
        lines.append(Content.styled(one_line(section.title).upper(), "bold $mute"))
        lines += [_line(scene, slot) for slot in scene.slots if slot.section == section.id]
    broken = [c for c, standing in scene.constraints if standing.mark == "broken"]
    if broken:
        lines.append(Content.styled("DOES NOT HOLD", "bold $mute"))
        mark, style = MARKS["broken"]
        lines += [Content.assemble((f"{mark} ", style), one_line(c.title)) for c in broken]
    lines += [Content(""), Content("A sheet that is handed in cannot be taken back.")]
    return Content("\n").join(lines)


def _line(scene: Scene, slot: Slot) -> Content:
    found = scene.field_of(slot)
    if isinstance(found, Sequence):
        return _sequence(scene, found)
    text = value_text(found, slot, scene.sheet)
    unit = found.unit if isinstance(found, Amount | Threshold) and text else ""
    label = one_line(slot.label)[:LABEL].ljust(LABEL)
    value = (f"{text}{unit}", "bold") if text else ("empty", "bold $error")
    return Content.assemble((f"  {label} ", "$foreground 72%"), value)


def _sequence(scene: Scene, found: Sequence) -> Content:
    lines = dict(scene.sheet.lines(found.id))
    rows = []
    for name, label in (*((p.id, p.label) for p in found.periods), (NOT_NOW, "not now")):
        tasks = ", ".join(one_line(found.task_by_id[task].label) for task in lines.get(name, ()))
        if tasks:
            head = (f"  {one_line(label)[:8]:<8} ", "$foreground 72%")
            rows.append(Content.assemble(head, (tasks, "bold")))
    open_tasks = len(scene.unanswered(found))
    if open_tasks:
        words = "1 task is unanswered" if open_tasks == 1 else f"{open_tasks} tasks are unanswered"
        rows.append(Content.styled(f"  {words}", "bold $error"))
    return Content("\n").join(rows)
