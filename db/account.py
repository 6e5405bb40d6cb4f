"""Which account runs the server: the player's own, or for root a system account.

PostgreSQL refuses to run as root, and root's home is closed to others. So for root the
cluster lives in a system folder and runs as an account of its own; nobody's home changes.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.folders import PRIVATE, DataFolder, FolderFault

SYSTEM_USER = "scopecreep"
SYSTEM_BASE = Path("/var/lib/scopecreep")


@dataclass(frozen=True)
class Account:
    """Who owns the cluster, and where it lies."""

    home: Path
    """The folder that holds the cluster, the socket and the log."""
    base: Path
    uid: int | None = None
    gid: int | None = None

    @property
    def is_system(self) -> bool:
        """Whether the server runs as another account than this process."""
        return self.uid is not None

    @property
    def cluster(self) -> Path:
        return self.home / "pg18"

    @property
    def socket(self) -> Path:
        return self.home / "run"

    @property
    def os_names(self) -> tuple[str, ...]:
        """Accounts that the server lets in."""
        return ("root",) if self.is_system else (getpass.getuser(),)

    def as_process(self) -> dict[str, Any]:
        """Arguments for a child process that runs as this account."""
        if not self.is_system:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def make_folders(self) -> None:
        """Makes the private folders of the cluster and the socket."""
        if not self.is_system:
            self.socket.mkdir(mode=PRIVATE, exist_ok=True)
            return
        for folder in (self.base, self.base / "clusters"):
            folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        for folder in (self.home, self.socket):
            if not folder.is_dir():
                folder.mkdir(mode=PRIVATE)
                os.chown(folder, self.uid or 0, self.gid or 0)

    def write(self, path: Path, text: str) -> None:
        """Writes a file that belongs to this account."""
        path.write_text(text)
        if self.is_system:
            os.chown(path, self.uid or 0, self.gid or 0)


def account_for(folder: DataFolder) -> Account:
    """The account that runs the server of a data folder.

    Raises:
        FolderFault: this is root, and there is no system account to be had.
    """
    if os.geteuid() != 0:
        return Account(home=folder.root, base=folder.root)
    entry = _system_user()
    name = hashlib.sha256(os.fsencode(folder.root.resolve())).hexdigest()[:16]
    return Account(
        home=SYSTEM_BASE / "clusters" / name,
        base=SYSTEM_BASE,
        uid=entry.pw_uid,
        gid=entry.pw_gid,
    )


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    try:
        subprocess.run(
            [
                "useradd",
                "--system",
                "--no-create-home",
                "--shell",
                "/usr/sbin/nologin",
                SYSTEM_USER,
            ],
            check=True,
            capture_output=True,
        )
        return pwd.getpwnam(SYSTEM_USER)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise FolderFault(
            "PostgreSQL does not run as root, and the system account 'scopecreep' cannot be made. "
            "Play as an ordinary user, or make that account."
        ) from error
