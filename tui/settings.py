"""What a player has set: look, motion, the pace of talk; kept beside the game's data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace

from db.folders import PRIVATE, DataFolder

FILE = "settings.json"
PACES = ("reading", "faster", "at once")
"""How fast lines come in talk."""


@dataclass(frozen=True)
class Settings:
    """The settings; an empty look is the one that suits the terminal."""

    look: str = ""
    motion: bool = True
    taught: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The mechanics that each player was told of, by the player's name."""
    pace: str = PACES[0]
    timed: bool = False
    """Whether an exchange that is not answered in time becomes a silence."""

    def knowing(self, player: str, mechanics: Iterable[str]) -> Settings:
        """The same, with a player who was told of some mechanics."""
        known = (*self.taught.get(player, ()), *mechanics)
        return replace(self, taught={**self.taught, player: tuple(dict.fromkeys(known))})


def load(folder: DataFolder) -> Settings | None:
    """The settings of an earlier start; None where there are none that can be read."""
    try:
        told = json.loads((folder.root / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(told, dict):
        return None
    look, pace = told.get("look"), told.get("pace")
    return Settings(
        look if isinstance(look, str) else "",
        told.get("motion") is not False,
        _taught(told.get("taught")),
        pace if pace in PACES else PACES[0],
        told.get("timed") is True,
    )


def _taught(told: object) -> dict[str, tuple[str, ...]]:
    """Who was told of what; what cannot be read is told again."""
    if not isinstance(told, dict):
        return {}
    return {
        player: tuple(name for name in names if isinstance(name, str))
        for player, names in told.items()
        if isinstance(names, list)
    }


def save(folder: DataFolder, settings: Settings) -> None:
    """Keeps the settings; a folder that cannot be written keeps none, which stops nobody."""
    with suppress(OSError):
        folder.root.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        text = json.dumps(asdict(settings), indent=2) + "\n"
        (folder.root / FILE).write_text(text, encoding="utf-8")
