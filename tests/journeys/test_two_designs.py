"""A mission of two designs from beginning to end, any of the ways in which it may be played."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from content.bots.policies import POLICIES
from content.bots.table import table_of
from content.explorer.explore import Effort, explore
from content.folder import read_pack
from content.lessons import trials
from content.loader import Pack, load_pack
from content.problem import Report
from content.script import Script
from db import publish
from db.mission_rows import assemble, split
from db.server import SUPERUSER, EmbeddedServer, ServerAddress
from tests.content.two_nights import write_nights
from tests.databases import own_folder
from tests.journeys.ways import Desk, passed, played
from tui.filing import note_pack
from tui.headless.scratch import lay_out

SLUG = "small-order"
NAMES = ("gold", "fair")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_nights(tmp_path_factory.mktemp("nights"))


@pytest.fixture(scope="module")
def nights(folder: Path) -> Pack:
    return load_pack(folder)


@pytest.fixture(scope="module")
def desk(nights: Pack) -> Iterator[Desk]:
    """A server of its own that holds the mission."""
    with own_folder("scopecreep-") as own:
        server = EmbeddedServer(own, scratch=True)
        address = server.start(lambda step: None)
        lay_out(address, nights.cards, nights.missions)
        note_pack(address.conninfo(SUPERUSER), "small")
        yield own, address
        server.leave()


def script_of(nights: Pack, name: str) -> Script:
    return next(script for script in nights.walkthroughs_of(SLUG) if script.name == name)


@pytest.mark.parametrize("name", NAMES)
async def test_the_database_plays_both_designs_as_the_engine_does(
    name: str, nights: Pack, own_database: ServerAddress, folder: Path
) -> None:
    mission, script = nights.mission(SLUG), script_of(nights, name)
    publish.publish(nights.cards, nights.missions, own_database.conninfo(SUPERUSER))
    bare, stored = [
        passed(await played(script, way, mission, (folder, own_database), nights.cards))  # type: ignore[arg-type]
        for way in ("engine", "database")
    ]
    assert [row.events for row in stored.rows[1:]] == [row.events for row in bare.rows[1:]]
    assert stored.phases == bare.phases


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", ["database", "screen", "plain"])
async def test_each_way_of_playing_comes_to_the_same_log(
    way: str, name: str, nights: Pack, desk: Desk
) -> None:
    mission, script = nights.mission(SLUG), script_of(nights, name)
    bare = passed(await played(script, "engine", mission, desk, nights.cards))
    result = passed(await played(script, way, mission, desk, nights.cards))
    assert (result.log_hash, result.score) == (bare.log_hash, bare.score)


def test_the_rows_give_the_mission_back_and_hide_what_is_to_come(nights: Pack) -> None:
    mission = nights.mission(SLUG)
    rows = split(mission)
    assert assemble(mission.card, rows) == mission
    night = next(row for row in rows if row.key == "night")
    assert {"continues", "reserve", "outage", "edits"} <= night.answers.keys()
    assert "20:40" not in str(night.content_data)


def test_bots_come_to_the_end(nights: Pack) -> None:
    table = table_of(nights, SLUG)
    scores = {table.run(POLICIES["random"], seed).score for seed in range(12)}
    assert len(scores) > 1
    assert table.run(POLICIES["gold"], 1).score == 100


def test_each_grid_is_put_to_the_test_of_its_lesson(nights: Pack) -> None:
    told = {
        (one.phase, one.design): one.holds
        for one in trials(table_of(nights, SLUG))
        if one.load == "as written"
    }
    assert told["day", "reference"]
    assert told["night", "reference"]
    assert told["night", "untouched"]
    assert told["night", "without bell"]
    assert told["night", "everything"]


def test_the_search_reaches_both_parts(nights: Pack, folder: Path) -> None:
    mission = nights.mission(SLUG)
    found = read_pack(folder, Report()).missions[SLUG]
    scripts = nights.walkthroughs_of(SLUG)
    effort = Effort(walks=200, processes=1, envelope=False)
    reached = {
        row.what: (row.reached, row.of) for row in explore(mission, found, scripts, effort).rows
    }
    assert reached["changes of the grid"] == (2, 2)
    assert reached["reactions"][0] >= 6
