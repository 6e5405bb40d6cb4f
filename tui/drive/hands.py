"""Hands on the keyboard: press a key, wait until the screen shows what it came to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from tui.app import ScopeCreepApp
from tui.session import Session
from tui.widgets.inspector import Inspector
from tui.widgets.rows import RowList

PATIENCE = 30.0
"""Seconds until a screen that does not follow its keys counts as stuck."""
OPENING_PATIENCE = 60.0
"""The same for the opening of the office, which may lay out a whole database."""
SHORTEST, LONGEST = 0.0005, 0.004
"""Seconds between two looks at a screen: the first pause, and those after a while."""
S = TypeVar("S")


class Stuck(Exception):
    """The screen did not do what its keys promise."""


class Hands:
    """Presses keys in a running application and waits for conditions, never for time."""

    def __init__(self, app: ScopeCreepApp) -> None:
        self.app = app

    @property
    def session(self) -> Session:
        """The playthrough that is being played."""
        if self.app.session is None:
            raise Stuck("No mission is open.")
        return self.app.session

    async def until(
        self, wanted: Callable[[], object], what: str, patience: float = PATIENCE
    ) -> None:
        """Waits for a condition.

        Raises:
            Stuck: it did not come true in time.
        """
        deadline = time.monotonic() + patience
        pause = SHORTEST
        while not wanted():
            if time.monotonic() > deadline or self.app.failure is not None:
                raise Stuck(f"The screen never came to: {what}.")
            await asyncio.sleep(pause)
            pause = min(LONGEST, pause * 1.5)

    async def rest(self) -> None:
        """Waits until the screen has laid out all that was done: a player looks, then presses."""
        await self.until(lambda: at_rest(self.app), "rest")

    async def press(self, key: str, wanted: Callable[[], object], what: str) -> None:
        """Presses a key and waits for what it must come to."""
        self.app.simulate_key(key)
        await self.until(wanted, f"{what} (after '{key}')")

    async def screen(self, kind: type[S]) -> S:
        """Waits until a screen of this kind is in front."""
        await self.until(
            lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted,
            kind.__name__,
        )
        screen = self.app.screen
        if not isinstance(screen, kind):
            raise Stuck(f"{kind.__name__} went away.")
        return screen

    async def cursor_to(self, rows: RowList | Inspector, row_id: str) -> None:
        """Walks a list's cursor to a row, by arrow keys."""
        ids = [row.id for row in rows.rows]
        if row_id not in ids:
            raise Stuck(f"'{row_id}' is not in the list.")
        while rows.cursor_id != row_id:
            now = ids.index(rows.cursor_id) if rows.cursor_id in ids else -1
            down = now < ids.index(row_id)
            after = ids[now + 1] if down else ids[now - 1]
            await self.press("down" if down else "up", _stands(rows, after), f"cursor on {after}")

    async def pick(self, rows: RowList, row_id: str) -> None:
        """Puts a list's cursor on a numbered row, by its number where it has a key of its own."""
        ids = [row.id for row in rows.rows]
        if row_id not in ids[:9] or rows.cursor_id == row_id:
            await self.cursor_to(rows, row_id)
        else:
            number = str(ids.index(row_id) + 1)
            await self.press(number, _stands(rows, row_id), f"cursor on {row_id}")

    async def stored(self, key: str, before: int, what: str) -> None:
        """Presses a key that must come to one accepted action."""
        session = self.session
        await self.press(key, lambda: len(session.rows) > before, what)


def acting(app: ScopeCreepApp) -> bool:
    """Whether a screen waits for what the engine says to an action, or paints it."""
    return any(worker.group == "act" and not worker.is_finished for worker in app.workers)


def at_rest(app: ScopeCreepApp) -> bool:
    """Whether no message, callback or repaint is under way in the screen in front."""
    screen = app.screen
    if acting(app):
        return False
    if any(pump.message_queue_size for pump in (app, screen, *screen.walk_children())):
        return False
    waiting = (screen._callbacks, screen._dirty_widgets, screen._next_callbacks)
    return not (any(waiting) or screen._layout_required or screen._repaint_required)


def _stands(rows: RowList | Inspector, row_id: str) -> Callable[[], bool]:
    return lambda: rows.cursor_id == row_id
