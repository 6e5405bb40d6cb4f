"""What every mission owes to those who play it well, and to those whom it tempts."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.debrief import one_change
from engine.scoring import score_mission
from tests.content.judged import played, walkthrough
from tests.shipped import shipped

SCORED = [mission.slug for mission in shipped().missions if mission.scored]
BUILT = [mission.slug for mission in shipped().missions if mission.scored and mission.design_phase]
ROADS = ("gold", "fair", "poor", "tempting")


@pytest.mark.parametrize("slug", SCORED)
@pytest.mark.parametrize(("name", "low", "high"), [("gold", 95, 100), ("tempting", 0, 65)])
def test_each_phase_of_the_best_run_and_of_the_tempting_one_is_far_apart(
    pack: Pack, slug: str, name: str, low: int, high: int
) -> None:
    mission = pack.mission(slug)
    card = score_mission(mission, played(mission, walkthrough(pack, mission, name)))
    assert all(low <= phase.score <= high for phase in card.phases if phase.weight)
    assert low <= card.score <= (high if low else 40)


@pytest.mark.parametrize("slug", BUILT)
@pytest.mark.parametrize("name", ROADS)
def test_one_change_of_the_debrief_shows_a_figure_that_moves(
    pack: Pack, slug: str, name: str
) -> None:
    mission = pack.mission(slug)
    change = one_change(mission, played(mission, walkthrough(pack, mission, name)))
    assert change
    assert any(figure.changed != figure.played for figure in change.figures)
