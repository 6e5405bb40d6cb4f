"""React Flow documents: the stored form of a design, read and written without loss.

A node keeps its stored original; writing starts from it and changes only what the design
changed, so that fields of other front ends, and exact positions, come through untouched.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from typing import Any

from engine.design.cells import (
    CELL_HEIGHT,
    CELL_WIDTH,
    Spot,
    absolute,
    coordinate,
    is_frame,
    number,
    parent_of,
    settle,
    shift,
    size,
    spots,
)
from engine.design.graph import Cell, Design, Edge, Frame, Node, Setting
from engine.design.kind import Catalogue

MAX_STORED_NODES, MAX_STORED_EDGES = 200, 1000

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
    return _slug(str(data.get("label", "")))


def _slug(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


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
    if len(raw_edges) > MAX_STORED_EDGES:
        raise DesignFault((f"$.edges: {len(raw_edges)} edges, at most {MAX_STORED_EDGES}",))
    by_id = _unique_nodes(raw_nodes, faults)
    components = {node_id for node_id, raw in by_id.items() if not is_frame(raw)}
    edges = _edges(raw_edges, components, faults)
    if not faults:
        faults += _bad_parents(by_id)
    if faults:
        raise DesignFault(tuple(faults))
    found = spots(by_id)
    kept = {
        node_id: {
            "raw": raw,
            "cell": found[node_id],
            "at": absolute(by_id, node_id),
            "child": parent_of(raw) is not None,
        }
        for node_id, raw in by_id.items()
    }
    nodes = tuple(
        _node(raw, found[node_id], canonical(kept[node_id]), components)
        for node_id, raw in by_id.items()
        if node_id in components
    )
    frames = tuple(
        _frame(raw, found[node_id], {**kept[node_id], "place": place})
        for place, (node_id, raw) in enumerate(by_id.items())
        if node_id not in components
    )
    rest = {key: value for key, value in document.items() if key not in ("nodes", "edges")}
    return Design(nodes=nodes, edges=edges, frames=frames, extra=canonical(rest) if rest else "")


def known(design: Design, catalogue: Catalogue) -> Design:
    """The design with kinds that the catalogue knows by another name, such as a family's."""
    nodes = tuple(
        node
        if node.kind in catalogue.by_id
        else node.model_copy(update={"kind": _kind_called(node.kind, catalogue)})
        for node in design.nodes
    )
    return design if nodes == design.nodes else design.model_copy(update={"nodes": nodes})


def _kind_called(name: str, catalogue: Catalogue) -> str:
    for kind in catalogue.kinds:
        if name in (_slug(kind.name), _slug(kind.short)):
            return kind.id
    return next((kind.id for kind in catalogue.kinds if name in kind.families), name)


def _unique_nodes(raw_nodes: list[Any], faults: list[str]) -> dict[str, Json]:
    by_id: dict[str, Json] = {}
    for place, raw in enumerate(raw_nodes):
        path = f"$.nodes[{place}]"
        if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
            faults.append(f"{path}: a node needs an 'id'")
        elif raw["id"] in by_id:
            faults.append(f"{path}.id: '{raw['id']}' is there twice; give one of them another")
        elif coordinate(raw, "x") is None or coordinate(raw, "y") is None:
            faults.append(f"{path}.position: 'x' and 'y' must be numbers")
        elif not is_frame(raw) and not kind_from(_data(raw)):
            faults.append(f"{path}.data: neither 'kind' nor 'label' says what it is")
        else:
            by_id[raw["id"]] = raw
    return by_id


def _bad_parents(by_id: dict[str, Json]) -> list[str]:
    faults: list[str] = []
    for place, (node_id, raw) in enumerate(by_id.items()):
        seen = [node_id]
        parent = parent_of(raw)
        if parent is not None and parent not in by_id:
            faults.append(f"$.nodes[{place}]: there is no node '{parent}' to be its parent")
        while parent in by_id and parent not in seen:
            seen.append(parent)
            parent = parent_of(by_id[parent])
        if parent == node_id:
            faults.append(f"$.nodes[{place}]: '{node_id}' would be its own parent")
    return faults


def _data(raw: Json) -> Json:
    data = raw.get("data")
    return data if isinstance(data, dict) else {}


def _edges(raw_edges: list[Any], nodes: set[str], faults: list[str]) -> tuple[Edge, ...]:
    edges: list[Edge] = []
    seen: set[str] = set()
    for place, raw in enumerate(raw_edges):
        path = f"$.edges[{place}]"
        if not isinstance(raw, dict):
            faults.append(f"{path}: an edge must be an object")
            continue
        source, target = raw.get("source"), raw.get("target")
        lost = [end for end in (source, target) if not isinstance(end, str) or end not in nodes]
        edge_id = raw.get("id", f"{source}->{target}")
        if lost and isinstance(lost[0], str):
            faults.append(f"{path}: there is no node '{lost[0]}'; add it, or take the edge out")
        elif lost:
            faults.append(f"{path}: 'source' and 'target' must be the ids of two nodes")
        elif not isinstance(edge_id, str):
            faults.append(f"{path}.id: an 'id' must be text")
        elif edge_id in seen:
            faults.append(f"{path}.id: '{edge_id}' is there twice; give one of them another")
        else:
            seen.add(edge_id)
            edges.append(
                Edge(id=edge_id, source=str(source), target=str(target), extra=canonical(raw))
            )
    return tuple(edges)


def _settings(raw: Json) -> Json:
    config = _data(raw).get("config")
    return config if isinstance(config, dict) else {}


def _label(raw: Json) -> str:
    data = _data(raw)
    return str(data.get("label", "")) or kind_from(data)


def _node(raw: Json, spot: Spot, extra: str, components: Collection[str]) -> Node:
    kept = tuple(
        Setting(name=name, value=value)
        for name, value in sorted(_settings(raw).items())
        if isinstance(value, str | bool) or number(value) is not None
    )
    parent = parent_of(raw) or ""
    return Node(
        id=raw["id"],
        kind=kind_from(_data(raw)),
        label=_label(raw),
        cell=Cell(x=spot[0], y=spot[1]),
        config=kept,
        fixed=bool(_data(raw).get("fixed", False)),
        configurable=_data(raw).get("configurable") is not False,
        parent=parent if parent in components else "",
        extra=extra,
    )


def _frame(raw: Json, spot: Spot, kept: Json) -> Frame:
    frame = Frame(
        id=raw["id"],
        label=str(_data(raw).get("label", "")),
        cell=Cell(x=spot[0], y=spot[1]),
        columns=max(1, math.floor(size(raw, "width") / CELL_WIDTH + 0.5)),
        rows=max(1, math.floor(size(raw, "height") / CELL_HEIGHT + 0.5)),
    )
    return frame.model_copy(update={"extra": canonical(kept)})


def document(design: Design) -> Json:
    """The React Flow document of a design."""
    rest: Json = json.loads(design.extra) if design.extra else {}
    items: tuple[Node | Frame, ...] = (*design.nodes, *design.frames)
    kept = {item.id: json.loads(item.extra) for item in items if item.extra}
    stored: dict[str, Json] = {}
    for item in items:
        raw = kept[item.id]["raw"] if item.extra else _new(item)
        if item.extra and isinstance(item, Node):
            _renew_node(item, raw)
        elif item.extra and isinstance(item, Frame):
            _renew_frame(item, raw)
        stored[item.id] = raw
    cells = {item.id: (item.cell.x, item.cell.y) for item in items}
    _follow(stored, kept, cells)
    settle(stored, cells)
    nodes = [stored[node.id] for node in design.nodes]
    for frame in sorted(design.frames, key=lambda frame: _place_of(frame, kept)):
        nodes.insert(_place_of(frame, kept), stored[frame.id])
    edges = [_stored_edge(edge) for edge in design.edges]
    return {"nodes": nodes, "edges": edges, **rest}


def _place_of(frame: Frame, kept: dict[str, Json]) -> int:
    """Where among the nodes a frame is stored; a new one before all, so that it lies behind."""
    return int(kept[frame.id]["place"]) if frame.id in kept else 0


def _follow(stored: dict[str, Json], kept: dict[str, Json], cells: dict[str, Spot]) -> None:
    """Moves every original by the cells that it was moved: within its parent by less what that
    was moved, and from the drawing's corner where its parent is gone."""
    moved = {
        name: (cells[name][0] - was["cell"][0], cells[name][1] - was["cell"][1])
        for name, was in kept.items()
    }
    for name, was in kept.items():
        raw, (across, down) = stored[name], moved[name]
        parent = parent_of(raw)
        if parent in moved:
            across, down = across - moved[parent][0], down - moved[parent][1]
        elif was["child"]:
            for key in ("parentId", "parentNode", "extent"):
                raw.pop(key, None)
            x, y = absolute({name: raw}, name)
            shift(raw, was["at"][0] - x, was["at"][1] - y)
        shift(raw, across * CELL_WIDTH, down * CELL_HEIGHT)


def _new(item: Node | Frame) -> Json:
    position = {"x": item.cell.x * CELL_WIDTH, "y": item.cell.y * CELL_HEIGHT}
    if isinstance(item, Frame):
        return {
            "id": item.id,
            "type": "group",
            "position": position,
            "style": _extent(item),
            "zIndex": -1,
            "data": {"label": item.label},
        }
    data: Json = {"kind": item.kind, "label": item.label, "config": dict(item.settings)}
    if item.fixed:
        data["fixed"] = True
    if not item.configurable:
        data["configurable"] = False
    return {"id": item.id, "type": "component", "position": position, "data": data}


def _renew_node(node: Node, raw: Json) -> None:
    """Writes into the original what kind, label and settings are now."""
    before = _node(raw, (0, 0), "", ())
    told: Json = {}
    if node.kind != before.kind:
        told["kind"] = node.kind
    if node.label != before.label:
        told = {"kind": node.kind, "label": node.label}
    if node.settings != before.settings:
        others = {k: v for k, v in _settings(raw).items() if k not in before.settings}
        told["config"] = {**others, **node.settings}
    if told:
        raw["data"] = {**_data(raw), **told}


def _renew_frame(frame: Frame, raw: Json) -> None:
    """Writes into the original what label and size are now."""
    before = _frame(raw, (0, 0), {})
    if frame.label != before.label:
        raw["data"] = {**_data(raw), "label": frame.label}
    if (frame.columns, frame.rows) != (before.columns, before.rows):
        for holder in (raw, raw.get("measured")):
            for side in ("width", "height"):
                if isinstance(holder, dict):
                    holder.pop(side, None)
        style = raw["style"] if isinstance(raw.get("style"), dict) else {}
        raw["style"] = {**style, **_extent(frame)}


def _extent(frame: Frame) -> Json:
    return {"width": frame.columns * CELL_WIDTH, "height": frame.rows * CELL_HEIGHT}


def _stored_edge(edge: Edge) -> Json:
    if edge.extra:
        raw: Json = json.loads(edge.extra)
        return raw
    return {"id": edge.id, "source": edge.source, "target": edge.target}
