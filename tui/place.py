"""Where the game plays."""

from __future__ import annotations

from dataclasses import dataclass

from db.folders import DataFolder


@dataclass(frozen=True)
class Place:
    """A data folder, and a server other than the embedded one, if one is named."""

    folder: DataFolder
    database_url: str | None = None
