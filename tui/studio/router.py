"""Routes links between boxes: orthogonal, around every box, with few bends and clear crossings.

Which way a link leaves its box, where it arrives, and in what order links look for their way;
the looking itself is in `ways`.
"""

from __future__ import annotations

from functools import lru_cache

from engine.design.graph import Cell, Design
from tui.studio.drawing import Box, Drawing, Link, Scale, boxes_of
from tui.studio.ways import DOWN, LEFT, RIGHT, UP, Direction, Edge, Field, Point

__all__ = ["DOWN", "LEFT", "RIGHT", "UP", "carried", "drawn", "route", "side", "tried"]


Size = tuple[int, int]
"""Characters across and down."""


@lru_cache(maxsize=32)
def drawn(design: Design, scale: Scale, width: int, height: int) -> Drawing:
    """A design's drawing; kept, for most repaints leave every component where it is."""
    edges = tuple((edge.source, edge.target) for edge in design.edges)
    return route(boxes_of(design, scale), edges, width, height)


@lru_cache(maxsize=32)
def carried(before: Design, now: Design, node: str, scale: Scale, drawing: Size) -> Drawing:
    """The drawing of a design in which one component is being carried about.

    Links that it neither ends nor covers stay as they are drawn `before`: only what must move
    does, so that the eye follows the one box, and a step is quick.
    """
    edges = tuple((edge.source, edge.target) for edge in now.edges)
    boxes, ends = boxes_of(now, scale), _ends(boxes_of(now, scale), edges)
    kept = {}
    for link in drawn(before, scale, *drawing).links:
        edge = (link.source, link.target)
        stays = (link.path[0], link.path[-1]) == _ports_of(boxes, edge, ends)
        if node not in edge and stays and not any(boxes[node].holds(*at) for at in link.path):
            kept[edge] = link
    return route(boxes, edges, *drawing, kept)


@lru_cache(maxsize=32)
def tried(design: Design, source: str, cell: Cell, scale: Scale, drawing: Size) -> Link:
    """The way of a link from a component to a cell, past all boxes; lines it may cover, for it is
    gone in a moment."""
    there = design.at(cell)
    target = there.id if there else ""
    x, y = scale.origin(cell)
    boxes = boxes_of(design, scale)
    boxes[target] = Box(target, x, y, scale.box_width, scale.box_height)
    return route(boxes, ((source, target),), *drawing).links[0]


def route(
    boxes: dict[str, Box],
    edges: tuple[Edge, ...],
    width: int,
    height: int,
    kept: dict[Edge, Link] | None = None,
) -> Drawing:
    """The drawing with every link routed, but those that are kept; short ones first, so that
    they run straight."""
    found = dict(kept or {})
    ends = _ends(boxes, edges)
    field = Field(tuple(boxes.values()), width, height)
    for edge in edges:
        for point in _ports_of(boxes, edge, ends):
            field.reserve(point, edge)
    for edge, link in found.items():
        field.run(edge, link.path)
    wanted = [edge for edge in edges if edge not in found]
    for edge in sorted(wanted, key=lambda edge: _distance(boxes, edge)):
        source, target = boxes[edge[0]], boxes[edge[1]]
        start, goal = _ports_of(boxes, edge, ends)
        facing = side(target, source)
        inward = (-facing[0], -facing[1])
        path = field.way(edge, start, side(source, target), goal, inward)
        field.run(edge, path)
        found[edge] = Link(edge[0], edge[1], path)
    return Drawing(width, height, boxes, tuple(found[edge] for edge in edges))


def _distance(boxes: dict[str, Box], edge: Edge) -> int:
    one, other = boxes[edge[0]], boxes[edge[1]]
    return abs(one.x - other.x) + 3 * abs(one.y - other.y)


def side(one: Box, other: Box) -> Direction:
    """The side of `one` that faces `other`."""
    if other.x >= one.x + one.width:
        return RIGHT
    if other.x + other.width <= one.x:
        return LEFT
    return DOWN if other.y > one.y else UP


def _ends(boxes: dict[str, Box], edges: tuple[Edge, ...]) -> dict[tuple[str, Direction], set[str]]:
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
    edge: Edge,
    ends: dict[tuple[str, Direction], set[str]],
) -> tuple[Point, Point]:
    """Where a link begins and where it ends."""
    source, target = boxes[edge[0]], boxes[edge[1]]
    leaving, arriving = side(source, target), side(target, source)
    start = port(source, leaving, len(ends[edge[0], leaving]) > 1, out=True)
    return start, port(target, arriving, len(ends[edge[1], arriving]) > 1, out=False)
