"""Practice that is written down: a file that stands where the practice stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.reporting.folder import read
from engine.actions import FinishPhase, OpenEmail, Reply
from engine.events import Started
from engine.game import RULES_VERSION
from engine.log import first_row
from engine.mission import Mission
from engine.values import PlayerThen
from tui.handing_in import Noted
from tui.practice import header_note, is_kept, unkept_words
from tui.session import Session


def practice(mission: Mission, path: Path, player: str) -> tuple[Session, Noted]:
    started = Started(
        mission=mission.slug,
        rev=1,
        rules_version=RULES_VERSION,
        seed=2024,
        player=PlayerThen(name=player),
    )
    rows = (first_row(started),)
    noted = Noted(path, player, mission, rows, anonymous=not player)
    return Session(mission, rows, noted, practice=True), noted


async def test_after_every_step_the_file_is_whole_and_tells_it(
    small: Mission, tmp_path: Path
) -> None:
    path = tmp_path / "ada.json"
    session, noted = practice(small, path, "Ada")
    noted.write()
    assert not is_kept(session)
    assert header_note(session) == "practice, noted"
    assert unkept_words(session) == "What you choose is written to ada.json."
    assert read(path).playthroughs[0].actions == 0
    steps = (OpenEmail(mail="first-order"), Reply(mail="first-order", option="ask-hours"))
    for count, step in enumerate((*steps, FinishPhase()), start=1):
        await session.act(step)
        await session.settle()
        found = read(path)
        assert found.playthroughs[0].actions == count
        assert [one.name for one in tmp_path.iterdir()] == ["ada.json"]
    assert found.player == "Ada"
    assert found.playthroughs[0].seed == 2024
    assert [(m.node, m.move) for m in found.playthroughs[0].moves] == [("first-order", "ask-hours")]


async def test_a_file_that_cannot_be_written_stops_nobody_and_is_told(
    small: Mission, tmp_path: Path
) -> None:
    session, noted = practice(small, tmp_path / "gone" / "ada.json", "")
    with pytest.raises(OSError):
        noted.write()
    await session.act(OpenEmail(mail="first-order"))
    await session.settle()
    assert noted.failed == "No such file or directory"
    assert session.stored
