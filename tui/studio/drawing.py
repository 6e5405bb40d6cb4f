"""Where components stand on the character grid, and how large they are drawn there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.design.graph import Cell, Design

LEAST_WIDTH, MOST_WIDTH = 10, 18
"""Columns of a box."""
LEAST_GAP, GOOD_GAP, MOST_GAP = 3, 5, 9
"""Columns between boxes: a line, a corner and an arrow need three, lines that cross need five."""
CHIP_WIDTH = 8
"""Columns of a box of one row, where the board is wider than that of wider ones."""
HEIGHTS = ((6, 3), (5, 2), (4, 1), (3, 1), (1, 1))
"""Rows of a box, and the rows between that such a height deserves, the larger first."""
MOST_ROWS_BETWEEN = 6


@dataclass(frozen=True)
class Scale:
    """How large a grid cell is drawn, and where the first one begins."""

    cell_width: int
    cell_height: int
    box_width: int
    box_height: int
    left: int = 1
    top: int = 1

    def origin(self, cell: Cell) -> tuple[int, int]:
        """The top left character of a cell's box."""
        return self.left + cell.x * self.cell_width, self.top + cell.y * self.cell_height

    def cell_at(self, x: int, y: int) -> Cell:
        """The grid cell nearest to a character."""
        across = x - self.left + (self.cell_width - self.box_width) // 2
        down = y - self.top + (self.cell_height - self.box_height) // 2
        return Cell(x=max(0, across // self.cell_width), y=max(0, down // self.cell_height))


@dataclass(frozen=True)
class Box:
    """A component's rectangle, in characters."""

    id: str
    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Whether a character lies within it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height

    def on_side(self, x: int, y: int) -> bool:
        """Whether a character lies on its left or right border, from which links are drawn."""
        return self.holds(x, y) and x in (self.x, self.x + self.width - 1)


@dataclass(frozen=True)
class Link:
    """A routed link: the characters that it runs through, source first."""

    source: str
    target: str
    path: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Drawing:
    """A design laid out in characters."""

    width: int
    height: int
    boxes: dict[str, Box]
    links: tuple[Link, ...]


def least_width(columns: int, box_width: int = LEAST_WIDTH) -> int:
    """The fewest characters in which a board of so many columns stands without scrolling."""
    return columns * box_width + (columns - 1) * LEAST_GAP + 2


Zoom = Literal["whole", "near", "far"]
"""The whole board in sight, boxes as large as they get, or boxes of one row."""
ZOOMS: tuple[Zoom, ...] = ("whole", "near", "far")


def scaled(zoom: Zoom, columns: int, rows: int, width: int, height: int) -> Scale:
    """How large a board is drawn; what does not fit is scrolled to."""
    if zoom == "whole":
        return fit(columns, rows, width, height)
    room = (width - 3 - (columns - 1) * LEAST_GAP) // columns
    chip = min(MOST_WIDTH, max(LEAST_WIDTH, room))
    box = (MOST_WIDTH, HEIGHTS[0][0]) if zoom == "near" else (chip, HEIGHTS[-1][0])
    gap, between = (GOOD_GAP, 2) if zoom == "near" else (LEAST_GAP, 1)
    across = columns * box[0] + (columns - 1) * gap
    down = rows * box[1] + (rows - 1) * between
    return Scale(
        cell_width=box[0] + gap,
        cell_height=box[1] + between,
        box_width=box[0],
        box_height=box[1],
        left=max(2, (width - across) // 2),
        top=max(1, (height - down) // 2),
    )


def fit(columns: int, rows: int, width: int, height: int) -> Scale:
    """The largest boxes with which the whole board is in sight, set in the middle."""
    for gap in (GOOD_GAP, LEAST_GAP):
        box_width = min(MOST_WIDTH, (width - 2 - (columns - 1) * gap) // columns)
        if box_width >= LEAST_WIDTH:
            break
    box_width = max(LEAST_WIDTH if box_width >= LEAST_WIDTH else CHIP_WIDTH, box_width)
    gap = (width - 2 - columns * box_width) // max(1, columns - 1)
    gap = min(MOST_GAP, max(LEAST_GAP, gap))
    for box_height, between in HEIGHTS:
        if rows * box_height + (rows - 1) * between + 2 <= height:
            break
    if box_width < LEAST_WIDTH:
        box_height = HEIGHTS[-1][0]
    spread = (height - 2 - rows * box_height) // max(1, rows - 1)
    between = min(MOST_ROWS_BETWEEN, max(between, spread))
    across = columns * box_width + (columns - 1) * gap
    down = rows * box_height + (rows - 1) * between
    return Scale(
        cell_width=box_width + gap,
        cell_height=box_height + between,
        box_width=box_width,
        box_height=box_height,
        left=max(1, (width - across) // 2),
        top=max(1, (height - down) // 2),
    )


def size_of(scale: Scale, columns: int, rows: int) -> tuple[int, int]:
    """Characters that a board of so many cells takes, with the margin before it."""
    width = scale.left + (columns - 1) * scale.cell_width + scale.box_width
    return width, scale.top + (rows - 1) * scale.cell_height + scale.box_height


def boxes_of(design: Design, scale: Scale) -> dict[str, Box]:
    """The rectangle of each component."""
    boxes = {}
    for node in design.nodes:
        x, y = scale.origin(node.cell)
        boxes[node.id] = Box(node.id, x, y, scale.box_width, scale.box_height)
    return boxes
