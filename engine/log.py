"""The log of a playthrough: one row an accepted action; reading, replaying, hashing it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from engine import events as ev
from engine.actions import AnyAction, Start
from engine.design.graph import Illegal
from engine.events import AnyEvent
from engine.frozen import Frozen
from engine.game import UnknownEvent, decide, fold, initial
from engine.mission import Mission
from engine.rejected import Rejected
from engine.state import State
from engine.upcast import upcast


class Row(Frozen):
    """One accepted action and the events that it came to; `seq` counts from 1."""

    seq: int
    action: AnyAction
    events: tuple[AnyEvent, ...]


class BrokenLog(Exception):
    """A log that cannot be read: it says which row, and why."""


def read_row(stored: Mapping[str, Any]) -> Row:
    """A row as it was stored, whatever version of the game stored it.

    Raises:
        BrokenLog: it holds a kind, a version or a field that this game does not know.
    """
    seq = stored.get("seq")
    try:
        action = upcast(stored["action"])
        events = [upcast(event) for event in stored["events"]]
        return Row.model_validate({"seq": seq, "action": action, "events": events})
    except (ValidationError, KeyError, TypeError, AttributeError) as fault:
        raise BrokenLog(
            f"Row {seq} holds something that this game does not know. "
            "It was stored by a newer game, or it is damaged."
        ) from fault


def first_row(started: ev.Started) -> Row:
    """Row 1, as the database builds it."""
    return Row(seq=1, action=Start(), events=(started,))


def state_of(mission: Mission, rows: Iterable[Row]) -> State:
    """The state that a log comes to, by folding its events.

    Raises:
        BrokenLog: a row is missing, out of order, does not start the log as it must, or does
            not fit the mission.
    """
    state: State | None = None
    for expected, row in enumerate(rows, start=1):
        if row.seq != expected:
            raise BrokenLog(f"Row {expected} is missing: row {row.seq} follows in its place.")
        try:
            state = _begin(mission, row) if state is None else fold(mission, state, row.events)
        except (UnknownEvent, Illegal) as fault:
            raise BrokenLog(f"Row {row.seq} does not fit the mission. {fault}") from fault
    if state is None:
        raise BrokenLog("The log is empty.")
    return state


def started_of(rows: Sequence[Row]) -> ev.Started:
    """What a log begins with: the revision, the seed, and the player as they were then.

    Raises:
        BrokenLog: it is empty, or does not begin as it must.
    """
    if not rows:
        raise BrokenLog("The log is empty.")
    started = rows[0].events[0] if rows[0].events else None
    if not isinstance(started, ev.Started):
        raise BrokenLog("Row 1 does not start the playthrough.")
    return started


def _begin(mission: Mission, row: Row) -> State:
    return initial(mission, started_of([row]))


def first_difference(mission: Mission, rows: Iterable[Row]) -> str | None:
    """Replays the stored actions; names the first row whose events the rules do not give."""
    state: State | None = None
    for row in rows:
        if state is None:
            state = state_of(mission, [row])
            continue
        try:
            events = decide(mission, state, row.action)
        except Rejected as rejected:
            return f"Row {row.seq}: {row.action.kind} is refused. {rejected}"
        if events != row.events:
            return f"Row {row.seq}: {row.action.kind} comes to other events."
        state = fold(mission, state, events)
    return None


def canonical(rows: Iterable[Row]) -> str:
    """Rows as canonical JSON: sorted keys, no white space, times of day left out."""
    plain = [row.model_dump(mode="json") for row in rows]
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def log_hash(rows: Iterable[Row]) -> str:
    """SHA-256 over the canonical JSON of actions and events."""
    return sha256(canonical(rows).encode()).hexdigest()
