"""Through a real database: the engine decides, Postgres keeps every row."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from content.script import Script
from db.play import PlayConnection
from db.server import GAME, REFEREE, ServerAddress
from engine.actions import AnyAction
from engine.log import Row
from engine.mission import Mission
from engine.rejected import Rejected
from engine.state import State
from tui.headless.play import play
from tui.headless.result import Result
from tui.headless.scratch import seat_player
from tui.office import Office
from tui.session import Session


class SessionPlayer:
    """Acts on a session, and waits until each row is stored."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @property
    def mission(self) -> Mission:
        return self.session.mission

    @property
    def state(self) -> State:
        return self.session.state

    @property
    def rows(self) -> list[Row]:
        return self.session.rows

    async def act(self, action: AnyAction) -> None:
        await self.session.act(action)
        await self.session.settle()

    async def refuse(self, action: AnyAction) -> str:
        try:
            await self.session.act(action)
        except Rejected as rejected:
            return str(rejected)
        return ""


@asynccontextmanager
async def seated(
    script: Script, mission: Mission, address: ServerAddress
) -> AsyncIterator[tuple[Office, Session]]:
    """A script's player with its mission open; what has ended within is graded at the end."""
    seat_player(address, script, mission)
    connection = await PlayConnection.open(address.conninfo(GAME))
    office = Office(connection, address.conninfo(REFEREE), None)
    try:
        await office.sign_in(script.player.name)
        row = next(r for r in await office.board() if r.card.slug == mission.slug)
        session = await office.start(row, seed=script.seed)
        yield office, session
        await office.close_playthrough(session)
    finally:
        await office.close()


async def run(script: Script, mission: Mission, address: ServerAddress) -> Result:
    """Plays a script through a scratch database, and reads its log back from there."""
    async with seated(script, mission, address) as (_, session):
        return await play(script, "database", SessionPlayer(session))
