"""A failing script, cut down to the steps and to what is expected without which it would not
fail so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from content.expectations import Failure
from content.less_expected import expected_in, expecting
from content.playthrough import script_of
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
    steps, first = _steps_of(document), result.failures[0]
    through = result.through
    if _like(_failure(document, steps, "engine", plays), first):
        through = "engine"
    hunt = _Hunt(first, through, plays)
    if not hunt.fails(document, steps):
        return None
    least = _without_ado(hunt, document, steps)
    if hunt.slow:
        cut = hunt.less_expected(_rebuilt(document, hunt.fewer_steps(document, least)))
    else:
        # What else is expected would hold steps that have nothing to do with the failure.
        cut = hunt.less_expected(_rebuilt(document, least))
        cut = _rebuilt(cut, hunt.fewer_steps(cut, _steps_of(cut)))
    shown = _matrix(result) if through == "screen" else {}
    return Shorter(text_of({**cut, **shown}), through, len(_steps_of(cut)), len(steps))


class _Hunt:
    """The search for less that fails as a failure did."""

    def __init__(self, first: Failure, through: str, plays: Plays) -> None:
        self.first, self.through, self.plays = first, through, plays
        self.slow = through != "engine"
        self.most = SLOW_TRIES if self.slow else MOST_TRIES

    def fails(self, document: dict[str, Any], steps: Sequence[Any], *, exact: bool = False) -> bool:
        """Whether the document fails so with these steps; none is tried through a slow way of
        which the engine fails a step."""
        if self.slow:
            bare = _failure(document, steps, "engine", self.plays)
            if bare is not None and bare.step:
                return False
        return _like(_failure(document, steps, self.through, self.plays), self.first, exact=exact)

    def fewer_steps(self, document: dict[str, Any], steps: list[Any]) -> list[Any]:
        """Steps of which each is needed."""
        failing = steps[-1:] if self.first.step else []
        if self.fails(document, failing, exact=True):
            return failing
        exact = "missions" in document or self.fails(document, failing)
        return shrunk(steps, lambda some: self.fails(document, some, exact=exact), self.most)

    def less_expected(self, document: dict[str, Any]) -> dict[str, Any]:
        """The document, of whose expectations each is needed."""

        def lacks(pieces: Sequence[Any]) -> bool:
            less = expecting(document, pieces)
            return self.fails(less, _steps_of(less), exact=True)

        pieces = expected_in(document)
        if lacks([]):
            return cast("dict[str, Any]", expecting(document, []))
        kept = shrunk(pieces, lacks, self.most) if lacks(pieces) else pieces
        return cast("dict[str, Any]", expecting(document, kept))


def _without_ado(hunt: _Hunt, document: dict[str, Any], steps: list[Any]) -> list[Any]:
    """Without what comes after the step that fails, and what is checked before, where it fails
    without them."""
    if "missions" not in document and 0 < hunt.first.step < len(steps):
        upto = steps[: hunt.first.step]
        steps = upto if hunt.fails(document, upto, exact=True) else steps
    failing = steps[-1:] if hunt.first.step else []
    quiet = [one for one in steps if one in failing or not _checks(one[1])]
    return quiet if hunt.fails(document, quiet, exact=True) else steps


def _checks(step: Any) -> bool:
    return isinstance(step, dict) and "expect" in step


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
        script = script_of(document)
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
