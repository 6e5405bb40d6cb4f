"""A failing script, cut down to the steps and to what is expected without which it would not
fail so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.expectations import Failure
from content.less_expected import expected_in, expecting
from content.playthrough import parse_script
from content.problem import PackFaults, Report
from content.reader import read_yaml
from content.recording import text_of
from content.script import Script
from content.shrinking import shrunk
from tui.headless.cells import SIZE
from tui.headless.result import Result

Plays = Callable[[Script, str], Result]
"""Plays a script one way."""
MOST_TRIES, SLOW_TRIES = 2_000, 300
"""How many scripts are tried through the engine, and where each takes a database or a screen."""


@dataclass(frozen=True)
class Shorter:
    """A script that still fails, and how it was found."""

    text: str
    through: str
    """The way that it was played."""
    steps: int
    before: int
    """Steps of the script that it was cut from."""


def shorter(result: Result, plays: Plays) -> Shorter | None:
    """The shortest script that still fails as a result's first failure does; None where a second
    play of the same script does not fail so.

    It is looked for through the bare engine where that fails in the same way; else the way that
    the result was played, and no script is tried of which the engine fails a step.
    """
    document = _document(Path(result.script), result)
    if document is None or not result.failures:
        return None
    steps, row = _steps_of(document), "missions" in document
    first = result.failures[0]
    through = result.through
    if _like(_failure(document, steps, "engine", plays), first):
        through = "engine"
    slow = through != "engine"
    alone = steps[first.step - 1 : first.step] if first.step else []
    exact = row or _like(_failure(document, alone, through, plays), first)

    def fails(some: Sequence[Any]) -> bool:
        if slow:
            bare = _failure(document, some, "engine", plays)
            if bare is not None and bare.step:
                return False
        return _like(_failure(document, some, through, plays), first, exact=exact)

    if not fails(steps):
        return None
    upto = steps if row else steps[: first.step or len(steps)]
    begun = upto if len(upto) < len(steps) and fails(upto) else steps
    least = shrunk(begun, fails, SLOW_TRIES if slow else MOST_TRIES)
    cut = _rebuilt(document, least)

    def lacks(pieces: Sequence[Any]) -> bool:
        return _like(_failing(expecting(cut, pieces), through, plays), first, exact=exact)

    if lacks(pieces := expected_in(cut)):
        cut = expecting(cut, shrunk(pieces, lacks, SLOW_TRIES if slow else MOST_TRIES))
    shown = _matrix(result) if through == "screen" else {}
    text = text_of({**cut, **shown})
    return Shorter(text, through, len(least), len(steps))


def _document(path: Path, result: Result) -> dict[str, Any] | None:
    """The script as written, for the one cell of its matrix that failed."""
    document = read_yaml(path, Report()).plain()
    if not isinstance(document, dict):
        return None
    kept = {key: value for key, value in document.items() if key != "matrix"}
    if "missions" in kept or kept.get("seed", 0) == result.seed:
        return kept
    steps = {"steps": kept.pop("steps", []), "expect": kept.pop("expect", {})}
    return {**kept, "seed": result.seed, **{key: value for key, value in steps.items() if value}}


def _steps_of(document: dict[str, Any]) -> list[tuple[int, Any]]:
    """Every step, with the number of the mission that it belongs to."""
    missions = document.get("missions") or [document]
    return [(n, step) for n, part in enumerate(missions) for step in part.get("steps") or []]


def _rebuilt(document: dict[str, Any], steps: Sequence[tuple[int, Any]]) -> dict[str, Any]:
    """The document with these steps in the place of its own."""

    def own(part: dict[str, Any], number: int) -> dict[str, Any]:
        return {**part, "steps": [step for at, step in steps if at == number]}

    missions = document.get("missions")
    if missions is None:
        return own(document, 0)
    return {**document, "missions": [own(part, n) for n, part in enumerate(missions)]}


def _matrix(result: Result) -> dict[str, Any]:
    """The size and theme of the screen that failed, where they are not the usual."""
    varied: dict[str, Any] = {}
    if result.size and result.size != SIZE:
        varied["size"] = [f"{result.size[0]}x{result.size[1]}"]
    if result.theme:
        varied["theme"] = [result.theme]
    return {"matrix": varied} if varied else {}


def _failure(
    document: dict[str, Any], steps: Sequence[tuple[int, Any]], through: str, plays: Plays
) -> Failure | None:
    """The first failure of a script of these steps; None where it passes or cannot be read."""
    return _failing(_rebuilt(document, steps), through, plays)


def _failing(document: dict[str, Any], through: str, plays: Plays) -> Failure | None:
    try:
        script = parse_script(text_of(document))
    except PackFaults:
        return None
    result = plays(script, through)
    return result.failures[0] if result.failures else None


def _like(failure: Failure | None, first: Failure, *, exact: bool = False) -> bool:
    """Whether a script fails as another did: in what was expected, at a step or at the end.

    What nothing at all would bring about as well must be found just so.
    """
    return (
        failure is not None
        and failure.expected == first.expected
        and bool(failure.step) == bool(first.step)
        and (not exact or failure.found == first.found)
    )
