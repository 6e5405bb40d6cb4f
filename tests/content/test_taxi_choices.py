"""M08 as played: what is said and written comes to on the page, and what the past brings back."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.debrief import requirement_verdicts
from engine.events import Started
from engine.game import RULES_VERSION, legal_actions, step
from engine.log import first_row, state_of
from engine.mission import Mission
from engine.phases import BoardState, CallState, InboxState
from engine.promises import promise_lines
from engine.scoring import score_mission
from engine.sheet_change import sheet_change
from engine.state import State
from engine.values import PlayerThen
from tests.content.judged import played, walkthrough
from tests.content.taxi import SLUG

GOLD_CALL = (
    "her-note", "silence", "what-card", "by-lunch-then", "page-first", "any-vehicle",
    "interrupt", "what-at-noon", "colours-go", "his-own-sum", "whoever-said-it",
)  # fmt: skip
CHANGED = {"silence": ac.StaySilent(), "interrupt": ac.Interrupt()}


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def opening(mission: Mission, *flags: str, trust: int = 50, energy: int = 70) -> State:
    player = PlayerThen(
        name="Somebody", flags=flags, trust=((mission.card.client, trust),), energy=energy
    )
    row = first_row(
        Started(mission=mission.slug, rev=1, rules_version=RULES_VERSION, seed=1, player=player)
    )
    return state_of(mission, [row])


def act(mission: Mission, state: State, *actions: AnyAction) -> State:
    for action in actions:
        state, _ = step(mission, state, action)
    return state


def talked(mission: Mission, state: State, **instead: str) -> State:
    """The call as the gold walkthrough holds it, with other answers where they are named by the
    exchange (with `_` for `-`), until the mail has come."""
    for move in GOLD_CALL:
        call = state.phases[-1]
        assert isinstance(call, CallState)
        move = instead.get(call.exchange.replace("-", "_"), move)
        state = act(mission, state, CHANGED.get(move, ac.Say(option=move)))
    return act(mission, state, ac.FinishPhase())


def at_sheet(mission: Mission, state: State, **answers: str) -> State:
    for mail, option in answers.items():
        name = mail.replace("_", "-")
        state = act(mission, state, ac.OpenEmail(mail=name), ac.Reply(mail=name, option=option))
    return act(mission, state, ac.FinishPhase())


def may_enter(mission: Mission, state: State) -> set[tuple[str, object]]:
    assert isinstance(state.phases[-1], BoardState)
    return {
        (action.field, action.value)
        for action in legal_actions(mission, state)
        if isinstance(action, ac.DecideBoard)
    }


def handed_in(mission: Mission, state: State, **entries: object) -> State:
    """The sheet handed in with these lines; `names__signs` is a part of a line."""
    for name, value in entries.items():
        field, _, part = name.partition("__")
        state = act(mission, state, ac.DecideBoard(field=field, part=part, value=value))
    return act(mission, state, ac.SubmitBoard())


# --- what was said and written comes to on the page


@pytest.mark.parametrize(("asked", "offered"), [("how-much-alone", True), ("his-own-form", False)])
def test_maintenance_can_be_put_off_by_whoever_asked_what_is_percivals_to_give(
    mission: Mission, asked: str, offered: bool
) -> None:
    state = at_sheet(mission, talked(mission, opening(mission)), two_desks=asked)
    assert (("maintenance", "october") in may_enter(mission, state)) is offered


@pytest.mark.parametrize("told", [True, False])
def test_the_days_are_measured_against_noon_by_whoever_asked_what_happens_then(
    mission: Mission, told: bool
) -> None:
    instead = {} if told else {"four_times": "call-it-fixed"}
    state = at_sheet(mission, talked(mission, opening(mission), **instead))
    assert state.shared.knows("tender-noon") is told
    config = mission.board_phase
    assert config
    (by_noon,) = (c for c in config.sheet.constraints if c.id == "by-noon")
    assert by_noon.when is not None
    assert by_noon.when.holds(state.shared) is told


@pytest.mark.parametrize(
    ("order", "signs", "flags"),
    [
        (24, "percival", {"change_order_signed"}),
        (24, "sarah", set()),
        (30, "committee", set()),
        (30, "percival", set()),
        (0, "percival", {"free_work_precedent"}),
        (11, "sarah", {"free_work_precedent"}),
    ],
)
def test_a_page_is_signed_or_a_precedent_or_neither(
    mission: Mission, order: int, signs: str, flags: set[str]
) -> None:
    call = talked(mission, opening(mission), who_says_so="for-the-firm")
    state = handed_in(mission, at_sheet(mission, call), feed="ten", order=order, names__signs=signs)
    assert set(state.shared.flags) == flags


def test_a_yes_that_was_given_twice_is_told_at_the_hand_in_of_a_price(mission: Mission) -> None:
    call = talked(mission, opening(mission), included="simply-yes", paper_later="too-soon")
    page = {"feed": "ten", "order": 24, "names__signs": "percival"}
    state = handed_in(mission, at_sheet(mission, call), **page)
    assert "board_decision/closing/0" in {played.ref for played in state.shared.transcript}
    state = finished(mission, state)
    states = {line.promise.id: line.state for line in promise_lines(mission, state)}
    assert states["real-time-free"] == "broken"
    assert states["page-by-monday"] == "kept"


def finished(mission: Mission, state: State) -> State:
    while state.status == "open":
        offered = [a for a in legal_actions(mission, state) if not isinstance(a, ac.Abandon)]
        state = act(mission, state, offered[0])
    return state


# --- Rurik


def test_rurik_says_it_himself_where_he_was_left_to_finish_his_sentence(mission: Mission) -> None:
    left = talked(mission, opening(mission))
    helped = talked(mission, opening(mission), no_memory="as-guests-do")
    assert left.shared.has_flag("rurik_owned_it")
    assert not helped.shared.has_flag("rurik_owned_it")


def test_his_own_mail_does_what_the_call_did_not(mission: Mission) -> None:
    state = talked(mission, opening(mission), who_says_so="for-the-firm")
    left = ("nothing-in-writing", "not one word of it was ever put in writing")
    right = ("correspondence.txt", "Real time, then, and included")
    state = act(
        mission, state,
        ac.OpenEmail(mail="nothing-in-writing"), ac.OpenEmail(mail="two-desks"),
        ac.OpenAttachment(filename="correspondence.txt"),
    )  # fmt: skip
    assert "his-own-hand" not in options(mission, state, "nothing-in-writing")
    for source, quote in (left, right):
        state = act(mission, state, ac.Pin(source=source, quote=quote))
    one, other = (pin.id for pin in state.shared.pins)
    state = act(mission, state, ac.Compare(left=one, right=other))
    assert state.shared.knows("written-after-all")
    state = act(mission, state, ac.Reply(mail="nothing-in-writing", option="his-own-hand"))
    assert state.shared.has_flag("rurik_owned_it")


def options(mission: Mission, state: State, mail: str) -> set[str]:
    assert isinstance(state.phases[-1], InboxState)
    return {
        action.option
        for action in legal_actions(mission, state)
        if isinstance(action, ac.Reply) and action.mail == mail
    }


# --- what earlier missions bring back


def test_a_witness_who_was_shielded_brings_an_extract_and_two_days(mission: Mission) -> None:
    state = talked(mission, opening(mission, "emeka_shielded"))
    assert "an-extract" in state.shared.arrived
    state = at_sheet(mission, state)
    assert ("source", "extract") in may_enter(mission, state)
    page = {"feed": "ten", "source": "extract", "order": 24, "names__signs": "percival"}
    state = handed_in(mission, state, **page)
    assert dict(state.shared.decided[-1].numbers)["work-days"] == 7 + 4 + 2


def test_without_him_the_scans_come_from_the_main_system(mission: Mission) -> None:
    for flags in ((), ("emeka_blamed",)):
        state = talked(mission, opening(mission, *flags))
        assert "an-extract" not in state.shared.arrived
        assert ("source", "extract") not in may_enter(mission, at_sheet(mission, state))


@pytest.mark.parametrize(("trust", "told"), [(50, False), (62, True)])
def test_where_he_was_blamed_the_14th_takes_ten_points_of_trust_more(
    mission: Mission, trust: int, told: bool
) -> None:
    assert talked(mission, opening(mission)).shared.knows("tender-noon")
    state = talked(mission, opening(mission, "emeka_blamed", trust=trust))
    assert "on-leave" in state.shared.arrived
    assert state.shared.knows("tender-noon") is told


def test_where_he_was_blamed_a_fixed_date_is_best_until_there_is_trust_for_more(
    mission: Mission,
) -> None:
    blamed = talked(mission, opening(mission, "emeka_blamed"), four_times="call-it-fixed")
    (chosen,) = (c for c in blamed.shared.choices if c.node == "four-times")
    assert chosen.worth == 100
    (asked,) = (
        c for c in talked(mission, opening(mission)).shared.choices if c.node == "four-times"
    )
    assert asked.worth == 100


def test_the_14th_can_still_be_bought_late_and_counts_half(mission: Mission) -> None:
    state = talked(mission, opening(mission, "emeka_blamed"))
    state = act(mission, at_sheet(mission, state), ac.AskLate(question="late-sarah-noon"))
    assert state.shared.knows("tender-noon")
    (line,) = (
        line
        for phase in score_mission(mission, state).phases
        for line in phase.lines
        if line.ref == "tender-noon"
    )
    assert (line.earned, line.possible) == (1.5, 3)


# --- whole runs


@pytest.mark.parametrize("name", ["gold", "fair", "poor", "tempting"])
def test_one_change_of_the_page_comes_to_something(pack: Pack, mission: Mission, name: str) -> None:
    change = sheet_change(mission, played(mission, walkthrough(pack, mission, name)))
    assert change is not None
    assert change.criteria
    if name != "gold":
        assert change.changed >= change.played


@pytest.mark.parametrize("energy", [70, 40])
def test_a_tired_team_is_no_weekend_off(mission: Mission, energy: int) -> None:
    state = at_sheet(mission, talked(mission, opening(mission, energy=energy)))
    page = {"feed": "ten", "order": 24, "names__signs": "percival", "weekend": "home"}
    state = handed_in(mission, state, **page)
    verdicts = {v.requirement.id: v.kept for v in requirement_verdicts(mission, state)}
    assert verdicts["weekend-counted"] is (state.shared.energy >= 45)
    assert (energy == 70) is (state.shared.energy >= 45)


def test_greeting_every_wish_is_worth_trust_and_nothing_else(pack: Pack, mission: Mission) -> None:
    granted = played(mission, walkthrough(pack, mission, "tempting"))
    honest = played(mission, walkthrough(pack, mission, "gold"))
    assert granted.shared.trust > honest.shared.trust + 15
    assert granted.shared.energy < honest.shared.energy - 30
