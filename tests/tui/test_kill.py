"""Kill the game after every accepted action: it ends with the same score and the same log."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from content.loader import Pack
from content.packs import builtin
from content.playthrough import read_script
from db.folders import DataFolder
from tests.databases import own_folder
from tests.tui.killed_games import Games, playing
from tui.headless import engine

SCRIPT = builtin() / "missions/client-discovery-workshop/walkthroughs/gold.yaml"


@pytest.fixture
def folder() -> Iterator[DataFolder]:
    with own_folder("killed ") as data:
        yield data


def test_a_game_that_dies_before_it_tells_anything_fails_the_test_with_what_it_said() -> None:
    dies = "import sys, subprocess; subprocess.Popen(['sleep', '5']); sys.exit('no such folder')"
    with (
        Games([sys.executable, "-c", dies]) as games,
        pytest.raises(AssertionError, match=r"exit status 1; their[^$]*no such folder"),
    ):
        games.life(1)


def test_a_game_that_tells_nothing_fails_the_test_in_time() -> None:
    hangs = "import sys; print('still here', file=sys.stderr, flush=True); sys.stdin.read()"
    with (
        Games([sys.executable, "-c", hangs], patience=0.5) as games,
        pytest.raises(AssertionError, match=r"for 0.5 seconds[^$]*still here"),
    ):
        games.life(1)


@pytest.mark.slow
@pytest.mark.early
def test_a_game_killed_after_every_action_ends_as_if_undisturbed(
    folder: DataFolder, pack: Pack
) -> None:
    script = read_script(SCRIPT)
    undisturbed = asyncio.run(engine.run(script, pack.mission(script.mission)))
    told: dict[str, Any] = {"status": "open", "rows": 1}
    with Games(playing(folder.root, SCRIPT)) as games:
        for expected in range(2, undisturbed.actions + 2):
            told = games.life(1) or {}
            assert told["rows"] == expected
    assert told["status"] == "completed"
    assert told["score"] == undisturbed.score
    assert told["hash"] == undisturbed.log_hash
