"""What is to be played: each script, each way, under each cell of its matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

from pydantic import ValidationError

from content.script import Matrix, Script

WAYS = ("engine", "database", "screen", "plain")
"""The ways to play a script, the quickest first."""
SIZE = (80, 24)
"""Columns and rows of a terminal that nobody has said more of."""


@dataclass(frozen=True)
class Cell:
    """One script, played one way with one seed; through the screen, in one size and theme."""

    script: Script
    through: str
    size: tuple[int, int] | None = None
    """Columns and rows; None but through the screen."""
    theme: str = ""
    """Empty for the one that suits the terminal, and but through the screen."""
    varied: tuple[str, ...] = ()
    """What sets this cell of the script's matrix apart from the others."""

    @property
    def name(self) -> str:
        """The script's name, with what its matrix varies."""
        return f"{self.script.name}[{' '.join(self.varied)}]" if self.varied else self.script.name


def cells_of(scripts: Iterable[Script], ways: Sequence[str]) -> list[Cell]:
    """Every run that scripts ask for, in order: script, seed, way, size, theme."""
    return [cell for script in scripts for cell in _cells(script, ways)]


def varied_by(told: Sequence[str]) -> Callable[[Iterable[Script]], list[Script]]:
    """What gives scripts a matrix in the place of their own, for words such as `seed=1,2`.

    Raises:
        ValueError: it cannot be varied so; a sentence says what can.
    """
    given: dict[str, list[str]] = {}
    for words in told:
        name, _, values = words.partition("=")
        given[name.strip()] = [value.strip() for value in values.split(",")]
    try:
        matrix = Matrix.model_validate(given, strict=False)
    except ValidationError:
        raise ValueError(
            f"Nothing can be varied by '{' '.join(told)}'. Write seed=1,2, size=80x24,120x40 or "
            "theme=night,day,contrast,xterm,grey."
        ) from None

    def vary(scripts: Iterable[Script]) -> list[Script]:
        fields = {name: getattr(matrix, name) for name in given}
        return [
            script.model_copy(update={"matrix": script.matrix.model_copy(update=fields)})
            for script in scripts
        ]

    return vary


def _cells(script: Script, ways: Sequence[str]) -> Iterator[Cell]:
    matrix = script.matrix
    for seed in dict.fromkeys(matrix.seed or (script.seed,)):
        seeded = script.model_copy(update={"seed": seed, "matrix": Matrix()})
        varied = (f"seed={seed}",) if matrix.seed else ()
        for way in ways:
            if way != "screen":
                yield Cell(seeded, way, varied=varied)
                continue
            for size in dict.fromkeys(matrix.size or ("",)):
                for theme in dict.fromkeys(matrix.theme or ("",)):
                    told = tuple(word for word in (size, theme) if word)
                    yield Cell(seeded, way, size_of(size), theme, (*varied, *told))


def size_of(words: str) -> tuple[int, int]:
    """Columns and rows of `120x40`; the usual size of no words."""
    if not words:
        return SIZE
    columns, _, rows = words.partition("x")
    return int(columns), int(rows)


def named(cells: Iterable[Cell], patterns: Sequence[str]) -> list[Cell]:
    """The cells that a pattern names, by script (`gold`), mission and script
    (`urgent-performance/*`), or cell (`gold[[]seed=2]`); all where there is no pattern."""
    return [
        cell
        for cell in cells
        if not patterns
        or any(
            fnmatch(name, pattern) or name == pattern
            for pattern in patterns
            for name in _names(cell)
        )
    ]


def _names(cell: Cell) -> tuple[str, ...]:
    bare = cell.script.name.removesuffix(".playthrough")
    return (
        cell.name,
        cell.script.name,
        bare,
        f"{cell.script.mission}/{cell.script.name}",
        f"{cell.script.mission}/{bare}",
    )
