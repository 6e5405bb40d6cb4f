"""Tasks on a decision sheet: lifted, carried, joined and found, by keys and by mouse."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.actions import (
    DecideBoard,
    JoinTasks,
)
from engine.mission import Mission
from tests.tui.sheet_hands import (
    TO_BOARD,
    click_at,
    gold,
    laid,
    last,
    sheet,
    shown,
)
from tests.tui.stage import still, tap

NARROW, WIDE = SIZES = ((80, 24), (120, 40))


@pytest.mark.parametrize("size", SIZES)
async def test_a_task_is_lifted_carried_and_put_down_by_keys(
    sheets: Pack, weir: Mission, size: tuple[int, int]
) -> None:
    async with sheet(weir, gold(sheets), size) as (hands, _, screen):
        await laid(hands, screen)
        assert screen.picked == "sensors"
        before = len(hands.session.rows)
        text = await shown(hands, "enter", "right", "right")
        assert "holding Flood sensors" in text
        assert len(hands.session.rows) == before
        assert "ends week 17 ✗" in text
        await tap(hands, "escape")
        assert screen.held is None and len(hands.session.rows) == before
        await tap(hands, "enter", "down", "down", "enter")
        assert last(hands) == DecideBoard(field="year", part="sensors", value="q3", at=0)
        await tap(hands, "right")
        assert screen.picked == "rules"
        await tap(hands, "x")
        assert last(hands) == DecideBoard(field="year", part="rules", value="not-now")
        await tap(hands, "backspace")
        assert last(hands) == DecideBoard(field="year", part="rules", value=None)
        await tap(hands, "escape")
        assert not screen.laid and screen.sheet_pane.has_focus


@pytest.mark.parametrize("size", SIZES)
async def test_two_tasks_are_joined_and_taken_apart_from_the_list(
    sheets: Pack, weir: Mission, size: tuple[int, int]
) -> None:
    async with sheet(weir, gold(sheets)[:TO_BOARD], size) as (hands, _, screen):
        await laid(hands, screen)
        assert screen.in_list
        await hands.cursor_to(screen.tasks, "drones")
        await tap(hands, "m")
        await hands.cursor_to(screen.tasks, "parking")
        text = await shown(hands, "enter")
        assert "stay two jobs" in text
        await tap(hands, "m")
        await hands.cursor_to(screen.tasks, "permits")
        text = await shown(hands, "enter")
        assert last(hands) == JoinTasks(field="year", one="parking", other="permits")
        assert screen.picked == "permit-desk"
        assert "merged: Parking" in text
        await tap(hands, "s")
        assert last(hands) == DecideBoard(field="year", part="permit-desk", value="split")


@pytest.mark.parametrize("size", SIZES)
async def test_a_task_is_found_by_its_name(
    sheets: Pack, weir: Mission, size: tuple[int, int]
) -> None:
    async with sheet(weir, gold(sheets), size) as (hands, _, screen):
        await laid(hands, screen)
        text = await shown(hands, "slash", "d", "r", "o")
        assert "/ dro" in text and "Drone inspections" in text
        await tap(hands, "enter")
        assert screen.picked == "drones" and screen.in_list
        await tap(hands, "slash", "q", "escape")
        assert not screen.finding and screen.laid and screen.picked == "drones"


async def test_a_task_is_lifted_and_put_down_by_mouse(sheets: Pack, weir: Mission) -> None:
    async with sheet(weir, gold(sheets), WIDE) as (hands, pilot, screen):
        await laid(hands, screen)
        pane = screen.line_pane
        spot = next(spot for spot in pane.drawn.spots if spot.task == "rules")
        await click_at(pilot, hands, pane, spot.start + 2, spot.row)
        assert screen.picked == "rules"
        await click_at(pilot, hands, pane, spot.start + 2, spot.row)
        assert screen.held is not None
        first = next(spot for spot in pane.drawn.spots if spot.period == "q2")
        await click_at(pilot, hands, pane, first.end + 20, first.row)
        assert last(hands) == DecideBoard(field="year", part="rules", value="q2", at=1)
        row = [row.id for row in screen.tasks.rows].index("drones")
        await pilot.click(screen.tasks, offset=(4, row + 1))
        await still(hands)
        assert screen.picked == "drones"
        await pilot.click(screen.tasks, offset=(4, row + 1))
        await still(hands)
        assert screen.held is not None and screen.held.task == "drones"
