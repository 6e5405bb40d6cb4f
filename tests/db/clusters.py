"""Clusters that tests lay out themselves, with whichever PostgreSQL's programs."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.account import Account, account_for
from db.binaries import found, installed_for_system
from db.folders import DataFolder
from db.server import SUPERUSER, ServerAddress

DEBIAN = Path("/usr/lib/postgresql")
SUPPORTED = (15, 16, 17)
"""What Debian's packages may bring of the versions that the game plays on, the oldest first."""


def debian_programs() -> Path:
    """Where Debian's package has put the programs; skips the test where there is none."""
    for major in SUPPORTED:
        programs = DEBIAN / str(major) / "bin"
        if (programs / "initdb").is_file():
            return programs
    pytest.skip("PostgreSQL 15 is not installed here: apt install postgresql-15")


def wheel_programs() -> Path:
    """Where the programs of the embedded server are, as an ordinary account may run them."""
    with tempfile.TemporaryDirectory() as name:
        account = account_for(DataFolder(Path(name)))
    binaries = found()
    return installed_for_system(binaries, account.base).bin if account.is_system else binaries.bin


class Cluster:
    """A cluster in a temporary folder: no TCP, a private socket, an ordinary account."""

    def __init__(self, folder: DataFolder, programs: Path) -> None:
        self.folder = folder
        self.account: Account = account_for(folder)
        self._programs = programs
        self._place = self.account.home / "cluster"

    @property
    def socket(self) -> Path:
        """The folder of its socket."""
        return self.account.socket

    def lay_out(self, superuser: str, *options: str | Path) -> None:
        """Makes it, with one superuser; `options` say how that one is let in."""
        how = ("-N", "-U", superuser, "--encoding=UTF8", "--locale=C")
        self._run("initdb", "-D", self._place, *how, *options)
        socket = str(self.socket).replace("'", "''")
        with (self._place / "postgresql.conf").open("a") as settings:
            settings.write(
                "listen_addresses = ''\nunix_socket_permissions = 0700\n"
                f"unix_socket_directories = '{socket}'\n"
                "fsync = off\nshared_buffers = 32MB\ntimezone = 'UTC'\njit = off\n"
            )

    def start(self) -> None:
        """Starts it and waits until it answers."""
        log = self.account.home / "cluster.log"
        self._run("pg_ctl", "-D", self._place, "-l", log, "-w", "start")

    def stop(self) -> None:
        """Stops it at once; what is stored is stored."""
        self._run("pg_ctl", "-D", self._place, "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: str | Path) -> None:
        subprocess.run(
            [self._programs / program, *map(str, arguments)],
            cwd=self.account.home,
            check=True,
            stdout=subprocess.DEVNULL,
            **self.account.as_process(),
        )


@contextmanager
def cluster(programs: Path) -> Iterator[Cluster]:
    """An empty place for a cluster; stopped and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="another server ") as name:
        folder = DataFolder(Path(name))
        folder.make()
        made = Cluster(folder, programs)
        made.account.make_folders()
        try:
            yield made
        finally:
            if (made.account.home / "cluster" / "postmaster.pid").exists():
                made.stop()
            shutil.rmtree(made.account.home, ignore_errors=True)


@contextmanager
def debian_server() -> Iterator[ServerAddress]:
    """Debian's PostgreSQL, empty; whoever may enter its folder is whoever they say they are."""
    with cluster(debian_programs()) as made:
        made.lay_out(SUPERUSER, "--auth=trust")
        made.start()
        yield ServerAddress(made.socket, "postgres")
