"""Hints cost more the more they tell, and nothing until they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import Pack, lint
from engine.actions import UseHint
from engine.game import step
from engine.hints import PRICES, STEPS, spent, steps
from engine.rejected import Rejected
from engine.scoring import score_mission
from tests.content.small_pack import changed, write
from tests.tui.stage import session_of


def test_each_step_costs_more_than_the_one_before() -> None:
    assert len(PRICES) == len(STEPS)
    assert sorted(set(PRICES)) == list(PRICES)
    assert [spent(taken) for taken in range(4)] == [0, 2, 6, 14]


def test_where_nobody_can_be_asked_the_second_step_says_what_to_change() -> None:
    assert steps("system_design")[1] == "What to change"
    assert steps("video_call")[1] == "What to ask"


def test_the_price_of_every_step_is_taken_from_the_phase_and_told(pack: Pack) -> None:
    mission = pack.mission("client-discovery-workshop")
    state = session_of(mission).state
    for taken in range(1, 4):
        state, _ = step(mission, state, UseHint())
        (inbox, *_) = score_mission(mission, state).phases
        (line,) = [line for line in inbox.lines if line.kind == "hint"]
        assert line.earned == -spent(taken)
        assert f"{spent(taken)} points" in line.reason
    with pytest.raises(Rejected, match="no further hint"):
        step(mission, state, UseHint())


def test_a_phase_of_three_hints_is_the_most_that_a_pack_may_have(tmp_path: Path) -> None:
    many = changed("mission", 'hints: ["Look."]', 'hints: ["Look.", "Ask.", "So.", "And so."]')
    found = lint(write(tmp_path, many))
    assert any("hints" in problem.message or "hints" in str(problem) for problem in found)


def test_every_phase_that_is_scored_has_all_three_steps(pack: Pack) -> None:
    scored = [mission for mission in pack.missions if mission.scored]
    assert scored
    for mission in scored:
        for config in mission.phases:
            steps_there = 0 if config.kind == "client_feedback" else 3
            assert len(config.hints) == steps_there, f"{mission.slug}: {config.id}"
