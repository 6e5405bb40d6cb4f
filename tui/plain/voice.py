"""What the plain game says and hears: lines of text, and nothing else."""

from __future__ import annotations

import asyncio
import shutil
import sys
import textwrap
import threading
from typing import TYPE_CHECKING, Protocol, TextIO

from tui.safety import harmless

if TYPE_CHECKING:
    from tui.plain.menu import Menu

WIDEST, NARROWEST = 78, 40
"""Columns that running text is wrapped to."""


class Gone(Exception):
    """Nobody is there any more: the input has ended."""


class Voice(Protocol):
    """Says lines, and hears one at a time."""

    def say(self, text: str = "", *, laid_out: bool = False) -> None:
        """Says a text: wrapped, or line for line where its author laid it out."""

    async def hear(self, prompt: str, menu: Menu | None = None) -> str:
        """Asks, and gives the line that is typed, without the blanks around it.

        `menu` is what may be chosen from, where the answer is a choice.

        Raises:
            Gone: the input has ended.
        """


def set_out(text: str, width: int, *, laid_out: bool) -> str:
    """A text as it is printed: harmless, and wrapped unless it is laid out."""
    rows = harmless(text).split("\n")
    if laid_out:
        return "\n".join(row.rstrip() for row in rows)
    return "\n".join(_wrapped(row, width) for row in rows)


def _wrapped(row: str, width: int) -> str:
    hang = " " * (len(row) - len(row.lstrip()))
    lines = textwrap.wrap(row, width, subsequent_indent=hang, break_on_hyphens=False)
    return "\n".join(lines)


def sentence(text: str) -> str:
    """A text with a full stop, unless it ends by itself."""
    text = text.rstrip()
    bare = text.rstrip("’”'\"")
    return text if not bare or bare[-1] in ".?!…" else f"{text}."


class Console:
    """Standard input and output; a thread of its own reads, so that leaving never waits for it."""

    def __init__(self, heard: TextIO | None = None, said: TextIO | None = None) -> None:
        self._in, self._out = heard or sys.stdin, said or sys.stdout
        self._lines: asyncio.Queue[str] = asyncio.Queue()
        self._reading = False

    def say(self, text: str = "", *, laid_out: bool = False) -> None:
        columns = shutil.get_terminal_size((WIDEST + 1, 24)).columns - 1
        width = max(NARROWEST, min(WIDEST, columns))
        self._print(set_out(text, width, laid_out=laid_out) + "\n")

    async def hear(self, prompt: str, menu: Menu | None = None) -> str:
        self._print(f"{harmless(prompt)} ")
        self._begin()
        line = await self._lines.get()
        if not line:
            raise Gone
        return line.strip()

    def _print(self, text: str) -> None:
        encoding = self._out.encoding or "utf-8"
        self._out.write(text.encode(encoding, "replace").decode(encoding))
        self._out.flush()

    def _begin(self) -> None:
        if self._reading:
            return
        self._reading = True
        loop = asyncio.get_running_loop()

        def read() -> None:
            line = "\n"
            while line:
                line = self._in.readline()
                if loop.is_closed():
                    return
                loop.call_soon_threadsafe(self._lines.put_nowait, line)

        threading.Thread(target=read, daemon=True).start()
