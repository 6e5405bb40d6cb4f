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

    def __init__(self, rows: tuple[Row, ...]) -> None:
        super().__init__("This playthrough has moved on in another terminal.")
        self.rows = rows


class StoreLost(Exception):
    """The row could not be stored now; the message says why."""


class Store(Protocol):
    """Where a playthrough's rows are kept."""

    async def record(self, row: Row, summary: Summary, state: State) -> None:
        """Stores one row, once.

        Raises:
            Moved: another terminal has stored a different row under this number.
            StoreLost: the store cannot be reached; the same call may be made again.
        """


class NowhereStore:
    """Keeps nothing: for demonstrations and practice, which are never saved."""

    async def record(self, row: Row, summary: Summary, state: State) -> None:
        return None


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
    waits until that row is stored. A row that could not be stored is tried again before
    anything else is decided.
    """

    def __init__(
        self,
        mission: Mission,
        rows: tuple[Row, ...],
        store: Store,
        on_stored: Callable[[Row], None] | None = None,
    ) -> None:
        self.mission = mission
        self.rows = list(rows)
        self.state = state_of(mission, rows)
        self.store = store
        self._on_stored = on_stored
        self._unstored: Row | None = None
        self._storing: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    @property
    def stored(self) -> bool:
        """Whether every row is in the store."""
        return self._unstored is None

    async def act(self, action: AnyAction) -> tuple[AnyEvent, ...]:
        """Decides and applies an action; its row is stored while the screen paints.

        Raises:
            Rejected: the rules do not allow the action now.
            Moved: another terminal acted first; the session stands where the log stands.
            StoreLost: the row before is not stored yet, so nothing was decided.
        """
        async with self._turn:
            await self.settle()
            events = decide(self.mission, self.state, action)
            row = Row(seq=len(self.rows) + 1, action=action, events=events)
            self.state = fold(self.mission, self.state, events)
            self.rows.append(row)
            self._unstored = row
            self._storing = asyncio.create_task(self._store_row(row))
            return events

    async def settle(self) -> None:
        """Waits until the last row is stored; a row that failed is tried once more.

        Raises:
            Moved, StoreLost: as `act`.
        """
        if self._storing is not None:
            task, self._storing = self._storing, None
            with suppress(StoreLost):
                await task
        if self._unstored is not None:
            await self._store_row(self._unstored)

    async def settle_quietly(self) -> None:
        """As `settle`, for the way out: what cannot be stored now is not in the player's way."""
        with suppress(StoreLost, Moved):
            await self.settle()

    def take_over(self, rows: tuple[Row, ...]) -> None:
        """Stands where the log stands, after another terminal has acted."""
        self.rows = list(rows)
        self.state = state_of(self.mission, rows)
        self._unstored = None

    async def _store_row(self, row: Row) -> None:
        try:
            await self.store.record(row, summary_of(self.state, row.seq), self.state)
        except Moved as moved:
            self.take_over(moved.rows)
            raise
        self._unstored = None
        if self._on_stored:
            self._on_stored(row)
