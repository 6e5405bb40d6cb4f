"""What stands at the cursor, as text: figures, knobs and links."""

from __future__ import annotations

import textwrap
from typing import Literal

from textual.content import Content

from engine.design.graph import Edge, Node
from engine.design.kind import Kind, Knob, Value
from tui.figures import marks, milliseconds, percent, rate, unit_at
from tui.studio.metrics import SECONDARY, pair
from tui.studio.names import cut
from tui.studio.scene import Scene
from tui.widgets.rows import Row

Zone = Literal["down", "up", "take"]


def title(scene: Scene) -> str:
    """What the inspector is about."""
    if scene.held and scene.held.what == "place":
        return scene.kind(scene.held.id).name
    if scene.selected:
        return scene.names[scene.selected.id]
    return "Free cell"


def words(scene: Scene, width: int) -> tuple[Content, ...]:
    """The component under the cursor, the kind that is held, or what a free cell is for."""
    if scene.held and scene.held.what == "place":
        return _kind_words(scene.kind(scene.held.id), width)
    if scene.selected:
        return _node_words(scene, scene.selected, width)
    text = "Nothing stands here. b opens the components; Enter places one."
    return _wrapped(text, width)


def _wrapped(text: str, width: int) -> tuple[Content, ...]:
    return tuple(Content.styled(line, SECONDARY) for line in textwrap.wrap(text, width))


def _kind_words(kind: Kind, width: int) -> tuple[Content, ...]:
    rows = [pair("a month", marks(kind.monthly_cost), width)]
    if kind.cost_per_million:
        rows.append(pair("per million", marks(kind.cost_per_million), width))
    if kind.service_ms:
        rows.append(pair("does", rate(kind.servers * 1000 / kind.service_ms), width))
    return (*rows, *_wrapped(kind.purpose, width), *_wrapped(kind.fails, width))


def _node_words(scene: Scene, node: Node, width: int) -> tuple[Content, ...]:
    kind, now = scene.kind(node.kind), scene.figures.nodes[node.id]
    rows: list[Content] = []
    if now.capacity_rps:
        rows.append(pair("asked", rate(now.rate_rps, unit_at(now)), width))
        rows.append(pair("does", rate(now.capacity_rps, unit_at(now)), width))
    if now.rate_rps and kind.role != "source":
        rows.append(pair("p95 here", milliseconds(now.p95_ms), width))
        if now.error_share >= 0.0005:
            rows.append(pair("turned away", percent(now.error_share), width, "bold $error"))
    if now.backlog_per_s:
        rows.append(pair("piles up", rate(now.backlog_per_s, unit_at(now)), width, "bold $error"))
    if kind.role == "source":
        rows.append(pair("asks", rate(now.rate_rps, unit_at(now)), width))
    else:
        rows.append(pair("a month", marks(now.monthly_cost), width))
    rough = f"≈ Approximate here: {now.approximate}" if now.approximate else ""
    told = [Content.styled(line, "$accent") for line in textwrap.wrap(rough, width)]
    return (*rows, *told, *_wrapped(kind.purpose, width))


def rows(scene: Scene, width: int) -> tuple[Row, ...]:
    """The component's knobs, then its links, each of which may be cut."""
    node = scene.selected
    if node is None or (scene.held and scene.held.what == "place"):
        return ()
    kind = scene.kind(node.kind)
    found = []
    for knob in kind.knobs:
        line = _knob_line(knob, _value(scene, node, kind, knob), scene, width)
        found.append(Row(f"knob:{knob.name}", (line,), gap=0))
    for edge in scene.design.edges:
        if node.id in (edge.source, edge.target):
            out = edge.source == node.id
            other = edge.target if out else edge.source
            share = _share(scene, edge)
            room = width - len(share) - 5
            text = f"{'→' if out else '←'} {scene.name_within(other, room)}"
            gap = " " * (width - len(text) - len(share) - 2)
            line = Content.assemble(text, gap, (share, "$mute"), (" x", "bold $accent"))
            found.append(Row(f"link:{edge.source}>{edge.target}", (line,), gap=0))
    return tuple(found)


def _share(scene: Scene, edge: Edge) -> str:
    """How much of its requests a source or balancer sends over a link, where there are several."""
    together = len(scene.design.targets[edge.source])
    splits = scene.kind(scene.design.by_id[edge.source].kind).role in ("source", "balancer")
    return percent(1 / together, 0) if splits and together > 1 else ""


def _value(scene: Scene, node: Node, kind: Kind, knob: Knob) -> Value:
    stored = node.value(kind, knob.name, knob.default)
    return scene.pending.get(knob.name, stored)


def _knob_line(knob: Knob, value: Value, scene: Scene, width: int) -> Content:
    typed = scene.typed.text if scene.typed and scene.typed.knob == knob.name else ""
    changed = knob.name in scene.pending or bool(typed)
    shown = (
        f"{typed}▏" + (f" {knob.unit}" if knob.unit else "") if typed else knob_text(knob, value)
    )
    tail = " ⏎" if changed else "  "
    label = cut(knob.label, width - len(shown) - 4 - len(tail))
    gap = max(0, width - len(label) - len(shown) - 4 - len(tail))
    return Content.assemble(
        label,
        " " * gap,
        ("‹ ", "bold $accent"),
        (shown, "bold $accent" if changed else "bold"),
        (" ›", "bold $accent"),
        (tail, "bold $accent"),
    )


def zone(row: Row, column: int) -> Zone | None:
    """What a click at a column of a row asks for."""
    text = row.lines[0].plain
    if row.id.startswith("link:"):
        return "take" if column >= len(text) - 2 else None
    left, right = text.rfind("‹"), text.rfind("›")
    if left - 1 <= column <= left + 1:
        return "down"
    if right - 1 <= column <= right:
        return "up"
    return "take" if column > right and "⏎" in text else None


def knob_text(knob: Knob, value: Value) -> str:
    """A knob's value with its unit."""
    if isinstance(value, bool):
        return "on" if value else "off"
    unit = knob.unit and f" {knob.unit}"
    return f"{value:g}{unit}" if isinstance(value, float) else f"{value}{unit}"


def turned(knob: Knob, value: Value, by: int) -> Value:
    """The knob's next value in a direction, kept within its range."""
    if knob.kind == "switch":
        return not value
    if knob.kind == "choice":
        at = knob.choices.index(str(value)) if value in knob.choices else 0
        return knob.choices[(at + by) % len(knob.choices)]
    number = float(value) if not isinstance(value, str) else knob.low
    moved = min(knob.high, max(knob.low, number + by * knob.step))
    return round(moved) if knob.kind == "whole" else round(moved, 6)
