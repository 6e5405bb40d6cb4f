"""Where on the grid a note finds room: free of boxes and links, near its component, and with a
line to it that has one bend at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui.studio.drawing import Box, Drawing

Point = tuple[int, int]
TRIES = 400
"""Free places, the nearest first, to which a line is looked for."""
SHORTEST, LONGEST = 3, 18
"""Columns of a line, or half as many rows: a longer one would be taken for a link."""
ROW = 2
"""A row is as high as so many columns are wide."""


JOINTS = {"╔": {(0, -1): "╦", (0, 1): "╩", (-1, 0): "╠", (1, 0): "╣"},
          "╭": {(0, -1): "┬", (0, 1): "┴", (-1, 0): "├", (1, 0): "┤"}}  # fmt: skip
"""Where the line meets the note, by the note's first corner and by the side that it comes from."""


@dataclass(frozen=True)
class Place:
    """The upper left character of a note, and the line to it from its component's border to its
    own, both of them included."""

    x: int
    y: int
    path: tuple[Point, ...]

    def leader(self, border: str) -> Iterator[tuple[int, int, str]]:
        """The characters of the line, in the glyphs of a border."""
        for before, here, after in zip(self.path, self.path[1:], self.path[2:], strict=False):
            yield *here, _glyph(before, here, after, border)

    def joint(self, border: str) -> tuple[int, int, str]:
        """Where the line meets the note."""
        (x, y), (end_x, end_y) = self.path[-2:]
        return end_x, end_y, JOINTS[border[0]][x - end_x, y - end_y]


def _glyph(before: Point, here: Point, after: Point, border: str) -> str:
    arms = {(other[0] - here[0], other[1] - here[1]) for other in (before, after)}
    if arms <= {(0, 1), (0, -1)}:
        return border[5]
    if arms <= {(1, 0), (-1, 0)}:
        return border[4]
    return border[((-1, 0) in arms) + 2 * ((0, -1) in arms)]


class Room:
    """What is free on a drawing."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        width, height = drawing.width, drawing.height
        self._boxed = [bytearray(width) for _ in range(height)]
        self._used = [bytearray(width) for _ in range(height)]
        for box in drawing.boxes.values():
            for y in range(max(0, box.y), min(height, box.y + box.height)):
                for x in range(max(0, box.x), min(width, box.x + box.width)):
                    self._boxed[y][x] = self._used[y][x] = 1
        for link in drawing.links:
            for x, y in link.path:
                if 0 <= y < height and 0 <= x < width:
                    self._used[y][x] = 1
        self._used_sums, self._boxed_sums = _summed(self._used), _summed(self._boxed)

    def place(
        self, node: str, width: int, height: int, heading: int, *, tight: bool
    ) -> Place | None:
        """The nearest place for a note of this size, with a line to its component: a straight
        one, and apart from every other box, unless it may stand `tight`. The line meets the
        border above past its heading."""
        box, drawing = self.drawing.boxes[node], self.drawing
        found = [
            (_apart(box, x, y, width, height), x, y)
            for y in range(drawing.height - height + 1)
            for x in range(drawing.width - width + 1)
            if self._free(x, y, width, height, tight)
        ]
        for _, x, y in sorted(found)[:TRIES]:
            for path in _paths(box, Box("", x, y, width, height), heading, bent=tight):
                if SHORTEST <= _length(path) <= LONGEST and self._passes(path[1:-1]):
                    return Place(x, y, path)
        return None

    def _free(self, x: int, y: int, width: int, height: int, tight: bool) -> bool:
        right, low = x + width, y + height
        if _within(self._used_sums, x, y, right, low):
            return False
        wide, high = self.drawing.width, self.drawing.height
        apart = max(0, x - 1), max(0, y - 1), min(wide, right + 1), min(high, low + 1)
        return tight or not _within(self._boxed_sums, *apart)

    def _passes(self, path: tuple[Point, ...]) -> bool:
        """Whether a line may run here: through no box, and across links but not along them."""
        width, height = self.drawing.width, self.drawing.height
        crossed = 0
        for x, y in path:
            if not (0 <= y < height and 0 <= x < width) or self._boxed[y][x]:
                return False
            crossed = crossed + 1 if self._used[y][x] else 0
            if crossed > 1:
                return False
        return not self._used[path[0][1]][path[0][0]] and not self._used[path[-1][1]][path[-1][0]]


def _summed(rows: list[bytearray]) -> list[list[int]]:
    """How many characters are taken above and left of each."""
    sums = [[0] * (len(rows[0]) + 1)] if rows else [[0]]
    for row in rows:
        run, above, line = 0, sums[-1], [0]
        for x, taken in enumerate(row):
            run += taken
            line.append(above[x + 1] + run)
        sums.append(line)
    return sums


def _within(sums: list[list[int]], x: int, y: int, right: int, low: int) -> int:
    """How many characters are taken in a rectangle."""
    return sums[low][right] - sums[y][right] - sums[low][x] + sums[y][x]


def _length(path: tuple[Point, ...]) -> int:
    """How long a line looks, in columns."""
    (x, y), (end_x, end_y) = path[0], path[-1]
    return abs(x - end_x) + ROW * abs(y - end_y)


def _apart(box: Box, x: int, y: int, width: int, height: int) -> float:
    """How far a note would stand from a box: the gap, and how far its middle is off."""
    across = max(0, x - (box.x + box.width), box.x - (x + width))
    down = max(0, y - (box.y + box.height), box.y - (y + height))
    off = abs((x + width / 2) - (box.x + box.width / 2))
    # A note that touches its box would hide whose border is whose.
    touching = 40 if across == 0 and down == 0 else 0
    return across + ROW * down + off / 4 + touching


def _paths(box: Box, note: Box, heading: int, *, bent: bool) -> Iterator[tuple[Point, ...]]:
    """Lines from a box to a note: straight ones first, then those with a bend."""
    above, below = note.y + note.height <= box.y, note.y >= box.y + box.height
    left, right = note.x + note.width <= box.x, note.x >= box.x + box.width
    middle, level = box.x + box.width // 2, box.y + box.height // 2
    out = box.y + box.height - 1 if below else box.y
    if above or below:
        end = note.y if below else note.y + note.height - 1
        first = note.x + (heading if below else 1)
        for x in _nearest(middle, max(box.x + 1, first), _last(box.x, box.width, note)):
            yield _line((x, out), (x, end))
    if left or right:
        begin = box.x + box.width - 1 if right else box.x
        end = note.x if right else note.x + note.width - 1
        low = max(box.y, note.y + 1)
        high = min(box.y + box.height - 1, note.y + note.height - 2)
        for y in _nearest(level, low, high):
            yield _line((begin, y), (end, y))
        if bent and (above or below):
            for y in _nearest(note.y + note.height // 2, note.y + 1, note.y + note.height - 2):
                corner = (middle, y)
                yield (*_line((middle, out), corner), *_line(corner, (end, y))[1:])
            far = note.y if below else note.y + note.height - 1
            first = note.x + (heading if below else 1)
            for x in _nearest(note.x + note.width // 2, first, note.x + note.width - 2):
                corner = (x, level)
                yield (*_line((begin, level), corner), *_line(corner, (x, far))[1:])


def _last(x: int, width: int, note: Box) -> int:
    return min(x + width, note.x + note.width) - 2


def _nearest(middle: int, low: int, high: int) -> list[int]:
    return sorted(range(low, high + 1), key=lambda value: (abs(value - middle), value))


def _line(begin: Point, end: Point) -> tuple[Point, ...]:
    """The characters from one to another, in a row or a column."""
    (x, y), (to_x, to_y) = begin, end
    across, down = (to_x > x) - (to_x < x), (to_y > y) - (to_y < y)
    count = max(abs(to_x - x), abs(to_y - y))
    return tuple((x + across * n, y + down * n) for n in range(count + 1))
