"""Enrolment Monday as played: what is said about minutes and about an hour, and its price."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from content.loader import Pack
from content.verbs import edits_of
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
from tests.content.enrolment import REFERENCE, SLUG, TABLE
from tests.content.judged import Steps, played, until, walkthrough

LETTERS = {
    "a-surplus": "blank-until",
    "in-what-order": "the-timings",
    "one-and-two": "page-four-first",
    "until-friday": "what-fits",
    "how-many-at-nine": "higher-for-now",
    "whose-script": "shown-first",
}
"""Letters by which nothing is promised and nothing is found."""


@pytest.fixture
def mission(pack: Pack) -> Mission:
    return pack.mission(SLUG)


def _opening(mission: Mission, trust: int = 50) -> State:
    player = PlayerThen(name="Somebody", trust=((mission.card.client, trust),))
    row = first_row(
        Started(mission=SLUG, rev=1, rules_version=RULES_VERSION, seed=1, player=player)
    )
    return state_of(mission, [row])


def _written(mission: Mission, trust: int = 50, **letters: str) -> State:
    """The state in which the call begins, after `LETTERS` with these in their place."""
    state = _opening(mission, trust)
    for mail, option in {**LETTERS, **{k.replace("_", "-"): v for k, v in letters.items()}}.items():
        state, _ = step(mission, state, ac.OpenEmail(mail=mail))
        state, _ = step(mission, state, ac.Reply(mail=mail, option=option))
    return step(mission, state, ac.FinishPhase())[0]


def _said(mission: Mission, state: State, moves: Mapping[str, AnyAction]) -> State:
    """The state once the call is over; whoever is not named here says nothing."""
    while not isinstance(state.phases[-1], StudioState):
        call = state.phases[-1]
        assert isinstance(call, CallState)
        move = moves.get(call.exchange or "", ac.StaySilent())
        if isinstance(move, ac.Say) and move not in legal_actions(mission, state):
            move = ac.StaySilent()
        if move not in legal_actions(mission, state):
            move = ac.FinishPhase()
        state, _ = step(mission, state, move)
    return state


def _done(mission: Mission, state: State, grid: Steps) -> State:
    """The end of the mission with these edits, once the call is over."""
    for edit in grid:
        for action in edits_of(edit):
            state, _ = step(mission, state, action)
    state, _ = step(mission, state, ac.SubmitDesign())
    while state.status == "open":
        offered = [a for a in legal_actions(mission, state) if not isinstance(a, ac.Abandon)]
        state, _ = step(mission, state, offered[0])
    return state


def _promised(state: State) -> set[str]:
    return {promise.promise for promise in state.shared.promises}


def _found(state: State) -> set[str]:
    return {found.fact for found in state.shared.facts}


def _changes(state: State) -> set[str]:
    return {change.change for change in state.shared.changes}


@pytest.mark.parametrize("trust", [22, 50, 80])
def test_nothing_hangs_on_what_was_brought_along(mission: Mission, trust: int) -> None:
    """Without a flag, at any trust, the mission plays to its end."""
    state = _done(mission, _said(mission, _written(mission, trust), {}), REFERENCE)
    assert state.status == "completed"


@pytest.mark.parametrize(
    "move",
    [
        ac.StaySilent(),
        ac.GiveFloor(person="nkechi"),
        ac.GiveFloor(person="petra"),
        ac.GiveFloor(person="benedikt"),
        ac.Say(option="ten-as-typed"),
    ],
    ids=["silence", "Nkechi", "Petra", "Ash", "as typed"],
)
def test_a_sentence_that_nobody_answers_is_printed_as_it_was_typed(
    mission: Mission, move: AnyAction
) -> None:
    state = _said(mission, _written(mission), {"the-sentence": move})
    assert "ten-minutes" in _promised(state)
    assert "ten-minutes-printed" in _changes(state)


@pytest.mark.parametrize("option", ["print-forty", "no-figure", "after-sunday"])
def test_another_sentence_takes_the_ten_minutes_off(mission: Mission, option: str) -> None:
    state = _said(mission, _written(mission), {"the-sentence": ac.Say(option=option)})
    assert "ten-minutes" not in _promised(state)
    assert ("honest_forty" in state.shared.flags) is (option == "print-forty")


@pytest.mark.parametrize(
    ("option", "printed"),
    [("print-forty", False), ("no-figure", False), ("after-sunday", False), ("ten-as-typed", True)],
)
def test_ten_minutes_that_were_let_stand_can_still_be_taken_off(
    mission: Mission, option: str, printed: bool
) -> None:
    state = _written(mission, a_surplus="ten-may-stand")
    state = _said(mission, state, {"the-sentence": ac.Say(option=option)})
    assert ("ten-minutes-printed" in _changes(state)) is printed
    assert "ten-minutes" in _promised(state)


def test_whoever_said_ten_and_prints_forty_has_broken_a_promise_and_is_held_to_forty(
    mission: Mission,
) -> None:
    state = _written(mission, a_surplus="ten-may-stand")
    before = _until_sentence(mission, state)
    after, _ = step(mission, before, ac.Say(option="print-forty"))
    assert before.shared.trust - after.shared.trust == 6
    state = _done(mission, _said(mission, after, {}), REFERENCE)
    assert "ten-minutes-printed" not in _changes(state)
    lines = {line.promise.id: line.state for line in promise_lines(mission, state)}
    assert lines["ten-minutes"] == "broken"


def _until_sentence(mission: Mission, state: State) -> State:
    """The call up to the sentence, in silence."""
    while getattr(state.phases[-1], "exchange", None) != "the-sentence":
        state, _ = step(mission, state, ac.StaySilent())
    return state


def test_the_hour_is_named_by_those_who_asked_and_takes_2400_off_nine(mission: Mission) -> None:
    asked = _written(mission, in_what_order="who-first")
    named = _said(mission, asked, {"those-promised": ac.Say(option="eight-is-theirs")})
    assert "priority_window" in named.shared.flags
    assert {"their-hour"} <= _promised(named)
    assert "hour-at-eight" in _changes(named)
    not_asked = _said(
        mission, _written(mission), {"those-promised": ac.Say(option="eight-is-theirs")}
    )
    assert "priority_window" not in not_asked.shared.flags
    assert "hour-at-eight" not in _changes(not_asked)


@pytest.mark.parametrize(("option", "comes"), [("ours-to-pay", True), ("page-four-first", False)])
def test_a_second_checker_comes_to_whoever_lets_it(
    mission: Mission, option: str, comes: bool
) -> None:
    state = _said(mission, _written(mission, one_and_two=option), {})
    assert ("second-checker" in _changes(state)) is comes
    studio = state.phases[-1]
    assert isinstance(studio, StudioState)
    checker = studio.design.by_id["checker"]
    copies = checker.value(mission.catalogue.kind(checker.kind), "replicas", 1)
    assert copies == (2 if comes else 1)


@pytest.mark.parametrize(("option", "comes"), [("with-some-air", True), ("higher-for-now", False)])
def test_air_that_was_asked_for_stands_in_the_line(
    mission: Mission, option: str, comes: bool
) -> None:
    state = _said(mission, _written(mission, how_many_at_nine=option), {})
    assert ("some-air" in _changes(state)) is comes


def test_nkechi_tells_of_half_past_three_to_whoever_has_read_her_and_to_nobody_who_named_her(
    mission: Mission,
) -> None:
    ask = {"the-weather": ac.Say(option="now-and-then")}
    read = _written(mission)
    named = _written(
        mission,
        a_surplus="ten-may-stand",
        one_and_two="ours-to-pay",
        whose_script="press-finds-words",
    )
    assert named.shared.trust > read.shared.trust
    assert "timetable-nightly" in _found(_said(mission, read, ask))
    assert "timetable-nightly" not in _found(_said(mission, named, ask))


def test_the_library_is_come_to_by_those_who_let_her_finish(pack: Pack, mission: Mission) -> None:
    before = until(mission, walkthrough(pack, mission, "gold"), "spare-machine")
    quiet, _ = step(mission, before, ac.StaySilent())
    spoken, _ = step(mission, before, ac.Say(option="enough-for-today"))
    assert "library-machine" in _changes(_said(mission, quiet, {}))
    assert "library-machine" not in _changes(_said(mission, spoken, {}))


def test_whoever_is_counted_has_a_number_where_the_two_counts_were_laid_side_by_side(
    pack: Pack, mission: Mission
) -> None:
    for name, kept in (("gold", True), ("fair", False)):
        state = played(mission, walkthrough(pack, mission, name))
        found = {v.requirement.id: v.kept for v in requirement_verdicts(mission, state)}
        assert found["exchange"] is kept, name


def test_the_ten_minutes_are_asked_for_where_they_were_printed_alone(
    pack: Pack, mission: Mission
) -> None:
    for name, asked in (("gold", False), ("poor", False), ("tempting", True)):
        state = played(mission, walkthrough(pack, mission, name))
        found = {v.requirement.id for v in requirement_verdicts(mission, state)}
        assert ("in-ten" in found) is asked, name


@pytest.mark.parametrize("name", TABLE)
def test_some_change_can_be_drawn_on_any_of_these_designs(
    pack: Pack, mission: Mission, name: str
) -> None:
    script = walkthrough(pack, mission, "fair")
    assert one_change(mission, played(mission, script, TABLE[name].steps))
