"""Runs played side by side: processes that each have a seat, and results in the runs' order."""

from __future__ import annotations

import signal
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from db.cluster import ServerFailed
from engine.mission import Mission, MissionCard
from tui.headless.cells import Cell
from tui.headless.result import Result
from tui.headless.seat import Seat

LEAVING_SECONDS = 30.0
"""How long a worker may take to put its database away."""


class WorkerLost(Exception):
    """A worker could not go on: why."""


@dataclass
class _Worker:
    process: BaseProcess
    line: Connection
    at: int | None = None
    """The number of the cell that it plays."""


def played(
    cells: Sequence[Cell],
    cards: Sequence[MissionCard],
    missions: Sequence[Mission],
    *,
    workers: int = 1,
    seconds: float | None = None,
    pictures: Path | None = None,
) -> Generator[Result]:
    """The results of cells in the cells' order, each as soon as it is due.

    Raises:
        ServerFailed: there can be no database.
        WorkerLost: a worker was ended, or could have no database.
    """
    if min(workers, len(cells)) <= 1:
        with Seat(cards, missions, pictures) as seat:
            for cell in cells:
                yield seat.play(cell, seconds)
        return
    context = get_context("spawn")
    hired: list[_Worker] = []
    try:
        for _ in range(min(workers, len(cells))):
            ours, theirs = context.Pipe()
            process = context.Process(
                target=_work,
                args=(theirs, tuple(cards), tuple(missions), seconds, pictures),
                daemon=True,
            )
            with _unasked():
                process.start()
            theirs.close()
            hired.append(_Worker(process, ours))
        yield from _shared_out(cells, hired)
    finally:
        _send_home(hired)


@contextmanager
def _unasked() -> Iterator[None]:
    """What is begun in here never hears Ctrl+C, not even while it starts; we hear it afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _shared_out(cells: Sequence[Cell], hired: list[_Worker]) -> Iterator[Result]:
    """Gives each worker that is free the next cell, and passes results on in order."""
    ready: dict[int, Result] = {}
    following = iter(range(len(cells)))
    for worker in hired:
        _hand(worker, cells, following)
    for number in range(len(cells)):
        while number not in ready:
            busy = {worker.line: worker for worker in hired if worker.at is not None}
            for line in wait(list(busy)):
                worker = next(w for known, w in busy.items() if known is line)
                ready[worker.at or 0] = _result(worker, cells)
                _hand(worker, cells, following)
        yield ready.pop(number)


def _hand(worker: _Worker, cells: Sequence[Cell], following: Iterator[int]) -> None:
    worker.at = next(following, None)
    if worker.at is not None:
        worker.line.send(cells[worker.at])


def _result(worker: _Worker, cells: Sequence[Cell]) -> Result:
    cell = cells[worker.at or 0]
    try:
        told = worker.line.recv()
    except (EOFError, OSError):
        raise WorkerLost(f"The worker that played {cell.name} was ended.") from None
    if isinstance(told, Result):
        return told
    raise WorkerLost(str(told))


def _send_home(hired: list[_Worker]) -> None:
    """Ends workers, those in mid-play too, once they have put their databases away."""
    for worker in hired:
        with suppress(OSError):
            worker.line.send(None)
        if worker.at is not None:
            worker.process.terminate()
    for worker in hired:
        worker.process.join(LEAVING_SECONDS)
        if worker.process.is_alive():
            worker.process.kill()
        worker.line.close()


def _work(
    line: Connection,
    cards: tuple[MissionCard, ...],
    missions: tuple[Mission, ...],
    seconds: float | None,
    pictures: Path | None,
) -> None:
    """What a worker does: plays what it is handed until there is no more."""
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who hired it says when to go
    with suppress(EOFError, BrokenPipeError), Seat(cards, missions, pictures) as seat:
        while (cell := line.recv()) is not None:
            try:
                line.send(seat.play(cell, seconds))
            except ServerFailed as failed:
                line.send(str(failed))
                return


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(1)
