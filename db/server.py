"""The embedded server: one private PostgreSQL, shared by all games of one account.

The first game starts it, the last to leave stops it. It listens on a Unix socket in a folder
that only this account may enter, and knows this account alone (`peer`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Self

from db.account import Account, account_for
from db.address import DATABASE, GAME, OWNER, REFEREE, SUPERUSER, ServerAddress
from db.binaries import NoBinaries, found, installed_for_system
from db.cluster import Cluster, ServerFailed, tail
from db.folders import DataFolder, FolderFault
from db.lease import Busy, Lease, exclusive

__all__ = [
    "DATABASE",
    "GAME",
    "OWNER",
    "REFEREE",
    "SUPERUSER",
    "EmbeddedServer",
    "Progress",
    "ServerAddress",
    "ServerFailed",
]

LONGEST_SOCKET = 103
"""Bytes of a socket's path that every supported system takes (macOS: 104 with the NUL)."""

Progress = Callable[[str], None]


class EmbeddedServer:
    """The server of one data folder.

    `scratch` trades safety for speed, for databases that are thrown away.
    """

    def __init__(self, folder: DataFolder, *, scratch: bool = False) -> None:
        self.folder = folder
        self._scratch = scratch
        self._lease: Lease | None = None

    def __enter__(self) -> Self:
        self.start(lambda step: None)
        return self

    def __exit__(self, *error: object) -> None:
        self.leave()

    @cached_property
    def account(self) -> Account:
        """Who runs the server, and where it lies."""
        return account_for(self.folder)

    @cached_property
    def _cluster(self) -> Cluster:
        binaries = found()
        if self.account.is_system:
            binaries = installed_for_system(binaries, self.account.base)
        return Cluster(self.account, binaries, scratch=self._scratch)

    @property
    def address(self) -> ServerAddress:
        """Where the server listens once it has started."""
        return ServerAddress(self.account.socket)

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.account.home / "postgres.log"

    def log_tail(self) -> tuple[str, ...]:
        """The last lines of the server's log."""
        return tail(self.log)

    def start(self, progress: Progress) -> ServerAddress:
        """Finds the server running or starts it; `progress` hears each step as it begins.

        May be called again at any time: a server that has gone away is started anew.

        Raises:
            ServerFailed: it cannot be had.
        """
        try:
            progress("finding PostgreSQL 18")
            found()
            progress("making a private folder")
            self.folder.make()
            cluster = self._cluster
            with exclusive(self.folder.run / "server.lock"):
                lease = self._lease or Lease(self.folder.run / "lease.lock")
                try:
                    self.account.make_folders()
                    self._check_socket_length()
                    progress("starting the database")
                    cluster.ensure_running()
                except BaseException:
                    if self._lease is None:
                        lease.release()
                    raise
                self._lease = lease
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
                    self._cluster.stop()
        except (Busy, OSError, ServerFailed):
            pass  # the kernel drops the lease with this process; the next to leave stops it
        finally:
            lease.release()

    def remove(self) -> None:
        """Deletes a scratch cluster that is stopped; a player's is never deleted."""
        if self._scratch:
            shutil.rmtree(self.account.home, ignore_errors=True)

    def is_ready(self) -> bool:
        """Whether the server answers."""
        return self._cluster.is_ready()

    def program(self, name: str) -> str:
        """The path of one of PostgreSQL's programs, as the server's account runs it."""
        return self._cluster.program(name)

    def _log_if_any(self) -> Path | None:
        return self.log if "account" in self.__dict__ else None

    def _check_socket_length(self) -> None:
        longest = len(os.fsencode(self.account.socket / ".s.PGSQL.5432"))
        if longest > LONGEST_SOCKET:
            raise ServerFailed(
                f"The path of the data folder is too long for a socket ({longest} bytes).",
                "Name a shorter folder with --data.",
            )
