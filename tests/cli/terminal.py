"""A game in a pseudo-terminal, and what stands on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte

from tests.cli.command import ROOT

PATIENCE = 30.0


class Terminal:
    """Reads what a game writes, as a terminal of 80x24 would show it."""

    def __init__(self, descriptor: int, game: subprocess.Popen[bytes]) -> None:
        self._descriptor = descriptor
        self.game = game
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""

    def read(self, seconds: float = 0.05) -> bool:
        """Takes what has been written; False once the other side is closed."""
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return True
        try:
            some = os.read(self._descriptor, 65536)
        except OSError:
            return False
        self.written += some
        self._stream.feed(some)
        return bool(some)

    @property
    def text(self) -> str:
        """The screen's rows."""
        return "\n".join(self.screen.display)

    def until(self, words: str) -> None:
        """Waits until these words stand on the screen."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < deadline, f"never came: {words!r}\n{self.text}"
            self.read()

    def press(self, keys: str) -> None:
        """Types."""
        os.write(self._descriptor, keys.encode())

    def end(self) -> int:
        """Waits for the game's end and gives its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.game.poll() is None:
            assert time.monotonic() < deadline, f"the game does not end\n{self.text}"
            self.read()
        while self.read(0.1) and select.select([self._descriptor], [], [], 0.1)[0]:
            pass
        return self.game.returncode

    def hang_up(self) -> None:
        """Closes the terminal's window."""
        os.close(self._descriptor)
        self._descriptor = -1

    def close(self) -> None:
        """Lets go of what is still open."""
        if self._descriptor >= 0:
            self.hang_up()

    def modes(self) -> tuple[int, int]:
        """The terminal's input and local flags, which a game changes and must put back."""
        told = termios.tcgetattr(self._descriptor)
        return told[0], told[3]


@contextmanager
def terminal(
    *arguments: str, data: Path, code: str = "", term: str = "xterm-256color"
) -> Iterator[Terminal]:
    """Runs the command, or a piece of code, in a terminal of its own."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    program = ["-c", code] if code else ["-m", "tui"]
    game = subprocess.Popen(
        [sys.executable, *program, *arguments],
        cwd=ROOT,
        stdin=child,
        stdout=child,
        stderr=child,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        env={
            **os.environ,
            "SCOPECREEP_DATA": str(data),
            "TERM": term,
            "TEXTUAL_ANIMATIONS": "none",
        },
    )
    os.close(child)
    shown = Terminal(parent, game)
    try:
        yield shown
    finally:
        if game.poll() is None:
            game.send_signal(signal.SIGKILL)
            game.wait()
        shown.close()
