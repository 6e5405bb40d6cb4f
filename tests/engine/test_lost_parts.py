"""Parts that are lost while the traffic runs: taken, put back, and forgotten by the next edit."""

from __future__ import annotations

from typing import cast

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.design.outage import component
from engine.design.stress import climb
from engine.game import decide, legal_actions, step
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from engine.rejected import Rejected
from engine.state import State
from tests.tui.stage import session_of

RUN = ac.RunTraffic()
FAIL = ac.Fail(what="component", name="kettle")
BACK = ac.PutBack(what="component", name="kettle")


@pytest.fixture(scope="module")
def mission(pack: Pack) -> Mission:
    kettle = pack.mission("kettle-protocol")
    return kettle.model_copy(update={"phases": kettle.phases[2:]})


def own(state: State) -> StudioState:
    return cast(StudioState, state.phases[-1])


def after(mission: Mission, *actions: AnyAction) -> State:
    return session_of(mission, *actions).state


def test_what_is_put_back_leaves_the_grid_as_it_was(mission: Mission) -> None:
    before, state = after(mission, RUN), after(mission, RUN, FAIL, BACK)
    assert own(state) == own(before)
    config = cast(SystemDesign, mission.phases[0])
    first, then = (
        climb(own(s).design, mission.catalogue, config.load, frozenset(own(s).lost)).points
        for s in (before, state)
    )
    assert first == then


def test_several_may_be_lost_and_losing_takes_no_time_and_is_no_edit(mission: Mission) -> None:
    cups = ac.Fail(what="component", name="cups")
    before, state = after(mission, RUN), after(mission, RUN, FAIL, cups)
    assert own(state).lost == (component("cups"), component("kettle"))
    assert own(state).past == own(before).past
    assert state.shared.minute == before.shared.minute


@pytest.mark.parametrize(
    "edit",
    [
        (ac.Remove(node="cups"),),
        (ac.Remove(node="cups"), RUN, FAIL, ac.Undo()),
        (RUN,),
    ],
)
def test_an_edit_or_another_run_gives_everything_back(
    mission: Mission, edit: tuple[AnyAction, ...]
) -> None:
    state = after(mission, RUN, FAIL, *edit)
    assert own(state).lost == ()
    assert own(state).running == (edit == (RUN,))


@pytest.mark.parametrize(
    ("before", "action", "told"),
    [
        ((), FAIL, "No traffic runs"),
        ((RUN,), ac.Fail(what="component", name="boiler"), "no component 'boiler'"),
        ((RUN,), ac.Fail(what="component", name="drinkers"), "where requests come from"),
        ((RUN,), ac.Fail(what="zone", name="A"), "Nothing stands in a zone 'A'"),
        ((RUN, FAIL), FAIL, "Kettle is lost already"),
        ((RUN,), BACK, "Kettle is not lost"),
    ],
)
def test_what_cannot_be_lost_or_put_back_is_refused(
    mission: Mission, before: tuple[AnyAction, ...], action: AnyAction, told: str
) -> None:
    with pytest.raises(Rejected, match=told):
        decide(mission, after(mission, *before), action)


def test_every_part_but_the_source_may_be_lost_and_the_lost_put_back(mission: Mission) -> None:
    assert not [a for a in legal_actions(mission, after(mission)) if isinstance(a, ac.Fail)]
    state = after(mission, RUN, FAIL)
    offered = [a for a in legal_actions(mission, state) if isinstance(a, ac.Fail | ac.PutBack)]
    assert offered == [BACK, ac.Fail(what="component", name="cups")]
    for action in offered:
        step(mission, state, action)


def test_what_is_lost_changes_no_score(mission: Mission) -> None:
    plain, broken = (
        decide(mission, after(mission, *before), ac.SubmitDesign())
        for before in ((RUN,), (RUN, FAIL))
    )
    assert plain == broken
