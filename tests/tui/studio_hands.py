"""Hands on the studio: what a player does there by keys and mouse, and what is to be seen then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from engine import actions as ac
from engine.actions import AnyAction
from engine.design.graph import Cell
from tests.tui.grid import screen_text
from tests.tui.stage import settle as stand_still
from tui.drive.hands import Hands
from tui.screens.studio import StudioScreen

Stage = tuple[StudioScreen, Hands, Pilot[Any]]


def last(hands: Hands) -> AnyAction:
    """The action that was accepted last."""
    return hands.session.rows[-1].action


def said(hands: Hands) -> str:
    """What the line above the keys says."""
    return screen_text(hands.app).splitlines()[-2]


async def settle(hands: Hands) -> str:
    """The screen's text once it stands still, the panes about the grid included."""
    screen = hands.app.screen
    if isinstance(screen, StudioScreen):
        await hands.until(lambda: screen.panes_due is None, "the panes painted")
    return await stand_still(hands)


async def does(hands: Hands, act: Callable[[], Any], wanted: AnyAction) -> None:
    """Acts, and waits for exactly this one action to be accepted."""
    before = len(hands.session.rows)
    done = act()
    if asyncio.iscoroutine(done):  # a worker, which perform gives, runs by itself
        await done
    await hands.until(lambda: len(hands.session.rows) > before, f"{wanted.kind} accepted")
    assert last(hands) == wanted
    assert len(hands.session.rows) == before + 1
    await settle(hands)


async def go(hands: Hands, screen: StudioScreen, x: int, y: int) -> None:
    """Puts the cursor on a cell."""
    screen.put_cursor(Cell(x=x, y=y))
    await settle(hands)


async def place_kettle(hands: Hands, screen: StudioScreen) -> None:
    """Places a second kettle under the first."""
    place = ac.Place(component="kettle", node="kettle-1", x=2, y=2)
    await does(hands, lambda: screen.perform(place), place)


def place_of(hands: Hands, text: str, after: str = "") -> tuple[int, int]:
    """Where a text stands on the screen, below another one where that is given."""
    lines = screen_text(hands.app).splitlines()
    start = next(n for n, line in enumerate(lines) if after in line) if after else 0
    for y, line in enumerate(lines[start:], start=start):
        if text in line:
            return line.index(text), y
    raise AssertionError(f"'{text}' is not on the screen:\n" + "\n".join(lines))


async def click(pilot: Pilot[Any], hands: Hands, text: str, after: str = "") -> None:
    """Clicks on a text, wherever it stands."""
    await settle(hands)
    await pilot.click(offset=place_of(hands, text, after))


async def click_key(pilot: Pilot[Any], hands: Hands, text: str) -> None:
    """Clicks a key of the key bar."""
    await settle(hands)
    line = screen_text(hands.app).splitlines()[-1]
    await pilot.click(offset=(line.index(text), hands.app.size.height - 1))


def spot(screen: StudioScreen, x: int, y: int, across: int = 3) -> tuple[int, int]:
    """A character of a cell on the screen, so many columns from the left of its box."""
    region = screen.view.canvas.content_region
    left, top = screen.view.canvas.scale.origin(Cell(x=x, y=y))
    return region.x + left + across, region.y + top + 1


async def drag(
    pilot: Pilot[Any], hands: Hands, start: tuple[int, int], end: tuple[int, int]
) -> None:
    """Presses, moves and lets go."""
    await pilot.mouse_down(offset=start)
    await settle(hands)
    await pilot.hover(offset=end)
    await settle(hands)
    await pilot.mouse_up(offset=end)
