"""Checks of decision sheets, by filling them in: what can hold, what can be earned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from content.assembly import board as sheet_of
from content.fitting import Fitted
from content.folder import MissionFolder
from content.forms.board import BoardForm
from content.lint import rules
from content.problem import Report
from engine.actions import AnyAction, DecideBoard, JoinTasks
from engine.board import judge
from engine.board.attempts import attempts
from engine.board.fields import Board, Sequence
from engine.board.sheet import Sheet, decided, join_of, joined, opening
from engine.board.standing import OnSheet
from engine.design.graph import Illegal
from engine.expressions import Leaf
from engine.rng import draw
from engine.values import PromiseState

PASSES = 60
"""Score from which an untouched sheet would pass."""
STARTS, ROUNDS = 6, 30
"""Sheets from which the best is looked for, and entries made at most on the way."""
SCATTER = 25
"""Random entries with which each start but the first is laid out."""
POINTS = 13
"""Numbers tried in each amount."""


@dataclass(frozen=True)
class Everything:
    """A playthrough in which all is known and done, or nothing is."""

    all: bool = True

    def knows(self, fact: str) -> bool:
        return self.all

    def has_flag(self, flag: str) -> bool:
        return self.all

    def has_promised(self, promise: str) -> bool:
        return self.all

    def promise_state(self, promise: str) -> PromiseState | None:
        return "kept" if self.all else None

    def has_kept(self, requirement: str) -> bool:
        return self.all

    def over_budget(self, percent: int) -> bool:
        return self.all

    def has_opened(self, source: str) -> bool:
        return self.all

    def has_chosen(self, node: str, option: str | None) -> bool:
        return self.all

    def had_floor(self, person: str) -> bool:
        return self.all

    def opens(self, person: str, trust: int) -> bool:
        return self.all

    def meter(self, name: str) -> int:
        return {"trust": 60, "energy": 70}.get(name, 0)

    def has_entered(self, field: str, item: str | None) -> bool:
        return False

    def keeps(self, constraint: str) -> bool:
        return False

    def reading(self, leaf: Leaf) -> float | None:
        return None

    def spread(self, estimate: str, kind: str, over: float) -> float | None:
        return None


@dataclass(slots=True)
class Tried:
    """What came of the sheets that were filled in."""

    best: float = 0.0
    held: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)


def check_boards(mission: MissionFolder, report: Report) -> None:
    """Fills each sheet of a mission in, and reports what cannot happen on it."""
    for fitted in mission.boards.values():
        _check(fitted, sheet_of(fitted), report)


def _check(fitted: Fitted[BoardForm], board: Board, report: Report) -> None:
    blank = opening(board)
    for situation in (Everything(), Everything(all=False)):
        idle = judge.total(judge.earned(board, OnSheet(board, blank, situation)))
        if idle >= PASSES:
            message = f"The sheet earns {idle:.0f} as it is laid on the table."
            report.add(rules.IDLE_SHEET, fitted.place(("rubric",), key=True), message)
            break
    tried = Tried()
    for number in range(STARTS):
        _climb(board, _scattered(board, blank, number), tried)
        if tried.best >= 100 and number:
            break
    if tried.best < 100:
        message = f"The best sheet that was found earns {tried.best:.0f}."
        report.add(rules.FULL_SHEET, fitted.place(("rubric",), key=True), message)
    for number, constraint in enumerate(board.constraints):
        place = fitted.place(("constraints", number, "holds"))
        if constraint.id not in tried.held:
            message = f"'{constraint.title}' held on no sheet that was tried."
            rule = rules.NEVER_HOLDS if constraint.hard else rules.SELDOM_HOLDS
            report.add(rule, place, message)
        elif constraint.id not in tried.broken:
            message = f"'{constraint.title}' held on every sheet that was tried."
            report.add(rules.ALWAYS_HOLDS, place, message)


def _worth(board: Board, sheet: Sheet, tried: Tried) -> float:
    """What is climbed: the rubric without its cap, a little for each constraint, and next to
    nothing for each entry, so that one is made which gains only by what follows it."""
    on = OnSheet(board, sheet, Everything())
    lines = judge.earned(board, on)
    tried.best = max(tried.best, judge.total(lines))
    held = {c.id for c in board.constraints if c.holds.holds(on)}
    tried.held |= held
    tried.broken |= {c.id for c in board.constraints} - held
    weight = sum(line.weight for line in lines)
    return (
        sum(line.weight * line.score for line in lines) / weight
        + len(held) * 0.01
        + len(on.entered) * 1e-5
    )


def _climb(board: Board, sheet: Sheet, tried: Tried) -> None:
    worth = _worth(board, sheet, tried)
    for _ in range(ROUNDS):
        before = worth
        for slot in judge.slots(board, OnSheet(board, sheet, Everything())):
            on = OnSheet(board, sheet, Everything())
            for action in attempts(board, on, slot, POINTS):
                after = _after(board, sheet, action)
                if after is None or after == sheet:
                    continue
                gained = _worth(board, after, tried)
                if gained > worth + 1e-9:
                    sheet, worth = after, gained
        if worth <= before + 1e-9:
            return


def _scattered(board: Board, sheet: Sheet, number: int) -> Sheet:
    """The sheet with some entries by chance; the first start is the sheet as it is.

    Every other start joins first what can be joined, which gains nothing by itself.
    """
    on = OnSheet(board, sheet, Everything())
    for action in _entries(board, on) if number % 2 else ():
        if isinstance(action, JoinTasks):
            sheet = _after(board, sheet, action) or sheet
    for turn in range(SCATTER if number else 0):
        on = OnSheet(board, sheet, Everything())
        choices = list(_entries(board, on))
        if choices:
            picked = choices[draw(number, "sheet", turn) % len(choices)]
            sheet = _after(board, sheet, picked) or sheet
    return sheet


def _entries(board: Board, on: OnSheet) -> Iterator[AnyAction]:
    for slot in judge.slots(board, on):
        yield from attempts(board, on, slot)


def _after(board: Board, sheet: Sheet, action: AnyAction) -> Sheet | None:
    try:
        if isinstance(action, DecideBoard):
            return decided(board, sheet, action.field, action.part, action.value, action.at)
        found = board.field_by_id[action.field] if isinstance(action, JoinTasks) else None
        if isinstance(found, Sequence) and isinstance(action, JoinTasks):
            join = join_of(found, sheet, action.one, action.other)
            return joined(found, sheet, join.task.id)
    except Illegal:
        return None
    return None
