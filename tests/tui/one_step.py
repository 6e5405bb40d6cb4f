"""The game processes of the kill test: each opens the game, performs the next action, stays.

Usage: python -m tests.tui.one_step FOLDER SCRIPT. For every line on standard input one process
is forked off a parent that has only imported, and never opened a game. It prints a line once
its action is stored, or once the mission is over; then it waits to be killed.
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
        pinned = session.state.shared.model_copy(update={"next_pin": made})
        for action in names.actions(step, pinned):
            if done == 0:
                return action
            done -= 1
            made += action.kind == "pin"
    return None


async def play_one(folder: Path, script: Script) -> None:
    """Plays one action by keys and tells the parent."""
    visit = Visit(player=script.player.name, mission=script.mission, seed=script.seed)
    app = ScopeCreepApp(place_of(DataFolder(folder)), visit)
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)):
        hands = Hands(app)
        player = ScreenPlayer(hands)
        await player.begin()
        session = hands.session
        action = next_action(session, script)
        if action is not None:
            await player.act(action)
        _tell(session)
        time.sleep(120)  # until SIGKILL


def _tell(session: Session) -> None:
    state = session.state
    told = {
        "pid": os.getpid(),
        "rows": len(session.rows),
        "status": state.status,
        "score": state.score,
        "hash": log_hash(session.rows),
    }
    os.write(1, f"{json.dumps(told)}\n".encode())  # Textual holds what is printed


def main(folder: Path, script: Script) -> None:
    """Forks a game a line, and waits for its death before the next."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if not module.name.startswith("tui.__main__"):
            importlib.import_module(module.name)
    gc.freeze()
    for _ in sys.stdin:
        game = os.fork()
        if game == 0:
            asyncio.run(play_one(folder, script))
        _, ended = os.waitpid(game, 0)
        if not (os.WIFSIGNALED(ended) and os.WTERMSIG(ended) == signal.SIGKILL):
            sys.exit("a game ended by itself")


if __name__ == "__main__":
    main(Path(sys.argv[1]), read_script(Path(sys.argv[2])))
