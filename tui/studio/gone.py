"""How a component is drawn that is gone: dashed, its load struck out, and the word for it."""

from __future__ import annotations

from tui.canvas import Canvas
from tui.studio.boxes import BORDERS
from tui.studio.drawing import Box


def paint_gone(canvas: Canvas, box: Box, chosen: bool, word: str = "lost") -> None:
    """Paints over a box that stands."""
    border = BORDERS["ghost"]
    inner = box.width - 2
    for row in range(box.y, box.y + box.height):
        for column in range(box.x, box.x + box.width):
            letter, style = canvas.rows[row][column]
            edge = row in (box.y, box.y + box.height - 1) or column in (box.x, box.x + inner + 1)
            canvas.put(column, row, _dashed(letter, border) if edge else letter, "lost")
            if style.startswith(("bar", "tip", "track")):
                canvas.put(column, row, "╌", "lost")
    told = f" ✗ {word} "
    canvas.put(box.x + max(1, inner - len(told)), box.y + box.height - 1, told, "lost-word")
    if chosen:
        for x, y, glyph in (
            (box.x, box.y, "┏"),
            (box.x + inner + 1, box.y, "┓"),
            (box.x, box.y + box.height - 1, "┗"),
            (box.x + inner + 1, box.y + box.height - 1, "┛"),
        ):
            canvas.put(x, y, glyph, "cursor")


def _dashed(letter: str, border: str) -> str:
    if letter in "─━═":
        return border[4]
    if letter in "│┃║":
        return border[5]
    corners = dict(zip("╭╮╰╯┏┓┗┛╔╗╚╝", border[:4] * 3, strict=True))
    return corners.get(letter, letter)
