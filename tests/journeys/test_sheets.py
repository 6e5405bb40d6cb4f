"""A mission that is decided on a sheet, through engine, database, screens and lines: one log."""

from __future__ import annotations

import pytest

from content.loader import Pack
from content.script import Script
from db.folders import DataFolder
from db.server import ServerAddress
from tests.journeys.ways import passed
from tui.headless import database, engine, plain, screen

GRADES = {"gold": (95, 100), "fair": (60, 80), "poor": (0, 59)}
WIDE = (120, 40)


def _script(sheets: Pack, name: str) -> Script:
    return next(script for script in sheets.walkthroughs if script.name == name)


@pytest.mark.parametrize("name", GRADES)
async def test_a_sheet_comes_to_the_same_log_every_way(
    name: str, sheets: Pack, office: tuple[DataFolder, ServerAddress]
) -> None:
    script, mission = _script(sheets, name), sheets.mission("weir-offer")
    folder, address = office
    bare = passed(await engine.run(script, mission))
    low, high = GRADES[name]
    assert low <= bare.score <= high
    size = WIDE if name == "fair" else screen.SIZE
    for way in (
        await database.run(script, mission, address),
        await screen.run(script, mission, folder, address, size),
        await plain.run(script, mission, address),
    ):
        passed(way)
        assert (way.log_hash, way.score) == (bare.log_hash, bare.score)
