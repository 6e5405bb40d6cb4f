"""React Flow documents: the stored form of a design, read and written without loss.

A node keeps its stored original; writing starts from it and changes only what the design
changed, so that fields of other front ends, and exact positions, come through untouched.
"""

from __future__ import annotations

import json
import math
from typing import Any

from engine.design.graph import Cell, Design, Edge, Frame, Node, Setting
from engine.design.kind import Value

CELL_WIDTH, CELL_HEIGHT = 180, 120
"""Pixels of one grid cell in a React Flow document."""
MAX_STORED_NODES = 200

Json = dict[str, Any]


class DesignFault(Exception):
    """A document that is no design; every fault with its path."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def canonical(value: Any) -> str:
    """JSON with sorted keys and no white space."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def kind_from(data: Json) -> str:
    """The kind of a stored node: `data.kind`, else read from its label."""
    kind = data.get("kind")
    if isinstance(kind, str) and kind:
        return kind
    return str(data.get("label", "")).strip().lower().replace(" ", "_").replace("-", "_")


def parse(document: Json) -> Design:
    """The design of a React Flow document.

    Raises:
        DesignFault: nodes or edges are missing, repeated or lead nowhere.
    """
    faults: list[str] = []
    raw_nodes, raw_edges = document.get("nodes"), document.get("edges")
    if not isinstance(raw_nodes, list) or not isinstance(raw_edges, list):
        raise DesignFault(("$: 'nodes' and 'edges' must be lists",))
    if len(raw_nodes) > MAX_STORED_NODES:
        raise DesignFault((f"$.nodes: {len(raw_nodes)} nodes, at most {MAX_STORED_NODES}",))
    by_id = _unique_nodes(raw_nodes, faults)
    components = {node_id for node_id, raw in by_id.items() if not is_frame(raw)}
    edges = _edges(raw_edges, components, faults)
    if faults:
        raise DesignFault(tuple(faults))
    cells = _cells(by_id)
    nodes = tuple(
        _node(by_id[node_id], cell, _absolute_in_parent(by_id, node_id))
        for node_id, cell in cells.items()
    )
    frames = tuple(
        _frame(raw, number, _absolute(by_id, raw["id"]), _absolute_in_parent(by_id, raw["id"]))
        for number, raw in enumerate(raw_nodes)
        if is_frame(raw)
    )
    rest = {key: value for key, value in document.items() if key not in ("nodes", "edges")}
    return Design(nodes=nodes, edges=edges, frames=frames, extra=canonical(rest) if rest else "")


def is_frame(raw: Json) -> bool:
    """Whether a stored node is one of React Flow's groups, and no component."""
    return raw.get("type") == "group" and "kind" not in _data(raw)


def _unique_nodes(raw_nodes: list[Any], faults: list[str]) -> dict[str, Json]:
    by_id: dict[str, Json] = {}
    for number, raw in enumerate(raw_nodes):
        path = f"$.nodes[{number}]"
        if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
            faults.append(f"{path}: a node needs an 'id'")
        elif raw["id"] in by_id:
            faults.append(f"{path}.id: '{raw['id']}' is there twice")
        elif _number(raw, "x") is None or _number(raw, "y") is None:
            faults.append(f"{path}.position: 'x' and 'y' must be numbers")
        elif not is_frame(raw) and not kind_from(_data(raw)):
            faults.append(f"{path}.data: neither 'kind' nor 'label' says what it is")
        else:
            by_id[raw["id"]] = raw
    return by_id


def _data(raw: Json) -> Json:
    data = raw.get("data")
    return data if isinstance(data, dict) else {}


def _number(raw: Json, axis: str) -> float | None:
    position = raw.get("position")
    value = position.get(axis) if isinstance(position, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return value


def _edges(raw_edges: list[Any], nodes: set[str], faults: list[str]) -> tuple[Edge, ...]:
    edges: list[Edge] = []
    seen: set[str] = set()
    for number, raw in enumerate(raw_edges):
        path = f"$.edges[{number}]"
        if not isinstance(raw, dict):
            faults.append(f"{path}: an edge must be an object")
            continue
        source, target = raw.get("source"), raw.get("target")
        lost = [end for end in (source, target) if not isinstance(end, str) or end not in nodes]
        edge_id = raw.get("id", f"{source}->{target}")
        if lost:
            faults.append(f"{path}: there is no node '{lost[0]}'")
        elif not isinstance(edge_id, str) or edge_id in seen:
            faults.append(f"{path}.id: '{edge_id}' is there twice")
        else:
            seen.add(edge_id)
            edges.append(
                Edge(id=edge_id, source=str(source), target=str(target), extra=canonical(raw))
            )
    return tuple(edges)


def _absolute(by_id: dict[str, Json], node_id: str) -> tuple[float, float]:
    x = y = 0.0
    seen: set[str] = set()
    current: str | None = node_id
    while current is not None and current in by_id and current not in seen:
        seen.add(current)
        raw = by_id[current]
        x += _number(raw, "x") or 0
        y += _number(raw, "y") or 0
        current = _parent(raw)
    return x, y


def _parent(raw: Json) -> str | None:
    parent = raw.get("parentId", raw.get("parentNode"))
    return parent if isinstance(parent, str) else None


def _absolute_in_parent(by_id: dict[str, Json], node_id: str) -> tuple[float, float] | None:
    """Where a node stands whose position is that within another; None for all others."""
    parent = _parent(by_id[node_id])
    return _absolute(by_id, node_id) if parent in by_id else None


def _cells(by_id: dict[str, Json]) -> dict[str, Cell]:
    """A cell for each node: the nearest to its position that is free, from the top left."""
    components = [node_id for node_id, raw in by_id.items() if not is_frame(raw)]
    wanted = {node_id: _absolute(by_id, node_id) for node_id in components}
    taken: dict[tuple[int, int], str] = {}
    order = sorted(
        components, key=lambda node_id: (wanted[node_id][1], wanted[node_id][0], node_id)
    )
    for node_id in order:
        x, y = _cell_of(*wanted[node_id])
        taken[_nearest_free(x, y, taken)] = node_id
    cells = {node_id: Cell(x=x, y=y) for (x, y), node_id in taken.items()}
    return {node_id: cells[node_id] for node_id in components}


def _cell_of(x: float, y: float) -> tuple[int, int]:
    return math.floor(x / CELL_WIDTH + 0.5), math.floor(y / CELL_HEIGHT + 0.5)


def _nearest_free(x: int, y: int, taken: dict[tuple[int, int], str]) -> tuple[int, int]:
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


def _node(raw: Json, cell: Cell, absolute: tuple[float, float] | None = None) -> Node:
    data = _data(raw)
    config = data.get("config")
    settings = config if isinstance(config, dict) else {}
    kept = tuple(
        Setting(name=name, value=value)
        for name, value in sorted(settings.items())
        if isinstance(value, int | float | bool | str)
    )
    return Node(
        id=raw["id"],
        kind=kind_from(data),
        label=str(data.get("label", "")) or kind_from(data),
        cell=cell,
        config=kept,
        fixed=bool(data.get("fixed", False)),
        extra=canonical({"raw": raw, "cell": [cell.x, cell.y], "absolute": absolute}),
    )


def _frame(
    raw: Json, number: int, at: tuple[float, float], absolute: tuple[float, float] | None
) -> Frame:
    width, height = _extent(raw, "width"), _extent(raw, "height")
    x, y = _cell_of(*at)
    frame = Frame(
        id=raw["id"],
        label=str(_data(raw).get("label", "")),
        cell=Cell(x=x, y=y),
        columns=max(1, math.floor(width / CELL_WIDTH + 0.5)),
        rows=max(1, math.floor(height / CELL_HEIGHT + 0.5)),
    )
    kept = {
        "raw": raw,
        "cell": [x, y],
        "absolute": absolute,
        "number": number,
        "drawn": [frame.label, frame.columns, frame.rows],
    }
    return frame.model_copy(update={"extra": canonical(kept)})


def _extent(raw: Json, side: str) -> float:
    """A group's width or height, wherever this version of React Flow keeps it."""
    for holder in (raw.get("style"), raw, raw.get("measured")):
        value = holder.get(side) if isinstance(holder, dict) else None
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return value
    return 0


def document(design: Design) -> Json:
    """The React Flow document of a design."""
    rest: Json = json.loads(design.extra) if design.extra else {}
    stored = {node.id: _stored_node(node) for node in design.nodes}
    nodes = list(stored.values())
    for frame in sorted(design.frames, key=_number_of):
        stored[frame.id] = _stored_frame(frame)
        nodes.insert(_number_of(frame), stored[frame.id])
    _settle(design, stored)
    edges = [_stored_edge(edge) for edge in design.edges]
    return {"nodes": nodes, "edges": edges, **rest}


def _settle(design: Design, stored: dict[str, Json]) -> None:
    """Moves what was moved, by whole cells; what stands in another stays where it is when that
    one is moved or gone."""
    items: list[Node | Frame] = [*design.nodes, *design.frames]
    kept = {item.id: (item.cell, json.loads(item.extra)) for item in items if item.extra}
    moved = {
        name: (cell.x - was["cell"][0], cell.y - was["cell"][1])
        for name, (cell, was) in kept.items()
    }
    for name, (_, was) in kept.items():
        raw, (across, down) = stored[name], moved[name]
        if was["absolute"] is not None:
            parent = str(_parent(raw))
            if parent in moved:
                across, down = across - moved[parent][0], down - moved[parent][1]
            else:
                for key in ("parentId", "parentNode", "extent"):
                    raw.pop(key, None)
                raw["position"]["x"], raw["position"]["y"] = was["absolute"]
        if across or down:
            raw["position"]["x"] += across * CELL_WIDTH
            raw["position"]["y"] += down * CELL_HEIGHT


def _stored_node(node: Node) -> Json:
    config: dict[str, Value] = dict(node.settings)
    if not node.extra:
        data: Json = {"kind": node.kind, "label": node.label, "config": config}
        if node.fixed:
            data["fixed"] = True
        position = {"x": node.cell.x * CELL_WIDTH, "y": node.cell.y * CELL_HEIGHT}
        return {"id": node.id, "type": "component", "position": position, "data": data}
    kept = json.loads(node.extra)
    raw: Json = kept["raw"]
    before = _node(raw, node.cell).settings
    if before != config:
        raw.setdefault("data", {})["config"] = config
    return raw


def _number_of(frame: Frame) -> int:
    """Where among the nodes a frame is stored; a new one before all, so that it lies behind."""
    return json.loads(frame.extra)["number"] if frame.extra else 0


def _stored_frame(frame: Frame) -> Json:
    if not frame.extra:
        return {
            "id": frame.id,
            "type": "group",
            "position": {"x": frame.cell.x * CELL_WIDTH, "y": frame.cell.y * CELL_HEIGHT},
            "style": {"width": frame.columns * CELL_WIDTH, "height": frame.rows * CELL_HEIGHT},
            "zIndex": -1,
            "data": {"label": frame.label},
        }
    kept = json.loads(frame.extra)
    raw: Json = kept["raw"]
    label, columns, rows = kept["drawn"]
    if frame.label != label:
        raw.setdefault("data", {})["label"] = frame.label
    if (frame.columns, frame.rows) != (columns, rows):
        for holder in (raw, raw.get("measured")):
            for side in ("width", "height"):
                if isinstance(holder, dict):
                    holder.pop(side, None)
        style = raw["style"] if isinstance(raw.get("style"), dict) else {}
        raw["style"] = {
            **style,
            "width": frame.columns * CELL_WIDTH,
            "height": frame.rows * CELL_HEIGHT,
        }
    return raw


def _stored_edge(edge: Edge) -> Json:
    if edge.extra:
        raw: Json = json.loads(edge.extra)
        return raw
    return {"id": edge.id, "source": edge.source, "target": edge.target}
