"""In plain lines, by what a player would type; Postgres keeps every row."""

from __future__ import annotations

from content.script import Script
from db.play import PlayConnection
from db.server import GAME, REFEREE, ServerAddress
from engine.actions import AnyAction
from engine.mission import Mission
from tui.drive.plain import Lines, PlainPlayer
from tui.headless.database import SessionPlayer
from tui.headless.play import play
from tui.headless.result import Result
from tui.headless.scratch import seat_player
from tui.office import Office
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
    seat_player(address, script, mission)
    connection = await PlayConnection.open(address.conninfo(GAME))
    office = Office(connection, address.conninfo(REFEREE), None)
    try:
        await office.sign_in(script.player.name)
        row = next(r for r in await office.board() if r.card.slug == mission.slug)
        session = await office.start(row, seed=script.seed)
        player = LinePlayer(session)
        result = await play(script, "plain", player)
        await player.typing.leave()
        await office.close_playthrough(session)
        return result
    finally:
        await office.close()
