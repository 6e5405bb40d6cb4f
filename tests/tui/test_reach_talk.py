"""In the missions that are played, every answer and every move of talk is had by keys and mouse."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.actions import GiveFloor, Interrupt, Say, StaySilent
from engine.dialogue import Exchange
from engine.mission import Mission
from engine.phase_config import VideoCall
from tests.tui.calls import digits_work, spot
from tests.tui.nodes import Talk, at_node, exchanges, situations
from tests.tui.snapshot import SIZES
from tests.tui.stage import on_stage
from tui.call.scene import Pending
from tui.drive.hands import Hands
from tui.screens.call import CallScreen
from tui.screens.feedback import FeedbackScreen
from tui.session import Session
from tui.widgets.rows import RowList

Screen = CallScreen | FeedbackScreen


async def ready(hands: Hands, phase: Talk) -> Screen:
    screen: Screen
    if isinstance(phase, VideoCall):
        screen = await hands.screen(CallScreen)
    else:
        screen = await hands.screen(FeedbackScreen)
    await hands.until(lambda: screen.options.rows, "the answers")
    await hands.rest()
    if isinstance(screen, CallScreen):
        await digits_work(hands, screen)
    screen.options.put_cursor(None)
    return screen


def row_of(rows: RowList, row_id: str) -> int:
    """The line of the list on which an answer begins; it must stand on the screen."""
    y = 0
    for row in rows.rows:
        if row.id == row_id:
            assert y + len(row.lines) <= rows.size.height, f"'{row_id}' is cut off"
            return y + rows.gutter.top
        y += len(row.lines) + row.gap
    raise AssertionError(row_id)


async def choose_each(session: Session, phase: Talk, size: tuple[int, int]) -> None:
    """Puts the cursor on each answer by its number, by arrows and by a click; says none."""
    screen_of = CallScreen if isinstance(phase, VideoCall) else FeedbackScreen
    async with on_stage(session, screen_of, size) as (hands, pilot):
        screen = await ready(hands, phase)
        options, before = screen.options, len(session.rows)
        for number, row in enumerate(options.rows, start=1):
            for key in (str(number), None):
                options.put_cursor(None)
                if key:
                    await pilot.press(key)
                else:
                    await pilot.click(options, offset=(6, row_of(options, row.id)))
                await hands.until(lambda row=row: options.cursor_id == row.id, f"{row.id} by {key}")
        options.put_cursor(None)
        for row in options.rows:
            await pilot.press("down")
            await hands.until(lambda row=row: options.cursor_id == row.id, f"{row.id} by arrow")
        assert len(session.rows) == before


async def say(session: Session, phase: Talk, option: str, size: tuple[int, int], by: str) -> None:
    """Says one answer, by its number and Enter or by two clicks."""
    screen_of = CallScreen if isinstance(phase, VideoCall) else FeedbackScreen
    async with on_stage(session, screen_of, size) as (hands, pilot):
        screen = await ready(hands, phase)
        options, before = screen.options, len(session.rows)
        number = next(n for n, row in enumerate(options.rows, start=1) if row.id == option)
        if by == "keys":
            await pilot.press(str(number), "enter")
        else:
            y = row_of(options, option)
            await pilot.click(options, offset=(6, y))
            await hands.until(lambda: options.cursor_id == option, "the answer chosen")
            await pilot.click(options, offset=(6, y))
        await hands.until(lambda: len(session.rows) > before, f"{option} said")
        assert session.rows[before].action == Say(option=option)


async def moves(session: Session, phase: VideoCall, exchange: Exchange, by: str) -> None:
    """Begins the other moves and takes them back; then gives each person the floor's cursor."""
    async with on_stage(session, CallScreen, SIZES[0]) as (hands, pilot):
        screen = await ready(hands, phase)
        assert isinstance(screen, CallScreen)
        words = [("s", "Let it sit", Pending.SILENCE), ("f", "Give the floor", Pending.FLOOR)]
        if exchange.interrupt:
            words.append(("i", "Interrupt", Pending.INTERRUPT))
        for key, word, pending in words:
            if by == "keys":
                await pilot.press(key)
            else:
                await pilot.click(offset=await spot(hands, f" {word}"))
            await hands.until(lambda p=pending: screen.pending is p, word)
            await pilot.press("escape")
            await hands.until(lambda: screen.pending is None, "the answers")
        tiles = {tile.person: tile for tile in screen.view.tiles._tiles}
        await pilot.press("f")
        for number, person in enumerate(phase.participants, start=1):
            if by == "keys":
                await pilot.press(str(number))
            else:
                await pilot.click(tiles[person])
            await hands.until(lambda p=person: screen.options.cursor_id == p, person)
        before = len(session.rows)
        await pilot.press("enter")
        await hands.until(lambda: len(session.rows) > before, "the floor given")
        assert session.rows[before].action == GiveFloor(person=phase.participants[-1])


async def keep(session: Session, phase: Talk, key: str) -> None:
    """A move without words, by its key and Enter."""
    screen_of = CallScreen if isinstance(phase, VideoCall) else FeedbackScreen
    async with on_stage(session, screen_of, SIZES[1]) as (hands, pilot):
        await ready(hands, phase)
        before = len(session.rows)
        await pilot.press(key)
        await hands.rest()
        await pilot.press("enter")
        await hands.until(lambda: len(session.rows) > before, "the move")
        assert session.rows[before].action == (StaySilent() if key == "s" else Interrupt())


async def walk(mission: Mission, phase: Talk, exchange: Exchange) -> None:
    """All of one exchange, its answers said by keys and by mouse in turn."""
    for known, new in situations(mission, exchange):
        for size in SIZES:
            await choose_each(at_node(mission, phase, exchange, known), phase, size)
        for number, option in enumerate(new):
            by = ("keys", "mouse")[number % 2]
            again = at_node(mission, phase, exchange, known)
            await say(again, phase, option, SIZES[number % len(SIZES)], by)
    if isinstance(phase, VideoCall):
        for by in ("keys", "mouse") if exchange.interrupt else ("mouse",):
            await moves(at_node(mission, phase, exchange), phase, exchange, by)
    for key in ("s", "i") if exchange.interrupt else ("s",):
        await keep(at_node(mission, phase, exchange), phase, key)


async def test_an_exchange_of_a_call_and_one_of_feedback_are_reached(pack: Pack) -> None:
    """In the sizes that have least room for each; the whole suite walks them all."""
    mission = pack.mission("urgent-performance")
    found = list(exchanges(mission))
    call, exchange = next(one for one in found if one[1].interrupt)
    assert isinstance(call, VideoCall)
    await choose_each(at_node(mission, call, exchange), call, (80, 24))
    await moves(at_node(mission, call, exchange), call, exchange, "mouse")
    feedback, exchange = next(one for one in found if not isinstance(one[0], VideoCall))
    known, new = situations(mission, exchange)[0]
    session = at_node(mission, feedback, exchange, known)
    await say(session, feedback, new[-1], (80, 24), "mouse")


def test_each_answer_of_every_exchange_is_offered_in_some_situation(pack: Pack) -> None:
    for mission in pack.missions:
        for _, exchange in exchanges(mission):
            offered_at = [name for _, names in situations(mission, exchange) for name in names]
            assert sorted(offered_at) == sorted(option.id for option in exchange.options)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
async def test_every_exchange_of_every_mission_is_walked(part: int, pack: Pack) -> None:
    found = [(mission, *one) for mission in pack.missions for one in exchanges(mission)]
    assert len(found) > 20
    for mission, phase, exchange in found[part::6]:
        await walk(mission, phase, exchange)
