"""The embedded server: one private PostgreSQL, shared by all games of one account.

The first game starts it, the last to leave stops it. It listens on a Unix socket in a folder
that only this account may enter, and knows this account alone (`peer`).
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from db.account import Account, account_for
from db.binaries import Binaries, NoBinaries, found, installed_for_system
from db.folders import DataFolder, FolderFault
from db.lease import Busy, Lease, exclusive
from db.processes import is_postgres, working_in

SUPERUSER, OWNER, GAME, REFEREE = (
    "scopecreep_admin",
    "scopecreep_owner",
    "scopecreep_game",
    "scopecreep_referee",
)
DATABASE = "scopecreep"
START_SECONDS = 60
LOG_KEPT = 2_000_000
"""Bytes of log kept before it is begun anew."""
ORPHAN_SECONDS = 20.0
"""How long the children of a killed server may take to leave."""
LONGEST_SOCKET = 103
"""Bytes of a socket's path that every supported system takes (macOS: 104 with the NUL)."""

SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
shared_buffers = 32MB
max_connections = 40
wal_level = minimal
max_wal_senders = 0
min_wal_size = 32MB
max_wal_size = 256MB
jit = off
autovacuum_naptime = 5min
log_timezone = 'UTC'
timezone = 'UTC'
"""

Progress = Callable[[str], None]


class ServerFailed(Exception):
    """The server cannot be had: why, what its log says last, and what to do."""

    def __init__(self, cause: str, advice: str, log: Path | None = None) -> None:
        super().__init__(f"{cause} {advice}")
        self.cause = cause
        self.advice = advice
        self.log_path = log
        self.log_tail = _tail(log)


def _tail(log: Path | None, lines: int = 6) -> tuple[str, ...]:
    if log is None or not log.is_file():
        return ()
    with log.open(errors="replace") as text:
        return tuple(line.rstrip() for line in text.readlines()[-lines:])


@dataclass(frozen=True)
class ServerAddress:
    """Where the server listens."""

    socket: Path
    database: str = DATABASE

    def conninfo(self, role: str, database: str | None = None) -> str:
        """What psycopg connects with, as one role."""
        folder = str(self.socket).replace("\\", "\\\\").replace("'", "\\'")
        return f"host='{folder}' dbname={database or self.database} user={role}"


class EmbeddedServer:
    """The server of one data folder.

    `scratch` trades safety for speed, for databases that are thrown away.
    """

    def __init__(self, folder: DataFolder, *, scratch: bool = False) -> None:
        self.folder = folder
        self._scratch = scratch
        self._lease: Lease | None = None
        self._account: Account | None = None
        self._binaries: Binaries | None = None

    def __enter__(self) -> Self:
        self.start(lambda step: None)
        return self

    def __exit__(self, *error: object) -> None:
        self.leave()

    @property
    def account(self) -> Account:
        if self._account is None:
            self._account = account_for(self.folder)
        return self._account

    @property
    def address(self) -> ServerAddress:
        """Where the server listens once it has started."""
        return ServerAddress(self.account.socket)

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.account.home / "postgres.log"

    def start(self, progress: Progress) -> ServerAddress:
        """Finds the server running or starts it; `progress` hears each step as it begins.

        Raises:
            ServerFailed: it cannot be had.
        """
        try:
            progress("finding PostgreSQL 18")
            binaries = found()
            progress("making a private folder")
            self.folder.make()
            if self.account.is_system:
                binaries = installed_for_system(binaries, self.account.base)
            self._binaries = binaries
            with exclusive(self.folder.run / "server.lock"):
                self._lease = Lease(self.folder.run / "lease.lock")
                try:
                    self.account.make_folders()
                    self._check_socket_length()
                    progress("starting the database")
                    self._ensure_running()
                except BaseException:
                    self._lease.release()
                    raise
        except (NoBinaries, FolderFault, Busy) as fault:
            raise ServerFailed(str(fault), "Run 'scopecreep doctor' for more.") from fault
        except OSError as error:
            where = error.filename or self.folder.root
            raise ServerFailed(
                f"{where}: {error.strerror or error}.",
                "Free some space or name another folder with --data.",
                self._log_if_any(),
            ) from error
        return self.address

    def leave(self) -> None:
        """Gives the server up; the last game to leave stops it."""
        if self._lease is None:
            return
        lease, self._lease = self._lease, None
        try:
            with exclusive(self.folder.run / "server.lock"):
                if lease.is_last():
                    self._run("pg_ctl", "-D", self._cluster, "-m", "fast", "-w", "-t", "30", "stop")
        except (Busy, OSError):
            pass  # the kernel drops the lease with this process; the next to leave stops it
        finally:
            lease.release()

    def remove(self) -> None:
        """Deletes a scratch cluster that is stopped; a player's is never deleted."""
        if self._scratch:
            shutil.rmtree(self.account.home, ignore_errors=True)

    def is_ready(self) -> bool:
        """Whether the server answers."""
        return self._run("pg_isready", "-q", "-h", str(self.account.socket)).returncode == 0

    @property
    def _cluster(self) -> str:
        return str(self.account.cluster)

    def _log_if_any(self) -> Path | None:
        return self.log if self._account is not None else None

    def _check_socket_length(self) -> None:
        longest = len(os.fsencode(self.account.socket / ".s.PGSQL.5432"))
        if longest > LONGEST_SOCKET:
            raise ServerFailed(
                f"The path of the data folder is too long for a socket ({longest} bytes).",
                "Name a shorter folder with --data.",
            )

    def _ensure_running(self) -> None:
        if self.account.cluster.is_dir() and self.is_ready():
            return
        if not self.account.cluster.exists():
            self._make_cluster()
        self._check_cluster()
        self._forget_stale_pid()
        self._keep_log_short()
        self._start_postgres()
        self._make_database()

    def _make_cluster(self) -> None:
        """Makes the cluster beside its place and moves it there whole."""
        fresh = self.account.home / f"pg18.new.{os.getpid()}"
        for leftover in self.account.home.glob("pg18.new.*"):
            shutil.rmtree(leftover, ignore_errors=True)
        done = self._run(
            "initdb",
            "-D",
            str(fresh),
            "-U",
            SUPERUSER,
            "--auth=peer",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions",
            *(["--no-sync"] if self._scratch else []),
        )
        if done.returncode:
            shutil.rmtree(fresh, ignore_errors=True)
            self._fail("The database cannot be laid out.", done)
        names = {getpass.getuser(), *self.account.os_names}
        roles = (SUPERUSER, OWNER, GAME, REFEREE)
        ident = "".join(f'scopecreep "{name}" {role}\n' for name in names for role in roles)
        unsafe = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
        settings = SETTINGS + (unsafe if self._scratch else "")
        socket = str(self.account.socket).replace("'", "''")
        self.account.write(fresh / "pg_ident.conf", ident)
        self.account.write(fresh / "pg_hba.conf", "local all all peer map=scopecreep\n")
        with (fresh / "postgresql.conf").open("a") as configuration:
            configuration.write(f"{settings}unix_socket_directories = '{socket}'\n")
        fresh.rename(self.account.cluster)

    def _check_cluster(self) -> None:
        version = self.account.cluster / "PG_VERSION"
        if not version.is_file():
            raise ServerFailed(
                f"The database in {self.account.cluster} is damaged: PG_VERSION is missing.",
                f"Restore a backup, or move {self.account.cluster} aside to begin anew.",
                self._log_if_any(),
            )
        found_version = version.read_text().strip()
        if found_version != "18":
            raise ServerFailed(
                f"The database in {self.account.cluster} is of PostgreSQL {found_version}, not 18.",
                "Play it with the release of the game that made it, and back it up from there.",
            )

    def _forget_stale_pid(self) -> None:
        """Removes a pid file whose server is gone, once its last child has left the cluster.

        PostgreSQL takes any live process of that number for the old server, also a dead one
        that nobody has collected yet. Its own guard against orphans needs the pid file, so
        the orphans are waited for here.
        """
        pid_file = self.account.cluster / "postmaster.pid"
        if not pid_file.is_file():
            return
        first = pid_file.read_text().split("\n", 1)[0].strip()
        if not first.isdigit() or is_postgres(int(first)):
            return
        deadline = time.monotonic() + ORPHAN_SECONDS
        while working_in(self.account.cluster):
            if time.monotonic() > deadline:
                return  # PostgreSQL's own refusal then says what is the matter
            time.sleep(0.05)
        for stale in (pid_file, *self.account.socket.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def _keep_log_short(self) -> None:
        if self.log.is_file() and self.log.stat().st_size > LOG_KEPT:
            self.log.replace(self.log.with_suffix(".old.log"))

    def _start_postgres(self) -> None:
        """Starts the server; waits for backends of a killed one to leave its memory."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            done = self._run(
                "pg_ctl", "-D", self._cluster, "-l", str(self.log), "-w", "-t", "30", "start"
            )
            if done.returncode == 0 or self.is_ready():
                return
            waiting = any("shared memory block" in line for line in _tail(self.log))
            if not waiting or time.monotonic() > deadline:
                self._fail("The database does not start.", done)
            time.sleep(0.3)

    def _make_database(self) -> None:
        socket = str(self.account.socket)
        query = "select 1 from pg_database where datname = 'scopecreep'"
        asked = self._run(
            "psql", "-h", socket, "-U", SUPERUSER, "-d", "postgres", "-XAtc", query, as_self=True
        )
        if asked.returncode == 0 and asked.stdout.strip() == "1":
            return
        made = self._run(
            "createdb", "-h", socket, "-U", SUPERUSER, "-T", "template0", DATABASE, as_self=True
        )
        if made.returncode:
            self._fail("The game's database cannot be made.", made)

    def _fail(self, cause: str, done: subprocess.CompletedProcess[str]) -> None:
        said = (done.stderr or done.stdout or "").strip().splitlines()
        raise ServerFailed(
            f"{cause} {said[-1] if said else ''}".strip(),
            f"The log is {self.log}. 'scopecreep doctor' tells more.",
            self.log,
        )

    def _run(
        self, program: str, *arguments: str, as_self: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """Runs one of PostgreSQL's programs, as the account that owns the cluster."""
        binaries = self._binaries or found()
        if self._binaries is None and self.account.is_system:
            binaries = installed_for_system(binaries, self.account.base)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PG")
        }
        environment["LC_ALL"] = "C"
        who = {} if as_self else self.account.as_process()
        try:
            return subprocess.run(
                [binaries.program(program), *arguments],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
                stderr=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
                text=True,
                timeout=START_SECONDS + 30,
                start_new_session=True,
                cwd=self.account.home,
                check=False,
                **who,
            )
        except subprocess.TimeoutExpired:
            raise ServerFailed(
                f"{program} took longer than {START_SECONDS + 30} s.",
                "The machine may be very busy; try again.",
                self._log_if_any(),
            ) from None
