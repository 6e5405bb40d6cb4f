"""What a run adds to the grid: requests on their way along the links, and what is lost."""

from __future__ import annotations

from math import sqrt

from engine.design.outage import Outage, component
from engine.design.part import part
from tui.canvas import Canvas
from tui.studio.drawing import Box, Drawing, Link
from tui.studio.gone import paint_gone
from tui.studio.scene import Scene

PACKET = "•"
CLOSEST, FARTHEST = 3, 9
"""Characters from one packet to the next: on the busiest link, and on the idlest."""


def mark(
    canvas: Canvas, scene: Scene, drawing: Drawing, phase: int, lost: tuple[Outage, ...]
) -> None:
    """Paints packets and losses over a grid; `phase` moves the packets on."""
    rates = {link: _rate(link, scene) for link in drawing.links}
    most = max(rates.values(), default=0.0)
    for link, rate in rates.items():
        if rate > 0:
            _packets(canvas, link, _spacing(rate / most), phase)
    for node in scene.design.nodes:
        if scene.figures.nodes[node.id].state == "near" and node.id in drawing.boxes:
            _near(canvas, drawing.boxes[node.id])
        if scene.figures.nodes[node.id].down and node.id in drawing.boxes:
            down = component(node.id) in scene.config.down(scene.design)
            word = "down" if down else "lost"
            paint_gone(canvas, drawing.boxes[node.id], node.id == scene.lit, word)
        elif lost and node.id in drawing.boxes:
            whole = part(node, scene.kind(node.kind), frozenset(lost))
            if whole.alive < whole.copies:
                _some(canvas, drawing.boxes[node.id], whole.copies - whole.alive, whole.copies)


def _rate(link: Link, scene: Scene) -> float:
    """What goes along a link, as far as its two ends tell."""
    nodes = scene.figures.nodes
    return min(nodes[link.source].rate_rps, nodes[link.target].rate_rps)


def _spacing(share: float) -> int:
    return round(FARTHEST - (FARTHEST - CLOSEST) * sqrt(min(1.0, share)))


def _packets(canvas: Canvas, link: Link, spacing: int, phase: int) -> None:
    """Dots along a link, all its length but the arrow, in the colour that the link has."""
    for number, (x, y) in enumerate(link.path[:-1]):
        on_canvas = 0 <= y < canvas.height and 0 <= x < canvas.width
        if on_canvas and (number - phase) % spacing == 0:
            style = canvas.rows[y][x][1]
            if "edge" in style:
                canvas.put(x, y, PACKET, style)


def _near(canvas: Canvas, box: Box) -> None:
    """The mark of a box that is near its limit, where its lower border has room."""
    x, y = box.x + 1, box.y + box.height - 1
    letter, style = canvas.rows[y][x]
    if letter in "─━":
        canvas.put(x, y, "●", style)


def _some(canvas: Canvas, box: Box, gone: int, copies: int) -> None:
    """The mark of a box that has lost some of its copies, in its lower border."""
    word = f" ✗ {gone} of {copies} lost "
    if len(word) > box.width - 2:
        word = f"✗{gone}/{copies}"
    canvas.put(box.x + 1, box.y + box.height - 1, word, "some-lost")
