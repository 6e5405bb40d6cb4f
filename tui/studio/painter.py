"""Paints a drawing into a grid of characters and styles."""

from __future__ import annotations

from tui.canvas import Canvas
from tui.studio.boxes import paint_box, paint_ghost
from tui.studio.drawing import Box, Drawing, Link, Scale
from tui.studio.framing import label_frame, paint_frame
from tui.studio.gone import paint_gone
from tui.studio.router import DOWN, LEFT, RIGHT, UP, side, tried
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
_DOTTED = str.maketrans("│─", "┊┈")
"""A line on which nothing runs, outside of a traffic run."""
_DASHED = str.maketrans("│─", "┆┄")
"""A line that is only tried."""
_OUT_OF = {RIGHT: _WEST, LEFT: _EAST, DOWN: _NORTH, UP: _SOUTH}
"""The arm towards the box at a line's first character, by the side that it leaves from."""
_ARROWS = {RIGHT: "◄", LEFT: "►", DOWN: "▲", UP: "▼"}
"""The arrow head of a line, by the side of its target at which it arrives."""
_LOADS = ("idle", "calm", "near", "broken")
"""How loaded a link is, by the component that it leads to; the later the worse."""
WELCOME = (
    "Nothing is built yet.",
    "",
    "b shows the components; Enter places one at the cursor.",
    "c links it to what it calls. ? explains all keys.",
)


def paint(scene: Scene, drawing: Drawing, scale: Scale) -> Canvas:
    """The whole grid: cell dots, links, boxes, cursor, and what is held."""
    canvas = Canvas(drawing.width, drawing.height)
    board = scene.config.board
    _dots(canvas, scale, board.columns, board.rows)
    if not (scene.design.nodes or scene.held or scene.over):
        _welcome(canvas)
    held = scene.drawn_frame
    frames = [frame for frame in scene.design.frames if held is None or frame.id != held.id]
    for frame in frames:
        paint_frame(canvas, scale, frame, "frame")
    _links(canvas, scene, drawing)
    for frame in frames:
        label_frame(canvas, scale, frame, "frame-label")
    for node in scene.design.nodes:
        paint_box(canvas, scene, node, drawing.boxes[node.id])
    for outage in scene.config.down(scene.design):
        paint_gone(canvas, drawing.boxes[outage.name], outage.name == scene.lit, "down")
    x, y = scale.origin(scene.cursor)
    here = Box("", x, y, scale.box_width, scale.box_height)
    ghost = scene.ghost
    if ghost and scene.selected is None:
        paint_ghost(canvas, ghost, here, "refused" if scene.refusal else "preview")
    elif scene.selected is None or (scene.held and scene.selected.id != scene.lit):
        style = "refused" if scene.refusal else "cursor"
        _corners(canvas, here, f"{style}-box" if scene.selected else style)
    if held:
        style = "refused" if scene.refusal else "preview"
        paint_frame(canvas, scale, held, style)
        label_frame(canvas, scale, held, style)
    _preview(canvas, scene, drawing, scale)
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
        if style.endswith("broken"):
            glyph = glyph.translate(_FULL)
        elif style.endswith("unused"):
            glyph = glyph.translate(_DOTTED)
        canvas.put(x, y, glyph, style)
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
    name = _LOADS[load] if load or scene.moment else "unused"
    return f"{'lit-' if lit else ''}edge-{name}"


def _load(link: Link, scene: Scene) -> int:
    target = scene.figures.nodes[link.target]
    if target.rate_rps <= 0:
        return 0
    return {"near": 2, "saturated": 3}.get(target.state, 1)


def _arrow(canvas: Canvas, drawing: Drawing, link: Link, scene: Scene) -> None:
    facing = side(drawing.boxes[link.target], drawing.boxes[link.source])
    canvas.put(*link.path[-1], _ARROWS[facing], _link_style([link], scene))


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


def _preview(canvas: Canvas, scene: Scene, drawing: Drawing, scale: Scale) -> None:
    """A dashed line from the component that is being linked to the cell of the cursor."""
    held = scene.held
    if held is None or held.what != "link" or (scene.selected and scene.selected.id == held.id):
        return
    style = "refused" if scene.refusal else "preview"
    size = (drawing.width, drawing.height)
    link = tried(scene.design, held.id, scene.cursor, scale, size)
    for number, point in enumerate(link.path[:-1]):
        bits = _arm(point, link.path[number + 1])
        if number:
            bits |= _arm(point, link.path[number - 1])
        glyph = _LINES.get(bits, "─").translate(_DASHED)
        _dash(canvas, *point, glyph, style)
    x, y = scale.origin(scene.cursor)
    here = Box("", x, y, scale.box_width, scale.box_height)
    canvas.put(*link.path[-1], _ARROWS[side(here, drawing.boxes[held.id])], style)


def _welcome(canvas: Canvas) -> None:
    """What to do on a grid on which nothing stands."""
    top = (canvas.height - len(WELCOME)) // 2
    for number, line in enumerate(WELCOME):
        style = "note" if number else "note-lead"
        canvas.put((canvas.width - len(line)) // 2, top + number, line, style)


def _dash(canvas: Canvas, x: int, y: int, glyph: str, style: str) -> None:
    if 0 <= y < canvas.height and 0 <= x < canvas.width:
        name = canvas.rows[y][x][1]
        if name in ("ground", "dot", "frame") or "edge" in name:
            canvas.put(x, y, glyph, style)
