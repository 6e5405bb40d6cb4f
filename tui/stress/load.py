"""The load as a staircase: what is behind in the colour of its state, what is ahead dim."""

from __future__ import annotations

from engine.design.stress import POINTS
from tui.canvas import Canvas
from tui.figures import of_rate
from tui.stress.play import Play

SPARKS = "▁▂▃▄▅▆▇█"
MARKS = {"near": "●", "full": "▲"}
"""A state shows by its mark at the foot of the stair as well as by its colour."""
LINES = {"calm": "━", "near": "╍", "full": "═", "ahead": "─"}
SPACED = 2
"""Every so many columns bear a mark."""


def point_at(column: int, width: int, points: int) -> int:
    """The point of the climb that a column shows: the last one where there are several."""
    return max(0, min(points - 1, ((column + 1) * points - 1) // max(1, width)))


def column_of(at: float, width: int, points: int) -> int:
    """The last column that shows a point, or that a place between two has come to."""
    return max(0, min(width, int((at + 1) * width / points)) - 1)


def state_at(play: Play, at: int) -> str:
    """How the design stands at a point: calm, near, or full."""
    figures = play.climb.points[at]
    if figures.saturated or not figures.limits:
        return "full"
    return "near" if figures.nodes[figures.limits[0]].state == "near" else "calm"


def staircase(play: Play, width: int, height: int) -> Canvas:
    """The stairs, and a row of rates below them where there is more than one row."""
    here = column_of(play.where, width, POINTS)
    states = [state_at(play, at) for at in range(play.at + 1)]
    canvas = _stairs(width, height, here, states)
    if height > 1:
        _labels(canvas, play, here)
    return canvas


def ahead(width: int, height: int) -> Canvas:
    """The stairs before any of them is climbed."""
    return _stairs(width, height, -1, [])


def _stairs(width: int, height: int, here: int, states: list[str]) -> Canvas:
    """The stairs as far as they are climbed in the colours of their states."""
    canvas = Canvas(width, height)
    if height == 1:
        _line(canvas, here, states)
        return canvas
    stairs = height - 1
    for column in range(width):
        at = point_at(column, width, POINTS)
        behind = column <= here and bool(states)
        state = states[min(at, len(states) - 1)] if behind else "ahead"
        eighths = max(1, round((column + 1) / width * stairs * 8))
        for row in range(stairs):
            y, rest = stairs - 1 - row, eighths - row * 8
            marked = row == 0 and rest >= 8 and column % SPACED == 0
            mark = MARKS.get(state, " ") if marked else " "
            if column == here:
                canvas.put(column, y, "┃", "here")
            elif rest >= 8:
                canvas.put(column, y, mark, f"full-{state}")
            elif rest > 0:
                canvas.put(column, y, SPARKS[rest - 1], f"top-{state}")
    return canvas


def _line(canvas: Canvas, here: int, states: list[str]) -> None:
    """The stairs in one row: a line, whose glyph tells of the state as its colour does."""
    for column in range(canvas.width):
        at = point_at(column, canvas.width, POINTS)
        behind = column <= here and bool(states)
        state = states[min(at, len(states) - 1)] if behind else "ahead"
        glyph, style = ("┃", "here") if column == here else (LINES[state], f"top-{state}")
        canvas.put(column, 0, glyph, style)


def _labels(canvas: Canvas, play: Play, here: int) -> None:
    """The rates below the stairs: the present one where it stands, the goal, and both ends."""
    points, load, width = play.climb.points, play.climb.load, canvas.width
    end = points[-1].offered_rps
    row = canvas.rows[-1]

    def put(text: str, start: int, style: str) -> None:
        start = max(0, min(width - len(text), start))
        room = range(max(0, start - 2), min(width, start + len(text) + 2))
        if all(row[column][0] == " " for column in room):
            canvas.put(start, canvas.height - 1, text, style)

    now = of_rate(play.now.offered_rps, end).partition(" of")[0]
    unit = of_rate(end, end).rpartition("/")[2]
    put(f"{now}/{unit}", here - len(now) // 2, "here")
    goal = of_rate(load.rps, end).partition(" of")[0]
    goal_column = column_of(play.climb.goal_at, width, len(points))
    put(f"{goal} goal", goal_column - len(goal) // 2, "goal")
    put("0", 0, "rate")
    last = of_rate(end, end).partition(" of")[0]
    put(last, width - len(last), "rate")
