"""In plain lines, by what a player would type; Postgres keeps every row."""

from __future__ import annotations

from content.script import Script, Sees
from db.server import ServerAddress
from engine.actions import AnyAction
from engine.mission import Mission
from tui.drive.plain import Lines, PlainPlayer
from tui.drive.sight import missed
from tui.headless.database import SessionHouse, SessionPlayer, Sitting, seated
from tui.headless.play import play
from tui.headless.result import Result
from tui.plain.desk import Desk
from tui.session import Session


class LinePlayer(SessionPlayer):
    """Acts by typed lines; what is refused is asked of the session."""

    def __init__(self, session: Session, sitting: Sitting | None = None) -> None:
        super().__init__(session, sitting)
        self._sit_down()

    def _sit_down(self) -> None:
        self.lines = Lines()
        self.typing = PlainPlayer(Desk(self.lines, self.session), self.lines)
        self._heard = 0

    async def act(self, action: AnyAction) -> None:
        if self.is_away and not self.session.stored:
            await self.session.act(action)  # input waits: this says so
            return
        self.hold_to_rules(action)
        await self.typing.asked()
        self._heard = len(self.lines.said)
        await self.typing.act(action)

    async def restart(self) -> None:
        await self.typing.leave()
        await super().restart()
        self._sit_down()

    async def look(self, step: Sees) -> str | None:
        """What was printed since the last step began: there are no screens, rows or columns."""
        if not step.text and not step.not_text:
            return None
        await self.typing.asked()
        said = "\n".join(self.lines.said[self._heard :])
        return missed(said, step)


class LineHouse(SessionHouse):
    """Opens missions in a row at one office, and plays each by typed lines."""

    def _sit_down(self, session: Session) -> LinePlayer:
        return LinePlayer(session, self.sitting)

    async def _leave(self) -> None:
        if isinstance(self._last, LinePlayer):
            await self._last.typing.leave()
        await super()._leave()


async def run(script: Script, mission: Mission, address: ServerAddress) -> Result:
    """Plays a script through the plain game on a scratch database."""
    async with seated(script, mission, address) as (sitting, session):
        player = LinePlayer(session, sitting)
        result = await play(script, "plain", player)
        await player.typing.leave()
        await sitting.office.close_playthrough(player.session)
        return result
