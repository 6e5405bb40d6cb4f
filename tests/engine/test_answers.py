"""In feedback the player answers for a trade-off: told, never scored."""

from __future__ import annotations

import pytest

from content.loader import load_pack
from engine import actions as ac
from engine import events as ev
from engine.debrief import choice_lines
from engine.game import legal_actions, step
from engine.mission import Mission
from engine.phases import FeedbackState
from engine.rejected import Rejected
from engine.scoring import score_mission
from engine.state import State
from engine.story import story
from tests.content.reaching_pack import write_reaching
from tests.engine.test_changes import COUNT, TO_THE_GRID, play

HANDED_IN = (*TO_THE_GRID, ac.SubmitDesign())
HEARD = (ac.HearFeedback(requirement="rush-served"), ac.HearFeedback(requirement="counted"))


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write_reaching(tmp_path_factory.mktemp("answers"))).mission("small-order")


def waits(state: State) -> str | None:
    own = state.phases[-1]
    assert isinstance(own, FeedbackState)
    return own.exchange


def test_it_comes_once_all_are_heard_where_a_requirement_was_broken(mission: Mission) -> None:
    state, rows = play(mission, *HANDED_IN)
    judged = [e for e in rows[-1].events if isinstance(e, ev.RequirementsJudged)]
    assert judged == [ev.RequirementsJudged(kept=("rush-served",))]
    state, _ = step(mission, state, HEARD[0])
    assert waits(state) is None
    state, events = step(mission, state, HEARD[1])
    assert waits(state) == "who-waited"
    assert events[-1] == ev.LinePlayed(ref="who-waited/lines/0")


def test_it_does_not_come_where_the_requirement_was_kept(mission: Mission) -> None:
    state, _ = play(mission, *COUNT, *HANDED_IN, *HEARD)
    assert state.shared.has_kept("counted")
    assert waits(state) is None
    step(mission, state, ac.FinishPhase())


def test_the_player_must_answer_or_let_it_sit(mission: Mission) -> None:
    state, _ = play(mission, *HANDED_IN, *HEARD)
    with pytest.raises(Rejected, match="wait for your answer"):
        step(mission, state, ac.FinishPhase())
    with pytest.raises(Rejected, match="not among the answers"):
        step(mission, state, ac.Say(option="later"))
    offered = {a.kind for a in legal_actions(mission, state)}
    assert offered == {"say", "stay_silent", "abandon"}


def test_an_answer_moves_trust_and_flags_and_may_turn_on_what_was_kept(mission: Mission) -> None:
    state, _ = play(mission, *HANDED_IN, *HEARD)
    before = state.shared.trust
    state, events = step(mission, state, ac.Say(option="own-it"))
    assert state.shared.trust == before + 4
    assert "ben_heard" in state.shared.flags
    assert ev.LinePlayed(ref="who-waited/own-it/0") in events
    assert waits(state) is None
    state, _ = step(mission, state, ac.FinishPhase())
    assert state.status == "completed"


@pytest.mark.parametrize(
    "move", [ac.Say(option="own-it"), ac.Say(option="say-ben"), ac.StaySilent()]
)
def test_no_answer_moves_the_score_and_each_is_told(
    mission: Mission, move: ac.Say | ac.StaySilent
) -> None:
    state, _ = play(mission, *HANDED_IN, *HEARD)
    before = score_mission(mission, state)
    state, _ = step(mission, state, move)
    after = score_mission(mission, state)
    assert after.score == before.score
    assert [p.lines for p in after.phases if p.kind == "client_feedback"] == [()]
    assert "who-waited" in {line.chosen.node for line in choice_lines(mission, state.shared)}
    moment = next(m for m in story(mission, state) if m.node == "who-waited")
    assert not moment.turning


def test_a_feedback_may_be_closed_before_all_are_heard(mission: Mission) -> None:
    state, _ = play(mission, *HANDED_IN, ac.FinishPhase())
    assert state.status == "completed"
