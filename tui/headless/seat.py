"""A seat at which scripts are played one after another, on a scratch database of its own."""

from __future__ import annotations

import asyncio
import importlib
import os
import sys
import time
import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from content.expectations import Failure
from db.cluster import ServerFailed
from db.folders import DataFolder
from db.server import ServerAddress
from engine.mission import Mission, MissionCard
from tui.headless.cells import SIZE, Cell
from tui.headless.house import Campaign, Ground
from tui.headless.limit import at_most, is_overdue
from tui.headless.result import Result

FRAMES = "400"
"""How often a second a screen may be laid out."""


class Seat:
    """Plays cells in this process; the database is made when the first run asks for it.

    Pictures of screens that failed go into a folder, or into one that the failures name.
    """

    def __init__(
        self,
        cards: Sequence[MissionCard],
        missions: Sequence[Mission],
        pictures: Path | None = None,
    ) -> None:
        self.pictures = pictures
        self.missions = {mission.slug: mission for mission in missions}
        self._cards = tuple(cards)
        self._kept = ExitStack()
        self._office: tuple[DataFolder, ServerAddress] | None = None

    def __enter__(self) -> Seat:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._kept.close()

    def play(self, cell: Cell, seconds: float | None = None) -> Result:
        """Plays one cell, within so many seconds.

        Whatever goes wrong in the game itself is a failure of the run, and told as one.

        Raises:
            ServerFailed: there can be no database.
        """
        if cell.through != "engine":
            self._open()
        begun = time.monotonic()
        try:
            with at_most(seconds):
                result = asyncio.run(self._run(cell))
        except ServerFailed:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of the game is what a tester looks for
            told = ("the game to go on", _told(error))
            if is_overdue(error):
                told = (f"an end within {seconds or 0:g} s", "the game does not come back")
            result = _unplayed(cell, *told)
            result = replace(result, crashed=True, seconds=time.monotonic() - begun)
        return replace(result, name=cell.name, size=cell.size, theme=cell.theme)

    async def _run(self, cell: Cell) -> Result:
        if cell.script.parts:
            return await self._run_parts(cell)
        mission = self.missions[cell.script.mission]
        from tui.headless import engine

        if cell.through == "engine":
            return await engine.run(cell.script, mission, self._cards)
        if why := engine.still_locked(cell.script, mission, self._cards):
            wanted = f"{mission.slug} to open, for which `start: completed` may name missions"
            return _unplayed(cell, wanted, why)
        _hurry()
        from tui.headless import database, plain, screen

        folder, address = self._open()
        if cell.through == "database":
            return await database.run(cell.script, mission, address)
        if cell.through == "plain":
            return await plain.run(cell.script, mission, address)
        size = cell.size or SIZE
        return await screen.run(
            cell.script, mission, folder, address, size, self.pictures, cell.theme
        )

    async def _run_parts(self, cell: Cell) -> Result:
        _hurry()
        from tui.headless import parts

        ground = None
        if cell.through != "engine":
            folder, address = self._open()
            ground = Ground(folder, address, cell.size or SIZE, cell.theme, self.pictures)
        campaign = Campaign(self.missions, self._cards)
        return await parts.run(cell.script, cell.through, campaign, ground)

    def _open(self) -> tuple[DataFolder, ServerAddress]:
        if self._office is None:
            from tui.headless.scratch import lay_out, scratch_office

            self._office = self._kept.enter_context(scratch_office())
            lay_out(self._office[1], self._cards, tuple(self.missions.values()))
        return self._office


def _hurry() -> None:
    """Has screens laid out as often as keys come, which Textual settles when it is imported."""
    if "textual" in sys.modules:
        return
    before = os.environ.get("TEXTUAL_FPS")
    os.environ["TEXTUAL_FPS"] = FRAMES
    try:
        importlib.import_module("textual.constants")
    finally:
        if before is None:
            del os.environ["TEXTUAL_FPS"]
        else:
            os.environ["TEXTUAL_FPS"] = before


def _unplayed(cell: Cell, expected: str, found: str) -> Result:
    """The result of a run of which nothing else is known."""
    script = cell.script
    return Result(
        script=script.file,
        mission=script.mission,
        through=cell.through,
        seed=script.seed,
        status="open",
        score=0,
        grade="",
        phases={},
        facts=(),
        flags=(),
        metrics={},
        actions=0,
        log_hash="",
        failures=(Failure(script.file, 1, 0, expected, found),),
    )


def _told(error: Exception) -> str:
    """What went wrong, and where in the game."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    words = " ".join(str(error).split()) or "no more is known"
    return f"{type(error).__name__}: {words} ({Path(last.filename).name}:{last.lineno})"
