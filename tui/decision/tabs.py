"""The sections of a narrow sheet as tabs, each with what is still to do in it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from engine.board.fields import Section
from tui.decision.scene import Scene
from tui.safety import one_line

Part = tuple[str, str]
EMPTY, BROKEN, GOOD = "○", "✗", "✓"


def places(scene: Scene, width: int) -> list[tuple[str, int, int]]:
    """Where each section's tab stands: from and to which column."""
    found, at = [], 0
    for section, parts in _tabs(scene, width):
        end = at + sum(cell_len(text) for text, _ in parts)
        found.append((section.id, at, end))
        at = end
    return found


def painted(scene: Scene, width: int) -> Content:
    """All tabs: ○ and how many of its lines are empty, ✗ where something that leans on it does
    not hold, ✓ where there is neither."""
    return Content.assemble(*(part for _, parts in _tabs(scene, width) for part in parts))


def _tabs(scene: Scene, width: int) -> list[tuple[Section, list[Part]]]:
    """The tabs, without their counts where those have no room."""
    for counted in (True, False):
        found = [(s, _tab(scene, n, s, counted)) for n, s in enumerate(scene.sections, start=1)]
        if sum(cell_len(text) for _, parts in found for text, _ in parts) <= width + 1:
            break
    return found


def _tab(scene: Scene, number: int, section: Section, counted: bool) -> list[Part]:
    here = section.id == scene.section.id
    name = f" {number} {one_line(section.title)} "
    parts = [(name, "bold $background on $accent" if here else "$foreground 72%")]
    empty = scene.empty(section)
    if empty:
        parts.append((f"{EMPTY}{empty if counted else ''}", "$foreground 72%"))
    if scene.breaks(section):
        parts.append((BROKEN, "bold $error"))
    elif not empty:
        parts.append((GOOD, "bold $success"))
    return [*parts, (" ", "")]
