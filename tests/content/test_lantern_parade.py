"""The grid of the Lantern Parade's permits: its reference wins, and each tempting way fails."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.design import links
from engine.design.traffic import evaluate
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.changes import changed
from tests.content.judged import Steps, assert_reference_fits, judged, opening, score_at
from tests.content.parade import (
    AT_ONCE,
    AUDIT,
    CLOSING,
    COUNTER_CUT,
    FORM_CUT,
    FROM_A_TRAY,
    IN_TURN,
    KEPT,
    NO_COUNTER,
    OFFICES,
    REFERENCE,
    SERVERS,
    SLUG,
    TABLE,
    TEMPTING,
    TRAY,
    TWO_STROKES,
)


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


@pytest.mark.parametrize("rps", [CLOSING, TWO_STROKES])
def test_the_reference_meets_every_rule_with_some_of_the_budget_left(
    mission: Mission, rps: float
) -> None:
    assert_reference_fits(mission, judged(mission, *REFERENCE, rps=rps))


@pytest.mark.parametrize(
    "steps",
    [
        (*REFERENCE, {"configure": {"worker-1": {"replicas": 2}}}),
        (*REFERENCE, {"configure": {"form": {"replicas": 3}}}),
        (
            *REFERENCE,
            {"place": {"kind": "audit_log", "as": "audit_log-2", "at": [4, 0]}},
            {"disconnect": ["streets", "audit_log-1"]},
            {"connect": ["streets", "audit_log-2"]},
        ),
    ],
    ids=["two workers", "three form servers", "a log of its own for Streets"],
)
def test_sound_designs_that_are_not_the_reference_pass_too(mission: Mission, steps: Steps) -> None:
    assert judged(mission, *steps, rps=CLOSING).unmet == set()


def test_the_trial_as_found_is_well_in_an_ordinary_hour(mission: Mission) -> None:
    config = opening(mission)
    ordinary = evaluate(config.initial, mission.catalogue, config.load.at(config.load.average_rps))
    assert ordinary.saturated == ()
    assert ordinary.p95_ms < 800


def test_the_load_is_the_one_that_the_clerks_book_tells(mission: Mission) -> None:
    """864 in six hours, and 35 in 100 of them by telephone or on paper."""
    load = opening(mission).load
    share = {request.name: request.share for request in load.classes}
    hand = share["by phone, on paper"]
    both = share["applications"] + hand
    assert load.peak_s == 6 * 3600
    assert load.rps * both * load.peak_s == pytest.approx(864)
    assert hand / both == pytest.approx(0.35)
    assert load.rps * (1 - 216 / 864) == TWO_STROKES


@pytest.mark.parametrize("name", TABLE)
def test_each_design_comes_to_what_the_table_says(mission: Mission, name: str) -> None:
    row = TABLE[name]
    found = judged(mission, *row.steps, rps=CLOSING)
    assert found.use("register") == pytest.approx(row.register, abs=0.006)
    assert found.use("fire") == pytest.approx(row.fire, abs=0.006)
    assert found.figures.monthly_cost == pytest.approx(row.cost, abs=1)
    assert found.score == row.score
    assert set(row.unmet) <= found.unmet


@pytest.mark.parametrize("name", TEMPTING)
@pytest.mark.parametrize("rps", [CLOSING, TWO_STROKES])
def test_a_tempting_design_fails_with_one_stroke_of_six_or_two(
    mission: Mission, name: str, rps: float
) -> None:
    assert judged(mission, *TABLE[name].steps, rps=rps).score <= 69


@pytest.mark.parametrize("times", [0.9, 0.95, 1.05, 1.1])
@pytest.mark.parametrize("name", TABLE)
def test_a_somewhat_other_closing_hour_teaches_the_same(
    mission: Mission, name: str, times: float
) -> None:
    score = score_at(mission, judged(mission, *TABLE[name].steps, rps=CLOSING).design, times)
    if name in TEMPTING:
        assert score <= 69
    else:
        assert score >= (95 if name == "reference" else 85)


def test_form_servers_change_nothing_but_the_bill(mission: Mission) -> None:
    found, more = judged(mission, rps=CLOSING), judged(mission, *SERVERS, rps=CLOSING)
    assert more.figures.goodput_rps == pytest.approx(found.figures.goodput_rps, rel=0.001)
    assert more.figures.saturated[0] == found.figures.saturated[0] == "register"
    assert more.figures.monthly_cost - found.figures.monthly_cost == pytest.approx(19 * 140, abs=1)


def test_an_office_that_is_called_out_is_twice_as_busy_as_one_with_a_tray(mission: Mission) -> None:
    called = judged(mission, *KEPT, rps=CLOSING)
    from_a_tray = judged(mission, *KEPT, *FROM_A_TRAY, *IN_TURN, rps=CLOSING)
    assert called.use("streets") == pytest.approx(2 * from_a_tray.use("streets"), rel=0.02)


@pytest.mark.parametrize("cut", [FORM_CUT, COUNTER_CUT], ids=["the form", "the counter"])
def test_whoever_still_calls_an_office_waits_for_it(mission: Mission, cut: Steps) -> None:
    found = judged(mission, *KEPT, *TRAY, *cut, *IN_TURN, *AUDIT, rps=CLOSING)
    assert "nobody-waits" in found.unmet
    assert found.score <= 69


def test_an_engine_beside_the_offices_spoils_the_reference(mission: Mission) -> None:
    found = judged(
        mission,
        *REFERENCE,
        {"place": {"kind": "auto_approver", "as": "auto_approver-1", "at": [3, 3]}},
        rps=CLOSING,
    )
    assert found.unmet == {"no-machine-signs"}
    assert found.score <= 69


def test_a_log_that_the_worker_writes_knows_no_signature(mission: Mission) -> None:
    audit = (*AUDIT[:1], {"connect": ["worker-1", "audit_log-1"]})
    found = judged(mission, *KEPT, *FROM_A_TRAY, *IN_TURN, *audit, rps=CLOSING)
    assert found.unmet == {"each-signature"}


def test_without_the_counter_what_comes_on_paper_comes_nowhere(mission: Mission) -> None:
    found = judged(mission, *REFERENCE, *NO_COUNTER, rps=CLOSING)
    told = [problem.message for problem in found.figures.problems]
    assert "Applicants has nowhere to send 'by phone, on paper'." in told


def test_a_tray_is_carried_by_somebody(mission: Mission) -> None:
    kinds = mission.catalogue
    for office in OFFICES:
        assert not links.may_connect(kinds, "case_tray", f"{office}_office")
        assert not links.may_connect(kinds, "client", f"{office}_office")
        assert links.may_connect(kinds, "worker", f"{office}_office")


def test_a_grid_without_its_first_link_scores_less_than_half(mission: Mission) -> None:
    assert judged(mission, {"disconnect": ["applicants", "form"]}, rps=CLOSING).score < 50


def _after(mission: Mission, *changes: str) -> SystemDesign:
    return changed(mission, opening(mission), tuple((change, True) for change in changes))


def test_a_map_that_was_promised_fits_the_sum_or_the_closing_hour_and_not_both(
    mission: Mission,
) -> None:
    config = _after(mission, "map-on-trial")
    one = judged(mission, *REFERENCE, rps=CLOSING, config=config)
    assert one.unmet == {"closing-hour"}
    two = (*REFERENCE, {"configure": {"map": {"replicas": 2}}})
    assert "within-budget" in judged(mission, *two, rps=CLOSING, config=config).unmet
    cut = judged(mission, *REFERENCE, {"disconnect": ["form", "map"]}, rps=CLOSING, config=config)
    assert cut.unmet == {"the-map-is-shown"}


def test_without_a_promise_no_map_is_asked_for(mission: Mission) -> None:
    assert "the-map-is-shown" not in {rule.id for rule in opening(mission).rules}
    assert "map" not in opening(mission).initial.by_id


def test_two_strokes_of_six_take_a_quarter_of_the_closing_hour(mission: Mission) -> None:
    config = _after(mission, "two-strokes-of-six")
    assert config.load.rps == TWO_STROKES
    found = judged(mission, *REFERENCE, rps=config.load.rps, config=config)
    assert found.unmet == set()
    assert found.use("fire") == pytest.approx(0.75 * TABLE["reference"].fire, abs=0.01)


def test_two_strokes_of_six_are_the_price_of_one_trial_map(mission: Mission) -> None:
    """Whoever cut the deadline in two can keep the announced map within the sum."""
    config = _after(mission, "two-strokes-of-six", "map-on-trial")
    found = judged(mission, *REFERENCE, rps=TWO_STROKES, config=config)
    assert found.unmet == set()


def test_a_counter_that_was_shut_can_be_put_back_at_its_price(mission: Mission) -> None:
    config = _after(mission, "counter-shut")
    assert "counter" not in config.initial.by_id
    without = tuple(
        step
        for step in REFERENCE
        if "counter" not in (*step.get("connect", ()), *step.get("disconnect", ()))
    )
    shut = judged(mission, *without, rps=CLOSING, config=config)
    assert shut.unmet == {"counter-stays"}
    back = (
        {"place": {"kind": "permit_desk", "as": "permit_desk-1", "at": [1, 2]}},
        {"connect": ["applicants", "permit_desk-1"]},
        {"connect": ["permit_desk-1", "register"]},
        {"connect": ["permit_desk-1", "case_tray-1"]},
    )
    assert judged(mission, *without, *back, rps=CLOSING, config=config).unmet == set()


def test_swaps_that_were_let_on_spoil_the_reference(mission: Mission) -> None:
    config = _after(mission, "swaps-in-a-tap")
    kept = judged(mission, *REFERENCE, rps=CLOSING, config=config)
    assert kept.unmet == {"one-name"}
    assert "swaps" not in opening(mission).initial.by_id


def test_harolds_money_pays_the_shelf(mission: Mission) -> None:
    config = _after(mission, "shelf-money")
    shelf = mission.catalogue.kind("plan_store").knob_by_name["seven_years"].costs
    assert config.budget - opening(mission).budget == 400 > shelf


def test_all_three_at_once_can_be_put_in_turn_by_four_edits(mission: Mission) -> None:
    edits = (
        *({"disconnect": step["connect"]} for step in AT_ONCE[1:]),
        *IN_TURN[1:],
    )
    once = TABLE["all three at once"].steps
    assert judged(mission, *once, *edits, rps=CLOSING).unmet == set()
