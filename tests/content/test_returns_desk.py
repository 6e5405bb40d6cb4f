"""The grid of Thimblewick's returns desk: its reference wins, and each tempting way fails."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.design.traffic import evaluate
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.changes import changed
from tests.content.judged import Steps, assert_reference_fits, judged, opening, score_at
from tests.content.returns import (
    NOON,
    REFERENCE,
    SERVERS,
    SLUG,
    SOUND,
    TABLE,
    TEMPTING,
    THREE_KINDS_OFF,
)


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def _after(mission: Mission, *changes: str) -> SystemDesign:
    return changed(mission, opening(mission), tuple((change, True) for change in changes))


@pytest.mark.parametrize("rps", [NOON, THREE_KINDS_OFF])
def test_the_reference_meets_every_rule_with_some_of_the_budget_left(
    mission: Mission, rps: float
) -> None:
    assert_reference_fits(mission, judged(mission, *REFERENCE, rps=rps))


@pytest.mark.parametrize(
    "steps",
    [
        (*REFERENCE, {"configure": {"key_store-1": {"replicas": 2}}}),
        (*REFERENCE, {"configure": {"worker-1": {"replicas": 2}}}),
        (*REFERENCE, {"connect": ["key_store-1", "book"]}),
    ],
    ids=["a second key store", "two workers", "rows written behind the keys"],
)
def test_sound_designs_that_are_not_the_reference_pass_too(mission: Mission, steps: Steps) -> None:
    assert judged(mission, *steps).unmet == set()


@pytest.mark.parametrize("name", TABLE)
def test_each_design_comes_to_what_the_table_says(mission: Mission, name: str) -> None:
    row = TABLE[name]
    found = judged(mission, *row.steps)
    assert found.figures.p95_ms == pytest.approx(row.p95_ms, rel=0.02)
    assert found.use("clearer") == pytest.approx(row.clearer, abs=0.006)
    assert found.figures.monthly_cost == pytest.approx(row.cost, abs=1)
    assert found.score == row.score
    assert set(row.unmet) <= found.unmet


@pytest.mark.parametrize("name", TEMPTING)
def test_a_tempting_design_fails_for_a_reason_of_its_own(mission: Mission, name: str) -> None:
    row = TABLE[name]
    assert judged(mission, *row.steps).score <= 69
    required = {rule.id for rule in opening(mission).rules if rule.required}
    assert required & set(row.unmet)


@pytest.mark.slow
@pytest.mark.parametrize("times", [0.9, 0.95, 1.05, 1.1])
@pytest.mark.parametrize("name", TABLE)
def test_a_somewhat_other_noon_teaches_the_same(mission: Mission, name: str, times: float) -> None:
    score = score_at(mission, judged(mission, *TABLE[name].steps).design, times)
    if name in SOUND:
        assert score >= (95 if name == "reference" else 85)
    else:
        assert score <= 69


def test_the_load_is_the_one_that_dov_tells(mission: Mission) -> None:
    """One in five of 260 is a notice, fifteen in a hundred of those are of gift cards."""
    load = opening(mission).load
    share = {request.name: request.share for request in load.classes}
    notices = share["card notices"] + share["gift-card notices"]
    assert (load.rps, load.average_rps) == (NOON, 70)
    assert load.rps * notices == pytest.approx(52)
    assert share["gift-card notices"] / notices == pytest.approx(0.15)


def test_nothing_is_full_as_found_and_whoever_tells_is_kept_waiting(mission: Mission) -> None:
    found = judged(mission)
    assert found.figures.saturated == ()
    assert found.figures.p95_ms > 300
    assert found.figures.p99_ms > 1000


def test_desks_change_nothing_but_the_bill(mission: Mission) -> None:
    found, more = judged(mission), judged(mission, *SERVERS)
    assert more.figures.p95_ms == pytest.approx(found.figures.p95_ms, rel=0.01)
    assert more.figures.monthly_cost - found.figures.monthly_cost == pytest.approx(19 * 160, abs=1)


def test_a_lock_does_25_a_second_of_52(mission: Mission) -> None:
    kind = mission.catalogue.kind("shop_lock")
    assert 1000 / kind.service_ms * kind.servers == 25
    for rps in (NOON, THREE_KINDS_OFF):
        config = _after(mission, "three-kinds-off") if rps != NOON else opening(mission)
        steps = TABLE["a lock behind the queue"].steps
        assert "keeps-up" in judged(mission, *steps, config=config).unmet


def test_what_the_clearer_is_sent_fits_its_lines_and_what_each_costs_is_gretas(
    mission: Mission,
) -> None:
    config = opening(mission)
    found = evaluate(config.initial, mission.catalogue, config.load)
    assert found.monthly_cost == pytest.approx(6600 + 640 + 160 + 150, abs=1)


def test_three_kinds_off_leave_35_notices_of_52(mission: Mission) -> None:
    config = _after(mission, "three-kinds-off")
    shares = {request.name: request.share for request in config.load.classes}
    notices = shares["card notices"] + shares["gift-card notices"]
    assert config.load.rps == THREE_KINDS_OFF
    assert config.load.rps * notices == pytest.approx(35, abs=0.1)
    found = judged(mission, *REFERENCE, config=config)
    assert found.unmet == set()
    assert found.use("clearer") < TABLE["reference"].clearer - 0.15


def test_an_app_that_is_kept_to_takes_the_sum_that_a_sound_desk_needs(mission: Mission) -> None:
    config = _after(mission, "an-app-after-all")
    moved = config.budget - opening(mission).budget
    assert moved == -2400
    found = judged(mission, *REFERENCE, budget_moved=moved, config=config)
    assert found.unmet == {"within-budget"}


def test_interviews_of_145_leave_the_reference_its_sum(mission: Mission) -> None:
    config = _after(mission, "forms-for-145")
    assert config.budget == 11100 > TABLE["reference"].cost


def test_a_sweeper_that_was_let_run_spoils_the_reference_until_it_is_taken_away(
    mission: Mission,
) -> None:
    config = _after(mission, "swept-at-six")
    assert judged(mission, *REFERENCE, config=config).unmet == {"rows-stay"}
    assert "sweeper" not in opening(mission).initial.by_id


def test_a_lock_on_trial_keeps_the_opening_from_noon(mission: Mission) -> None:
    config = _after(mission, "lock-on-trial")
    assert judged(mission, config=config).figures.p95_ms > 5000
    freed = (
        {"disconnect": ["desk", "lock"]},
        *(s for s in REFERENCE if s != {"disconnect": ["desk", "clearer"]}),
    )
    assert "keeps-up" not in judged(mission, *freed, config=config).unmet


def test_goodwill_gets_a_line_of_its_own(mission: Mission) -> None:
    assert _after(mission, "bus-money").budget - opening(mission).budget == 400
