"""Holds a playthrough against what its script expects."""

from __future__ import annotations

from dataclasses import dataclass

from content.career import Career, begun
from content.expected import Expectation
from content.script import Script
from content.unmet import View, unmet
from engine.mission import Mission
from engine.state import State
from engine.values import PlayerThen


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that was not met."""

    script: str
    line: int
    step: int
    """The step's number from 1; 0 for what is expected at the end."""
    expected: str
    found: str
    picture: str = ""
    """The file that shows what stood on the screen then, where there is one."""

    def __str__(self) -> str:
        where = f"step {self.step}" if self.step else "the end"
        seen = f" (picture: {self.picture})" if self.picture else ""
        return (
            f"{self.script}:{self.line}: {where}: expected {self.expected}, "
            f"found {self.found}{seen}"
        )


def player_then(script: Script, mission: Mission) -> PlayerThen:
    """The player whom a script sends into its mission.

    Trust may be given under the client's short name as well.
    """
    return begun(script.start, (mission.card,)).player(script.player.name)


def check(
    expectation: Expectation,
    mission: Mission,
    state: State,
    *,
    career: Career | None = None,
    script: str = "",
    line: int = 0,
    step: int = 0,
) -> list[Failure]:
    """What a playthrough fails of an expectation; empty if it holds.

    `career` is what the player has from mission to mission, where that is known.
    """
    view = View(mission, state, career)
    return [
        Failure(script, line, step, expected, found) for expected, found in unmet(expectation, view)
    ]
