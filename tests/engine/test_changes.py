"""Choices reach the grid: load, budget, targets, rules, palette and opening follow from facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.loader import load_pack
from engine import actions as ac
from engine import events as ev
from engine.actions import AnyAction
from engine.debrief import requirement_verdicts, submitted_design
from engine.game import legal_actions, step
from engine.limits import limit_of
from engine.log import Row, first_difference, log_hash, state_of
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from engine.phases.changes import asked_for, design_config, told
from engine.phases.system_design import budget_of, figures
from engine.rejected import Rejected
from engine.state import State
from tests.content.reaching_pack import reaching, write_reaching
from tests.engine.plays import random_play, started
from tests.properties import cases

COUNT: tuple[AnyAction, ...] = (
    ac.OpenEmail(mail="first-order"),
    ac.OpenAttachment(filename="oven_log.txt"),
    ac.Pin(source="first-order", quote="Three ovens"),
    ac.Pin(source="oven_log.txt", quote="ovens: 2"),
    ac.Compare(left="A", right="B"),
)
ASK: tuple[AnyAction, ...] = (
    ac.OpenEmail(mail="first-order"),
    ac.Reply(mail="first-order", option="ask-hours"),
)
TO_THE_GRID: tuple[AnyAction, ...] = (
    ac.FinishPhase(),
    ac.Say(option="later"),
    ac.FinishPhase(),
)


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write_reaching(tmp_path_factory.mktemp("reaching"))).mission("small-order")


def play(mission: Mission, *actions: AnyAction) -> tuple[State, list[Row]]:
    """A play of these actions from the start."""
    rows = [started(mission, 7)]
    state = state_of(mission, rows)
    for action in actions:
        state, events = step(mission, state, action)
        rows.append(Row(seq=len(rows) + 1, action=action, events=events))
    return state, rows


def grid(mission: Mission, state: State) -> tuple[SystemDesign, StudioState]:
    own = state.phases[-1]
    assert isinstance(own, StudioState)
    return design_config(mission, own.phase, state.shared), own


def test_a_grid_that_no_choice_reached_is_the_authors(mission: Mission) -> None:
    state, _ = play(mission, *TO_THE_GRID)
    config, own = grid(mission, state)
    assert config is mission.design_phase
    assert own.design == config.initial
    assert told(config, state.shared) == ()
    assert {rule.id for rule in config.rules} == {"within-budget", "fast-enough", "served-orders"}


def test_a_choice_reaches_load_target_palette_and_opening(mission: Mission) -> None:
    state, rows = play(mission, *COUNT, *TO_THE_GRID)
    config, own = grid(mission, state)
    assert (config.load.rps, config.load.peak_s, config.load.average_rps) == (30, 1800, 10)
    assert config.palette == ("app_server",)
    assert limit_of(mission, state.shared, "p95_ms").value == 300  # type: ignore[union-attr]
    assert set(own.design.by_id) == {"customers", "shop", "shop-2", "orders"}
    assert own.design.by_id["shop-2"].label == "Second till"
    assert own.design == config.initial
    assert told(config, state.shared) == (
        "Ben moved the cakes to the afternoon, because you counted the ovens.",
    )
    assert [e for e in rows[-1].events if isinstance(e, ev.GridChanged)] == [
        ev.GridChanged(phase="system_design", change="ovens-two", as_it_opens=True)
    ]


def test_a_choice_reaches_budget_and_rules(mission: Mission) -> None:
    state, _ = play(mission, *ASK, *TO_THE_GRID)
    config, own = grid(mission, state)
    assert budget_of(config, state.shared) == 2500
    assert limit_of(mission, state.shared, "monthly_cost").value == 2500  # type: ignore[union-attr]
    assert {rule.id for rule in config.rules} == {"within-budget", "fast-enough", "no-second-store"}
    assert "no-second-store" in config.known_without_asking
    assert config.palette == ("app_server", "relational_db", "client")
    assert own.design == config.initial


def test_changes_come_once_each_and_in_the_order_of_the_file(mission: Mission) -> None:
    state, rows = play(mission, *COUNT, ASK[1], *TO_THE_GRID)
    state, events = step(mission, state, ac.RunTraffic())
    rows.append(Row(seq=len(rows) + 1, action=ac.RunTraffic(), events=events))
    seen = [e.change for row in rows for e in row.events if isinstance(e, ev.GridChanged)]
    assert seen == ["ovens-two", "rush-known"]


def test_undo_takes_no_change_back(mission: Mission) -> None:
    state, _ = play(mission, *COUNT, *TO_THE_GRID)
    with pytest.raises(Rejected, match="no edit"):
        step(mission, state, ac.Undo())
    state, _ = step(mission, state, ac.Remove(node="shop-2"))
    state, _ = step(mission, state, ac.Undo())
    config, own = grid(mission, state)
    assert own.design == config.initial
    assert "shop-2" in own.design.by_id


def test_what_is_asked_at_the_grid_changes_it_there_and_no_undo_takes_that_back(
    mission: Mission,
) -> None:
    state, _ = play(mission, *TO_THE_GRID)
    state, _ = step(mission, state, ac.Configure(node="shop", knob="replicas", value=3))
    state, _ = step(mission, state, ac.RunTraffic())
    before = grid(mission, state)[1].design
    state, events = step(mission, state, ac.AskLate(question="late-ben-hours"))
    assert events[-1] == ev.GridChanged(phase="system_design", change="rush-known")
    config, own = grid(mission, state)
    assert (own.design, own.running) == (before, False)
    assert budget_of(config, state.shared) == 2500
    state, _ = step(mission, state, ac.Undo())
    assert budget_of(grid(mission, state)[0], state.shared) == 2500
    with pytest.raises(Rejected):
        step(mission, state, ac.Undo())


def test_an_opening_is_laid_out_as_the_phase_opens_and_not_later(mission: Mission) -> None:
    state, _ = play(mission, *TO_THE_GRID)
    for question in ("late-ben-hours", "late-ada-ovens"):
        state, _ = step(mission, state, ac.AskLate(question=question))
    pin = ac.Pin(source="late-ada-ovens/late/0", quote="There are two ovens.")
    state, events = step(mission, state, pin)
    assert [type(event) for event in events] == [ev.PinMade, ev.FactFound, ev.GridChanged]
    config, own = grid(mission, state)
    assert config.load.rps == 30
    assert "shop-2" not in own.design.by_id
    assert "shop-2" not in config.initial.by_id


def test_what_leaves_the_palette_can_no_longer_be_placed(mission: Mission) -> None:
    place = ac.Place(component="relational_db", node="second", x=3, y=0)
    free, _ = play(mission, *TO_THE_GRID)
    assert place.component in {
        a.component for a in legal_actions(mission, free) if isinstance(a, ac.Place)
    }
    step(mission, free, place)
    state, _ = play(mission, *COUNT, *TO_THE_GRID)
    with pytest.raises(Rejected, match="palette"):
        step(mission, state, place)


def test_the_changed_grid_is_what_is_measured_judged_and_shown_at_the_end(
    mission: Mission,
) -> None:
    state, _ = play(mission, *COUNT, *TO_THE_GRID)
    config, own = grid(mission, state)
    assert figures(mission, config, own.design).offered_rps == 30
    state, _ = step(mission, state, ac.SubmitDesign())
    judged = submitted_design(mission, state)
    assert judged is not None
    assert judged[0].load.rps == 30
    by_id = {v.requirement.id: v for v in requirement_verdicts(mission, state)}
    assert by_id["rush-served"].limit.value == 300  # type: ignore[union-attr]


def test_a_requirement_whose_rules_are_waived_is_asked_for_no_more(tmp_path: Path) -> None:
    edit = reaching("design", "[served-orders]", "[served-orders, fast-enough]")
    waived = load_pack(write_reaching(tmp_path, edit))
    own = waived.mission("small-order")
    state, _ = play(own, *ASK, *TO_THE_GRID, ac.SubmitDesign())
    assert [r.id for r in asked_for(own, state.shared)] == ["counted"]
    assert [v.requirement.id for v in requirement_verdicts(own, state)] == ["counted"]
    with pytest.raises(Rejected, match="Nobody asked"):
        step(own, state, ac.HearFeedback(requirement="rush-served"))
    step(own, state, ac.HearFeedback(requirement="counted"))


@given(seed=st.integers(0, 10_000))
@cases(12, 60)
def test_random_plays_with_changes_fold_and_replay(mission: Mission, seed: int) -> None:
    state, rows = random_play(mission, seed)
    assert state_of(mission, rows) == state
    assert first_difference(mission, rows) is None
    assert State.model_validate_json(state.model_dump_json()) == state
    again = [Row.model_validate_json(row.model_dump_json()) for row in rows]
    assert log_hash(again) == log_hash(rows)


@given(seed=st.integers(0, 10_000))
@cases(8, 40)
def test_changes_hold_whatever_is_done_after_them(mission: Mission, seed: int) -> None:
    """Applied changes only grow, and the config of a grid is a function of them."""
    _, rows = random_play(mission, seed)
    state = state_of(mission, rows[:1])
    before: tuple[str, ...] = ()
    for row in rows[1:]:
        state, _ = step(mission, state, row.action)
        now = tuple(c.change for c in state.shared.changes)
        assert now[: len(before)] == before
        assert len(set(now)) == len(now)
        if now:
            config = design_config(mission, "system_design", state.shared)
            assert budget_of(config, state.shared) == 2000 + 500 * ("rush-known" in now)
            assert config.load.rps == (30 if "ovens-two" in now else 40)
        before = now


def test_random_plays_come_to_changes_letters_and_answers(mission: Mission) -> None:
    """What the properties above are tried on holds every new kind of event."""
    seen: set[str] = set()
    for seed in (6, 12, 20, 25):
        _, rows = random_play(mission, seed)
        seen |= {event.kind for row in rows for event in row.events}
    assert {"grid_changed", "late_asked", "requirements_judged", "feedback_heard"} <= seen
