"""From the debrief: the results of this mission as a file in the data folder, to hand in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from db.connection import PlayFault
from db.folders import PRIVATE, DataFolder
from engine.log import BrokenLog
from tui.export.picture import home
from tui.export.writing import new_file
from tui.handing_in import exported
from tui.practice import is_kept
from tui.session import Session

if TYPE_CHECKING:
    from tui.app import ScopeCreepApp

FOLDER = "results"
TITLE = "To hand in"


async def hand_in(app: ScopeCreepApp, session: Session) -> None:
    """Writes all playthroughs of the mission by this player, and says where, or why not."""
    office = app.office
    if office is None or not is_kept(session):
        app.notify("Nothing of practice is kept, so there is nothing to hand in.", markup=False)
        return
    slug = session.mission.slug
    try:
        found = await exported(office, slug)
        if found is None:
            raise PlayFault("No playthrough is stored.")
        name = f"{session.mission.card.code}-{_plain(office.name)}"
        path = write(app.place.folder, name, found.model_dump_json(indent=2) + "\n")
    except (OSError, PlayFault, BrokenLog) as fault:
        told = f"The results cannot be written: {getattr(fault, 'strerror', None) or fault}"
        app.notify(told, severity="warning", markup=False)
        return
    app.notify(f"Written: {home(path)}", title=TITLE, markup=False)


def write(folder: DataFolder, name: str, text: str) -> Path:
    """Writes results under the next free number, and says where they stand.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    place = folder.root / FOLDER
    place.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    number = 1
    while True:
        path = place / f"{name}-{number}.json"
        try:
            new_file(path, text)
            return path
        except FileExistsError:
            number += 1


def _plain(name: str) -> str:
    """A player's name as a part of a file's."""
    return re.sub(r"[^\w-]+", "-", name).strip("-")[:40] or "player"
