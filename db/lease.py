"""File locks between games: who may start or stop the server, and who still uses it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 90.0
"""Seconds that one game waits for another that is starting or stopping the server."""


class Busy(Exception):
    """Another process has held the lock for too long."""


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def exclusive(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds a lock that only one process may hold; the kernel drops it when a holder dies.

    Raises:
        Busy: it was not to be had in time.
    """
    descriptor = _open(path)
    try:
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Busy(f"Another game has held {path} for {patience:.0f} s.") from None
                time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)


class Lease:
    """A shared lock that says: this game uses the server."""

    def __init__(self, path: Path) -> None:
        self._descriptor: int | None = _open(path)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def is_last(self) -> bool:
        """Whether no other game holds a lease; asked under the server's lock only."""
        if self._descriptor is None:
            return False
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Gives the lease back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
