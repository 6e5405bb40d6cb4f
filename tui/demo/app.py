"""The application of a demo: the presenter's keys, bar and notes around the game's screens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from textual import events, work
from textual.app import ScreenStackError
from textual.content import Content

from engine.mission import MissionCard
from tui.demo.bar import PresenterBar, lay_bar
from tui.demo.course import Course
from tui.demo.director import Director, Mode
from tui.demo.house import House
from tui.demo.notes import NotesFile, notes_page
from tui.demo.polls import Held
from tui.demo.sheets import ScenesSheet, Sheet, TextSheet, VotesSheet, inner_width, room_page
from tui.demo.stage import StageApp
from tui.demo.tempo import RealTime, Tempo
from tui.place import Place
from tui.screens.help import BriefScreen
from tui.screens.sheet import SheetScreen

BAR_SECONDS = 0.5
HELP = """\
 Space   pause, or go on
     n   next step, then pause
     b   back: one step is taken back
     j   jump to a scene
     t   take over: all keys are the game's (also Ctrl+T)
Ctrl+T   give the keys back to the script
   1–9   play an answer, where a choice is held
     v   count the room's votes; what it said so far
   + -   faster, slower
Ctrl+Q   leave; nothing is kept
"""


class ScriptedKey(events.Key):
    """A key that the script presses, or a click on a key bar; the presenter's come plain."""


ScriptedKey.handler_name = events.Key.handler_name


class DemoApp(StageApp):
    """A demo before an audience."""

    TITLE = "Scope Creep, a demo"
    way_back = ""

    def __init__(
        self,
        place: Place,
        course: Course,
        cards: Mapping[str, MissionCard],
        *,
        look: str = "day",
        tempo: Tempo | None = None,
        speed: float = 1.0,
        unattended: bool = False,
        notes: tuple[NotesFile, ...] = (),
    ) -> None:
        super().__init__(place, look)
        self.course, self.cards = course, cards
        self.house = House(self, course.mission)
        self.director = Director(
            course, self.house, tempo or RealTime(), speed=speed, unattended=unattended
        )
        self._notes = notes
        director = self.director
        self._commands: dict[str, Callable[[], Awaitable[None]]] = {
            "space": director.toggle,
            "n": director.step,
            "right": director.step,
            "b": director.back,
            "left": director.back,
            "t": director.take,
            "ctrl+t": director.take,
            "j": self.pick_scene,
            "v": self.show_votes,
            "question_mark": self.show_keys,
            "f1": self.show_keys,
        }

    @property
    def speed(self) -> float:
        """How many times faster than planned the script goes."""
        return self.director.speed

    @property
    def hurried(self) -> bool:
        """Whether what is being shown is to be over at once."""
        return self.director.hurried

    # --- coming and going ----------------------------------------------------------------

    def play(self) -> None:  # type: ignore[override]
        """Begins the demo."""
        self.set_interval(BAR_SECONDS, self.tell)
        self.present()

    @work(group="demo")
    async def present(self) -> None:
        """Plays the demo; ends the application only where nobody presents it."""
        with suppress(ScreenStackError):  # it is being left
            await self.director.run()
            self.exit(1 if self.director.failures else 0)

    def on_unmount(self) -> None:
        """The notes go with the demo."""
        for file in self._notes:
            file.close()

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:
        """Every screen has the presenter's bar at its foot."""
        pushed = super().push_screen(screen, *arguments, **options)
        shown = self.screen_stack[-1] if isinstance(screen, str) else screen
        shown.call_after_refresh(lay_bar, self, shown)
        return pushed

    def lines_below(self) -> tuple[PresenterBar, ...]:
        """The presenter's bar, below a screen's own keys."""
        return (PresenterBar(self.director, alone=False),)

    def tell(self) -> None:
        """Paints bar and notes as the demo stands."""
        if not self.is_running or not self.screen_stack:
            return
        for bar in self.screen.query(PresenterBar):
            bar.tell()
        for file in self._notes:
            file.write(notes_page(self.director))

    # --- keys ----------------------------------------------------------------------------

    def simulate_key(self, key: str) -> None:
        """Presses a key for the script."""
        event = ScriptedKey(key, None)
        event.set_sender(self)
        self.post_message(event)

    async def on_event(self, event: events.Event) -> None:
        """Keeps the presenter's keys from the game while the script plays, and the mouse too."""
        plain = isinstance(event, events.InputEvent) and not event.is_forwarded
        if plain and not isinstance(event, ScriptedKey) and self._takes(event):
            return
        await super().on_event(event)

    def _takes(self, event: events.Event) -> bool:
        """Whether an event is the presenter's, and no business of the screen's."""
        front = self.screen
        if isinstance(front, Sheet) and not front.laid:
            return False
        by_hand = self.director.mode is Mode.HAND
        if not isinstance(event, events.Key):
            return not by_hand
        if by_hand:
            if event.key == "ctrl+t":
                self._command(self.director.give)
            return event.key == "ctrl+t"
        if event.key == "ctrl+q":
            return False
        if event.key in ("up", "down", "escape") and isinstance(front, Sheet | SheetScreen):
            return False
        self._press(event.key)
        return True

    def _press(self, key: str) -> None:
        if key in self._commands:
            self._command(self._commands[key])
        elif key in ("plus", "minus"):
            self.director.faster(1 if key == "plus" else -1)
        elif key.isdigit():
            self.director.pick_number(int(key))
        elif key == "enter" and isinstance(self.screen, BriefScreen):
            self._command(self.director.step)

    @work(group="presenter")
    async def _command(self, command: Callable[[], Awaitable[None]]) -> None:
        with suppress(ScreenStackError):  # it is being left
            await command()

    # --- sheets --------------------------------------------------------------------------

    async def pick_scene(self) -> None:
        """Lists the scenes, and goes to the one that is picked."""
        director, demo = self.director, self.course.demo
        scenes = tuple((s.id, s.title, director.planned(s) / 60) for s in demo.scenes)
        wanted = await self.push_screen_wait(ScenesSheet(scenes, director.scene.id))
        if wanted:
            await director.jump(wanted)

    async def show_votes(self) -> None:
        """The votes on the choice that is held, else all that the room has said."""
        held = self.director.held
        if held:
            self.count(held)
            return
        polls, over = list(self.director.polls.values()), self.director.mode is Mode.OVER
        questions = self.course.demo.questions if over else ()  # they are for the end
        page = room_page(polls, questions, inner_width(self.size.width))
        await self.push_screen_wait(TextSheet("What the room said", page))

    @work(group="votes", exclusive=True)
    async def count(self, held: Held) -> None:
        """Has votes entered; plays the answer that is chosen with Enter."""
        picked = await self.push_screen_wait(VotesSheet(held.poll, held=True))
        if picked and self.director.held is held:
            self.director.pick(picked)

    async def show_keys(self) -> None:
        """The presenter's keys."""
        await self.push_screen_wait(TextSheet("The presenter's keys", Content(HELP)))
