"""Kill the game after every accepted action: it ends with the same score and the same log."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from content.loader import Pack
from content.packs import builtin
from db.folders import DataFolder
from db.server import EmbeddedServer
from tui.headless import engine

ROOT = Path(__file__).resolve().parents[2]
CHAIN = "client-discovery-workshop/walkthroughs/gold.yaml"
SHORT = "kettle-protocol/walkthroughs/guided.yaml"


def script_file() -> Path:
    """M01's gold walkthrough, or the tutorial's where that mission is not in the pack."""
    missions = builtin() / "missions"
    return missions / CHAIN if (missions / CHAIN).is_file() else missions / SHORT


@pytest.fixture
def folder() -> Iterator[DataFolder]:
    with tempfile.TemporaryDirectory(prefix="killed ") as name:
        data = DataFolder(Path(name))
        yield data
        server = EmbeddedServer(data, scratch=True)
        server.start(lambda step: None)
        server.leave()
        server.remove()


def play_one(folder: DataFolder, script: Path) -> dict[str, Any]:
    """One process, killed as soon as it has told what is stored."""
    game = subprocess.Popen(
        [sys.executable, "-m", "tests.tui.one_step", str(folder.root), str(script)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env={**os.environ, "TEXTUAL_ANIMATIONS": "none"},
    )
    assert game.stdout is not None
    line = game.stdout.readline()
    game.kill()
    game.wait()
    game.stdout.close()
    told: dict[str, Any] = json.loads(line)
    return told


def test_a_game_killed_after_every_action_ends_as_if_undisturbed(
    folder: DataFolder, pack: Pack
) -> None:
    path = script_file()
    script = next(s for s in pack.walkthroughs if Path(s.file) == path)
    undisturbed = asyncio.run(engine.run(script, pack.mission(script.mission)))
    told: dict[str, Any] = {"status": "open", "rows": 1}
    for expected in range(2, undisturbed.actions + 2):
        told = play_one(folder, path)
        assert told["rows"] == expected
    assert told["status"] == "completed"
    assert told["score"] == undisturbed.score
    assert told["hash"] == undisturbed.log_hash
