"""The season finale as played: what is asked, what is left, and what comes back of it."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.debrief import one_change, requirement_verdicts
from engine.events import Started
from engine.game import RULES_VERSION, legal_actions, step
from engine.ledger import ledger
from engine.log import first_row, state_of
from engine.mission import Mission
from engine.phases import CallState
from engine.promises import promise_lines
from engine.rejected import Rejected
from engine.scoring import score_mission
from engine.state import State
from engine.values import PlayerThen
from tests.content.finale import EDGE, FILM, LOGIN, ORIGINS, SLUG, TABLE
from tests.content.judged import played, until, walkthrough

READ = 75_960 * 1.25
"""Marks a month over which the fair run's design is refused unread."""
NAMES = ("gold", "fair", "poor", "tempting")


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def _opening(mission: Mission, trust: int = 50, flags: tuple[str, ...] = ()) -> State:
    player = PlayerThen(name="Somebody", trust=((mission.card.client, trust),), flags=flags)
    started = Started(mission=SLUG, rev=1, rules_version=RULES_VERSION, seed=1, player=player)
    return state_of(mission, [first_row(started)])


def _at_the_door(mission: Mission, trust: int) -> State:
    """The state in which Zora asks what to buy for the login, after no letters at all."""
    state, _ = step(mission, _opening(mission, trust), ac.FinishPhase())
    state, _ = step(mission, state, ac.StaySilent())
    call = state.phases[-1]
    assert isinstance(call, CallState) and call.exchange == "row-per-play"
    return state


def _ended(mission: Mission, state: State) -> State:
    """The state once everybody is heard and the first answers were given."""
    while state.status == "open":
        offered = [a for a in legal_actions(mission, state) if not isinstance(a, ac.Abandon)]
        state, _ = step(mission, state, offered[0])
    return state


@pytest.mark.parametrize(("trust", "told"), [(45, False), (60, True)])
def test_kiri_tells_what_the_door_waits_for_to_those_she_trusts(
    mission: Mission, trust: int, told: bool
) -> None:
    state, _ = step(mission, _at_the_door(mission, trust), ac.Say(option="ask-kiri"))
    assert state.shared.knows("token-suffices") is told
    call = state.phases[-1]
    assert isinstance(call, CallState)
    assert call.exchange == ("after-the-pass" if told else "every-piece")


def test_a_vendor_turned_away_is_worth_more_to_kiri_than_it_costs_with_zora(
    pack: Pack, mission: Mission
) -> None:
    """The gold run comes to the door below trust 50, and is told all the same."""
    before = until(mission, walkthrough(pack, mission, "gold"), "row-per-play")
    assert before.shared.trust < 50
    state, _ = step(mission, before, ac.Say(option="ask-kiri"))
    call = state.phases[-1]
    assert isinstance(call, CallState) and call.exchange == "after-the-pass"


def test_who_cuts_in_on_kiris_counting_has_no_queue_from_the_trailers(
    pack: Pack, mission: Mission
) -> None:
    before = until(mission, walkthrough(pack, mission, "gold"), "after-the-pass")
    quiet, _ = step(mission, before, ac.StaySilent())
    loud, _ = step(mission, before, ac.Interrupt())
    worth = [
        next(c.worth for c in state.shared.choices if c.node == "after-the-pass")
        for state in (quiet, loud)
    ]
    assert worth == [100, 0]


@pytest.mark.parametrize(
    ("name", "raised"),
    [
        ("gold", {"rights_respected", "kiri_rested"}),
        ("fair", {"rights_respected"}),
        ("poor", {"rights_breached"}),
        ("tempting", {"rights_breached"}),
    ],
)
def test_each_run_ends_with_one_word_about_the_rights(
    pack: Pack, mission: Mission, name: str, raised: set[str]
) -> None:
    state = played(mission, walkthrough(pack, mission, name))
    assert {f for f in state.shared.flags if f in mission.flags} == raised


def test_rights_are_respected_by_the_edge_and_not_by_a_promise(
    pack: Pack, mission: Mission
) -> None:
    """Who promised that two are barred, and left the rule off, has broken both."""
    seen = {}
    for barred in (True, False):
        state = played(mission, walkthrough(pack, mission, "gold"), EDGE if not barred else FILM)
        assert state.shared.has_promised("barred-a-day")
        state, _ = step(mission, state, ac.SubmitDesign())
        state = _ended(mission, state)
        (promise,) = [
            line.state
            for line in promise_lines(mission, state)
            if line.promise.id == "barred-a-day"
        ]
        seen[promise] = "rights_respected" in state.shared.flags
    assert seen == {"kept": True, "broken": False}


def test_what_was_said_at_the_university_is_known_to_kiri(mission: Mission) -> None:
    told = []
    for flags in ((), ("honest_forty",)):
        state = _opening(mission, flags=flags)
        state, _ = step(mission, state, ac.OpenEmail(mail="biggest-night"))
        reply = ac.Reply(mail="biggest-night", option="copied")
        state, _ = step(mission, state, reply)
        told.append("minute-two/adds/0" in str(state.shared.transcript))
    assert told == [False, True]


@pytest.mark.parametrize("name", [n for n, row in TABLE.items() if row.cost < READ])
def test_some_change_can_be_drawn_on_any_of_these_designs(
    pack: Pack, mission: Mission, name: str
) -> None:
    script = walkthrough(pack, mission, "fair")
    assert one_change(mission, played(mission, script, TABLE[name].steps))


def test_who_leaves_the_ads_unspread_is_told_so_and_of_no_door(
    pack: Pack, mission: Mission
) -> None:
    """The rest of a gold run is worth its eighty; what capped the design stands in the ledger."""
    script = walkthrough(pack, mission, "gold")
    before = played(mission, script, (*FILM, *LOGIN))
    state, _ = step(mission, before, ac.SubmitDesign())
    kept = {v.requirement.id: v.kept for v in requirement_verdicts(mission, state)}
    assert [name for name in kept if not kept[name]] == ["from-eight", "ads-in-time"]
    card = score_mission(mission, state)
    (cap,) = [e for page in ledger(card) for e in page.entries if e.kind == "cap"]
    assert cap.reason == "15.9% fail, most at Ads."
    assert 80 <= card.score < 95


def test_one_second_is_asked_for_of_whoever_sold_it_alone(pack: Pack, mission: Mission) -> None:
    for name, asked in (("gold", False), ("fair", False), ("poor", False), ("tempting", True)):
        state = played(mission, walkthrough(pack, mission, name))
        found = {v.requirement.id for v in requirement_verdicts(mission, state)}
        assert ("one-second" in found) is asked, name


def test_sixteen_origins_are_refused_unread(pack: Pack, mission: Mission) -> None:
    state = played(mission, walkthrough(pack, mission, "fair"), ORIGINS)
    with pytest.raises(Rejected, match="refused unread"):
        step(mission, state, ac.SubmitDesign())


def test_the_brief_tells_the_eight_oclock_that_is_judged(mission: Mission) -> None:
    config = mission.design_phase
    assert config
    assert f"{config.load.rps:,.0f}" in config.brief
    assert f"{config.budget:,} marks" in config.brief
