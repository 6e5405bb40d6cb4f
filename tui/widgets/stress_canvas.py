"""The grid while traffic runs through it."""

from __future__ import annotations

from engine.design.outage import Outage
from tui.canvas import Canvas
from tui.stress.marks import mark
from tui.stress.note import Note, notes, paint_note
from tui.stress.places import Place, Room
from tui.stress.play import Play
from tui.studio.drawing import Drawing
from tui.studio.scene import Scene
from tui.widgets.design_canvas import DesignCanvas
from tui.widgets.painting import Look

BOLD, PLAINLY = frozenset({"bold"}), frozenset[str]()
LOOKS: dict[str, Look] = {
    "some-lost": ("error", "panel", BOLD),
    "note": ("foreground", "panel", PLAINLY),
    "note-strong": ("foreground", "panel", BOLD),
    "note-faint": ("mute", "panel", PLAINLY),
    "note-work": ("primary", "panel", BOLD),
    "note-wait": ("error", "panel", PLAINLY),
    "note-broken": ("error", "panel", BOLD),
    "note-full": ("error", "panel", BOLD),
    "note-near": ("accent", "panel", BOLD),
    "leader-full": ("error", "background", BOLD),
    "leader-near": ("accent", "background", BOLD),
}


class StressCanvas(DesignCanvas):
    """A design grid with requests on its links, with what is lost, and with a note of why."""

    phase = 0
    """How far the requests have moved on."""
    lost: tuple[Outage, ...] = ()
    """Components and zones that are lost."""
    play: Play | None = None
    """The moment, where the climb is worked out."""
    subject: str | None = None
    """The component that is spoken of."""
    noted = False
    """Whether a note on it found room."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._room: Room | None = None
        self._places: dict[tuple[str, tuple[int, int, int], bool], Place | None] = {}

    def painted(self, scene: Scene, drawing: Drawing) -> Canvas:
        canvas = super().painted(scene, drawing)
        mark(canvas, scene, drawing, self.phase, self.lost)
        found = self._found(scene, drawing)
        self.noted = found is not None
        if found:
            paint_note(canvas, *found)
        return canvas

    def _found(self, scene: Scene, drawing: Drawing) -> tuple[Note, Place] | None:
        """The longest note that finds room; where none does, the longest that stands tight."""
        tried = tuple(notes(scene, self.play, self.subject)) if self.play else ()
        for tight in (False, True):
            for note in tried:
                place = self._place(drawing, note, tight)
                if place:
                    return note, place
        return None

    def _place(self, drawing: Drawing, note: Note, tight: bool) -> Place | None:
        """Where a note stands; looked for once, for the drawing stays as it is all the run."""
        if self._room is None or self._room.drawing is not drawing:
            self._room, self._places = Room(drawing), {}
        key = (note.node, (*note.size, note.heading), tight)
        if key not in self._places:
            self._places[key] = self._room.place(note.node, *note.size, note.heading, tight=tight)
        return self._places[key]

    def look(self, name: str) -> Look:
        return LOOKS[name] if name in LOOKS else super().look(name)
