"""What the meters do: trust is seen, cost is told, sleep takes an answer; nothing ends nowhere."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import conditions
from content.loader import Pack, load_pack
from engine import actions as ac
from engine import events as ev
from engine.bands import BOUNDS, BandMove, band_of
from engine.conditions import OverBudget
from engine.dialogue import Line
from engine.game import decide, legal_actions, step
from engine.log import Row, canonical, read_row, state_of
from engine.mission import Mission
from engine.phase_config import ClientFeedback, VideoCall
from engine.phases import nodes
from engine.phases.base import Draft
from engine.phases.changes import phase_config
from engine.rejected import Rejected
from engine.shared import HandedIn
from engine.state import State
from tests.content.small_pack import write
from tests.engine.plays import MOST, started
from tests.properties import cases
from tests.tui.calls import call_mission

CROSSING = 10
SLEEPS = 24
TO_THE_GRID: tuple[ac.AnyAction, ...] = (
    ac.OpenEmail(mail="first-order"),
    ac.FinishPhase(),
    ac.Say(option="later"),
    ac.FinishPhase(),
)


def at(state: State, **shared: object) -> State:
    return state.model_copy(update={"shared": state.shared.model_copy(update=shared)})


def begun(mission: Mission, seed: int = 7, **shared: object) -> State:
    return at(state_of(mission, [started(mission, seed)]), **shared)


@pytest.fixture(scope="module")
def plain() -> Mission:
    return call_mission(3)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write(tmp_path_factory.mktemp("meters"))).mission("small-order")


def tired(mission: Mission) -> Mission:
    return mission.model_copy(update={"meters": ("trust", "energy")})


def seen(mission: Mission, *moves: tuple[str, str, str]) -> Mission:
    """The mission, with what people of its call do as trust comes into a band."""
    call = mission.phases[0]
    assert isinstance(call, VideoCall)
    bands = tuple(
        BandMove.model_validate({"person": p, "band": band, "does": does})
        for p, band, does in moves
    )
    phases = (call.model_copy(update={"bands": bands}), *mission.phases[1:])
    return mission.model_copy(update={"phases": phases})


# --- trust -----------------------------------------------------------------------------------


def test_the_bands_change_at_twenty_thirty_five_fifty_five_and_seventy() -> None:
    assert [band_of(bound - 1) for bound, _ in BOUNDS] == [band for _, band in BOUNDS]
    assert [band_of(bound) for bound, _ in BOUNDS] == ["guarded", "fair", "open", "candid"]


def test_people_are_seen_to_do_something_where_trust_crosses_into_a_band(plain: Mission) -> None:
    mission = seen(
        plain,
        ("cleo", "guarded", "shuts the till"),
        ("ada", "guarded", "turns to the oven"),
        ("ada", "open", "pulls up a stool"),
    )
    _, events = step(mission, begun(mission, trust=40), ac.Say(option="floor-ben"))
    played = [e.ref for e in events if isinstance(e, ev.LinePlayed)]
    phase = mission.phases[0].id
    both = [f"{phase}/bands/cleo/guarded", f"{phase}/bands/ada/guarded"]
    assert [ref for ref in played if "/bands/" in ref] == both
    assert played.index(both[0]) < played.index("goodbye/lines/0")
    assert mission.texts[both[0]].say == "Cleo shuts the till."
    assert mission.texts[both[0]].who == "narrator"


def test_nothing_is_seen_inside_a_band_or_where_a_mission_has_no_trust(plain: Mission) -> None:
    mission = seen(plain, ("cleo", "guarded", "shuts the till"), ("cleo", "fair", "counts coins"))
    untold = mission.model_copy(update={"meters": ()})
    for play, trust in ((mission, 50), (untold, 40)):
        _, events = step(play, begun(play, trust=trust), ac.Say(option="floor-ben"))
        assert not [e for e in events if isinstance(e, ev.LinePlayed) and "/bands/" in e.ref]


def test_nobody_does_twice_in_a_row_what_they_were_last_seen_to_do(plain: Mission) -> None:
    mission = seen(plain, ("cleo", "guarded", "shuts the till"))
    state, _ = step(mission, begun(mission, trust=40), ac.Say(option="floor-ben"))
    state = at(state, trust=36)
    call = mission.phases[0]
    assert isinstance(call, VideoCall)
    ref = f"{call.id}/bands/cleo/guarded"
    assert [p.ref for p in state.shared.transcript].count(ref) == 1
    again = state.phases[0].model_copy(update={"exchange": "how-many"})
    _, events = step(
        mission, state.model_copy(update={"phases": (again,)}), ac.Say(option="floor-ben")
    )
    assert ev.LinePlayed(ref=ref) not in events


def test_a_call_that_ends_early_shows_it_before_the_last_words(plain: Mission) -> None:
    mission = seen(plain, ("ada", "curt", "reaches for the plug"))
    _, events = step(mission, begun(mission, trust=22), ac.Say(option="floor-ben"))
    assert ev.CallEnded(early=True) in events
    refs = [e.ref for e in events if isinstance(e, ev.LinePlayed)]
    assert refs[-1].endswith("/bands/ada/curt")


# --- budget ----------------------------------------------------------------------------------


def submitted(cost: int, budget: int | None) -> ev.DesignSubmitted:
    return ev.DesignSubmitted(score=50, monthly_cost=cost, budget=budget)


def test_a_design_over_its_budget_is_told_with_the_budget_and_one_within_as_ever() -> None:
    within = Row(seq=2, action=ac.SubmitDesign(), events=(submitted(900, None),))
    assert '"monthly_cost":900,"score":50' in canonical([within])
    assert "budget" not in canonical([within])
    over = Row(seq=2, action=ac.SubmitDesign(), events=(submitted(1150, 1000),))
    assert read_row(over.model_dump(mode="json")) == over
    assert submitted(1150, 1000).over == pytest.approx(15)


COST = 830


@pytest.mark.parametrize(
    ("budget", "tenth"), [(830, False), (755, False), (754, True), (664, True), (663, None)]
)
def test_the_hand_in_says_by_how_much_the_budget_was_passed(
    small: Mission, budget: int, tenth: bool | None
) -> None:
    """Two servers and a database are handed in; a quarter over is refused unread."""
    design = small.design_phase
    assert design is not None
    tight = design.model_copy(update={"budget": budget})
    phases = tuple(tight if phase is design else phase for phase in small.phases)
    mission = small.model_copy(update={"phases": phases})
    state = begun(mission)
    for action in TO_THE_GRID:
        state, _ = step(mission, state, action)
    if tenth is None:
        with pytest.raises(Rejected, match="refused unread"):
            step(mission, state, ac.SubmitDesign())
        return
    state, events = step(mission, state, ac.SubmitDesign())
    done = next(e for e in events if isinstance(e, ev.DesignSubmitted))
    assert (done.monthly_cost, done.budget) == (COST, budget if budget < COST else None)
    assert OverBudget(percent=10).holds(state.shared) is tenth


def test_the_last_design_counts_and_a_sheet_does_not(small: Mission) -> None:
    design = [HandedIn(phase="d", minute=1, over=over) for over in (30.0, 5.0)]
    sheet = HandedIn(phase="s", minute=2)
    shared = begun(small, handed_in=(*design, sheet)).shared
    assert OverBudget(percent=4).holds(shared)
    assert not OverBudget(percent=10).holds(shared)
    assert not OverBudget(percent=0).holds(begun(small).shared)


def test_the_condition_is_written_as_it_is_read() -> None:
    read = conditions.parse("not over_budget(10) and trust >= 50")
    assert conditions.spell(read) == "not over_budget(10) and trust >= 50"
    with pytest.raises(conditions.ConditionFault, match="whole number"):
        conditions.parse("over_budget(greta)")


# --- energy ----------------------------------------------------------------------------------


def exchange_of(mission: Mission, name: str = "how-many") -> nodes.Exchange:
    return mission.exchange_by_id[name]


def test_one_answer_of_four_is_out_of_reach_while_the_team_sleeps(plain: Mission) -> None:
    mission = tired(plain)
    node = exchange_of(mission)
    drawn = set()
    for seed in range(40):
        state = begun(mission, seed, energy=SLEEPS)
        asleep = nodes.asleep(mission, node, state.shared)
        drawn.add(asleep)
        shown = [option.id for option in nodes.offered(node, state.shared)]
        assert asleep in shown
        offered = {a.option for a in legal_actions(mission, state) if isinstance(a, ac.Say)}
        assert offered == {*shown} - {asleep}
        with pytest.raises(Rejected, match="Everyone is asleep"):
            decide(mission, state, ac.Say(option=asleep))
    assert drawn == {"say-three", "later", "nasty"}


def test_the_best_answer_never_sleeps_and_three_are_always_left(plain: Mission) -> None:
    mission = tired(plain)
    goodbye = exchange_of(mission, "goodbye")
    for seed in range(40):
        shared = begun(mission, seed, energy=0).shared
        assert nodes.asleep(mission, exchange_of(mission), shared) != "floor-ben"
        assert nodes.asleep(mission, goodbye, shared) == ""


@pytest.mark.parametrize(("energy", "sleeps"), [(24, True), (25, False)])
def test_sleep_begins_under_twenty_five_and_only_where_energy_is_counted(
    plain: Mission, energy: int, sleeps: bool
) -> None:
    for mission, expected in ((tired(plain), sleeps), (plain, False)):
        shared = begun(mission, energy=energy).shared
        assert bool(nodes.asleep(mission, exchange_of(mission), shared)) is expected


@pytest.mark.parametrize(("energy", "fact"), [(39, False), (40, True)])
def test_a_summary_leaves_a_fact_out_under_forty(plain: Mission, energy: int, fact: bool) -> None:
    call = plain.phases[0]
    assert isinstance(call, VideoCall)
    known = Line(
        who="cleo",
        say="Two ovens, then, and a queue.",
        when=conditions.parse("energy >= 40"),
        effects={"facts": ("two-ovens",)},  # type: ignore[arg-type]
    )
    short = Line(who="cleo", say="A queue, then.", when=conditions.parse("otherwise"))
    summary = call.exchanges[1].model_copy(update={"lines": (known, short)})
    told = call.model_copy(update={"exchanges": (call.exchanges[0], summary)})
    mission = tired(plain).model_copy(update={"phases": (told, *plain.phases[1:])})
    state, _ = step(mission, begun(mission, energy=energy), ac.StaySilent())
    assert state.shared.knows("two-ovens") is fact
    assert [p.ref for p in state.shared.transcript][-1] == f"goodbye/lines/{0 if fact else 1}"


# --- nothing ends nowhere --------------------------------------------------------------------

ONWARD = (
    ac.SubmitDesign,
    ac.SubmitBoard,
    ac.FinishPhase,
    ac.HearFeedback,
    ac.StaySilent,
    ac.Say,
    ac.Remove,
)
"""What brings a mission to its end, the quickest first; a grid that costs too much is cleared."""


def ends(mission: Mission, seed: int, wander: int) -> State:
    """Some steps at random, with every meter at its worst, and then straight to the end."""
    mission = mission.model_copy(update={"meters": ("trust", "budget", "days", "energy")})
    chance = Random(seed)
    state = begun(mission, seed, energy=0, trust=21)
    for number in range(wander + MOST):
        if state.status != "open":
            return state
        on = [a for a in legal_actions(mission, state) if not isinstance(a, ac.Abandon)]
        assert on, state.phases[-1]
        action = chance.choice(on)
        if number >= wander:
            action = next((a for kind in ONWARD for a in on if isinstance(a, kind)), action)
        state, _ = step(mission, state, action)
    raise AssertionError(f"no end from {state.phases[-1]}")


@given(seed=st.integers(min_value=0, max_value=2**32), wander=st.integers(0, 60))
@cases(20, 300)
def test_from_wherever_one_strays_with_all_meters_spent_the_end_is_reached(
    seed: int, wander: int, small: Mission
) -> None:
    assert ends(small, seed, wander).status == "completed"


@pytest.mark.parametrize("seed", range(4))
def test_so_it_is_in_every_mission_that_can_be_played(seed: int, pack: Pack) -> None:
    for mission in pack.missions:
        if mission.card.playable:
            assert ends(mission, seed, wander=40 + seed).status == "completed"


# --- the missions that use it ----------------------------------------------------------------


@pytest.mark.parametrize("slug", ["client-discovery-workshop", "urgent-performance"])
def test_greta_comes_to_the_feedback_of_a_design_a_tenth_over_its_budget(
    slug: str, pack: Pack
) -> None:
    mission = pack.mission(slug)
    feedback = mission.phases[-1]
    assert isinstance(feedback, ClientFeedback)
    for over, comes in ((10.0, False), (10.1, True)):
        handed = HandedIn(phase="system_design", minute=1, over=over)
        shared = begun(mission, handed_in=(handed,)).shared
        draft = Draft(mission, feedback, shared, None, lambda *_: None, phase_config)
        draft.play(feedback.opening, f"{feedback.id}/opening")
        said = [mission.texts[p.ref].who for p in draft.shared.transcript]
        assert ("greta" in said) is comes


@pytest.mark.parametrize("slug", ["client-discovery-workshop", "urgent-performance"])
def test_in_both_calls_somebody_is_seen_as_trust_falls_and_as_it_rises(
    slug: str, pack: Pack
) -> None:
    bands = {move.band for move in pack.mission(slug).band_by_ref.values()}
    assert {"guarded", "open"} <= bands
