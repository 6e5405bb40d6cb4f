"""One PostgreSQL cluster on disk: laid out, checked, started and stopped by its own programs.

Nothing here locks: whoever calls holds the server's lock.
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import time
from pathlib import Path

from db.account import Account
from db.address import DATABASE, GAME, OWNER, REFEREE, SUPERUSER
from db.binaries import MAJOR, Binaries
from db.processes import serves, working_in

START_SECONDS = 60
LOG_KEPT = 2_000_000
"""Bytes of log kept before it is begun anew."""
ORPHAN_SECONDS = 20.0
"""How long the children of a killed server may take to leave."""

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
MAKE_DATABASE = f"CREATE DATABASE {DATABASE} TEMPLATE template0\n"
FULL = "No space left on device"
UNSAFE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
"""What a cluster that is thrown away may do without."""


class ServerFailed(Exception):
    """The server cannot be had: why, what its log says last, and what to do."""

    def __init__(self, cause: str, advice: str, log: Path | None = None, *, since: int = 0) -> None:
        super().__init__(f"{cause} {advice}")
        self.cause = cause
        self.advice = advice
        self.log_path = log
        self.log_tail = tail(log, since=since)


def tail(log: Path | None, lines: int = 6, *, since: int = 0) -> tuple[str, ...]:
    """The last lines of a log, of those that were written after so many bytes."""
    if log is None or not log.is_file():
        return ()
    with log.open(errors="replace") as text:
        text.seek(since)
        return tuple(line.rstrip() for line in text.readlines()[-lines:])


class Cluster:
    """A cluster and the programs that work on it, run as the account that owns it."""

    def __init__(self, account: Account, binaries: Binaries, *, scratch: bool = False) -> None:
        self.account = account
        self._binaries = binaries
        self._scratch = scratch
        self._logged = 0
        """How long the log was before this start."""

    @property
    def log(self) -> Path:
        return self.account.home / "postgres.log"

    def ensure_running(self) -> None:
        """Lays the cluster out if need be, and starts it unless it runs.

        Raises:
            ServerFailed: it cannot be had.
        """
        folder = self.account.cluster
        if folder.is_dir() and self.is_ready():
            return
        if not folder.exists():
            self._make()
        self._check()
        if not self._comes_up_by_itself():
            self._forget_stale_pid()
            self._keep_log_short()
            self._start()

    def is_ready(self) -> bool:
        """Whether the server answers."""
        return self._run("pg_isready", "-q", "-h", str(self.account.socket)).returncode == 0

    def program(self, name: str) -> str:
        """The path of one of the programs."""
        return self._binaries.program(name)

    def stop(self) -> None:
        """Stops the server and waits until it is down."""
        folder = str(self.account.cluster)
        self._run("pg_ctl", "-D", folder, "-m", "fast", "-w", "-t", "30", "stop")

    def _make(self) -> None:
        """Lays the cluster out beside its place and moves it there whole."""
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
        made = self._run("postgres", "--single", "-D", str(fresh), "postgres", told=MAKE_DATABASE)
        if made.returncode or "ERROR" in made.stderr:
            shutil.rmtree(fresh, ignore_errors=True)
            self._fail("The game's database cannot be made.", made)
        names = {getpass.getuser(), *self.account.os_names}
        roles = (SUPERUSER, OWNER, GAME, REFEREE)
        ident = "".join(f'scopecreep "{name}" {role}\n' for name in names for role in roles)
        settings = SETTINGS + (UNSAFE if self._scratch else "")
        socket = str(self.account.socket).replace("'", "''")
        self.account.write(fresh / "pg_ident.conf", ident)
        self.account.write(fresh / "pg_hba.conf", "local all all peer map=scopecreep\n")
        with (fresh / "postgresql.conf").open("a") as configuration:
            configuration.write(f"{settings}unix_socket_directories = '{socket}'\n")
        fresh.rename(self.account.cluster)

    def _check(self) -> None:
        folder = self.account.cluster
        version = folder / "PG_VERSION"
        if not version.is_file():
            raise ServerFailed(
                f"The database in {folder} is damaged: PG_VERSION is missing.",
                f"Restore a backup, or move {folder} aside to begin anew.",
                self.log,
            )
        found = version.read_text().strip()
        if found != str(MAJOR):
            raise ServerFailed(
                f"The database in {folder} is of PostgreSQL {found}, not {MAJOR}.",
                "Play it with the release of the game that made it, and back it up from there.",
            )

    def _pid_file(self) -> list[str]:
        """The lines that a server keeps about itself; none where there is no server."""
        try:
            return (self.account.cluster / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _postmaster(self) -> int | None:
        """The process that the pid file names."""
        first = next(iter(self._pid_file()), "").strip()
        return int(first) if first.isdigit() else None

    def _comes_up_by_itself(self) -> bool:
        """Waits for a server that is there and does not answer yet: it recovers, or leaves.

        One that is ready and cannot be reached has lost its socket, and is stopped.
        """
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.is_ready():
                return True
            pid = self._postmaster()
            if pid is None or not serves(pid, self.account.cluster):
                return False
            ready = [line.strip() for line in self._pid_file()[7:8]] == ["ready"]
            if ready and not list(self.account.socket.glob(".s.PGSQL.*[0-9]")):
                self.stop()
                return False
            time.sleep(0.1)
        return False

    def _forget_stale_pid(self) -> None:
        """Removes a pid file whose server is gone, once its last child has left the cluster.

        PostgreSQL takes any live process of that number for the old server, also a dead one
        that nobody has collected yet. Its own guard against orphans needs the pid file, so
        the orphans are waited for here.
        """
        pid = self._postmaster()
        if pid is None or serves(pid, self.account.cluster):
            return
        deadline = time.monotonic() + ORPHAN_SECONDS
        while working_in(self.account.cluster):
            if time.monotonic() > deadline:
                return  # PostgreSQL's own refusal then says what is the matter
            time.sleep(0.05)
        pid_file = self.account.cluster / "postmaster.pid"
        for stale in (pid_file, *self.account.socket.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def _keep_log_short(self) -> None:
        if self.log.is_file() and self.log.stat().st_size > LOG_KEPT:
            self.log.replace(self.log.with_suffix(".old.log"))

    def _start(self) -> None:
        """Starts the server; waits for backends of a killed one to leave its memory."""
        deadline = time.monotonic() + START_SECONDS
        folder = str(self.account.cluster)
        while True:
            self._logged = self.log.stat().st_size if self.log.is_file() else 0
            done = self._run("pg_ctl", "-D", folder, "-l", str(self.log), "-w", "-t", "30", "start")
            if done.returncode == 0 or self.is_ready():
                return
            waiting = any("shared memory block" in line for line in self._said())
            if not waiting or time.monotonic() > deadline:
                self._fail("The database does not start.", done)
            time.sleep(0.3)

    def _fail(self, cause: str, done: subprocess.CompletedProcess[str]) -> None:
        said = (done.stderr or done.stdout or "").strip().splitlines()
        why = [line for line in said if "FATAL" in line or "ERROR" in line or "error:" in line]
        log = self.log if self.log.is_file() else None
        full = any(FULL in line for line in (*said, *self._said()))
        raise ServerFailed(
            f"{cause} {(why or said or [''])[-1]}".strip(),
            "Free some space, or name another folder with --data."
            if full
            else "'scopecreep doctor' tells more.",
            log,
            since=self._logged,
        )

    def _said(self) -> tuple[str, ...]:
        """What the log has said since this start."""
        return tail(self.log, since=self._logged)

    def _run(
        self, program: str, *arguments: str, told: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Runs one of PostgreSQL's programs, as the account that owns the cluster."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PG")
        }
        environment["LC_ALL"] = "C"
        heard = subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE
        try:
            return subprocess.run(
                [self.program(program), *arguments],
                env=environment,
                input=told,
                stdout=heard,
                stderr=heard,
                text=True,
                timeout=START_SECONDS + 30,
                start_new_session=True,
                cwd=self.account.home,
                check=False,
                **self.account.as_process(),
            )
        except subprocess.TimeoutExpired:
            raise ServerFailed(
                f"{program} took longer than {START_SECONDS + 30} s.",
                "The machine may be very busy; try again.",
                self.log,
            ) from None
