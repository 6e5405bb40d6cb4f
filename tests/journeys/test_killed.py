"""Walkthroughs by keys, in games that are killed at moments drawn by a seed: while they open, after
an action is stored, and in the middle of the next. Each ends as if nothing had happened."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from content.loader import Pack
from db.folders import DataFolder
from db.play import PlayConnection
from db.server import GAME, REFEREE, ServerAddress
from engine.log import log_hash
from tests.shipped import shipped
from tests.tui.killed_games import Games, playing
from tests.tui.stage import game
from tui.app import Visit
from tui.drive.hands import OPENING_PATIENCE
from tui.headless import engine
from tui.headless.newcomer import seat_player
from tui.headless.scratch import place_of
from tui.office import Office
from tui.screens.debrief import DebriefScreen
from tui.screens.help import BriefScreen

SCRIPTS = {f"{s.mission}/{s.name}": s for s in shipped().walkthroughs}
QUICK = {"kettle-protocol/guided"}
EACH = [
    name if name in QUICK else pytest.param(name, marks=[pytest.mark.slow, pytest.mark.early])
    for name in SCRIPTS
]
LONGEST = 12
"""Actions that a game lives through at most."""
SOON = 0.15
"""Seconds within which a game dies that is killed in what it does: about what an action takes."""


def lives(name: str) -> Iterator[tuple[int, float | None]]:
    """How many actions a game has, and how long after them it is killed in what it does then."""
    chance = random.Random(name)
    yield 0, chance.uniform(0, SOON)  # while it opens
    yield 1, None
    while True:
        yield chance.randint(1, LONGEST), chance.choice((None, chance.uniform(0, SOON)))


async def score_on_board(office: Office, slug: str) -> int | None:
    """The score that the board shows; what was handed in and not graded is graded for it."""
    return next(row.score for row in await office.board() if row.card.slug == slug)


async def graded(address: ServerAddress, folder: DataFolder, visit: Visit) -> int | None:
    """The score after the last kill: the dead game had handed in, or the next one comes to the
    debrief by itself."""
    connection = await PlayConnection.open(address.conninfo(GAME))
    office = Office(connection, address.conninfo(REFEREE), None)
    try:
        await office.sign_in(visit.player)
        found = await score_on_board(office, visit.mission)
    finally:
        await office.close()
    if found is not None:
        return found
    async with game(place_of(folder), visit) as hands:
        await hands.until(
            lambda: isinstance(hands.app.screen, BriefScreen), "where it stands", OPENING_PATIENCE
        )
        await hands.rest()
        hands.app.simulate_key("enter")
        await hands.until(
            lambda: isinstance(hands.app.screen, DebriefScreen), "the debrief", OPENING_PATIENCE
        )
        assert hands.app.office is not None
        return await score_on_board(hands.app.office, visit.mission)


@pytest.mark.parametrize("name", EACH)
def test_a_walkthrough_in_killed_games_ends_as_if_undisturbed(
    name: str, pack: Pack, server: ServerAddress, scratch_folder: DataFolder
) -> None:
    script = SCRIPTS[name]
    mission = pack.mission(script.mission)
    undisturbed = asyncio.run(engine.run(script, mission))
    hashes = {rows: log_hash(undisturbed.rows[:rows]) for rows in range(len(undisturbed.rows) + 1)}
    seat_player(server, script, mission)
    stood, told = 1, dict[str, Any]()
    with Games(playing(scratch_folder.root, Path(script.file))) as games:
        for actions, beyond in lives(name):
            # The mission's end is left to a game that tells of it: the one after would begin anew.
            rows = len(undisturbed.rows) - (beyond is not None)
            found = games.life(actions, beyond, rows)
            if found is None:
                continue
            told = found
            assert told["rows"] >= stood + (beyond is None), "what was stored is there"
            assert told["hash"] == hashes[told["rows"]]
            stood = told["rows"]
            if told["status"] != "open":
                break
    assert told["rows"] == len(undisturbed.rows)
    assert (told["status"], told["score"]) == (undisturbed.status, undisturbed.score)
    visit = Visit(player=script.player.name, mission=script.mission, seed=script.seed)
    score = undisturbed.score if mission.scored else 0
    assert asyncio.run(graded(server, scratch_folder, visit)) == score
