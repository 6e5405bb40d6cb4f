"""A second design goes on from the first: with its money, less what is down, one for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.loader import load_pack
from engine import actions as ac
from engine.actions import AnyAction
from engine.debrief import kept_requirements, one_change, requirement_verdicts
from engine.design.graph import Design, Illegal
from engine.game import fold, initial, legal_actions, step
from engine.ledger import ledger
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from engine.phases.changes import asked_for, design_config
from engine.phases.continued import unspent
from engine.phases.design_edits import edited, event_of
from engine.phases.swaps import gone_and_new, swaps_left, told_left
from engine.phases.system_design import budget_of, figures, verdicts
from engine.rejected import Rejected
from engine.scoring import score_mission
from engine.state import State
from tests.content.two_nights import write_nights
from tests.engine.plays import random_play
from tests.engine.test_changes import play
from tests.properties import cases

TO_THE_DAY: tuple[AnyAction, ...] = (ac.Say(option="say-three"), ac.FinishPhase())
TO_THE_NIGHT: tuple[AnyAction, ...] = (
    ac.SubmitDesign(),
    ac.HearFeedback(requirement="rung-by-day"),
    ac.HearFeedback(requirement="two-are-enough"),
    ac.FinishPhase(),
)
HEARD: tuple[AnyAction, ...] = (
    ac.HearFeedback(requirement="rung-by-night"),
    ac.HearFeedback(requirement="within-what-was-left"),
    ac.FinishPhase(),
)
BELL: tuple[AnyAction, ...] = (
    ac.Remove(node="ringing"),
    ac.Place(component="bell", node="tower", x=3, y=2),
    ac.Connect(source="shop", target="tower"),
)


def ovens(number: int) -> ac.Configure:
    return ac.Configure(node="shop", knob="replicas", value=number)


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write_nights(tmp_path_factory.mktemp("nights"))).mission("small-order")


def night(mission: Mission, *by_day: AnyAction) -> State:
    return play(mission, *TO_THE_DAY, *by_day, *TO_THE_NIGHT)[0]


def grid(mission: Mission, state: State) -> tuple[SystemDesign, Design]:
    own = state.phases[-1]
    assert isinstance(own, StudioState)
    return design_config(mission, own.phase, state.shared), own.design


def refused(mission: Mission, state: State, action: AnyAction) -> Rejected:
    with pytest.raises(Rejected) as told:
        step(mission, state, action)
    return told.value


def test_the_second_design_opens_with_what_was_handed_in(mission: Mission) -> None:
    by_day = (ac.Move(node="orders", x=3, y=0), ovens(3))
    state = night(mission, *by_day)
    config, design = grid(mission, state)
    assert design == config.initial
    assert design.by_id["shop"].settings == {"replicas": 3}
    assert (design.by_id["orders"].cell.x, design.by_id["orders"].cell.y) == (3, 0)
    assert {(e.source, e.target) for e in design.edges} == {
        ("customers", "shop"),
        ("shop", "orders"),
        ("shop", "ringing"),
    }
    assert config.palette == ("app_server", "wire", "bell")


@pytest.mark.parametrize(("number", "kept"), [(2, 300), (3, 300), (4, 190), (5, 50), (6, 0)])
def test_what_is_left_of_the_reserve_is_what_the_second_may_spend(
    mission: Mission, number: int, kept: int
) -> None:
    by_day = () if number == 2 else (ovens(number),)
    state = night(mission, *by_day)
    config, design = grid(mission, state)
    cost = round(figures(mission, config, design).monthly_cost)
    assert cost == 750 + 140 * number
    assert unspent(mission, state.phases[1], state.shared) == kept  # type: ignore[arg-type]
    assert budget_of(config, state.shared) == cost + kept
    by_rule = {v.rule: v for v in verdicts(mission, config, design, state.shared)}
    assert by_rule["within-budget"].text == f"{cost:,} of {cost + kept:,} marks a month."


def test_what_choices_add_to_budgets_is_added_once(mission: Mission) -> None:
    state = play(mission, *TO_THE_DAY)[0]
    richer = state.model_copy(update={"shared": state.shared.model_copy(update={"budget": 90})})
    for action in (ovens(5), *TO_THE_NIGHT):
        richer = step(mission, richer, action)[0]
    config, _ = grid(mission, richer)
    assert budget_of(config, richer.shared) == 1450 + 140
    later = richer.shared.model_copy(update={"budget": 100})
    assert budget_of(design_config(mission, "night", later), later) == 1450 + 140 + 10


def test_what_is_down_answers_nobody_wherever_it_stands(mission: Mission) -> None:
    state = night(mission)
    config, design = grid(mission, state)
    assert figures(mission, mission.design_phase, design).goodput_rps == 40  # type: ignore[arg-type]
    assert figures(mission, config, design).nodes["ringing"].down
    assert figures(mission, config, design).goodput_rps == 0
    by_rule = {v.rule: v for v in verdicts(mission, config, design, state.shared)}
    assert by_rule["rung"].text == "Carries no traffic: Wire."
    for action in (ac.Remove(node="ringing"), ac.Place(component="wire", node="w", x=4, y=2)):
        state = step(mission, state, action)[0]
    again = grid(mission, step(mission, state, ac.Connect(source="shop", target="w"))[0])[1]
    assert figures(mission, config, again).nodes["w"].down
    assert figures(mission, config, again).goodput_rps == 0


def test_what_is_down_is_neither_lost_nor_put_back_in_a_run(mission: Mission) -> None:
    state = step(mission, night(mission), ac.RunTraffic())[0]
    told = refused(mission, state, ac.Fail(what="component", name="ringing"))
    assert told.reason == "Wire is down, run or no run."
    offered = {a.name for a in legal_actions(mission, state) if isinstance(a, ac.Fail)}
    assert offered == {"shop", "orders"}


def test_one_for_one_and_no_more(mission: Mission) -> None:
    state = night(mission)
    config, design = grid(mission, state)
    assert told_left(config, design) == "One exchange is left."
    for number, action in enumerate(BELL):
        state = step(mission, state, action)[0]
        left = told_left(*grid(mission, state))
        wanted = "One may still come in the place of what went." if number == 0 else None
        assert left == (wanted or "No exchange is left; an undo gives one back.")
    for action in (
        ac.Remove(node="orders"),
        ac.Place(component="bell", node="second", x=4, y=0),
        ac.Duplicate(source="shop", node="shop-2", x=4, y=0),
    ):
        told = refused(mission, state, action)
        assert told.reason == "One component may be exchanged here, no more."
        assert told.hint == "No exchange is left; an undo gives one back."


def test_an_undo_gives_the_exchange_back(mission: Mission) -> None:
    state = night(mission)
    for action in (*BELL, *(ac.Undo() for _ in BELL)):
        state = step(mission, state, action)[0]
    config, design = grid(mission, state)
    assert design == config.initial
    assert swaps_left(config, design) == 1
    assert swaps_left(*grid(mission, step(mission, state, ac.Remove(node="orders"))[0])) == 0


def test_what_stands_keeps_its_settings_and_its_links(mission: Mission) -> None:
    state = night(mission)
    assert "Shop keeps its settings" in refused(mission, state, ovens(4)).reason
    cut = refused(mission, state, ac.Disconnect(source="shop", target="orders"))
    assert cut.reason.startswith("Between Shop and Database nothing changes")
    assert cut.hint == "One exchange is left."
    state = step(mission, state, ac.Move(node="orders", x=4, y=0))[0]
    for action in (
        ac.Place(component="app_server", node="stall", x=3, y=2),
        ac.Configure(node="stall", knob="replicas", value=4),
        ac.Connect(source="customers", target="stall"),
        ac.Connect(source="stall", target="orders"),
        ac.Disconnect(source="customers", target="stall"),
    ):
        state = step(mission, state, action)[0]
    assert swaps_left(*grid(mission, state)) == 0


def test_a_grid_for_which_nothing_is_said_may_be_drawn_as_before(mission: Mission) -> None:
    state = play(mission, *TO_THE_DAY)[0]
    config, design = grid(mission, state)
    assert swaps_left(config, design) is None
    assert told_left(config, design) == ""
    for action in (ac.Remove(node="orders"), ac.Remove(node="ringing"), ovens(7)):
        state = step(mission, state, action)[0]


@cases(40, 1000)
@given(picks=st.lists(st.integers(0, 10_000), max_size=9), swaps=st.integers(0, 2))
def test_whatever_is_edited_no_more_is_exchanged_than_may_be(
    mission: Mission, picks: list[int], swaps: int
) -> None:
    state = night(mission)
    config, opening = grid(mission, state)
    config = config.model_copy(update={"edits": config.edits.model_copy(update={"swaps": swaps})})  # type: ignore[union-attr]
    drawn = [opening]
    for pick in picks:
        actions = [ac.Remove(node=node.id) for node in drawn[-1].nodes if not node.fixed] + [
            ac.Place(component=kind, node=f"new-{len(drawn)}", x=pick % 5, y=pick % 3)
            for kind in config.palette
        ]
        actions += [ac.Connect(source="shop", target=node.id) for node in drawn[-1].nodes]
        actions += [ac.Disconnect(source=e.source, target=e.target) for e in drawn[-1].edges]
        actions += [ac.Configure(node=n.id, knob="replicas", value=5) for n in drawn[-1].nodes]
        try:
            after = edited(mission, config, drawn[-1], event_of(actions[pick % len(actions)]))
        except Illegal:
            continue
        drawn.append(after)
        gone = [n.id for n in opening.nodes if n.id not in after.by_id]
        new = [n.id for n in after.nodes if n.id not in opening.by_id]
        assert gone_and_new(opening, after) == (tuple(gone), tuple(new))
        assert swaps_left(config, after) == swaps - max(len(gone), len(new)) >= 0
        stays = set(opening.by_id) - set(gone)
        assert all(after.by_id[n].settings == opening.by_id[n].settings for n in stays)
        links = [
            {(e.source, e.target) for e in one.edges if {e.source, e.target} <= stays}
            for one in (opening, after)
        ]
        assert links[0] == links[1]


def test_each_feedback_hears_what_was_asked_of_its_own_part(mission: Mission) -> None:
    state = play(mission, *TO_THE_DAY, ac.SubmitDesign())[0]
    assert [v.requirement.id for v in requirement_verdicts(mission, state)] == [
        "rung-by-day",
        "two-are-enough",
    ]
    assert kept_requirements(mission, state) == ("rung-by-day", "two-are-enough")
    told = refused(mission, state, ac.HearFeedback(requirement="rung-by-night"))
    assert told.reason == "Nobody asked for 'rung-by-night'."
    state = step(mission, night(mission), ac.SubmitDesign())[0]
    asked = [r.id for r in asked_for(mission, state.shared, "morning")]
    assert asked == ["rung-by-night", "within-what-was-left"]
    by_id = {v.requirement.id: v for v in requirement_verdicts(mission, state)}
    assert by_id["rung-by-day"].kept
    assert not by_id["rung-by-night"].kept
    assert by_id["rung-by-night"].nodes == ("ringing",)
    assert by_id["within-what-was-left"].limit.value == 1330  # type: ignore[union-attr]


def test_a_line_asks_the_design_of_each_part(mission: Mission) -> None:
    spoken = {}
    for name, actions in (("rang", BELL), ("quiet", ())):
        state = night(mission)
        for action in (*actions, ac.SubmitDesign()):
            state = step(mission, state, action)[0]
        said = [mission.texts[p.ref].say for p in state.shared.transcript if p.phase == "morning"]
        spoken[name] = said
    assert spoken == {"rang": ["It rang all night."], "quiet": ["It was quiet."]}


@pytest.mark.parametrize("rung", [True, False])
def test_a_later_design_may_ask_what_the_earlier_kept(mission: Mission, rung: bool) -> None:
    state = night(mission, *(() if rung else (ac.Remove(node="ringing"),)))
    assert state.shared.kept == (("rung-by-day",) if rung else ()) + ("two-are-enough",)
    came = [change.change for change in state.shared.changes]
    assert came == ([] if rung else ["known-by-day"])
    assert ("relational_db" in grid(mission, state)[0].palette) is not rung


def test_both_designs_count_and_the_ledger_names_both(mission: Mission) -> None:
    state = night(mission, ovens(3))
    for action in (*BELL, ac.SubmitDesign(), *HEARD):
        state = step(mission, state, action)[0]
    card = score_mission(mission, state)
    by_phase = {phase.phase: phase for phase in card.phases}
    assert (by_phase["day"].score, by_phase["night"].score) == (67, 100)
    call = by_phase["video_call"].score
    assert card.score == round(0.5 * call + 0.5 * (67 + 100) / 2)
    pages = {page.phase: page for page in ledger(card)}
    assert {name: (page.of, page.nth) for name, page in pages.items()} == {
        "video_call": (50, 0),
        "day": (25, 1),
        "night": (25, 2),
    }
    assert [e.ref for e in pages["day"].entries if e.points < 0] == ["no-third"]
    assert state.phase_scores == (("day", 67), ("night", 100), ("video_call", call))


def test_the_debriefs_one_change_is_of_the_design_that_it_names(mission: Mission) -> None:
    state = night(mission)
    for action in (*BELL, ac.SubmitDesign(), *HEARD):
        state = step(mission, state, action)[0]
    change = one_change(mission, state)
    assert change is not None
    assert change.config.id == "day"
    assert "tower" not in change.played.by_id
    assert change.changed.by_id["shop"].settings == {"replicas": 3}


def test_the_log_alone_gives_both_designs_back(mission: Mission) -> None:
    ends = set()
    for seed in range(5):
        state, rows = random_play(mission, seed, 60)
        again = initial(mission, rows[0].events[0])  # type: ignore[arg-type]
        for row in rows[1:]:
            again = fold(mission, again, row.events)
        assert again == state
        ends.add((state.status, len(state.phases)))
    assert ("completed", 5) in ends


def test_the_notebook_is_open_until_the_last_design_is_handed_in(mission: Mission) -> None:
    words = ac.Pin(source="how-many/lines/0", quote="how many ovens")
    state = step(mission, night(mission), words)[0]
    assert [pin.source for pin in state.shared.pins] == ["how-many/lines/0"]
    state = step(mission, state, ac.SubmitDesign())[0]
    assert refused(mission, state, words).reason == "The work is handed in."
