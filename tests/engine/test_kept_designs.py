"""Designs that are put aside and laid on the grid again; all of it edits that the log has."""

from __future__ import annotations

from typing import cast

import pytest

from content.loader import Pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.game import decide, legal_actions, step
from engine.mission import Mission
from engine.phases import StudioState
from engine.rejected import Rejected
from engine.state import State
from tests.tui.stage import session_of


@pytest.fixture(scope="module")
def mission(pack: Pack) -> Mission:
    kettle = pack.mission("kettle-protocol")
    return kettle.model_copy(update={"phases": kettle.phases[2:]})


def own(state: State) -> StudioState:
    return cast(StudioState, state.phases[-1])


def after(mission: Mission, *actions: AnyAction) -> State:
    return session_of(mission, *actions).state


REMOVED, KEPT = ac.Remove(node="kettle"), ac.KeepDesign(name="A")


def test_a_kept_design_is_laid_back_in_one_step_that_is_undone_in_one(mission: Mission) -> None:
    opened = after(mission)
    state = after(mission, KEPT, REMOVED, ac.RestoreDesign(name="A"))
    assert own(state).design == own(opened).design
    state, _ = step(mission, state, ac.Undo())
    assert "kettle" not in own(state).design.by_id
    state, _ = step(mission, state, ac.Redo())
    assert own(state).design == own(opened).design


def test_keeping_costs_no_time_and_is_no_edit(mission: Mission) -> None:
    state = after(mission, REMOVED)
    kept, _ = step(mission, state, KEPT)
    assert kept.shared.minute == state.shared.minute
    assert own(kept).past == own(state).past
    undone, _ = step(mission, kept, ac.Undo())
    assert own(undone).kept_by_name["A"] == own(state).design


def test_a_name_is_kept_over_and_the_fifth_is_refused(mission: Mission) -> None:
    state = after(mission, KEPT, REMOVED)
    over, _ = step(mission, state, KEPT)
    assert own(over).kept_by_name["A"] == own(state).design
    four = after(mission, *(ac.KeepDesign(name=name) for name in "ABCD"))
    with pytest.raises(Rejected, match="4 designs are kept already"):
        decide(mission, four, ac.KeepDesign(name="E"))


@pytest.mark.parametrize(
    ("before", "action", "told"),
    [
        ((), ac.RestoreDesign(name="A"), "No design was kept as 'A'"),
        ((KEPT,), ac.RestoreDesign(name="A"), "A is the design as it stands"),
        ((KEPT,), KEPT, "A is the design as it stands"),
        ((), ac.KeepDesign(name=" "), "named in 1 to 12 letters"),
        ((), ac.KeepDesign(name="A" * 13), "named in 1 to 12 letters"),
    ],
)
def test_what_cannot_be_kept_or_laid_back_is_refused(
    mission: Mission, before: tuple[AnyAction, ...], action: AnyAction, told: str
) -> None:
    with pytest.raises(Rejected, match=told):
        decide(mission, after(mission, *before), action)


def test_the_clients_own_is_not_copied_and_the_palette_is_named_in_words(mission: Mission) -> None:
    with pytest.raises(Rejected, match="Drinkers is not in the palette") as told:
        decide(mission, after(mission), ac.Duplicate(source="drinkers", node="d-1", x=0, y=0))
    assert "Kettle" in told.value.hint


def test_the_new_edits_are_among_the_legal_ones(mission: Mission) -> None:
    state = after(mission, KEPT, ac.Frame(group="f", label="F", x=0, y=0, columns=1, rows=1))
    kinds = {action.kind for action in legal_actions(mission, state)}
    assert {"duplicate", "unframe", "keep_design", "restore_design"} <= kinds
    assert "frame" in {action.kind for action in legal_actions(mission, after(mission))}
