"""The grid of the season finale: its reference wins, and each tempting way fails."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.design import links, rules
from engine.design.traffic import evaluate
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.changes import changed
from tests.content.finale import (
    AHEAD,
    AWAKE,
    EDGE,
    EIGHT,
    FILM,
    LOGIN,
    PASS,
    REFERENCE,
    SLUG,
    TABLE,
    TEMPTING,
    TWO_DOORS,
)
from tests.content.judged import assert_reference_fits, judged, opening, score_at


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def _after(mission: Mission, *changes: str) -> SystemDesign:
    return changed(mission, opening(mission), tuple((change, True) for change in changes))


def test_the_reference_meets_every_rule_with_some_of_the_budget_left(mission: Mission) -> None:
    assert_reference_fits(mission, judged(mission, *REFERENCE))


def test_sound_designs_that_are_not_the_reference_pass_too(mission: Mission) -> None:
    others = [
        {"configure": {"door": {"replicas": 5}}},
        {"configure": {"ads": {"replicas": 4}}},
        {"configure": {"desk": {"replicas": 3}}},
    ]
    for other in others:
        found = judged(mission, *REFERENCE, other)
        assert found.unmet <= {"none-at-its-limit"}, other
        assert found.score >= 95


def test_the_house_as_found_carried_what_came_last_year(mission: Mission) -> None:
    """Less the row at the door: the rest of it was well, which is why the picture is remembered."""
    config = opening(mission)
    last_year = config.load.at(config.load.rps * 180_000 / 650_000)
    found = evaluate(config.initial, mission.catalogue, last_year)
    assert found.nodes["origin"].utilisation < 1 < found.nodes["rows"].utilisation
    assert found.nodes["edge"].utilisation < 0.4


def test_the_load_is_the_one_that_log_and_plan_tell(mission: Mission) -> None:
    """650,000 viewers: a piece every two seconds, seven in ten in six minutes, a break in ten s."""
    load = opening(mission).load
    rate = {request.name: request.share * load.rps for request in load.classes}
    assert rate["pieces of film"] == pytest.approx(650_000 / 2, rel=1e-4)
    assert rate["logins"] == pytest.approx(650_000 * 126_000 / 180_000 / 360, rel=1e-3)
    assert rate["ad decisions"] == pytest.approx(650_000 / 10, rel=1e-4)
    assert load.rps == EIGHT


def test_the_planner_spreads_ten_seconds_over_a_hundred_and_twenty(mission: Mission) -> None:
    found = judged(mission, *REFERENCE)
    assert found.figures.nodes["ads"].rate_rps == pytest.approx(650_000 / 120, rel=1e-3)


def test_of_what_the_edge_has_not_a_shield_leaves_one_in_twenty(mission: Mission) -> None:
    bare = judged(mission, *EDGE).figures.nodes["origin"]
    shielded = judged(mission, *FILM).figures.nodes["origin"]
    assert bare.rate_rps == pytest.approx(4_875, rel=1e-3)
    assert shielded.rate_rps == pytest.approx(4_875 / 20, rel=1e-3)


@pytest.mark.parametrize("name", TABLE)
def test_each_design_comes_to_what_the_table_says(mission: Mission, name: str) -> None:
    row = TABLE[name]
    found = judged(mission, *row.steps)
    assert found.use("origin") == pytest.approx(row.origin, abs=0.006)
    assert found.use("door") == pytest.approx(row.door, abs=0.006)
    assert found.use("rows") == pytest.approx(row.rows, abs=0.006)
    assert found.figures.monthly_cost == pytest.approx(row.cost, abs=1)
    assert found.score == row.score
    assert set(row.unmet) <= found.unmet


@pytest.mark.parametrize("times", [0.9, 0.95, 1.05, 1.1])
@pytest.mark.parametrize("name", TABLE)
def test_a_somewhat_other_eight_teaches_the_same(mission: Mission, name: str, times: float) -> None:
    score = score_at(mission, judged(mission, *TABLE[name].steps).design, times)
    if name in TEMPTING and not (name == "for 400,000" and times < 1):
        assert score <= 69
    elif name not in TEMPTING:
        assert score >= (95 if name == "reference" else 85)


def test_a_percentage_of_the_whole_hides_who_stands_at_the_door(mission: Mission) -> None:
    """More than half of the logins fail, and still 997 in 1,000 of all requests are answered."""
    found = judged(mission, *FILM, *AHEAD, {"configure": {"door": {"replicas": 12}}})
    logins = 650_000 * 0.7 / 360
    assert found.figures.error_share * EIGHT > logins / 2
    assert found.figures.error_share < 0.003
    assert "let-in" in found.unmet and "from-eight" not in found.unmet


def test_advertisements_that_are_not_spread_fail_as_advertisements_and_not_at_the_door(
    mission: Mission,
) -> None:
    """What caps the design says where, and whoever came is told nothing of a door."""
    found = judged(mission, *FILM, *LOGIN, *AWAKE)
    assert {"all-answered", "ads-ahead"} <= found.unmet
    assert not {"let-in", "rows-wait", "by-pass", "barred"} & found.unmet
    (capping,) = rules.capping(found.verdicts)
    assert (capping.text, capping.nodes) == ("15.8% fail, most at Ads.", ("ads",))
    assert capping.rule in opening(mission).known_without_asking


def test_more_doors_before_the_row_let_nobody_in_sooner(mission: Mission) -> None:
    four, twelve = (
        judged(mission, *FILM, *AHEAD, {"configure": {"door": {"replicas": copies}}})
        for copies in (4, 12)
    )
    assert twelve.figures.goodput_rps == pytest.approx(four.figures.goodput_rps, rel=1e-4)
    assert twelve.figures.monthly_cost - four.figures.monthly_cost == pytest.approx(8 * 1500)


def test_a_door_signs_before_it_queues(mission: Mission) -> None:
    kinds = mission.catalogue
    assert not links.may_connect(kinds, "viewer_sign_in", "row_queue")
    assert links.may_connect(kinds, "pass_signer", "row_queue")
    assert not links.may_connect(kinds, "film_edge", "entitlement_store")


def test_the_talk_leaves_the_reference_a_winner_where_it_went_well(mission: Mission) -> None:
    config = _after(mission, "half-past-seven", "no-blue-cards")
    assert config.load.rps == TWO_DOORS
    assert config.budget - opening(mission).budget == 960
    assert judged(mission, *REFERENCE, rps=TWO_DOORS, config=config).unmet == set()
    two_doors_less = (*REFERENCE, {"configure": {"door": {"replicas": 2}}})
    quiet = judged(mission, *two_doors_less, rps=TWO_DOORS, config=config)
    assert quiet.unmet == set()
    assert "let-in" in judged(mission, *two_doors_less).unmet


def test_a_second_person_and_a_queue_stand_there_for_whoever_asked(mission: Mission) -> None:
    config = _after(mission, "second-person", "queue-from-the-trailers")
    assert config.budget - opening(mission).budget == 900 + 700
    linked = (*FILM, *LOGIN[:1], *PASS, {"connect": ["pass_signer-1", "later"]}, *AHEAD)
    assert judged(mission, *linked, config=config).unmet == set()


def test_one_second_that_was_sold_fits_no_design(mission: Mission) -> None:
    config = _after(mission, "one-second-sold")
    assert judged(mission, *REFERENCE, config=config).unmet == {"one-second"}
    at_once = TABLE["twenty ad servers"].steps
    assert {"ads-ahead", "all-answered"} <= judged(mission, *at_once, config=config).unmet
    assert "one-second" not in {rule.id for rule in opening(mission).rules}


def test_what_was_ordered_by_thursday_can_be_sent_back_and_not_paid_back(mission: Mission) -> None:
    config = _after(mission, "sixteen-ordered")
    assert judged(mission, config=config).figures.monthly_cost == pytest.approx(50_150 + 20_000)
    assert config.budget == 71_000
    assert judged(mission, *REFERENCE, config=config).unmet == set()


def test_captions_that_were_put_off_can_be_put_on_again(mission: Mission) -> None:
    config = _after(mission, "captions-off")
    assert judged(mission, *REFERENCE, config=config).unmet == {"captioned"}
    on = {"configure": {"origin": {"captions": True}}}
    assert judged(mission, *REFERENCE, on, config=config).unmet == set()


def test_a_gate_that_was_let_in_is_asked_for_each_piece_until_it_is_passed_by(
    mission: Mission,
) -> None:
    config = _after(mission, "gate-before-the-film")
    kept = judged(mission, *REFERENCE, config=config)
    assert {"from-eight", "not-every-piece"} <= kept.unmet
    past_it = ({"disconnect": ["viewers", "gate"]}, {"connect": ["viewers", "edge"]})
    assert judged(mission, *REFERENCE, *past_it, config=config).unmet == {"not-every-piece"}
