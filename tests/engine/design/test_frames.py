"""Copies of components and frames round them, on the grid and in its stored form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.design import frames, graph, links, react_flow
from engine.design.graph import Cell, Design, Illegal
from tests.engine.design.kinds import CATALOGUE, chain

SHOP = chain("client", "server", "db", server={"replicas": 3})
FREE = Cell(x=1, y=1)


def test_a_copy_is_set_as_the_first_and_calls_what_it_calls() -> None:
    copied = graph.duplicate(SHOP, "server", "server-1", FREE)
    assert copied.by_id["server-1"].settings == {"replicas": 3}
    assert copied.targets["server-1"] == ("db",)
    assert copied.targets["client"] == ("server",), "who calls it is for the player to say"
    assert copied.names["server-1"] == "server 2"
    assert react_flow.parse(react_flow.document(copied)).targets == copied.targets


@pytest.mark.parametrize(
    ("source", "node", "cell", "told"),
    [
        ("kettle", "server-1", FREE, "There is no component 'kettle'"),
        ("server", "db", FREE, "The name 'db' is taken"),
        ("server", "server-1", Cell(x=2, y=0), "db stands there"),
    ],
)
def test_a_copy_that_cannot_be_made_is_refused(
    source: str, node: str, cell: Cell, told: str
) -> None:
    with pytest.raises(Illegal, match=told):
        graph.duplicate(SHOP, source, node, cell)


def test_a_frame_is_drawn_drawn_anew_and_taken() -> None:
    framed = frames.draw(SHOP, "f", "  Back   office ", Cell(x=1, y=0), 2, 1)
    frame = frames.frame_at(framed, Cell(x=2, y=0))
    assert frame is not None
    assert frame.label == "Back office"
    assert frames.frame_at(framed, Cell(x=0, y=0)) is None
    larger = frames.draw(framed, "f", "Back office", Cell(x=0, y=0), 3, 2)
    assert len(larger.frames) == 1
    assert frames.frame_at(larger, Cell(x=0, y=1)) is not None
    assert frames.take(larger, "f") == SHOP


@pytest.mark.parametrize(
    ("name", "label", "x", "columns", "told"),
    [
        ("g", "  ", 0, 1, "needs a label"),
        ("g", "Other", 1, 1, "over the frame 'Shop'"),
        ("g", "Other", 0, 0, "at least one cell"),
        ("db", "Other", 0, 1, "The name 'db' is taken"),
    ],
)
def test_a_frame_that_cannot_be_drawn_is_refused(
    name: str, label: str, x: int, columns: int, told: str
) -> None:
    framed = frames.draw(SHOP, "f", "Shop", Cell(x=1, y=0), 2, 1)
    with pytest.raises(Illegal, match=told):
        frames.draw(framed, name, label, Cell(x=x, y=0), columns, 1)


def group(name: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "group", "position": {"x": x, "y": y}, **more}


def box(name: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    data = {"kind": "server", "label": name}
    return {"id": name, "position": {"x": x, "y": y}, "data": data, **more}


def stored(design: Design) -> dict[str, dict[str, Any]]:
    return {node["id"]: node for node in react_flow.document(design)["nodes"]}


def test_a_group_of_react_flow_is_a_frame_and_comes_back_as_it_was() -> None:
    document = {
        "nodes": [
            box("before", 20, 7),
            group("g", 190.5, 10, width=370, height=250, className="zone", data={"label": "Zone"}),
            box("in", 12, 30, parentId="g", extent="parent"),
        ],
        "edges": [],
    }
    parsed = react_flow.parse(document)
    assert [(f.label, f.columns, f.rows) for f in parsed.frames] == [("Zone", 2, 2)]
    assert set(parsed.by_id) == {"before", "in"}
    back = react_flow.document(parsed)
    assert json.dumps(back, sort_keys=True) == json.dumps(document, sort_keys=True)


def test_what_stands_in_a_group_stays_where_it_is_when_the_group_is_moved_or_taken() -> None:
    document = {
        "nodes": [group("g", 360, 120, width=180, height=120), box("in", 4.5, 6, parentId="g")],
        "edges": [],
    }
    parsed = react_flow.parse(document)
    moved = frames.draw(parsed, "g", "Moved", Cell(x=0, y=0), 1, 1)
    assert stored(moved)["g"]["position"] == {"x": 0, "y": 0}
    assert stored(moved)["in"]["position"] == {"x": 364.5, "y": 126}
    assert react_flow.parse(react_flow.document(moved)).by_id["in"].cell == Cell(x=2, y=1)
    taken = stored(frames.take(parsed, "g"))
    assert taken["in"]["position"] == {"x": 364.5, "y": 126}
    assert "parentId" not in taken["in"]


cells = st.builds(Cell, x=st.integers(0, 5), y=st.integers(0, 3))


@given(
    drawn=st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.text("xy ", max_size=4),
            cells,
            st.integers(0, 3),
            st.integers(0, 3),
        ),
        max_size=8,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_frames_come_back_from_the_stored_form_and_never_overlap(
    drawn: list[tuple[str, str, Cell, int, int]],
) -> None:
    design = SHOP
    for name, label, corner, columns, rows in drawn:
        try:
            design = frames.draw(design, name, label, corner, columns, rows)
        except Illegal:
            continue
        for x in range(9):
            for y in range(7):
                assert sum(frame.holds(Cell(x=x, y=y)) for frame in design.frames) <= 1
    back = react_flow.parse(react_flow.document(design))
    plain = [(f.id, f.label, f.cell, f.columns, f.rows) for f in design.frames]
    assert sorted(plain, key=str) == sorted(
        [(f.id, f.label, f.cell, f.columns, f.rows) for f in back.frames], key=str
    )
    assert react_flow.document(back) == react_flow.document(design)


def test_a_refusal_tells_of_what_is_at_hand_alone() -> None:
    with pytest.raises(Illegal) as told:
        links.connect(SHOP, CATALOGUE, "client", "client")
    assert told.value.reason == "client cannot call itself."
