"""Where the server listens, and as whom one comes to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SUPERUSER, OWNER, GAME, REFEREE = (
    "scopecreep_admin",
    "scopecreep_owner",
    "scopecreep_game",
    "scopecreep_referee",
)
DATABASE = "scopecreep"


@dataclass(frozen=True)
class ServerAddress:
    """Where the server listens."""

    socket: Path
    database: str = DATABASE

    def conninfo(self, role: str, database: str | None = None) -> str:
        """What psycopg connects with, as one role."""
        folder = str(self.socket).replace("\\", "\\\\").replace("'", "\\'")
        return f"host='{folder}' dbname={database or self.database} user={role}"

    def url(self, role: str) -> str:
        """The same, as an address."""
        return f"postgresql://{role}@/{self.database}?host={quote(str(self.socket), safe='')}"
