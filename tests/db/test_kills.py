"""Whatever is killed, in whatever order: the next start finds everything that was stored.

Only what a kill may lose is tested on a server that syncs; the rest on scratch ones.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
GAME = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from db.folders import DataFolder
    from db.server import EmbeddedServer
    EmbeddedServer(DataFolder(Path(sys.argv[1]))).start(lambda step: None)
    print("in", flush=True)
    time.sleep(60)
    """
)

pytestmark = pytest.mark.slow


def quiet(step: str) -> None:
    """Hears the steps and says nothing."""


@pytest.fixture
def folder() -> Iterator[DataFolder]:
    with tempfile.TemporaryDirectory(prefix="a killed folder ") as name:
        data = DataFolder(Path(name))
        yield data
        last = EmbeddedServer(data, scratch=True)
        last.start(quiet)
        last.leave()
        last.remove()


def game_in(folder: DataFolder) -> subprocess.Popen[bytes]:
    """Another game, which has the server."""
    game = subprocess.Popen(
        [sys.executable, "-c", GAME, str(folder.root)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert game.stdout is not None
    assert game.stdout.readline() == b"in\n"
    game.stdout.close()
    return game


def postmaster(server: EmbeddedServer) -> int:
    return int((server.account.cluster / "postmaster.pid").read_text().split()[0])


def note(server: EmbeddedServer, what: str) -> None:
    with psycopg.connect(server.address.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (what text)")
        connection.execute("INSERT INTO kept VALUES (%s)", (what,))


def noted(server: EmbeddedServer) -> list[str]:
    with psycopg.connect(server.address.conninfo(SUPERUSER)) as connection:
        return [row[0] for row in connection.execute("SELECT what FROM kept ORDER BY what")]


@pytest.mark.parametrize(
    "order",
    [
        "game, server",
        "server",
        pytest.param("server, game", marks=pytest.mark.slow),
        pytest.param("game", marks=pytest.mark.slow),
    ],
)
def test_after_any_kill_the_next_start_has_it_all(folder: DataFolder, order: str) -> None:
    game, server = game_in(folder), EmbeddedServer(folder)
    note(server, "this")
    number = postmaster(server)
    for victim in order.split(", "):
        os.kill(game.pid if victim == "game" else number, signal.SIGKILL)
        if victim == "game":
            game.wait()
    server.start(quiet)
    assert noted(server) == ["this"]
    server.leave()
    assert server.is_ready() == (order == "server")  # that game still lives, and holds its lease
    game.kill()
    game.wait()


def test_a_second_game_waits_for_a_server_that_recovers(folder: DataFolder) -> None:
    server = EmbeddedServer(folder)
    server.start(quiet)
    note(server, "this")
    with psycopg.connect(server.address.conninfo(SUPERUSER)) as connection:
        backend = connection.info.backend_pid
        os.kill(backend, signal.SIGKILL)  # the postmaster now restarts all its children
        second = EmbeddedServer(folder)
        second.start(quiet)
    assert noted(second) == ["this"]
    second.leave()
    server.leave()


def test_a_second_game_waits_for_a_server_that_leaves(folder: DataFolder) -> None:
    server = EmbeddedServer(folder, scratch=True)
    server.start(quiet)
    note(server, "this")
    idle = psycopg.connect(server.address.conninfo(SUPERUSER))
    os.kill(postmaster(server), signal.SIGTERM)  # 'smart': it waits for the idle connection
    closing = threading.Timer(0.5, idle.close)
    closing.start()
    second = EmbeddedServer(folder, scratch=True)
    second.start(quiet)
    assert noted(second) == ["this"]
    closing.join()
    second.leave()
    server.leave()


def test_a_server_whose_socket_was_swept_away_is_started_anew(folder: DataFolder) -> None:
    server = EmbeddedServer(folder)
    server.start(quiet)
    note(server, "this")
    for lost in server.account.socket.iterdir():
        lost.unlink()
    deaf = postmaster(server)
    server.start(quiet)
    assert postmaster(server) != deaf
    assert noted(server) == ["this"]
    server.leave()


def test_the_pid_of_another_cluster_is_not_believed(folder: DataFolder) -> None:
    with tempfile.TemporaryDirectory(prefix="another ") as name:
        other = EmbeddedServer(DataFolder(Path(name)), scratch=True)
        other.start(quiet)
        server = EmbeddedServer(folder, scratch=True)
        server.start(quiet)
        server.leave()
        theirs = (other.account.cluster / "postmaster.pid").read_text()
        server.account.write(server.account.cluster / "postmaster.pid", theirs)
        server.start(quiet)
        assert postmaster(server) != postmaster(other)
        server.leave()
        assert other.is_ready()
        other.leave()
        other.remove()
