"""Routes links between boxes: orthogonal, around every box, with few bends and clear crossings.

A* over characters and directions. A row is twice as high as a column is wide, so a step down
costs two. A line may share another's cells only as one trunk: all from one source, or at the
last steps before one target; anything else would show links that are not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

from engine.design.graph import Design
from tui.studio.drawing import Box, Drawing, Link, Scale, boxes_of

Point = tuple[int, int]
Direction = tuple[int, int]
RIGHT, LEFT, DOWN, UP = (1, 0), (-1, 0), (0, 1), (0, -1)
BEND, NEAR_BOX, CROSSING, ALONG, CORNER_ON_LINE = 5, 2, 6, 40, 40
THROUGH_PORT = 25
"""Price of crossing a line where it leaves or reaches its box: it would look like a branch."""
TRUNK_END = 2
"""Cells before a target on which lines of different sources may run together."""
BUDGET = 8_000


class _Used:
    """Which links run through each character, and which way."""

    def __init__(self) -> None:
        self.at: dict[Point, list[tuple[str, str, bool]]] = {}

    def add(self, link: Link) -> None:
        """Notes a link's path; `flat` is true where it runs along a row."""
        for number, point in enumerate(link.path):
            other = link.path[number - 1] if number else link.path[min(1, len(link.path) - 1)]
            flat = other[1] == point[1]
            self.at.setdefault(point, []).append((link.source, link.target, flat))


@dataclass(frozen=True)
class _Field:
    """What a line finds on its way: boxes, other lines, the ports of all of them, the edge."""

    blocked: set[Point]
    used: _Used
    ports: dict[Point, set[tuple[str, str]]]
    """Where links begin and end, with the links that do so there."""
    width: int
    height: int

    def holds(self, point: Point) -> bool:
        """Whether a character is on the drawing and in no box."""
        inside = 0 <= point[0] < self.width and 0 <= point[1] < self.height
        return inside and point not in self.blocked

    def foreign_port(self, point: Point, edge: tuple[str, str]) -> bool:
        """Whether only links begin or end here that have no end in common with this one."""
        there = self.ports.get(point)
        return bool(there) and all(a != edge[0] and b != edge[1] for a, b in there or ())


@lru_cache(maxsize=32)
def drawn(design: Design, scale: Scale, width: int, height: int) -> Drawing:
    """A design's drawing; kept, for most repaints leave every component where it is."""
    edges = tuple((edge.source, edge.target) for edge in design.edges)
    return route(boxes_of(design, scale), edges, width, height)


def route(
    boxes: dict[str, Box], edges: tuple[tuple[str, str], ...], width: int, height: int
) -> Drawing:
    """The drawing with every link routed; short ones first, so that they run straight."""
    blocked = {
        (x, y)
        for box in boxes.values()
        for x in range(box.x, box.x + box.width)
        for y in range(box.y, box.y + box.height)
    }
    found: dict[tuple[str, str], Link] = {}
    ends = _ends(boxes, edges)
    ports: dict[Point, set[tuple[str, str]]] = {}
    for edge in edges:
        for point in _ports_of(boxes, edge, ends):
            ports.setdefault(point, set()).add(edge)
    field = _Field(blocked, _Used(), ports, width, height)
    for source, target in sorted(edges, key=lambda edge: _distance(boxes, edge)):
        link = _route_one(boxes, (source, target), ends, field)
        field.used.add(link)
        found[source, target] = link
    return Drawing(width, height, boxes, tuple(found[edge] for edge in edges))


def _distance(boxes: dict[str, Box], edge: tuple[str, str]) -> int:
    one, other = boxes[edge[0]], boxes[edge[1]]
    return abs(one.x - other.x) + 3 * abs(one.y - other.y)


def side(one: Box, other: Box) -> Direction:
    """The side of `one` that faces `other`."""
    if other.x >= one.x + one.width:
        return RIGHT
    if other.x + other.width <= one.x:
        return LEFT
    return DOWN if other.y > one.y else UP


def _ends(
    boxes: dict[str, Box], edges: tuple[tuple[str, str], ...]
) -> dict[tuple[str, Direction], set[str]]:
    """For each side of each box whether links leave it, come in, or both."""
    ends: dict[tuple[str, Direction], set[str]] = {}
    for source, target in edges:
        ends.setdefault((source, side(boxes[source], boxes[target])), set()).add("out")
        ends.setdefault((target, side(boxes[target], boxes[source])), set()).add("in")
    return ends


def port(box: Box, facing: Direction, both: bool, out: bool) -> Point:
    """The character beside a box where a link begins or ends."""
    row = box.y + (box.height - 1) // 2 + (0 if out or not both else 1)
    if facing == RIGHT:
        return box.x + box.width, row
    if facing == LEFT:
        return box.x - 1, row
    share = 0.5 if not both else 0.3 if out else 0.7
    column = box.x + 1 + int((box.width - 3) * share + 0.5)
    return column, box.y + box.height if facing == DOWN else box.y - 1


def _ports_of(
    boxes: dict[str, Box],
    edge: tuple[str, str],
    ends: dict[tuple[str, Direction], set[str]],
) -> tuple[Point, Point]:
    """Where a link begins and where it ends."""
    source, target = boxes[edge[0]], boxes[edge[1]]
    leaving, arriving = side(source, target), side(target, source)
    start = port(source, leaving, len(ends[edge[0], leaving]) > 1, out=True)
    return start, port(target, arriving, len(ends[edge[1], arriving]) > 1, out=False)


def _route_one(
    boxes: dict[str, Box],
    edge: tuple[str, str],
    ends: dict[tuple[str, Direction], set[str]],
    field: _Field,
) -> Link:
    source, target = boxes[edge[0]], boxes[edge[1]]
    start, goal = _ports_of(boxes, edge, ends)
    arriving = side(target, source)
    inward = (-arriving[0], -arriving[1])
    path = _search(start, side(source, target), goal, inward, edge, field)
    return Link(edge[0], edge[1], path)


def _search(
    start: Point,
    first: Direction,
    goal: Point,
    last: Direction,
    edge: tuple[str, str],
    field: _Field,
) -> tuple[Point, ...]:
    heap: list[tuple[float, float, Point, Direction]] = [(0.0, 0.0, start, first)]
    best: dict[tuple[Point, Direction], float] = {(start, first): 0.0}
    came: dict[tuple[Point, Direction], tuple[Point, Direction]] = {}
    for _ in range(BUDGET):
        if not heap:
            break
        _, cost, point, facing = heappop(heap)
        if point == goal and facing == last:
            return _walk_back(came, (point, facing))
        if cost > best[point, facing]:
            continue
        for step in (RIGHT, LEFT, DOWN, UP):
            if step == (-facing[0], -facing[1]):
                continue
            ahead, price = _ahead(point, facing, step, goal, edge, field)
            if price is None:
                continue
            total = cost + price
            key = (ahead, step)
            if total < best.get(key, float("inf")):
                best[key] = total
                came[key] = (point, facing)
                guess = abs(ahead[0] - goal[0]) + 2 * abs(ahead[1] - goal[1])
                heappush(heap, (total + guess, total, ahead, step))
    return _elbow(start, goal)


def _ahead(
    point: Point,
    facing: Direction,
    step: Direction,
    goal: Point,
    edge: tuple[str, str],
    field: _Field,
) -> tuple[Point, float | None]:
    """The next character and the price of going there; no price where there is no way."""
    used = field.used
    if step != facing:
        # Two lines of different sources that turn into one at the same place look like one that
        # leads from each to what the other calls; one that turns where the other runs on does not.
        foreign = [e for e in used.at.get(point, ()) if e[0] != edge[0]]
        return point, BEND + (CORNER_ON_LINE if foreign else 0)
    ahead = (point[0] + step[0], point[1] + step[1])
    if not field.holds(ahead):
        return ahead, None
    price = 1.0 if step[0] else 2.0
    beside = ((1, 0), (-1, 0), (0, 1), (0, -1))
    if any((ahead[0] + dx, ahead[1] + dy) in field.blocked for dx, dy in beside):
        price += NEAR_BOX
    if field.foreign_port(ahead, edge):
        price += THROUGH_PORT
    for entry in used.at.get(ahead, ()):
        if _shares(entry, edge, ahead, goal):
            price *= 0.6
        elif entry[2] == bool(step[0]):
            price += ALONG
        else:
            price += CROSSING
    return ahead, max(0.1, price)


def _shares(entry: tuple[str, str, bool], edge: tuple[str, str], at: Point, goal: Point) -> bool:
    if entry[0] == edge[0]:
        return True
    near = abs(at[0] - goal[0]) + abs(at[1] - goal[1]) < TRUNK_END
    return entry[1] == edge[1] and near


def _walk_back(
    came: dict[tuple[Point, Direction], tuple[Point, Direction]], key: tuple[Point, Direction]
) -> tuple[Point, ...]:
    path = [key[0]]
    while key in came:
        key = came[key]
        if key[0] != path[-1]:
            path.append(key[0])
    return tuple(reversed(path))


def _elbow(start: Point, goal: Point) -> tuple[Point, ...]:
    """The plainest way, where no clear one was found within the budget."""
    points = [start]
    x, y = start
    while x != goal[0]:
        x += 1 if goal[0] > x else -1
        points.append((x, y))
    while y != goal[1]:
        y += 1 if goal[1] > y else -1
        points.append((x, y))
    return tuple(points)
