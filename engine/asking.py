"""Certainty that is bought late: one more letter, after the last conversation, for its days.

What it tells is known like anything else; in the score it counts half, being found late.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine import actions as ac
from engine import events as ev
from engine.clock import DAY, QUARTER_DAYS
from engine.frozen import made
from engine.late import LateLetter
from engine.mission import Mission
from engine.phase_config import EmailDiscovery, SystemDesign
from engine.phases import CallState, InboxState
from engine.phases.base import Draft
from engine.phases.email_discovery import waiting
from engine.rejected import Rejected
from engine.shared import Found, Shared
from engine.state import State
from engine.texts import LATE, YOU

TALKS = ("email_discovery", "video_call")
WORKS = ("system_design", "board_decision")
QUARTER = 120
"""Minutes of mission time that a quarter of a working day takes."""
LATE_PIN = "late-pin:"
"""How a fact is marked that was pinned from a late answer."""


def may_ask(mission: Mission, state: State) -> bool:
    """Whether letters may be written: from the last conversation's end until the hand-in."""
    number = len(state.phases) - 1
    if state.status != "open" or number < 0:
        return False
    own, config = state.phases[-1], mission.phases[number]
    if isinstance(config, SystemDesign) and config.outage is not None:
        return False
    if config.kind in WORKS:
        return not (own.finished or getattr(own, "submitted", False))
    coming = mission.phases[number + 1 :][:1]
    if not coming or coming[0].kind not in WORKS or own.finished:
        return False
    if isinstance(own, CallState):
        return own.ended
    if isinstance(own, InboxState) and isinstance(config, EmailDiscovery):
        return not waiting(config, state.shared, own)
    return False


def offered(mission: Mission, shared: Shared) -> tuple[LateLetter, ...]:
    """The letters that were not written yet, in the author's order."""
    return tuple(
        letter
        for letter in mission.late
        if not shared.has_asked(letter.id) and (letter.needs is None or letter.needs.holds(shared))
    )


def ask(mission: Mission, state: State, draft: Draft, action: ac.AskLate) -> None:
    """Writes a letter: the days go by, the answer comes, and what it tells is known.

    Raises:
        Rejected: it is not the time, or there is no such letter to write.
    """
    letter = mission.late_by_id.get(action.question)
    if letter is None:
        raise Rejected(f"There is no letter '{action.question}' to write.", "Choose one listed.")
    if state.shared.has_asked(letter.id):
        raise Rejected("That letter is written, and answered.", "The answer is in the notebook.")
    if letter not in offered(mission, state.shared):
        raise Rejected("There is nothing yet to ask that about.", "Choose one that is listed.")
    if not may_ask(mission, state):
        if isinstance(draft.config, SystemDesign) and draft.config.outage:
            raise Rejected("Nobody reads letters now.", "What is known by now must do.")
        talking = mission.phases[len(state.phases) - 1].kind in TALKS
        reason = "There is still somebody to talk to." if talking else "The work is handed in."
        hint = "Letters go out once the talks are over." if talking else "It is too late to ask."
        raise Rejected(reason, hint)
    draft.emit(made(ev.LateAsked, question=letter.id))
    quarters = round(letter.days * QUARTER_DAYS)
    days, rest = divmod(quarters, QUARTER_DAYS)
    draft.minutes(days * DAY + rest * QUARTER)
    draft.emit(made(ev.MeterMoved, meter="days", by=-quarters))
    draft.apply(letter.effects, f"{letter.id}/{LATE}/{YOU}")
    draft.play(letter.brings, f"{letter.id}/{LATE}")


def legal(mission: Mission, state: State) -> Iterator[ac.AskLate]:
    """The letters that may be written now."""
    if mission.late and may_ask(mission, state):
        for letter in offered(mission, state.shared):
            yield ac.AskLate(question=letter.id)


def is_late_answer(mission: Mission, source: str) -> bool:
    """Whether a passage's source is the answer to a late letter."""
    name, _, rest = source.partition(f"/{LATE}/")
    return bool(rest) and name in mission.late_by_id


def found_late(mission: Mission, found: Found) -> bool:
    """Whether a fact was told by a late letter, or pinned from its answer."""
    return found.via.startswith(LATE_PIN) or is_late_answer(mission, found.via)


def days_late(mission: Mission, shared: Shared) -> int:
    """Whole days that were spent beyond the mission's deadline."""
    allowed = days_allowed(mission, shared)
    return 0 if allowed is None else max(0, int(shared.ticks / QUARTER_DAYS - allowed))


def days_allowed(mission: Mission, shared: Shared) -> float | None:
    """The days that may be spent, less those that were lost before; None without a deadline."""
    return mission.deadline.allowed(shared.player.flags) if mission.deadline else None
