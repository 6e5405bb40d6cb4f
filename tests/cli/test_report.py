"""`scopecreep export` and `report`: from the database to a file, and from files to a table."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from content.loader import Pack
from content.reporting.folder import read
from content.reporting.report import report
from db.play import PlayConnection
from db.server import GAME, REFEREE, ServerAddress
from tests.cli.command import ROOT, one_plain_message, scopecreep
from tests.cli.terminal import terminal
from tests.cli.test_demo import NO_SERVER
from tests.content.reporting import handed_in
from tui.cli.report import warn
from tui.handing_in import exported
from tui.headless.database import SessionPlayer
from tui.headless.play import play
from tui.office import Office


def validated(name: str, text: str) -> dict[str, object]:
    """A document that follows its schema."""
    document: dict[str, object] = json.loads(text)
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.json").read_text())
    jsonschema.validate(document, schema)
    return document


async def test_what_the_database_keeps_is_handed_in(server: ServerAddress, pack: Pack) -> None:
    script = next(s for s in pack.walkthroughs if s.mission == "kettle-protocol")
    connection = await PlayConnection.open(server.conninfo(GAME))
    office = Office(connection, server.conninfo(REFEREE), None)
    try:
        await office.sign_in("Handing In")
        assert await exported(office, "") is None
        row = next(row for row in await office.board() if row.card.slug == script.mission)
        session = await office.start(row, seed=4)
        played = await play(script, "database", SessionPlayer(session))
        await office.close_playthrough(session)
        row = next(row for row in await office.board() if row.card.slug == script.mission)
        again = await office.start(row, seed=5, restart=True)
        await again.settle()
        found = await exported(office, "")
        hidden = await exported(office, script.mission, anonymous=True)
    finally:
        await office.close()
    assert found is not None
    assert hidden is not None
    first, second = found.playthroughs
    assert (found.player, found.mission) == ("Handing In", "kettle-protocol")
    assert (first.status, first.seed, first.actions) == ("completed", 4, played.actions)
    assert (second.status, second.seed, second.actions) == ("open", 5, 0)
    assert first.log == played.log_hash[:16]
    assert {fact.fact for fact in first.facts} == set(played.facts)
    validated("export", found.model_dump_json())
    assert "Handing In" not in hidden.model_dump_json()


async def test_bad_files_are_told_and_the_rest_is_reported(pack: Pack, tmp_path: Path) -> None:
    for name, walkthrough in (("Ada", "gold"), ("Ben", "poor")):
        result = await handed_in(pack, name, walkthrough)
        (tmp_path / f"{name}.json").write_text(result.model_dump_json(), encoding="utf-8")
    (tmp_path / "bad\x1b[31m.json").write_text("{", encoding="utf-8")
    marks = tmp_path / "marks.csv"
    done = scopecreep(
        "report", tmp_path, tmp_path / "none.json", "--json", "--by", "learner", "--csv", marks
    )
    assert done.returncode == 1
    told = validated("report", done.stdout)
    assert told["files"] == 2
    assert len(done.stderr.splitlines()) == 2
    assert "\x1b" not in done.stderr
    assert "It is no JSON file." in done.stderr
    assert "none.json: It cannot be read: No such file or directory." in done.stderr
    assert [line.split(",")[1] for line in marks.read_text().splitlines()] == [
        "learner",
        "Ada",
        "Ben",
    ]


@pytest.mark.parametrize("room", [True, False])
async def test_before_the_room_no_warning_bears_a_name(
    pack: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str], room: bool
) -> None:
    path = tmp_path / "ada.json"
    path.write_text((await handed_in(pack, "Ada", "poor")).model_dump_json(), encoding="utf-8")
    bad = tmp_path / "ben.json"
    bad.write_text("{", encoding="utf-8")
    warn(report(pack.missions, [path, bad]), room=room)
    told = capsys.readouterr().err
    assert ("ben.json" in told) is not room
    assert len(told.splitlines()) == 1
    warn(report(pack.missions, [bad]), room=room)
    assert "ben.json" in capsys.readouterr().err, "there is nothing to show a room"


def test_an_empty_selection_is_wrong_use(tmp_path: Path) -> None:
    said = one_plain_message(scopecreep("report", tmp_path), 2)
    assert "There is no result in what is named." in said


@pytest.mark.slow
async def test_a_mission_or_decision_that_nobody_played_is_wrong_use(
    pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "ada.json"
    path.write_text((await handed_in(pack, "Ada", "poor")).model_dump_json(), encoding="utf-8")
    said = one_plain_message(scopecreep("report", path, "--mission", "M01"), 2)
    assert "There is nothing to report" in said
    said = one_plain_message(scopecreep("report", path, "--mission", "M99"), 2)
    assert "There is no mission 'M99'" in said
    said = one_plain_message(scopecreep("report", path, "--node", "two-draft"), 2)
    assert "two-drafts" in said


@pytest.mark.slow
def test_an_empty_folder_has_nothing_to_hand_in(tmp_path: Path) -> None:
    done = scopecreep("export", data=tmp_path / "data")
    assert "Nobody has played here yet." in one_plain_message(done, 2)


@pytest.mark.slow
def test_practice_is_handed_in_without_a_door_or_a_database(tmp_path: Path) -> None:
    path = tmp_path / "ada.json"
    arguments = ("play", "M02", "--practice", "--seed", "2024", "--as", "Ada", "--results", path)
    with terminal(*map(str, arguments), data=tmp_path / "data", code=NO_SERVER) as shown:
        shown.until("Bigger Servers by Friday")
        shown.press("\x11")
        assert shown.end() == 0
    found = read(path)
    assert (found.player, found.mission) == ("Ada", "urgent-performance")
    assert not (tmp_path / "data").exists()
    said = one_plain_message(scopecreep("play", "M02", "--results", path), 2)
    assert "'--results' goes with '--practice'" in said
