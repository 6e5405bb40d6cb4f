"""Kill the game after every accepted action: it ends with the same score and the same log."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from content.loader import Pack
from content.packs import builtin
from content.playthrough import read_script
from db.folders import DataFolder
from db.server import EmbeddedServer
from tui.headless import engine

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = builtin() / "missions/client-discovery-workshop/walkthroughs/gold.yaml"


@pytest.fixture
def folder() -> Iterator[DataFolder]:
    with tempfile.TemporaryDirectory(prefix="killed ") as name:
        data = DataFolder(Path(name))
        yield data
        server = EmbeddedServer(data, scratch=True)
        server.start(lambda step: None)
        server.leave()
        server.remove()


class Games:
    """Game processes, one after the other, each killed as soon as it has told what is stored."""

    def __init__(self, folder: DataFolder, script: Path) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.tui.one_step", str(folder.root), str(script)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "TEXTUAL_ANIMATIONS": "none"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.close()
        self._parent.wait(timeout=60)
        self._parent.stdout.close()

    def play_one(self) -> dict[str, Any]:
        """Starts a game that plays the next action; kills it once that is stored."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write("\n")
        self._parent.stdin.flush()
        line = self._parent.stdout.readline()
        assert line, "the game ended by itself"
        told: dict[str, Any] = json.loads(line)
        os.kill(told.pop("pid"), signal.SIGKILL)
        return told


@pytest.mark.early
def test_a_game_killed_after_every_action_ends_as_if_undisturbed(
    folder: DataFolder, pack: Pack
) -> None:
    script = read_script(SCRIPT)
    undisturbed = asyncio.run(engine.run(script, pack.mission(script.mission)))
    told: dict[str, Any] = {"status": "open", "rows": 1}
    with Games(folder, SCRIPT) as games:
        for expected in range(2, undisturbed.actions + 2):
            told = games.play_one()
            assert told["rows"] == expected
    assert told["status"] == "completed"
    assert told["score"] == undisturbed.score
    assert told["hash"] == undisturbed.log_hash
