"""What the running game notes down: a rotating file in the data folder, never the screen.

It tells when the game began and ended, how long the office took to open, which missions were
entered, and when the database was away. Names of players and what they write are not in it.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from db.folders import PRIVATE
from tui.safety import one_line

NAME = "game.log"
LARGEST, OLDER = 256 * 1024, 3
"""Bytes of one file, and how many older ones are kept."""
PASSWORD = re.compile(r"(://[^/\s:@]*:)[^/\s@]+(@)|(\bpassword\s*=\s*)('[^']*'|\S+)")
"""A password in an address or among connection settings."""
LOG = logging.getLogger("scopecreep")
LOG.propagate = False
LOG.addHandler(logging.NullHandler())


def without_passwords(text: str) -> str:
    """A text with three stars in the place of each password."""
    return PASSWORD.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    return f"{found[1]}***{found[2]}" if found[1] else f"{found[3]}***"


class _OneLine(logging.Formatter):
    """Each note is one line without passwords, whatever a driver's message holds."""

    def format(self, record: logging.LogRecord) -> str:
        return one_line(without_passwords(super().format(record)))


class _Quiet(RotatingFileHandler):
    """A file that cannot be written to is no reason to stop, nor to print over the screen."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        pass


def open_log(folder: Path) -> None:
    """From here on notes go to the file in this folder, in place of another's."""
    close_log()
    with suppress(OSError):
        for made in (folder.parent, folder):
            made.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    handler = _Quiet(
        folder / NAME, maxBytes=LARGEST, backupCount=OLDER, encoding="utf-8", delay=True
    )
    handler.setFormatter(_OneLine("%(asctime)s %(process)d %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)


def close_log() -> None:
    """Ends the notes."""
    for handler in list(LOG.handlers):
        if isinstance(handler, _Quiet):
            LOG.removeHandler(handler)
            handler.close()
