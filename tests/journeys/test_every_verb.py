"""Every action has a verb, and each verb is played through engine, database, screens and lines."""

from __future__ import annotations

import asyncio

import pytest

from content.playthrough import parse_script
from content.verbs import BARE, WITH_DETAIL
from db.folders import DataFolder
from db.server import ServerAddress
from engine.actions import ACTIONS
from tests.content.every_verb import SCRIPTS
from tests.journeys.ways import passed, played
from tui.headless import engine
from tui.headless.house import Campaign
from tui.headless.result import Result


def kinds() -> set[str]:
    """The kinds of all actions that a player takes."""
    shapes = ACTIONS.json_schema()["$defs"].values()
    return {shape["properties"]["kind"]["const"] for shape in shapes} - {"start"}


def bare(name: str, trials: Campaign) -> Result:
    """A script on the bare engine."""
    script = parse_script(SCRIPTS[name], f"{name}.yaml")
    return passed(asyncio.run(engine.run(script, trials.missions[script.mission])))


def test_the_scripts_take_every_action_and_use_every_verb(trials: Campaign) -> None:
    taken = {row.action.kind for name in SCRIPTS for row in bare(name, trials).rows}
    assert kinds() - taken == set()
    text = "\n".join(SCRIPTS.values())
    for verb in (*BARE, *WITH_DETAIL):
        assert f"  - {verb}\n" in text or f"  - {verb}:" in text, verb


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize(
    "way", ["database", "plain", pytest.param("screen", marks=pytest.mark.slow)]
)
async def test_each_verb_comes_to_the_engines_log(
    name: str, way: str, trials: Campaign, office: tuple[DataFolder, ServerAddress]
) -> None:
    script = parse_script(SCRIPTS[name], f"{name}.yaml")
    mission = trials.missions[script.mission]
    expected = await engine.run(script, mission)
    assert passed(await played(script, way, mission, office)).log_hash == expected.log_hash
