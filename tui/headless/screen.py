"""Through the real screens, by the keys that a player would press."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

from textual.keys import KEY_ALIASES, Keys, _character_to_key
from textual.pilot import Pilot

from content.problem import did_you_mean
from content.script import Script, Sees
from db.folders import DataFolder
from db.server import ServerAddress
from engine.actions import AnyAction
from engine.mission import Mission
from tui.app import ScopeCreepApp, Visit
from tui.drive.campaign import open_mission
from tui.drive.hands import OPENING_PATIENCE, Hands, Stuck
from tui.drive.player import ScreenPlayer
from tui.drive.sight import missed, screen_name, screen_text
from tui.headless.cells import SIZE
from tui.headless.database import SessionPlayer
from tui.headless.house import Closed, Ground
from tui.headless.newcomer import seat_player
from tui.headless.play import play
from tui.headless.result import Result
from tui.headless.scratch import place_of
from tui.headless.unwatched import UnwatchedApp
from tui.office import Office
from tui.place import Place
from tui.screens.board import BoardScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.start_failed import StartFailedScreen

LOOKING = 3.0
"""Seconds that a screen may take to show what a step looks for."""
MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
KEYS = frozenset({*(key.value for key in Keys), *KEY_ALIASES})


class Album:
    """The folder into which pictures go; made when there is one, below the system's temporary
    folder where none is named."""

    def __init__(
        self, folder: Path | None = None, size: tuple[int, int] = SIZE, theme: str = ""
    ) -> None:
        self._folder = folder
        shape = "" if size == SIZE else f"-{size[0]}x{size[1]}"
        self._under = f"{shape}-{theme}" if theme else shape

    def keep(self, name: str, app: ScopeCreepApp) -> str:
        """Keeps what stands on the screen, as SVG and as text; says where, or why not."""
        try:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="scopecreep-pictures-"))
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._begun(name)
            path.with_suffix(".txt").write_text(screen_text(app) + "\n", encoding="utf-8")
            path.write_text(app.export_screenshot(), encoding="utf-8")
        except OSError as error:
            return f"none, {error.filename or self._folder} cannot be written: {error.strerror}"
        return str(path)

    def _begun(self, name: str) -> Path:
        """A file that is not there yet, made at once: others may keep theirs side by side."""
        folder, name = self._folder or Path(), f"{name}{self._under}"
        path, number = folder / f"{name}.svg", 1
        while True:
            with suppress(FileExistsError):
                path.touch(exist_ok=False)
                return path
            number += 1
            path = folder / f"{name}-{number}.svg"


class Terminal:
    """The application in a terminal of a size; it is left, and opened again on its data folder."""

    def __init__(
        self,
        place: Place,
        address: ServerAddress,
        visit: Visit,
        size: tuple[int, int] = SIZE,
        theme: str = "",
    ) -> None:
        self.place, self.address, self.visit, self.size = place, address, visit, size
        self.theme = theme
        self._app: ScopeCreepApp | None = None
        self._pilot: Pilot[int] | None = None
        self._stack = AsyncExitStack()

    @property
    def app(self) -> ScopeCreepApp:
        """The application, which runs."""
        if self._app is None:
            raise LookupError("the application is not open")
        return self._app

    async def open(self) -> None:
        """Opens the game."""
        os.environ["TEXTUAL_ANIMATIONS"] = "none"
        self._app = UnwatchedApp(self.place, self.visit)
        self._app.animation_level = "none"
        if self.theme:
            self._app.theme = self.theme
        running = self._app.run_test(size=self.size, notifications=True)
        self._pilot = await self._stack.enter_async_context(running)

    async def close(self) -> None:
        """Leaves the game, and waits until its office is closed."""
        app, self._app = self._app, None
        await self._stack.aclose()
        if app is not None and app.office is not None:
            await app.office.close()

    async def resize(self, columns: int, rows: int) -> None:
        """Gives the terminal another size, which it keeps."""
        self.size = columns, rows
        if self._pilot is not None:
            await self._pilot.resize_terminal(columns, rows)


class KeyPlayer(SessionPlayer):
    """Acts by keys, and reads the state from the session behind the screens.

    With a terminal of its own the game can be left, opened again and resized, and its database
    can go away; with an album, what stood there is kept.
    """

    def __init__(
        self, app: ScopeCreepApp, terminal: Terminal | None = None, album: Album | None = None
    ) -> None:
        self._sit_down(app)
        super().__init__(self._hands.session)
        self._terminal, self._album = terminal, album

    def _sit_down(self, app: ScopeCreepApp) -> None:
        self.app = app
        self._hands = Hands(app)
        self._keys = ScreenPlayer(self._hands)

    @property
    def terminal(self) -> Terminal:
        """The terminal that is this player's own."""
        if self._terminal is None:
            raise LookupError("this player has no terminal of its own")
        return self._terminal

    @property
    def office(self) -> Office:
        if self.app.office is None:
            raise Stuck("The office is not open.")
        return self.app.office

    @property
    def address(self) -> ServerAddress:
        return self.terminal.address

    async def act(self, action: AnyAction) -> None:
        if self.is_away and not self.session.stored:
            await self.session.act(action)  # input waits: this says so
            return
        self.hold_to_rules(action)
        await self._keys.act(action, stored=not self.is_away)
        await self._hands.rest()
        if isinstance(self.app, UnwatchedApp):
            self.app.paint()

    async def graded(self) -> None:
        """Waits for the debrief, which comes once the mission is graded."""
        if self.session.state.status != "open":
            await self._hands.until(
                lambda: isinstance(self.app.screen, DebriefScreen | BoardScreen),
                "the debrief",
                OPENING_PATIENCE,
            )

    async def restart(self) -> None:
        left, terminal = self.session, self.terminal
        await self._hands.until(lambda: left.stored, "the last step stored", OPENING_PATIENCE)
        over = left.state.status != "open"
        terminal.visit = replace(terminal.visit, mission="" if over else left.mission.slug)
        await terminal.close()
        await terminal.open()
        self._sit_down(terminal.app)
        if over:
            await self._hands.until(
                lambda: isinstance(self.app.screen, BoardScreen), "the board", OPENING_PATIENCE
            )
        else:
            await self._keys.begin()
            self.session = self._hands.session

    async def go_online(self) -> str:
        lost = await super().go_online()
        if isinstance(self.app.screen, StartFailedScreen):
            self.app.simulate_key("r")
        await self._hands.rest()
        return lost

    async def resize(self, columns: int, rows: int) -> None:
        await self.terminal.resize(columns, rows)
        await self._hands.rest()

    async def press(self, key: str) -> None:
        """Presses a key, and waits until what it came to is done and shown.

        Raises:
            Stuck: there is no such key, or the screen never comes to rest.
        """
        self.app.simulate_key(_key(key))
        for _ in range(3):
            await self._hands.rest()
            await asyncio.sleep(0.01)
        if not self.is_away:
            await self._hands.until(lambda: self.session.stored, "the step stored")
        await self._hands.rest()

    async def look(self, step: Sees) -> str | None:
        """Looks for as long as a screen may take to show something."""
        await self._hands.rest()
        deadline = asyncio.get_running_loop().time() + LOOKING
        while found := self._missed(step):
            if asyncio.get_running_loop().time() > deadline:
                return found
            await asyncio.sleep(0.02)
        return ""

    def _missed(self, step: Sees) -> str:
        name = screen_name(self.app.screen)
        elsewhere = [f"the screen {name}"] if step.screen not in ("", name) else []
        told = missed(screen_text(self.app), step)
        return " and ".join([*elsewhere, *([told] if told else [])])

    async def picture(self, name: str) -> str:
        return self._album.keep(name, self.app) if self._album else ""


def _key(name: str) -> str:
    """A key as Textual names it.

    Raises:
        Stuck: there is no such key.
    """
    *modifiers, last = name.split("+") if len(name) > 1 else [name]
    if len(last) == 1 and not last.isalnum():
        last = _character_to_key(last)
    spelled = "_" in last and last.replace("_", "").isalpha()
    if not (len(last) == 1 or last in KEYS or spelled) or any(
        modifier not in MODIFIERS for modifier in modifiers
    ):
        raise Stuck(f"There is no key '{name}'. {did_you_mean(last, sorted(KEYS))}".strip())
    return "+".join([*modifiers, last])


class ScreenHouse:
    """Opens missions in a row from the board, by keys."""

    def __init__(self, script: Script, missions: Sequence[Mission], ground: Ground) -> None:
        self._script, self._missions, self._ground = script, missions, ground
        place, visit = place_of(ground.folder), Visit(player=script.player.name)
        self._terminal = Terminal(place, ground.address, visit, ground.size, ground.theme)
        self._album = Album(ground.pictures, ground.size, ground.theme)
        self._last: KeyPlayer | None = None

    async def __aenter__(self) -> Self:
        first, *others = self._missions
        seat_player(self._ground.address, self._script, first, others)
        await self._terminal.open()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._terminal.close()

    async def begin(self, part: Script) -> KeyPlayer:
        """Goes to the board, whatever is in front, and opens a part's mission there."""
        mission = next(one for one in self._missions if one.slug == part.mission)
        await self._to_board()
        app = self._terminal.app
        self._terminal.visit = Visit(self._script.player.name, seed=part.seed)
        app.visit = self._terminal.visit
        hands = Hands(app)
        if refusal := await open_mission(hands, mission.card):
            raise Closed(refusal)
        await ScreenPlayer(hands).begin()
        self._last = KeyPlayer(app, self._terminal, self._album)
        return self._last

    async def _to_board(self) -> None:
        """Closes the debrief; a mission that is not over is left as one leaves the game."""
        if self._last is not None:
            await self._last.graded()
        hands = Hands(self._terminal.app)
        if isinstance(hands.app.screen, DebriefScreen):
            shown = hands.app.screen
            await hands.press("escape", lambda: hands.app.screen is not shown, "the board")
        elif hands.app.session is not None:
            session = hands.app.session
            await hands.until(lambda: session.stored, "the last step stored", OPENING_PATIENCE)
            await self._terminal.close()
            self._terminal.visit = Visit(self._script.player.name)
            await self._terminal.open()
            hands = Hands(self._terminal.app)
        await hands.until(
            lambda: isinstance(hands.app.screen, BoardScreen), "the board", OPENING_PATIENCE
        )


async def run(
    script: Script,
    mission: Mission,
    folder: DataFolder,
    address: ServerAddress,
    size: tuple[int, int] = SIZE,
    pictures: Path | None = None,
    theme: str = "",
) -> Result:
    """Plays a script through the application on a scratch database, in a theme or the usual one.

    Pictures of what failed go into the folder, or into one that the failures name.
    """
    seat_player(address, script, mission)
    visit = Visit(player=script.player.name, mission=mission.slug, seed=script.seed)
    terminal = Terminal(place_of(folder), address, visit, size, theme)
    await terminal.open()
    try:
        await ScreenPlayer(Hands(terminal.app)).begin()
        return await play(
            script, "screen", KeyPlayer(terminal.app, terminal, Album(pictures, size, theme))
        )
    finally:
        await terminal.close()
