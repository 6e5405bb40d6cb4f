"""The decision sheet: coupled fields are entered, and the sheet is handed in."""

from collections.abc import Iterator
from typing import Literal

from engine import actions as ac
from engine import events as ev
from engine.actions import AnyAction
from engine.board import judge
from engine.board.attempts import attempts
from engine.board.fields import NOT_NOW, Amount, Board, Sequence, Threshold
from engine.board.judge import Earned
from engine.board.line import Lines
from engine.board.sheet import (
    SPLIT,
    Sheet,
    address_of,
    decided,
    join_of,
    joined,
    opening,
)
from engine.board.standing import OnSheet
from engine.conditions import Situation
from engine.design.graph import Illegal
from engine.events import AnyEvent
from engine.frozen import made
from engine.mission import Mission
from engine.phase_config import BoardDecision
from engine.phases.base import Draft, PhaseState
from engine.rejected import Rejected
from engine.shared import Shared

DECIDING = 2
"""Minutes of mission time that an entry takes."""


class BoardState(PhaseState):
    """The sheet, and the way back and forth through its entries."""

    kind: Literal["board_decision"] = "board_decision"
    sheet: Sheet
    past: tuple[Sheet, ...] = ()
    future: tuple[Sheet, ...] = ()
    submitted: bool = False


def on_sheet(config: BoardDecision, own: BoardState, shared: Situation) -> OnSheet:
    """The playthrough with the sheet on the table."""
    return OnSheet(config.sheet, own.sheet, shared)


def judged(config: BoardDecision, own: BoardState, shared: Situation) -> tuple[Earned, ...]:
    """What each criterion of the rubric says of the sheet."""
    return judge.earned(config.sheet, on_sheet(config, own, shared))


def applied(board: Board, sheet: Sheet, event: AnyEvent) -> Sheet:
    """The sheet after an entry; the same sheet for other events.

    Raises:
        Illegal: the entry does not fit the sheet.
    """
    match event:
        case ev.FieldDecided():
            return decided(board, sheet, event.field, event.part, event.value, event.at)
        case ev.TasksJoined():
            field = board.field_by_id.get(event.field)
            if not isinstance(field, Sequence):
                raise Illegal(f"There is no sequence '{event.field}'.", "")
            return joined(field, sheet, event.task)
    return sheet


class BoardDecisionKind:
    """The phase kind `board_decision`."""

    kind = "board_decision"

    def begin(self, config: BoardDecision, shared: Shared) -> BoardState:
        return made(BoardState, phase=config.id, sheet=opening(config.sheet))

    def opening(self, draft: Draft) -> None:
        return None

    def decide(self, draft: Draft, action: AnyAction) -> None:
        match action:
            case ac.DecideBoard() | ac.JoinTasks():
                self._enter(draft, action)
            case ac.Undo():
                if not draft.own.past:
                    raise Rejected("There is no entry to take back.", "Change a field first.")
                draft.emit(ev.EditUndone())
            case ac.Redo():
                if not draft.own.future:
                    raise Rejected("No entry was taken back.", "Undo comes before redo.")
                draft.emit(ev.EditRedone())
            case ac.SubmitBoard():
                self._submit(draft)
            case ac.FinishPhase():
                raise Rejected("The sheet is not handed in.", "Hand it in to go on.")
            case _:
                raise Rejected("That cannot be done at the sheet.", "Hand the sheet in first.")

    def evolve(
        self, mission: Mission, config: BoardDecision, own: BoardState, event: AnyEvent
    ) -> BoardState:
        match event:
            case ev.EditUndone():
                return own.model_copy(
                    update={
                        "sheet": own.past[-1],
                        "past": own.past[:-1],
                        "future": (own.sheet, *own.future),
                    }
                )
            case ev.EditRedone():
                return own.model_copy(
                    update={
                        "sheet": own.future[0],
                        "past": (*own.past, own.sheet),
                        "future": own.future[1:],
                    }
                )
            case ev.BoardSubmitted():
                return own.model_copy(update={"submitted": True})
            case ev.PhaseFinished(phase=config.id):
                return own.model_copy(update={"finished": True})
        return _laid(own, applied(config.sheet, own.sheet, event))

    def legal(self, draft: Draft) -> Iterator[AnyAction]:
        on = on_sheet(draft.config, draft.own, draft.shared)
        for slot in judge.slots(draft.config.sheet, on):
            for action in attempts(draft.config.sheet, on, slot):
                try:
                    _, after = _entry(draft, action)
                except (Illegal, Rejected):
                    continue
                if after != draft.own.sheet:
                    yield action
        if draft.own.past:
            yield ac.Undo()
        if draft.own.future:
            yield ac.Redo()
        if judge.refusal(draft.config.sheet, on) is None:
            yield ac.SubmitBoard()

    def _enter(self, draft: Draft, action: ac.DecideBoard | ac.JoinTasks) -> None:
        try:
            event, after = _entry(draft, action)
        except Illegal as illegal:
            raise Rejected(illegal.reason, illegal.hint) from illegal
        if after == draft.own.sheet:
            raise Rejected("The sheet says so already.", "Enter something else.")
        draft.emit(event, leaves=_laid(draft.own, after))
        draft.minutes(DECIDING)

    def _submit(self, draft: Draft) -> None:
        board: Board = draft.config.sheet
        on = on_sheet(draft.config, draft.own, draft.shared)
        refused = judge.refusal(board, on)
        if refused is not None:
            raise Rejected(
                refused.broken or f"'{refused.title}' does not hold.",
                "The sheet cannot be handed in so.",
            )
        kept = tuple(c.id for c in board.constraints if c.holds.holds(on))
        draft.emit(
            made(
                ev.BoardSubmitted,
                score=round(judge.total(judge.earned(board, on))),
                numbers=on.numbers,
                entered=on.entered,
                kept=kept,
            )
        )
        on = on_sheet(draft.config, draft.own, draft.shared)
        for number, outcome in enumerate(board.outcomes):
            if outcome.when.holds(on):
                draft.apply(outcome.effects, f"{draft.config.id}/outcomes/{number}")
                on = on_sheet(draft.config, draft.own, draft.shared)
        draft.play(board.closing, f"{draft.config.id}/closing")
        draft.emit(made(ev.PhaseFinished, phase=draft.config.id))


def _laid(own: BoardState, sheet: Sheet) -> BoardState:
    """What an entry leaves, which came to this sheet."""
    if sheet is own.sheet:
        return own
    return own.model_copy(update={"sheet": sheet, "past": (*own.past, own.sheet), "future": ()})


def _entry(draft: Draft, action: AnyAction) -> tuple[ev.FieldDecided | ev.TasksJoined, Sheet]:
    """The entry that an action asks for, in the terms of the sheet as the player sees it, and the
    sheet that it leaves.

    Raises:
        Illegal: the entry does not fit the sheet.
    """
    board, sheet, shared = draft.config.sheet, draft.own.sheet, draft.shared
    if isinstance(action, ac.JoinTasks):
        joins = _join_event(board, sheet, action, shared)
        return joins, applied(board, sheet, joins)
    if not isinstance(action, ac.DecideBoard):
        raise AssertionError(f"{action.kind} is no entry")
    field = board.field_by_id.get(action.field)
    if field is None or not judge.seen(field.when, shared):
        raise Illegal(f"There is no field '{action.field}'.", "Choose one of the sheet.")
    if isinstance(field, Sequence):
        places = _task_event(field, sheet, action, shared)
        return places, applied(board, sheet, places)
    given = action.value
    after = decided(board, sheet, field.id, action.part, given)
    address = address_of(field.id, action.part)
    open_ = judge.slots_of(board, on_sheet(draft.config, draft.own, shared), field.id)
    slot = next((slot for slot in open_ if slot.address == address), None)
    if slot is None:
        raise Illegal(f"{field.label} has no part '{action.part}'.", "Choose one of the sheet.")
    if given is not None and slot.choices and given not in dict(slot.choices):
        raise Illegal(f"'{given}' cannot be entered there.", "Choose one that is offered.")
    if isinstance(field, Amount | Threshold) and given is not None:
        given = after.by_address[address]
    return made(ev.FieldDecided, field=field.id, part=action.part, value=given), after


def _join_event(board: Board, sheet: Sheet, action: ac.JoinTasks, shared: Shared) -> ev.TasksJoined:
    field = board.field_by_id.get(action.field)
    if not isinstance(field, Sequence) or not judge.seen(field.when, shared):
        raise Illegal(f"There is no sequence '{action.field}'.", "Choose one of the sheet.")
    join = join_of(field, sheet, action.one, action.other)
    if not judge.seen(join.when, shared):
        raise Illegal("Nobody has said that these are one job.", "Place each for itself.")
    return made(ev.TasksJoined, field=field.id, task=join.task.id)


def _task_event(
    field: Sequence, sheet: Sheet, action: ac.DecideBoard, shared: Shared
) -> ev.FieldDecided:
    task = field.task_by_id.get(action.part)
    if task is None or not judge.seen(task.when, shared):
        raise Illegal(f"There is no task '{action.part}'.", "Choose one of the list.")
    others: Lines = sheet.lines(field.id)
    room = len([name for name in dict(others).get(str(action.value), ()) if name != task.id])
    at = 0 if action.value in (None, NOT_NOW, SPLIT) else max(0, min(action.at, room))
    return made(ev.FieldDecided, field=field.id, part=task.id, value=action.value, at=at)
