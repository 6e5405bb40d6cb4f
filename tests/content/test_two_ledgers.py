"""The grid of two books and a core that shuts: its reference wins, each tempting way fails."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.design.outage import component
from engine.design.traffic import evaluate
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.changes import changed
from tests.content.judged import Steps, assert_reference_fits, judged, opening

SLUG = "two-ledgers"
LIMITS: Steps = (
    {"disconnect": ["switch", "ledger"]},
    {"place": {"kind": "limit_book", "as": "limit_book-1", "at": [3, 0]}},
    {"connect": ["switch", "limit_book-1"]},
    {"connect": ["limit_book-1", "ledger"]},
)
STANDS_IN: Steps = (
    {"place": {"kind": "stand_in", "as": "stand_in-1", "at": [3, 1]}},
    {"connect": ["switch", "stand_in-1"]},
)
OUTBOX: Steps = (
    {"disconnect": ["switch", "adapter"]},
    {"place": {"kind": "posting_outbox", "as": "posting_outbox-1", "at": [3, 2]}},
    {"connect": ["switch", "posting_outbox-1"]},
    {"place": {"kind": "worker", "as": "worker-1", "at": [4, 2]}},
    {"connect": ["posting_outbox-1", "worker-1"]},
    {"connect": ["worker-1", "adapter"]},
    {"configure": {"worker-1": {"replicas": 8}}},
    {"configure": {"adapter": {"replicas": 2}}},
)
DESK: Steps = (
    {"place": {"kind": "recon_desk", "as": "recon_desk-1", "at": [5, 1]}},
    {"connect": ["recon_desk-1", "ledger"]},
    {"connect": ["recon_desk-1", "core"]},
    {"configure": {"recon_desk-1": {"rhythm": "quarter-hourly"}}},
)
NOTICE: Steps = (
    {"place": {"kind": "hold_notice", "as": "hold_notice-1", "at": [2, 0]}},
    {"connect": ["switch", "hold_notice-1"]},
)
SET: Steps = (
    {"configure": {"switch": {"replicas": 4, "timeout": 4000}}},
    {"configure": {"ledger": {"replicas": 2, "zones": 2, "corrections": "reversal"}}},
)
REFERENCE = (*LIMITS, *STANDS_IN, *OUTBOX, *DESK, *NOTICE, *SET)
TEMPTING: dict[str, tuple[Steps, str]] = {
    "written to both at once": ((*LIMITS, *STANDS_IN, *DESK, *NOTICE, *SET), "sent-on"),
    "nothing stands in": ((*LIMITS, *OUTBOX, *DESK, *NOTICE, *SET), "stands-in"),
    "a limit in each book": ((*STANDS_IN, *OUTBOX, *DESK, *NOTICE, *SET), "one-limit"),
    "nobody compares": ((*LIMITS, *STANDS_IN, *OUTBOX, *NOTICE, *SET), "books-compared"),
    "more of what there is": (
        ({"configure": {"switch": {"replicas": 8}}}, {"configure": {"adapter": {"replicas": 8}}}),
        "payday",
    ),
}
"""Each with the rule that it fails for."""


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def _after(mission: Mission, change: str) -> SystemDesign:
    return changed(mission, opening(mission), ((change, True),))


def test_the_reference_meets_every_rule_with_some_of_the_budget_left(mission: Mission) -> None:
    assert_reference_fits(mission, judged(mission, *REFERENCE))


@pytest.mark.parametrize("name", TEMPTING)
def test_a_tempting_design_fails_for_its_own_reason(mission: Mission, name: str) -> None:
    steps, why = TEMPTING[name]
    found = judged(mission, *steps)
    assert found.score <= 69
    assert why in found.unmet


def test_while_the_core_is_shut_the_reference_answers_as_quickly_as_ever(mission: Mission) -> None:
    config, design = opening(mission), judged(mission, *REFERENCE).design
    shut = evaluate(design, mission.catalogue, config.load, frozenset({component("core")}))
    assert shut.answered_share == pytest.approx(1, abs=1e-6)
    assert shut.p95_ms < 250


def test_what_waits_for_the_core_is_140_minutes_of_12_a_second(mission: Mission) -> None:
    payments, held = opening(mission).load.classes
    assert payments.crowd == 140 * 60 * 12 == 100_800
    assert held.crowd is None or not held.crowd


def test_the_night_is_in_the_core_after_1_260_seconds(mission: Mission) -> None:
    verdicts = {v.rule: v for v in judged(mission, *REFERENCE).verdicts}
    assert "take 21 min" in verdicts["caught-up"].text
    sooner = _after(mission, "earlier-morning")
    assert sooner.load.classes[0].crowd == 130 * 60 * 12 == 93_600


def test_a_shared_account_is_undone_by_a_setting(mission: Mission) -> None:
    config = _after(mission, "the-shared-key")
    assert judged(mission, *REFERENCE, config=config).unmet == {"own-account"}
    own = ({"configure": {"adapter": {"account": "own"}}},)
    assert judged(mission, *REFERENCE, *own, config=config).unmet == set()


def test_a_payday_in_two_halves_asks_for_300_a_second(mission: Mission) -> None:
    config = _after(mission, "payday-in-two")
    assert config.load.rps == 300
    fewer = ({"configure": {"switch": {"replicas": 3}}},)
    assert judged(mission, *REFERENCE, *fewer, config=config).unmet == set()
