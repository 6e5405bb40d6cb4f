"""The lines that cross on the map."""

from __future__ import annotations

from collections.abc import Iterable

from tui.canvas import Canvas

GROUND = "foreground/background"
"""Styles are named 'letters/ground/attributes'."""
_NORTH, _EAST, _SOUTH, _WEST = 1, 2, 4, 8
_SOLID = " │─╰││╭├─╯─┴╮┤┬┼"
"""The line of each sum of arms."""
_DASHED = {"│": "┆", "─": "┄"}
Point = tuple[int, int]


class Lines:
    """Lines laid over each other before they are drawn.

    Lines of one source or one target may join; where others meet, the upright one passes and
    the level one has a gap, so that no line shows which is not there.
    """

    def __init__(self) -> None:
        self._arms: dict[Point, int] = {}
        self._owners: dict[Point, list[tuple[str, str]]] = {}
        self._styles: dict[Point, str] = {}
        self._dashed: dict[Point, bool] = {}

    def lay(
        self, path: tuple[Point, ...], owner: tuple[str, str], style: str, dashed: bool
    ) -> None:
        """Lays one line; the last laid decides the style where lines join."""
        for number, point in enumerate(path):
            near = [path[n] for n in (number - 1, number + 1) if 0 <= n < len(path)]
            arms = _sum(_arm(point, other) for other in near)
            if number in (0, len(path) - 1):
                arms |= _beyond(point, near, first=number == 0)
            before = self._owners.get(point, [])
            kin = all(owner[0] == other[0] or owner[1] == other[1] for other in before)
            if before and not kin:
                if not arms & (_NORTH | _SOUTH):
                    continue
                self._arms[point] = 0
                self._owners[point] = []
            self._arms[point] = self._arms.get(point, 0) | arms
            self._owners.setdefault(point, []).append(owner)
            self._styles[point] = style
            self._dashed[point] = dashed and self._dashed.get(point, True)

    def draw(self, sheet: Canvas) -> None:
        """Draws every line."""
        for (x, y), arms in self._arms.items():
            glyph = _SOLID[arms]
            if self._dashed[x, y]:
                glyph = _DASHED.get(glyph, glyph)
            sheet.put(x, y, glyph, self._styles[x, y])


def _sum(arms: Iterable[int]) -> int:
    whole = 0
    for arm in arms:
        whole |= arm
    return whole


def _arm(point: Point, other: Point) -> int:
    if other[0] != point[0]:
        return _EAST if other[0] > point[0] else _WEST
    return _SOUTH if other[1] > point[1] else _NORTH


def _beyond(point: Point, near: list[Point], *, first: bool) -> int:
    """At an end the line goes on to the mission beside it: away from its own next character."""
    if not near:
        return _EAST | _WEST
    if near[0][1] != point[1]:
        return _WEST if first else _EAST
    return _WEST if near[0][0] > point[0] else _EAST
