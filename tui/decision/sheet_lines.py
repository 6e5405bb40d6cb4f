"""The sheet's sections as lines, and where a click means what."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.content import Content

from engine.board.fields import (
    Amount,
    ChoiceField,
    Figure,
    Owners,
    Section,
    Sequence,
    Threshold,
)
from engine.board.judge import Slot
from engine.board.units import joint
from engine.expressions import Named
from tui.debrief.lines import pad, paragraph, spread
from tui.decision.chart import chart
from tui.decision.scene import Scene, columns_of, note_of, value_text
from tui.safety import one_line

Part = tuple[str, str]
LABEL = (13, 29)
"""Columns of a label, at least and at most."""
BOUNDS = {"at_most": "at most ", "at_least": "at least "}


@dataclass(frozen=True)
class Hit:
    """Columns of a line in which a click does something."""

    start: int
    end: int
    does: str
    """`-` and `+` turn, `=value` enters a value, `set` enters what is shown, `open` opens."""


@dataclass(frozen=True)
class Line:
    """One painted line; with an address where the cursor can stand on it."""

    content: Content
    address: str = ""
    hits: tuple[Hit, ...] = ()


@dataclass
class Parts:
    """A line that is being put together."""

    parts: list[Part] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    width: int = 0

    def add(self, text: str, style: str = "", does: str = "") -> None:
        """Writes a text, of which a click may mean something."""
        end = self.width + cell_len(text)
        if does:
            self.hits.append(Hit(self.width, end, does))
        self.parts.append((text, style))
        self.width = end


def lines_of(scene: Scene, section: Section, width: int, chart_rows: int) -> list[Line]:
    """A section: its heading, its fields, figures and chart."""
    slots = [slot for slot in scene.slots if slot.section == section.id]
    longest = max(cell_len(_label(slot)) for slot in slots)
    room = max(LABEL[0], min(LABEL[1], longest + 1))
    lines = [heading(section, width)]
    for slot in slots:
        lines.append(_line(scene, slot, room, width))
        found = scene.field_of(slot)
        if slot.address == scene.cursor:
            lines += _whole_note(scene, slot, lines[-1], width)
        if isinstance(found, Sequence):
            lines += [_beside(content, slot.address) for content in _small(scene, found, width)]
    lines += [
        _beside(_figure(scene, figure, room, width))
        for figure in scene.board.figures
        if figure.section == section.id
    ]
    return [*lines, *_chart(scene, section, width, chart_rows)]


def _beside(content: Content, address: str = "") -> Line:
    """A line without a cursor of its own, moved to where the others begin."""
    return Line(Content.assemble(" ", content), address)


def heading(section: Section, width: int) -> Line:
    """A section's title, and what stands at its right."""
    left = Content.styled(one_line(section.title).upper(), "bold $mute")
    return _beside(spread(left, Content.styled(one_line(section.aside), "$mute"), width))


def _label(slot: Slot) -> str:
    return one_line(slot.label)


def _line(scene: Scene, slot: Slot, room: int, width: int) -> Line:
    here = slot.address == scene.cursor
    number = scene.number_of[slot.address]
    row = Parts()
    row.add("▌" if here else " ", "$accent")
    row.add(f"{number if number < 10 else ' '} ", "bold $accent" if here else "$accent")
    label = _label(slot)
    label = label if cell_len(label) <= room else f"{label[: room - 1]}…"
    row.add(pad(label, room), "bold" if here else "")
    row.add(" ")
    found = scene.field_of(slot)
    if isinstance(found, Sequence):
        _summary(row, scene, found, here)
    elif slot.choices:
        _choices(row, scene, slot, here, width)
    else:
        _number(row, scene, slot, here)
    _aside(row, scene, slot, width)
    return Line(Content.assemble(*row.parts), slot.address, tuple(row.hits))


def _aside(row: Parts, scene: Scene, slot: Slot, width: int) -> None:
    """The note of a line, and at the right edge its numbers where both have room, or no note."""
    found = scene.field_of(slot)
    note = one_line(note_of(found, slot, scene.sheet))
    numbers = one_line(columns_of(found, slot, scene.sheet))
    left = width - row.width - 1
    if numbers and left >= cell_len(numbers):
        left -= cell_len(numbers) + 2
    else:
        numbers = ""
    if note and left >= 8:
        row.add("  " + (note if cell_len(note) <= left else f"{note[: left - 1]}…"), "$mute")
    if numbers:
        gap = width + 1 - row.width - cell_len(numbers)  # where the heading's aside ends
        row.add(" " * gap + numbers, "$foreground 72%")


def _whole_note(scene: Scene, slot: Slot, line: Line, width: int) -> list[Line]:
    """The note of the line under the cursor below it, where it was cut or had no room."""
    note = one_line(note_of(scene.field_of(slot), slot, scene.sheet))
    if not note or note in line.content.plain:
        return []
    return [_beside(content, slot.address) for content in paragraph(note, width, "$mute", indent=3)]


def _number(row: Parts, scene: Scene, slot: Slot, here: bool) -> None:
    found = scene.field_of(slot)
    if not isinstance(found, Amount | Threshold):
        return
    if isinstance(found, Threshold):
        row.add(BOUNDS[found.bound], "$mute")
    text = value_text(found, slot, scene.sheet)
    if here and scene.typing is not None:
        row.add(" ", "")
        row.add(f" {scene.typing}▏ ", "bold $glow on $lamp")
        row.add(f" {one_line(found.unit)}", "$mute")
        return
    arrows = "bold $accent" if here else "$mute"
    room = max(len(f"{number:g}") for number in (found.low, found.high, found.high - found.step))
    row.add("◂ ", arrows, "-")
    if text:
        row.add(f" {text:^{room}} ", "bold $glow on $lamp" if here else "bold", "set")
    else:
        row.add(f" {'–':^{room}} ", "bold $error" + (" on $lamp" if here else ""), "set")
    row.add(" ▸", arrows, "+")
    row.add(joint(found.unit) + one_line(found.unit), "$mute")


def _choices(row: Parts, scene: Scene, slot: Slot, here: bool, width: int) -> None:
    now = scene.sheet.text(slot.address)
    found = scene.field_of(slot)
    segments = sum(cell_len(label) + 3 for _, label in slot.choices)
    if not now and not here:
        nobody = isinstance(found, Owners)
        row.add(" nobody yet " if nobody else " not set ", "bold $error", "here")
        row.add("  ◂ ▸ to name one" if nobody else "  ◂ ▸ to choose", "$mute", "here")
        return
    if isinstance(found, ChoiceField) or row.width + segments > width:
        arrows = "bold $accent" if here else "$mute"
        text = value_text(found, slot, scene.sheet) or "not set"
        row.add("◂ ", arrows, "-")
        style = "bold" if now else "bold $error"
        row.add(f" {text} ", "bold $glow on $lamp" if here and now else style, "set")
        row.add(" ▸", arrows, "+")
        return
    for value, label in slot.choices:
        chosen = value == now
        style = "bold $glow on $lamp" if here else "bold $foreground on $lit"
        row.add(
            f"{'•' if chosen else ' '}{one_line(label)} ", style if chosen else "$mute", f"={value}"
        )
        row.add(" ")


def _summary(row: Parts, scene: Scene, found: Sequence, here: bool) -> None:
    open_tasks = len(scene.unanswered(found))
    spots = scene.on.placed(found)
    row.add(f"{len(spots)} placed", "bold", "open")
    if open_tasks:
        row.add(f" · {open_tasks} unanswered", "$accent", "open")
    row.add("  Enter lays it out" if here else "", "bold $accent", "open")


def _small(scene: Scene, found: Sequence, width: int) -> list[Content]:
    from tui.decision.line_lines import small_lines

    return small_lines(scene, found, width)


def figure_text(scene: Scene, figure: Figure) -> tuple[str, str]:
    """A figure as it stands, and its unit with what joins it; none to what has no value."""
    number = scene.on.reading(Named(name=figure.id))
    if number is None:
        return "–", ""
    return f"{number:,.{figure.decimals}f}", joint(figure.unit) + one_line(figure.unit)


def _figure(scene: Scene, figure: Figure, room: int, width: int) -> Content:
    beside = scene.board.figure_by_id.get(figure.beside)
    number, unit = figure_text(scene, figure)
    parts: list[Part] = [
        ("  " + pad(one_line(figure.label), room + 3), "$mute"),
        (number, "bold $accent"),
        (unit, "$mute"),
    ]
    if beside is not None:
        parts.append((f"     {''.join(figure_text(scene, beside))}", "$mute"))
    return Content.assemble(*parts)


def _chart(scene: Scene, section: Section, width: int, rows: int) -> list[Line]:
    estimate = scene.board.estimate_by_id.get(section.chart)
    if estimate is None or rows < 2:
        return []
    figure = scene.board.figure_by_id.get(section.line)
    at = scene.on.reading(Named(name=figure.id)) if figure else None
    title = Content.styled(f"  {one_line(estimate.title)}", "$mute")
    key = Content.assemble(
        ("┃", "$accent"),
        (f" {one_line(estimate.line_title)}   ", "$accent"),
        ("█", "$error"),
        (f" {one_line(estimate.over_title)}  ", "$error"),
    )
    lines = [spread(title, key, width) if estimate.line_title else title]
    lines += [Content.assemble("  ", row) for row in chart(estimate, at, width - 2, rows)]
    return [_beside(content) for content in lines]
