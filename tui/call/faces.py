"""The people of a call: how their tiles are laid out, and what stands on each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from textual.content import Content

from engine.mission import Mission, Person
from tui.call.monogram import monogram
from tui.people import badge, hue
from tui.safety import one_line

SECONDARY = "$foreground 62%"
WAVE = "▁▂▃▅▆▅▃▂▁▁▂▄▆▇▆▄▂▁▁▂▃▄▃▂▁"
"""A voice, as the speaker's tile draws it; it only moves while somebody is in mid-word."""


class Shape(Enum):
    """How a tile is drawn, and its rows, borders included."""

    TALL = 13
    """Monogram, voice, name and posture under each other."""
    SIDE = 5
    """The monogram beside name, voice and posture."""
    FLAT = 6
    """Initials and name, voice, posture; five rows as well."""
    STRIP = 2
    """Two rows with an edge in place of a border."""

    @property
    def rows(self) -> int:
        """Rows that a tile takes."""
        return 5 if self is Shape.FLAT else self.value


@dataclass(frozen=True)
class Plan:
    """How a number of people share the room."""

    shape: Shape
    columns: int
    people: int

    @property
    def rows(self) -> int:
        """Rows that all tiles take."""
        return self.shape.rows * -(-self.people // self.columns)


def plan(people: int, width: int, tall: bool) -> Plan:
    """The tiles' layout for a number of people in a pane of some width."""
    if people <= 3 and tall and width >= 60:
        return Plan(Shape.TALL, max(1, people), people)
    if people <= 2:
        return Plan(Shape.SIDE, max(1, people), people)
    if people == 3:
        return Plan(Shape.FLAT, 3, people)
    if not tall or width < 80:
        return Plan(Shape.STRIP, 2, people)
    if people == 4:
        return Plan(Shape.SIDE, 2, people)
    return Plan(Shape.FLAT, 3, people)


@dataclass(frozen=True)
class Face:
    """What one tile shows."""

    mission: Mission
    person: Person
    posture: str
    turns: int
    speaking: bool = False
    has_floor: bool = False
    asked: bool = False
    over: bool = False
    number: int | None = None
    """The key that picks the tile, while the floor is being given."""
    frame: int = 0


def state(face: Face, *, short: bool = False) -> Content:
    """The words on top of a tile."""
    if face.number is not None:
        key = (f" {face.number} ", "bold $accent on $lamp")
        return Content.assemble(key, ("" if face.turns or short else " not heard yet", "$mute"))
    if face.over:
        return Content.styled("○ has left", "$mute")
    if face.speaking:
        word = "has the floor" if face.has_floor else "speaking"
        return Content.styled(f"● {word}", "bold $accent")
    if face.asked:
        heard = "" if short else "○ listens" if face.turns else "○ not heard"
        return Content.assemble(("▸ asked ", "bold"), (heard, "$mute"))
    return Content.styled("○ listens" if face.turns else "○ not heard yet", "$mute")


def turns(face: Face) -> Content:
    """The words at the foot of a tile."""
    count = face.turns
    return Content("no turn" if count == 0 else "1 turn" if count == 1 else f"{count} turns")


def draw(face: Face, shape: Shape, width: int) -> Content:
    """A tile's inside."""
    match shape:
        case Shape.TALL:
            return _tall(face, width)
        case Shape.SIDE:
            return _side(face, width)
        case Shape.FLAT:
            return _flat(face, width)
        case Shape.STRIP:
            return _strip(face, width)


def _colour(face: Face) -> str:
    colour = hue(face.mission, face.person.id)
    return colour if face.speaking else f"{colour} 80%"


def _posture(face: Face, width: int) -> Content:
    style = "italic" if face.speaking else f"italic {SECONDARY}"
    return _cut(Content.styled(one_line(face.posture), style), width)


def _name(face: Face, width: int) -> Content:
    """Name and role; the role goes first where there is little room."""
    name = Content.styled(one_line(face.person.name), "bold")
    whole = Content.assemble(name, "  ", (one_line(face.person.role), SECONDARY))
    if whole.cell_length <= width:
        return whole
    return _cut(
        name if name.cell_length <= width else Content.styled(one_line(face.person.short), "bold"),
        width,
    )


def _voice(face: Face, width: int) -> Content:
    if face.speaking:
        return Content.styled(wave(width, face.frame), hue(face.mission, face.person.id))
    if face.turns or face.asked or face.over:
        return Content.styled("▁" * max(4, width - 4), f"{hue(face.mission, face.person.id)} 45%")
    return Content.styled("· · ·  quiet  · · ·", "$mute")


def wave(width: int, frame: int) -> str:
    """A voice of some width; `frame` shifts it."""
    return "".join(WAVE[(n + frame) % len(WAVE)] for n in range(max(4, min(width, 24))))


def _tall(face: Face, width: int) -> Content:
    mark = [Content.styled(row, f"bold {_colour(face)}") for row in _monogram(face)]
    voice = _voice(face, min(24, width - 2))
    name, posture = _name(face, width), _posture(face, width)
    alone = width > 40
    foot = [_centre(name, width), _centre(posture, width)] if alone else [name, posture]
    rows = [
        Content(""),
        Content(""),
        *[_centre(row, width) for row in mark],
        Content(""),
        _centre(voice, width),
        Content(""),
        Content(""),
        *foot,
    ]
    return Content("\n").join(rows)


def _monogram(face: Face) -> tuple[str, str, str]:
    return monogram(face.person.initials[:2])


def _side(face: Face, width: int) -> Content:
    mark = [Content.styled(row, f"bold {_colour(face)}") for row in _monogram(face)]
    room = width - mark[0].cell_length - 3
    voice = _voice(face, min(24, room))
    beside = (_name(face, room), _cut(voice, room), _posture(face, room))
    return Content("\n").join(
        Content.assemble(" ", left, "  ", right) for left, right in zip(mark, beside, strict=True)
    )


def _badge(face: Face) -> tuple[str, str]:
    initials, style = badge(face.mission, face.person.id)
    return (initials, style if face.speaking else f"{style} 80%")


def _flat(face: Face, width: int) -> Content:
    name = Content.styled(one_line(face.person.name), "bold")
    if name.cell_length > width - 5:
        name = Content.styled(one_line(face.person.short), "bold")
    first = Content.assemble(_badge(face), " ", name)
    voice = _voice(face, min(18, width))
    return Content("\n").join([_cut(first, width), _cut(voice, width), _posture(face, width)])


STRIP_STATE, STRIP_VOICE = 16, 8


def _strip(face: Face, width: int) -> Content:
    room = width - 5 - STRIP_STATE - 3
    name = _cut(Content.styled(one_line(face.person.short), "bold"), room)
    gap = " " * max(1, width - 5 - name.cell_length - STRIP_STATE - 2)
    said = _cut(state(face, short=True), STRIP_STATE)
    pad = " " * max(0, STRIP_STATE - said.cell_length)
    first = Content.assemble(_badge(face), " ", name, gap, said, pad, (f"{face.turns:>2}", "$mute"))
    voice = (
        Content.styled(wave(4, face.frame), hue(face.mission, face.person.id))
        if face.speaking
        else Content("    ")
    )
    second = Content.assemble(voice, " ", _posture(face, width - 5))
    return Content("\n").join([_cut(first, width), second])


def _centre(row: Content, width: int) -> Content:
    return Content.assemble(" " * max(0, (width - row.cell_length) // 2), row)


def _cut(row: Content, width: int) -> Content:
    return row if row.cell_length <= width else row.truncate(max(1, width), ellipsis=True)
