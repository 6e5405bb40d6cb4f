"""One script, played any of the ways."""

from __future__ import annotations

from collections.abc import Sequence

from content.script import Script
from db.folders import DataFolder
from db.server import ServerAddress
from engine.mission import Mission, MissionCard
from tui.headless import database, engine, plain, screen
from tui.headless.result import Result, failure_lines

Desk = tuple[DataFolder, ServerAddress]
"""A data folder, and its server."""


def passed(result: Result) -> Result:
    """A result that fails nothing, or its failures told."""
    assert result.passed, "\n".join(failure_lines(result))
    return result


async def played(
    script: Script,
    way: str,
    mission: Mission,
    desk: Desk,
    cards: Sequence[MissionCard] = (),
) -> Result:
    """A script through the engine, the database, the plain lines or the screens."""
    folder, address = desk
    match way:
        case "engine":
            return await engine.run(script, mission, cards)
        case "database":
            return await database.run(script, mission, address)
        case "plain":
            return await plain.run(script, mission, address)
        case "screen":
            return await screen.run(script, mission, folder, address)
    raise ValueError(way)
