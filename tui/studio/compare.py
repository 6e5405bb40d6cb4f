"""Kept designs beside the one on the grid: what each comes to, and what it would change."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content

from tui.figures import marks, milliseconds, percent
from tui.studio.known import ticks
from tui.studio.metrics import SECONDARY, answered, short_limit
from tui.studio.names import cut
from tui.studio.scene import Scene
from tui.widgets.rows import Row

NOW = "now"
"""The row of the design that stands on the grid."""
MINUS = "−"


@dataclass(frozen=True)
class Measure:
    """One figure of a design, and which way is the better one."""

    label: str
    value: float | None
    better: int
    """1 where more is better, -1 where less is, 0 where neither is."""
    write: Callable[[float], str]

    @property
    def text(self) -> str:
        """The figure with its unit."""
        return "–" if self.value is None else self.write(self.value)


def measures(scene: Scene) -> tuple[Measure, ...]:
    """What two designs are compared by."""
    now, found = scene.figures, ticks(scene)
    met = sum(tick.met for tick in found) if scene.measured else None
    served = now.goodput_rps > 0
    busiest = max((now.nodes[n].utilisation for n in now.limits), default=None)
    return (
        Measure("p95", now.p95_ms if served else None, -1, milliseconds),
        Measure("answered", answered(scene) if scene.measured else None, 1, percent),
        Measure(
            "available",
            now.availability if scene.measured else None,
            1,
            lambda share: percent(share, 2),
        ),
        Measure("cost", now.monthly_cost, -1, marks),
        Measure("busiest", busiest, -1, lambda share: f"{share:.0%}"),
        Measure("needs met", met, 1, lambda n: f"{n:.0f}"),
        Measure("parts", len(scene.design.nodes), 0, lambda n: f"{n:.0f}"),
    )


def rows(scene: Scene, width: int) -> tuple[Row, ...]:
    """The grid as it stands, and the kept designs under it."""
    lines = [(NOW, "On the grid", len(scene.now.nodes))]
    lines += [(kept.name, f"{kept.name}, kept", len(kept.design.nodes)) for kept in scene.kept]
    found = []
    for row_id, name, count in lines:
        note = f"{count} parts"
        same = row_id != NOW and scene.kept_design(row_id) == scene.now
        note = "as it stands" if same else note
        name = cut(name, width - len(note) - 2)
        gap = " " * (width - len(name) - len(note) - 1)
        found.append(Row(row_id, (Content.assemble((name, "bold"), gap, (note, "$mute")),), gap=0))
    return tuple(found)


FIGURE, CHANGE = 8, 10
"""Columns of a figure, and of what it would change by."""


def difference(chosen: Scene, now: Scene, width: int, room_left: bool) -> Content:
    """The figures of the design that is shown, each with what it would change; what to do."""
    change, named = chosen.stored != now.stored, width - FIGURE - CHANGE
    head = " " * named + "shown".rjust(FIGURE) + ("change".rjust(CHANGE) if change else "")
    lines = [Content.styled(head, SECONDARY)]
    for one, other in zip(measures(chosen), measures(now), strict=True):
        label = cut(one.label, named).ljust(named)
        line = Content.assemble((label, SECONDARY), (one.text.rjust(FIGURE), "bold"))
        lines.append(line + changed(one, other) if change else line)
    words, style = short_limit(chosen)
    lines += [Content(""), Content.styled(cut(words, width), style), Content("")]
    wrapped = textwrap.wrap(hint(chosen, room_left), width)
    lines += [Content.styled(line, SECONDARY) for line in wrapped]
    return Content("\n").join(lines)


def changed(one: Measure, other: Measure) -> Content:
    """What a figure would change by: with its sign, a mark and a colour."""
    if one.value is None or other.value is None:
        return Content.styled("–".rjust(CHANGE), SECONDARY)
    by = one.value - other.value
    written = one.write(abs(by))
    if one.write(one.value) == other.write(other.value):
        return Content.styled("=".rjust(CHANGE), SECONDARY)
    good = by * one.better
    mark, style = (
        (" ✓", "$success") if good > 0 else (" ✗", "bold $error") if good < 0 else ("  ", SECONDARY)
    )
    return Content.styled(f"{'+' if by > 0 else MINUS}{written}{mark}".rjust(CHANGE), style)


def hint(scene: Scene, room_left: bool) -> str:
    """What may be done at the row under the cursor."""
    if not scene.kept:
        return "Nothing is kept yet. s keeps the grid as it stands, to come back to."
    if scene.stored != scene.now:
        return "Enter lays it on the grid; u takes that back. s keeps the grid in its place."
    if scene.beside:
        return "It is what stands on the grid."
    return "↑↓ shows a kept design." + (" s keeps the grid as it stands." if room_left else "")
