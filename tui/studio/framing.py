"""Paints frames: a dashed line round some cells, with a label in its upper border."""

from __future__ import annotations

from engine.design.graph import Cell, Frame
from tui.canvas import Canvas
from tui.studio.drawing import Scale
from tui.studio.names import cut


def _corners(scale: Scale, frame: Frame) -> tuple[int, int, int, int]:
    """The characters of a frame's upper left and lower right corners, a step off its boxes."""
    right, below = frame.cell.x + frame.columns - 1, frame.cell.y + frame.rows - 1
    x, y = scale.origin(frame.cell)
    far_x, far_y = scale.origin(Cell(x=right, y=below))
    return x - 2, y - 1, far_x + scale.box_width, far_y + scale.box_height


def paint_frame(canvas: Canvas, scale: Scale, frame: Frame, style: str) -> None:
    """The line round its cells; what stands on the canvas already is spared."""
    left, top, right, bottom = _corners(scale, frame)
    for x in range(left + 1, right):
        _put(canvas, x, top, "╌", style)
        _put(canvas, x, bottom, "╌", style)
    for y in range(top + 1, bottom):
        _put(canvas, left, y, "╎", style)
        _put(canvas, right, y, "╎", style)
    for x, y, corner in ((left, top, "╭"), (right, top, "╮"), (left, bottom, "╰")):
        _put(canvas, x, y, corner, style)
    _put(canvas, right, bottom, "╯", style)


def label_frame(canvas: Canvas, scale: Scale, frame: Frame, style: str) -> None:
    """Its label, over the links that cross its upper border no more than it must."""
    if not frame.label:
        return
    left, top, right, _ = _corners(scale, frame)
    label = f" {cut(frame.label, right - left - 4)} "
    for number, character in enumerate(label):
        _put(canvas, left + 2 + number, top, character, style)


def _put(canvas: Canvas, x: int, y: int, character: str, style: str) -> None:
    if 0 <= x < canvas.width and 0 <= y < canvas.height:
        name = canvas.rows[y][x][1]
        if name in ("ground", "dot", "frame", style):
            canvas.put(x, y, character, style)
