"""The presenter's bar: one line at the foot of every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from tui.demo.course import is_silent
from tui.demo.director import Director, Mode
from tui.demo.sheets import VotesSheet, clock
from tui.demo.words import says
from tui.safety import one_line
from tui.widgets.key_bar import Foot

if TYPE_CHECKING:
    from tui.demo.app import DemoApp

SIGNS = {Mode.PAUSED: "‖", Mode.PLAYING: "▶", Mode.HAND: "✎", Mode.OVER: "■"}
BACK = "Ctrl+T gives the keys back"
KEYS = "? keys"


def following(director: Director) -> str:
    """What the room sees next, in a few words."""
    for beat in director.course.beats[director.at :]:
        words = says(beat, director.course.mission)
        if words and not is_silent(beat):
            return words
    return "the end"


def bar_line(director: Director, width: int, *, counting: bool = False) -> Content:
    """The bar: whether the script moves, how fast, the time and the plan, what comes; below a
    sheet that counts votes, its keys."""
    sign = SIGNS[director.mode]
    held = director.held
    total = clock(director.course.demo.minutes * 60)
    time = f"{clock(director.elapsed)}/{total}"
    if director.mode is Mode.HAND:
        left, right = "You play. ", BACK
    elif held:
        count = len(held.poll.options)
        left = f"HOLD {one_line(held.poll.ask)} "
        right = "type votes · Enter" if counting else f"1–{count} plays · v votes"
    else:
        left = director.notice or f"{one_line(director.scene.title)} ▸ {following(director)}"
        right = KEYS
    speed = "" if director.speed == 1 else f" {director.speed:g}×"
    head = Content.assemble((f" {sign}{speed} ", "bold $accent"), (f"{time}  ", "$mute"))
    tail = Content.assemble((f"{right} ", "bold"))
    room = max(4, width - head.cell_length - tail.cell_length - 1)
    middle = Content(left)
    if middle.cell_length > room:
        middle = middle.truncate(room, ellipsis=True)
    gap = " " * max(1, width - head.cell_length - middle.cell_length - tail.cell_length)
    return Content.assemble(head, middle, gap, tail)


class PresenterBar(Static):
    """The bar as it stands on one screen."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PresenterBar { height: 1; background: $lamp; color: $foreground; }
    PresenterBar.-alone { dock: bottom; }
    """

    def __init__(self, director: Director, *, alone: bool) -> None:
        super().__init__(Content(""), classes="-alone" if alone else "")
        self._director = director
        self._told = Content("")

    def on_mount(self) -> None:
        self.tell()

    def on_resize(self, event: Resize) -> None:
        self.tell()

    def tell(self) -> None:
        """Paints the bar as the director stands now."""
        counting = isinstance(self.screen, VotesSheet)
        line = bar_line(self._director, self.app.size.width, counting=counting)
        if line.markup != self._told.markup:
            self._told = line
            self.update(line, layout=False)


def lay_bar(app: DemoApp, screen: Screen[object]) -> None:
    """Puts the bar below a screen's own keys, or at its foot where it has none there."""
    if not screen.is_mounted or screen.query(PresenterBar):
        return
    feet = screen.query(Foot)
    bar = PresenterBar(app.director, alone=not feet)
    if feet:
        feet.first().mount(bar)
    else:
        screen.mount(bar)
