"""A grid of painted characters, and where two of them differ."""

from __future__ import annotations

from rich.cells import cell_len

Painted = tuple[str, str]
"""A character, empty behind a wide one, and the name of its style."""
NEAR = 12
"""Columns between two changes from which they are cheaper to paint apart than in one."""


class Canvas:
    """Characters with the names of their styles, row by row."""

    def __init__(self, width: int, height: int, ground: str = "ground") -> None:
        self.width, self.height, self.ground = width, height, ground
        self.rows: list[list[Painted]] = [[(" ", ground)] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, style: str) -> None:
        """Writes text at a place; what falls outside is left out."""
        if not 0 <= y < self.height:
            return
        row = self.rows[y]
        for character in text:
            cells = 1 if character < "\u0300" else cell_len(character)
            if cells and x >= 0 and x + cells <= self.width:
                row[x] = (character, style)
                if cells == 2:
                    row[x + 1] = ("", style)
            x += cells

    def text(self) -> str:
        """What stands on it, without styles."""
        return "\n".join("".join(c for c, _ in row).rstrip() for row in self.rows)


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
