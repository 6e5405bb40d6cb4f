"""A call's pace by the player's own keys, kept as a setting; and timed play, off unless wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.folders import DataFolder
from engine import actions as ac
from engine.dialogue import Option
from engine.mission import Mission
from tests.tui.calls import acted, call_mission, in_call, spot
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import session_of
from tui import settings
from tui.call.countdown import AT_LEAST, Countdown, seconds_for
from tui.call.pace import FASTER, LETTERS_A_SECOND, Pace
from tui.call.scene import Pending
from tui.call.story import Turn
from tui.drive.hands import Hands
from tui.place import Place
from tui.screens.call import CallScreen
from tui.screens.call_pace import AT_ONCE, QUICK, READING
from tui.screens.help import HelpScreen
from tui.screens.settings import SettingsScreen
from tui.settings import Settings

HOUR = 3600.0


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def four() -> Mission:
    return call_mission(4)


def stopped(screen: CallScreen) -> Clock:
    """The screen with its own timer off and a clock of the test's."""
    assert screen.timer is not None
    screen.timer.pause()
    clock = Clock()
    screen.clock = clock
    screen.countdown.stop()
    return clock


def timed(hands: Hands) -> None:
    hands.app.settings = Settings(timed=True)


# --- pace ------------------------------------------------------------------------------------


def spoken(speed: float, *, paused: bool = False) -> Pace:
    pace = Pace()
    pace.begin((Turn("x/0", "ada", "a" * 500, 0), Turn("x/1", "ada", "b", 0)), 0)
    pace.speed, pace.paused = speed, paused
    for _ in range(20):
        pace.tick(0.05)
    return pace


def test_faster_brings_more_letters_and_a_pause_none() -> None:
    assert spoken(1).cut == LETTERS_A_SECOND
    assert spoken(FASTER).cut == int(LETTERS_A_SECOND * FASTER)
    assert spoken(1, paused=True).cut == 0


def test_while_paused_a_line_stands_whole_and_comes_by_keys_alone() -> None:
    pace = Pace()
    pace.begin(tuple(Turn(f"x/{n}", "ada", "Bread.", 0) for n in range(3)), 0)
    pace.tick(0.05)
    pace.pause()
    assert (pace.at, pace.typing) == (0, False)
    assert not pace.tick(HOUR)
    pace.next()
    assert (pace.at, pace.typing) == (1, False)
    pace.pause()
    assert pace.tick(HOUR)
    assert pace.at == 2


async def test_a_full_stop_pauses_and_goes_on(four: Mission) -> None:
    async with in_call(session_of(four), motion=True) as (screen, hands, pilot):
        await pilot.press("full_stop")
        await hands.until(lambda: screen.pace.paused, "the pause")
        await hands.until(lambda: "paused · Enter goes on" in screen_text(hands.app), "the word")
        for _ in range(300):
            screen._tick()
        assert screen.pace.at == 0
        await pilot.click(offset=await spot(hands, "Go on"))
        await hands.until(lambda: not screen.pace.paused, "the talk again")
        await hands.until(lambda: screen.pace.at > 0, "the next line")


@pytest.mark.parametrize("size", SIZES)
async def test_a_paused_call_looks_as_it_did(size: tuple[int, int], four: Mission) -> None:
    async with in_call(session_of(four), size, motion=True) as (screen, hands, pilot):
        stopped(screen)
        screen.pace.begin(screen.told.turns, 0)
        screen.pace.clock = 0.0
        await pilot.press("full_stop")
        await hands.until(lambda: screen.pace.paused, "the pause")
        await pilot.pause()
        same("call_paused", size, screen_text(hands.app))


async def test_end_skips_to_the_answers(four: Mission) -> None:
    async with in_call(session_of(four), motion=True) as (screen, hands, pilot):
        await pilot.press("end")
        await hands.until(lambda: not screen.speaking, "the answers")
        assert [row.id for row in screen.options.rows]


async def test_plus_and_minus_set_the_pace_and_it_is_kept(four: Mission, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    session = session_of(four)
    async with in_call(session, motion=True) as (screen, hands, pilot):
        hands.app.place = Place(folder)
        await pilot.press("minus")
        assert screen.settings.pace == READING
        for key, pace in (("plus", QUICK), ("plus", AT_ONCE), ("plus", AT_ONCE), ("minus", QUICK)):
            await pilot.press(key)
            await hands.until(lambda pace=pace: screen.settings.pace == pace, pace)
        await hands.until(lambda: settings.load(folder) == Settings(pace=QUICK), "what is kept")
        assert screen.pace.speed == FASTER


async def test_at_once_everything_said_stands_there_and_still_one_may_go_back(
    four: Mission, tmp_path: Path
) -> None:
    session = session_of(four)
    async with in_call(session, motion=True) as (screen, hands, pilot):
        hands.app.place = Place(DataFolder(tmp_path))
        await pilot.press("plus", "plus")
        await hands.until(lambda: not screen.speaking, "the answers")
        await hands.until(lambda: screen.settings.pace == AT_ONCE, "the pace")
        await pilot.press("s", "enter")
        await acted(hands, 2)
        assert not screen.speaking
        assert "What follows?" in screen_text(hands.app)
        await pilot.press("minus", "s", "enter")
        await acted(hands, 3)
        assert screen.speaking


# --- timed play ------------------------------------------------------------------------------


def test_the_seconds_grow_with_what_there_is_to_read() -> None:
    option = Option.model_construct(say="a" * 45)
    line = Turn("x/0", "ada", "b" * 90, 0)
    assert seconds_for((), ()) == AT_LEAST
    assert seconds_for((line,), (option, option)) == AT_LEAST + 20


def test_a_countdown_ends_once_and_stands_still_while_it_is_held() -> None:
    clock = Clock()
    count = Countdown(clock)
    count.begin("how-many", 30)
    clock.now += 29
    assert not count.tick(held=False)
    assert count.left == 1
    clock.now += HOUR
    assert not count.tick(held=True)
    clock.now += 0.5
    assert not count.tick(held=False)
    clock.now += 0.5
    assert count.tick(held=False)
    clock.now += HOUR
    assert not count.tick(held=False)
    assert count.left is None


async def test_without_timed_play_a_call_waits_for_ever(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session) as (screen, hands, pilot):
        clock = stopped(screen)
        for _ in range(3):
            screen._tick()
            clock.now += HOUR
        await pilot.pause()
        assert len(session.rows) == 1
        assert "nothing moves until you do" in screen_text(hands.app)


@pytest.mark.parametrize("motion", [True, False])
async def test_with_it_an_exchange_left_alone_becomes_a_silence_after_the_seconds_shown(
    motion: bool, four: Mission
) -> None:
    session = session_of(four)
    async with in_call(session, motion=motion) as (screen, hands, pilot):
        clock = stopped(screen)
        timed(hands)
        await pilot.press("end")
        screen._tick()
        given = screen.countdown.left
        assert given is not None
        assert given > AT_LEAST
        await hands.until(lambda: f"a silence in {given} s" in screen_text(hands.app), "seconds")
        clock.now += given - 0.1
        screen._tick()
        await hands.until(lambda: "a silence in 1 s" in screen_text(hands.app), "the last second")
        assert len(session.rows) == 1
        clock.now += 0.2
        screen._tick()
        screen._tick()
        await acted(hands, 2)
        assert session.rows[-1].action == ac.StaySilent()


async def test_what_lies_over_the_call_and_the_transcript_hold_the_seconds(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session) as (screen, hands, pilot):
        clock = stopped(screen)
        timed(hands)
        screen._tick()
        given = screen.countdown.left
        await pilot.press("t")
        await hands.until(lambda: screen.reading, "the transcript")
        clock.now += HOUR
        screen._tick()
        await pilot.press("escape", "question_mark")
        await hands.screen(HelpScreen)
        clock.now += HOUR
        screen._tick()
        assert screen.countdown.left == given
        await pilot.press("escape")
        await hands.screen(CallScreen)
        await pilot.press("s")
        await hands.until(lambda: screen.pending is Pending.SILENCE, "the silence")
        clock.now += HOUR
        screen._tick()
        assert len(session.rows) == 1


async def test_time_that_runs_out_while_an_answer_is_stored_adds_no_silence(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session) as (screen, hands, _):
        clock = stopped(screen)
        timed(hands)
        screen._tick()
        screen._send(ac.Say(option="later"))
        clock.now += HOUR
        screen._tick()
        await acted(hands, 2)
        await hands.rest()
        assert [row.action for row in session.rows[1:]] == [ac.Say(option="later")]


async def test_each_exchange_is_given_its_own_seconds(four: Mission) -> None:
    session = session_of(four)
    async with in_call(session) as (screen, hands, pilot):
        clock = stopped(screen)
        timed(hands)
        screen._tick()
        first = screen.countdown.left
        clock.now += 20
        await pilot.press("s", "enter")
        await acted(hands, 2)
        screen._tick()
        assert screen.countdown.exchange == "goodbye"
        assert first is not None
        assert screen.countdown.left not in (None, first, first - 20)


@pytest.mark.parametrize("size", SIZES)
async def test_a_timed_call_looks_as_it_did(size: tuple[int, int], four: Mission) -> None:
    async with in_call(session_of(four), size) as (screen, hands, pilot):
        stopped(screen)
        timed(hands)
        screen._tick()
        await pilot.pause()
        same("call_timed", size, screen_text(hands.app))


async def test_timed_play_is_switched_on_over_the_call_and_kept(
    four: Mission, tmp_path: Path
) -> None:
    folder = DataFolder(tmp_path)
    async with in_call(session_of(four)) as (screen, hands, _):
        app = hands.app
        app.place = Place(folder)
        await hands.press("f2", lambda: isinstance(app.screen, SettingsScreen), "the settings")
        for name in ("motion", "pace", "timed"):
            await hands.press("down", lambda n=name: app.focused and app.focused.id == n, name)  # type: ignore[misc]
        await hands.press("right", lambda: screen.settings.timed, "timed play")
        await hands.press("escape", lambda: app.screen is screen, "the call")
        await hands.until(lambda: screen.countdown.left is not None, "the seconds")
        await hands.until(lambda: (settings.load(folder) or Settings()).timed, "what is kept")


def test_settings_that_cannot_be_read_leave_the_call_untimed_and_at_reading_pace(
    tmp_path: Path,
) -> None:
    folder = DataFolder(tmp_path)
    (tmp_path / settings.FILE).write_text('{"pace": "breakneck", "timed": "yes"}')
    assert settings.load(folder) == Settings()
