"""Links as lines: what a reader sees must be what is linked, and how it fares."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.loader import Pack
from engine.design.graph import Cell, Design, Edge, Node, move
from engine.design.traffic import evaluate
from tests.content.judged import judged
from tests.content.test_discovery_workshop import BRUTE_FORCE
from tests.tui.studio_stage import shop
from tests.tui.test_studio_known import scene_of
from tui.studio.drawing import Drawing, fit
from tui.studio.painter import paint
from tui.studio.router import carried, drawn
from tui.studio.scene import Held

SIZES = ((78, 17), (87, 25), (140, 54))


def turns(path: tuple[tuple[int, int], ...]) -> set[tuple[int, int]]:
    """Where a line turns."""
    return {
        b
        for a, b, c in zip(path, path[1:], path[2:], strict=False)
        if (b[0] - a[0], b[1] - a[1]) != (c[0] - b[0], c[1] - b[1])
    }


def muddled(drawing: Drawing) -> set[tuple[int, int]]:
    """Places where lines of different sources to different targets turn into one another."""
    found = set()
    for one in drawing.links:
        for other in drawing.links:
            if one.source != other.source and one.target != other.target:
                found |= turns(one.path) & turns(other.path)
    return found


@pytest.mark.parametrize("size", SIZES)
def test_no_line_looks_like_a_branch_of_anothers(pack: Pack, size: tuple[int, int]) -> None:
    mission = pack.mission("client-discovery-workshop")
    drawing = drawn(judged(mission, *BRUTE_FORCE).design, fit(6, 3, *size), *size)
    assert muddled(drawing) == set()
    for link in drawing.links:
        for other in drawing.links:
            if link.source != other.source and link.target != other.target:
                assert other.path[-1] not in link.path


@pytest.mark.parametrize("size", SIZES)
def test_two_that_call_one_store_do_not_seem_to_call_each_others_targets(
    size: tuple[int, int],
) -> None:
    names = {"a": (0, 0), "b": (0, 2), "one": (1, 0), "both": (1, 1), "two": (1, 2)}
    nodes = tuple(
        Node(id=n, kind="client", label=n, cell=Cell(x=x, y=y)) for n, (x, y) in names.items()
    )
    links = (("a", "one"), ("a", "both"), ("b", "both"), ("b", "two"))
    edges = tuple(Edge(id=f"{a}->{b}", source=a, target=b) for a, b in links)
    drawing = drawn(Design(nodes=nodes, edges=edges), fit(6, 4, *size), *size)
    by_ends = {(link.source, link.target): turns(link.path) for link in drawing.links}
    assert not by_ends["a", "both"] & by_ends["b", "both"]


cells = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), unique=True, max_size=12)


@given(places=cells, data=st.data())
@settings(max_examples=40, deadline=None)
def test_every_line_leads_from_its_source_to_its_target_around_all_boxes(
    places: list[tuple[int, int]], data: st.DataObject
) -> None:
    nodes = tuple(
        Node(id=str(n), kind="client", label=str(n), cell=Cell(x=x, y=y))
        for n, (x, y) in enumerate(places)
    )
    pairs = [(a, b) for a in range(len(places)) for b in range(a + 1, len(places))]
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=10)) if pairs else []
    edges = tuple(Edge(id=f"{a}-{b}", source=str(a), target=str(b)) for a, b in chosen)
    drawing = drawn(Design(nodes=nodes, edges=edges), fit(6, 4, 78, 17), 78, 17)
    boxes = drawing.boxes
    for link in drawing.links:
        for (x, y), (there, below) in zip(link.path, link.path[1:], strict=False):
            assert abs(x - there) + abs(y - below) == 1
        for end, at in ((link.source, link.path[0]), (link.target, link.path[-1])):
            box = boxes[end]
            around = (box.x - 1, box.y - 1, box.x + box.width, box.y + box.height)
            assert around[0] <= at[0] <= around[2]
            assert around[1] <= at[1] <= around[3]


def test_a_line_to_what_cannot_keep_up_is_double(pack: Pack) -> None:
    mission = pack.mission("client-discovery-workshop")
    scene = scene_of(mission.model_copy(update={"phases": (mission.design_phase,)}))
    scale = fit(6, 3, 87, 25)
    text = paint(scene, drawn(scene.design, scale, 87, 25), scale).text()
    assert "═►" in text
    assert "─►" in text


def test_what_is_carried_past_leaves_the_other_lines_as_they_are(pack: Pack) -> None:
    before = shop(pack).phases[0].initial
    scale, size = fit(6, 4, 87, 25), (87, 25)
    stood = {(link.source, link.target): link for link in drawn(before, scale, *size).links}
    for x, y in ((4, 2), (5, 2), (3, 1)):
        after = move(before, "web3", Cell(x=x, y=y))
        drawing = carried(before, after, "web3", scale, size)
        box = drawing.boxes["web3"]
        same = 0
        for link in drawing.links:
            was = stood[link.source, link.target].path
            assert not any(box.holds(*at) for at in link.path)
            ends = (was[0], was[-1]) == (link.path[0], link.path[-1])
            if (
                "web3" not in (link.source, link.target)
                and ends
                and not any(box.holds(*at) for at in was)
            ):
                assert link.path == was
                same += 1
        assert same > 9


def test_what_is_carried_is_not_reckoned_anew(pack: Pack) -> None:
    mission = shop(pack)
    scene = scene_of(mission)
    evaluate.cache_clear()
    assert scene.figures.goodput_rps
    asked = evaluate.cache_info().misses
    lifted = replace(scene, held=Held("move", "cache"))
    for x, y in ((3, 1), (3, 3), (5, 2)):
        there = replace(lifted, cursor=Cell(x=x, y=y))
        assert there.design != there.stored
        assert there.figures == scene.figures
    assert evaluate.cache_info().misses == asked
