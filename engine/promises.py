"""The promise ledger: how each commitment stands when a mission ends."""

from __future__ import annotations

from engine.debrief import kept_requirements
from engine.frozen import Frozen
from engine.knowledge import Promise
from engine.mission import Mission
from engine.shared import Shared
from engine.state import State
from engine.values import PromiseState


class PromiseLine(Frozen):
    """A promise that was made in this mission, and how it stands."""

    promise: Promise
    state: PromiseState
    minute: int
    """When it was made."""


class Settled(Frozen):
    """A promise of an earlier mission that fell due in this one."""

    promise: str
    made_in: str
    state: PromiseState


def judged(mission: Mission, state: State) -> Shared:
    """What all phases share, with the requirements that the work keeps."""
    return state.shared.model_copy(update={"kept": kept_requirements(mission, state)})


def promise_lines(mission: Mission, state: State) -> tuple[PromiseLine, ...]:
    """Every promise made in this mission, in the order in which they were made.

    One that falls due in a later mission is open, and so is every one until this mission ends.
    """
    by_id = {promise.id: promise for promise in mission.promises}
    shared = judged(mission, state) if state.status == "completed" else state.shared
    lines = []
    for made in state.shared.promises:
        promise = by_id[made.promise]
        stands: PromiseState = "open"
        if state.status == "completed" and promise.kept_when is not None and not promise.due:
            stands = "kept" if promise.kept_when.holds(shared) else "broken"
        lines.append(PromiseLine(promise=promise, state=stands, minute=made.minute))
    return tuple(lines)


def settled(mission: Mission, state: State) -> tuple[Settled, ...]:
    """The promises of earlier missions that were open and fell due in this one."""
    shared = judged(mission, state)
    return tuple(
        Settled(
            promise=due.promise,
            made_in=due.made_in,
            state="kept" if due.kept_when.holds(shared) else "broken",
        )
        for due in mission.dues
        if shared.promise_state(due.promise) == "open"
    )
