"""Rows of figures: what a chart draws, and the same in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Row(Protocol):
    """Figures with the places that they belong to."""

    @property
    def name(self) -> str: ...

    @property
    def unit(self) -> str: ...

    @property
    def x(self) -> tuple[str, ...]: ...

    @property
    def values(self) -> tuple[float, ...]: ...


def figure(value: float) -> str:
    """A number as a person writes it."""
    return f"{round(value, 6):,.10g}"


def rows_said(rows: Sequence[Row]) -> tuple[str, ...]:
    """The same figures as sentences, for those who hear them: one to a row."""
    said = []
    for row in rows:
        pairs = ", ".join(
            f"{place} {figure(v)}" for place, v in zip(row.x, row.values, strict=True)
        )
        unit = f", {row.unit}" if row.unit else ""
        said.append(f"{row.name}{unit}: {pairs}.")
    return tuple(said)
