"""Designs as text art and Mermaid: whatever stands in a label stays a label."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.loader import Pack
from engine.design.graph import Cell, Design, Edge, Frame, Node
from engine.design.load import Load
from tui.export.mermaid import mermaid
from tui.export.text_art import text_art

HOSTILE = ("\x1b[2J", '"]; click n0 "javascript:x"', "a\nb --> c", "\u202eabc", "`${x}`", "#quot;",
           "日本語", "<script>", "", "%%{init}%%")  # fmt: skip
labels = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
kinds = st.sampled_from(["client", "app_server", "cache", "relational_db", "queue", "monitoring"])
LINE = re.compile(
    r"    (    )?n\d+(\(\[|\{\{|\[\(|\[\[|\(|\[)\"(\w|[ .,'+-]|#\d+;)*\"(\]\)|\}\}|\)\]|\]\]|\)|\])"
    r"|    n\d+ -(->|\.->) n\d+|    subgraph f\d+\[\"(\w|[ .,'+-]|#\d+;)*\"\]|    end|flowchart LR"
)


@st.composite
def designs(draw: st.DrawFn) -> Design:
    cells = draw(
        st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), unique=True, max_size=8)
    )
    nodes = tuple(
        Node(id=f"{n}", kind=draw(kinds), label=draw(labels), cell=Cell(x=x, y=y))
        for n, (x, y) in enumerate(cells)
    )
    ends = st.sampled_from([node.id for node in nodes] or ["0"])
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=8)) if nodes else []
    edges = tuple(Edge(id=f"e{n}", source=a, target=b) for n, (a, b) in enumerate(pairs))
    frame = Frame(id="f", label=draw(labels), cell=Cell(x=0, y=0), columns=3, rows=2)
    return Design(nodes=nodes, edges=edges, frames=(frame,))


@given(drawn=designs())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_design_is_drawn_and_no_label_steers_a_terminal(pack: Pack, drawn: Design) -> None:
    art = text_art(drawn, pack.missions[0], Load(rps=50))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", art)
    framed = any(drawn.frames[0].holds(node.cell) for node in drawn.nodes)
    if len(drawn.nodes) == 1 and not drawn.edges and not framed:
        assert len(art.splitlines()) == 6


@given(drawn=designs())
@settings(max_examples=200, deadline=None)
def test_every_line_of_mermaid_is_a_node_a_link_or_a_group(pack: Pack, drawn: Design) -> None:
    chart = mermaid(drawn, pack.catalogue)
    for line in chart.splitlines():
        assert LINE.fullmatch(line), line
    assert chart.count("\n    n") + chart.count("\n        n") == len(drawn.nodes) + sum(
        len(targets) for targets in drawn.targets.values()
    )


@pytest.mark.parametrize("label", HOSTILE)
def test_a_label_is_the_same_length_of_box_whatever_it_says(pack: Pack, label: str) -> None:
    node = Node(id="a", kind="cache", label=label, cell=Cell(x=4, y=4))
    art = text_art(Design(nodes=(node,)), pack.missions[0], Load(rps=50)).splitlines()
    assert art[0].strip() == "╭─ CACHE ────────╮"
    assert len(art) == 6
