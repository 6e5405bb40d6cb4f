"""The Lantern Parade's permits as played: one word about the map in every run, and its price."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.debrief import one_change, requirement_verdicts
from engine.events import Started
from engine.game import RULES_VERSION, legal_actions, step
from engine.log import first_row, state_of
from engine.mission import Mission
from engine.phases import CallState, StudioState
from engine.promises import promise_lines
from engine.state import State
from engine.values import PlayerThen
from tests.content.judged import played, until, walkthrough
from tests.content.parade import CLOSING, SLUG, TABLE

FLAGS = ("parade_map_promised", "parade_map_conditional", "parade_map_declined")
ENTERED = {
    "parade_map_promised": {"parade-map"},
    "parade_map_conditional": {"parade-map-if"},
    "parade_map_declined": set[str](),
}
"""What the ledger holds about the map, by the flag that is raised."""
Choice = Callable[[Sequence[AnyAction]], AnyAction]


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def _opening(mission: Mission, trust: int = 50, seed: int = 1) -> State:
    player = PlayerThen(name="Somebody", trust=((mission.card.client, trust),))
    row = first_row(
        Started(mission=SLUG, rev=1, rules_version=RULES_VERSION, seed=seed, player=player)
    )
    return state_of(mission, [row])


def talked(mission: Mission, state: State, choose: Choice) -> State:
    """The state once the call is over; `choose` picks each move before that."""
    while not isinstance(state.phases[-1], StudioState):
        offered = [a for a in legal_actions(mission, state) if not isinstance(a, ac.Abandon)]
        state, _ = step(mission, state, choose(offered))
    return state


def map_of(state: State) -> tuple[list[str], set[str]]:
    """The flags raised about the map, and what the ledger holds of it."""
    made = {promise.promise for promise in state.shared.promises}
    raised = [flag for flag in state.shared.flags if flag in FLAGS]
    return raised, made & {"parade-map", "parade-map-if"}


@pytest.mark.parametrize("trust", [22, 50, 80])
@pytest.mark.parametrize("share", [0.1, 0.5])
def test_every_run_ends_with_one_word_about_the_map_and_its_line_in_the_ledger(
    mission: Mission, trust: int, share: float
) -> None:
    """Random answers, silences, floors and interruptions, some of which end the call early."""
    seen: set[str] = set()
    early = 0
    for seed in range(60):
        chance = random.Random(f"{seed}/{trust}/{share}")

        def choose(offered: Sequence[AnyAction], chance: random.Random = chance) -> AnyAction:
            ends = [a for a in offered if isinstance(a, ac.FinishPhase)]
            return ends[0] if ends and chance.random() < share else chance.choice(offered)

        state = talked(mission, _opening(mission, trust, seed), choose)
        raised, entered = map_of(state)
        assert len(raised) == 1, f"seed {seed}: {raised}"
        assert entered == ENTERED[raised[0]], f"seed {seed}"
        seen.add(raised[0])
        early += any(isinstance(p, CallState) and p.early for p in state.phases)
    assert seen == set(FLAGS) or share > 0.1
    assert early or trust > 22


def _first(kind: type[AnyAction], offered: Sequence[AnyAction]) -> AnyAction:
    return next((a for a in offered if isinstance(a, kind)), offered[-1])


def test_whoever_sends_nothing_and_says_nothing_has_promised_a_map(mission: Mission) -> None:
    def choose(offered: Sequence[AnyAction]) -> AnyAction:
        return _first(
            ac.FinishPhase, offered if ac.StaySilent() not in offered else [ac.StaySilent()]
        )

    state = talked(mission, _opening(mission), choose)
    assert map_of(state) == (["parade_map_promised"], {"parade-map"})


@pytest.mark.parametrize(
    ("letter", "flag"),
    [
        ("let-it-stand", "parade_map_promised"),
        ("fuller-version", "parade_map_promised"),
        ("if-first", "parade_map_conditional"),
        ("strike-us", "parade_map_declined"),
    ],
)
@pytest.mark.parametrize("move", ["silence", "imke", "harold", "rosalind", "delphine"])
def test_what_is_not_said_in_the_call_stands_as_it_was_printed(
    mission: Mission, letter: str, flag: str, move: str
) -> None:
    state = _before_the_map(mission, letter)
    said = ac.StaySilent() if move == "silence" else ac.GiveFloor(person=move)
    state, _ = step(mission, state, said)
    assert map_of(state) == ([flag], ENTERED[flag])


def _written(mission: Mission, answers: dict[str, str], trust: int = 50) -> State:
    """The state in which the call begins, after these letters."""
    state = _opening(mission, trust)
    for mail, option in answers.items():
        state, _ = step(mission, state, ac.OpenEmail(mail=mail))
        state, _ = step(mission, state, ac.Reply(mail=mail, option=option))
    return step(mission, state, ac.FinishPhase())[0]


def _before_the_map(mission: Mission, letter: str, first: str = "permits-first") -> State:
    """The state in which Oakshott asks for one sentence, after these letters."""
    answers = {
        "lights-up": first,
        "which-signature": "one-table",
        "strokes-of-six": "fifty",
        "front-page-left": letter,
    }
    state = _written(mission, answers)
    while isinstance(state.phases[-1], CallState) and state.phases[-1].exchange != "the-map":
        state, _ = step(mission, state, ac.StaySilent())
    return state


@pytest.mark.parametrize(
    ("sentence", "flag"),
    [("if-then", "parade_map_conditional"), ("in-principle", "parade_map_promised")],
)
def test_the_same_two_ifs_hold_in_front_of_the_map_and_not_behind_it(
    mission: Mission, sentence: str, flag: str
) -> None:
    state = _before_the_map(mission, "let-it-stand")
    state, _ = step(mission, state, ac.Say(option=sentence))
    assert map_of(state) == ([flag], ENTERED[flag])


def test_a_yes_taken_back_in_print_stays_so_though_she_leaves_before_she_asks(
    mission: Mission,
) -> None:
    answers = {
        "lights-up": "quote-us",
        "done-in-minutes": "who-cannot",
        "which-signature": "not-by-four",
        "strokes-of-six": "his-book-first",
        "front-page-left": "take-it-back",
    }
    state = _written(mission, answers, trust=26)
    tiring = {
        "in-minutes": ac.Say(option="define-minutes"),
        "the-shelf": ac.GiveFloor(person="harold"),
        "paper-is-history": ac.GiveFloor(person="harold"),
        "swap-a-stall": ac.GiveFloor(person="rosalind"),
    }
    for exchange, action in tiring.items():
        call = state.phases[-1]
        assert isinstance(call, CallState) and call.exchange == exchange
        state, _ = step(mission, state, action)
    call = state.phases[-1]
    assert isinstance(call, CallState) and call.early
    assert map_of(state) == (["parade_map_conditional"], {"parade-map-if"})


def test_a_yes_that_is_taken_back_is_broken_here_and_its_if_falls_due_in_november(
    mission: Mission,
) -> None:
    state = _before_the_map(mission, "take-it-back", first="quote-us")
    trust = state.shared.trust
    state, _ = step(mission, state, ac.Say(option="mine-was-early"))
    assert state.shared.trust == trust - 6
    state = talked(mission, state, lambda offered: offered[-1])
    state, _ = step(mission, state, ac.SubmitDesign())
    while state.status == "open":
        offered = [a for a in legal_actions(mission, state) if not isinstance(a, ac.Abandon)]
        state, _ = step(mission, state, offered[0])
    lines = {line.promise.id: line for line in promise_lines(mission, state)}
    assert lines["words-for-thursday"].state == "broken"
    assert lines["parade-map-if"].state == "open"
    assert lines["parade-map-if"].promise.due == "parade-night"
    assert lines["parade-map-if"].promise.witness == "harold"


def test_people_who_are_at_ease_tell_beforehand_what_is_asked_of_them_later(
    mission: Mission,
) -> None:
    state, _ = step(mission, _opening(mission, trust=80), ac.FinishPhase())
    asked = {
        "in-minutes": ac.GiveFloor(person="harold"),
        "the-shelf": ac.Say(option="seven-years"),
        "the-footnote": ac.StaySilent(),
        "paper-is-history": ac.GiveFloor(person="rosalind"),
        "swap-a-stall": ac.Say(option="one-name"),
    }
    for exchange, action in asked.items():
        call = state.phases[-1]
        assert isinstance(call, CallState) and call.exchange == exchange
        assert action in legal_actions(mission, state)
        state, _ = step(mission, state, action)
    worth = {c.node: c.worth for c in state.shared.choices}
    assert worth["the-shelf"] == worth["the-footnote"] == worth["swap-a-stall"] == 100


def test_the_map_is_worth_more_today_without_its_condition(mission: Mission) -> None:
    """Promising pays at once and all the way; what it costs comes later."""
    before = _before_the_map(mission, "let-it-stand", first="quote-us")
    honest = _before_the_map(mission, "if-first")
    yes, _ = step(mission, before, ac.Say(option="live-on-the-night"))
    condition, _ = step(mission, honest, ac.Say(option="if-then"))
    assert yes.shared.trust - condition.shared.trust >= 20
    (asked,) = [c for c in condition.shared.choices if c.node == "the-map"]
    assert asked.worth == 100


@pytest.mark.parametrize("name", ["gold", "fair", "poor", "tempting"])
def test_one_change_shows_what_the_missing_or_the_drawn_part_does(
    pack: Pack, mission: Mission, name: str
) -> None:
    change = one_change(mission, played(mission, walkthrough(pack, mission, name)))
    assert change
    figures = {f.name: f for f in change.figures}
    assert any(f.changed != f.played for f in figures.values())
    if name in ("poor", "tempting"):  # the trial map leaves, and the figures with it
        assert figures["monthly_cost"].changed < figures["monthly_cost"].played - 1200


@pytest.mark.parametrize("name", TABLE)
def test_some_change_can_be_drawn_on_any_of_these_designs(
    pack: Pack, mission: Mission, name: str
) -> None:
    script = walkthrough(pack, mission, "fair")
    assert one_change(mission, played(mission, script, TABLE[name].steps))


@pytest.mark.parametrize(
    ("name", "told"), [("gold", "of 10,400 marks"), ("poor", "of 9,700 marks")]
)
def test_the_sum_is_judged_as_the_talk_left_it(
    pack: Pack, mission: Mission, name: str, told: str
) -> None:
    state = played(mission, walkthrough(pack, mission, name))
    found = {v.requirement.id: v for v in requirement_verdicts(mission, state)}
    assert told in found["as-ordered"].why


def test_the_trial_map_is_asked_for_of_whoever_promised_it_alone(
    pack: Pack, mission: Mission
) -> None:
    for name, asked in (("gold", False), ("fair", False), ("tempting", True)):
        state = played(mission, walkthrough(pack, mission, name))
        found = {v.requirement.id for v in requirement_verdicts(mission, state)}
        assert ("the-trial" in found) is asked, name


def test_the_footnote_is_come_to_by_those_who_know_the_seven_years(
    pack: Pack, mission: Mission
) -> None:
    gold, poor = (
        played(mission, walkthrough(pack, mission, name), ()).shared.choices
        for name in ("gold", "poor")
    )
    assert "the-footnote" in {c.node for c in gold} - {c.node for c in poor}


def test_cutting_a_footnote_short_costs_the_shelf_its_money(pack: Pack, mission: Mission) -> None:
    before = until(mission, walkthrough(pack, mission, "gold"), "the-footnote")
    state, _ = step(mission, before, ac.Interrupt())
    (cut,) = [c for c in state.shared.choices if c.node == "the-footnote"]
    assert cut.worth == 0
    state = talked(mission, state, lambda offered: offered[-1])
    assert "shelf-money" not in {c.change for c in state.shared.changes}


def test_the_closing_hour_of_the_brief_is_the_one_that_is_judged(mission: Mission) -> None:
    config = mission.design_phase
    assert config
    assert config.load.rps == CLOSING
    assert "10,000 marks" in config.brief
