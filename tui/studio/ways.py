"""Finds the way of one link over the characters of a drawing, past boxes and other links.

A* over characters and directions. A row is twice as high as a column is wide, so a step down
costs two. A line may share another's cells only as one trunk: all from one source, or at the
last steps before one target; anything else would show links that are not there.

A full grid is routed anew at each step of a component that is carried over it. So characters
are plain numbers here, the price of entering one is reckoned once a drawing where no line runs,
and the guess of what is left counts the bends that no way can do without.
"""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from heapq import heappop, heappush

from tui.studio.drawing import Box

Point = tuple[int, int]
Direction = tuple[int, int]
Edge = tuple[str, str]
RIGHT, LEFT, DOWN, UP = (1, 0), (-1, 0), (0, 1), (0, -1)
DIRECTIONS = (RIGHT, LEFT, DOWN, UP)
TURNS = ((2, 3), (2, 3), (0, 1), (0, 1))
"""The directions to which a line that runs in one may turn, by their numbers."""
BEND, NEAR_BOX, CROSSING, ALONG, CORNER_ON_LINE = 5.0, 2.0, 6.0, 40.0, 40.0
THROUGH_PORT = 25.0
"""Price of crossing a line where it leaves or reaches its box: it would look like a branch."""
TRUNK_END = 2
"""Cells before a target on which lines of different sources may run together."""
SHARED, LEAST = 0.6, 0.1
"""What a step costs of its price along a line of the same trunk, and what it costs at least."""
PATIENCE = ((1.0, 4_000), (1.6, 6_000))
"""How much the guess weighs, and how many characters are looked at: first for the cheapest way,
then, where that one is far to seek, for any good one."""
NEVER = float("inf")


class Field:
    """What a line finds on its way: boxes, other lines, the ports of all of them, the edge."""

    def __init__(self, boxes: tuple[Box, ...], width: int, height: int) -> None:
        self._across = width + 2  # a margin that nothing enters
        self._size = self._across * (height + 2)
        self._steps = (1, -1, self._across, -self._across)
        self._prices = self._open_ground(boxes, width, height)
        self._lines: dict[int, list[tuple[str, str, bool]]] = {}
        """Which links run through a character, and whether level there."""
        self._ports: dict[int, set[Edge]] = {}
        """Where links begin and end, with the links that do so there."""

    def _open_ground(
        self, boxes: tuple[Box, ...], width: int, height: int
    ) -> tuple[list[float], list[float]]:
        """The price of entering each character level and upright, where no line runs."""
        level = [NEVER] * self._size
        for y in range(1, height + 1):
            level[y * self._across + 1 : y * self._across + width + 1] = [1.0] * width
        for box in boxes:
            left, right = max(1, box.x + 1), min(width, box.x + box.width)
            for y in range(max(1, box.y), min(height, box.y + box.height + 1) + 1):
                row, beyond = y * self._across, not box.y < y <= box.y + box.height
                near = range(left, right + 1) if beyond else (left - 1, right + 1)
                for x in near:
                    level[row + x] = max(level[row + x], 1.0 + NEAR_BOX)
        for box in boxes:
            left, right = max(1, box.x + 1), min(width, box.x + box.width)
            for y in range(max(1, box.y + 1), min(height, box.y + box.height) + 1):
                level[y * self._across + left : y * self._across + right + 1] = [NEVER] * (
                    right - left + 1
                )
        return level, [price + 1.0 for price in level]

    def _number(self, point: Point) -> int:
        return (point[1] + 1) * self._across + point[0] + 1

    def _point(self, number: int) -> Point:
        row, column = divmod(number, self._across)
        return column - 1, row - 1

    def reserve(self, point: Point, edge: Edge) -> None:
        """Notes where a link will begin or end."""
        self._ports.setdefault(self._number(point), set()).add(edge)

    def run(self, edge: Edge, path: tuple[Point, ...]) -> None:
        """Notes the way that a link takes."""
        for number, point in enumerate(path):
            other = path[number - 1] if number else path[min(1, len(path) - 1)]
            here = self._lines.setdefault(self._number(point), [])
            here.append((edge[0], edge[1], other[1] == point[1]))

    def way(
        self, edge: Edge, start: Point, first: Direction, goal: Point, last: Direction
    ) -> tuple[Point, ...]:
        """The way between two points, leaving the one and reaching the other in these directions:
        the cheapest, or a good one where that is far to seek; the plainest where there is none."""
        begin, end = self._number(start), self._number(goal)
        leaving, arriving = DIRECTIONS.index(first), DIRECTIONS.index(last)
        key, came = end * 4 + arriving, None
        for weight, most in PATIENCE:
            came = came or self._search(edge, begin * 4 + leaving, end, arriving, weight, most)
        if came is None:
            return _elbow(start, goal)
        numbers = [end]
        while key in came:
            key = came[key]
            if key >> 2 != numbers[-1]:
                numbers.append(key >> 2)
        return tuple(self._point(number) for number in reversed(numbers))

    def _search(
        self, edge: Edge, begin: int, goal: int, last: int, weight: float, most: int
    ) -> dict[int, int] | None:
        """From which state each was reached; a state is a character and a direction. None where
        the goal was not."""
        prices, steps, lines, ports = self._prices, self._steps, self._lines, self._ports
        bends, across = _bends(last), self._across
        goal_y, goal_x = divmod(goal, across)
        best: dict[int, float] = {begin: 0.0}
        came: dict[int, int] = {}
        heap = [(0.0, 0.0, begin)]
        for _ in range(most):
            if not heap:
                break
            _, cost, state = heappop(heap)
            if cost > best[state]:
                continue
            here, facing = state >> 2, state & 3
            if here == goal:
                if facing == last:
                    return came
                if facing ^ 1 != last:
                    total = cost + BEND + self._corner(edge, here)
                    key = goal * 4 + last
                    if total < best.get(key, NEVER):
                        best[key], came[key] = total, state
                        heappush(heap, (total, total, key))
            turning = cost + BEND + (self._corner(edge, here) if here in lines else 0.0)
            for way, spent in ((facing, cost), *((turn, turning) for turn in TURNS[facing])):
                ahead = here + steps[way]
                price = prices[way >> 1][ahead]
                if price == NEVER:
                    continue
                if ahead in lines or ahead in ports:
                    price = self._over(edge, ahead, way, price, goal)
                total = spent + price
                key = ahead * 4 + way
                if total < best.get(key, NEVER):
                    best[key], came[key] = total, state
                    y, x = divmod(ahead, across)
                    right, down = goal_x - x, goal_y - y
                    left = bends[way][(right > 0) - (right < 0)][(down > 0) - (down < 0)]
                    guess = weight * (abs(right) + 2 * abs(down) + BEND * left)
                    heappush(heap, (total + guess, total, key))
        return None

    def _corner(self, edge: Edge, here: int) -> float:
        """What a turn costs on top on another's line.

        Two lines of different sources that turn into one at the same place look like one that
        leads from each to what the other calls; one that turns where the other runs on does not.
        """
        there = self._lines.get(here, ())
        return CORNER_ON_LINE if any(line[0] != edge[0] for line in there) else 0.0

    def _over(self, edge: Edge, here: int, way: int, price: float, goal: int) -> float:
        """The price of entering a character through which lines run, or where some begin."""
        source, target = edge
        ports = self._ports.get(here)
        if ports and all(a != source and b != target for a, b in ports):
            price += THROUGH_PORT
        level = way < 2
        for a, b, flat in self._lines.get(here, ()):
            if a == source or (b == target and self._near(here, goal)):
                price *= SHARED
            else:
                price += ALONG if flat == level else CROSSING
        return max(LEAST, price)

    def _near(self, here: int, goal: int) -> bool:
        (x, y), (goal_x, goal_y) = self._point(here), self._point(goal)
        return abs(x - goal_x) + abs(y - goal_y) < TRUNK_END


@lru_cache(maxsize=4)
def _bends(last: int) -> tuple[dict[int, dict[int, int]], ...]:
    """The fewest turns to arrive in a direction, by the direction in which a line runs now and by
    whether its goal lies to the right (1), straight or to the left (-1), below (1) or above."""
    reach, far = 3, 5
    fewest = {(0, 0, last): 0}
    queue = deque([(0, 0, last)])
    while queue:
        x, y, facing = queue.popleft()
        turns = fewest[x, y, facing]
        across, down = DIRECTIONS[facing]
        behind = (x - across, y - down, facing)
        if max(abs(behind[0]), abs(behind[1])) <= far and fewest.get(behind, 99) > turns:
            fewest[behind] = turns
            queue.appendleft(behind)
        for turn in TURNS[facing]:
            if fewest.get((x, y, turn), 99) > turns + 1:
                fewest[x, y, turn] = turns + 1
                queue.append((x, y, turn))
    return tuple(
        {
            right: {down: fewest[-right * reach, -down * reach, facing] for down in (-1, 0, 1)}
            for right in (-1, 0, 1)
        }
        for facing in range(4)
    )


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
