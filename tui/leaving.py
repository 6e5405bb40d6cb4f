"""How a game ends that is told to: by the system, or by a window that closes."""

from __future__ import annotations

import asyncio
import os
import signal
import termios
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import ScopeCreepApp


def heed_signals(app: ScopeCreepApp) -> None:
    """Lets the game leave as its player would, its rows stored and its server given up."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, partial(_leave, app, signal.SIGTERM))
    loop.add_signal_handler(signal.SIGHUP, partial(_hang_up, app))


def _leave(app: ScopeCreepApp, number: signal.Signals) -> None:
    app.run_worker(app.leave(128 + number), group="leave")


def _hang_up(app: ScopeCreepApp) -> None:
    try:
        termios.tcgetattr(0)
    except termios.error:
        # Nothing may be written to a window that is gone: it would wait for ever.
        setattr(app._driver, "write", lambda data: None)  # noqa: B010 - a method of Textual's
        app.run_worker(_go_without_a_word(app), group="leave")
    else:
        _leave(app, signal.SIGHUP)  # the signal alone: the window is still there


async def _go_without_a_word(app: ScopeCreepApp) -> None:
    if app.session is not None:
        await app.session.settle_quietly()
    if app.office is not None:
        await app.office.close()
    os._exit(128 + signal.SIGHUP)
