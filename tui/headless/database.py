"""Through a real database: the engine decides, Postgres keeps every row."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Self

from content.career import Career
from content.script import Script
from db.connection import PlayFault
from db.play import PlayConnection
from db.server import GAME, REFEREE, ServerAddress
from engine.actions import AnyAction
from engine.game import decide
from engine.log import Row
from engine.mission import Mission
from engine.rejected import Rejected
from engine.state import State
from tui.headless import outage
from tui.headless.house import Closed
from tui.headless.newcomer import career_of, seat_player
from tui.headless.play import OnPaper, play
from tui.headless.result import Result
from tui.office import DatabaseStore, Office
from tui.session import Session, StoreLost


class Sitting:
    """A scripted player at an office on a scratch database."""

    def __init__(self, address: ServerAddress, name: str) -> None:
        self.address, self.name = address, name
        self._office: Office | None = None

    @property
    def office(self) -> Office:
        """The office, which is open."""
        if self._office is None:
            raise LookupError("the office is not open")
        return self._office

    async def open(self) -> None:
        """Opens the office, and becomes the player."""
        connection = await PlayConnection.open(self.address.conninfo(GAME))
        self._office = Office(connection, self.address.conninfo(REFEREE), None)
        await self._office.sign_in(self.name)

    async def close(self) -> None:
        """Leaves the office."""
        if self._office is not None:
            await self._office.close()
            self._office = None

    async def start(self, slug: str, seed: int) -> Session:
        """Opens a mission as the board does."""
        row = next(r for r in await self.office.board() if r.card.slug == slug)
        return await self.office.start(row, seed=seed)

    async def reopen(self, left: Session) -> Session:
        """Leaves the office with its playthrough, and comes back to it as a new game does."""
        await left.settle()
        left.leave()
        await self.close()
        await self.open()
        session = await self.office.saved(left.mission.slug)
        if session is None:
            raise LookupError("the playthrough is not there any more")
        return session


class SessionPlayer(OnPaper):
    """Acts on a session, and waits until each row is stored.

    With a sitting it can be left and opened again, and its database can go away.
    """

    def __init__(self, session: Session, sitting: Sitting | None = None) -> None:
        self.session = session
        self._sitting = sitting
        self.is_away = False

    @property
    def mission(self) -> Mission:
        return self.session.mission

    @property
    def state(self) -> State:
        return self.session.state

    @property
    def rows(self) -> list[Row]:
        return self.session.rows

    @property
    def sitting(self) -> Sitting:
        """Where the player sits."""
        if self._sitting is None:
            raise LookupError("this player has a session and no sitting")
        return self._sitting

    @property
    def office(self) -> Office:
        """The office that is open."""
        return self.sitting.office

    @property
    def address(self) -> ServerAddress:
        """Where the database is."""
        return self.sitting.address

    async def act(self, action: AnyAction) -> None:
        await self.session.act(action)
        if not self.is_away:
            await self.session.settle()

    def hold_to_rules(self, action: AnyAction) -> None:
        """Asks the rules before keys or lines are sought for an action.

        These would first bring about what it still takes, as opening what is to be pinned, and
        must not take a step that nobody wrote.

        Raises:
            Rejected: the rules do not allow it.
        """
        decide(self.mission, self.state, action)

    async def refuse(self, action: AnyAction) -> str:
        try:
            await self.session.act(action)
        except Rejected as rejected:
            return str(rejected)
        return ""

    async def career(self) -> Career | None:
        await self.graded()
        return await career_of(self.office)

    async def graded(self) -> None:
        """Has a mission that is over handed in and graded."""
        await self.office.close_playthrough(self.session)

    async def restart(self) -> None:
        self.session = await self.sitting.reopen(self.session)

    async def go_offline(self) -> None:
        await self.session.settle()
        await asyncio.to_thread(outage.take_away, self.address)
        self.is_away = True

    async def go_online(self) -> str:
        await asyncio.to_thread(outage.give_back, self.address)
        self.is_away = False
        with suppress(StoreLost):  # by an attempt that was under way while the database was away
            await self.session.settle()
        await self.session.settle()
        store = self.session.store
        if not isinstance(store, DatabaseStore):
            return ""
        stored = await self.office.play.log(store.playthrough)
        if stored == tuple(self.rows):
            return ""
        return f"{len(stored)} rows of {len(self.rows)} in the store, or others than were played"


class SessionHouse:
    """Opens missions in a row at one office, where each that is over is graded."""

    def __init__(self, script: Script, missions: Sequence[Mission], address: ServerAddress) -> None:
        self._script, self._missions = script, missions
        self.sitting = Sitting(address, script.player.name)
        self._last: SessionPlayer | None = None

    async def __aenter__(self) -> Self:
        first, *others = self._missions
        seat_player(self.sitting.address, self._script, first, others)
        await self.sitting.open()
        return self

    async def __aexit__(self, *error: object) -> None:
        try:
            await self._leave()
        finally:
            await self.sitting.close()

    async def begin(self, part: Script) -> SessionPlayer:
        """Opens a part's mission, or goes on with it where it was left open."""
        await self._leave()
        try:
            session = await self.sitting.start(part.mission, part.seed)
        except PlayFault as fault:
            raise Closed(str(fault)) from fault
        self._last = self._sit_down(session)
        return self._last

    def _sit_down(self, session: Session) -> SessionPlayer:
        return SessionPlayer(session, self.sitting)

    async def _leave(self) -> None:
        """Hands in what is over, and has it graded."""
        if self._last is not None:
            await self.sitting.office.close_playthrough(self._last.session)


@asynccontextmanager
async def seated(
    script: Script, mission: Mission, address: ServerAddress
) -> AsyncIterator[tuple[Sitting, Session]]:
    """A script's player with its mission open."""
    seat_player(address, script, mission)
    sitting = Sitting(address, script.player.name)
    await sitting.open()
    try:
        yield sitting, await sitting.start(mission.slug, script.seed)
    finally:
        await sitting.close()


async def run(script: Script, mission: Mission, address: ServerAddress) -> Result:
    """Plays a script through a scratch database; what has ended is graded."""
    async with seated(script, mission, address) as (sitting, session):
        player = SessionPlayer(session, sitting)
        result = await play(script, "database", player)
        await sitting.office.close_playthrough(player.session)
        return result
