"""A sequence on its capacity line: periods, tasks, and what everybody sees coming."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from textual.content import Content

from engine import conditions as c
from engine import expressions as e
from engine.board import line
from engine.board.fields import Period, Sequence, Task
from engine.board.judge import seen
from engine.board.line import Placed
from tui.decision.scene import Scene
from tui.safety import one_line
from tui.theme import PEOPLE_HUES

Cell = tuple[str, str]
HEAD = 4
"""Columns of a period's name before its line."""
TALLY = 7
"""Columns of what it holds, behind it."""


@dataclass(frozen=True)
class Spot:
    """Where a task is drawn: its row among the lines, and its columns."""

    row: int
    start: int
    end: int
    task: str
    period: str
    at: int


@dataclass(frozen=True)
class Drawn:
    """A line as it is drawn, and where a click means which task or place."""

    lines: tuple[Content, ...]
    spots: tuple[Spot, ...]
    periods: tuple[tuple[int, int, str], ...]
    """From row to row, the period that lies there."""


def hue_of(scene: Scene, found: Sequence, task: Task) -> str:
    """The colour of a task's group."""
    groups = list(dict.fromkeys(each.group for each in found.task_by_id.values() if each.group))
    place = groups.index(task.group) if task.group in groups else -1
    return f"$hue-{place % PEOPLE_HUES + 1}" if place >= 0 else "$secondary"


def draw(scene: Scene, found: Sequence, width: int, spaced: bool) -> Drawn:
    """The whole line, three rows a period and one between them where there is room."""
    room = width - HEAD - TALLY
    spots = scene.on.placed(found)
    rows: list[Content] = []
    drawn: list[Spot] = []
    periods = []
    for number, period in enumerate(found.periods):
        first = len(rows)
        here = [spot for spot in spots if spot.period.id == period.id]
        rows.append(_axis(scene, found, period, room))
        for at, spot in enumerate(here):
            start, end = _columns(spot, room)
            drawn.append(Spot(len(rows), HEAD + start, HEAD + end, spot.task.id, period.id, at))
        rows.append(_blocks(scene, found, period, here, room))
        rows.append(_notes(scene, found, here, room))
        if spaced and number < len(found.periods) - 1:
            rows.append(Content(""))
        periods.append((first, len(rows), period.id))
    return Drawn(tuple(rows), tuple(drawn), tuple(periods))


def small_lines(scene: Scene, found: Sequence, width: int) -> list[Content]:
    """One row a period, for the sheet."""
    room = width - HEAD - TALLY - 2
    rows = []
    for period in found.periods:
        here = [spot for spot in scene.on.placed(found) if spot.period.id == period.id]
        rows.append(Content.assemble("  ", _blocks(scene, found, period, here, room, plain=True)))
    return rows


def _columns(spot: Placed, room: int) -> tuple[int, int]:
    scale = room / spot.period.capacity
    start = round(spot.offset * scale)
    return min(start, room), min(room, round((spot.offset + spot.task.length) * scale))


def _blocks(
    scene: Scene,
    found: Sequence,
    period: Period,
    here: list[Placed],
    room: int,
    *,
    plain: bool = False,
) -> Content:
    cells: list[Cell] = []
    for spot in here:
        start, end = _columns(spot, room)
        if end - start >= 1:
            cells += _block(scene, found, spot.task, end - start, plain)
    cells += [("·", "$rule")] * (room - len(cells))
    used = line.used(here, period.id)
    over = used > period.capacity + 1e-9
    head = "" if not plain else one_line(period.label)
    total = Content.assemble(
        (f"{used:g}".rjust(4), "bold $error" if over else "bold"),
        (f"/{period.capacity:g}", "$mute"),
    )
    return Content.assemble((head[: HEAD - 1].ljust(HEAD), "$mute"), _row(cells[:room]), total)


def _block(scene: Scene, found: Sequence, task: Task, width: int, plain: bool) -> list[Cell]:
    held = scene.held is not None and scene.held.task == task.id
    here = scene.task == task.id and not plain
    label = one_line(task.label)
    if cell_len(label) > width - 2:
        label = one_line(task.short) or label
    if cell_len(label) > width - 2:
        label = label[: width - 3] + "…" if width > 4 else ""
    text = label.center(width - 2) if width > 2 else ""
    if held and not plain:
        style = "bold $glow on $lamp"
        edge = ("┃", "bold $accent on $lamp")
        return [edge, *((letter, style) for letter in text), edge][:width]
    hue = hue_of(scene, found, task)
    ground = f"on {hue} 40%" if scene.tinted else "on $track"
    if here:
        ground = "on $lit"
    letters = f"bold $glow {ground}" if here else f"$foreground {ground}"
    first = ("▌" if here else "▎", f"{'$accent' if here else hue} {ground}")
    return [first, *((letter, letters) for letter in text), (" ", "")][:width]


def _notes(scene: Scene, found: Sequence, here: list[Placed], room: int) -> Content:
    """Under each task its length, and what is wrong with where it stands."""
    cells: list[Cell] = [(" ", "")] * (HEAD + room)
    wrong = faults(scene, found)
    for spot in here:
        start, end = _columns(spot, room)
        fault = wrong.get(spot.task.id, "")
        text = f"{spot.task.length:g}" + (f" · {fault} ✗" if fault else "")
        style = "bold $error" if fault else "$mute"
        limit = room if fault and spot is here[-1] else end
        for number, letter in enumerate(text):
            if start + number < limit:
                cells[HEAD + start + number] = (letter, style)
    return _row(cells)


def faults(scene: Scene, found: Sequence) -> dict[str, str]:
    """Tasks about which a constraint is broken that measures where they stand."""
    spots = {spot.task.id: spot for spot in scene.on.placed(found)}
    unit = one_line(found.unit)
    wrong = {task: "waits" for task, _ in line.unready(found, tuple(spots.values()))}
    for constraint, standing in scene.constraints:
        if standing.mark != "broken":
            continue
        for atom in c.atoms(constraint.holds):
            if not isinstance(atom, c.Compared):
                continue
            for leaf in (*e.leaves(atom.left), *e.leaves(atom.right)):
                if not isinstance(leaf, e.Measure) or leaf.field != found.id:
                    continue
                spot = spots.get(leaf.item)
                if spot and leaf.measure == "ends":
                    wrong[leaf.item] = f"ends {unit} {math.ceil(spot.ends - 1e-9)}"
                elif spot and leaf.measure == "starts":
                    wrong[leaf.item] = f"starts {unit} {math.floor(spot.starts + 1e-9)}"
    return wrong


def _axis(scene: Scene, found: Sequence, period: Period, room: int) -> Content:
    span = period.ends - period.begins + 1
    cells: list[Cell] = [(" ", "$faint")] * room
    every = max(1, math.ceil(span * 5 / max(1, room)), 2 if span > 6 else 1)
    every = every if room > 80 or span <= 6 else max(every, 4)
    for unit in range(0, span, every):
        _write(cells, round(unit / span * room), str(period.begins + unit), "$faint")
    for mark in found.marks:
        if not seen(mark.when, scene.situation):
            continue
        if mark.ends < period.begins or mark.begins > period.ends:
            continue
        start = round((max(mark.begins, period.begins) - period.begins) / span * room)
        end = round((min(mark.ends, period.ends) + 1 - period.begins) / span * room)
        label = one_line(mark.label)
        if mark.begins == mark.ends:
            style = "bold $error" if mark.hard else "bold $accent"
            text = f"┃ {label}, {one_line(found.unit)} {mark.begins}"
            _write(cells, min(start, max(0, room - len(text))), f"{text}  ", style)
        else:
            words = label if cell_len(label) <= end - start else ""
            _write(cells, start, words.center(end - start), "$accent on $lamp")
    head = (one_line(period.label)[: HEAD - 1].ljust(HEAD), "$mute")
    return Content.assemble(head, _row(cells))


def _write(cells: list[Cell], start: int, text: str, style: str) -> None:
    for number, letter in enumerate(text):
        if 0 <= start + number < len(cells):
            cells[start + number] = (letter, style)


def _row(cells: list[Cell]) -> Content:
    runs = groupby(cells, itemgetter(1))
    return Content.assemble(*(("".join(letter for letter, _ in run), style) for style, run in runs))
