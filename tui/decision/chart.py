"""An estimate as a hill, with a figure drawn through it."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from textual.content import Content

from engine.board.estimate import density, mean
from engine.board.fields import Estimate

LEFT, RIGHT = 0.11, 0.07
"""Room beside the hill, as shares of its breadth."""
EIGHTHS = " ▁▂▃▄▅▆▇█"
Cell = tuple[str, str]


def chart(estimate: Estimate, at: float | None, width: int, height: int) -> list[Content]:
    """The hill of what a job may cost, its axis and its numbers; `at` is the line through it."""
    breadth = estimate.high - estimate.low
    start = estimate.low - breadth * LEFT
    scale = breadth * (1 + LEFT + RIGHT) / width
    points = (estimate.low, estimate.likely, estimate.high)
    found = [density(*points, start + (n + 0.5) * scale) for n in range(width)]
    top = max(found) or 1.0
    place = _column(at, start, scale, width) if at is not None else None
    rows = [
        _row([_cell(found[n] / top, n, level, height, place) for n in range(width)])
        for level in range(height - 1, -1, -1)
    ]
    ticks = [*points, mean(*points), *([at] if at is not None else [])]
    columns = {_column(tick, start, scale, width): tick for tick in ticks}
    axis: list[Cell] = [("─", "$rule")] * width
    labels: list[Cell] = [(" ", "$mute")] * width
    for column in columns:
        axis[column] = ("┴", "$rule")
    if place is not None:
        axis[place] = ("╂", "$accent")
    for column, tick in sorted(columns.items(), key=lambda pair: pair[0] != place):
        _label(labels, f"{tick:g}", column, "bold $accent" if column == place else "$mute")
    return [*rows, _row(axis), _row(labels)]


def _column(at: float, start: float, scale: float, width: int) -> int:
    return max(0, min(width - 1, int((at - start) / scale)))


def _cell(share: float, column: int, level: int, height: int, place: int | None) -> Cell:
    if column == place:
        return ("┃", "bold $accent")
    eighths = max(0, min(8, round(share * height * 8) - 8 * level))
    beyond = place is not None and column > place
    colour = "$error" if beyond else "$primary 80%"
    # A full cell is coloured ground: letters leave seams between rows.
    return (" ", f"on {colour}") if eighths == 8 else (EIGHTHS[eighths], colour)


def _label(labels: list[Cell], text: str, column: int, style: str) -> None:
    """Writes a number under its tick, where no other stands too near."""
    first = max(0, min(len(labels) - len(text), column - (len(text) - 1) // 2))
    around = labels[max(0, first - 1) : first + len(text) + 1]
    if any(character != " " for character, _ in around):
        return
    for number, character in enumerate(text):
        labels[first + number] = (character, style)


def _row(cells: list[Cell]) -> Content:
    runs = groupby(cells, itemgetter(1))
    return Content.assemble(*(("".join(c for c, _ in run), style) for style, run in runs))
