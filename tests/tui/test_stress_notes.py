"""Where a note on a run finds room, and what the gauges show between two points."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.design.figures import state_of
from engine.design.graph import Cell, Design, Edge, Node
from engine.design.stress import Aim, climb
from tests.engine.design.kinds import CATALOGUE, chain, load
from tui.stress.between import between
from tui.stress.places import LONGEST, Place, Room
from tui.stress.play import FRAME_SECONDS, GLIDE_FRAMES, glide, watched
from tui.stress.words import against_goal
from tui.studio.drawing import fit
from tui.studio.router import drawn

RUN = climb(chain("client", "server", "db"), CATALOGUE, load(1000))
CELLS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3)), min_size=2, max_size=12, unique=True
)
SIZES = st.tuples(st.integers(20, 48), st.integers(4, 9))
ROOMS = st.sampled_from([(78, 17), (87, 29), (160, 50)])


def _scattered(cells: list[tuple[int, int]]) -> Design:
    nodes = tuple(
        Node(id=f"n{n}", kind="server", label=f"n{n}", cell=Cell(x=x, y=y))
        for n, (x, y) in enumerate(cells)
    )
    edges = tuple(Edge(id=f"{a.id}-{b.id}", source=a.id, target=b.id) for a, b in pairwise(nodes))
    return Design(nodes=nodes, edges=edges)


@given(CELLS, SIZES, ROOMS, st.booleans())
def test_a_note_covers_no_box_and_no_link_and_its_line_runs_through_none(
    cells: list[tuple[int, int]], size: tuple[int, int], room: tuple[int, int], tight: bool
) -> None:
    drawing = drawn(_scattered(cells), fit(6, 4, *room), *room)
    place = Room(drawing).place("n0", *size, heading=12, tight=tight)
    if place is None:
        return
    width, height = size
    box = drawing.boxes["n0"]
    inside = {(x, y) for x in range(place.x, place.x + width)
              for y in range(place.y, place.y + height)}  # fmt: skip
    boxed = {(x, y) for x in range(room[0]) for y in range(room[1])
             if any(each.holds(x, y) for each in drawing.boxes.values())}  # fmt: skip
    linked = {point for link in drawing.links for point in link.path}
    assert not inside & (boxed | linked)
    assert all(0 <= x < room[0] and 0 <= y < room[1] for x, y in inside)
    begin, *line, end = place.path
    assert box.holds(*begin)
    assert end in inside
    assert not set(line) & (boxed | inside)
    steps = pairwise(place.path)
    assert all(abs(a - x) + abs(b - y) == 1 for (a, b), (x, y) in steps)
    assert not any(a in linked and b in linked for a, b in pairwise(line))
    assert abs(begin[0] - end[0]) + 2 * abs(begin[1] - end[1]) <= LONGEST


def test_a_line_turns_its_corner_with_the_glyph_for_it() -> None:
    place = Place(4, 4, ((1, 1), (1, 2), (1, 3), (2, 3), (3, 3), (4, 3)))
    assert [glyph for _, _, glyph in place.leader("╔╗╚╝═║")] == ["║", "╚", "═", "═"]
    assert place.joint("╔╗╚╝═║") == (4, 3, "╠")


@given(st.integers(0, 48), st.floats(0.001, 0.999))
def test_between_two_points_every_figure_lies_between_theirs(at: int, share: float) -> None:
    before, after = RUN.points[at], RUN.points[at + 1]
    now = between(before, after, share)

    def within(one: float, figure: float, other: float) -> bool:
        return min(one, other) - 1e-6 <= figure <= max(one, other) + 1e-6

    for name in ("offered_rps", "goodput_rps", "error_share", "p95_ms", "availability"):
        assert within(getattr(before, name), getattr(now, name), getattr(after, name)), name
    for node, use in now.nodes.items():
        ends = before.nodes[node], after.nodes[node]
        for name in ("rate_rps", "utilisation", "p95_ms", "error_share", "monthly_cost"):
            low, high = (getattr(end, name) for end in ends)
            assert within(low, getattr(use, name), high), (node, name)
        assert use.state == state_of(use.utilisation)
    assert now.goodput_rps <= now.offered_rps + 1e-9


def test_a_run_that_plays_slows_before_the_knee_and_rests_on_it_and_at_the_end() -> None:
    play = watched(climb(RUN.design, CATALOGUE, load(120)), Aim()).played()
    assert play.knee is not None
    seen = [play.where]
    while play.playing:
        play = play.tick()
        seen.append(play.where)
    assert play.at_knee
    steps = [after - before for before, after in pairwise(seen)]
    assert max(steps) == pytest.approx(FRAME_SECONDS / play.seconds)
    assert steps[0] < max(steps)
    assert all(a >= b - 1e-9 for a, b in pairwise(steps[-6:]))
    play = play.played()
    while play.playing:
        play = play.tick()
    assert play.over
    assert play.beyond == 0
    assert play.played().where == 0


def test_a_glide_begins_at_once_and_ends_on_its_moment_without_turning_back() -> None:
    way = [glide(3, 10, frame) for frame in range(1, GLIDE_FRAMES + 1)]
    assert way[0] > 3
    assert way == sorted(way)
    assert way[-1] == 10
    assert glide(10, 3, GLIDE_FRAMES) == 3


def test_a_step_from_between_two_points_goes_to_the_one_on_its_side() -> None:
    play = watched(RUN, Aim()).standing(7.4)
    assert play.stepped(1).where == 8
    assert play.stepped(-1).where == 7
    assert play.to(7).stepped(-1).where == 6


@pytest.mark.parametrize(
    ("offered", "goal", "told"),
    [
        (0.5 / 60, 2 / 60, "0.5 of 2.0/min"),
        (2 / 60, 2 / 60, "2.0 of 2.0/min"),
        (2.5 / 60, 2 / 60, "2.5/min, goal 2.0"),
        (500, 400, "500/s, goal 400"),
    ],
)
def test_more_than_was_promised_is_not_told_as_a_part_of_it(
    offered: float, goal: float, told: str
) -> None:
    assert against_goal(offered, goal) == told
