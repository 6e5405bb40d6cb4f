"""`scopecreep record` and `run --shrink`: from a playthrough to a script, and to a shorter one."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import Pack
from content.playthrough import parse_script
from content.recording import script_of, text_of
from db.play import PlayConnection
from db.server import GAME, REFEREE, ServerAddress
from tests.cli.command import here, one_plain_message, scopecreep
from tui.headless import engine
from tui.headless.database import SessionPlayer
from tui.headless.play import play
from tui.office import Office

LOG = "content/packs/scope_creep/missions/kettle-protocol/walkthroughs/guided.yaml"


async def test_what_the_database_keeps_is_recorded_and_replays(
    server: ServerAddress, pack: Pack
) -> None:
    script = next(s for s in pack.walkthroughs if s.mission == "kettle-protocol")
    mission = pack.mission(script.mission)
    connection = await PlayConnection.open(server.conninfo(GAME))
    office = Office(connection, server.conninfo(REFEREE), None)
    try:
        await office.sign_in("Recorder")
        assert await office.saved() is None
        row = next(row for row in await office.board() if row.card.slug == mission.slug)
        session = await office.start(row, seed=script.seed)
        played = await play(script, "database", SessionPlayer(session))
        saved = await office.saved(mission.slug)
    finally:
        await office.close()
    assert saved is not None
    assert saved.rows == session.rows
    text = text_of(script_of(saved.mission, saved.state, saved.rows, {}))
    again = await engine.run(parse_script(text), mission)
    assert again.passed, again.failures
    assert again.notes == (), "what is filed is the mission that was published"
    assert (again.score, again.actions) == (played.score, played.actions)


@pytest.mark.slow
def test_an_empty_folder_has_nothing_to_record(tmp_path: Path) -> None:
    done = scopecreep("record", data=tmp_path / "data")
    assert "Nobody has played here yet." in one_plain_message(done, 2)


def test_a_failing_script_is_shrunk_into_a_folder(tmp_path: Path) -> None:
    wrong = Path(LOG).read_text().replace("status: completed", "status: abandoned")
    script = tmp_path / "wrong.yaml"
    script.write_text(wrong, encoding="utf-8")
    done = here("run", script, "--shrink", tmp_path / "short")
    assert done.returncode == 1
    shorter = tmp_path / "short" / "wrong.engine.shrunk.yaml"
    assert str(shorter) in done.stderr
    assert len(shorter.read_text()) < len(wrong) / 2
    again = here("run", shorter)
    assert again.returncode == 1, "it still fails"
