"""Sound packs, and one fault put into one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.content import board_pack
from tests.content.reaching_pack import REACHING
from tests.content.small_pack import FILES, SHORT_NAMES, in_its_place
from tests.content.two_orders import second

Base = Literal["small", "reaching", "two", "sheets"]
Text = str | bytes | None
FOLDER = b"\0a folder"
"""In the place of a file's text: a folder stands where the file should."""


def _sound(base: Base) -> dict[str, str]:
    if base == "sheets":
        return dict(board_pack.FILES)
    over = {"small": {}, "reaching": REACHING, "two": second()}[base]
    files = {**FILES, **over}
    return {name: text for name, text in files.items() if text is not None}


@dataclass(frozen=True)
class LintMutant:
    """One fault, put into a sound pack, which the linter must tell."""

    fault: str
    """What was done, as the table of the documents tells it."""
    caught: str
    """The code of what is told."""
    edits: Sequence[tuple[str, str, str]] = ()
    """Short or full name of a file, the old text, the new one."""
    files: Mapping[str, Text] = field(default_factory=dict)
    """Files that are other than in the sound pack, or not there (None)."""
    base: Base = "small"

    def write(self, folder: Path) -> Path:
        """Writes the pack with the fault.

        Raises:
            ValueError: an old text is not there exactly once.
        """
        files: dict[str, Text] = {**_sound(self.base), **self.files}
        for short, old, new in self.edits:
            name = SHORT_NAMES.get(short, short)
            text = files[name]
            assert isinstance(text, str)
            files[name] = in_its_place(text, old, new, name)
        return write_all(folder, files)


def write_sound(folder: Path, base: Base) -> Path:
    """Writes a sound pack."""
    return write_all(folder, _sound(base))


def write_all(folder: Path, files: Mapping[str, Text]) -> Path:
    """Writes texts by their paths below a folder."""
    for name, text in files.items():
        if text is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text == FOLDER:
            path.mkdir()
        elif isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, encoding="utf-8")
    return folder
