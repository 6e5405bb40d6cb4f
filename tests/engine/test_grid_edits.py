"""Edits of the grid in any order: undone they leave nothing, and what a grid does not offer is
refused in words."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.loader import Pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.design import react_flow
from engine.design.graph import Design
from engine.design.traffic import evaluate
from engine.game import legal_actions, step
from engine.log import Row, state_of
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from engine.rejected import Rejected
from engine.state import State
from tests.engine.design.test_react_flow import plain
from tests.engine.plays import started
from tests.tui.stage import session_of

KNOBS = ("replicas", "size", "zone", "zones", "retries", "hit", "encrypted", "colour")


@pytest.fixture(scope="module")
def shop(pack: Pack) -> Mission:
    """The discovery workshop's grid alone, with all of the catalogue on offer."""
    workshop = pack.mission("client-discovery-workshop")
    grid = cast(SystemDesign, workshop.design_phase)
    everything = tuple(kind.id for kind in workshop.catalogue.kinds)
    grid = grid.model_copy(update={"palette": everything})
    return workshop.model_copy(update={"phases": (grid,)})


def with_features(mission: Mission, initial: Design | None = None, **features: bool) -> Mission:
    """The mission with features of its grid taken away."""
    grid = cast(SystemDesign, mission.phases[0])
    changes: dict[str, Any] = {"interactive_features": features}
    if initial is not None:
        changes["initial"] = initial
    return mission.model_copy(update={"phases": (grid.model_copy(update=changes),)})


def own(state: State) -> StudioState:
    return cast(StudioState, state.phases[-1])


def after(mission: Mission, *actions: AnyAction) -> State:
    return session_of(mission, *actions).state


def refusal(mission: Mission, *actions: AnyAction) -> Rejected:
    """Why the last of some actions is refused."""
    state = after(mission, *actions[:-1])
    with pytest.raises(Rejected) as refused:
        step(mission, state, actions[-1])
    return refused.value


@st.composite
def edits(draw: st.DrawFn, design: Design, palette: tuple[str, ...]) -> AnyAction:
    """Any edit, of which the grid may refuse any."""
    names = st.sampled_from([*design.by_id, "new-1", "new-2", "new-3"])
    x, y = draw(st.integers(-1, 6)), draw(st.integers(-1, 3))
    match draw(st.sampled_from(["place", "move", "remove", "set", "link", "cut", "copy", "frame"])):
        case "place":
            return ac.Place(component=draw(st.sampled_from(palette)), node=draw(names), x=x, y=y)
        case "move":
            return ac.Move(node=draw(names), x=x, y=y)
        case "remove":
            return ac.Remove(node=draw(names))
        case "set":
            value = draw(st.one_of(st.integers(-1, 9), st.sampled_from(["S", "B", True, 0.5])))
            return ac.Configure(node=draw(names), knob=draw(st.sampled_from(KNOBS)), value=value)
        case "link":
            return ac.Connect(source=draw(names), target=draw(names))
        case "cut":
            return ac.Disconnect(source=draw(names), target=draw(names))
        case "copy":
            return ac.Duplicate(source=draw(names), node=draw(names), x=x, y=y)
    return ac.Frame(group="f", label="Some", x=x, y=y, columns=2, rows=1)


def bounded(mission: Mission, design: Design) -> None:
    """Whatever is drawn has figures, and none that cannot be."""
    load = cast(SystemDesign, mission.phases[0]).load
    figures = evaluate(design, mission.catalogue, load)
    assert 0 <= figures.goodput_rps <= load.rps * (1 + 1e-9)
    assert figures.monthly_cost >= 0
    assert sum(node.monthly_cost for node in figures.nodes.values()) >= 0
    for node in figures.nodes.values():
        assert node.utilisation >= 0 and isfinite(node.utilisation)
        assert node.monthly_cost >= 0


@given(data=st.data(), checked=st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_edit_undone_gives_back_the_first_design(
    shop: Mission, data: st.DataObject, checked: bool
) -> None:
    shop = with_features(shop, connection_validation=checked)
    rows = [started(shop, 1)]
    state = state_of(shop, rows)
    first = own(state).design
    palette = cast(SystemDesign, shop.phases[0]).palette
    made = [first]
    for _ in range(data.draw(st.integers(1, 12))):
        action = data.draw(edits(own(state).design, palette))
        try:
            state, events = step(shop, state, action)
        except Rejected as refused:
            assert refused.reason.endswith(".")
            continue
        rows.append(Row(seq=len(rows) + 1, action=action, events=events))
        made.append(own(state).design)
        bounded(shop, made[-1])
    last = own(state).design
    stored = react_flow.parse(json.loads(json.dumps(react_flow.document(last))))
    assert react_flow.document(stored) == react_flow.document(last)
    assert plain(stored) == plain(last)
    load = cast(SystemDesign, shop.phases[0]).load
    assert evaluate(stored, shop.catalogue, load) == evaluate(last, shop.catalogue, load)
    assert Design.model_validate_json(last.model_dump_json()) == last
    assert own(state_of(shop, rows)).design == last
    for before in reversed(made[:-1]):
        state, _ = step(shop, state, ac.Undo())
        assert own(state).design == before
    assert own(state).design == first
    for again in made[1:]:
        state, _ = step(shop, state, ac.Redo())
        assert own(state).design == again


def test_what_is_offered_holds_both_ends_of_every_setting_and_is_taken(shop: Mission) -> None:
    state = after(shop)
    offered = [a for a in legal_actions(shop, state) if isinstance(a, ac.Configure)]
    assert {a.value for a in offered if (a.node, a.knob) == ("web", "replicas")} == {20}
    for action in offered:
        step(shop, state, action)


def test_a_grid_without_dragging_lets_nothing_be_moved(shop: Mission) -> None:
    move = ac.Move(node="web", x=1, y=0)
    assert own(after(shop, move)).design.by_id["web"].cell.x == 1
    told = refusal(with_features(shop, drag_enabled=False), move)
    assert told.reason == "On this grid everything stays where it stands."
    place = ac.Place(component="cache", node="cache-1", x=0, y=0)
    assert own(after(with_features(shop, drag_enabled=False), place)).design.by_id["cache-1"]


def test_a_grid_that_checks_no_links_takes_any_and_the_figures_tell(shop: Mission) -> None:
    odd = ac.Connect(source="customers", target="tills")
    assert "cannot call" in refusal(shop, odd).reason
    free = with_features(shop, connection_validation=False)
    circle = ac.Connect(source="staff", target="web")
    drawn = own(after(free, odd)).design
    load = cast(SystemDesign, free.phases[0]).load
    told = [problem.message for problem in evaluate(drawn, shop.catalogue, load).problems]
    assert "Shoppers may not call Tills." in told
    drawn = own(after(free, circle)).design
    found = evaluate(drawn, shop.catalogue, load)
    assert found.problems[0].message.startswith("Requests would go in a circle")
    assert "call itself" in refusal(free, ac.Connect(source="web", target="web")).reason


def test_what_is_not_configurable_stays_as_it_is_set(shop: Mission) -> None:
    initial = cast(SystemDesign, shop.phases[0]).initial
    document = react_flow.document(initial)
    for node in document["nodes"]:
        node["data"]["configurable"] = node["id"] != "web"
    fixed = with_features(shop, react_flow.parse(document))
    told = refusal(fixed, ac.Configure(node="web", knob="replicas", value=2))
    assert told.reason == "Web shop stays as it is set."
    assert react_flow.document(own(after(fixed)).design) == document
    copied = own(after(fixed, ac.Duplicate(source="web", node="web-2", x=0, y=0))).design
    stored = react_flow.parse(react_flow.document(copied))
    assert not stored.by_id["web-2"].configurable
