"""A screen as a picture in the data folder."""

from __future__ import annotations

from pathlib import Path

from db.folders import PRIVATE, DataFolder
from tui.export.writing import new_file

FOLDER = "pictures"


def write(folder: DataFolder, name: str, svg: str) -> Path:
    """Writes a picture under the next free number, and says where it stands.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    place = folder.root / FOLDER
    place.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    number = 1
    while True:
        path = place / f"{name}-{number}.svg"
        try:
            new_file(path, svg)
            return path
        except FileExistsError:
            number += 1


def home(path: Path) -> str:
    """A path as it is told to a player, the home folder as `~`."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except ValueError:
        return str(path)
