"""The composition root: joins the database, the packs and the engine into what screens need."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import psycopg

from db import migrate, referee, upkeep
from db.board import BoardRow
from db.connection import Conflict, PlayFault, ServerLost
from db.ledger import LedgerRow
from db.play import LocalPlayer, PlayConnection
from db.server import GAME, REFEREE, SUPERUSER, EmbeddedServer, ServerFailed
from engine.game import RULES_VERSION
from engine.log import BrokenLog, Row, started_of, state_of
from engine.mission import Mission, MissionCard
from engine.results import result_of
from engine.state import State
from engine.unlocks import Facts
from tui.filing import file_missions
from tui.place import Place
from tui.session import Moved, Session, StoreLost, Summary

Progress = Callable[[str, float], None]
"""Hears each step as it is done, with the seconds that it took."""


class OpeningFailed(Exception):
    """The office cannot be opened: why, what the log says last, and what to do."""

    def __init__(
        self, cause: str, advice: str, log_tail: tuple[str, ...] = (), log: str = ""
    ) -> None:
        super().__init__(f"{cause} {advice}".strip())
        self.cause = cause
        self.advice = advice
        self.log_tail = log_tail
        self.log = log


STEPS = (
    "finding PostgreSQL 18",
    "making a private folder",
    "starting the database",
    "laying out the tables",
    "filing the missions",
)
RECORDING_SECONDS = 5.0
"""How long leaving waits for a result; what is not recorded then is graded at the next start."""


class Office:
    """An open office: a player's connection to the board and to playthroughs."""

    def __init__(
        self, play: PlayConnection, referee_conninfo: str | None, server: EmbeddedServer | None
    ) -> None:
        self.play = play
        self._referee = referee_conninfo
        self._server = server
        self._recording: asyncio.Future[None] | None = None
        self.name = ""
        self.user: UUID | None = None

    async def players(self) -> tuple[LocalPlayer, ...]:
        """Who has played here before, the latest first."""
        return await self.play.players()

    async def sign_in(self, name: str) -> None:
        """Becomes the player of a name."""
        self.user = await self.play.sign_in(name)
        self.name = name

    @property
    def grades(self) -> bool:
        """Whether results are recorded here; else the server's own referee does it, later."""
        return self._referee is not None

    async def board(self) -> tuple[BoardRow, ...]:
        """Every mission with where the player stands.

        What was handed in and not graded, because the game was killed between the two, is
        graded first where this office may.
        """
        rows = await self.play.board()
        waiting = [(row.card, row.handed_in) for row in rows if row.handed_in and self.grades]
        for card, playthrough in waiting:
            await self._grade_what_was_left(card, playthrough)
        return await self.play.board() if waiting else rows

    async def _grade_what_was_left(self, card: MissionCard, playthrough: UUID) -> None:
        try:
            rows = await self.play.log(playthrough)
            mission = await self.play.mission(playthrough, card, started_of(rows).rev)
            state = state_of(mission, rows)
            await self._grade(playthrough, mission, state)
        except ServerLost:
            raise
        except (BrokenLog, PlayFault):
            return  # what cannot be read is kept as it is, and keeps nobody from the board

    async def ledger(self) -> tuple[LedgerRow, ...]:
        """Every promise that the player has made, the oldest first."""
        return await self.play.ledger()

    async def facts(self) -> tuple[Facts, int]:
        """What of the player decides about doors, and their experience."""
        told = await self.play.facts()
        board = await self.play.board()
        completed = {row.card.slug: row.score for row in board if row.score is not None}
        facts = Facts(
            completed=tuple(sorted(completed.items())),
            level=told["level"],
            skills=tuple(sorted(told["skills"].items())),
            flags=tuple(told["flags"]),
            energy=told["energy"],
        )
        return facts, int(told["xp"])

    async def saved(self, slug: str = "") -> Session | None:
        """The player's latest playthrough of a mission, or of all, as it was saved."""
        latest = await self.play.latest(slug)
        if latest is None:
            return None
        playthrough, mission_slug = latest
        card = next(row.card for row in await self.play.board() if row.card.slug == mission_slug)
        rows = await self.play.log(playthrough)
        mission = await self.play.mission(playthrough, card, started_of(rows).rev)
        return Session(mission, rows, DatabaseStore(self.play, playthrough))

    async def start(
        self, row: BoardRow, *, restart: bool = False, seed: int | None = None
    ) -> Session:
        """Opens a mission: the playthrough under way, or a new one."""
        chosen = secrets.randbelow(2**31) if seed is None else seed
        playthrough = await self.play.start(row.card.slug, uuid4(), chosen, RULES_VERSION, restart)
        rows = await self.play.log(playthrough)
        mission = await self.play.mission(playthrough, row.card, started_of(rows).rev)
        renewed = len(rows) > 1 and await self.play.renewed(playthrough)
        return Session(mission, rows, DatabaseStore(self.play, playthrough), renewed=renewed)

    async def close_playthrough(self, session: Session) -> None:
        """Submits what has ended, and grades it where this office may; may be done again.

        Raises:
            Moved, StoreLost: as a session's `settle`.
            PlayFault: the database is away, or refuses.
        """
        await session.settle()
        store = session.store
        if session.state.status == "open" or not isinstance(store, DatabaseStore):
            return
        await self.play.submit(store.playthrough, session.state.status == "abandoned")
        await self._grade(store.playthrough, session.mission, session.state)

    async def _grade(self, playthrough: UUID, mission: Mission, state: State) -> None:
        if state.status != "completed" or self._referee is None or self.user is None:
            return
        result = result_of(mission, state)
        try:
            self._recording = asyncio.ensure_future(
                asyncio.to_thread(
                    referee.record_result, self._referee, self.user, playthrough, result
                )
            )
            await asyncio.shield(self._recording)
        except psycopg.Error as error:
            first = str(error).strip().splitlines()[0]
            raise PlayFault(f"The result cannot be recorded: {first}") from error
        # Nobody waits for it, and what is cut short is done after the next result.
        threading.Thread(target=self._refresh_statistics, daemon=True).start()

    def _refresh_statistics(self) -> None:
        with contextlib.suppress(psycopg.Error):
            referee.refresh_statistics(self._referee or "")

    async def close(self) -> None:
        """Leaves, once a result that is being recorded stands or has had its time; the last game
        to leave stops the embedded server."""
        if self._recording:
            with contextlib.suppress(psycopg.Error, TimeoutError):
                await asyncio.wait_for(self._recording, RECORDING_SECONDS)
        await self.play.close()
        if self._server:
            await asyncio.to_thread(self._server.leave)


class DatabaseStore:
    """Keeps a playthrough's rows in Postgres."""

    def __init__(self, play: PlayConnection, playthrough: UUID) -> None:
        self._play = play
        self.playthrough = playthrough

    async def record(self, row: Row, summary: Summary, state: State) -> None:
        """Stores one row.

        Raises:
            Moved: another terminal acted first.
            StoreLost: the server cannot be reached.
        """
        document = {
            "phase": summary.phase,
            "phase_index": summary.phase_index,
            "minute": summary.minute,
            "trust": summary.trust,
            "last_seq": summary.last_seq,
        }
        try:
            await self._record(row, document)
        except PlayFault as fault:
            raise StoreLost(str(fault)) from fault

    async def _record(self, row: Row, document: dict[str, Any]) -> None:
        try:
            await self._play.record(self.playthrough, row, document)
        except Conflict:
            status = await self._play.status(self.playthrough)
            rows = await self._play.log(self.playthrough)
            raise Moved(rows, closed=status != "open", renewed=status == "migrated") from None


def prepare(place: Place, progress: Progress) -> tuple[str, str | None, EmbeddedServer | None]:
    """Has the server running, the tables laid out and the missions filed; blocks.

    Gives the conninfo to play with, the referee's where this game grades, and the server.

    Raises:
        OpeningFailed: something stands in the way.
    """
    timer = _Timer(progress)
    if place.database_url:
        conninfo = place.database_url
        _check(conninfo)
        timer.done(STEPS[2])
        return conninfo, conninfo if referee.may_grade(conninfo) else None, None
    server = EmbeddedServer(place.folder)
    try:
        address = server.start(timer.begin)
        timer.finish()
    except ServerFailed as failed:
        raise _as_opening(failed) from failed
    try:
        admin = address.conninfo(SUPERUSER)
        timer.begin(STEPS[3])
        upkeep.upgrade(server)
        timer.begin(STEPS[4])
        file_missions(admin)
        timer.finish()
    except BaseException as fault:
        tail = server.log_tail()
        server.leave()
        if isinstance(fault, migrate.SchemaFault):
            raise OpeningFailed(str(fault), "") from fault
        if isinstance(fault, psycopg.Error):
            first = (str(fault).strip() or type(fault).__name__).splitlines()[0]
            raise OpeningFailed(
                f"The database cannot be laid out: {first}",
                "Free some space if the disk is full, and try again.",
                tail,
                str(server.log),
            ) from fault
        raise
    return address.conninfo(GAME), address.conninfo(REFEREE), server


def _as_opening(failed: ServerFailed) -> OpeningFailed:
    return OpeningFailed(failed.cause, failed.advice, failed.log_tail, str(failed.log_path or ""))


def _check(conninfo: str) -> None:
    try:
        found = migrate.status(conninfo)
    except migrate.SchemaFault as fault:
        raise OpeningFailed(str(fault), "") from fault
    except psycopg.Error as error:
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise OpeningFailed(
            f"The database does not answer: {first.rstrip('.')}.", "Check SCOPECREEP_DATABASE_URL."
        ) from error
    if not found.current:
        raise OpeningFailed(
            f"The database has {found.words}.", "Its keeper runs 'scopecreep db upgrade' first."
        )


def _silently(step: str) -> None:
    """Hears no steps: the screen that waits says what it waits for."""


class _Timer:
    """Reports each step when the next one begins."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._step = ""
        self._since = time.monotonic()

    def begin(self, step: str) -> None:
        self.finish()
        self._step, self._since = step, time.monotonic()

    def done(self, step: str) -> None:
        self._step = step
        self.finish()

    def finish(self) -> None:
        if self._step:
            self._progress(self._step, time.monotonic() - self._since)
        self._step = ""


async def _prepared(
    place: Place, progress: Progress
) -> tuple[str, str | None, EmbeddedServer | None]:
    """As `prepare`, in a thread; a server that nobody waits for any more is left again."""
    gone = threading.Event()

    def heard(step: str, seconds: float) -> None:
        if not gone.is_set():
            progress(step, seconds)

    def work() -> tuple[str, str | None, EmbeddedServer | None]:
        ready = prepare(place, heard)
        if gone.is_set() and ready[2]:
            ready[2].leave()
        return ready

    try:
        return await asyncio.to_thread(work)
    except asyncio.CancelledError:
        gone.set()
        raise


async def open_office(place: Place, progress: Progress) -> Office:
    """Opens the office behind the screen.

    Raises:
        OpeningFailed: it cannot be opened.
    """
    conninfo, referee_conninfo, server = await _prepared(place, progress)
    revive = None if server is None else partial(server.start, _silently)
    try:
        play = await PlayConnection.open(conninfo, revive)
    except PlayFault as fault:
        if server:
            await asyncio.to_thread(server.leave)
        raise OpeningFailed(str(fault), "'scopecreep doctor' tells more.") from fault
    except asyncio.CancelledError:
        if server:
            server.leave()
        raise
    return Office(play, referee_conninfo, server)
