"""The urgent performance mission as played: what choices bring to its grid, late letters, flags."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.debrief import one_change, requirement_verdicts
from engine.game import legal_actions, step
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.changes import changed
from tests.content.judged import judged, opening, played, until, walkthrough
from tests.content.portal import (
    JUNE,
    LINE,
    MORNING,
    OLD_WAY_CUT,
    REFERENCE,
    SLUG,
    STANDBY,
    TABLE,
    TRACKING,
)


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def _after(mission: Mission, *changes: str) -> SystemDesign:
    return changed(mission, opening(mission), tuple((change, True) for change in changes))


def test_servers_that_were_promised_leave_too_little_for_the_reference(mission: Mission) -> None:
    config = _after(mission, "fridays-servers")
    found = judged(mission, *REFERENCE, config=config)
    assert found.unmet == {"within-budget"}
    back = judged(mission, *REFERENCE, config=config, budget_moved=3300)
    assert back.unmet == set()


def test_fridays_servers_take_half_the_requests_and_wait_like_the_others(mission: Mission) -> None:
    found = judged(mission, rps=MORNING, config=_after(mission, "fridays-servers"))
    assert found.use("friday") < 0.15
    assert found.use("main") == pytest.approx(TABLE["as found"].morning, abs=0.01)


def test_a_third_that_was_boasted_of_costs_a_second_copy(mission: Mission) -> None:
    config = _after(mission, "a-third-for-june")
    assert config.load.rps == JUNE
    spare = judged(mission, *REFERENCE, rps=JUNE, config=config)
    assert spare.unmet == {"a-third-spare"}
    twice = (*REFERENCE, {"configure": {"read_copy-1": {"replicas": 2}}})
    assert judged(mission, *twice, rps=JUNE, config=config).unmet == set()


def test_ten_exports_at_noon_leave_room_where_a_third_was_boasted_of(mission: Mission) -> None:
    config = _after(mission, "a-third-for-june", "ten-at-noon")
    assert judged(mission, *REFERENCE, rps=JUNE, config=config).unmet == set()
    found = judged(mission, rps=MORNING, config=_after(mission, "ten-at-noon"))
    assert 1 < found.use("main") < TABLE["as found"].morning


def test_emekas_copy_stands_there_and_pays_a_third_of_itself(mission: Mission) -> None:
    config = _after(mission, "emekas-copy")
    own = (*STANDBY, *TRACKING, *LINE, {"connect": ["export_worker-1", "copy"]}, *OLD_WAY_CUT)
    found = judged(mission, *own, rps=JUNE, config=config)
    assert found.unmet == set()
    assert config.budget - opening(mission).budget == 900
    blamed = _after(mission, "in-writing-only")
    assert judged(mission, *REFERENCE, rps=JUNE, config=blamed).unmet == set()


def test_the_page_cache_that_was_let_on_spoils_the_reference_until_it_goes(
    mission: Mission,
) -> None:
    config = _after(mission, "pages-cached-again")
    assert judged(mission, *REFERENCE, config=config).unmet == {"invoices-from-main"}
    without = (*REFERENCE, {"disconnect": ["app", "pages"]})
    assert judged(mission, *without, config=config).unmet == set()


@pytest.mark.parametrize("name", ["gold", "fair", "poor", "tempting"])
@pytest.mark.parametrize("exchange", ["whose-release", "dictating", "who-stands-up"])
def test_one_flag_at_most_is_raised_over_emeka(
    pack: Pack, mission: Mission, name: str, exchange: str
) -> None:
    """Whatever is said where his name comes up, he is not blamed after he was heard."""
    state = until(mission, walkthrough(pack, mission, name), exchange)
    tried = [a for a in legal_actions(mission, state) if not isinstance(a, ac.Abandon)]
    assert len(tried) > 3
    for action in tried:
        after, _ = step(mission, state, action)
        assert len({"emeka_shielded", "emeka_blamed"} & set(after.shared.flags)) <= 1, action


@pytest.mark.parametrize("name", ["gold", "fair", "poor", "tempting"])
def test_one_change_shows_what_the_missing_or_the_drawn_part_does(
    pack: Pack, mission: Mission, name: str
) -> None:
    change = one_change(mission, played(mission, walkthrough(pack, mission, name)))
    assert change
    figures = {f.name: f for f in change.figures}
    if name == "gold":
        assert figures["error_share"].changed > 0.03 > figures["error_share"].played
    elif name in ("poor", "tempting"):
        assert figures["error_share"].changed < figures["error_share"].played / 10
    else:  # an invoice from its own place costs some of the speed
        assert "p95_ms" in figures


@pytest.mark.parametrize("name", TABLE)
def test_some_change_can_be_drawn_on_any_of_these_designs(
    pack: Pack, mission: Mission, name: str
) -> None:
    assert one_change(
        mission, played(mission, walkthrough(pack, mission, "poor"), TABLE[name].steps)
    )


def test_the_sum_is_judged_as_the_talk_left_it(pack: Pack, mission: Mission) -> None:
    state = played(mission, walkthrough(pack, mission, "gold"))
    found = {v.requirement.id: v for v in requirement_verdicts(mission, state)}
    assert found["sum-voted"].kept
    assert "of 26,200 marks" in found["sum-voted"].why
    assert "a-third" not in found


def test_june_asked_after_late_comes_into_the_test(pack: Pack, mission: Mission) -> None:
    state = played(mission, walkthrough(pack, mission, "fair"), ())
    state, _ = step(mission, state, ac.AskLate(question="late-percival-ring"))
    assert [c.change for c in state.shared.changes][-1] == "june-in-the-test"
