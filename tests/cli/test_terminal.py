"""The game in a real terminal: how it ends, well and badly, and what it leaves behind."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer
from tests.cli.terminal import Terminal, terminal

BOARD = "Campaign"
FALLS = """
import sys
from tui.screens import board
def fall(self):
    token = "a-secret-at-hand"
    raise ValueError("postgresql://ana:open-sesame@host/x is gone")
board.BoardScreen.on_mount = fall
sys.argv[0] = "scopecreep"
from tui.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="a terminal's data ") as name:
        yield Path(name)
        server = EmbeddedServer(DataFolder(Path(name)), scratch=True)
        server.start(lambda step: None)
        server.leave()
        server.remove()


def is_restored(shown: Terminal, before: tuple[int, int]) -> bool:
    """Whether the terminal is as it was: its modes, the main screen, no mouse, a cursor."""
    last = shown.written.rsplit(b"\x1b[?1049l", 1)
    return (
        shown.modes() == before
        and len(last) == 2
        and b"\x1b[?1049h" not in last[1]
        and shown.written.rfind(b"\x1b[?25h") > shown.written.rfind(b"\x1b[?25l")
        and shown.written.rfind(b"\x1b[?1000l") > shown.written.rfind(b"\x1b[?1000h")
    )


def test_a_game_that_is_left_stops_its_server(data: Path) -> None:
    with terminal("play", "--as", "Ana", data=data) as shown:
        before = shown.modes()
        shown.until(BOARD)
        shown.press("\x11")
        assert shown.end() == 0
        assert is_restored(shown, before)
    assert not EmbeddedServer(DataFolder(data)).is_ready()
    noted = (data / "logs" / "game.log").read_text()
    assert "The game begins: Scope Creep" in noted
    assert "Opening the office: filing the missions took" in noted
    assert noted.rstrip().endswith("INFO The game ends.")
    assert "Ana" not in noted


def test_a_fault_is_one_sentence_a_report_and_exit_code_1(data: Path) -> None:
    with terminal("play", "--as", "Ana", data=data, code=FALLS) as shown:
        before = shown.modes()
        assert shown.end() == 1
        assert is_restored(shown, before)
        said = shown.written.rsplit(b"\x1b[?1049l", 1)[1].decode()
    assert said.count("The game stopped on a fault of its own.") == 1
    assert "What you did is stored. Report: " in said
    assert "Traceback" not in said
    (report,) = (data / "crashes").glob("*.txt")
    text = report.read_text()
    assert "ValueError" in text
    assert "in fall" in text
    assert "a-secret-at-hand" not in text
    assert "open-sesame" not in text
    assert "stopped on a fault of its own: ValueError" in (data / "logs" / "game.log").read_text()
    assert report.stat().st_mode & 0o077 == 0
    assert not EmbeddedServer(DataFolder(data)).is_ready()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_game_that_is_told_to_go_leaves_tidily(data: Path, number: signal.Signals) -> None:
    with terminal("play", "M00", "--as", number.name, data=data) as shown:
        before = shown.modes()
        shown.until("Begin")
        shown.press("\r")
        shown.until("Enter Read")
        shown.press("\r")
        shown.until("Esc List")
        os.kill(shown.game.pid, number)
        assert shown.end() == 128 + number
        assert is_restored(shown, before)
    server = EmbeddedServer(DataFolder(data))
    assert not server.is_ready()
    with server, psycopg.connect(server.address.conninfo(SUPERUSER)) as connection:
        row = connection.execute(
            "SELECT count(*) FROM public.playthrough_events e"
            " JOIN public.profiles p USING (user_id) WHERE p.display_name = %s",
            (number.name,),
        ).fetchone()
    assert row == (2,)


def test_a_window_that_closes_leaves_no_server_behind(data: Path) -> None:
    before = list((data / "crashes").glob("*.txt"))
    with terminal("play", "--as", "Ana", data=data) as shown:
        shown.until(BOARD)
        shown.hang_up()
        assert shown.game.wait(timeout=30) == 128 + signal.SIGHUP
    assert list((data / "crashes").glob("*.txt")) == before
    assert not EmbeddedServer(DataFolder(data)).is_ready()


def test_leaving_while_the_office_opens_leaves_no_server_behind(tmp_path: Path) -> None:
    server = EmbeddedServer(DataFolder(tmp_path / "fresh"), scratch=True)
    with terminal("play", data=tmp_path / "fresh") as shown:
        shown.until("Opening the office")
        shown.press("\x11")
        assert shown.end() == 0
    assert not server.is_ready()
    server.remove()


def test_a_server_that_cannot_start_is_one_clear_screen(tmp_path: Path) -> None:
    server = EmbeddedServer(DataFolder(tmp_path / "damaged"), scratch=True)
    server.start(lambda step: None)
    server.leave()
    with (server.account.cluster / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = 'a great many'\n")
    with terminal("play", "--as", "Ana", data=tmp_path / "damaged") as shown:
        before = shown.modes()
        shown.until("The database does not start.")
        shown.until("shared_buffers")
        shown.until("Try again")
        assert "Traceback" not in shown.text
        shown.press("q")
        assert shown.end() == 3
        assert is_restored(shown, before)
    server.remove()


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "term"), [((), "dumb"), (("--plain",), "xterm-256color")])
def test_lines_are_played_where_no_screen_can_be_or_is_wanted(
    data: Path, arguments: tuple[str, ...], term: str
) -> None:
    with terminal(*arguments, data=data, term=term) as shown:
        shown.until("Your name")
        assert b"\x1b" not in shown.written
        assert ("draws no screens" in shown.text) == (term == "dumb")
        shown.press("Ana\n")
        shown.until("The board. Ana")
        shown.press("q\n")
        assert shown.end() == 0
