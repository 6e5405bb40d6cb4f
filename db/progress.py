"""The game's own part of `progress_data`, as far as it can be read.

Other programs may have written there (and are told of), so nothing is taken on trust. Its shape
is published in `docs/schemas/progress-data.json`.
"""

from __future__ import annotations

from typing import Any


def readable(data: Any) -> dict[str, Any]:
    """What of `progress_data` the game can read: `game`, `phases` and `best`."""
    found = _object(data)
    game = {
        key: value
        for key, value in _object(found.get("game")).items()
        if type(value) in ((str,) if key == "phase" else (int, float))
    }
    skills = _tally(_object(found.get("best")).get("skills"), 999)
    return {"game": game, "phases": _tally(found.get("phases"), 100), "best": {"skills": skills}}


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _tally(value: Any, most: int) -> dict[str, int]:
    """The whole numbers of an object that lie within bounds."""
    items = _object(value).items()
    return {key: n for key, n in items if type(n) is int and 0 <= n <= most}
