"""A failing script, cut down to the steps without which it would not fail so."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from content.expectations import Failure
from content.playthrough import parse_script
from content.problem import PackFaults, Report
from content.reader import read_yaml
from content.recording import text_of
from content.shrinking import shrunk
from engine.mission import Mission
from tui.headless import engine


def shorter(path: Path, mission: Mission) -> str | None:
    """The text of the shortest script that still fails as the first failure does.

    None where the bare engine does not fail: what only a screen or a database shows is not
    found by leaving steps out here.
    """
    document = read_yaml(path, Report()).plain()
    if not isinstance(document, dict):
        return None
    steps = document.get("steps") or []
    wanted = _way(_failure(document, steps, mission))
    if wanted is None:
        return None

    def fails(some: Sequence[Any]) -> bool:
        return _way(_failure(document, some, mission)) == wanted

    least = shrunk(steps, fails)
    return text_of({**document, "steps": least})


def _failure(document: dict[str, Any], steps: Sequence[Any], mission: Mission) -> Failure | None:
    """The first failure of a script of these steps; None where it passes or cannot be read."""
    try:
        script = parse_script(text_of({**document, "steps": list(steps)}))
    except PackFaults:
        return None
    result = asyncio.run(engine.run(script, mission))
    return result.failures[0] if result.failures else None


def _way(failure: Failure | None) -> tuple[str, bool] | None:
    """In which way a script fails: what was expected, and whether a step or the end wanted it."""
    return (failure.expected, bool(failure.step)) if failure else None
