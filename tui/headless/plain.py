"""In plain lines, by what a player would type; Postgres keeps every row."""

from __future__ import annotations

from content.script import Script
from db.server import ServerAddress
from engine.actions import AnyAction
from engine.mission import Mission
from tui.drive.plain import Lines, PlainPlayer
from tui.headless.database import SessionPlayer, seated
from tui.headless.play import play
from tui.headless.result import Result
from tui.plain.desk import Desk
from tui.session import Session


class LinePlayer(SessionPlayer):
    """Acts by typed lines; what is refused is asked of the session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.lines = Lines()
        self.typing = PlainPlayer(Desk(self.lines, session), self.lines)

    async def act(self, action: AnyAction) -> None:
        await self.typing.act(action)


async def run(script: Script, mission: Mission, address: ServerAddress) -> Result:
    """Plays a script through the plain game on a scratch database."""
    async with seated(script, mission, address) as (_, session):
        player = LinePlayer(session)
        result = await play(script, "plain", player)
        await player.typing.leave()
        return result
