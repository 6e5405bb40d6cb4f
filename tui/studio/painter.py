"""Paints a drawing into a grid of characters and styles."""

from __future__ import annotations

from dataclasses import dataclass

from engine.design.graph import Cell, Design, Node
from engine.design.kind import Catalogue, Kind
from engine.design.traffic import Figures, NodeFigures
from tui.studio.drawing import BOX_HEIGHT, Box, Drawing, Link, Scale
from tui.studio.router import DOWN, LEFT, RIGHT, side

Painted = tuple[str, str]
"""One character and the name of its style."""
BLANK: Painted = (" ", "ground")

_NORTH, _EAST, _SOUTH, _WEST = 1, 2, 4, 8
_LINES = {
    _NORTH | _SOUTH: "│",
    _EAST | _WEST: "─",
    _SOUTH | _EAST: "╭",
    _SOUTH | _WEST: "╮",
    _NORTH | _EAST: "╰",
    _NORTH | _WEST: "╯",
    _NORTH | _SOUTH | _EAST: "├",
    _NORTH | _SOUTH | _WEST: "┤",
    _SOUTH | _EAST | _WEST: "┬",
    _NORTH | _EAST | _WEST: "┴",
    15: "┼",
    _NORTH: "│",
    _SOUTH: "│",
    _EAST: "─",
    _WEST: "─",
}
_BORDERS = {
    "plain": "╭╮╰╯─│",
    "selected": "┏┓┗┛━┃",
    "saturated": "╔╗╚╝═║",
}
_EIGHTHS = " ▏▎▍▌▋▊▉"
NAMED_STATES = {"idle": "calm", "busy": "calm", "near": "near", "saturated": "broken"}


@dataclass(frozen=True)
class Look:
    """What of the view decides how a design is painted."""

    cursor: Cell
    selected: str | None
    linking: str | None = None
    """The component from which a link is being drawn."""
    cutting: tuple[str, str] | None = None
    """The link that would be cut."""


class Canvas:
    """A grid of painted characters."""

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


def paint(
    design: Design,
    catalogue: Catalogue,
    figures: Figures,
    drawing: Drawing,
    scale: Scale,
    look: Look,
) -> Canvas:
    """The whole grid: cell dots, links, boxes, cursor."""
    canvas = Canvas(drawing.width, drawing.height)
    _dots(canvas, scale)
    _links(canvas, drawing, look)
    for node in design.nodes:
        kind = catalogue.kind(node.kind)
        box = drawing.boxes[node.id]
        _box(canvas, node, kind, figures.nodes[node.id], box, node.id == look.selected)
    if look.selected is None:
        _cursor(canvas, scale, look.cursor)
    if look.linking and look.linking in drawing.boxes:
        _preview(canvas, drawing.boxes[look.linking], scale, look.cursor)
    return canvas


def _dots(canvas: Canvas, scale: Scale) -> None:
    for y in range(1, canvas.height, scale.cell_height):
        for x in range(1 + scale.box_width // 2, canvas.width, scale.cell_width):
            canvas.put(x, y, "·", "dot")


def _links(canvas: Canvas, drawing: Drawing, look: Look) -> None:
    arms: dict[tuple[int, int], int] = {}
    owners: dict[tuple[int, int], list[Link]] = {}
    for link in drawing.links:
        for number, point in enumerate(link.path):
            bits = 0
            if number:
                bits |= _arm(point, link.path[number - 1])
            if number + 1 < len(link.path):
                bits |= _arm(point, link.path[number + 1])
            before = owners.get(point, [])
            together = all(o.source == link.source or o.target == link.target for o in before)
            if before and not together:
                # A foreign crossing: the upright line passes, the level one has a gap.
                if not bits & (_NORTH | _SOUTH):
                    continue
                arms[point] = bits
                owners[point] = [link]
                continue
            arms[point] = arms.get(point, 0) | bits
            owners.setdefault(point, []).append(link)
    for (x, y), bits in arms.items():
        canvas.put(x, y, _LINES.get(bits, "─"), _link_style(owners[x, y], look))
    for link in drawing.links:
        _arrow(canvas, drawing, link, look)


def _arm(point: tuple[int, int], other: tuple[int, int]) -> int:
    if other[0] > point[0]:
        return _EAST
    if other[0] < point[0]:
        return _WEST
    return _SOUTH if other[1] > point[1] else _NORTH


def _link_style(links: list[Link], look: Look) -> str:
    if look.cutting and any((link.source, link.target) == look.cutting for link in links):
        return "cut"
    if look.selected and any(look.selected in (link.source, link.target) for link in links):
        return "lit-edge"
    return "edge"


def _arrow(canvas: Canvas, drawing: Drawing, link: Link, look: Look) -> None:
    facing = side(drawing.boxes[link.target], drawing.boxes[link.source])
    glyph = {RIGHT: "◄", LEFT: "►", DOWN: "▲"}.get(facing, "▼")
    x, y = link.path[-1]
    canvas.put(x, y, glyph, _link_style([link], look))


def _box(
    canvas: Canvas, node: Node, kind: Kind, figures: NodeFigures, box: Box, selected: bool
) -> None:
    saturated = figures.state == "saturated"
    border = _BORDERS["saturated" if saturated else "selected" if selected else "plain"]
    style = "broken" if saturated else "selected" if selected else f"hue-{kind.category}"
    fill = "lit" if selected else "box"
    inner = box.width - 2
    tag = f" {kind.tag} "[: inner - 1]
    top = border[0] + border[4] + tag + border[4] * (inner - 1 - len(tag)) + border[1]
    canvas.put(box.x, box.y, top, style)
    mark = "⌂" if node.fixed else ""
    label = node.label[: inner - len(mark)]
    for row in (1, 2):
        canvas.put(box.x, box.y + row, border[5], style)
        canvas.put(box.x + 1, box.y + row, " " * inner, fill)
        canvas.put(box.x + box.width - 1, box.y + row, border[5], style)
    canvas.put(box.x + 1, box.y + 1, label, f"{fill}-name")
    if mark:
        canvas.put(box.x + box.width - 2, box.y + 1, mark, f"{fill}-faint")
    _gauge(canvas, box, kind, figures, fill)
    note = f" {_note(kind, figures)} "[: inner - 1]
    if saturated:
        note = f" ▲{note[1:]}"[: inner - 1]
    bottom = border[2] + border[4] * (inner - 1 - len(note)) + note + border[4] + border[3]
    canvas.put(box.x, box.y + BOX_HEIGHT - 1, bottom, style)


def _gauge(canvas: Canvas, box: Box, kind: Kind, figures: NodeFigures, fill: str) -> None:
    if kind.role == "source" or figures.capacity_rps <= 0:
        return
    text = f"{figures.utilisation:.0%}"
    room = box.width - 2 - len(text) - 1
    name = NAMED_STATES[figures.state]
    eighths = round(min(1.0, figures.utilisation) * room * 8)
    full, rest = divmod(eighths, 8)
    y = box.y + 2
    canvas.put(box.x + 1, y, " " * room, "track")
    canvas.put(box.x + 1, y, " " * full, f"bar-{name}")
    if rest:
        canvas.put(box.x + 1 + full, y, _EIGHTHS[rest], f"tip-{name}")
    canvas.put(box.x + 2 + room, y, text, f"{fill}-{name}")


def _note(kind: Kind, figures: NodeFigures) -> str:
    if figures.rate_rps <= 0:
        return "unused" if kind.role != "bystander" else "watching"
    if kind.role == "source":
        return rate(figures.rate_rps)
    if figures.backlog_per_s > 0:
        return f"+{rate(figures.backlog_per_s)}"
    return duration(figures.p95_ms)


def rate(per_second: float) -> str:
    """A rate in few characters."""
    return f"{per_second:,.0f}/s" if per_second >= 1 else f"{per_second * 60:.1f}/min"


def duration(ms: float) -> str:
    """A time in few characters."""
    if ms < 10_000:
        return f"{ms:,.0f} ms" if ms >= 1 else "<1 ms"
    return f"{ms / 1000:,.0f} s" if ms < 600_000 else f"{ms / 60_000:,.0f} min"


def _cursor(canvas: Canvas, scale: Scale, cell: Cell) -> None:
    x, y = scale.origin(cell)
    right, bottom = x + scale.box_width - 1, y + BOX_HEIGHT - 1
    for corner_x, corner_y, glyph in (
        (x, y, "┌"),
        (right, y, "┐"),
        (x, bottom, "└"),
        (right, bottom, "┘"),
    ):
        canvas.put(corner_x, corner_y, glyph, "cursor")
    canvas.put(x + 1, y, "╴", "cursor")
    canvas.put(right - 1, bottom, "╶", "cursor")


def _preview(canvas: Canvas, box: Box, scale: Scale, cell: Cell) -> None:
    """A dashed line from the component that is being linked to the cursor."""
    x, y = box.x + box.width, box.y + 1
    goal_x, goal_y = scale.origin(cell)
    goal_x, goal_y = goal_x - 1, goal_y + 1
    while x != goal_x:
        _dash(canvas, x, y, "┄")
        x += 1 if goal_x > x else -1
    while y != goal_y:
        _dash(canvas, x, y, "┆")
        y += 1 if goal_y > y else -1
    _dash(canvas, x, y, "►")


def _dash(canvas: Canvas, x: int, y: int, glyph: str) -> None:
    if 0 <= y < canvas.height and 0 <= x < canvas.width and canvas.rows[y][x][0] in " ·─│┄┆":
        canvas.put(x, y, glyph, "preview")
