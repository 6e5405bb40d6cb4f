"""Kill the game after every accepted action: it ends with the same score and the same log."""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pytest

from content.loader import Pack
from content.packs import builtin
from content.playthrough import read_script
from db.folders import DataFolder
from tests.databases import own_folder
from tui.headless import engine

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = builtin() / "missions/client-discovery-workshop/walkthroughs/gold.yaml"


@pytest.fixture
def folder() -> Iterator[DataFolder]:
    with own_folder("killed ") as data:
        yield data


PATIENCE = 120.0
"""Seconds until a game that has told nothing counts as stuck."""


class Games:
    """Game processes, one after the other, each killed as soon as it has told what is stored."""

    def __init__(self, command: list[str], patience: float = PATIENCE) -> None:
        self._patience = patience
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed on leaving
        self._parent = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env={**os.environ, "TEXTUAL_ANIMATIONS": "none"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        with suppress(BrokenPipeError):
            self._parent.stdin.close()
        try:
            self._parent.wait(timeout=60 if error[0] is None else 1)
        except subprocess.TimeoutExpired:
            self._parent.kill()
            self._parent.wait()
        self._parent.stdout.close()
        self._errors.close()

    def play_one(self) -> dict[str, Any]:
        """Starts a game that plays the next action; kills it once that is stored."""
        assert self._parent.stdin is not None
        self._parent.stdin.write("\n")
        self._parent.stdin.flush()
        told: dict[str, Any] = json.loads(self._line())
        os.kill(told.pop("pid"), signal.SIGKILL)
        return told

    def _line(self) -> str:
        """What a game tells; not its end: a server that it has started may hold the pipe open."""
        assert self._parent.stdout is not None
        deadline = time.monotonic() + self._patience
        while not select.select([self._parent.stdout], [], [], 0.1)[0]:
            if self._parent.poll() is not None:
                break
            if time.monotonic() > deadline:
                raise self._failed(f"no game told anything for {self._patience:g} seconds")
        else:
            if line := self._parent.stdout.readline():
                return line
        self._parent.wait(timeout=self._patience)
        raise self._failed(f"the games ended with exit status {self._parent.returncode}")

    def _failed(self, what: str) -> AssertionError:
        self._errors.seek(0)
        return AssertionError(f"{what}; their standard error:\n{self._errors.read()[-4000:]}")


def test_a_game_that_dies_before_it_tells_anything_fails_the_test_with_what_it_said() -> None:
    dies = "import sys, subprocess; subprocess.Popen(['sleep', '5']); sys.exit('no such folder')"
    with (
        Games([sys.executable, "-c", dies]) as games,
        pytest.raises(AssertionError, match=r"exit status 1; their[^$]*no such folder"),
    ):
        games.play_one()


def test_a_game_that_tells_nothing_fails_the_test_in_time() -> None:
    hangs = "import sys; print('still here', file=sys.stderr, flush=True); sys.stdin.read()"
    with (
        Games([sys.executable, "-c", hangs], patience=0.5) as games,
        pytest.raises(AssertionError, match=r"for 0.5 seconds[^$]*still here"),
    ):
        games.play_one()


@pytest.mark.early
def test_a_game_killed_after_every_action_ends_as_if_undisturbed(
    folder: DataFolder, pack: Pack
) -> None:
    script = read_script(SCRIPT)
    undisturbed = asyncio.run(engine.run(script, pack.mission(script.mission)))
    told: dict[str, Any] = {"status": "open", "rows": 1}
    command = [sys.executable, "-m", "tests.tui.one_step", str(folder.root), str(SCRIPT)]
    with Games(command) as games:
        for expected in range(2, undisturbed.actions + 2):
            told = games.play_one()
            assert told["rows"] == expected
    assert told["status"] == "completed"
    assert told["score"] == undisturbed.score
    assert told["hash"] == undisturbed.log_hash
