"""The load as a staircase: what is behind in the colour of its state, what is ahead dim."""

from __future__ import annotations

from textual.content import Content

from tui.figures import of_rate
from tui.stress.play import Play

SPARKS = "▁▂▃▄▅▆▇█"
BEHIND = {"calm": "$primary", "near": "$accent", "full": "$error"}
MARKS = {"calm": " ", "near": "●", "full": "▲"}
"""A state shows by its mark at the foot of the stair as well as by its colour."""
SPACED = 2
"""Every so many columns bear a mark."""


def point_at(column: int, width: int, points: int) -> int:
    """The point of the climb that a column shows."""
    return max(0, min(points - 1, column * points // max(1, width)))


def column_of(at: int, width: int, points: int) -> int:
    """The last column that shows a point."""
    return min(width - 1, ((at + 1) * width - 1) // points)


def state_at(play: Play, at: int) -> str:
    """How the design stands at a point: calm, near, or full."""
    figures = play.climb.points[at]
    if figures.saturated or not figures.limits:
        return "full"
    return "near" if figures.nodes[figures.limits[0]].state == "near" else "calm"


def staircase(play: Play, width: int, height: int) -> Content:
    """The stairs in `height` rows, and a row of rates below them."""
    points = len(play.climb.points)
    here = column_of(play.at, width, points)
    rows: list[Content] = []
    for row in range(height - 1, -1, -1):
        pieces: list[tuple[str, str]] = []
        for column in range(width):
            at = point_at(column, width, points)
            if column == here:
                pieces.append(("┃", "bold $accent"))
                continue
            pieces.append(_cell(play, at, column, row, height, behind=at <= play.at))
        rows.append(Content.assemble(*pieces))
    rows.append(_labels(play, width, here))
    return Content("\n").join(rows)


def _cell(
    play: Play, at: int, column: int, row: int, height: int, *, behind: bool
) -> tuple[str, str]:
    points = len(play.climb.points)
    eighths = max(1, round((at + 1) / points * height * 8)) - row * 8
    state = state_at(play, at) if behind else "ahead"
    colour = BEHIND.get(state, "$track")
    if eighths <= 0:
        return " ", ""
    mark = MARKS.get(state, " ") if row == 0 and column % SPACED == 0 else " "
    if eighths < 8 and mark == " ":
        return SPARKS[eighths - 1], colour
    return mark, f"bold $background on {colour}"


def _labels(play: Play, width: int, here: int) -> Content:
    """The rates below the stairs: the present one where it stands, the goal, and both ends."""
    points, load = play.climb.points, play.climb.load
    end = points[-1].offered_rps
    taken = [" "] * width
    styles = [""] * width

    def put(text: str, start: int, style: str) -> None:
        start = max(0, min(width - len(text), start))
        room = range(max(0, start - 2), min(width, start + len(text) + 2))
        if all(taken[column] == " " for column in room):
            for number, letter in enumerate(text):
                taken[start + number], styles[start + number] = letter, style

    now = of_rate(play.now.offered_rps, end).partition(" of")[0]
    unit = of_rate(end, end).rpartition("/")[2]
    put(f"{now}/{unit}", here - len(now) // 2, "bold $accent")
    goal = of_rate(load.rps, end).partition(" of")[0]
    goal_column = column_of(play.climb.goal_at, width, len(points))
    put(f"{goal} goal", goal_column - len(goal) // 2, "$foreground 85%")
    put("0", 0, "$mute")
    last = of_rate(end, end).partition(" of")[0]
    put(last, width - len(last), "$mute")
    return Content.assemble(*zip(taken, styles, strict=True))
