"""From the debrief: the results of this mission as a file in the data folder, to hand in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.connection import PlayFault
from engine.log import BrokenLog
from tui.export.files import home, write_next
from tui.handing_in import exported
from tui.practice import is_kept
from tui.session import Session

if TYPE_CHECKING:
    from tui.app import ScopeCreepApp

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
        name = f"{session.mission.card.code}-{_plain(office.name)}.json"
        text = found.model_dump_json(indent=2) + "\n"
        path = write_next(app.place.folder, "results", name, text)
    except (OSError, PlayFault, BrokenLog) as fault:
        told = f"The results cannot be written: {getattr(fault, 'strerror', None) or fault}"
        app.notify(told, severity="warning", markup=False)
        return
    app.notify(f"Written: {home(path)}", title=TITLE, markup=False)


def _plain(name: str) -> str:
    """A player's name as a part of a file's."""
    return re.sub(r"[^\w-]+", "-", name).strip("-")[:40] or "player"
