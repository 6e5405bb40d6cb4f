"""Game processes that are killed, one after the other, at moments that a test names."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
MANY = 10_000
"""More actions and rows than any script comes to."""
PATIENCE = 120.0
"""Seconds until a game that has told nothing counts as stuck."""


def playing(folder: Path, script: Path) -> list[str]:
    """The command of games that play a script in a data folder."""
    return [sys.executable, "-m", "tests.tui.some_steps", str(folder), str(script)]


class Games:
    """Game processes, one after the other, each killed once it has told what is stored."""

    def __init__(self, command: list[str], patience: float = PATIENCE) -> None:
        self._patience = patience
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed on leaving
        self._parent = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            bufsize=0,
            env={**os.environ, "TEXTUAL_ANIMATIONS": "none"},
        )
        self._heard = b""

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

    def life(
        self, actions: int, beyond: float | None = None, rows: int = MANY
    ) -> dict[str, Any] | None:
        """Starts a game, and kills it once so many actions are stored, or nothing is left to do.

        With `beyond` it does not stop there: it is killed in whatever it does so many seconds
        later, which for no action at all is its opening. It never goes on beyond `rows` of its
        log. Gives what it has told last.
        """
        assert self._parent.stdin is not None
        self._parent.stdin.write(f"{actions if beyond is None else MANY} {rows}\n".encode())
        pid = self._tells()["begun"]
        told: dict[str, Any] | None = None
        for _ in range(actions):
            told = self._tells(pid)
            if told["over"]:
                break
        if beyond is not None:
            time.sleep(beyond)
        os.kill(pid, signal.SIGKILL)
        return told

    def _tells(self, pid: int | None = None) -> dict[str, Any]:
        """What a game tells next: which is begun, or how the one of this number stands. The last
        words of games that are dead by now are passed over."""
        while True:
            told: dict[str, Any] = json.loads(self._line())
            if "begun" in told if pid is None else told.get("pid") == pid:
                return told

    def _line(self) -> bytes:
        """A line that is told; not its end: a server that was started may hold the pipe open."""
        assert self._parent.stdout is not None
        deadline = time.monotonic() + self._patience
        while b"\n" not in self._heard:
            if select.select([self._parent.stdout], [], [], 0.1)[0]:
                more = os.read(self._parent.stdout.fileno(), 65536)
                self._heard += more
                if more:
                    continue
            elif self._parent.poll() is None:
                if time.monotonic() > deadline:
                    raise self._failed(f"no game told anything for {self._patience:g} seconds")
                continue
            self._parent.wait(timeout=self._patience)
            raise self._failed(f"the games ended with exit status {self._parent.returncode}")
        line, _, self._heard = self._heard.partition(b"\n")
        return line

    def _failed(self, what: str) -> AssertionError:
        self._errors.seek(0)
        return AssertionError(f"{what}; their standard error:\n{self._errors.read()[-4000:]}")
