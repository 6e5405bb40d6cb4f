"""The grid of the urgent performance mission: its reference wins, and each tempting way fails."""

from __future__ import annotations

import pytest

from content.loader import Pack
from db.mission_rows import react_flow
from engine.design.traffic import evaluate
from engine.mission import Mission
from tests.content.judged import Steps, assert_reference_fits, judged, opening, score_at
from tests.content.portal import (
    INDEX,
    JUNE,
    MORNING,
    OLD_WAY_CUT,
    REFERENCE,
    SERVERS,
    SLUG,
    STANDBY,
    TABLE,
    TEMPTING,
    TRACKING,
)


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


@pytest.mark.parametrize("rps", [MORNING, JUNE])
def test_the_reference_meets_every_rule_with_some_of_the_budget_left(
    mission: Mission, rps: float
) -> None:
    assert_reference_fits(mission, judged(mission, *REFERENCE, rps=rps))


@pytest.mark.parametrize(
    "steps",
    [
        (*REFERENCE, {"connect": ["tracking_cache-1", "main"]}),
        (*REFERENCE, {"configure": {"export_worker-1": {"replicas": 3}}}),
        (*REFERENCE, {"configure": {"app": {"replicas": 5}}}),
    ],
    ids=["cache before the database", "fewer workers", "one server more"],
)
def test_sound_designs_that_are_not_the_reference_pass_too(mission: Mission, steps: Steps) -> None:
    assert judged(mission, *steps, rps=JUNE).unmet == set()


@pytest.mark.parametrize(
    ("rps", "timed_out"), [(380, 0.08), (405, 0.13), (425, 0.17)], ids=["08:15", "08:45", "09:15"]
)
def test_the_portal_as_found_does_what_emeka_measured(
    mission: Mission, rps: float, timed_out: float
) -> None:
    found = judged(mission, rps=rps).figures
    assert found.error_share == pytest.approx(timed_out, abs=0.012)
    assert found.goodput_rps == pytest.approx(351, abs=3)
    assert found.p95_ms == pytest.approx(9800, rel=0.06)


def test_without_the_exports_the_busiest_row_is_as_healthy_as_emeka_measured_it(
    mission: Mission,
) -> None:
    config = opening(mission)
    classes = tuple(c for c in config.load.classes if c.name != "exports")
    load = config.load.at(455).model_copy(update={"classes": classes})
    after_ten = evaluate(config.initial, mission.catalogue, load)
    assert after_ten.error_share < 0.001
    assert after_ten.p95_ms < 200
    assert after_ten.nodes["main"].utilisation * 60 == pytest.approx(20, abs=1)
    assert after_ten.nodes["app"].utilisation == pytest.approx(0.28, abs=0.03)


@pytest.mark.parametrize("name", TABLE)
def test_each_design_comes_to_what_the_table_says(mission: Mission, name: str) -> None:
    row = TABLE[name]
    found = judged(mission, *row.steps)
    assert found.use("main") == pytest.approx(row.morning, abs=0.006)
    assert judged(mission, *row.steps, rps=JUNE).use("main") == pytest.approx(row.june, abs=0.006)
    assert found.figures.monthly_cost == pytest.approx(row.cost, abs=1)
    assert found.score == row.score
    assert set(row.unmet) <= found.unmet


@pytest.mark.parametrize("name", TEMPTING)
@pytest.mark.parametrize("rps", [MORNING, JUNE])
def test_a_tempting_design_fails_at_either_load(mission: Mission, name: str, rps: float) -> None:
    assert judged(mission, *TABLE[name].steps, rps=rps).score <= 69


@pytest.mark.parametrize("times", [0.9, 0.95, 1.05, 1.1])
@pytest.mark.parametrize("name", TABLE)
def test_a_somewhat_other_morning_teaches_the_same(
    mission: Mission, name: str, times: float
) -> None:
    score = score_at(mission, judged(mission, *TABLE[name].steps).design, times)
    if name in TEMPTING:
        assert score <= 69
    else:
        assert score >= (95 if name == "reference" else 70)


def test_servers_change_nothing_but_the_bill(mission: Mission) -> None:
    found, more = judged(mission), judged(mission, *SERVERS)
    assert more.figures.goodput_rps == pytest.approx(found.figures.goodput_rps, rel=0.001)
    assert more.figures.saturated == ("main",)
    assert more.figures.monthly_cost - found.figures.monthly_cost == pytest.approx(16 * 800, abs=1)


def test_a_page_cache_is_the_quickest_design_and_shows_old_invoices(mission: Mission) -> None:
    quick = judged(mission, *TABLE["the reference with every page cached"].steps, rps=JUNE)
    reference = judged(mission, *REFERENCE, rps=JUNE)
    assert quick.figures.p95_ms < 0.8 * reference.figures.p95_ms
    assert quick.unmet == {"invoices-from-main"}


def test_two_workers_carry_the_morning_and_not_june(mission: Mission) -> None:
    two = (*REFERENCE, {"configure": {"export_worker-1": {"replicas": 2}}})
    assert judged(mission, *two).unmet == set()
    assert "line-keeps-up" in judged(mission, *two, rps=JUNE).unmet


@pytest.mark.parametrize("steps", [(*REFERENCE, *INDEX[:1]), (*REFERENCE, *INDEX[:2])])
def test_an_index_spoils_the_reference_whether_it_is_used_or_not(
    mission: Mission, steps: Steps
) -> None:
    found = judged(mission, *steps)
    assert "no-new-schema" in found.unmet
    assert found.score <= 69


def test_exports_that_are_cut_and_read_nowhere_do_not_pass(mission: Mission) -> None:
    """Without the exports all is quick, and forty accounts have no file."""
    found = judged(mission, *STANDBY, *TRACKING, *OLD_WAY_CUT)
    assert {"files-are-written", "exports-in-line"} <= found.unmet
    assert found.score <= 69


def test_a_grid_without_its_first_link_scores_less_than_half(mission: Mission) -> None:
    assert judged(mission, {"disconnect": ["customers", "1"]}).score < 50


def test_other_front_ends_see_the_goals_that_the_source_document_states(mission: Mission) -> None:
    stored = react_flow.row(opening(mission), 3).content_data
    assert stored["validation_rules"] == {
        "required_components": ["load_balancer", "cache", "database"],
        "performance_target": {"response_time_ms": 200, "throughput_rps": 1000},
    }
    first = next(n for n in stored["initial_state"]["nodes"] if n["id"] == "1")
    assert (first["type"], first["position"]) == ("systemComponent", {"x": 100, "y": 100})
    assert first["data"]["label"] == "Load Balancer"
