"""Every walkthrough of the pack, through engine, database, screens and plain lines: one log."""

from __future__ import annotations

import asyncio

import pytest

from content.loader import Pack, load_pack
from content.packs import builtin
from content.script import Script
from db.folders import DataFolder
from db.publish import digest_of
from db.server import ServerAddress
from tests.journeys.ways import passed
from tests.shipped import shipped
from tui.headless import database, engine, plain, screen

SCRIPTS = {f"{s.mission}/{s.name}": s for s in shipped().walkthroughs}
GRADES = {"gold": (95, 100), "fair": (60, 80), "poor": (0, 59)}


def test_there_are_walkthroughs_to_play() -> None:
    assert SCRIPTS


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_bare_engine_plays_it(name: str, pack: Pack) -> None:
    script = SCRIPTS[name]
    result = asyncio.run(engine.run(script, pack.mission(script.mission)))
    passed(result)
    low, high = GRADES.get(script.name, (0, 100))
    assert low <= result.score <= high


# A good play and the guided one go every way each time; the others in test-all.
THROUGH_SCREENS = [
    name if name.endswith(("/gold", "/guided")) else pytest.param(name, marks=pytest.mark.slow)
    for name in SCRIPTS
]


@pytest.mark.parametrize("name", THROUGH_SCREENS)
async def test_database_and_screens_come_to_the_same_log(
    name: str, pack: Pack, server: ServerAddress, scratch_folder: DataFolder
) -> None:
    script: Script = SCRIPTS[name]
    mission = pack.mission(script.mission)
    bare = await engine.run(script, mission)
    stored = await database.run(script, mission, server)
    passed(stored)
    played = await screen.run(script, mission, scratch_folder, server)
    passed(played)
    assert bare.log_hash == stored.log_hash == played.log_hash
    assert bare.score == stored.score == played.score


@pytest.mark.parametrize("name", THROUGH_SCREENS)
async def test_plain_lines_come_to_the_same_log(
    name: str, pack: Pack, server: ServerAddress
) -> None:
    script: Script = SCRIPTS[name]
    mission = pack.mission(script.mission)
    bare = await engine.run(script, mission)
    typed = await plain.run(script, mission, server)
    passed(typed)
    assert (typed.log_hash, typed.score) == (bare.log_hash, bare.score)


def test_a_pack_is_written_down_the_same_however_often_it_was_played() -> None:
    fresh = load_pack(builtin())
    before = digest_of(fresh.cards, fresh.missions)
    for script in fresh.walkthroughs:
        asyncio.run(engine.run(script, fresh.mission(script.mission)))
    assert digest_of(fresh.cards, fresh.missions) == before
