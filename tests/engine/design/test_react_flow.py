"""React Flow documents come in and go out without loss, whatever else stands in them."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.design import frames, graph, links, react_flow
from engine.design.cells import absolute
from engine.design.graph import Cell, Design, Illegal
from engine.design.react_flow import DesignFault, canonical, document, parse
from tests.engine.design.kinds import CATALOGUE, kind
from tests.properties import cases

SOURCE_NODE = {
    "id": "1",
    "type": "systemComponent",
    "position": {"x": 100, "y": 100},
    "data": {"label": "Load Balancer", "component_type": "infrastructure", "configurable": True},
}

numbers = st.one_of(st.integers(-3000, 3000), st.floats(-3000, 3000))
names = st.text(min_size=1, max_size=6).filter(str.strip)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)
extras = st.dictionaries(st.text("uvwz", min_size=1, max_size=4), values, max_size=2)
origins = st.sampled_from([[0, 0], [0.5, 0.5], [1, 0]])


@st.composite
def stored_nodes(draw: st.DrawFn, node_id: str, parents: list[str]) -> dict[str, Any]:
    node = {
        **draw(extras),
        "id": node_id,
        "position": {"x": draw(numbers), "y": draw(numbers), **draw(extras)},
        "data": {**draw(extras), "kind": draw(st.sampled_from(["server", "db", "cache"]))},
    }
    if draw(st.booleans()):
        node["data"]["label"] = draw(names)
    if draw(st.booleans()):
        node["data"]["config"] = {"replicas": draw(st.integers(1, 9)), **draw(extras)}
    if draw(st.booleans()):
        node["origin"] = draw(origins)
        node["measured"] = {"width": draw(st.integers(1, 400)), "height": draw(st.integers(1, 90))}
    if draw(st.integers(0, 4)) == 0:
        node |= {"type": "group", "style": {"width": draw(numbers), **draw(extras)}}
        del node["data"]["kind"]
    if parents and draw(st.booleans()):
        node[draw(st.sampled_from(["parentId", "parentNode"]))] = draw(st.sampled_from(parents))
    return node


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    ids = draw(st.lists(names, unique=True, min_size=1, max_size=7))
    nodes = [draw(stored_nodes(node_id, ids[:number])) for number, node_id in enumerate(ids)]
    draw(st.randoms(use_true_random=False)).shuffle(nodes)
    ends = [node["id"] for node in nodes if node.get("type") != "group"]
    links = st.lists(st.tuples(st.sampled_from(ends), st.sampled_from(ends)), max_size=6)
    pairs = draw(links) if ends else []
    edges = []
    for number, (source, target) in enumerate(pairs):
        edge = {**draw(extras), "source": source, "target": target, "sourceHandle": None}
        if draw(st.booleans()):
            edge["id"] = f"e{number}"
            edges.append(edge)
        elif (source, target) not in [(e["source"], e["target"]) for e in edges]:
            edges.append(edge)
    return {**draw(extras), "nodes": nodes, "edges": edges, "viewport": {"x": 0.5, "zoom": 1.25}}


@given(stored=documents())
@cases(100, 1000)
def test_a_stored_design_comes_back_byte_for_byte(stored: dict[str, Any]) -> None:
    before = deepcopy(stored)
    parsed = parse(stored)
    assert canonical(document(parsed)) == canonical(stored)
    assert stored == before
    cells = [(node.cell.x, node.cell.y) for node in parsed.nodes]
    assert len(set(cells)) == len(cells)
    assert parse(json.loads(json.dumps(document(parsed)))) == parsed
    assert Design.model_validate_json(parsed.model_dump_json()) == parsed


def plain(design: Design) -> Any:
    """A design as a player sees it."""
    return (
        [(n.id, n.kind, n.label, n.cell, n.settings, n.fixed, n.parent) for n in design.nodes],
        [(e.source, e.target) for e in design.edges],
        sorted((f.id, f.label, f.cell.x, f.cell.y, f.columns, f.rows) for f in design.frames),
    )


@given(stored=documents(), data=st.data())
@cases(60, 300)
def test_an_edited_design_is_read_back_as_it_was_written(
    stored: dict[str, Any], data: st.DataObject
) -> None:
    design = parse(stored)
    for _ in range(data.draw(st.integers(1, 6))):
        design = edited(design, data)
    again = parse(json.loads(json.dumps(document(design))))
    assert plain(again) == plain(design)
    assert canonical(document(again)) == canonical(document(design))


def edited(design: Design, data: st.DataObject) -> Design:
    """The design after one edit, or as it was where the grid does not allow it."""
    ids = st.sampled_from([node.id for node in design.nodes] or ["none"])
    spots = st.integers(-20, 20)
    match data.draw(
        st.sampled_from(["move", "move", "remove", "place", "copy", "frame", "set", "link", "cut"])
    ):
        case "move":
            cell = Cell(x=data.draw(spots), y=data.draw(spots))
            return allowed(design, lambda: graph.move(design, data.draw(ids), cell))
        case "remove":
            return allowed(design, lambda: graph.remove(design, data.draw(ids)))
        case "place":
            cell = Cell(x=data.draw(spots), y=data.draw(spots))
            name = data.draw(names)
            return allowed(
                design,
                lambda: graph.place(
                    design, CATALOGUE, kind="db", node_id=name, label="", cell=cell
                ),
            )
        case "copy":
            cell = Cell(x=data.draw(spots), y=data.draw(spots))
            name = data.draw(names)
            return allowed(design, lambda: graph.duplicate(design, data.draw(ids), name, cell))
        case "frame":
            known = st.sampled_from([frame.id for frame in design.frames] or ["frame"])
            if data.draw(st.booleans()):
                return allowed(design, lambda: frames.take(design, data.draw(known)))
            cell = Cell(x=data.draw(spots), y=data.draw(spots))
            size = data.draw(st.integers(1, 3))
            return allowed(
                design, lambda: frames.draw(design, data.draw(known), "Some", cell, size, 2)
            )
        case "set":
            copies = data.draw(st.integers(1, 50))
            return allowed(
                design,
                lambda: graph.configure(design, CATALOGUE, data.draw(ids), "replicas", copies),
            )
        case "link":
            return allowed(
                design, lambda: links.connect(design, CATALOGUE, data.draw(ids), data.draw(ids))
            )
    return allowed(design, lambda: links.disconnect(design, data.draw(ids), data.draw(ids)))


def allowed(design: Design, edit: Any) -> Design:
    try:
        after: Design = edit()
    except Illegal:
        return design
    return after


def test_the_sources_own_node_is_read_by_its_label() -> None:
    parsed = parse({"nodes": [SOURCE_NODE], "edges": []})
    assert parsed.nodes[0].kind == "load_balancer"


def test_a_label_that_names_a_family_stands_for_its_kind_and_is_written_so() -> None:
    named = {**SOURCE_NODE, "data": {"label": "Database", "component_type": "data"}}
    parsed = react_flow.known(parse({"nodes": [named], "edges": []}), CATALOGUE)
    assert parsed.nodes[0].kind == "db"
    stored = document(parsed)["nodes"][0]
    assert stored["data"] == {**named["data"], "kind": "db"}
    by_name = kind("postbox", name="Letter box")
    listed = CATALOGUE.model_copy(update={"kinds": (by_name,)})
    labelled = parse({"nodes": [{**SOURCE_NODE, "data": {"label": "Letter-Box"}}], "edges": []})
    assert react_flow.known(labelled, listed).nodes[0].kind == "postbox"


def test_a_move_changes_the_position_by_whole_cells_and_nothing_else() -> None:
    parsed = parse({"nodes": [SOURCE_NODE], "edges": []})
    moved = graph.move(parsed, "1", Cell(x=parsed.nodes[0].cell.x + 2, y=parsed.nodes[0].cell.y))
    stored = document(moved)["nodes"][0]
    assert stored["position"] == {"x": 100 + 2 * 180, "y": 100}
    assert stored["data"] == SOURCE_NODE["data"]


def at(node_id: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"id": node_id, "position": {"x": x, "y": y}, "data": {"kind": "db"}, **more}


@pytest.mark.parametrize("key", ["parentId", "parentNode"])
def test_a_parent_takes_its_children_along_and_their_places_stay_relative(key: str) -> None:
    family = {
        "nodes": [at("house", 360, 120), at("room", 180, 0, **{key: "house"}),
                  at("desk", 0, 120, **{key: "room"})],
        "edges": [],
    }  # fmt: skip
    parsed = parse(family)
    assert [(n.cell.x, n.cell.y) for n in parsed.nodes] == [(2, 1), (3, 1), (3, 2)]
    moved = graph.move(parsed, "house", Cell(x=0, y=4))
    assert [(n.cell.x, n.cell.y) for n in moved.nodes] == [(0, 4), (1, 4), (1, 5)]
    stored = {node["id"]: node for node in document(moved)["nodes"]}
    assert stored["house"]["position"] == {"x": 0, "y": 480}
    assert stored["room"] == family["nodes"][1]
    assert stored["desk"] == family["nodes"][2]
    alone = graph.move(parsed, "desk", Cell(x=3, y=4))
    assert document(alone)["nodes"][2]["position"] == {"x": 0, "y": 360}


def test_a_child_stays_where_it_was_when_its_parent_goes() -> None:
    family = {
        "nodes": [at("house", 360, 120), at("room", 180, 0.5, parentId="house", extent="parent")],
        "edges": [],
    }
    left = graph.remove(parse(family), "house")
    stored = document(left)["nodes"][0]
    assert stored == at("room", 540, 120.5)
    assert parse(document(left)).nodes[0].cell == Cell(x=3, y=1)


def test_a_place_is_counted_from_the_nodes_origin() -> None:
    centred = at("a", 180, 120, origin=[0.5, 0.5], measured={"width": 360, "height": 240})
    parsed = parse({"nodes": [centred], "edges": []})
    assert parsed.nodes[0].cell == Cell(x=0, y=0)
    moved = document(graph.move(parsed, "a", Cell(x=1, y=0)))["nodes"][0]
    assert moved == {**centred, "position": {"x": 360, "y": 120}}


def test_a_component_that_was_set_aside_does_not_go_back_when_room_is_made() -> None:
    parsed = parse({"nodes": [at("a", 0, 0), at("b", 10, 10)], "edges": []})
    assert parsed.by_id["b"].cell != Cell(x=0, y=0)
    moved = graph.move(parsed, "a", Cell(x=5, y=5))
    assert plain(parse(document(moved))) == plain(moved)
    by_id = {node["id"]: node for node in document(moved)["nodes"]}
    where = parsed.by_id["b"].cell
    assert absolute(by_id, "b") == (where.x * 180, where.y * 120)


def test_settings_that_are_no_knobs_outlive_a_change_of_knobs() -> None:
    odd = at("a", 0, 0)
    odd["data"] = {"kind": "db", "config": {"replicas": 2, "notes": ["kept"], "none": None}}
    changed = graph.configure(parse({"nodes": [odd], "edges": []}), CATALOGUE, "a", "replicas", 3)
    config = document(changed)["nodes"][0]["data"]["config"]
    assert config == {"replicas": 3, "notes": ["kept"], "none": None}


def test_two_links_between_two_components_count_once_and_are_kept_both() -> None:
    pair = [{"id": f"e{n}", "source": "a", "target": "b", "sourceHandle": str(n)} for n in (1, 2)]
    stored = {"nodes": [at("a", 0, 0), at("b", 180, 0)], "edges": pair}
    parsed = parse(stored)
    assert parsed.targets["a"] == ("b",)
    assert document(parsed) == stored
    assert links.disconnect(parsed, "a", "b").edges == ()


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ({}, "$: 'nodes' and 'edges' must be lists"),
        ({"nodes": [{}], "edges": []}, "$.nodes[0]"),
        ({"nodes": [SOURCE_NODE, SOURCE_NODE], "edges": []}, "is there twice"),
        ({"nodes": [SOURCE_NODE], "edges": [{"source": "1", "target": "9"}]}, "no node '9'"),
        ({"nodes": [{**SOURCE_NODE, "position": {"x": "a", "y": 1}}], "edges": []}, "numbers"),
        ({"nodes": [at("a", 10**400, 1)], "edges": []}, "$.nodes[0].position"),
        ({"nodes": [at("a", 0, 0, parentId="b")], "edges": []}, "no node 'b' to be its parent"),
        ({"nodes": [at("a", 0, 0, parentId="a")], "edges": []}, "would be its own parent"),
        (
            {"nodes": [at("a", 0, 0, parentId="b"), at("b", 0, 0, parentId="a")], "edges": []},
            "$.nodes[1]: 'b' would be its own parent",
        ),
    ],
)
def test_a_document_that_is_no_design_is_told_by_its_path(
    stored: dict[str, Any], told: str
) -> None:
    with pytest.raises(DesignFault) as fault:
        parse(stored)
    assert any(told in line for line in fault.value.faults)
