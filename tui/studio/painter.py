"""Paints a drawing into a grid of characters and styles."""

from __future__ import annotations

from tui.canvas import Canvas
from tui.studio.boxes import paint_box, paint_ghost
from tui.studio.drawing import Box, Drawing, Link, Scale
from tui.studio.framing import label_frame, paint_frame
from tui.studio.router import DOWN, LEFT, RIGHT, UP, port, side
from tui.studio.scene import Scene

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
_FULL = str.maketrans("│─╭╮╰╯├┤┬┴┼", "║═╔╗╚╝╠╣╦╩╬")
"""A line to what cannot keep up, as double as that one's border."""
_OUT_OF = {RIGHT: _WEST, LEFT: _EAST, DOWN: _NORTH, UP: _SOUTH}
"""The arm towards the box at a line's first character, by the side that it leaves from."""
_LOADS = ("idle", "calm", "near", "broken")
"""How loaded a link is, by the component that it leads to; the later the worse."""


def paint(scene: Scene, drawing: Drawing, scale: Scale) -> Canvas:
    """The whole grid: cell dots, links, boxes, cursor, and what is held."""
    canvas = Canvas(drawing.width, drawing.height)
    board = scene.config.board
    _dots(canvas, scale, board.columns, board.rows)
    held = scene.drawn_frame
    frames = [frame for frame in scene.design.frames if held is None or frame.id != held.id]
    for frame in frames:
        paint_frame(canvas, scale, frame, "frame")
    _links(canvas, scene, drawing)
    for frame in frames:
        label_frame(canvas, scale, frame, "frame-label")
    for node in scene.design.nodes:
        paint_box(canvas, scene, node, drawing.boxes[node.id])
    x, y = scale.origin(scene.cursor)
    here = Box("", x, y, scale.box_width, scale.box_height)
    ghost = scene.ghost
    if ghost and scene.selected is None:
        paint_ghost(canvas, ghost, here, "refused" if scene.refusal else "preview")
    elif scene.selected is None or scene.held:
        _corners(canvas, here, "refused" if scene.refusal else "cursor")
    if held:
        style = "refused" if scene.refusal else "preview"
        paint_frame(canvas, scale, held, style)
        label_frame(canvas, scale, held, style)
    if scene.held and scene.held.what == "link" and scene.held.id in drawing.boxes:
        _preview(canvas, drawing.boxes[scene.held.id], here, scene)
    return canvas


def _dots(canvas: Canvas, scale: Scale, columns: int, rows: int) -> None:
    for row in range(rows):
        for column in range(columns):
            x = scale.left + column * scale.cell_width + scale.box_width // 2
            y = scale.top + row * scale.cell_height + (scale.box_height - 1) // 2
            canvas.put(x, y, "·", "dot")


def _links(canvas: Canvas, scene: Scene, drawing: Drawing) -> None:
    arms: dict[tuple[int, int], int] = {}
    owners: dict[tuple[int, int], list[Link]] = {}
    for link in drawing.links:
        for number, point in enumerate(link.path):
            if number:
                bits = _arm(point, link.path[number - 1])
            else:  # the line comes out of its box, also where it turns at once
                bits = _OUT_OF[side(drawing.boxes[link.source], drawing.boxes[link.target])]
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
        style, glyph = _link_style(owners[x, y], scene), _LINES.get(bits, "─")
        canvas.put(x, y, glyph.translate(_FULL) if style.endswith("broken") else glyph, style)
    for link in drawing.links:
        _arrow(canvas, drawing, link, scene)


def _arm(point: tuple[int, int], other: tuple[int, int]) -> int:
    if other[0] > point[0]:
        return _EAST
    if other[0] < point[0]:
        return _WEST
    return _SOUTH if other[1] > point[1] else _NORTH


def _link_style(links: list[Link], scene: Scene) -> str:
    if scene.cutting and any((link.source, link.target) == scene.cutting for link in links):
        return "cut"
    load = max(_load(link, scene) for link in links)
    lit = scene.lit and any(scene.lit in (link.source, link.target) for link in links)
    return f"{'lit-' if lit else ''}edge-{_LOADS[load]}"


def _load(link: Link, scene: Scene) -> int:
    target = scene.figures.nodes[link.target]
    if target.rate_rps <= 0:
        return 0
    return {"near": 2, "saturated": 3}.get(target.state, 1)


def _arrow(canvas: Canvas, drawing: Drawing, link: Link, scene: Scene) -> None:
    facing = side(drawing.boxes[link.target], drawing.boxes[link.source])
    glyph = {RIGHT: "◄", LEFT: "►", DOWN: "▲"}.get(facing, "▼")
    x, y = link.path[-1]
    canvas.put(x, y, glyph, _link_style([link], scene))


def _corners(canvas: Canvas, box: Box, style: str) -> None:
    """The cursor, in the corners of a cell."""
    right, bottom = box.x + box.width - 1, box.y + box.height - 1
    for x, y, glyph in (
        (box.x, box.y, "┌"),
        (right, box.y, "┐"),
        (box.x, bottom, "└"),
        (right, bottom, "┘"),
    ):
        canvas.put(x, y, glyph, style)
    if box.height > 1 and canvas.rows[box.y][box.x + 1][0] == " ":
        canvas.put(box.x + 1, box.y, "╴", style)
        canvas.put(right - 1, bottom, "╶", style)


def _preview(canvas: Canvas, source: Box, here: Box, scene: Scene) -> None:
    """A dashed line from the component that is being linked to the cell of the cursor."""
    if (source.x, source.y) == (here.x, here.y):
        return
    style = "refused" if scene.refusal else "preview"
    leaving, arriving = side(source, here), side(here, source)
    x, y = port(source, leaving, both=False, out=True)
    goal_x, goal_y = port(here, arriving, both=False, out=False)
    level = leaving in (LEFT, RIGHT)
    while (x, y) != (goal_x, goal_y):
        _dash(canvas, x, y, "┄" if level else "┆", style)
        if level and x != goal_x:
            x += 1 if goal_x > x else -1
        elif y != goal_y:
            level = False
            y += 1 if goal_y > y else -1
        else:
            level = True
    glyph = {RIGHT: "◄", LEFT: "►", DOWN: "▲", UP: "▼"}[arriving]
    canvas.put(x, y, glyph, style)


def _dash(canvas: Canvas, x: int, y: int, glyph: str, style: str) -> None:
    if 0 <= y < canvas.height and 0 <= x < canvas.width:
        name = canvas.rows[y][x][1]
        if name in ("ground", "dot") or "edge" in name:
            canvas.put(x, y, glyph, style)
