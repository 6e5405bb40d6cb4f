"""Certainty is bought late: a letter, days, half of a fact's points, and a deadline."""

from __future__ import annotations

import pytest

from content.loader import load_pack
from engine import actions as ac
from engine import events as ev
from engine.asking import may_ask, offered
from engine.clock import DAY
from engine.game import legal_actions, step
from engine.ledger import ledger
from engine.mission import Mission
from engine.rejected import Rejected
from engine.scoring import Scorecard, score_mission
from engine.state import State
from engine.story import story
from tests.content.reaching_pack import write_reaching
from tests.engine.test_changes import ASK, TO_THE_GRID, play


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write_reaching(tmp_path_factory.mktemp("asking"))).mission("small-order")


def letters(mission: Mission, state: State) -> list[str]:
    return [a.question for a in legal_actions(mission, state) if isinstance(a, ac.AskLate)]


def test_letters_may_be_written_from_the_last_conversations_end_until_the_hand_in(
    mission: Mission,
) -> None:
    state, _ = play(mission)
    both = ["late-ben-hours", "late-ada-ovens"]
    seen = []
    for action in (*TO_THE_GRID, ac.SubmitDesign()):
        seen.append(letters(mission, state))
        with_a_letter = bool(seen[-1])
        assert may_ask(mission, state) == with_a_letter
        if not with_a_letter:
            with pytest.raises(Rejected, match="somebody to talk to"):
                step(mission, state, ac.AskLate(question="late-ben-hours"))
        state, _ = step(mission, state, action)
    assert seen == [[], [], both, both]
    with pytest.raises(Rejected, match="handed in"):
        step(mission, state, ac.AskLate(question="late-ben-hours"))


def test_a_letter_costs_its_days_and_brings_its_answer_once(mission: Mission) -> None:
    state, _ = play(mission, *TO_THE_GRID)
    before = state.shared
    state, events = step(mission, state, ac.AskLate(question="late-ben-hours"))
    assert [type(event) for event in events][:5] == [
        ev.LateAsked,
        ev.MinutesPassed,
        ev.MeterMoved,
        ev.FactFound,
        ev.LinePlayed,
    ]
    assert state.shared.ticks == before.ticks + 4
    assert state.shared.minute == before.minute + DAY
    assert state.shared.knows("dawn-rush")
    said = [played.ref for played in state.shared.transcript][-2:]
    assert said == ["late-ben-hours/late/you", "late-ben-hours/late/0"]
    with pytest.raises(Rejected, match="answered"):
        step(mission, state, ac.AskLate(question="late-ben-hours"))


def test_a_letter_may_depend_on_what_is_known_and_cost_quarters(mission: Mission) -> None:
    state, _ = play(mission, *ASK, *TO_THE_GRID)
    assert [letter.id for letter in offered(mission, state.shared)] == [
        "late-ben-hours",
        "late-ada-ovens",
    ]
    with pytest.raises(Rejected, match="nothing yet"):
        step(mission, state, ac.AskLate(question="late-ben-cap"))
    with pytest.raises(Rejected, match="no letter"):
        step(mission, state, ac.AskLate(question="late-cat"))
    minute = state.shared.minute
    state, _ = step(mission, state, ac.AskLate(question="late-ada-ovens"))
    assert state.shared.ticks == 5
    assert state.shared.minute == minute + DAY + 120
    assert state.shared.transcript[-1].ref == "late-ada-ovens/late/0"
    state, events = step(
        mission, state, ac.Pin(source="late-ada-ovens/late/0", quote="There are two ovens.")
    )
    assert ev.FactFound(fact="two-ovens", via="late-pin:A") in events
    assert letters(mission, state) == ["late-ben-hours", "late-ben-cap"]


def fact_points(card: Scorecard, fact: str) -> tuple[float, float, str]:
    line = next(line for p in card.phases for line in p.lines if line.ref == fact)
    return line.earned, line.possible, line.reason


def test_what_is_found_late_counts_half_and_is_known_whole(mission: Mission) -> None:
    early, _ = play(mission, *ASK, *TO_THE_GRID)
    late, _ = play(mission, *TO_THE_GRID, ac.AskLate(question="late-ben-hours"))
    never, _ = play(mission, *TO_THE_GRID)
    told = [fact_points(score_mission(mission, s), "dawn-rush") for s in (early, late, never)]
    assert [points[:2] for points in told] == [(3, 3), (1.5, 3), (0, 3)]
    assert "late" in told[1][2]
    assert early.shared.known == late.shared.known


def test_a_fact_that_was_known_before_is_not_late(mission: Mission) -> None:
    state, _ = play(mission, *ASK, *TO_THE_GRID, ac.AskLate(question="late-ben-hours"))
    assert fact_points(score_mission(mission, state), "dawn-rush")[0] == 3


def test_a_pin_from_a_late_answer_counts_half_as_well(mission: Mission) -> None:
    state, _ = play(mission, *ASK, *TO_THE_GRID, ac.AskLate(question="late-ada-ovens"))
    pin = ac.Pin(source="late-ada-ovens/late/0", quote="There are two ovens.")
    state, _ = step(mission, state, pin)
    assert fact_points(score_mission(mission, state), "two-ovens")[:2] == (0.5, 1)


@pytest.mark.parametrize(
    ("asked", "late"),
    [
        (("late-ben-hours",), 0),
        (("late-ada-ovens",), 0),
        (("late-ben-hours", "late-ada-ovens"), 1),
    ],
)
def test_each_whole_day_beyond_the_deadline_costs_three_points(
    mission: Mission, asked: tuple[str, ...], late: int
) -> None:
    state, _ = play(mission, *TO_THE_GRID, *(ac.AskLate(question=name) for name in asked))
    state, _ = step(mission, state, ac.SubmitDesign())
    state, _ = step(mission, state, ac.FinishPhase())
    card = score_mission(mission, state)
    free = score_mission(mission.model_copy(update={"deadline": None}), state)
    assert card.days_late == late
    assert card.score == free.score - 3 * late == state.score
    pages = ledger(card)
    assert round(sum(page.points for page in pages)) == card.score
    kinds = [entry.kind for page in pages for entry in page.entries]
    assert ("late" in kinds) == bool(late)


def test_the_story_tells_of_letters(mission: Mission) -> None:
    state, _ = play(mission, *TO_THE_GRID, ac.AskLate(question="late-ben-hours"))
    moment = next(m for m in story(mission, state) if m.kind == "late")
    assert moment.said == "You write to Ben once more: When the orders come."
    assert moment.answer == "Ben: Before seven, half of them. The rest come at noon."


def test_where_the_inbox_is_the_last_conversation_letters_wait_for_its_answers(
    mission: Mission,
) -> None:
    inbox, _, grid, feedback = mission.phases
    written = mission.model_copy(update={"phases": (inbox, grid, feedback)})
    state, _ = play(written)
    assert letters(written, state) == []
    for action in ASK:
        state, _ = step(written, state, action)
    assert letters(written, state) == ["late-ben-hours", "late-ada-ovens"]
    state, _ = step(written, state, ac.AskLate(question="late-ada-ovens"))
    assert state.shared.transcript[-1].ref == "late-ada-ovens/late/0"
