"""`scopecreep demo` and prepared scenes, as a shell and a terminal meet them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content.demo import demos_in
from content.packs import builtin
from tests.cli.command import scopecreep
from tests.cli.terminal import terminal

NO_SERVER = """
import sys
from db import server
def start(self, step):
    raise SystemExit("a database was started")
server.EmbeddedServer.start = start
from tui import office
async def open_office(place, progress):
    raise SystemExit("an office was opened")
office.open_office = open_office
sys.argv[0] = "scopecreep"
from tui.__main__ import main
main()
"""


@pytest.mark.slow
def test_the_list_tells_every_demo_with_its_scenes_and_minutes(tmp_path: Path) -> None:
    told = scopecreep("demo", "M02", "--list", data=tmp_path)
    assert told.returncode == 0
    assert re.search(r"^ten-minutes +10 min +urgent-performance$", told.stdout, re.MULTILINE)
    assert re.search(r"^two-minutes +2 min +urgent-performance$", told.stdout, re.MULTILINE)
    assert re.search(r"^  lotte-asked +1 +The call, with Lotte$", told.stdout, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("M02", "--list", "--theme", "plaid"), "no look 'plaid'"),
        (("M99", "--list"), "no mission 'M99'"),
    ],
)
def test_what_is_not_there_is_told_with_exit_code_2(
    arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    done = scopecreep("demo", *arguments, data=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_demo_needs_a_terminal(tmp_path: Path) -> None:
    done = scopecreep("demo", data=tmp_path)
    assert done.returncode == 3
    assert "needs a terminal" in done.stderr


@pytest.mark.slow
def test_a_script_that_breaks_the_rules_is_refused_with_its_line(tmp_path: Path) -> None:
    (path,) = [path for path in demos_in(builtin()) if path.stem == "two-minutes"]
    text = path.read_text(encoding="utf-8")
    mine = tmp_path / "mine.yaml"
    mine.write_text(text.replace("08:15         380", "08:15         381"), encoding="utf-8")
    line = text[: text.index("08:15         380")].count("\n") + 1
    with terminal("demo", "--script", str(mine), data=tmp_path) as shown:
        assert shown.end() == 2
        assert f"Line{line}:" in "".join(shown.text.split())  # the terminal breaks lines


@pytest.mark.slow
def test_the_two_minutes_run_alone_in_a_terminal_without_a_database_and_keep_nothing(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    seen: list[str] = []
    arguments = ("demo", "--script", "two-minutes", "--unattended", "--speed", "20")
    with terminal(*arguments, data=data, code=NO_SERVER) as shown:
        shown.until("BIGGER SERVERS. FRIDAY. QUOTE.")
        shown.until("The room answers")
        seen += [path.name.removesuffix(".new") for path in data.iterdir()]
        shown.until("performance_metrics.pdf")
        assert shown.end() == 0, shown.text
    assert set(seen) == {"demo-notes.txt"}
    assert not list(data.iterdir())


@pytest.mark.slow
def test_notes_appear_in_a_second_terminal_while_a_demo_runs(tmp_path: Path) -> None:
    with terminal("demo", "--script", "two-minutes", data=tmp_path) as shown:
        shown.until("? keys")
        with terminal("demo", "--notes", data=tmp_path) as notes:
            notes.until("1/3  Capitals")
            notes.until("You are a consultant.")
            shown.press("n")
            notes.until("(Let them read the capitals.)")
        shown.press("\x11")
        assert shown.end() == 0


@pytest.mark.slow
def test_a_prepared_scene_is_played_without_doors_database_or_saving(tmp_path: Path) -> None:
    data = tmp_path / "data"
    arguments = ("play", "M02", "--scene", "system_design", "--seed", "9", "--practice")
    with terminal(*arguments, data=data, code=NO_SERVER) as shown:
        shown.until("Where you stand")
        shown.until("Leave")  # there is no board behind it
        shown.press("\r")
        shown.until("practice, not kept")
        shown.until("Main DB")
        shown.press("\x11")
        assert shown.end() == 0
    assert not data.exists()


@pytest.mark.slow
def test_scenes_are_listed_and_a_misspelt_one_is_told(tmp_path: Path) -> None:
    listed = scopecreep("play", "M02", "--scene", "list", data=tmp_path)
    assert listed.returncode == 0
    names = [line.split()[0] for line in listed.stdout.splitlines()]
    assert names[:5] == [
        "email_discovery",
        "video_call",
        "system_design",
        "client_feedback",
        "debrief",
    ]
    assert "lotte-asked" in names
    assert "two-minutes/the-quote" in names
    with terminal("play", "M02", "--scene", "lote-asked", data=tmp_path) as shown:
        assert shown.end() == 2
        assert "lotte-asked" in shown.text
