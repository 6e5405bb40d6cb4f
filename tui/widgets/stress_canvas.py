"""The grid while traffic runs through it."""

from __future__ import annotations

from engine.design.outage import Outage
from tui.canvas import Canvas
from tui.stress.marks import mark
from tui.studio.drawing import Drawing
from tui.studio.scene import Scene
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.painting import Look

LOOKS: dict[str, Look] = {
    "lost": ("faint", "background", frozenset()),
    "some-lost": ("error", "panel", frozenset({"bold"})),
    "lost-word": ("error", "background", frozenset({"bold"})),
}


class StressCanvas(DesignCanvas):
    """A design grid with requests on its links, and with what is lost."""

    phase = 0
    """How far the requests have moved on."""
    lost: tuple[Outage, ...] = ()
    """Components and zones that are lost."""

    def painted(self, scene: Scene, drawing: Drawing) -> Canvas:
        canvas = super().painted(scene, drawing)
        mark(canvas, scene, drawing, self.phase, self.lost)
        return canvas

    def look(self, name: str) -> Look:
        return LOOKS[name] if name in LOOKS else super().look(name)
