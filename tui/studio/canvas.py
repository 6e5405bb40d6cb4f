"""A grid of painted characters."""

from __future__ import annotations

Painted = tuple[str, str]
"""One character and the name of its style."""
BLANK: Painted = (" ", "ground")


class Canvas:
    """Characters with the names of their styles, row by row."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows: list[list[Painted]] = [[BLANK] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, style: str) -> None:
        """Writes text at a place; what falls outside is left out."""
        if not 0 <= y < self.height:
            return
        row = self.rows[y]
        for offset, char in enumerate(text):
            if 0 <= x + offset < self.width:
                row[x + offset] = (char, style)


NEAR = 12
"""Columns between two changes from which they are cheaper to paint apart than in one."""


def changed_spans(old: list[Painted], new: list[Painted]) -> list[tuple[int, int]]:
    """Where two rows differ, from and to which column."""
    spans: list[tuple[int, int]] = []
    for x, (before, now) in enumerate(zip(old, new, strict=True)):
        if before != now:
            if spans and x - spans[-1][1] < NEAR:
                spans[-1] = (spans[-1][0], x + 1)
            else:
                spans.append((x, x + 1))
    return spans
