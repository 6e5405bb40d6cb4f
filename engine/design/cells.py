"""From positions in pixels to cells of the grid, and back.

A position belongs to a node's top left corner, or to another point of it where the node has an
`origin`, and counts from its parent's top left corner where it has one.
"""

from __future__ import annotations

import math
from typing import Any

CELL_WIDTH, CELL_HEIGHT = 180, 120
"""Pixels of one grid cell in a React Flow document."""
UNMEASURED = {"width": 150, "height": 40}
"""Pixels of a component that React Flow has not measured."""

Json = dict[str, Any]
Place = tuple[float, float]
Spot = tuple[int, int]


def number(value: Any) -> float | None:
    """A finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return value if math.isfinite(value) else None
    except OverflowError:
        return None


def coordinate(raw: Json, axis: str) -> float | None:
    """One axis of a stored node's position."""
    position = raw.get("position")
    return number(position.get(axis)) if isinstance(position, dict) else None


def parent_of(raw: Json) -> str | None:
    """The node that a stored node's position counts from; version 11 called it `parentNode`."""
    parent = raw.get("parentId") or raw.get("parentNode")
    return parent if isinstance(parent, str) else None


def absolute(by_id: dict[str, Json], node_id: str) -> Place:
    """The top left corner of a stored node, from the drawing's own."""
    x = y = 0.0
    current: str | None = node_id
    while current is not None:
        raw = by_id[current]
        left, top = _corner(raw)
        x, y = x + left, y + top
        current = parent_of(raw)
    return x, y


def _corner(raw: Json) -> Place:
    x, y = coordinate(raw, "x") or 0, coordinate(raw, "y") or 0
    origin = raw.get("origin")
    if not (isinstance(origin, list) and len(origin) == 2):
        return x, y
    across, down = number(origin[0]) or 0, number(origin[1]) or 0
    return x - across * size(raw, "width"), y - down * size(raw, "height")


def size(raw: Json, side: str) -> float:
    """A stored node's width or height, wherever this version of React Flow keeps it."""
    for holder in (raw.get("measured"), raw, raw.get("style")):
        value = number(holder.get(side)) if isinstance(holder, dict) else None
        if value is not None:
            return value
    return UNMEASURED[side]


def is_frame(raw: Json) -> bool:
    """Whether a stored node is one of React Flow's groups, and no component."""
    data = raw.get("data")
    return raw.get("type") == "group" and not (isinstance(data, dict) and "kind" in data)


def spots(by_id: dict[str, Json]) -> dict[str, Spot]:
    """A cell for each node: for a component the nearest to its position that is free, from the
    top left; for a frame the one that its corner lies in."""
    wanted = {node_id: absolute(by_id, node_id) for node_id in by_id}
    found = {node_id: spot_of(*at) for node_id, at in wanted.items()}
    taken: dict[Spot, str] = {}
    components = [node_id for node_id, raw in by_id.items() if not is_frame(raw)]
    for node_id in sorted(components, key=lambda n: (wanted[n][1], wanted[n][0], n)):
        found[node_id] = _nearest_free(found[node_id], taken)
        taken[found[node_id]] = node_id
    return found


def spot_of(x: float, y: float) -> Spot:
    return math.floor(x / CELL_WIDTH + 0.5), math.floor(y / CELL_HEIGHT + 0.5)


def _nearest_free(spot: Spot, taken: dict[Spot, str]) -> Spot:
    x, y = spot
    radius = 0
    while True:
        ring = [
            (x + dx, y + dy)
            for dy in range(-radius, radius + 1)
            for dx in range(-radius, radius + 1)
            if max(abs(dx), abs(dy)) == radius and (x + dx, y + dy) not in taken
        ]
        if ring:
            return min(ring, key=lambda c: (abs(c[0] - x) + abs(c[1] - y), c[1], c[0]))
        radius += 1


def shift(raw: Json, across: float, down: float) -> None:
    """Moves a stored node by so many pixels."""
    position = raw["position"]
    if across:
        position["x"] += across
    if down:
        position["y"] += down


def settle(by_id: dict[str, Json], wanted: dict[str, Spot]) -> None:
    """Puts every stored node right onto its cell that would be read back on another one.

    Two nodes may be stored in one cell, of which one was moved aside in reading; where the other
    has left since, the first would go back.
    """
    for _ in by_id:
        wrong = [node for node, spot in spots(by_id).items() if spot != wanted[node]]
        if not wrong:
            return
        for node in _parents_first(by_id, wrong):
            x, y = absolute(by_id, node)
            shift(by_id[node], wanted[node][0] * CELL_WIDTH - x, wanted[node][1] * CELL_HEIGHT - y)


def _parents_first(by_id: dict[str, Json], nodes: list[str]) -> list[str]:
    def depth(node: str) -> int:
        parent = parent_of(by_id[node])
        return 1 + depth(parent) if parent else 0

    return sorted(nodes, key=depth)
