"""Where the game keeps what is the player's: one private folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PRIVATE = 0o700
VARIABLE = "SCOPECREEP_DATA"


class FolderFault(Exception):
    """The data folder cannot be used; the message says which, why, and what to do."""


@dataclass(frozen=True)
class DataFolder:
    """The player's data: the embedded cluster, its socket, backups, logs and crash reports."""

    root: Path

    @property
    def cluster(self) -> Path:
        return self.root / "pg18"

    @property
    def run(self) -> Path:
        return self.root / "run"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def crashes(self) -> Path:
        return self.root / "crashes"

    def make(self) -> None:
        """Creates what is missing, private to this account; changes nothing that is there.

        Raises:
            FolderFault: a folder cannot be made or written.
        """
        for folder in (self.root, self.run, self.backups, self.logs, self.crashes):
            try:
                folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            except OSError as error:
                raise FolderFault(
                    f"The data folder {folder} cannot be made: {error.strerror}. "
                    f"Name another with {VARIABLE} or --data."
                ) from error
        if not os.access(self.root, os.W_OK | os.X_OK):
            raise FolderFault(
                f"The data folder {self.root} cannot be written. "
                f"Name another with {VARIABLE} or --data."
            )


def data_folder(named: str | None = None) -> DataFolder:
    """The data folder: as named, else from the environment, else the system's usual place."""
    wanted = named or os.environ.get(VARIABLE)
    if wanted:
        return DataFolder(Path(wanted).expanduser().absolute())
    import platformdirs  # only where no folder is named: it costs a start-up

    return DataFolder(Path(platformdirs.user_data_path("scopecreep")))
