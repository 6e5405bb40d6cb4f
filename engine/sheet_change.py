"""A decision sheet with one thing changed, judged again: the debrief's counterfactual for it."""

from __future__ import annotations

from engine import events as ev
from engine.board import judge
from engine.board.fields import Sequence
from engine.board.judge import Earned
from engine.board.sheet import Sheet, join_of
from engine.board.standing import OnSheet
from engine.design.graph import Illegal
from engine.frozen import Frozen
from engine.grid_change import DesignStep
from engine.mission import Mission, OneChange
from engine.phase_config import BoardDecision
from engine.phases import BoardState
from engine.phases.board_decision import applied
from engine.state import State


class Compared(Frozen):
    """One criterion as played, and with the change."""

    played: Earned
    changed: Earned


class SheetChange(Frozen):
    """What the same sheet would have earned with one thing changed."""

    says: str
    played: int
    changed: int
    """Scores out of 100."""
    criteria: tuple[Compared, ...]
    """Those that earn something else."""
    broken: tuple[str, ...]
    """Titles of the constraints that the change breaks."""
    mended: tuple[str, ...]
    """Titles of those that it brings to hold."""


def submitted_sheet(mission: Mission, state: State) -> tuple[BoardDecision, Sheet] | None:
    """The last board phase that has begun, and the sheet as it stands there."""
    for config, own in zip(
        reversed(mission.phases[: len(state.phases)]), reversed(state.phases), strict=True
    ):
        if isinstance(config, BoardDecision) and isinstance(own, BoardState):
            return config, own.sheet
    return None


def sheet_change(mission: Mission, state: State) -> SheetChange | None:
    """The author's counterfactual that fits this playthrough, judged on its sheet."""
    found = submitted_sheet(mission, state)
    if found is None:
        return None
    config, sheet = found
    for change in mission.debrief.changes:
        if not change.when.holds(OnSheet(config.sheet, sheet, state.shared)):
            continue
        changed = _apply(config, sheet, change)
        if changed is not None and changed != sheet:
            return compare(config, sheet, changed, state, change.says)
    return None


def compare(
    config: BoardDecision, sheet: Sheet, changed: Sheet, state: State, says: str
) -> SheetChange:
    """What another sheet would have earned in the same playthrough."""
    before, after = (OnSheet(config.sheet, each, state.shared) for each in (sheet, changed))
    rows = [judge.earned(config.sheet, on) for on in (before, after)]
    held = [{c.id for c in config.sheet.constraints if c.holds.holds(on)} for on in (before, after)]
    return SheetChange(
        says=says,
        played=round(judge.total(rows[0])),
        changed=round(judge.total(rows[1])),
        criteria=tuple(
            Compared(played=one, changed=other)
            for one, other in zip(*rows, strict=True)
            if one.score != other.score
        ),
        broken=tuple(c.title for c in config.sheet.constraints if c.id in held[0] - held[1]),
        mended=tuple(c.title for c in config.sheet.constraints if c.id in held[1] - held[0]),
    )


def _apply(config: BoardDecision, sheet: Sheet, change: OneChange) -> Sheet | None:
    """The changed sheet, or None where the change is about something that is not on it."""
    try:
        for step in change.steps:
            event = _event(config, sheet, step)
            if event is None:
                return None
            sheet = applied(config.sheet, sheet, event)
    except Illegal:
        return None
    return sheet


def _event(
    config: BoardDecision, sheet: Sheet, step: DesignStep
) -> ev.FieldDecided | ev.TasksJoined | None:
    detail = step.detail
    if step.verb == "decide_board":
        return ev.FieldDecided(**detail)
    if step.verb == "join_tasks":
        field = config.sheet.field_by_id.get(detail["field"])
        if isinstance(field, Sequence):
            join = join_of(field, sheet, detail["one"], detail["other"])
            return ev.TasksJoined(field=field.id, task=join.task.id)
    return None
