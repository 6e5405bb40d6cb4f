"""The grid of four weighbridges without a line: its reference wins, each tempting way fails."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.design.outage import component
from engine.design.traffic import evaluate
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.changes import changed
from tests.content.judged import Steps, assert_reference_fits, judged, opening, score_at

SLUG = "harvest-offline"
BUTTONS: Steps = (
    {"disconnect": ["bridges", "box"]},
    {"place": {"kind": "button_panel", "as": "button_panel-1", "at": [0, 2]}},
    {"connect": ["bridges", "button_panel-1"]},
    {"connect": ["button_panel-1", "box"]},
)
GLASS: Steps = (
    {"disconnect": ["bridges", "box"]},
    {"place": {"kind": "tablet", "as": "tablet-1", "at": [0, 2]}},
    {"connect": ["bridges", "tablet-1"]},
    {"connect": ["tablet-1", "box"]},
)
LOG: Steps = (
    {"place": {"kind": "ticket_log", "as": "ticket_log-1", "at": [1, 0]}},
    {"connect": ["box", "ticket_log-1"]},
)
SEND_ON: Steps = (
    {"disconnect": ["box", "line"]},
    {"place": {"kind": "forward_queue", "as": "forward_queue-1", "at": [2, 1]}},
    {"connect": ["box", "forward_queue-1"]},
    {"place": {"kind": "worker", "as": "worker-1", "at": [2, 2]}},
    {"connect": ["forward_queue-1", "worker-1"]},
    {"connect": ["worker-1", "line"]},
)
NO_NUMBERS: Steps = ({"remove": "numbers"},)
NO_SYNC: Steps = ({"remove": "sync"},)
LEDGER: Steps = (
    {"place": {"kind": "grain_ledger", "as": "grain_ledger-1", "at": [5, 2]}},
    {"connect": ["office", "grain_ledger-1"]},
    {"configure": {"grain_ledger-1": {"sorted_by": "number"}}},
)
PAIRS: Steps = ({"configure": {"box": {"replicas": 2}}},)
OWN_COUNT: Steps = ({"configure": {"box": {"own_numbers": True}}},)
SLIP: Steps = ({"configure": {"printer": {"second_slip": True}}},)
INSIDE = (*LOG, *SEND_ON, *NO_NUMBERS, *NO_SYNC, *LEDGER, *PAIRS, *OWN_COUNT, *SLIP)
REFERENCE = (*BUTTONS, *INSIDE)
TEMPTING: dict[str, tuple[Steps, str]] = {
    "as found": ((), "line-away"),
    "glass": ((*GLASS, *INSIDE), "no-glass"),
    "the office counts": (
        (*BUTTONS, *LOG, *SEND_ON, *NO_SYNC, *LEDGER, *PAIRS, *SLIP),
        "own-count",
    ),
    "the latest wins": ((*BUTTONS, *LOG, *SEND_ON, *NO_NUMBERS, *PAIRS, *OWN_COUNT, *SLIP),
                        "nothing-overwritten"),
    "nothing is sent on": (
        (*BUTTONS, *LOG, *NO_NUMBERS, *NO_SYNC, *LEDGER, *PAIRS, *OWN_COUNT, *SLIP),
        "line-away",
    ),
    "nothing is kept at the bridge": (
        (*BUTTONS, *SEND_ON, *NO_NUMBERS, *NO_SYNC, *LEDGER, *PAIRS, *OWN_COUNT, *SLIP),
        "log-at-the-bridge",
    ),
    "more of what there is": (
        ({"configure": {"box": {"replicas": 3}}}, {"configure": {"office": {"replicas": 6}}}),
        "line-away",
    ),
}  # fmt: skip
"""Each with the rule that it fails for."""


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def _after(mission: Mission, *changes: str) -> SystemDesign:
    return changed(mission, opening(mission), tuple((change, True) for change in changes))


def test_the_reference_meets_every_rule_with_some_of_the_budget_left(mission: Mission) -> None:
    assert_reference_fits(mission, judged(mission, *REFERENCE))


@pytest.mark.parametrize("name", TEMPTING)
def test_a_tempting_design_fails_for_its_own_reason(mission: Mission, name: str) -> None:
    steps, why = TEMPTING[name]
    found = judged(mission, *steps)
    assert found.score <= 69
    assert why in found.unmet


@pytest.mark.parametrize("times", [0.9, 1.05])
def test_a_somewhat_other_day_teaches_the_same(mission: Mission, times: float) -> None:
    assert score_at(mission, judged(mission, *REFERENCE).design, times) >= 95
    for steps, _ in TEMPTING.values():
        assert score_at(mission, judged(mission, *steps).design, times) <= 69


def test_the_load_is_a_ticket_in_four_minutes_at_each_bridge_for_nine_hours(
    mission: Mission,
) -> None:
    load = opening(mission).load
    (tickets,) = load.classes
    assert load.rps * 240 == pytest.approx(4, rel=1e-4)
    assert load.peak_s == 9 * 3600
    assert tickets.crowd == 540 == round(load.rps * load.peak_s)


def test_with_the_line_away_the_reference_prints_as_quickly_as_ever(mission: Mission) -> None:
    config, design = opening(mission), judged(mission, *REFERENCE).design
    away = evaluate(design, mission.catalogue, config.load, frozenset({component("line")}))
    assert away.answered_share == pytest.approx(1, abs=1e-6)
    assert away.p95_ms < 2000


def _closing(mission: Mission, within_s: int) -> SystemDesign:
    """The opening, with an office that closes so many seconds after the line is back."""
    config = opening(mission)
    return config.model_copy(
        update={"rules": tuple(
            rule.model_copy(update={"within_s": within_s}) if rule.id == "pile-gone" else rule
            for rule in config.rules
        )}
    )  # fmt: skip


def test_the_pile_is_gone_just_before_the_office_closes(mission: Mission) -> None:
    verdicts = {v.rule: v for v in judged(mission, *REFERENCE).verdicts}
    assert verdicts["pile-gone"].met
    assert judged(mission, *REFERENCE, config=_closing(mission, 1700)).unmet == {"pile-gone"}


def test_a_pile_that_takes_half_as_long_again_as_it_may_is_no_win(mission: Mission) -> None:
    found = judged(mission, *REFERENCE, config=_closing(mission, 1150))
    assert found.unmet == {"pile-gone"}
    assert found.score <= 69


def test_a_second_queue_does_not_make_the_line_any_wider(mission: Mission) -> None:
    second = (
        {"place": {"kind": "forward_queue", "as": "q2", "at": [3, 0]}},
        {"connect": ["box", "q2"]},
        {"connect": ["q2", "worker-1"]},
    )
    assert (
        "30 min"
        in {v.rule: v for v in judged(mission, *REFERENCE, *second).verdicts}["pile-gone"].text
    )


def test_a_single_box_stops_a_bridge(mission: Mission) -> None:
    alone = judged(mission, *REFERENCE, {"configure": {"box": {"replicas": 1}}})
    assert alone.unmet == {"pairs", "up-995"}


def test_glass_that_was_ordered_stands_on_the_grid_and_can_be_taken_off(mission: Mission) -> None:
    config = _after(mission, "glass-ordered")
    kept = judged(mission, *INSIDE, config=config)
    assert {"wide-buttons", "no-glass", "harvest-day"} <= kept.unmet
    back = ({"remove": "glass"}, *BUTTONS[1:], *INSIDE)
    assert judged(mission, *back, config=config).unmet == set()
    assert "glass" not in opening(mission).initial.by_id


@pytest.mark.parametrize("change", ["open-till-eight", "at-a-day-later"])
def test_an_office_that_is_open_longer_lets_the_pile_take_longer(
    mission: Mission, change: str
) -> None:
    (rule,) = (rule for rule in _after(mission, change).rules if rule.id == "pile-gone")
    assert rule.model_dump()["within_s"] == 2 * 3600


def test_what_the_springs_price_lacked_is_taken_from_the_four(mission: Mission) -> None:
    config = _after(mission, "price-of-the-spring")
    assert opening(mission).budget - config.budget == 400
    assert judged(mission, *REFERENCE).figures.monthly_cost < config.budget
