"""What a setting asks is not earned by leaving out the component that has it."""

from __future__ import annotations

import pytest

from engine.design.rules import ForbidSetting, judge
from engine.mission import Mission
from engine.phase_config import SystemDesign
from tests.shipped import shipped

NONE_IS_RIGHT = {
    ("enrolment-monday", "a-tenth-under"): "no door lets in too many; the checker's load is asked",
    ("returns-desk", "twins-are-two"): "without keys nothing is taken for another",
}
"""Rules that a design without the component keeps, each with its reason."""
DESIGNS = [
    (mission, config)
    for mission in shipped().missions
    for config in mission.phases
    if isinstance(config, SystemDesign)
]


def _asked() -> list[tuple[Mission, SystemDesign, ForbidSetting]]:
    return [
        (mission, config, rule)
        for mission, config in DESIGNS
        for rule in (*config.rules, *(added for c in config.changes for added in c.adds))
        if isinstance(rule, ForbidSetting)
    ]


@pytest.mark.parametrize(
    ("mission", "config", "rule"),
    [pytest.param(*row, id=f"{row[0].slug}/{row[2].id}") for row in _asked()],
)
def test_a_component_that_can_be_left_out_has_to_be_at_work_for_its_setting(
    mission: Mission, config: SystemDesign, rule: ForbidSetting
) -> None:
    """It is the client's own and stays, or is asked for, or is right where it is not there."""
    stays = any(
        node.fixed and mission.catalogue.kind(node.kind).answers_to(rule.component)
        for own, other in DESIGNS
        if own is mission
        for node in other.initial.nodes
    )
    spared = (mission.slug, rule.id) in NONE_IS_RIGHT
    assert [stays, rule.at_work, spared].count(True) == 1
    without = config.initial.model_copy(update={"nodes": (), "edges": ()})
    (found,) = judge((rule,), without, mission.catalogue, config.load)
    assert found.met is not rule.at_work
