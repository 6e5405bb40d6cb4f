"""The pack's scripts of several missions, through the bare engine and all other ways."""

from __future__ import annotations

import asyncio

import pytest

from content.loader import Pack
from content.packs import builtin
from content.playthrough import read_script
from db.folders import DataFolder
from db.server import ServerAddress
from tests.shipped import shipped
from tui.headless import parts
from tui.headless.house import Campaign, Ground
from tui.headless.result import failure_lines

SCRIPTS = sorted((builtin() / "playtests").glob("*.yaml"))


def campaign_of(pack: Pack) -> Campaign:
    return Campaign({mission.slug: mission for mission in pack.missions}, pack.cards)


def test_there_is_a_script_of_each_act_that_plays_its_missions_in_order() -> None:
    assert [path.name for path in SCRIPTS] == ["act-1.yaml", "act-2.yaml"]
    played = [slug for path in SCRIPTS for slug in read_script(path).missions]
    scored = [mission.slug for mission in shipped().missions if mission.scored]
    assert played == scored


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_bare_engine_plays_it(path: object, pack: Pack) -> None:
    script = read_script(str(path))
    result = asyncio.run(parts.run(script, "engine", campaign_of(pack), None))
    assert result.passed, "\n".join(failure_lines(result))


@pytest.mark.slow
@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("way", ["database", "screen", "plain"])
async def test_every_other_way_carries_on_as_the_engine_does(
    way: str, path: object, pack: Pack, server: ServerAddress, scratch_folder: DataFolder
) -> None:
    script, campaign = read_script(str(path)), campaign_of(pack)
    bare = await parts.run(script, "engine", campaign, None)
    played = await parts.run(script, way, campaign, Ground(scratch_folder, server))
    assert played.passed, "\n".join(failure_lines(played))
    assert [p.log_hash for p in played.parts] == [p.log_hash for p in bare.parts]
