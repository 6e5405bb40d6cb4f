"""Prepared scenes: every phase and every scene of a demo, each as its script comes to it."""

from __future__ import annotations

import pytest

from content.loader import Pack
from tui.demo.scenes import NoWay, PreparedScene, scenes_of


def prepared(pack: Pack, slug: str) -> dict[str, PreparedScene]:
    own = [demo for demo in pack.demos if demo.script.mission == slug]
    scenes = scenes_of(pack.mission(slug), pack.walkthroughs_of(slug), own)
    return {scene.name: scene for scene in scenes}


def test_every_scene_of_every_mission_can_be_prepared_under_any_seed(pack: Pack) -> None:
    for mission in pack.missions:
        scenes = prepared(pack, mission.slug)
        assert [phase.id for phase in mission.phases] == list(scenes)[: len(mission.phases)]
        for scene in scenes.values():
            assert scene.prepare(42).state.shared.seed == 42, scene.name


def test_a_phase_is_prepared_as_it_begins(pack: Pack) -> None:
    scenes = prepared(pack, "urgent-performance")
    state = scenes["system_design"].prepare(None).state
    assert [own.phase for own in state.phases][-1] == "system_design"
    assert state.status == "open"
    assert scenes["debrief"].prepare(None).state.status == "completed"


def test_a_demos_scene_stands_behind_what_prepares_it(pack: Pack) -> None:
    scenes = prepared(pack, "urgent-performance")
    assert scenes["lotte-asked"].prepare(None).state.phases[-1].phase == "video_call"
    assert scenes["ten-minutes/debrief"].prepare(None).state.status == "completed"


def test_a_walkthrough_that_ends_early_prepares_no_later_phase(pack: Pack) -> None:
    mission = pack.mission("urgent-performance")
    (gold,) = [s for s in pack.walkthroughs_of(mission.slug) if s.name == "gold"]
    short = gold.model_copy(update={"steps": gold.steps[:10]})
    scenes = {scene.name: scene for scene in scenes_of(mission, [short], [])}
    with pytest.raises(NoWay, match="does not come to this phase"):
        scenes["video_call"].prepare(None)
