"""Designs in the data folder: as React Flow JSON, and as the studio draws them."""

from __future__ import annotations

import json
import os
from pathlib import Path

from db.folders import PRIVATE, DataFolder
from engine.design.graph import Design
from engine.design.load import Load
from engine.design.react_flow import document
from engine.mission import Mission
from tui.export.text_art import text_art

FOLDER = "designs"


def write(
    folder: DataFolder, mission: Mission, design: Design, load: Load, *, measured: bool
) -> tuple[Path, str]:
    """Writes a design under the next free number, without figures where none are measured; where
    its JSON stands, and its drawing.

    Raises:
        OSError: the folder or a file cannot be written.
    """
    place = folder.root / FOLDER
    place.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    art = text_art(design, mission, load, measured=measured)
    number = 1
    while True:
        path = place / f"{mission.slug}-{number}.json"
        try:
            new_file(path, json.dumps(document(design), indent=2) + "\n")
            break
        except FileExistsError:
            number += 1
    path.with_suffix(".txt").write_text(art, encoding="utf-8", errors="backslashreplace")
    return path, art


def new_file(path: Path, text: str) -> None:
    """Writes a file for this account alone.

    Raises:
        FileExistsError: the file is there already.
        OSError: it cannot be written.
    """
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text.encode("utf-8"))
