"""Paints components: a border in the hue of the category, name, load, time.

State never shows by colour alone: a heavy border is chosen, a double one with ▲ cannot keep up,
a dotted one is none that the link in hand may go to.
"""

from __future__ import annotations

from engine.design.graph import Node
from engine.design.kind import Kind
from engine.design.traffic import NodeFigures
from tui.canvas import Canvas
from tui.figures import marks, milliseconds, of_rate, percent, rate, unit_at
from tui.studio.drawing import Box
from tui.studio.names import cut
from tui.studio.scene import Scene

BORDERS = {
    "plain": "╭╮╰╯─│",
    "chosen": "┏┓┗┛━┃",
    "saturated": "╔╗╚╝═║",
    "ghost": "╭╮╰╯╌╎",
    "shut": "╭╮╰╯┈┊",
}
EIGHTHS = " ▏▎▍▌▋▊▉"
STATES = {"idle": "calm", "busy": "calm", "near": "near", "saturated": "broken"}
NAMED_ABOVE = 12
"""Columns of a box under which its name stands in the border, where more of it fits."""
PADDED_FROM = 14
"""Columns of a box from which its text stands off the border."""


def paint_box(canvas: Canvas, scene: Scene, node: Node, box: Box) -> None:
    """One component."""
    kind, now = scene.kind(node.kind), scene.figures.nodes[node.id]
    chosen = node.id == scene.lit
    saturated = now.state == "saturated"
    border = BORDERS["saturated" if saturated else "chosen" if chosen else "plain"]
    style = "broken" if saturated else "selected" if chosen else f"hue-{kind.category}"
    if scene.held and scene.held.what == "link" and node.id not in (*scene.targets, scene.held.id):
        style, border = "shut", BORDERS["shut"]
    fill = "lit" if chosen else "box"
    if box.height == 1:
        _chip(canvas, scene, node, box, border, style, fill)
        return
    if box.width < NAMED_ABOVE or box.height == 3:
        name = scene.name_within(node.id, box.width - 2, box.width)
        _frame(canvas, box, border, style, fill, _name_top(border, name, box))
    else:
        tag_top = _tag_top(border, kind.tag, "⌂" if node.fixed else "", box)
        _frame(canvas, box, border, style, fill, tag_top)
    _inside(canvas, scene, node, box, fill)
    _foot(canvas, box, border, style, _note(scene, kind, now, saturated))


def _chip(
    canvas: Canvas, scene: Scene, node: Node, box: Box, border: str, style: str, fill: str
) -> None:
    """A component in one row: its name on a bar, how full it is, and what it is by its sides."""
    kind, now = scene.kind(node.kind), scene.figures.nodes[node.id]
    inner, name = box.width - 2, STATES[now.state]
    full = now.state == "saturated"
    text = f"{now.utilisation:.0%}" if now.capacity_rps > 0 else ""
    if full:
        text = f"▲{now.utilisation * 100:.0f}"
    room = inner - len(text) - (1 if text and not full else 0)
    shown = scene.name_within(node.id, room)
    if len(scene.short_names[node.id]) > room:
        shown = kind.tag[:room]
    canvas.put(box.x, box.y, border[5], style)
    canvas.put(box.x + 1, box.y, shown.ljust(inner - len(text)), f"{fill}-name")
    canvas.put(box.x + 1 + inner - len(text), box.y, text, f"{fill}-{name}")
    canvas.put(box.x + inner + 1, box.y, border[5], style)


def _inside(canvas: Canvas, scene: Scene, node: Node, box: Box, fill: str) -> None:
    """The rows within the border, as many as there are: name, load, flow, cost."""
    kind, now = scene.kind(node.kind), scene.figures.nodes[node.id]
    pad = 1 if box.width >= PADDED_FROM else 0
    x, room, y = box.x + 1 + pad, box.width - 2 - 2 * pad, box.y + 1
    if box.height > 3:
        copies = int(node.value(kind, "replicas", 1))
        mark = f"×{copies}" if copies > 1 else ""
        gap = len(mark) + 1 if mark else 0
        if box.width < NAMED_ABOVE:
            canvas.put(x, y, cut(kind.tag, room - gap), f"{fill}-faint")
        else:
            canvas.put(x, y, scene.name_within(node.id, room - gap), f"{fill}-name")
        canvas.put(x + room - len(mark), y, mark, f"{fill}-faint")
        y += 1
    if kind.role == "source":
        canvas.put(x, y, cut(rate(now.rate_rps), room), f"{fill}-faint")
    elif now.capacity_rps > 0:
        _gauge(canvas, x, y, room, now, fill)
    if box.height > 4:
        flow = "" if scene.moment and kind.role == "source" else _flow(kind, now, room)
        canvas.put(x, y + 1, cut(flow, room), f"{fill}-faint")
    cost = f"{marks(now.monthly_cost)} a month"
    if box.height > 5 and now.monthly_cost and len(cost) <= room:
        canvas.put(x, y + 2, cost, f"{fill}-faint")


def _frame(canvas: Canvas, box: Box, border: str, style: str, fill: str, top: str) -> None:
    inner = box.width - 2
    canvas.put(box.x, box.y, top, style)
    for row in range(box.y + 1, box.y + box.height - 1):
        canvas.put(box.x, row, border[5], style)
        canvas.put(box.x + 1, row, " " * inner, fill)
        canvas.put(box.x + inner + 1, row, border[5], style)


def _tag_top(border: str, tag: str, mark: str, box: Box) -> str:
    """An upper border with the kind's tag set into it, and the mark of what is the client's."""
    inner = box.width - 2
    lead = f"{border[4]} {cut(tag, inner - len(mark) - 3)} "
    return border[0] + lead + border[4] * (inner - len(lead) - len(mark)) + mark + border[1]


def _name_top(border: str, name: str, box: Box) -> str:
    """The name in the border of a small box; a long one takes the corners as well."""
    inner = box.width - 2
    if len(name) > inner:
        return name[: inner + 2].ljust(inner + 2)
    shown = f" {name} " if len(name) <= inner - 2 else name
    return border[0] + shown + border[4] * (inner - len(shown)) + border[1]


def _foot(canvas: Canvas, box: Box, border: str, style: str, notes: tuple[str, ...]) -> None:
    inner = box.width - 2
    note = next((n for n in notes if len(n) <= inner), "")
    tail = border[4] if len(note) < inner else ""
    line = border[4] * (inner - len(note) - len(tail))
    bottom = border[2] + line + note + tail + border[3]
    canvas.put(box.x, box.y + box.height - 1, bottom, style)


def _gauge(canvas: Canvas, x: int, y: int, room: int, now: NodeFigures, fill: str) -> None:
    text = f"{now.utilisation:.0%}"
    bar = room - max(5, len(text) + 1)
    name = STATES[now.state]
    full, rest = divmod(round(min(1.0, now.utilisation) * bar * 8), 8)
    canvas.put(x, y, " " * bar, "track")
    canvas.put(x, y, " " * full, f"bar-{name}")
    if rest:
        canvas.put(x + full, y, EIGHTHS[rest], f"tip-{name}")
    canvas.put(x + room - len(text), y, text, f"{fill}-{name}")


def _flow(kind: Kind, now: NodeFigures, room: int) -> str:
    """How much is asked of how much it can do; in few columns without the second as the unit."""
    if kind.role == "source":
        return "at the peak" if room >= 11 else "at peak"
    if now.rate_rps <= 0 or not now.capacity_rps:
        return ""
    unit = unit_at(now)
    whole = of_rate(now.rate_rps, now.capacity_rps, unit)
    bare = whole.rpartition("/")[0]
    tight = bare.replace(" of ", "/")
    ways = (bare, tight) if unit == "s" else (f"{tight} {unit}", rate(now.rate_rps, unit))
    return next((text for text in (whole, *ways) if len(text) <= room), "")


def _note(scene: Scene, kind: Kind, now: NodeFigures, saturated: bool) -> tuple[str, ...]:
    """What stands in the lower border, the longest wording first."""
    if not scene.measured:
        return ()
    if now.rate_rps <= 0:
        return (" watches ",) if kind.role == "bystander" else (" unused ",)
    if kind.role == "source":
        whole = scene.figures
        done = percent(whole.goodput_rps / whole.offered_rps if whole.offered_rps else 0, 0)
        return f" {done} answered ", f" {done} done ", f" {done} "
    text = (
        f"+{rate(now.backlog_per_s, unit_at(now))}"
        if now.backlog_per_s > 0
        else milliseconds(now.p95_ms)
    )
    mark = "▲ " if saturated else ""
    if now.approximate:
        text = f"≈{text}"
    if now.backlog_per_s > 0:
        return f" {mark}{text} piles up ", f" {mark}{text} ", f"{mark.strip()}{text}"
    return f" {mark}{text} ", f"{mark.strip()}{text}", text.replace(" ", "")


def paint_ghost(canvas: Canvas, kind: Kind, box: Box, style: str) -> None:
    """The outline of a component that is about to be placed."""
    border = BORDERS["ghost"]
    inner = box.width - 2
    if box.height == 1:
        shown = cut(kind.short or kind.name, inner).ljust(inner)
        canvas.put(box.x, box.y, f"{border[5]}{shown}{border[5]}", style)
        return
    small = box.width < NAMED_ABOVE or box.height == 3
    name = kind.name if len(kind.name) <= box.width else kind.short or kind.name
    top = _name_top(border, name, box) if small else _tag_top(border, kind.tag, "", box)
    canvas.put(box.x, box.y, top, style)
    for row in range(box.y + 1, box.y + box.height - 1):
        canvas.put(box.x, row, border[5] + " " * inner + border[5], style)
    inside = kind.tag if small else f" {kind.name}"
    canvas.put(box.x + 1, box.y + 1, cut(inside, inner), style)
    bottom = border[2] + border[4] * inner + border[3]
    canvas.put(box.x, box.y + box.height - 1, bottom, style)
