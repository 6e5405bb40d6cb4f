"""How bots go through each kind of phase; their policy is asked where something is said."""

from __future__ import annotations

from collections.abc import Callable

from content.bots.grids import NoWayOut, scribbled
from content.bots.seat import Seat
from engine import actions as ac
from engine.board import judge
from engine.board.attempts import attempts
from engine.board.standing import OnSheet
from engine.phase_config import BoardDecision, EmailDiscovery
from engine.phases import BoardState, CallState, FeedbackState, InboxState, StudioState
from engine.phases.board_decision import on_sheet
from engine.phases.changes import applied, asked_for, design_config
from engine.phases.email_discovery import waiting
from engine.phases.system_design import budget_of
from engine.rejected import Rejected
from engine.rng import draw, shuffled

HANDS = 32
"""Random hands at a grid, in turn: enough to be of every kind, and few enough that what they draw
is reckoned once and met again."""
SECOND_THOUGHTS = 200
"""Further entries, at most, on a sheet that is not taken as it is."""


def inbox(seat: Seat) -> None:
    """Opens all that comes, and answers what waits in the order in which it came."""
    phase = seat.phase
    while seat.phase == phase:
        shared = seat.state.shared
        mails = {m.id for m in waiting(seat.config(EmailDiscovery), shared, seat.own(InboxState))}
        unread = [name for name in shared.arrived if name not in shared.opened]
        if unread:
            seat.act(ac.OpenEmail(mail=unread[0]))
        elif file := _unread_file(seat):
            seat.act(ac.OpenAttachment(filename=file))
        elif mails:
            mail = seat.mission.email_by_id[next(m for m in shared.arrived if m in mails)]
            seat.act(ac.Reply(mail=mail.id, option=seat.choose(mail).id))
        else:
            seat.act(ac.FinishPhase())


def _unread_file(seat: Seat) -> str:
    shared = seat.state.shared
    for name in shared.arrived:
        for file in seat.mission.email_by_id[name].attachments:
            readable = not file.locked or file.filename in shared.unlocked
            if readable and file.filename not in shared.opened:
                return file.filename
    return ""


def call(seat: Seat) -> None:
    """Answers every exchange in words."""
    phase = seat.phase
    while seat.phase == phase:
        exchange = seat.own(CallState).exchange
        if exchange:
            option = seat.choose(seat.mission.exchange_by_id[exchange])
            seat.act(ac.Say(option=option.id))
        else:
            seat.act(ac.FinishPhase())


def studio(seat: Seat) -> None:
    """Edits by chance, one traffic run, and the design is handed in."""
    own, shared = seat.own(StudioState), seat.state.shared
    config = design_config(seat.mission, own.phase, shared)
    budget = budget_of(config, shared)
    hand = seat.seed % HANDS
    key = (own.phase, applied(own.phase, shared), budget, own.design, hand)
    if key not in seat.memory.plans:
        seat.memory.plans[key] = scribbled(seat.mission, config, own.design, budget, hand)
    for action in (*seat.memory.plans[key], ac.RunTraffic(), ac.SubmitDesign()):
        seat.act(action)


def sheet(seat: Seat) -> None:
    """An entry by chance on every line, more until the sheet is taken, and it is handed in.

    Raises:
        NoWayOut: it is not taken, however much is changed.
    """
    lines = judge.slots(seat.config(BoardDecision).sheet, _on(seat))
    for turn, line in enumerate(lines):
        _enter(seat, line, turn)
    for turn in range(len(lines), len(lines) + SECOND_THOUGHTS):
        if judge.refusal(seat.config(BoardDecision).sheet, _on(seat)) is None:
            seat.act(ac.SubmitBoard())
            return
        _enter(seat, lines[draw(seat.seed, "line", turn) % len(lines)], turn)
    raise NoWayOut(f"The sheet of '{seat.mission.slug}' is never taken.")


def _on(seat: Seat) -> OnSheet:
    return on_sheet(seat.config(BoardDecision), seat.own(BoardState), seat.state.shared)


def _enter(seat: Seat, line: judge.Slot, turn: int) -> None:
    entries = tuple(attempts(seat.config(BoardDecision).sheet, _on(seat), line))
    for action in shuffled(seat.seed, f"entry/{turn}", entries):
        try:
            seat.act(action)
        except Rejected:
            continue
        return


def feedback(seat: Seat) -> None:
    """Hears everybody, and answers where an answer is waited for."""
    phase = seat.phase
    while seat.phase == phase:
        own = seat.own(FeedbackState)
        asked = asked_for(seat.mission, seat.state.shared, seat.phase)
        unheard = [one.id for one in asked if one.id not in own.heard]
        if own.exchange:
            option = seat.choose(seat.mission.exchange_by_id[own.exchange])
            seat.act(ac.Say(option=option.id))
        elif unheard:
            seat.act(ac.HearFeedback(requirement=unheard[0]))
        else:
            seat.act(ac.FinishPhase())


PHASES: dict[str, Callable[[Seat], None]] = {
    "email_discovery": inbox,
    "video_call": call,
    "system_design": studio,
    "board_decision": sheet,
    "client_feedback": feedback,
}
"""How each kind of phase is gone through."""
