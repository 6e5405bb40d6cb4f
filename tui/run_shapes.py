"""What `scopecreep run --json` prints; shapes only ever gain keys."""

from __future__ import annotations

from typing import Literal

from tui.shape import Shape


class RunFailure(Shape):
    """What was expected where, and what was found instead."""

    script: str
    line: int
    step: int
    """From 1; 0 for what is expected at the end."""
    expected: str
    found: str
    picture: str
    """The file that shows what stood on the screen then; empty where there is none."""


class Run(Shape):
    """One script, played one way."""

    script: str
    mission: str
    through: Literal["engine", "database", "screen", "plain"]
    seed: int
    status: Literal["open", "completed", "abandoned"]
    score: int
    grade: str
    phases: dict[str, int]
    facts: list[str]
    flags: list[str]
    metrics: dict[str, float | None]
    """Of the design that was handed in; null where a figure has no bound."""
    actions: int
    log_hash: str
    failures: list[RunFailure]
    skipped: str
    """Why nothing was played; empty where it was."""
    notes: list[str]
    name: str
    """The script's name, with what its matrix varies."""
    size: str | None
    """Columns x rows; null but through the screen."""
    theme: str | None
    """Null for the terminal's own, and but through the screen."""
    crashed: bool
    """Whether the game failed, rather than an expectation."""
    parts: list[Run] = []
    """Of a script of several missions, each of them in turn; what stands beside it is then of
    the last, with the failures and the hash of all."""


class Runs(Shape):
    """`scopecreep run --json`."""

    runs: list[Run]
    pack: str
    version: str
    content: str
    """A fingerprint of everything that is played."""
    rules: int
    """The version of the engine's rules."""
    format: int
    """The version of the format of scripts."""
