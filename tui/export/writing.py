"""Designs in the data folder: as React Flow JSON, and as the studio draws them."""

from __future__ import annotations

import json
from pathlib import Path

from db.folders import DataFolder
from engine.design.graph import Design
from engine.design.load import Load
from engine.design.react_flow import document
from engine.mission import Mission
from tui.export.files import write_next
from tui.export.text_art import text_art


def write(
    folder: DataFolder, mission: Mission, design: Design, load: Load, *, measured: bool
) -> tuple[Path, str]:
    """Writes a design under the next free number, without figures where none are measured; where
    its JSON stands, and its drawing.

    Raises:
        OSError: the folder or a file cannot be written.
    """
    art = text_art(design, mission, load, measured=measured)
    text = json.dumps(document(design), indent=2) + "\n"
    path = write_next(folder, "designs", f"{mission.slug}.json", text)
    path.with_suffix(".txt").write_text(art, encoding="utf-8", errors="backslashreplace")
    return path, art
