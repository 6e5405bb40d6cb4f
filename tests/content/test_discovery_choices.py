"""What choices of the discovery workshop come to on its grid, played both ways; its letters."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.asking import days_late, offered
from engine.debrief import requirement_verdicts
from engine.game import step
from engine.limits import limit_of
from engine.log import state_of
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases import CallState, StudioState
from engine.phases.changes import design_config
from engine.phases.system_design import budget_of
from engine.state import State
from tests.engine.plays import started

ORDER = "an-app-like-everyone"
LEAVE: tuple[AnyAction, ...] = (ac.FinishPhase(),)
PAIR = (
    ac.OpenEmail(mail="stock-sheet"),
    ac.OpenAttachment(filename="stock_count.pdf"),
    ac.Pin(source=ORDER, quote="We have sixty-two shops"),
    ac.Pin(source="stock_count.pdf", quote="All           58"),
    ac.Compare(left="A", right="B"),
)


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission("client-discovery-workshop")


def at_the_grid(
    mission: Mission, *actions: AnyAction, option: str = "customer-difference"
) -> State:
    """A play of these actions in the inbox, and a call in which the app alone is put off."""
    state = state_of(mission, [started(mission, 62)])
    opening = (ac.OpenEmail(mail=ORDER), ac.Reply(mail=ORDER, option=option))
    for action in (*opening, *actions, *LEAVE):
        state, _ = step(mission, state, action)
    while not isinstance(state.phases[-1], StudioState):
        own = state.phases[-1]
        assert isinstance(own, CallState)
        move = ac.Say(option="app-later") if own.exchange == "an-app" else ac.StaySilent()
        state, _ = step(mission, state, ac.FinishPhase() if own.ended else move)
    return state


def grid(mission: Mission, state: State) -> tuple[SystemDesign, StudioState]:
    own = state.phases[-1]
    assert isinstance(own, StudioState)
    return design_config(mission, own.phase, state.shared), own


def changes(state: State) -> list[str]:
    return [changed.change for changed in state.shared.changes]


def answered(mail: str, option: str) -> tuple[AnyAction, ...]:
    return (ac.OpenEmail(mail=mail), ac.Reply(mail=mail, option=option))


def test_an_app_that_was_promised_stands_on_the_grid_and_another_does_not(
    mission: Mission,
) -> None:
    promised = at_the_grid(mission, option="an-app-then")
    config, own = grid(mission, promised)
    assert "app-on-the-menu" in changes(promised)
    assert own.design.by_id["phone_app-1"].label == "Philippa's app"
    assert own.design.edge("customers", "web") is None
    assert budget_of(config, promised.shared) <= 9_600
    free = at_the_grid(mission)
    assert "app-on-the-menu" not in changes(free)
    assert "phone_app-1" not in grid(mission, free)[1].design.by_id


def test_the_app_may_be_taken_away_again_and_is_judged_as_what_was_said(
    mission: Mission,
) -> None:
    state = at_the_grid(mission, option="an-app-then")
    for action in (ac.Remove(node="phone_app-1"), ac.Connect(source="customers", target="web")):
        state, _ = step(mission, state, action)
    kept = {v.requirement.id: v.kept for v in requirement_verdicts(mission, state)}
    assert not kept["not-an-app"]


def test_a_copy_that_was_offered_stands_there_and_clause_nine_takes_it_off_the_list(
    mission: Mission,
) -> None:
    offered_it = at_the_grid(mission, *answered("the-club", "nightly-copy"))
    config, own = grid(mission, offered_it)
    assert "copy-each-night" in changes(offered_it)
    assert "club_copy-1" in own.design.by_id
    assert "club_copy" in config.palette
    read = at_the_grid(mission, *answered("the-club", "which-clause"))
    config, own = grid(mission, read)
    assert "clause-nine-read" in changes(read)
    assert "club_copy-1" not in own.design.by_id
    assert "club_copy" not in config.palette


def test_four_counters_that_were_found_answer_for_themselves(mission: Mission) -> None:
    found = at_the_grid(mission, *PAIR)
    config, _ = grid(mission, found)
    assert (config.load.rps, config.load.average_rps) == (168, 42)
    asked = limit_of(mission, found.shared, "goodput_rps")
    assert asked is not None
    assert asked.value == 168
    unfound = at_the_grid(mission)
    config, _ = grid(mission, unfound)
    assert (config.load.rps, config.load.average_rps) == (180, 45)


@pytest.mark.parametrize(("option", "less"), [("forty-five", 400), ("let-it-lapse", 0)])
def test_a_number_under_saturday_is_paid_for_at_the_grid(
    mission: Mission, option: str, less: int
) -> None:
    state = at_the_grid(mission, *answered("saturday", option))
    config, _ = grid(mission, state)
    assert ("over-the-number" in changes(state)) == bool(less)
    assert config.budget == 12_000 - less


def test_every_fact_that_the_shop_must_be_built_on_can_be_had_late(mission: Mission) -> None:
    state = at_the_grid(mission, option="nine-questions")
    must = {fact.id for fact in mission.facts if fact.must}
    assert not must & state.shared.known
    assert len(offered(mission, state.shared)) == len(mission.late) == 8
    for letter in mission.late:
        state, _ = step(mission, state, ac.AskLate(question=letter.id))
    assert must <= state.shared.known
    bare = [letter for letter in mission.late if not letter.effects.facts]
    assert {letter.to for letter in bare} == {"philippa", "cornelius", "anselm"}
    assert {"clause-nine-read", "four-say-so"} <= set(changes(state))


def test_all_that_must_be_known_costs_one_late_day(mission: Mission) -> None:
    """What certainty costs: four letters, of which the deadline allows three."""
    state = at_the_grid(mission, option="nine-questions")
    must = {fact.id for fact in mission.facts if fact.must}
    telling = [one for one in mission.late if must & set(one.effects.facts)]
    late = []
    for letter in telling:
        state, _ = step(mission, state, ac.AskLate(question=letter.id))
        late.append(days_late(mission, state.shared))
    assert late == [0, 0, 0, 1]
