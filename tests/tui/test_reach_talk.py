"""In the missions that are played, every answer and every move of talk is had by keys and mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from content.loader import Pack
from engine.actions import GiveFloor, Interrupt, Say, StaySilent
from engine.dialogue import Exchange
from engine.mission import Mission
from engine.phase_config import VideoCall
from tests.tui.calls import digits_work, spot
from tests.tui.nodes import Talk, at_node, exchanges, situations
from tests.tui.snapshot import SIZES
from tests.tui.stage import on_stage, strike, tap
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


def spot_of(rows: RowList, row_id: str) -> tuple[int, int]:
    """Where on the screen an answer begins; all of it must stand there."""
    y = 0
    for row in rows.rows:
        if row.id == row_id:
            assert y + len(row.lines) <= rows.size.height, f"'{row_id}' is cut off"
            return rows.region.x + 6, rows.region.y + rows.gutter.top + y
        y += len(row.lines) + row.gap
    raise AssertionError(row_id)


async def cursor_by(hands: Hands, options: RowList, row_id: str, key: str) -> None:
    """Puts the cursor on a row by a key, or by a click where there is none."""
    if key:
        hands.app.simulate_key(key)
    else:
        await strike(hands, *spot_of(options, row_id))
    await hands.until(lambda: options.cursor_id == row_id, f"{row_id} by {key or 'a click'}")


async def choose_each(hands: Hands, screen: Screen) -> None:
    """Puts the cursor on each answer by its number, by a click and by arrows; says none."""
    options, before = screen.options, len(hands.session.rows)
    for number, row in enumerate(options.rows, start=1):
        for key in (str(number), ""):
            options.put_cursor(None)
            await cursor_by(hands, options, row.id, key)
    options.put_cursor(None)
    for row in options.rows:
        await cursor_by(hands, options, row.id, "down")
    assert len(hands.session.rows) == before


async def say(hands: Hands, screen: Screen, option: str, by: str) -> None:
    """Says one answer, by its number and Enter or by two clicks."""
    options, before = screen.options, len(hands.session.rows)
    number = next(n for n, row in enumerate(options.rows, start=1) if row.id == option)
    options.put_cursor(None)
    for second in (False, True):
        if by == "keys":
            hands.app.simulate_key("enter" if second else str(number))
        else:
            await strike(hands, *spot_of(options, option))
        if not second:
            await hands.until(lambda: options.cursor_id == option, f"{option} chosen by {by}")
            assert len(hands.session.rows) == before, "nothing is said at once"
    await hands.until(lambda: len(hands.session.rows) > before, f"{option} said")
    assert hands.session.rows[before].action == Say(option=option)


@asynccontextmanager
async def at(
    session: Session, phase: Talk, size: tuple[int, int]
) -> AsyncIterator[tuple[Hands, Screen]]:
    """The screen of a phase of talk, ready for an answer."""
    screen_of = CallScreen if isinstance(phase, VideoCall) else FeedbackScreen
    async with on_stage(session, screen_of, size) as (hands, _):
        yield hands, await ready(hands, phase)


async def moves(session: Session, phase: VideoCall, exchange: Exchange, by: str) -> None:
    """Begins the other moves and takes them back; then gives each person the floor's cursor."""
    async with at(session, phase, SIZES[0]) as (hands, screen):
        assert isinstance(screen, CallScreen)
        words = [("s", "Let it sit", Pending.SILENCE)]
        if len(phase.participants) > 1:
            words.append(("f", "Give the floor", Pending.FLOOR))
        if exchange.interrupt:
            words.append(("i", "Interrupt", Pending.INTERRUPT))
        for key, word, pending in words:
            if by == "keys":
                hands.app.simulate_key(key)
            else:
                await strike(hands, *await spot(hands, f" {word}"))
            await hands.until(lambda p=pending: screen.pending is p, word)
            hands.app.simulate_key("escape")
            await hands.until(lambda: screen.pending is None, "the answers")
            await hands.rest()
        tiles = {tile.person: tile for tile in screen.view.tiles._tiles}
        hands.app.simulate_key("f")
        await hands.until(lambda: screen.pending is Pending.FLOOR, "who may speak")
        for number, person in enumerate(phase.participants, start=1):
            if by == "keys":
                hands.app.simulate_key(str(number))
            else:
                corner = tiles[person].region
                await strike(hands, corner.x + 2, corner.y + 1)
            await hands.until(lambda p=person: screen.options.cursor_id == p, person)
        before = len(session.rows)
        hands.app.simulate_key("enter")
        await hands.until(lambda: len(session.rows) > before, "the floor given")
        assert session.rows[before].action == GiveFloor(person=phase.participants[-1])


async def keep(session: Session, phase: Talk, key: str) -> None:
    """A move without words, by its key and Enter."""
    async with at(session, phase, SIZES[1]) as (hands, _):
        before = len(session.rows)
        await tap(hands, key)
        assert len(session.rows) == before, "one key keeps no silence"
        hands.app.simulate_key("enter")
        await hands.until(lambda: len(session.rows) > before, "the move")
        assert session.rows[before].action == (StaySilent() if key == "s" else Interrupt())


async def walk(mission: Mission, phase: Talk, exchange: Exchange) -> None:
    """All of one exchange, at both sizes, its answers said by keys and by mouse in turn."""
    for known, new in situations(mission, exchange):
        for number in range(max(len(new), len(SIZES))):
            session = at_node(mission, phase, exchange, known)
            async with at(session, phase, SIZES[number % len(SIZES)]) as (hands, screen):
                if number < len(SIZES):
                    await choose_each(hands, screen)
                if number < len(new):
                    await say(hands, screen, new[number], ("keys", "mouse")[number // 2 % 2])
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
    async with at(at_node(mission, call, exchange), call, (80, 24)) as (hands, screen):
        await choose_each(hands, screen)
    await moves(at_node(mission, call, exchange), call, exchange, "mouse")
    feedback, exchange = next(one for one in found if not isinstance(one[0], VideoCall))
    known, new = situations(mission, exchange)[0]
    session = at_node(mission, feedback, exchange, known)
    async with at(session, feedback, (80, 24)) as (hands, screen):
        await say(hands, screen, new[-1], "mouse")


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
