"""The game processes of the kill tests: each opens the game, performs the next actions, stays.

Usage: python -m tests.tui.some_steps FOLDER SCRIPT. For every line on standard input, `ACTIONS
ROWS`, one process is forked off a parent that has only imported, and never opened a game. It plays
so many actions, yet not beyond so many rows of the log, and prints a line when it is begun, after
each action that is stored, and where nothing is left to do. Then it waits to be killed.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import os
import pkgutil
import signal
import sys
import time
from pathlib import Path

import tui
from content.playthrough import PinNames, read_script
from content.script import Doing, Script
from db.folders import DataFolder
from engine.actions import AnyAction
from engine.log import log_hash
from engine.shared import pin_name
from tui.app import ScopeCreepApp, Visit
from tui.drive.hands import Hands
from tui.drive.player import ScreenPlayer
from tui.headless.scratch import place_of
from tui.session import Session


def next_action(session: Session, script: Script) -> AnyAction | None:
    """The script's action after those that the log holds."""
    names, done = PinNames(), len(session.rows) - 1
    made = 0
    for step in script.steps:
        if not isinstance(step, Doing):
            continue
        by_then = {pin_name(number) for number in range(made)}
        pins = tuple(pin for pin in session.state.shared.pins if pin.id in by_then)
        pinned = session.state.shared.model_copy(update={"next_pin": made, "pins": pins})
        for action in names.actions(step, pinned):
            if done == 0:
                return action
            done -= 1
            made += action.kind == "pin"
    return None


async def play_some(folder: Path, script: Script, count: int, rows: int) -> None:
    """Plays actions by keys, and tells of each."""
    visit = Visit(player=script.player.name, mission=script.mission, seed=script.seed)
    app = ScopeCreepApp(place_of(DataFolder(folder)), visit)
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)):
        hands = Hands(app)
        player = ScreenPlayer(hands)
        await player.begin()
        session = hands.session
        for _ in range(count):
            action = next_action(session, script) if len(session.rows) < rows else None
            if action is not None:
                await player.act(action)
            over = action is None or session.state.status != "open"
            _tell(session, over=over)
            if over:
                break
        time.sleep(120)  # until SIGKILL


def _tell(session: Session, *, over: bool) -> None:
    state = session.state
    _print(
        {
            "pid": os.getpid(),
            "rows": len(session.rows),
            "status": state.status,
            "score": state.score,
            "hash": log_hash(session.rows),
            "over": over,
        }
    )


def _print(told: dict[str, object]) -> None:
    os.write(1, f"{json.dumps(told)}\n".encode())  # Textual holds what is printed


def main(folder: Path, script: Script) -> None:
    """Forks a game a line, and waits for its death before the next."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if not module.name.startswith("tui.__main__"):
            importlib.import_module(module.name)
    gc.freeze()
    for line in sys.stdin:
        count, rows = map(int, line.split())
        game = os.fork()
        if game == 0:
            asyncio.run(play_some(folder, script, count, rows))
        _print({"begun": game})
        _, ended = os.waitpid(game, 0)
        if not (os.WIFSIGNALED(ended) and os.WTERMSIG(ended) == signal.SIGKILL):
            sys.exit("a game ended by itself")


if __name__ == "__main__":
    main(Path(sys.argv[1]), read_script(Path(sys.argv[2])))
