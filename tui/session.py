"""One playthrough in progress: every accepted action is stored before the next is taken."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from engine.actions import AnyAction
from engine.events import AnyEvent
from engine.game import decide, fold
from engine.log import Row, state_of
from engine.mission import Mission
from engine.state import State
from tui.running_log import LOG

RETRY_SECONDS = 1.0
"""How long a row waits between two attempts to store it."""
SLOW_SECONDS = 2.0
"""How long a store may take before the player is told."""
PATIENT_SECONDS = 10.0
"""How long a slow store is waited for where nothing can be done before it has answered."""


@dataclass(frozen=True)
class Summary:
    """What the board shows of a playthrough without reading its log."""

    phase: str
    phase_index: int
    """The source schema's `current_phase`: 0 before the start, else the phase's place from 1."""
    minute: int
    trust: int
    last_seq: int


class Moved(Exception):
    """Another terminal acted first; `rows` is the log as it stands now."""

    def __init__(
        self, rows: tuple[Row, ...], *, closed: bool = False, renewed: bool = False
    ) -> None:
        super().__init__("This playthrough has moved on in another terminal.")
        self.rows = rows
        self.closed = closed
        """Whether it was closed there: finished, or begun anew."""
        self.renewed = renewed
        """Whether it was closed because the mission was brought up to date."""


class StoreLost(Exception):
    """The row could not be stored now; the message says why."""


News = Moved | StoreLost | None
"""What a session tells of its store: it has moved on, it is away, or (None) it is back."""


class Store(Protocol):
    """Where a playthrough's rows are kept."""

    async def record(self, row: Row, summary: Summary, state: State) -> None:
        """Stores one row, once.

        Raises:
            Moved: another terminal has stored a different row under this number.
            StoreLost: the store cannot be reached; the same call may be made again.
        """


def summary_of(state: State, last_seq: int) -> Summary:
    """The summary of a state."""
    return Summary(
        phase=state.phases[-1].phase,
        phase_index=len(state.phases),
        minute=state.shared.minute,
        trust=state.shared.trust,
        last_seq=last_seq,
    )


class Session:
    """A playthrough that is being played: mission, state, log, and the row on its way.

    `act` applies an action at once and stores its row behind the screen; the next action
    waits until that row is stored. A row that cannot be stored is tried again and again, and
    nothing else is decided until it is there. `listen` hears what happens to it meanwhile.
    """

    def __init__(
        self,
        mission: Mission,
        rows: tuple[Row, ...],
        store: Store,
        *,
        renewed: bool = False,
        practice: bool = False,
        prepared: bool = False,
    ) -> None:
        self.mission = mission
        self.practice = practice
        """Whether it is played to try something out, and nothing of it is stored."""
        self.prepared = prepared
        """Whether the game was opened for this practice alone, and ends when it is left."""
        self.renewed = renewed
        """Whether the mission was brought up to date since the last step."""
        self.rows = list(rows)
        self.state = state_of(mission, rows)
        self.store = store
        self.laid: tuple[str, ...] = ()
        """The pins on the notebook's desk, the left one first: only a view, and never stored."""
        self.closed = False
        """Whether another terminal has closed this playthrough."""
        self._listener: Callable[[News], None] | None = None
        self._turn = asyncio.Lock()
        self._storing: asyncio.Task[None] | None = None
        self._known = asyncio.Event()
        """Set while the fate of the last row is known: stored, refused, or its store away."""
        self._known.set()
        self._answered = asyncio.Event()
        """Set while no attempt to store is under way."""
        self._answered.set()
        self._lost: StoreLost | None = None
        self._moved: Moved | None = None
        self._fault: Exception | None = None
        self._waiting = 0
        self._again = asyncio.Event()

    @property
    def stored(self) -> bool:
        """Whether every row is in the store."""
        return self._storing is None

    @property
    def away(self) -> bool:
        """Whether the store failed to take the last row, which is tried again and again."""
        return self._lost is not None

    def listen(self, listener: Callable[[News], None] | None) -> None:
        """Names who hears that the store is away, back, or has moved on."""
        self._listener = listener

    async def act(self, action: AnyAction) -> tuple[AnyEvent, ...]:
        """Decides and applies an action; its row is stored while the screen paints.

        Raises:
            Rejected: the rules do not allow the action now.
            Moved: another terminal acted first; the session stands where the log stands.
            StoreLost: the row before is not stored yet, so nothing was decided.
        """
        async with self._turn:
            await self._fate()
            events = decide(self.mission, self.state, action)
            row = Row(seq=len(self.rows) + 1, action=action, events=events)
            self.state = fold(self.mission, self.state, events)
            self.rows.append(row)
            self._known.clear()
            self._answered.clear()
            self._storing = asyncio.create_task(self._store(row))
            return events

    async def settle(self) -> None:
        """Waits until the last row is stored; one whose store is away is tried once more.

        Slow is not away: an attempt that is under way is waited for, where `act` would refuse.

        Raises:
            Moved, StoreLost: as `act`.
        """
        if self._lost is not None:
            self._known.clear()
            self._answered.clear()
            self._again.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENT_SECONDS):
                await self._answered.wait()
        await self._fate()

    async def settle_quietly(self, patience: float = 5.0) -> None:
        """As `settle`, for the way out: what cannot be stored soon is not in the player's way."""
        with suppress(StoreLost, Moved, TimeoutError):
            await asyncio.wait_for(self.settle(), patience)

    def leave(self) -> None:
        """Ends the attempts to store what is not stored."""
        if self._storing is not None:
            self._storing.cancel()

    def take_over(self, rows: tuple[Row, ...]) -> None:
        """Stands where the log stands, after another terminal has acted."""
        self.rows = list(rows)
        self.state = state_of(self.mission, rows)

    async def _fate(self) -> None:
        """Waits until the fate of the last row is known, and raises what went wrong with it."""
        self._waiting += 1
        try:
            await self._known.wait()
        finally:
            self._waiting -= 1
        moved, self._moved = self._moved, None
        if moved is not None:
            raise moved
        wrong = self._fault or self._lost
        if wrong is not None:
            raise wrong

    async def _store(self, row: Row) -> None:
        """Stores a row, however long its store is away."""
        while True:
            try:
                await self._record(row)
            except StoreLost as lost:
                self._away(lost)
            except Moved as moved:
                self._stand_elsewhere(moved)
                return
            except Exception as fault:  # noqa: BLE001 - raised where the next action waits
                self._fault = fault
                self._known.set()
                return
            else:
                was_away, self._lost, self._storing = self._lost, None, None
                self._known.set()
                if was_away is not None:
                    LOG.info("Row %d is stored now.", row.seq)
                    self._tell(None)
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._again.wait(), RETRY_SECONDS)
            self._again.clear()

    async def _record(self, row: Row) -> None:
        """One attempt; a store that takes long counts as away until it answers."""
        attempt = asyncio.ensure_future(
            self.store.record(row, summary_of(self.state, row.seq), self.state)
        )
        try:
            done, _ = await asyncio.wait({attempt}, timeout=SLOW_SECONDS)
            if not done:
                self._away(self._lost or StoreLost("The database is slow to answer."))
            await attempt
        except asyncio.CancelledError:
            attempt.cancel()
            raise
        finally:
            self._answered.set()

    def _away(self, lost: StoreLost) -> None:
        first, self._lost = self._lost is None, lost
        self._known.set()
        if first:
            LOG.warning("Row %d waits to be stored: %s", len(self.rows), lost)
            self._tell(lost)

    def _stand_elsewhere(self, moved: Moved) -> None:
        self.take_over(moved.rows)
        self.closed = moved.closed
        LOG.info("Another terminal acted first.")
        self._lost = self._storing = None
        self._moved = moved if self._waiting or self._listener is None else None
        self._known.set()
        self._tell(moved)

    def _tell(self, news: News) -> None:
        if self._listener is not None:
            self._listener(news)
