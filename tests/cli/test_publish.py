"""`scopecreep publish`: what it files, whom it takes along, and how it refuses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import psycopg
import pytest
from click.testing import CliRunner, Result

from db import publish
from db.play import PlayConnection
from db.server import GAME, REFEREE, SUPERUSER, ServerAddress
from engine import actions as ac
from tests.cli.command import ROOT
from tests.content.small_pack import changed, write
from tui.cli import cli
from tui.filing import file_missions
from tui.office import Office

Publish = Callable[..., Result]


@pytest.fixture
def publishing(own_database: ServerAddress) -> Publish:
    """The command on a database of its own."""
    return lambda *arguments: run(own_database.url(SUPERUSER), *arguments)


def run(database: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["--database", database, "publish", *map(str, arguments)])


def one_plain_message(done: Result, code: int) -> str:
    assert isinstance(done.exception, SystemExit)
    assert (done.exit_code, done.stdout) == (code, "")
    return done.stderr


def printed(done: Result) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(done.stdout)
    schema = json.loads((ROOT / "docs" / "schemas" / "publish.json").read_text())
    jsonschema.validate(told, schema)
    return told


async def opened_mail(address: ServerAddress, *mails: str) -> None:
    """Somebody begins the small order, and reads."""
    office = Office(await PlayConnection.open(address.conninfo(GAME)), None, None)
    await office.sign_in("Ana")
    row = next(r for r in await office.board() if r.card.slug == "small-order")
    session = await office.start(row, seed=7)
    for mail in mails:
        await session.act(ac.OpenEmail(mail=mail))
        await session.settle()
    await office.close()


def test_the_built_in_pack_is_there_already(publishing: Publish) -> None:
    done = publishing()
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ("Scope Creep 0.1.0 is what was published last; nothing is changed.\n")
    assert printed(publishing("--json"))["revision"] is None


def test_an_own_pack_is_filed_and_stays_when_the_game_starts(
    publishing: Publish, own_database: ServerAddress, tmp_path: Path
) -> None:
    keeper = own_database.conninfo(SUPERUSER)
    told = printed(publishing(write(tmp_path), "--json"))
    assert (told["pack"], told["revision"], told["changed"]) == ("small", 2, ["small-order"])
    file_missions(keeper)
    with psycopg.connect(keeper) as connection:
        rows = connection.execute(
            "SELECT slug FROM public.missions WHERE published ORDER BY order_index"
        ).fetchall()
    assert rows == [("small-order",), ("later-order",)]
    assert printed(publishing("--json"))["revision"] == 3
    assert not (publish.stamp(keeper) or "").startswith("own")


def test_open_playthroughs_are_brought_up_to_date_on_request(
    publishing: Publish, own_database: ServerAddress, tmp_path: Path
) -> None:
    publishing(write(tmp_path / "one"))
    asyncio.run(opened_mail(own_database, "first-order"))
    better = changed("mail", "An order page", "An order page, please")
    told = printed(publishing(write(tmp_path / "two", better), "--json"))
    assert (told["playthroughs"], told["waiting"]) == ([], 0)
    done = publishing(tmp_path / "two", "--migrate", "--json")
    assert done.exit_code == 0
    (one,) = printed(done)["playthroughs"]
    assert (one["mission"], one["status"], one["reason"]) == ("small-order", "migrated", "")
    assert one["now"] != one["playthrough"]


def test_who_stays_behind_is_named_with_the_reason(
    publishing: Publish, own_database: ServerAddress, tmp_path: Path
) -> None:
    publishing(write(tmp_path / "one"))
    asyncio.run(opened_mail(own_database, "first-order"))
    later = changed(
        "mail",
        'arrives: {day: 1, at: "09:00"}',
        'arrives: {day: 1, at: "09:00", when: "trust >= 90"}',
    )
    done = publishing(write(tmp_path / "two", later), "--migrate")
    assert done.exit_code == 0, done.stderr
    assert "  small-order  kept      open_email is refused: There is no mail" in done.stdout


def test_a_broken_content_is_exit_code_one(
    publishing: Publish, own_database: ServerAddress, tmp_path: Path
) -> None:
    publishing(write(tmp_path / "one"))
    asyncio.run(opened_mail(own_database, "first-order"))
    with psycopg.connect(own_database.conninfo(SUPERUSER)) as connection:
        connection.execute(
            "SELECT public.update_mission_content(c.id, '{}', 'emptied')"
            " FROM public.mission_content c WHERE c.key = 'email_discovery/first-order'"
        )
    done = publishing(tmp_path / "one", "--migrate")
    assert done.exit_code == 1
    assert "failed" in done.stdout and "cannot be read" in done.stdout


def test_a_pack_with_faults_is_refused_with_all_of_them(
    publishing: Publish, tmp_path: Path
) -> None:
    faulty = changed("mission", "difficulty: beginner", "difficulty: dreadful")
    said = one_plain_message(publishing(write(tmp_path, faulty)), 2)
    assert "mission.yaml" in said
    one_plain_message(publishing(tmp_path / "nowhere"), 2)


def test_a_server_that_is_not_laid_out_is_told_plainly(embedded: ServerAddress) -> None:
    bare = replace(embedded, database="postgres")
    said = one_plain_message(run(bare.url(SUPERUSER)), 3)
    assert said == "The database has no schema yet. Run 'scopecreep db upgrade' first.\n"


def test_a_login_that_may_only_play_does_not_publish(
    own_database: ServerAddress, tmp_path: Path
) -> None:
    done = run(own_database.url(GAME), write(tmp_path))
    assert "permission denied" in one_plain_message(done, 3)
    done = run(own_database.url(REFEREE), tmp_path)
    assert "permission denied" in one_plain_message(done, 3)
