"""A second design on the screen: what is down, what may be exchanged, what is left to spend."""

from __future__ import annotations

import pytest

from content.loader import Pack, load_pack
from engine import actions as ac
from engine.design.graph import Cell
from engine.game import legal_actions, step
from engine.mission import Mission
from engine.rejected import Rejected
from tests.content.parade_night import BY_DAY, CALL
from tests.content.two_nights import write_nights
from tests.engine.test_continued_designs import BELL, HEARD, TO_THE_DAY, TO_THE_NIGHT
from tests.tui.stage import on_stage, session_of, still
from tests.tui.studio_hands import settle
from tui.briefing import phase_page
from tui.debrief.contents import Contents, OnGrid
from tui.debrief.standing import Standing
from tui.plain import studio_words
from tui.screens.feedback import FeedbackScreen
from tui.screens.stress import StressScreen
from tui.screens.studio import StudioScreen
from tui.session import Session
from tui.studio.terms import terms
from tui.teaching import lessons
from tui.widgets.header import gauges

SIZES = [(120, 40), (80, 24)]
SAYS = "20:40: the wire is full of people telling one another about it."


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    return load_pack(write_nights(tmp_path_factory.mktemp("nights"))).mission("small-order")


def stress(session: Session) -> StressScreen:
    return StressScreen(session, Cell(x=1, y=1))


@pytest.mark.parametrize("size", SIZES)
async def test_the_grid_shows_what_is_down_and_the_swap_beside_the_budget(
    mission: Mission, size: tuple[int, int]
) -> None:
    session = session_of(mission, *TO_THE_DAY, *TO_THE_NIGHT)
    async with on_stage(session, StudioScreen, size) as (hands, pilot):
        screen = await hands.screen(StudioScreen)
        text = await settle(hands)
        assert "✗ down" in text
        assert "20:40: the wire is full" in text
        assert "1 swap" in text
        assert "1,330" in text
        screen.put_cursor(screen.design.by_id["ringing"].cell)
        assert "✗ Wire is down." in await settle(hands)
        await pilot.press("x")
        text = await settle(hands)
        assert "✗ down" not in text
        assert "0 swaps" in text
        screen.put_cursor(screen.design.by_id["orders"].cell)
        await pilot.press("x")
        assert "One component may be exchanged here, no more." in await still(hands)
        await pilot.press("u")
        text = await settle(hands)
        assert "✗ down" in text
        assert "1 swap" in text


async def test_a_first_design_shows_its_reserve(mission: Mission) -> None:
    session = session_of(mission, *TO_THE_DAY, ac.Configure(node="shop", knob="replicas", value=5))
    async with on_stage(session, StudioScreen, (120, 40)) as (hands, _):
        text = await settle(hands)
        assert "50 of 300" in text
        assert "swap" not in text
        assert "down" not in text


async def test_a_run_is_of_what_is_up(mission: Mission) -> None:
    session = session_of(mission, *TO_THE_DAY, *TO_THE_NIGHT, ac.RunTraffic())
    async with on_stage(session, stress, (120, 40)) as (hands, _):
        assert "✗ down" in await settle(hands)
    session = session_of(mission, *TO_THE_DAY, *TO_THE_NIGHT, *BELL, ac.RunTraffic())
    async with on_stage(session, stress, (120, 40)) as (hands, _):
        assert "✗ down" not in await settle(hands)


async def test_each_feedback_lists_its_own_part(mission: Mission) -> None:
    session = session_of(mission, *TO_THE_DAY, TO_THE_NIGHT[0])
    async with on_stage(session, FeedbackScreen, (120, 40)) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await still(hands)
        listed = [verdict.requirement.id for verdict in screen.verdicts]
        assert listed == ["rung-by-day", "two-are-enough"]
    session = session_of(mission, *TO_THE_DAY, *TO_THE_NIGHT, *BELL, ac.SubmitDesign())
    async with on_stage(session, FeedbackScreen, (120, 40)) as (hands, _):
        screen = await hands.screen(FeedbackScreen)
        await still(hands)
        listed = [verdict.requirement.id for verdict in screen.verdicts]
        assert listed == ["rung-by-night", "within-what-was-left"]
        assert screen.handed_in is not None
        assert "tower" in screen.handed_in[1].by_id


def test_brief_and_plain_lines_tell_the_terms(mission: Mission) -> None:
    state = session_of(mission, *TO_THE_DAY, *TO_THE_NIGHT).state
    page = phase_page(mission, state).plain.replace("\n  ", " ")
    assert "HOW IT STANDS" in page
    for sentence in (
        SAYS,
        "One component may be exchanged for another; the rest stays as it stands.",
        "Left to spend: 300 a month.",
    ):
        assert sentence in page
    by_day = session_of(mission, *TO_THE_DAY).state
    told = "Of the 1,500, 300 is a reserve: what is left of it may be spent later."
    assert told in phase_page(mission, by_day).plain.replace("\n  ", " ")
    own = state.phases[-1]
    lines = studio_words.design(mission, mission.phases[3], state.shared, own.design)  # type: ignore[arg-type, union-attr]
    assert lines[0] == f"DOWN: Wire. {SAYS}"


def test_a_grid_without_terms_has_none(small: Mission) -> None:
    grid = small.design_phase
    assert grid is not None
    assert terms(small, grid, session_of(small).state.shared) == ()


def test_the_header_counts_the_money_of_the_present_design(mission: Mission) -> None:
    by_day = session_of(mission, *TO_THE_DAY).state
    assert gauges(mission, by_day).budget == (1030, 1500)
    by_night = session_of(mission, *TO_THE_DAY, *TO_THE_NIGHT, *BELL).state
    assert gauges(mission, by_night).budget == (1080, 1330)


def test_the_debrief_tells_both_designs(mission: Mission) -> None:
    session = session_of(mission, *TO_THE_DAY, *TO_THE_NIGHT, ac.SubmitDesign(), *HEARD)
    contents = Contents(mission, session.state, Standing())
    handed = [moment.node for moment in contents.moments if moment.kind == "design"]
    assert handed == ["day", "night"]
    place = next(
        number
        for number, entry in enumerate(
            next(p for p in contents.ledger if p.phase == "night").entries
        )
        if entry.ref == "rung"
    )
    behind = contents.behind(f"point:night:{place}")
    assert isinstance(behind, OnGrid)
    assert behind.nodes == ("ringing",)
    for phase in ("day", "night"):
        found = contents.handed_in(phase)
        assert found is not None
        assert found[0].id == phase
    names = [
        line.plain
        for panel in contents.panels(desk=True, earned=True).values()
        for entry in panel.entries
        for line in entry.lay_out(60)
    ]
    assert any(name.startswith("Design 1") for name in names)
    assert any(name.startswith("Design 2") for name in names)


def test_what_is_new_is_told_where_it_is_met(mission: Mission) -> None:
    new = {
        phase.id: {lesson.mechanic for lesson in lessons(mission, phase, ())}
        & {"reserve", "exchange"}
        for phase in mission.phases
    }
    assert new["day"] == {"reserve"}
    assert new["night"] == {"exchange"}


def test_no_letter_goes_out_while_something_is_down(pack: Pack) -> None:
    mission = pack.mission("parade-night")
    told = {
        phase.id: "late" in {lesson.mechanic for lesson in lessons(mission, phase, ())}
        for phase in mission.phases
    }
    assert told["by-day"]
    assert not told["at-2040"]
    edits = [ac.Say(option=option) for option in CALL]
    state = session_of(mission, *edits, ac.FinishPhase()).state
    assert any(isinstance(a, ac.AskLate) for a in legal_actions(mission, state))
    heard = [ac.HearFeedback(requirement=one) for one in BY_DAY]
    answers = [ac.StaySilent(), ac.FinishPhase()]
    state = session_of(mission, *edits, ac.FinishPhase(), ac.SubmitDesign(), *heard, *answers).state
    assert state.phases[-1].phase == "at-2040"
    assert not any(isinstance(a, ac.AskLate) for a in legal_actions(mission, state))
    with pytest.raises(Rejected, match="Nobody reads letters now"):
        step(mission, state, ac.AskLate(question="late-jory-boy"))


async def test_what_follows_an_answer_is_named_where_it_is_another_design(pack: Pack) -> None:
    mission = pack.mission("parade-night")
    edits = [ac.Say(option=option) for option in CALL]
    session = session_of(mission, *edits, ac.FinishPhase(), ac.SubmitDesign())
    async with on_stage(session, FeedbackScreen, (80, 24)) as (hands, _):
        screen = hands.app.screen
        assert isinstance(screen, FeedbackScreen)
        assert screen.onward == "Design"
        offered = screen.keys()
        assert ("d", "Design") in [(key.key, key.label) for key in offered]
