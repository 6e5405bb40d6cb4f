"""Rows of figures as charts: a line through marks, one chart to each unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from textual.content import Content

from tui.canvas import Canvas
from tui.charts.rows import Row, figure
from tui.safety import one_line
from tui.theme import PEOPLE_HUES

MARKS = "●○◆◇▲△■□"
"""Each line's marks differ in shape as well as in colour."""
NARROWEST, LOWEST = 34, 6
"""Cells of a chart under which two do not stand side by side, and none is drawn."""
GAP = 2
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Braille's dots, by row and column of a cell."""
BRAILLE = 0x2800
MIDDLE = 1.5
"""Dots from a cell's upper edge to its middle."""
STYLES = {"ground": "", "axis": "$rule", "tick": "$mute", "title": "bold"} | {
    f"line-{n}": f"$hue-{n + 1}" for n in range(PEOPLE_HUES)
}


@dataclass(frozen=True)
class _Frame:
    """Where a chart's plot stands, and its scale."""

    left: int
    top: int
    width: int
    height: int
    high: float

    def across(self, share: float) -> float:
        """Dots from the left for a share of the axis."""
        return share * (self.width * 2 - 1)

    def down(self, value: float) -> float:
        """Dots from the top for a value; nothing and the top lie in the middle of a cell."""
        return (1 - value / self.high) * (self.height - 1) * 4 + MIDDLE


def charts(rows: Sequence[Row], width: int, height: int) -> tuple[Content, ...]:
    """All rows as charts, by unit, in so many cells; two side by side where there is room."""
    units: dict[str, list[Row]] = {}
    for row in rows:
        units.setdefault(row.unit, []).append(row)
    groups = list(units.values())
    columns = 2 if len(groups) > 1 and width >= 2 * NARROWEST + GAP else 1
    lines = -(-len(groups) // columns)
    each_width = (width - GAP * (columns - 1)) // columns
    each_height = max(LOWEST, height // lines)
    found: list[Content] = []
    for first in range(0, len(groups), columns):
        beside = [chart(g, each_width, each_height) for g in groups[first : first + columns]]
        for parts in zip(*beside, strict=True):
            gap = Content(" " * GAP)
            found.append(gap.join(parts))
    return tuple(found)


def chart(rows: Sequence[Row], width: int, height: int) -> tuple[Content, ...]:
    """Rows of one unit: title, plot over an axis from nothing to a round figure, and legend."""
    legend = _legend(rows, width) if len(rows) > 1 else []
    canvas = Canvas(width, height)
    high, step = scale(max((abs(v) for row in rows for v in row.values), default=0))
    ticks = [figure(step * n) for n in range(round(high / step) + 1)]
    left = max(len(tick) for tick in ticks) + 1
    frame = _Frame(left, 1, width - left - 1, max(1, height - 3 - len(legend)), high)
    canvas.put(0, 0, _title(rows, width), "title")
    _axes(canvas, frame, ticks)
    _places(canvas, frame, rows[0].x)
    for number, row in enumerate(rows):
        _line(canvas, frame, row, f"line-{number % PEOPLE_HUES}")
    for number, row in enumerate(rows):
        _marks(canvas, frame, row, MARKS[number % len(MARKS)], f"line-{number % PEOPLE_HUES}")
    for place, entries in enumerate(legend):
        column = 0
        for text, style in entries:
            canvas.put(column, height - len(legend) + place, text, style)
            column += len(text)
    return tuple(_painted(line) for line in canvas.rows)


def scale(most: float) -> tuple[float, float]:
    """The top of an axis and its step: a round step, of which two to four reach the most."""
    if most <= 0:
        return 1.0, 1.0
    power = 10.0 ** (len(f"{int(most)}") - 1) if most >= 1 else 0.1
    while power > most:
        power /= 10
    for step in (power * part for part in (0.25, 0.5, 1, 2, 2.5, 5)):
        count = -(-most // step)
        if count <= 4:
            return step * count, step
    return power * 10, power * 5


def share_along(x: Sequence[str]) -> list[float]:
    """How far along the axis each place stands: clock times by their distance, else evenly."""
    minutes = [_minutes(place) for place in x]
    if all(m is not None for m in minutes):
        known = [m for m in minutes if m is not None]
        if known[-1] > known[0] and known == sorted(known):
            return [(m - known[0]) / (known[-1] - known[0]) for m in known]
    return [n / max(1, len(x) - 1) for n in range(len(x))]


def _minutes(place: str) -> int | None:
    hour, colon, minute = place.partition(":")
    if colon and hour.isdecimal() and minute.isdecimal():
        return int(hour) * 60 + int(minute)
    return None


def _title(rows: Sequence[Row], width: int) -> str:
    unit = one_line(rows[0].unit)
    if len(rows) > 1:
        return unit[:width]
    name = ", ".join(part for part in (one_line(rows[0].name), unit) if part)
    return f"{name}   {_reach(rows[0])}"[:width]


def _reach(row: Row) -> str:
    """The least and the most of a row."""
    low, high = figure(min(row.values)), figure(max(row.values))
    return low if low == high else f"{low}–{high}"


def _legend(rows: Sequence[Row], width: int) -> list[list[tuple[str, str]]]:
    """Mark, name, and the least and the most of each row; as many to a line as fit."""
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0
    for number, row in enumerate(rows):
        text = f" {one_line(row.name)} {_reach(row)}   "
        if used and used + len(text) - 2 > width:
            lines.append([])
            used = 0
        mark = (MARKS[number % len(MARKS)], f"line-{number % PEOPLE_HUES}")
        lines[-1] += [mark, (text, "tick")]
        used += len(text) + 1
    return lines


def _axes(canvas: Canvas, frame: _Frame, ticks: list[str]) -> None:
    bottom = frame.top + frame.height
    for row in range(frame.top, bottom):
        canvas.put(frame.left - 1, row, "│", "axis")
    canvas.put(frame.left - 1, bottom, "└" + "─" * frame.width, "axis")
    taken: set[int] = set()
    for number in (0, len(ticks) - 1, *range(1, len(ticks) - 1)):
        value = frame.high * number / max(1, len(ticks) - 1)
        above, inside = divmod(frame.down(value), 4)
        row = frame.top + int(above)
        between = 0 < number < len(ticks) - 1
        if row in taken or (between and abs(inside - MIDDLE) > 1):
            continue  # a figure that stands beside its row would be misread
        taken.add(row)
        canvas.put(frame.left - 1 - len(ticks[number]), row, ticks[number], "tick")
        canvas.put(frame.left - 1, row, "┤", "axis")


def _places(canvas: Canvas, frame: _Frame, x: Sequence[str]) -> None:
    """The axis's names under their places; where two would touch, the later one stays away."""
    row = frame.top + frame.height + 1
    shares = share_along(x)
    order = [0, len(x) - 1, *range(1, len(x) - 1)]
    taken: list[tuple[int, int]] = []
    for number in order:
        text = one_line(x[number])
        middle = frame.left + int(frame.across(shares[number]) // 2)
        start = max(0, min(canvas.width - len(text), middle - len(text) // 2))
        if all(start + len(text) < a or start > b for a, b in taken):
            canvas.put(start, row, text, "tick")
            canvas.put(middle, row - 1, "┴", "axis")
            taken.append((start, start + len(text)))


def _line(canvas: Canvas, frame: _Frame, row: Row, style: str) -> None:
    """A line through the row's figures, in dots."""
    points = _points(frame, row)
    for (x, y), (to_x, to_y) in pairwise(points):
        steps = max(1, round(max(abs(to_x - x), abs(to_y - y))))
        for step in range(steps + 1):
            part = step / steps
            _dot(canvas, frame, x + (to_x - x) * part, y + (to_y - y) * part, style)


def _dot(canvas: Canvas, frame: _Frame, x: float, y: float, style: str) -> None:
    column, row = round(x), max(0, min(frame.height * 4 - 1, int(y)))
    at, line = frame.left + column // 2, frame.top + row // 4
    before = canvas.rows[line][at][0]
    bits = ord(before) - BRAILLE if before and ord(before) >= BRAILLE else 0
    bits |= DOTS[row % 4][column % 2]
    canvas.put(at, line, chr(BRAILLE + bits), style)


def _marks(canvas: Canvas, frame: _Frame, row: Row, mark: str, style: str) -> None:
    for x, y in _points(frame, row):
        line = frame.top + max(0, min(frame.height * 4 - 1, int(y))) // 4
        canvas.put(frame.left + round(x) // 2, line, mark, style)


def _points(frame: _Frame, row: Row) -> list[tuple[float, float]]:
    shares = share_along(row.x)
    return [
        (frame.across(s), frame.down(max(0.0, v))) for s, v in zip(shares, row.values, strict=True)
    ]


def _painted(cells: list[tuple[str, str]]) -> Content:
    runs = groupby(cells, itemgetter(1))
    return Content.assemble(*[("".join(c for c, _ in run), STYLES[name]) for name, run in runs])
