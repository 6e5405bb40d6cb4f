"""The returns desk as played: what M01 brings back, and one word about names in every run."""

from __future__ import annotations

import random

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.debrief import one_change, requirement_verdicts
from engine.events import Started
from engine.game import RULES_VERSION, legal_actions, step
from engine.log import first_row, state_of
from engine.mission import Mission
from engine.phase_config import EmailDiscovery
from engine.phases import CallState, StudioState
from engine.promises import promise_lines, settled
from engine.state import State
from engine.values import PlayerThen
from tests.content.judged import played, until, walkthrough
from tests.content.returns import SLUG, TABLE

NAMES = ("no_blame_refunds", "staff_named")
APP = "an-app-by-the-supper"


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def _opening(mission: Mission, *flags: str, trust: int = 50, seed: int = 1) -> State:
    client = mission.card.client
    player = PlayerThen(name="Somebody", trust=((client, trust),), flags=flags, energy=70)
    row = first_row(
        Started(mission=SLUG, rev=1, rules_version=RULES_VERSION, seed=seed, player=player)
    )
    return state_of(mission, [row])


def _written(mission: Mission, state: State, answers: dict[str, str]) -> State:
    for mail, option in answers.items():
        state, _ = step(mission, state, ac.OpenEmail(mail=mail))
        state, _ = step(mission, state, ac.Reply(mail=mail, option=option))
    return state


def _known(state: State) -> set[str]:
    return {found.fact for found in state.shared.facts}


def _arrived(state: State) -> set[str]:
    return set(state.shared.arrived)


@pytest.mark.slow
@pytest.mark.parametrize("trust", [22, 50, 80])
@pytest.mark.parametrize("share", [0.1, 0.5])
def test_every_run_ends_with_one_word_about_names(
    mission: Mission, trust: int, share: float
) -> None:
    """Random answers, silences, floors and interruptions, some of which end the call early."""
    seen: set[str] = set()
    early = 0
    for seed in range(40):
        chance = random.Random(f"{seed}/{trust}/{share}")
        state = _opening(mission, trust=trust, seed=seed)
        while not isinstance(state.phases[-1], StudioState):
            offered = [a for a in legal_actions(mission, state) if not isinstance(a, ac.Abandon)]
            ends = [a for a in offered if isinstance(a, ac.FinishPhase)]
            picked = ends[0] if ends and chance.random() < share else chance.choice(offered)
            state, _ = step(mission, state, picked)
        raised = [flag for flag in state.shared.flags if flag in NAMES]
        assert len(raised) == 1, f"seed {seed}: {raised}"
        seen.add(raised[0])
        early += any(isinstance(p, CallState) and p.early for p in state.phases)
    assert "staff_named" in seen
    assert early or trust > 22


def test_without_yusra_a_contractor_speaks_for_the_shops_and_trust_falls_by_five(
    mission: Mission,
) -> None:
    answer = {"two-hundred-and-twelve": "with-the-desk"}
    alone = _written(mission, _opening(mission), answer)
    heard = _written(mission, _opening(mission, "yusra_heard"), answer)
    assert heard.shared.trust - alone.shared.trust == 5
    assert "by-the-day" in _arrived(alone) - _arrived(heard)
    assert "two-thursdays" in _arrived(heard) - _arrived(alone)


def test_yusra_who_was_heard_gives_the_power_cut_for_nothing(mission: Mission) -> None:
    state = _opening(mission, "yusra_heard")
    state, _ = step(mission, state, ac.OpenEmail(mail="two-thursdays"))
    told, _ = step(mission, state, ac.Reply(mail="two-thursdays", option="until-wednesday"))
    assert "tills-resend" not in _known(state)
    assert "tills-resend" in _known(told)
    assert told.shared.ticks == state.shared.ticks


def test_an_app_that_was_promised_is_asked_after_and_costs_a_day_whatever_is_said(
    mission: Mission,
) -> None:
    assert "where-is-it" not in _arrived(_opening(mission))
    (desk,) = [phase for phase in mission.phases if isinstance(phase, EmailDiscovery)]
    mail = next(mail for mail in desk.emails if mail.id == "where-is-it")
    for option in mail.options:
        state = _written(mission, _opening(mission, "app_promised"), {"where-is-it": option.id})
        assert state.shared.ticks >= 4, option.id


@pytest.mark.parametrize(("option", "stands"), [("build-it", "kept"), ("a-ticket", "broken")])
def test_the_app_of_the_spring_is_kept_by_whoever_builds_it_and_by_nobody_else(
    mission: Mission, option: str, stands: str
) -> None:
    player = PlayerThen(
        name="Somebody", flags=("app_promised",), promises=((APP, "open"),), energy=70
    )
    started = Started(mission=SLUG, rev=1, rules_version=RULES_VERSION, seed=1, player=player)
    state = state_of(mission, [first_row(started)])
    state = _written(mission, state, {"where-is-it": option})
    assert [(line.promise, line.state) for line in settled(mission, state)] == [(APP, stands)]


def test_counters_that_were_counted_leave_one_false_lead_fewer(mission: Mission) -> None:
    answer = {"two-hundred-and-twelve": "with-the-desk"}
    found = _arrived(_written(mission, _opening(mission, "concessions_found"), answer))
    lost = _arrived(_written(mission, _opening(mission), answer))
    assert "four-matched" in found and "four-counters" not in found
    assert "four-counters" in lost and "four-matched" not in lost


@pytest.mark.parametrize(
    ("move", "flag"),
    [
        (ac.Say(option="not-while"), "no_blame_refunds"),
        (ac.Say(option="nobody-first"), "no_blame_refunds"),
        (ac.Say(option="by-shop-alone"), "staff_named"),
        (ac.Say(option="in-confidence"), "staff_named"),
        (ac.GiveFloor(person="yusra"), "staff_named"),
        (ac.StaySilent(), "staff_named"),
    ],
)
def test_what_is_said_of_names_decides_who_is_asked_in(
    pack: Pack, mission: Mission, move: AnyAction, flag: str
) -> None:
    state = until(mission, walkthrough(pack, mission, "gold"), "names")
    state, _ = step(mission, state, move)
    assert [f for f in state.shared.flags if f in NAMES] == [flag]


def test_a_list_in_confidence_pays_ten_today_and_nobody_first_costs_four(
    pack: Pack, mission: Mission
) -> None:
    before = until(mission, walkthrough(pack, mission, "gold"), "names")
    given, _ = step(mission, before, ac.Say(option="in-confidence"))
    kept, _ = step(mission, before, ac.Say(option="nobody-first"))
    assert given.shared.trust - before.shared.trust == 10
    assert before.shared.trust - kept.shared.trust == 4


@pytest.mark.parametrize(("trust", "told"), [(70, True), (50, False)])
def test_yusra_says_what_the_fourteen_were_to_a_room_that_she_trusts(
    mission: Mission, trust: int, told: bool
) -> None:
    letters = {"two-thursdays": "until-wednesday", "two-hundred-and-twelve": "with-the-desk"}
    state = _written(mission, _opening(mission, "yusra_heard", trust=trust), letters)
    state, _ = step(mission, state, ac.FinishPhase())
    while isinstance(state.phases[-1], CallState) and state.phases[-1].exchange != "fourteen":
        state, _ = step(mission, state, ac.GiveFloor(person="matthias"))
    state, _ = step(mission, state, ac.Say(option="never-told"))
    assert ("fourteen-buses" in _known(state)) is told


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLE)
def test_some_change_can_be_drawn_on_any_of_these_designs(
    pack: Pack, mission: Mission, name: str
) -> None:
    script = walkthrough(pack, mission, "gold")
    assert one_change(mission, played(mission, script, TABLE[name].steps))


@pytest.mark.parametrize(("name", "agreed"), [("gold", 12400), ("poor", 10800)])
def test_the_sum_is_judged_as_the_talk_left_it(
    pack: Pack, mission: Mission, name: str, agreed: int
) -> None:
    state = played(mission, walkthrough(pack, mission, name))
    found = {v.requirement.id: v for v in requirement_verdicts(mission, state)}
    limit = found["as-ordered"].limit
    assert limit and limit.value == agreed


def test_both_promises_of_the_best_run_are_kept_by_what_was_built(
    pack: Pack, mission: Mission
) -> None:
    state = played(mission, walkthrough(pack, mission, "gold"))
    lines = {line.promise.id: line.state for line in promise_lines(mission, state)}
    assert lines["no-name-goes-out"] == lines["noon-on-tuesday"] == "kept"


def test_the_figures_of_list_log_and_receipts_close() -> None:
    pairs, signed, by_till = 341, 212, 129
    told_twice, tills, goodwill = 218, 109, 14
    assert signed + by_till == told_twice + tills + goodwill == pairs
    assert pairs - goodwill == 327
    assert 9434 + 1806 - goodwill * 22 == 10932


def test_the_noon_of_the_brief_is_the_one_that_is_judged(mission: Mission) -> None:
    config = mission.design_phase
    assert config
    assert f"{config.load.rps:.0f} a second" in config.brief
    assert f"{config.budget:,} marks" in config.brief
