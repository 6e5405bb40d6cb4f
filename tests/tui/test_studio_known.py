"""What the studio tells of the goals: what is known, and nothing that is not."""

from __future__ import annotations

from typing import cast

from content.loader import Pack
from engine.design.graph import Cell
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.shared import Found, Shared
from tests.tui.stage import session_of
from tests.tui.studio_stage import kettles, shop
from tui.studio.drawing import fit, size_of
from tui.studio.known import Goals, goals, ticks
from tui.studio.metrics import UNKNOWN, metrics, strip
from tui.studio.scene import Scene


def scene_of(
    mission: Mission, *, facts: tuple[str, ...] = (), known: tuple[str, ...] | None = None
) -> Scene:
    """The opening moment of a grid, with facts found and rules stated openly."""
    config = cast(SystemDesign, mission.phases[0])
    if known is not None:
        config = config.model_copy(update={"known_without_asking": known})
    shared: Shared = session_of(mission).state.shared
    found = tuple(Found(fact=fact, via="call", minute=0) for fact in facts)
    shared = shared.model_copy(update={"facts": found})
    return Scene(mission, config, shared, config.initial, Cell(x=0, y=0))


def test_a_goal_that_nobody_stated_is_not_shown(pack: Pack) -> None:
    scene = scene_of(shop(pack), known=("cheap",))
    assert goals(scene) == Goals()
    assert UNKNOWN in metrics(scene, 27).plain
    assert "≤" not in metrics(scene, 27).plain


def test_a_stated_goal_stands_at_its_gauge(pack: Pack) -> None:
    scene = scene_of(shop(pack))
    assert goals(scene) == Goals(p95_ms=400, answered=0.995, availability=0.995)
    assert "≤ 400 ms" in metrics(scene, 27).plain


def test_a_found_fact_makes_its_requirement_known(pack: Pack) -> None:
    before = [tick.text for tick in ticks(scene_of(kettles(pack)))]
    after = [tick.text for tick in ticks(scene_of(kettles(pack), facts=("odile-decaf",)))]
    assert len(after) == len(before) + 1
    assert any("decaf" in text for text in after)
    assert not any("decaf" in text for text in before)


def test_the_strip_is_one_line_whatever_the_width(pack: Pack) -> None:
    for width in range(30, 120):
        line = strip(scene_of(shop(pack)), width)
        assert line.cell_length <= width
        assert "\n" not in line.plain


def test_every_board_up_to_six_by_four_fits_the_smallest_terminal() -> None:
    for columns in range(1, 7):
        for rows in range(1, 5):
            width, height = size_of(fit(columns, rows, 78, 17), columns, rows)
            assert width <= 78
            assert height <= 17
