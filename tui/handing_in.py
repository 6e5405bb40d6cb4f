"""What a learner hands in: from the database, or step by step from practice."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from content.reporting.export import export
from content.reporting.handed_in import Export
from engine.log import Row, started_of
from engine.mission import Mission
from engine.state import State
from tui.practice import Unkept
from tui.safety import one_line
from tui.session import Summary

if TYPE_CHECKING:
    from tui.office import Office


async def exported(office: Office, slug: str, *, anonymous: bool = False) -> Export | None:
    """The signed-in player's results of a mission, or of the one that was played last; None where
    there is no playthrough.

    Raises:
        BrokenLog: a playthrough cannot be read.
        PlayFault: the database is away, or what it stores is not what this game reads.
    """
    play = office.play
    if not slug:
        latest = await play.latest("")
        if latest is None:
            return None
        slug = latest[1]
    cards = {row.card.slug: row.card for row in await play.board()}
    attempts = []
    for playthrough in await play.attempts(slug):
        rows = await play.log(playthrough)
        mission = await play.mission(playthrough, cards[slug], started_of(rows).rev)
        attempts.append((str(playthrough), mission, rows))
    if not attempts:
        return None
    return export(slug, office.name, str(office.user), attempts, anonymous=anonymous)


class Noted(Unkept):
    """Keeps no row, and has a file that stands where the practice stands, after every step."""

    def __init__(
        self, path: Path, player: str, mission: Mission, rows: Sequence[Row], *, anonymous: bool
    ) -> None:
        self.file = one_line(path.name)
        self._path, self._player, self._mission = path, player, mission
        self._rows = list(rows)
        self._anonymous = anonymous
        self._learner = secrets.token_hex(16)
        """Nobody has an account here, so a file is a learner."""
        self.failed = ""
        """Why the file could not be written last; empty where it could."""

    async def record(self, row: Row, summary: Summary, state: State) -> None:
        """Writes the file anew. That it cannot be written is told at the end, for the mission can
        be played all the same."""
        self._rows.append(row)
        try:
            await asyncio.to_thread(self.write)
        except OSError as error:
            self.failed = error.strerror or "unknown"
        else:
            self.failed = ""

    def write(self) -> None:
        """Writes the file, whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        attempt = (self._learner, self._mission, tuple(self._rows))
        found = export(
            self._mission.slug, self._player, self._learner, [attempt], anonymous=self._anonymous
        )
        beside = self._path.with_name(f".{self._path.name}.part")
        beside.write_text(found.model_dump_json(indent=2) + "\n", encoding="utf-8")
        beside.replace(self._path)
