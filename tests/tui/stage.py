"""One screen of a mission on a stage: the real application and rules, nothing kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from rich.cells import cell_len
from textual.events import MouseDown, MouseMove, MouseUp
from textual.pilot import Pilot
from textual.screen import Screen

from db.folders import DataFolder
from engine.actions import AnyAction
from engine.game import step
from engine.log import Row, state_of
from engine.mission import Mission
from engine.state import State
from engine.values import PlayerThen
from tests.engine.plays import started
from tests.tui.grid import screen_text
from tests.tui.snapshot import NARROW
from tui.app import ScopeCreepApp, Visit
from tui.drive.hands import Hands, at_rest
from tui.place import Place
from tui.screens.inbox import InboxScreen
from tui.session import Session, Summary


class NowhereStore:
    """Keeps nothing."""

    async def record(self, row: Row, summary: Summary, state: State) -> None:
        return None


def session_of(
    mission: Mission, *actions: AnyAction, seed: int = 7, player: PlayerThen | None = None
) -> Session:
    """A playthrough in which these actions have been taken, by somebody or by this player."""
    rows = [started(mission, seed, player)]
    state = state_of(mission, rows)
    for action in actions:
        state, events = step(mission, state, action)
        rows.append(Row(seq=len(rows) + 1, action=action, events=events))
    return Session(mission, tuple(rows), NowhereStore())


class Stage(ScopeCreepApp):
    """The game with one playthrough and one screen."""

    def __init__(self, session: Session, make: Callable[[Session], Screen[object]]) -> None:
        super().__init__(Place(folder=DataFolder(Path("nowhere"))))
        self.session = session
        self._make = make
        self.closed: list[object] = []
        """What the screen closed with."""

    def play(self) -> None:  # type: ignore[override]
        self.push_screen(self._make(self.session), self.closed.append)


async def quiet(hands: Hands) -> None:
    """Waits until no message, callback, worker or repaint is under way."""
    at_rest_for = 0
    for _ in range(2000):
        await asyncio.sleep(0.003)
        at_rest_for = 0 if _busy(hands.app) else at_rest_for + 1
        if at_rest_for >= 3:
            return
    raise AssertionError("the screen never stands still")


async def still(hands: Hands) -> str:
    """The screen's text once it is quiet; a text takes longer to read off than most keys."""
    await quiet(hands)
    return screen_text(hands.app)


async def settle(hands: Hands) -> str:
    """The text of a screen with clocks of its own: at rest, the panes about a grid painted, and a
    moment later still the same."""
    before = ""
    for _ in range(200):
        await hands.until(lambda: not _panes_wait(hands.app), "the panes painted")
        await hands.rest()
        now = screen_text(hands.app)
        if now == before:
            return now
        before = now
        await asyncio.sleep(0.04)
    raise AssertionError("the screen never stands still")


def _panes_wait(app: ScopeCreepApp) -> bool:
    """Whether the screen in front will paint its panes soon; only one with a grid ever does."""
    return getattr(app.screen, "panes_due", None) is not None


def _busy(app: ScopeCreepApp) -> bool:
    return not at_rest(app) or any(worker.is_running for worker in app.workers)


@asynccontextmanager
async def on_stage(
    session: Session, make: Callable[[Session], Screen[object]], size: tuple[int, int]
) -> AsyncIterator[tuple[Hands, Pilot[int]]]:
    """Hands and mouse on a screen of this size."""
    app = Stage(session, make)
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        hands = Hands(app)
        await hands.until(
            lambda: type(app.screen).__name__ != "Screen" and app.screen.is_mounted, "a screen"
        )
        await quiet(hands)
        yield hands, pilot
    assert app.failure is None


@asynccontextmanager
async def game(place: Place, visit: Visit, size: tuple[int, int] = NARROW) -> AsyncIterator[Hands]:
    """A whole game, with its database; it is left and its office closed at the end."""
    app = ScopeCreepApp(place, visit)
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True):
        yield Hands(app)
    assert app.failure is None
    if app.office:
        await app.office.close()


async def tap(hands: Hands, *keys: str) -> None:
    """Presses keys one after the other, each on a screen that stands still."""
    for key in keys:
        hands.app.simulate_key(key)
        await quiet(hands)


async def press(hands: Hands, *keys: str) -> str:
    """Presses keys, and reads off what the screen shows then."""
    await tap(hands, *keys)
    return screen_text(hands.app)


def spot(text: str, part: str, after: str = "") -> tuple[int, int]:
    """Column and row of a part of a screen's text, below the first line that holds another."""
    rows = text.split("\n")
    start = next((n for n, row in enumerate(rows) if after in row), 0)
    for y, row in enumerate(rows[start:], start):
        if part in row:
            return cell_len(row[: row.index(part)]) + 1, y
    raise AssertionError(f"'{part}' is not on the screen")


async def strike(hands: Hands, column: int, row: int) -> None:
    """A click on a cell of the screen, as the terminal reports one."""
    driver = hands.app._driver
    assert driver is not None
    for kind, button in ((MouseMove, 0), (MouseDown, 1), (MouseUp, 1)):
        driver.process_message(
            kind(None, column, row, 0, 0, button, False, False, False, column, row)
        )
    await quiet(hands)


async def click(pilot: Pilot[int], hands: Hands, text: str, after: str = "") -> str:
    """Clicks where a text stands, below the first line that holds another."""
    column, y = spot(screen_text(hands.app), text, after)
    widget, region = hands.app.screen.get_widget_at(column, y)
    await pilot.click(widget, offset=(column - region.x, y - region.y))
    return await still(hands)


def row_of(text: str, part: str) -> str:
    """The first row of a screen that holds a text."""
    return next(row for row in text.split("\n") if part in row)


def inbox(hands: Hands) -> InboxScreen:
    """The inbox, which must be in front."""
    assert isinstance(hands.app.screen, InboxScreen)
    return hands.app.screen
