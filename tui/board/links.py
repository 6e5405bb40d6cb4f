"""The lines of the map: which mission must be done before which, and how the line runs.

Solid lines are what a door cannot do without; a dashed one gathers missions that a door counts
("four of these"). Whatever else a door asks stands on the mission's card alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.unlocks import Tree
from tui.board.entries import counted, mandatory
from tui.board.layout import Cell, Frame

Point = tuple[int, int]


@dataclass(frozen=True)
class Link:
    """A line from one mission to another: the characters that it runs through."""

    source: str
    target: str
    path: tuple[Point, ...]
    arrow: str
    dashed: bool = False


def links(cells: Mapping[str, Cell], trees: Mapping[str, Tree], frame: Frame) -> tuple[Link, ...]:
    """Every line of the map that finds a way between the missions."""
    needs = {slug: [m for m in mandatory(tree) if m in cells] for slug, tree in trees.items()}
    layer = _Layer(cells, frame, needs)
    found: list[Link] = []
    for target, sources in needs.items():
        routed = [layer.route(source, target) for source in dict.fromkeys(sources)]
        found += [link for link in routed if link]
        if not sources and target in cells:
            found += layer.bus(target, counted(trees[target]))
    return tuple(found)


class _Layer:
    """Lays lines through the gutters between the columns, and along rows that are free."""

    def __init__(
        self, cells: Mapping[str, Cell], frame: Frame, needs: Mapping[str, list[str]]
    ) -> None:
        self._cells, self._frame, self._needs = cells, frame, needs
        self._taken = set(cells.values())

    def route(self, source: str, target: str) -> Link | None:
        """The line between two missions; None where it would run through a third."""
        start, goal = self._cells[source], self._cells[target]
        if start[0] == goal[0]:
            return self._within_column(source, target)
        if start[0] > goal[0]:
            return None
        left, right = self._right_edge(start), self._left_edge(goal)
        for gutter in (start[0], goal[0] - 1):
            rows = ((start[1], start[0] + 1, gutter + 1), (goal[1], gutter + 1, goal[0]))
            if any((c, row) in self._taken for row, first, end in rows for c in range(first, end)):
                continue
            lane = self._lane(gutter, start, goal)
            corners = [left, (lane, left[1]), (lane, right[1]), right]
            return Link(source, target, tuple(_walk(corners)), "►")
        return None

    def _within_column(self, source: str, target: str) -> Link | None:
        start, goal, frame = self._cells[source], self._cells[target], self._frame
        beside = [t for t, sources in self._needs.items() if source in sources and t in self._cells]
        several = sum(self._cells[t][0] == start[0] for t in beside) > 1
        next_below = goal[1] == start[1] + 1
        if start[0] == 0:
            lane, edge, arrow = frame.columns[0] - 2, frame.columns[0] - 1, "►"
        else:
            edge = frame.columns[start[0]] + frame.width
            lane, arrow = edge + 1, "◄"
        if next_below and not (several and start[0] == 0):
            if not frame.boxed:
                return None
            x, y = frame.origin(goal)[0] + frame.width - 2, frame.origin(goal)[1]
            return Link(source, target, ((x, y - 1), (x, y)), "▼")
        top, foot = frame.line(start[1]), frame.line(goal[1])
        corners = [(edge, top), (lane, top), (lane, foot), (edge, foot)]
        return Link(source, target, tuple(_walk(corners)), arrow)

    def bus(self, target: str, count: tuple[int, tuple[str, ...]] | None) -> Iterator[Link]:
        """The dashed line of a door that counts missions of the column before its own."""
        goal = self._cells[target]
        sources = [s for s in (count[1] if count else ()) if s in self._cells]
        if not sources or any(self._cells[s][0] != goal[0] - 1 for s in sources):
            return
        right = self._left_edge(goal)
        for source in sources:
            left = self._right_edge(self._cells[source])
            corners = [left, (left[0], right[1]), right]
            yield Link(source, target, tuple(_walk(corners)), "►", dashed=True)

    def _lane(self, gutter: int, start: Cell, goal: Cell) -> int:
        """The column of a gutter in which a line changes its row."""
        edge = self._frame.columns[gutter] + self._frame.width
        if start[1] == goal[1]:
            return edge
        room = self._frame.columns[gutter + 1] - edge
        return edge + (room - 1) // 2

    def _right_edge(self, cell: Cell) -> Point:
        return self._frame.columns[cell[0]] + self._frame.width, self._frame.line(cell[1])

    def _left_edge(self, cell: Cell) -> Point:
        return self._frame.columns[cell[0]] - 1, self._frame.line(cell[1])


def _walk(corners: list[Point]) -> Iterator[Point]:
    """Every character from corner to corner, each once."""
    x, y = corners[0]
    yield x, y
    for goal_x, goal_y in corners[1:]:
        while (x, y) != (goal_x, goal_y):
            x += (goal_x > x) - (goal_x < x)
            y += (goal_y > y) - (goal_y < y) if x == goal_x else 0
            yield x, y
