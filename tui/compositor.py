"""What a screen sends for a small change: the changed cells and nothing beside them.

Textual's own compositor renders every widget between the first and the last change whole, cuts
all of them at every widget's edge, and writes each changed line from the edge of its widget on.
Here only the lines that changed are rendered, of only the widgets that show there.
"""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Span = tuple[int, int, int]
"""A row, and the columns from and to which it is painted."""


class SpanUpdate(CompositorUpdate):
    """Strips at places of the screen."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for x, y, strip in self.pieces:
            yield Control.move_to(x, y).segment
            yield from strip

    def render_segments(self, console: Console) -> str:
        """The update as it is written to the terminal; pieces that adjoin need no new place."""
        written: list[str] = []
        here = (-1, -1)
        for x, y, strip in self.pieces:
            if (x, y) != here:
                written.append(Control.move_to(x, y).segment.text)
            written.append(strip.render(console))
            here = (x + strip.cell_length, y)
        return "".join(written)


class SpanCompositor(Compositor):
    """Paints what changed; all else of the compositor is Textual's."""

    def render_partial_update(self) -> CompositorUpdate | None:  # type: ignore[override]
        """The changed spans, each from the foremost widgets that show there."""
        screen = self.size.region
        regions = [region.intersection(screen) for region in self._dirty_regions]
        self._dirty_regions.clear()
        missing: dict[int, list[Span]] = {}
        for span in self._regions_to_spans(region for region in regions if region):
            missing.setdefault(span[0], []).append(span)
        if not missing:
            return None
        pieces: list[tuple[int, int, Strip]] = []
        for widget, (region, clip) in self.visible_widgets.items():
            if missing:
                _take(widget, region, region.intersection(clip), missing, pieces)
        return SpanUpdate(sorted(pieces, key=lambda piece: (piece[1], piece[0])))


def _take(
    widget: Widget,
    region: Region,
    shown: Region,
    missing: dict[int, list[Span]],
    pieces: list[tuple[int, int, Strip]],
) -> None:
    """Takes out of what is missing what this widget shows; what lies behind it stays hidden."""
    left, right = shown.column_span
    lines = [
        y
        for y in missing
        if shown.y <= y < shown.bottom and any(a < right and b > left for _, a, b in missing[y])
    ]
    if not lines or left >= right:
        return
    first, last = min(lines), max(lines)
    crop = Region(left - region.x, first - region.y, shown.width, last - first + 1)
    strips = widget.render_lines(crop)
    for y in lines:
        rest: list[Span] = []
        for _, start, end in missing.pop(y):
            a, b = max(start, left), min(end, right)
            if a >= b:
                rest.append((y, start, end))
                continue
            pieces.append((a, y, strips[y - first].crop(a - left, b - left)))
            if start < a:
                rest.append((y, start, a))
            if b < end:
                rest.append((y, b, end))
        if rest:
            missing[y] = rest
