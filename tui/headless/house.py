"""Where missions are played in a row: all that there are, and what opens one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from content.script import Script
from db.folders import DataFolder
from db.server import ServerAddress
from engine.mission import Mission, MissionCard
from tui.headless.play import Player


class Closed(Exception):
    """A mission does not open: why."""


class House(Protocol):
    """Where one player opens one mission after the other."""

    async def begin(self, part: Script) -> Player:
        """Opens a part's mission, once the one before is handed in and graded or left.

        Raises:
            Closed: its door is closed.
        """


@dataclass(frozen=True)
class Campaign:
    """All missions that there are."""

    missions: Mapping[str, Mission]
    cards: Sequence[MissionCard]

    def named(self, script: Script) -> tuple[Mission, ...]:
        """The missions of a script, each once."""
        return tuple(self.missions[slug] for slug in dict.fromkeys(script.missions))


@dataclass(frozen=True)
class Ground:
    """What is played on where that is not the engine alone."""

    folder: DataFolder
    address: ServerAddress
    size: tuple[int, int] = (80, 24)
    theme: str = ""
    pictures: Path | None = None
