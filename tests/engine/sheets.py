"""Playthroughs that have come to the decision sheet of the weir, and what stands on it."""

from __future__ import annotations

from engine.actions import (
    AnyAction,
    DecideBoard,
    FinishPhase,
    OpenEmail,
    Reply,
)
from engine.board import judge
from engine.board.standing import OnSheet
from engine.game import decide, step
from engine.log import state_of
from engine.mission import Mission
from engine.phase_config import BoardDecision
from engine.phases import BoardState
from engine.phases.board_decision import on_sheet
from engine.rejected import Rejected
from engine.state import State
from tests.engine.plays import started

LOW = Reply(mail="the-weir", option="low-price")
ASK = Reply(mail="the-weir", option="ask-who")


def at_board(mission: Mission, *actions: AnyAction, answer: Reply = ASK) -> State:
    """A playthrough that has come to the sheet, with these actions taken there."""
    state = state_of(mission, [started(mission, 7)])
    for action in (OpenEmail(mail="the-weir"), answer, FinishPhase(), *actions):
        state, _ = step(mission, state, action)
    return state


def own(state: State) -> BoardState:
    found = state.phases[1]
    assert isinstance(found, BoardState)
    return found


def on(mission: Mission, state: State) -> OnSheet:
    config = mission.phases[1]
    assert isinstance(config, BoardDecision)
    return on_sheet(config, own(state), state.shared)


def marks(mission: Mission, state: State) -> dict[str, str]:
    sheet = on(mission, state)
    return {s.id: s.mark for _, s in judge.constraints(sheet.board, sheet)}


def refused(mission: Mission, state: State, action: AnyAction) -> str:
    try:
        decide(mission, state, action)
    except Rejected as rejected:
        return str(rejected.reason)
    raise AssertionError(f"{action} was accepted")


def put(field: str, value: int | float | str | None, part: str = "", at: int = 0) -> DecideBoard:
    return DecideBoard(field=field, part=part, value=value, at=at)
