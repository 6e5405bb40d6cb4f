"""Where components stand on the character grid, and the links between them."""

from __future__ import annotations

from dataclasses import dataclass

from engine.design.graph import Cell, Design

BOX_HEIGHT = 4
MARGIN_X, MARGIN_Y = 1, 0


@dataclass(frozen=True)
class Scale:
    """How large a grid cell is drawn."""

    cell_width: int
    cell_height: int
    box_width: int

    def origin(self, cell: Cell) -> tuple[int, int]:
        """The top left character of a cell's box."""
        return MARGIN_X + cell.x * self.cell_width, MARGIN_Y + cell.y * self.cell_height

    def cell_at(self, x: int, y: int) -> Cell:
        """The grid cell under a character."""
        column = max(0, x - MARGIN_X) // self.cell_width
        return Cell(x=column, y=max(0, y - MARGIN_Y) // self.cell_height)


NARROW = Scale(cell_width=15, cell_height=5, box_width=12)
WIDE = Scale(cell_width=20, cell_height=6, box_width=16)


@dataclass(frozen=True)
class Box:
    """A component's rectangle, in characters."""

    id: str
    x: int
    y: int
    width: int

    def holds(self, x: int, y: int) -> bool:
        """Whether a character lies within it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + BOX_HEIGHT


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


def size_of(scale: Scale, columns: int, rows: int) -> tuple[int, int]:
    """Characters that a board of so many cells takes."""
    width = MARGIN_X + columns * scale.cell_width
    return width, MARGIN_Y + rows * scale.cell_height


def boxes_of(design: Design, scale: Scale) -> dict[str, Box]:
    """The rectangle of each component."""
    boxes = {}
    for node in design.nodes:
        x, y = scale.origin(node.cell)
        boxes[node.id] = Box(node.id, x, y, scale.box_width)
    return boxes
