"""Numbered files in the data folder, for this account alone."""

from __future__ import annotations

import os
from pathlib import Path

from db.folders import PRIVATE, DataFolder


def write_next(folder: DataFolder, room: str, name: str, text: str) -> Path:
    """Writes a text under the next free number of its name, and says where it stands.

    Args:
        folder: the data folder.
        room: the folder in it.
        name: the file's name with its suffix; the number goes between.
        text: what is written.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    place = folder.root / room
    place.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    whole = Path(name)
    number = 1
    while True:
        path = place / f"{whole.stem}-{number}{whole.suffix}"
        try:
            _new(path, text)
            return path
        except FileExistsError:
            number += 1


def home(path: Path) -> str:
    """A path as it is told to a player, the home folder as `~`."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except ValueError:
        return str(path)


def _new(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text.encode("utf-8"))
