"""The price of fourteen weighbridges as played: what is heard, promised and carried on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing
from engine import actions as ac
from engine.actions import AnyAction
from engine.events import Started
from engine.game import RULES_VERSION, legal_actions, step
from engine.log import first_row, state_of
from engine.mission import Mission
from engine.phases import BoardState
from engine.promises import promise_lines
from engine.sheet_change import sheet_change
from engine.state import State
from engine.values import PlayerThen, PromiseState
from tests.content.judged import played, until, walkthrough
from tests.content.weighbridges import FACTS, SLUG
from tests.engine.plays import random_play

NAMES = ("gold", "fair", "poor", "tempting")


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def _opening(
    mission: Mission, energy: int = 70, promises: tuple[tuple[str, PromiseState], ...] = ()
) -> State:
    player = PlayerThen(name="Somebody", energy=energy, promises=promises)
    row = first_row(
        Started(mission=SLUG, rev=1, rules_version=RULES_VERSION, seed=1, player=player)
    )
    return state_of(mission, [row])


def _done(mission: Mission, state: State, actions: Sequence[AnyAction]) -> State:
    for action in actions:
        state, _ = step(mission, state, action)
    return state


def at_the_sheet(pack: Pack, mission: Mission, name: str) -> State:
    """A walkthrough's play up to its sheet."""
    script = walkthrough(pack, mission, name)
    state = _opening(mission)
    names = PinNames()
    for entry in script.steps:
        if isinstance(state.phases[-1], BoardState):
            return state
        for action in names.actions(entry, state.shared) if isinstance(entry, Doing) else ():
            state, _ = step(mission, state, action)
    raise AssertionError(f"'{name}' never comes to the sheet")


@pytest.mark.parametrize(("name", "told"), [("gold", True), ("fair", False)])
def test_gwil_ends_what_he_began_for_those_whom_he_is_sure_of(
    pack: Pack, mission: Mission, name: str, told: bool
) -> None:
    state = until(mission, walkthrough(pack, mission, name), "it-rained")
    state, _ = step(mission, state, ac.StaySilent())
    assert state.shared.knows("pay-for-certainty") is told
    (choice,) = [c for c in state.shared.choices if c.node == "it-rained"]
    assert choice.worth == (100 if told else 40)


def test_whoever_fills_the_pause_is_not_told(pack: Pack, mission: Mission) -> None:
    before = until(mission, walkthrough(pack, mission, "gold"), "it-rained")
    for action in legal_actions(mission, before):
        if isinstance(action, ac.Say | ac.Interrupt):
            after, _ = step(mission, before, action)
            assert not after.shared.knows("pay-for-certainty")


@pytest.mark.parametrize("name", ["gold", "poor"])
def test_a_pause_beside_rurik_is_counted_as_a_yes(pack: Pack, mission: Mission, name: str) -> None:
    state = until(mission, walkthrough(pack, mission, name), "the-fifteen")
    state, _ = step(mission, state, ac.StaySilent())
    assert state.shared.has_promised("fifteen-off")
    (choice,) = [c for c in state.shared.choices if c.node == "the-fifteen"]
    assert choice.worth == 0


def test_rurik_is_held_to_his_word_by_a_letter_or_in_the_call(pack: Pack, mission: Mission) -> None:
    by_letter = until(mission, walkthrough(pack, mission, "gold"), "the-line")
    assert by_letter.shared.has_flag("rurik_checked")
    in_call = at_the_sheet(pack, mission, "fair")
    assert in_call.shared.has_flag("rurik_checked")
    assert not at_the_sheet(pack, mission, "tempting").shared.has_flag("rurik_checked")


@pytest.mark.parametrize(
    ("promises", "added"),
    [
        ((), []),
        ((("parade-map", "open"),), ["a-yes-in-marks/adds/0"]),
        ((("parade-map-if", "open"),), ["a-yes-in-marks/adds/1"]),
        ((("parade-map", "kept"),), []),
    ],
)
def test_greta_has_a_line_for_what_is_still_owed_elsewhere(
    mission: Mission, promises: tuple[tuple[str, PromiseState], ...], added: list[str]
) -> None:
    state = _opening(mission, promises=promises)
    for mail, option in (
        ("one-price", "open-book"),
        ("to-the-hundredth", "limit-first"),
        ("three-points", "mean-by-daylight"),
    ):
        read = ac.OpenEmail(mail=mail)
        state = _done(mission, state, (read, ac.Reply(mail=mail, option=option)))
    said = [p.ref for p in state.shared.transcript if p.ref.startswith("a-yes-in-marks/adds")]
    assert said == added


@pytest.mark.parametrize(("energy", "omits"), [(70, False), (36, True)])
def test_a_tired_team_leaves_something_out_of_its_summary(
    mission: Mission, energy: int, omits: bool
) -> None:
    answers = {
        "one-price": "open-book",
        "to-the-hundredth": "limit-first",
        "a-warm-evening": "which-word",
        "the-sentence": "both-ends",
    }
    state = _opening(mission, energy)
    for mail, option in answers.items():
        read = ac.OpenEmail(mail=mail)
        state = _done(mission, state, (read, ac.Reply(mail=mail, option=option)))
    said = [p.ref for p in state.shared.transcript if p.ref.startswith("what-we-know/adds")]
    assert said == [f"what-we-know/adds/{0 if omits else 1}"]


def test_everything_that_must_be_known_can_still_be_bought_at_the_sheet(
    pack: Pack, mission: Mission
) -> None:
    before = at_the_sheet(pack, mission, "poor")
    assert not any(before.shared.knows(fact) for fact in FACTS)
    bought = set()
    for letter in mission.late:
        after, _ = step(mission, before, ac.AskLate(question=letter.id))
        bought |= {fact for fact in FACTS if after.shared.knows(fact)}
        assert after.shared.ticks == before.shared.ticks + 4
    assert bought == set(FACTS)


@pytest.mark.parametrize(
    ("name", "kept", "broken"),
    [
        ("gold", {"figure-by-friday", "at-most-eighty", "no-day-rates"}, set[str]()),
        ("fair", {"figure-by-friday"}, set[str]()),
        ("tempting", {"fifty-eight", "exactly-sixty-six", "fifteen-off"}, set[str]()),
    ],
)
def test_the_ledger_says_what_became_of_each_figure(
    pack: Pack, mission: Mission, name: str, kept: set[str], broken: set[str]
) -> None:
    lines = promise_lines(mission, played(mission, walkthrough(pack, mission, name)))
    assert {line.promise.id for line in lines if line.state == "kept"} == kept
    assert {line.promise.id for line in lines if line.state == "broken"} == broken


def test_a_figure_that_was_promised_too_low_is_broken_by_a_price_to_live_on(
    pack: Pack, mission: Mission
) -> None:
    state = at_the_sheet(pack, mission, "tempting")
    for field, part, value in (
        ("shape", "", "capped"),
        ("discovery", "", 18),
        ("cap", "", 62),
        ("rights", "pass-cap", "members"),
    ):
        state, _ = step(mission, state, ac.DecideBoard(field=field, part=part, value=value))
    state, _ = step(mission, state, ac.SubmitBoard())
    while state.status == "open":
        offered = legal_actions(mission, state)
        kinds = ac.HearFeedback | ac.StaySilent
        action = next((a for a in offered if isinstance(a, kinds)), ac.FinishPhase())
        state, _ = step(mission, state, action)
    states = {line.promise.id: line.state for line in promise_lines(mission, state)}
    assert set(states.values()) == {"broken"}
    assert len(states) == 3


@pytest.mark.parametrize("seed", range(2))
def test_with_nothing_brought_along_it_plays_whole_and_the_offer_is_one_thing(
    mission: Mission, seed: int
) -> None:
    state, _ = random_play(mission, seed, most=1000)
    assert state.status == "completed"
    raised = {"coop_capped", "coop_underpriced"} & set(state.shared.flags)
    assert len(raised) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_one_change_makes_another_offer_of_it(pack: Pack, mission: Mission, name: str) -> None:
    change = sheet_change(mission, played(mission, walkthrough(pack, mission, name)))
    assert change is not None
    better = change.changed - change.played
    assert better < 0 if name == "gold" else better > 0
