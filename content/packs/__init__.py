"""The packs that come with the game, as package data."""

from importlib.resources import files
from pathlib import Path

BUILTIN = "scope_creep"


def builtin() -> Path:
    """The folder of the pack that the game is published from."""
    return Path(str(files("content.packs").joinpath(BUILTIN)))
