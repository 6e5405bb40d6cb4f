"""The tiles of everybody in the call."""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import Container
from textual.content import Content
from textual.events import Click, Resize
from textual.message import Message

from tui.call import faces
from tui.call.faces import Face, Shape
from tui.call.surface import Sheet

SHAPES = tuple(f"-{shape.name.lower()}" for shape in Shape)


class Tile(Sheet):
    """One participant."""

    @dataclass
    class Pressed(Message):
        """The tile was clicked."""

        person: str

    def __init__(self, person: str, colour: str) -> None:
        super().__init__(classes=f"tile {colour}")
        self.person = person
        self._face: Face | None = None
        self.shape = Shape.TALL

    def show(self, face: Face, *, lit: bool) -> None:
        """Paints a face; `lit` while the floor is about to be given to it."""
        self._face = face
        self.set_class(face.speaking and face.number is None and not face.over, "-speaking")
        self.set_class(face.asked, "-asked")
        self.set_class(face.number is not None, "-pick")
        self.set_class(lit, "-lit")
        self._paint()

    def on_resize(self, event: Resize) -> None:
        self._paint()

    def on_click(self, event: Click) -> None:
        event.stop()
        self.post_message(self.Pressed(self.person))

    def _paint(self) -> None:
        if self._face is None or not self.content_size.width:
            return
        bordered = self.shape is not Shape.STRIP
        title, state = (faces.state(self._face), faces.turns(self._face))
        self.name_edges(title if bordered else Content(""), state if bordered else Content(""))
        self.put(faces.draw(self._face, self.shape, self.content_size.width))


class Tiles(Container):
    """All tiles, in a grid that follows how many there are and what room they have."""

    def __init__(self, tiles: tuple[Tile, ...]) -> None:
        super().__init__(*tiles, id="tiles")
        self._tiles = tiles

    def lay_out(self, width: int, tall: bool) -> None:
        """Chooses the tiles' shape and places for a pane of this width."""
        plan = faces.plan(len(self._tiles), width, tall)
        self.styles.grid_size_columns = plan.columns
        self.styles.height = plan.rows
        for tile in self._tiles:
            tile.shape = plan.shape
            tile.remove_class(*SHAPES).add_class(f"-{plan.shape.name.lower()}")
            tile.styles.height = plan.shape.rows

    def show(self, shown: tuple[Face, ...], lit: str | None) -> None:
        """Paints everybody."""
        for tile, face in zip(self._tiles, shown, strict=True):
            tile.show(face, lit=tile.person == lit)

    def show_one(self, face: Face) -> None:
        """Paints one face, for a frame of its voice."""
        for tile in self._tiles:
            if tile.person == face.person.id:
                tile.show(face, lit=False)
