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

if TYPE_CHECKING:
    from tui.demo.app import DemoApp

SIGNS = {
    Mode.PAUSED: "‖ PAUSED",
    Mode.PLAYING: "▶ PLAYING",
    Mode.HAND: "✎ BY HAND",
    Mode.OVER: "■ OVER",
}
HELD = "◆ HOLD"
BACK = "Ctrl+T gives the keys back"
COUNTING = "type votes · Enter plays"
KEYS = {
    Mode.PAUSED: ("Space plays · ? keys", "Space plays · n steps · b back · j jumps · ? keys"),
    Mode.PLAYING: ("Space pauses · ? keys", "Space pauses · n steps · t takes over · ? keys"),
    Mode.OVER: ("b back · j jumps · ? keys", "b back · j jumps · Ctrl+Q leaves · ? keys"),
}
"""What a presenter needs now: in a narrow terminal, and in a wide one."""
WIDE = 110


def following(director: Director) -> str:
    """What the room sees next, in a few words."""
    for beat in director.course.beats[director.at :]:
        words = says(beat, director.course.mission)
        if words and not is_silent(beat):
            return words
    return "the end"


def state_words(director: Director) -> str:
    """Whether the script moves, holds, or leaves the keys to the presenter; with its sign."""
    return HELD if director.held else SIGNS[director.mode]


def bar_line(director: Director, width: int, *, counting: bool = False) -> Content:
    """The bar: whether the script moves, how fast, the time and the plan, what comes, and the
    keys for it; below a sheet that counts votes, its keys."""
    total = clock(director.course.demo.minutes * 60)
    time = f"{clock(director.elapsed)}/{total}"
    speed = "" if director.speed == 1 else f" {director.speed:g}×"
    head = Content.assemble(
        (f" {state_words(director)}{speed} ", "bold $accent"), (f"{time}  ", "$mute")
    )
    tail = Content.assemble((f"{_keys(director, width, counting=counting)} ", "bold"))
    room = max(4, width - head.cell_length - tail.cell_length - 1)
    middle = _told(director, room)
    gap = " " * max(1, width - head.cell_length - middle.cell_length - tail.cell_length)
    return Content.assemble(head, middle, gap, tail)


def _keys(director: Director, width: int, *, counting: bool) -> str:
    if director.mode is Mode.HAND:
        return BACK
    if director.held:
        plays = f"1–{len(director.held.poll.options)} plays · v votes"
        return COUNTING if counting else plays + " · ? keys" * (width >= WIDE)
    return KEYS[director.mode][width >= WIDE]


def _told(director: Director, room: int) -> Content:
    """What is asked, what was just found, or what comes next: the scene's name if there is room."""
    if director.mode is Mode.HAND:
        words = "You play."
    elif director.held:
        words = one_line(director.held.poll.ask)
    elif director.notice:
        words = director.notice
    else:
        words = f"▸ {following(director)}"
        whole = f"{one_line(director.scene.title)} {words}"
        if Content(whole).cell_length <= room:
            words = whole
    told = Content(words)
    return told if told.cell_length <= room else told.truncate(room, ellipsis=True)


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
    """Puts the bar at the foot of a screen that has no keys of its own to hold it."""
    if screen.is_mounted and not screen.query(PresenterBar):
        screen.mount(PresenterBar(app.director, alone=True))
