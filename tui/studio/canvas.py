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
