"""What opens a mission, opens it again, and stands between its phases."""

from __future__ import annotations

import re

import pytest

from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing
from engine.game import step
from engine.hints import STEPS
from engine.log import Row, state_of
from engine.mission import Mission
from engine.state import State
from tests.content.judged import begun_by
from tests.tui.grid import screen_text
from tests.tui.snapshot import NARROW, SIZES, same
from tests.tui.stage import on_stage, press, session_of
from tui.briefing import STOP, brief_page, phase_page, recap_page, what_waits
from tui.screens.help import BriefScreen, HelpScreen, HintScreen
from tui.teaching import LESSONS, lessons
from tui.widgets.header import PHASE_NAMES
from tui.widgets.key_bar import Key


def states(pack: Pack, mission: Mission) -> list[State]:
    """Every state of the mission's first walkthrough, the start first."""
    script, names = pack.walkthroughs_of(mission.slug)[0], PinNames()
    rows: list[Row] = [begun_by(script, mission)]
    found = [state_of(mission, rows)]
    for told in script.steps:
        if not isinstance(told, Doing):
            continue
        for action in names.actions(told, found[-1].shared):
            state, _ = step(mission, found[-1], action)
            found.append(state)
    return found


def test_where_you_stand_tells_of_another_seed_than_is_asked_for(kettle: Mission) -> None:
    state = session_of(kettle).state
    own = state.shared.seed
    for wanted in (None, own):
        assert "SEED" not in recap_page(kettle, state, wanted=wanted).plain
    page = " ".join(recap_page(kettle, state, wanted=own + 1).plain.split())
    assert f"SEED This goes on by seed {own}, as it was begun." in page
    assert f"has seed {own + 1}." in page


def test_a_step_that_is_not_stored_is_not_called_stored(kettle: Mission) -> None:
    state = session_of(kettle).state
    page = phase_page(kettle, state, stored=False).plain
    assert "not stored yet" in page
    assert STOP not in page


def test_a_brief_names_every_objective_and_what_comes_first(pack: Pack) -> None:
    for mission in pack.missions:
        page = brief_page(mission).plain
        for objective in mission.card.learning_objectives:
            assert objective in page
        assert mission.phases[0].brief in page
        assert str(mission.card.estimated_duration) in page


def test_a_recap_is_three_lines_at_every_moment(pack: Pack) -> None:
    for mission in pack.missions:
        for state in states(pack, mission):
            if state.status == "open":
                lines = recap_page(mission, state).plain.split("\n\n")[0].split("\n")
                labels = [line[:7].strip() for line in lines if line[:7].strip()]
                assert labels == ["NOW", "LAST", "WAITS"]
                assert all(len(line) <= 68 for line in lines)


def test_what_waits_changes_as_the_mission_goes_on(pack: Pack, kettle: Mission) -> None:
    told = [what_waits(kettle, s) for s in states(pack, kettle) if s.status == "open"]
    assert told[0] == "2 unread mails. 1 mail asks for an answer."
    assert "The others, for your word." in told
    assert "The grid, not handed in. It has not run yet." in told
    assert "The grid, not handed in. It has run once." in told
    assert any(line.endswith("answers are heard.") for line in told)


def test_every_phase_that_ends_is_a_place_to_stop(pack: Pack) -> None:
    for mission in pack.missions:
        before = 1
        for state in states(pack, mission):
            if state.status == "open" and len(state.phases) > before:
                page = phase_page(mission, state).plain
                assert STOP in page
                ended = PHASE_NAMES[mission.phases[before - 1].kind]
                assert f"✓ {ended}" in page
                before = len(state.phases)


@pytest.mark.parametrize("size", SIZES)
async def test_a_brief_keeps_its_answers_in_sight(size: tuple[int, int], pack: Pack) -> None:
    for mission in pack.missions:
        session = session_of(mission)
        sheet = BriefScreen(mission.card.title, brief_page(mission), "Begin")
        async with on_stage(session, lambda _, sheet=sheet: sheet, size) as (hands, pilot):
            await pilot.pause()
            shown = screen_text(hands.app)  # type: ignore[arg-type]
            assert "Enter Begin  Esc Board" in shown
            running = " ".join(shown.replace("│", " ").split())
            for objective in mission.card.learning_objectives:
                assert objective in running


@pytest.mark.parametrize("slug", ["kettle-protocol", "client-discovery-workshop"])
async def test_a_brief_that_one_may_begin_with_stands_whole_on_a_small_screen(
    slug: str, pack: Pack
) -> None:
    mission = pack.mission(slug)
    page = brief_page(mission, lessons(mission, mission.phases[0], ()))
    sheet = BriefScreen("The brief", page, "Begin")
    async with on_stage(session_of(mission), lambda _: sheet, NARROW) as (hands, _):
        text = await press(hands, "home")
        assert "NEW HERE" in text
        assert "stop when you like." in text
        assert marks(text) == 0


def marks(text: str) -> int:
    """How often a sheet says that it goes on below: in its border, and beside its answers."""
    in_border = re.search(r"↓ \d+ more lines? below", text)
    return bool(in_border) + ("↓ More below" in text)


async def test_a_sheet_that_goes_on_below_says_so_until_it_is_read(kettle: Mission) -> None:
    last = "stop when you like."
    teach = LESSONS[:8]
    for size, tall in ((NARROW, False), ((80, 60), True)):
        sheet = BriefScreen("The brief", brief_page(kettle, teach), "Begin")
        async with on_stage(session_of(kettle), lambda _, sheet=sheet: sheet, size) as (hands, _):
            text = await press(hands, "home")
            assert (marks(text), last in text) == ((0, True) if tall else (2, False))
            text = await press(hands, *["down"] * 24)
            assert marks(text) == 0
            assert last in text


async def test_sheets_are_answered_by_mouse(kettle: Mission) -> None:
    for x, answer in ((3, True), (32, False)):
        session = session_of(kettle)
        async with on_stage(session, lambda _: HintScreen(STEPS, 1), SIZES[0]) as (hands, pilot):
            await pilot.pause()
            await pilot.click("Buttons", offset=(x, 0))
            await hands.until(lambda: hands.app.closed, "an answer")  # type: ignore[attr-defined]
            assert hands.app.closed == [answer]  # type: ignore[attr-defined]


@pytest.mark.parametrize("scored", [True, False])
async def test_a_hint_names_each_step_with_its_price(kettle: Mission, scored: bool) -> None:
    sheet = HintScreen(STEPS, 1, scored=scored)
    async with on_stage(session_of(kettle), lambda _: sheet, SIZES[0]) as (hands, pilot):
        await pilot.pause()
        shown = screen_text(hands.app)  # type: ignore[arg-type]
        assert "✓ Where to look   told" in shown
        assert "Ask: what to ask" in shown
        assert ("8 points of this phase" in shown) is scored
        assert ("free here" in shown) is not scored


async def test_no_hint_is_left_and_enter_takes_none(kettle: Mission) -> None:
    async with on_stage(session_of(kettle), lambda _: HintScreen((), 0), SIZES[0]) as (
        hands,
        pilot,
    ):
        await pilot.pause()
        assert "no further hint" in screen_text(hands.app)  # type: ignore[arg-type]
        await pilot.press("enter")
        await hands.until(lambda: hands.app.closed, "an answer")  # type: ignore[attr-defined]
        assert hands.app.closed == [False]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
async def test_help_lists_its_keys_and_what_mina_said(
    size: tuple[int, int], kettle: Mission
) -> None:
    keys = tuple(Key(key, f"Does {key}") for key in "abcdefg")
    sheet = HelpScreen("What this is.", keys, ("Look at the rota.",))
    async with on_stage(session_of(kettle), lambda _: sheet, size) as (hands, pilot):
        await pilot.pause()
        same("help_sheet", size, screen_text(hands.app))  # type: ignore[arg-type]
        await pilot.press("escape")
        await hands.until(lambda: hands.app.closed, "the way back")  # type: ignore[attr-defined]
