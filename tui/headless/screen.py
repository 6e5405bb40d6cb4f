"""Through the real screens, by the keys that a player would press."""

from __future__ import annotations

import os

from content.script import Script
from db.folders import DataFolder
from db.server import ServerAddress
from engine.actions import AnyAction
from engine.log import Row
from engine.mission import Mission
from engine.rejected import Rejected
from engine.state import State
from tui.app import ScopeCreepApp, Visit
from tui.drive.hands import Hands
from tui.drive.player import ScreenPlayer
from tui.headless.play import play
from tui.headless.result import Result
from tui.headless.scratch import place_of, seat_player

SIZE = (80, 24)


class KeyPlayer:
    """Acts by keys, and reads the state from the session behind the screens."""

    def __init__(self, app: ScopeCreepApp) -> None:
        self._hands = Hands(app)
        self._keys = ScreenPlayer(self._hands)
        self._session = self._hands.session

    @property
    def mission(self) -> Mission:
        return self._session.mission

    @property
    def state(self) -> State:
        return self._session.state

    @property
    def rows(self) -> list[Row]:
        return self._session.rows

    async def act(self, action: AnyAction) -> None:
        await self._keys.act(action)

    async def refuse(self, action: AnyAction) -> str:
        try:
            await self._session.act(action)
        except Rejected as rejected:
            return str(rejected)
        return ""


async def run(
    script: Script,
    mission: Mission,
    folder: DataFolder,
    address: ServerAddress,
    size: tuple[int, int] = SIZE,
) -> Result:
    """Plays a script through the application on a scratch database."""
    seat_player(address, script, mission)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    visit = Visit(player=script.player.name, mission=mission.slug, seed=script.seed)
    app = ScopeCreepApp(place_of(folder), visit)
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True):
        hands = Hands(app)
        await ScreenPlayer(hands).begin()
        result = await play(script, "screen", KeyPlayer(app))
    if app.office is not None:
        await app.office.close()
    return result
